"""One application at a time, whatever becomes of it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Corrupt, VaultLocked
from app.staff.queries import WhoAmI
from app.vault.lock import VaultLock
from tests.architecture.tree import ROOT
from tests.builders import Site

HOLD = """
import sys
from pathlib import Path
from app.vault.lock import VaultLock
held = VaultLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""

TRY = """
import sys
from pathlib import Path
from app.errors import VaultLocked
from app.vault.lock import VaultLock
try:
    VaultLock(Path(sys.argv[1]))
except VaultLocked as refused:
    print(refused.code)
else:
    print("held")
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def elsewhere(folder: Path) -> str:
    """Return what another process is told that wants the lock."""
    told = subprocess.run(
        [sys.executable, "-c", TRY, str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return told.stdout.strip()


def refused(folder: Path) -> None:
    with pytest.raises(VaultLocked) as problem:
        VaultLock(folder)
    assert problem.value.code == "vault_open_elsewhere"


def test_a_second_opening_in_this_process_is_refused(tmp_path: Path):
    lock = VaultLock(tmp_path)
    refused(tmp_path)
    refused(tmp_path)
    lock.release()
    VaultLock(tmp_path).release()


def test_a_second_opening_in_another_process_is_refused(tmp_path: Path):
    lock = VaultLock(tmp_path)
    assert elsewhere(tmp_path) == "vault_open_elsewhere"
    lock.release()
    assert elsewhere(tmp_path) == "held"


def test_it_is_refused_here_while_another_process_has_it(
    tmp_path: Path, holder: "subprocess.Popen[str]"
):
    refused(tmp_path)
    holder.communicate("", timeout=30)
    VaultLock(tmp_path).release()


def test_a_killed_process_lets_go(tmp_path: Path, holder: "subprocess.Popen[str]"):
    refused(tmp_path)
    holder.kill()
    holder.wait(timeout=30)
    VaultLock(tmp_path).release()


def test_a_child_does_not_keep_the_lock(tmp_path: Path):
    lock = VaultLock(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        close_fds=False,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        lock.release()
        VaultLock(tmp_path).release()
        child.kill()


def test_letting_go_twice_closes_no_file_of_another(tmp_path: Path):
    lock = VaultLock(tmp_path)
    lock.release()
    with (tmp_path / "other").open("w") as other:
        lock.release()
        other.write("still open")
    assert (tmp_path / "other").read_text() == "still open"


def test_where_no_file_can_be_made_it_says_so(tmp_path: Path):
    with pytest.raises(Corrupt) as problem:
        VaultLock(tmp_path / "nowhere")
    assert problem.value.code == "storage_failed"


def test_an_open_vault_cannot_be_opened_again(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created(), pytest.raises(VaultLocked):
        site.open()
    with site.opened(), pytest.raises(VaultLocked):
        site.open()
    site.open().close()


def test_a_refused_passphrase_does_not_keep_the_lock(tmp_path: Path):
    site = Site(root=tmp_path)
    site.create().close()
    with pytest.raises(Exception, match="wrong_name_or_passphrase"):
        site.open("没有这个人")
    site.open().close()


def test_a_closed_vault_is_not_opened_again_by_a_late_question(tmp_path: Path):
    site = Site(root=tmp_path)
    workspace = site.create()
    workspace.close()
    with pytest.raises(VaultLocked) as problem:
        workspace.query(WhoAmI())
    assert problem.value.code == "vault_closed"
    workspace.close()
    site.open().close()
