"""Writing a file so that the old or the new content stands, never a part."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.errors import AppError, DiskFull, EnvironmentFault, InputError

_PRIVATE = 0o600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR})


def write_atomically(path: Path, data: bytes, *, mode: int = _PRIVATE) -> None:
    """Put `data` at `path`, replacing what was there in one step.

    The bytes are on the disk when this returns. After an error the former
    content stands and nothing is left beside it.

    Args:
        path: the file to write; its folder exists.
        data: the whole content.
        mode: permission bits, where the system has them.

    Raises:
        DiskFull: `disk_full`, also when a quota is used up.
        InputError: `folder_missing`, or `place_not_writable`.
        EnvironmentFault: `file_not_written` for anything else the system says.
    """
    write_in_parts(path, (data,), mode=mode)


def write_in_parts(path: Path, parts: Iterable[bytes], *, mode: int = _PRIVATE) -> None:
    """Put all parts at `path`, as `write_atomically` does, without holding them all.

    Raises:
        AppError: as `write_atomically`; what making a part raises passes through.
    """
    try:
        _write(path, parts, mode)
    except OSError as problem:
        raise translated(problem) from problem


def _write(path: Path, parts: Iterable[bytes], mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            sync_to_disk(file.fileno())
        if mode != _PRIVATE:  # a fresh temporary file is private already
            part.chmod(mode)
        part.replace(path)
    except BaseException:
        # Also when interrupted: a half-written copy may hold what must not stay.
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_to_disk(descriptor: int) -> None:
    """Have the system write a file's bytes through to the disk."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync stops at the drive's cache; this goes through it. Network
        # drives do not know the command.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the system write a folder's entries through, where it can."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems refuse this for folders; the rename itself has happened.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def translated(problem: OSError) -> AppError:
    """Return what a refused write means; see `write_atomically` for the codes."""
    if problem.errno in _FULL:
        return DiskFull("disk_full")
    if problem.errno in _NO_FOLDER:
        return InputError("folder_missing")
    if problem.errno in _REFUSED:
        return InputError("place_not_writable")
    return EnvironmentFault("file_not_written")
