"""What a running program leaves for others to find: no memory, no values.

Called first of all by both programs. Nothing here keeps out malware or an
administrator; it keeps passphrases and case text out of files that crashes write and
that lie about for years, and out of reach of other programs of the same person.

| | crash writes no memory | others cannot read memory | errors name no values |
| --- | --- | --- | --- |
| Linux | not dumpable, `RLIMIT_CORE` | not dumpable | yes |
| macOS | `RLIMIT_CORE` | left to the system | yes |
| Windows | no error report | no right to read memory | yes |

Windows and macOS could not be tried where this was written.

macOS: `PT_DENY_ATTACH` is not asked for. A signed program with the hardened runtime
is closed to others already, one without it is opened by a line in a debugger, and a
profiler or the system's own crash reporter would end the process.

Linux: portals (the file dialogs of Snap and Flatpak, and where they are asked for)
look into `/proc/PID/root` of whoever calls, and refuse those that are not dumpable; no
dialog appears then (flatpak/xdg-desktop-portal#1490, #785). There the limit alone has
to do. The children that read foreign files are dumpable again, as every program that
is started afresh; they hold no key, and let no dump be written.

`faulthandler` is left off, and harmless where somebody turns it on: it names files,
lines and functions, and no values.
"""

import os
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import TracebackType

_KEPT = ("last_exc", "last_type", "last_value", "last_traceback")
"""Where Python keeps the last failure for a debugger, with every frame's values."""


def harden(*, window: bool = False) -> None:
    """Protect this process from now on.

    Args:
        window: whether it shows file dialogs.
    """
    _leave_no_memory(dialogs=window and asks_portals(os.environ))
    sys.excepthook = _on_raised
    threading.excepthook = _on_thread
    sys.unraisablehook = _on_unraisable


def asks_portals(environment: Mapping[str, str]) -> bool:
    """Tell whether file dialogs go through a portal here."""
    return (
        any(environment.get(name) for name in ("SNAP", "FLATPAK_ID", "container"))
        or environment.get("QT_QPA_PLATFORMTHEME", "") == "xdgdesktopportal"
        or environment.get("GTK_USE_PORTAL", "0") not in {"", "0"}
    )


def told_of(error: BaseException) -> Iterator[str]:
    """Yield what may be told of a failure: its kinds, and places in the program.

    Messages are left out: they quote what was being worked on.
    """
    chain = list(_chain(error))
    yield " < ".join(type(each).__qualname__ for each in chain)
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "?")
        yield f"{module}:{line} {frame.f_code.co_qualname}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__


def _on_raised(
    _: type[BaseException], error: BaseException, __: TracebackType | None
) -> None:
    for name in _KEPT:
        if hasattr(sys, name):
            delattr(sys, name)
    _tell(error)


def _on_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _tell(args.exc_value)


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    # What it was about is left out: its name may be a name.
    if args.exc_value is not None:
        _tell(args.exc_value)


def _tell(error: BaseException) -> None:
    # Without a console, as under Windows, there is nobody to tell.
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]
        with suppress(OSError, ValueError):
            sys.stderr.write("\n".join(told_of(error)) + "\n")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_CRITICAL_BOX, _NO_FAULT_BOX = 0x0001, 0x0002
    _NO_HEAP = 0x0001
    _DACL = 0x0004
    _REVISION = 1
    # What another program of the same person may do: end it, wait for it, ask how it
    # is (0x101400 and 0x1), read who may do what. A child that reads foreign files
    # takes its pipe over from here (PROCESS_DUP_HANDLE, 0x40); who has that right can
    # get further by a detour, so this stops the common ways alone.
    _RIGHTS = 0x00120000 | 0x00101400 | 0x1 | 0x40
    _MAY = f"D:P(A;;0x{_RIGHTS:x};;;OW)"

    def _leave_no_memory(*, dialogs: bool) -> None:
        del dialogs
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_CRITICAL_BOX | _NO_FAULT_BOX)
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
            ctypes.windll.wer.WerAddExcludedApplication(
                ctypes.c_wchar_p(sys.executable.rpartition("\\")[2]),
                wintypes.BOOL(0),
            )
        with suppress(OSError, AttributeError):
            _close_memory()

    def _close_memory() -> None:
        kernel, security = ctypes.windll.kernel32, ctypes.windll.advapi32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        descriptor = ctypes.c_void_p()
        made = security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            ctypes.c_wchar_p(_MAY),
            wintypes.DWORD(_REVISION),
            ctypes.byref(descriptor),
            None,
        )
        if made:
            security.SetKernelObjectSecurity(
                wintypes.HANDLE(kernel.GetCurrentProcess()),
                wintypes.DWORD(_DACL),
                descriptor,
            )
            kernel.LocalFree(descriptor)

else:
    import resource

    _PR_SET_DUMPABLE = 4
    _NOT_TO_A_PROGRAM = 1
    """No file is so short, and Linux hands no dump to a program under this very limit
    (with 0 it would: `fs/coredump.c`)."""

    def _leave_no_memory(*, dialogs: bool) -> None:
        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_CORE)
            least = _NOT_TO_A_PROGRAM if sys.platform == "linux" and hard else 0
            resource.setrlimit(resource.RLIMIT_CORE, (least, least))
        if sys.platform == "linux" and not dialogs:
            _be_closed()

    def _be_closed() -> None:
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
