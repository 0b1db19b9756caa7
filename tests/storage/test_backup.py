"""A backup is whole or is not there, and the vault in use does not feel it."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import AppError, Corrupt, DiskFull, StorageBusy
from app.ids import new_id
from app.journal.verify import Report
from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.rekeying import rekeyed
from app.vault import backup
from app.vault import keyring as keyrings
from app.vault.keys import PersonalKeys
from app.vault.store import Store
from app.workspace import Workspace
from tests.architecture.tree import ROOT
from tests.builders import OWNER, Site, credentials
from tests.town import begin


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def workspace(site: Site) -> Iterator[Workspace]:
    with site.created() as made:
        begin(made, members=5, complaints=3)
        yield made


def note(workspace: Workspace, text: str = "一句备注") -> None:
    workspace.execute(AddNote(subject="s", text=text))


def opened(folder: Path, site: Site) -> Report:
    """Open a backup's folder as the small vault it is, and prove it."""
    copy = site.root / "opened"
    shutil.copytree(folder, copy)
    held = Workspace.open(copy, credentials(OWNER), surroundings=site.surroundings)
    try:
        return held.verify()
    finally:
        held.close()
        shutil.rmtree(copy)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_backup_holds_all_there_was(site: Site, workspace: Workspace):
    (site.place / "tombstones").write_bytes(b"\x00gone\xff")
    commits = workspace.verify().commits
    made = workspace.custody.back_up()
    note(workspace)
    key = workspace._session.keyring.key_id
    assert made.folder == site.place / "backups" / "20261102T090000Z"
    assert names(made.folder) == ["keyring", "tombstones", f"vault-{key}.db"]
    assert (made.folder / "tombstones").read_bytes() == b"\x00gone\xff"
    ring = (site.place / "keyring").read_bytes()
    assert (made.folder / "keyring").read_bytes() == ring
    assert workspace.custody.backups() == (made,)
    assert made.size == sum(f.stat().st_size for f in made.folder.iterdir())
    report = opened(made.folder, site)
    assert report.sound
    assert report.commits == commits


def test_another_key_opens_no_backup(workspace: Workspace):
    made = workspace.custody.back_up()
    file = next(made.folder.glob("vault-*.db"))
    with pytest.raises(Corrupt):
        backup.outline_of(file, bytes(32), "journal_commit")


def test_nothing_appears_beside_a_backup_that_is_looked_at(workspace: Workspace):
    made = workspace.custody.back_up()
    before = names(made.folder)
    file = next(made.folder.glob("vault-*.db"))
    backup.outline_of(file, workspace._session.vault_key, "journal_commit")
    assert names(made.folder) == before


def test_writers_go_on_and_the_copy_is_of_one_moment(workspace: Workspace):
    """Commits while it is being copied: none waits, none is half in it."""
    before = workspace.verify().commits
    written: list[int] = []

    def told(done: int, _: int) -> None:
        if not written or done > written[-1]:
            thread = threading.Thread(target=write)
            thread.start()
            thread.join(timeout=20)
            assert not thread.is_alive(), "a writer waited for the backup"
            written.append(done)

    def write() -> None:
        note(workspace)
        workspace.release_thread()

    made = workspace.custody.back_up(told)
    assert written
    file = next(made.folder.glob("vault-*.db"))
    tables, commits = backup.outline_of(
        file, workspace._session.vault_key, "journal_commit"
    )
    assert commits == before
    assert "journal_event" in tables
    assert workspace.verify().commits == before + len(written)


class Cancelled(BaseException):
    pass


