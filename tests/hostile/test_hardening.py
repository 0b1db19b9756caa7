"""A program that breaks leaves no memory and no words of what it was working on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import hardening
from tests.architecture.tree import ROOT
from tests.builders import OWNER, Site, passphrase

SECRET = "密语：鹿鸣的手机号 13800000000"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc and prctl")

HARDEN = "from app.hardening import harden; harden()\n"
CORES = """
import resource
_, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
"""
DUMPABLE = """
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def run(
    program: str, folder: Path | None = None, /, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def crash(program: str, folder: Path) -> bool:
    """Have a program abort; tell whether the system wrote a dump."""
    arguments = [sys.executable, "-c", f"{program}import os; os.abort()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    here = Path.cwd()
    os.chdir(folder)
    try:
        process = os.posix_spawn(sys.executable, arguments, environment)
    finally:
        os.chdir(here)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status)


@posix
def test_a_crash_writes_no_memory(tmp_path: Path):
    """Control: with nothing done, on a system that writes dumps, there is one."""
    bare, hardened = tmp_path / "bare", tmp_path / "hardened"
    bare.mkdir()
    hardened.mkdir()
    dumps = crash(CORES, bare)
    assert not crash(CORES + HARDEN, hardened)
    assert list(hardened.iterdir()) == []
    if not dumps:
        pytest.skip("this system writes no dump anyway")


@linux
def test_the_limit_alone_keeps_a_dump_away(tmp_path: Path):
    limit = "from app import hardening\nhardening._leave_no_memory(dialogs=True)\n"
    assert not crash(CORES + limit, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert run(limit + DUMPABLE).stdout.strip() == "1"


@linux
def test_it_is_closed_to_other_programs():
    assert run(DUMPABLE).stdout.strip() == "1"
    assert run(HARDEN + DUMPABLE).stdout.strip() == "0"


@linux
@pytest.mark.parametrize(
    ("environment", "closed"),
    [
        ({}, True),
        ({"SNAP": "/snap/gongdao/1"}, False),
        ({"FLATPAK_ID": "x"}, False),
        ({"QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}, False),
        ({"QT_QPA_PLATFORMTHEME": "gtk3"}, True),
        ({"GTK_USE_PORTAL": "1"}, False),
        ({"GTK_USE_PORTAL": "0"}, True),
    ],
)
def test_file_dialogs_come_before_it(environment: dict[str, str], closed: bool):
    """A portal refuses a program it may not look into, and no dialog appears."""
    assert hardening.asks_portals(environment) is not closed
    program = "from app.hardening import harden; harden(window=True)\n" + DUMPABLE
    assert run(program, **environment).stdout.strip() == ("0" if closed else "1")


READS_FILES = """
from pathlib import Path
from app.files.profiles import read_members
if __name__ == "__main__":
    print(len(read_members(Path("m.csv")).rows))
"""


@posix
def test_the_child_that_reads_files_still_does(tmp_path: Path):
    (tmp_path / "m.csv").write_text("平台ID,昵称\nwx1,鹿鸣\nwx2,青禾\n", "utf-8")
    done = run(
        f"{HARDEN}\nif __name__ == '__main__':\n    exec({READS_FILES!r})", tmp_path
    )
    assert done.stdout.strip() == "2", done.stderr


RAISING = {
    "main": "def work(said):\n    raise ValueError(said)\nwork(SAID)",
    "chain": (
        "def work(said):\n"
        "    try:\n        {}[said]\n"
        "    except KeyError as e:\n        raise RuntimeError(said) from e\n"
        "work(SAID)"
    ),
    "thread": (
        "import threading\n"
        "def work(said):\n    raise ValueError(said)\n"
        "t = threading.Thread(target=work, args=(SAID,), name=SAID)\n"
        "t.start(); t.join()"
    ),
    "destructor": (
        "class Held:\n"
        "    def __repr__(self): return SAID\n"
        "    def __del__(self): work(SAID)\n"
        "def work(said):\n    raise ValueError(said)\n"
        "held = Held(); del held"
    ),
    "statement": (
        "from app.vault.store import Store\n"
        "def work(said):\n"
        "    s = Store(None); s.connect(); s.sql('INSERT INTO t VALUES(?)', (said,))\n"
        "work(SAID)"
    ),
}


@pytest.mark.parametrize("how", RAISING)
def test_a_failure_tells_its_place_and_no_value(how: str):
    """Control: without the hooks the words stand there."""
    said = f"SAID = {SECRET!r}\n"
    bare = run(said + RAISING[how], PYTHONIOENCODING="utf-8")
    done = run(HARDEN + said + RAISING[how], PYTHONIOENCODING="utf-8")
    assert "work" in done.stderr
    assert "Error" in done.stderr
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr
    assert how == "statement" or SECRET in bare.stderr


def test_a_command_that_fails_says_nothing_of_what_was_typed(tmp_path: Path):
    site = Site(root=tmp_path)
    site.create().close()
    secret = tmp_path / "secret"
    secret.write_text(passphrase(OWNER) + "\n", "utf-8")
    secret.chmod(0o600)
    program = (
        "import sys\n"
        "from app import features\n"
        "import app.staff.queries as q\n"
        "def broken(query, reader):\n    raise ValueError(sys.argv)\n"
        "features.ANSWERS[q.WhoAmI] = broken\n"
        "from app.cli import main\n"
        f"sys.argv = ['x', '--vault', {str(site.place)!r}, 'vault', 'info',"
        f" '--as', {OWNER!r}, '--passphrase-file', {str(secret)!r}]\n"
        "main()\n"
    )
    done = run(program, PYTHONIOENCODING="utf-8", LC_ALL="C.UTF-8")
    assert done.returncode == 70, done.stderr
    assert "ValueError at" in done.stderr
    assert OWNER not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_programs_harden_themselves_before_anything_else():
    for program, first in (
        ("app/cli/__init__.py", "harden()"),
        ("ui/cli.py", "harden()"),
        ("ui/__main__.py", "harden(window=True)"),
    ):
        text = (ROOT / program).read_text("utf-8")
        after = text[text.index(first) :]
        assert "import run" in after or "QApplication" in after
