"""The shim below Python and SQLite: built here, loaded into processes that we start."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.architecture.tree import ROOT

SOURCE = Path(__file__).with_name("shim.c")


def lacking() -> str:
    """Say what this machine lacks for the shim, or nothing."""
    if not sys.platform.startswith("linux"):
        return "the shim is made for Linux"
    return "" if shutil.which("cc") else "there is no C compiler"


@cache
def library() -> Path:
    """Build the shim, once in a process; return where it lies."""
    built = Path(mkdtemp(prefix="gongdao-shim-")) / "shim.so"
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", built, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return built


def environment(watched: Path, log: Path | None = None) -> dict[str, str]:
    """Return the environment of a process whose doings in a folder are watched.

    Args:
        watched: the folder.
        log: where everything is recorded; None records nothing.
    """
    kept = {name: value for name, value in os.environ.items() if name != "GD_LOG"}
    added = {"LD_PRELOAD": str(library()), "GD_ROOT": str(watched.resolve())}
    return {**kept, **added, **({"GD_LOG": str(log)} if log else {})}


def run(module: str, words: Sequence[object], env: dict[str, str]) -> str:
    """Run one of our modules to its end under the shim; return what it said.

    Raises:
        RuntimeError: it broke down.
    """
    ended = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        env={**env, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    if ended.returncode:
        raise RuntimeError(f"the process broke down: {ended.stderr}")
    return ended.stdout


class Refusals:
    """The shim of this process, made to refuse a write."""

    def __init__(self) -> None:
        """Find the shim, which was loaded before everything else."""
        self._shim = ctypes.CDLL(None)
        self._shim.gd_points.restype = ctypes.c_long
        self._shim.gd_refused.restype = ctypes.c_long
        self._shim.gd_last_refused.restype = ctypes.c_char_p

    def begin(self, at: int = 0, error: int = 0, *, from_then_on: bool = False) -> None:
        """Count from here on; refuse the write of this number.

        Args:
            at: counted from one; 0 refuses nothing.
            error: what the system says.
            from_then_on: refuse all that follow as well.
        """
        self._shim.gd_arm(ctypes.c_long(at), error, int(from_then_on))

    def end(self) -> None:
        """Refuse nothing more."""
        self.begin()

    @property
    def points(self) -> int:
        """How many writes (and the like) there were since `begin`."""
        return self._shim.gd_points()

    @property
    def refused(self) -> int:
        """How many of them were refused."""
        return self._shim.gd_refused()

    @property
    def last(self) -> str:
        """What was refused last: the call, and the file's name."""
        return self._shim.gd_last_refused().decode()
