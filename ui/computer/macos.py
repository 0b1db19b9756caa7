"""macOS: sleep, locked screens, windows and copies that nobody keeps. Untested.

Through the C interfaces of the system's own libraries; no bridge is needed.
"""

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QWindow

_LEFT: Final = (
    b"com.apple.screenIsLocked",
    b"com.apple.screensaver.didstart",
)
_CAN_SLEEP: Final = 0xE0000270  # kIOMessageCanSystemSleep
_WILL_SLEEP: Final = 0xE0000280  # kIOMessageSystemWillSleep
_UTF8: Final = 0x08000100
_AT_ONCE: Final = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_NOBODY: Final = 0  # NSWindowSharingNone
_READERS: Final = 1  # NSWindowSharingReadOnly
_CONCEALED: Final = ("org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType")


if sys.platform == "darwin":
    import ctypes
    from ctypes import c_char_p, c_int32, c_long, c_uint32, c_void_p

    _objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    _objc.objc_getClass.argtypes, _objc.objc_getClass.restype = (c_char_p,), c_void_p
    _objc.sel_registerName.argtypes = (c_char_p,)
    _objc.sel_registerName.restype = c_void_p
    _FRAMEWORKS: Final = "/System/Library/Frameworks"
    _core = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    _kit = ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit")
    _Told = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
    _Power = ctypes.CFUNCTYPE(None, c_void_p, c_uint32, c_uint32, c_void_p)

    def _send(target: int | None, selector: bytes, *values: tuple[type, object]) -> int:
        """Send a message to an object; every value comes with its C type."""
        kinds = [kind for kind, _ in values]
        call = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p, *kinds)(
            ("objc_msgSend", _objc)
        )
        name = _objc.sel_registerName(selector)
        return call(target, name, *(value for _, value in values)) or 0

    def _text(words: str) -> int:
        maker = _objc.objc_getClass(b"NSString")
        return _send(maker, b"stringWithUTF8String:", (c_char_p, words.encode()))

    def leave_out_of_captures(window: QWindow, *, left_out: bool) -> None:
        """Let captures show the window or not; the newest systems may not listen."""
        top = _send(int(window.winId()), b"window")
        if top:
            kind = _NOBODY if left_out else _READERS
            _send(top, b"setSharingType:", (c_long, kind))

    def conceal_pasteboard() -> None:
        """Say beside what was just copied that nobody ought to keep it."""
        board = _send(_objc.objc_getClass(b"NSPasteboard"), b"generalPasteboard")
        nothing = _send(_objc.objc_getClass(b"NSData"), b"data")
        for kind in map(_text, _CONCEALED):
            kinds = _send(
                _objc.objc_getClass(b"NSArray"), b"arrayWithObject:", (c_void_p, kind)
            )
            _send(board, b"addTypes:owner:", (c_void_p, kinds), (c_void_p, None))
            _send(board, b"setData:forType:", (c_void_p, nothing), (c_void_p, kind))

    class PowerListener:
        """Hears the distributed notifications of the screen, and of the power."""

        def __init__(self, left: Callable[[], None]) -> None:
            """Listen to nothing yet."""
            self._left = left
            self._on = self._wired = False
            # Held as long as anybody may call them.
            self._told = _Told(self._on_told)
            self._power = _Power(self._on_power)
            self._root = 0

        def start(self, window: QWindow | None) -> None:
            """Begin to listen."""
            self._on = True
            if not self._wired:
                self._wired = True
                self._hear_screen()
                self._hear_power()

        def stop(self) -> None:
            """Listen no more."""
            self._on = False

        def _hear_screen(self) -> None:
            center = _core.CFNotificationCenterGetDistributedCenter
            center.restype = c_void_p
            name_of = _core.CFStringCreateWithCString
            name_of.argtypes, name_of.restype = (c_void_p, c_char_p, c_uint32), c_void_p
            observe = _core.CFNotificationCenterAddObserver
            observe.argtypes = (c_void_p, c_void_p, _Told, c_void_p, c_void_p, c_long)
            observe.restype = None
            for name in _LEFT:
                told = name_of(None, name, _UTF8)
                observe(center(), id(self), self._told, told, None, _AT_ONCE)

        def _hear_power(self) -> None:
            port, notifier = c_void_p(), c_uint32()
            register = _kit.IORegisterForSystemPower
            register.argtypes = (c_void_p, c_void_p, _Power, c_void_p)
            register.restype = c_uint32
            self._root = register(
                None, ctypes.byref(port), self._power, ctypes.byref(notifier)
            )
            if not self._root:
                return
            source_of = _kit.IONotificationPortGetRunLoopSource
            source_of.argtypes, source_of.restype = (c_void_p,), c_void_p
            loop = _core.CFRunLoopGetMain
            loop.restype = c_void_p
            add = _core.CFRunLoopAddSource
            add.argtypes, add.restype = (c_void_p, c_void_p, c_void_p), None
            modes = c_void_p.in_dll(_core, "kCFRunLoopCommonModes")
            add(loop(), source_of(port), modes)

        def _on_told(self, *_: int | None) -> None:
            if self._on:
                self._left()

        def _on_power(
            self, _mine: int | None, _service: int, kind: int, note: int | None
        ) -> None:
            if kind == _WILL_SLEEP and self._on:
                self._left()
            if kind in (_CAN_SLEEP, _WILL_SLEEP):
                allow = _kit.IOAllowPowerChange
                allow.argtypes, allow.restype = (c_uint32, c_void_p), c_int32
                allow(self._root, note)
