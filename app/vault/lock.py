"""One application at a time: an OS lock on a file of its own.

The lock is never taken on the database file: POSIX locks there vanish when the
same process opens and closes that file elsewhere.
"""

import os
import sys
from pathlib import Path

from app.errors import Corrupt, VaultLocked

FILE_NAME = "lock"


class VaultLock:
    """Holds the lock from construction to `release`; the OS frees it on a crash."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            VaultLocked: another process, or another window of this one, holds it.
        """
        try:
            file = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise Corrupt("storage_failed") from None
        try:
            _lock(file)
        except OSError:
            os.close(file)
            raise VaultLocked("vault_open_elsewhere") from None
        self._file: int | None = file

    def release(self) -> None:
        """Let others open the vault; once is enough, twice does no harm."""
        held, self._file = self._file, None
        if held is not None:
            os.close(held)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        # flock belongs to the open file, so a second opening here is refused too.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
