"""Bounds a process sets for itself before it touches a foreign file.

| | memory | processor time | files written | core dumps |
| --- | --- | --- | --- | --- |
| Linux, BSD | address space (`RLIMIT_AS`) | `RLIMIT_CPU` | none | none |
| macOS | a watching thread | `RLIMIT_CPU` | none | none |
| Windows | job object | job object | not bounded | not bounded |

The kernel of macOS ignores `RLIMIT_AS`. Bounds cannot be widened again by this
process. The parent keeps its own clock besides.
"""

import math
import os
import sys
import threading
import time

OUT_OF_MEMORY = 77
"""Exit status of a process that ended because it needed more memory."""

_WATCH_SECONDS = 0.05
_OPEN_FILES = 64


def confine(*, memory: int, seconds: float) -> None:
    """Bound this process from now on.

    Args:
        memory: bytes it may take beyond what it holds now.
        seconds: processor time, rounded up.
    """
    if sys.platform == "win32":
        _by_job(memory, seconds)
    else:
        _by_limits(memory, seconds)
        if sys.platform == "darwin":
            _watch(_peak() + memory)


if sys.platform != "win32":
    import resource

    def _by_limits(memory: int, seconds: float) -> None:
        _limit(resource.RLIMIT_CORE, 0)  # a dump would hold what the file holds
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _limit(resource.RLIMIT_CPU, math.ceil(seconds))
        if sys.platform != "darwin":
            _limit(resource.RLIMIT_AS, _address_space() + memory)

    def _limit(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(what, (most, most))

    def _address_space() -> int:
        try:
            with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path module needed yet
                return int(file.read().split()[0]) * resource.getpagesize()
        except OSError:  # systems without /proc
            return 1 << 28

    def _peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def _watch(most: int) -> None:
    def watch() -> None:
        while True:
            time.sleep(_WATCH_SECONDS)
            if _peak() > most:
                os._exit(OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_TIME = 0x2
    _ACTIVE_PROCESS = 0x8
    _PROCESS_MEMORY = 0x100
    _EXTENDED_LIMITS = 9
    _TICKS = 10_000_000  # of 100 ns, in a second

    class _BasicLimits(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    def _by_job(memory: int, seconds: float) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        limits = _ExtendedLimits()
        basic = limits.BasicLimitInformation
        basic.LimitFlags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY
        basic.PerProcessUserTimeLimit = math.ceil(seconds) * _TICKS
        basic.ActiveProcessLimit = 1
        # Committed memory at the start is some 30 MiB; the bound counts it in.
        limits.ProcessMemoryLimit = memory + (32 << 20)
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        done = kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        ) and kernel.AssignProcessToJobObject(
            job, wintypes.HANDLE(kernel.GetCurrentProcess())
        )
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
        # The handle stays open: the job lives as long as this process.