def test_a_cancelled_backup_leaves_nothing(site: Site, workspace: Workspace):
    def told(*_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.custody.back_up(told)
    assert names(site.place / "backups") == []
    note(workspace)
    assert workspace.custody.back_up()


def test_what_a_dead_process_left_does_not_count_and_goes(
    site: Site, workspace: Workspace
):
    part = site.place / "backups" / ".20261101T000000Z.part"
    part.mkdir(parents=True)
    (part / "keyring").write_bytes(b"half")
    other = site.place / "backups" / ".mine.part"
    other.mkdir()
    assert workspace.custody.backups() == ()
    made = workspace.custody.back_up()
    assert not part.exists()
    assert other.exists()
    assert workspace.custody.backups() == (made,)


def test_what_is_not_complete_is_not_listed(site: Site, workspace: Workspace):
    made = workspace.custody.back_up()
    home = site.place / "backups"
    for name in ("20261101T000000Z", "20260230T000000Z", "notes"):
        shutil.copytree(made.folder, home / name)
    next((home / "20261101T000000Z").glob("*.db")).write_bytes(b"short")
    (home / "a file").write_text("x")
    assert workspace.custody.backups() == (made,)


def test_two_in_one_second_are_two(workspace: Workspace):
    first, second = workspace.custody.back_up(), workspace.custody.back_up()
    assert second.made_at - first.made_at == timedelta(seconds=1)
    assert second.folder != first.folder


def test_too_little_room_is_told_before_anything_is_written(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    usage = shutil.disk_usage(site.place)._replace(free=1 << 20)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull) as problem:
        workspace.custody.back_up()
    assert problem.value.code == "backup_no_room"
    assert names(site.place / "backups") == []


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise DiskFull("disk_full")

    monkeypatch.setattr(Store, "copy_to", full)
    with pytest.raises(DiskFull):
        workspace.custody.back_up()
    assert names(site.place / "backups") == []
    note(workspace)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from app.errors import AppError
from app.workspace import Surroundings, Workspace
from tests.builders import CHEAP, OWNER, credentials
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
place = Path(sys.argv[1])
around = Surroundings(markers=place.parent / "markers", cost=CHEAP)
workspace = Workspace.open(place, credentials(OWNER), surroundings=around)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), 1 << 40))
try:
    workspace.custody.back_up()
except AppError as fault:
    print(fault.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.parametrize("size", [100, 20_000, 200_000])
def test_a_write_the_system_refuses_leaves_nothing(site: Site, size: int):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(site.place), str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in {"storage_failed", "file_not_written"}, done.stderr
    assert names(site.place / "backups") == []
    with site.opened() as workspace:
        assert workspace.verify().sound
        assert workspace.custody.back_up()


def test_a_copy_that_differs_is_thrown_away(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    honest = Store.copy_to

    def lossy(self: Store, path: Path, told: backup.Told | None = None) -> None:
        honest(self, path, told)
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)

    monkeypatch.setattr(Store, "copy_to", lossy)
    with pytest.raises(Corrupt) as problem:
        workspace.custody.back_up()
    assert problem.value.code == "backup_failed"
    assert names(site.place / "backups") == []


def test_a_copy_with_fewer_commits_is_thrown_away(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    def older(self: Store, path: Path, _: object = None) -> None:
        shutil.copyfile(next(kept.folder.glob("vault-*.db")), path)

    kept = workspace.custody.back_up(home=site.root)
    note(workspace)
    monkeypatch.setattr(Store, "copy_to", older)
    with pytest.raises(Corrupt) as problem:
        workspace.custody.back_up()
    assert problem.value.code == "backup_failed"
    assert names(site.place / "backups") == []


def test_a_keyring_that_names_another_database_makes_no_backup(
    site: Site, workspace: Workspace
):
    other = keyrings.Keyring.new(
        site.place,
        vault_id=workspace._session.keyring.vault_id,
        key_id=new_id(),
        cost=site.surroundings.cost or keyrings.calibrated_cost(),
    )
    other.add(
        credentials("李"),
        person_id=new_id(),
        keys=PersonalKeys(bytes(32)),
        vault_key=bytes(32),
        staff=(),
    )
    with pytest.raises(StorageBusy):
        workspace.custody.back_up()
    assert names(site.place / "backups") == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_a_folder_that_cannot_be_written_is_told(site: Site, workspace: Workspace):
    (site.place / "backups").write_text("a file in the folder's place")
    with pytest.raises(AppError):
        workspace.custody.back_up()
    with suppress(AppError):
        note(workspace)
    assert workspace.verify().sound


def test_nothing_of_the_vault_stands_in_a_backup(workspace: Workspace):
    note(workspace, "密语七四一")
    made = workspace.custody.back_up()
    for file in made.folder.iterdir():
        assert "密语七四一".encode() not in file.read_bytes()
        assert OWNER.encode() not in file.read_bytes()
    assert any(r.text == "密语七四一" for r in workspace.query(Notes(subject="s")))


def test_a_re_keying_meanwhile_makes_no_backup_under_the_former_key(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    honest = backup.outline_of

    def under_another_key() -> None:
        # Without the backup that comes before it.
        workspace._session = rekeyed(workspace._session, None)

    def rekeying(path: Path, key: bytes, counted: str) -> backup.Outline:
        thread = threading.Thread(target=under_another_key)
        thread.start()
        thread.join(timeout=60)
        return honest(path, key, counted)

    former = workspace.custody
    monkeypatch.setattr(backup, "outline_of", rekeying)
    with pytest.raises(StorageBusy):
        former.back_up()
    monkeypatch.undo()
    assert names(site.place / "backups") == []
    made = workspace.custody.back_up()
    assert opened(made.folder, site).sound
