"""A restored vault is the backup's, what stood before is kept, and no crash between."""

import shutil
from pathlib import Path

import pytest

from app.custody import backups_of
from app.errors import (
    Conflict,
    Corrupt,
    DiskFull,
    InputError,
    NotFound,
    NotPermitted,
    VaultLocked,
)
from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.restoring import Restoration, backups_in
from app.staff.commands import RemovePerson
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.vault import restore
from app.workspace import Workspace
from tests.builders import COMMUNITY, OWNER, Site, credentials, enrol
from tests.town import LEAD, MODERATOR, begin

EARLY, LATE = "备份以前", "备份以后"
NEW = "李"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A vault with a backup, a note before it and one after it; closed."""
    site = Site(root=tmp_path)
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        note(workspace, EARLY)
        site.clock.forward(hours=1)
        workspace.custody.back_up()
        site.clock.forward(hours=1)
        note(workspace, LATE)
    return site


def note(workspace: Workspace, text: str) -> None:
    workspace.execute(AddNote(subject="s", text=text))


def notes(workspace: Workspace) -> list[str]:
    return [row.text for row in workspace.query(Notes(subject="s"))]


def source(site: Site) -> Path:
    return backups_of(site.place)[-1].folder


def look(site: Site, place: Path | None = None, *, name: str = OWNER) -> Restoration:
    return Restoration.look(
        source(site),
        place or site.place,
        credentials(name),
        surroundings=site.surroundings,
    )


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_the_preview_tells_what_would_be_lost(site: Site):
    before = names(site.place)
    preview = look(site).preview
    assert preview.made_at is not None
    assert preview.made_at.hour == 10
    assert preview.backup.community == COMMUNITY
    assert next(iter(preview.backup.people.values())) == OWNER
    assert preview.present is not None
    assert preview.present.closed == ""
    assert preview.present.lost == 1
    assert preview.present.extent is not None
    assert preview.present.extent.commits == preview.backup.commits + 1
    assert preview.present.extent.events > preview.backup.events
    assert preview.backup.newest_at is not None
    assert preview.present.extent.newest_at == site.clock.now
    assert preview.backup.newest_at < site.clock.now
    assert preview.compared
    assert preview.returning == ()
    assert names(site.place) == before
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]


def test_restoring_brings_back_that_day_and_keeps_the_present(site: Site):
    wanted = look(site)
    told: list[tuple[int, int]] = []
    wanted.carry_out(lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY]
        assert workspace.verify().sound
        assert workspace.verify().commits == wanted.preview.backup.commits
        note(workspace, "恢复以后")
        kept = workspace.custody.backups()
    assert [each.held for each in kept] == [True, False]
    held = Restoration.look(
        kept[0].folder,
        site.place,
        credentials(OWNER),
        surroundings=site.surroundings,
    )
    site.clock.forward(hours=1)
    held.carry_out()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]
        assert workspace.verify().sound


def test_a_restored_vault_goes_on_as_a_new_feed(site: Site):
    """Also where this computer's marker is not ahead of what was restored."""
    with site.opened() as workspace:
        first = workspace._session.journal.position.feed
        site.clock.forward(hours=1)
        workspace.custody.back_up()
    newest = Restoration.look(
        backups_of(site.place)[0].folder,
        site.place,
        credentials(OWNER),
        surroundings=site.surroundings,
    )
    assert newest.preview.present is not None
    assert newest.preview.present.lost == 0
    newest.carry_out()
    with site.opened() as workspace:
        assert workspace._session.journal.position.feed != first
        note(workspace, "x")
        assert workspace.verify().sound


def test_a_fresh_computer(site: Site, tmp_path: Path):
    other = Site(root=tmp_path / "other", clock=site.clock)
    wanted = Restoration.look(
        source(site),
        other.place,
        credentials(OWNER),
        surroundings=other.surroundings,
    )
    assert wanted.preview.present is None
    assert not other.place.exists()
    wanted.carry_out()
    with other.opened() as workspace:
        assert notes(workspace) == [EARLY]
        assert workspace.verify().sound
    assert not (other.place / "backups").exists()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]


def test_the_place_can_be_chosen_afterwards_but_not_a_vault_s(
    site: Site, tmp_path: Path
):
    wanted = look(site)
    with pytest.raises(Conflict) as problem:
        wanted.at(site.place).carry_out()
    assert problem.value.code == "vault_exists"
    other = Site(root=tmp_path / "other", clock=site.clock)
    wanted.at(other.place).carry_out()
    with other.opened() as workspace:
        assert notes(workspace) == [EARLY]


def test_a_damaged_vault_is_replaced_and_kept_as_it_is(site: Site):
    database = next(site.place.glob("vault-*.db"))
    raw = bytearray(database.read_bytes())
    raw[100] ^= 1
    database.write_bytes(raw)
    wanted = look(site)
    assert wanted.preview.present is not None
    assert wanted.preview.present.closed == "vault_damaged"
    assert wanted.preview.present.lost is None
    assert not wanted.preview.compared
    wanted.carry_out()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY]
    aside = backups_of(site.place)[0]
    assert aside.held
    assert (aside.folder / database.name).read_bytes() == bytes(raw)


@pytest.mark.parametrize("lacking", ["keyring", "vault-*.db", "both"])
def test_files_that_are_gone_are_brought_back(site: Site, lacking: str):
    for pattern in ("keyring", "vault-*.db"):
        if lacking in {pattern, "both"}:
            next(site.place.glob(pattern)).unlink()
    wanted = look(site)
    assert (wanted.preview.present is None) is (lacking == "both")
    wanted.carry_out()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY]
        assert workspace.verify().sound


def test_what_a_log_alone_holds_is_kept_too(site: Site):
    """The computer stopped with the vault open: its newest commit is in the log."""
    workspace = site.open()
    note(workspace, "只在日志里")
    running = site.root / "running"
    shutil.copytree(site.place, running)
    workspace.close()
    shutil.rmtree(site.place)
    shutil.copytree(running, site.place)
    database = next(site.place.glob("vault-*.db"))
    log = database.with_name(database.name + "-wal").read_bytes()
    (site.place / "keyring").unlink()  # so that it cannot be looked into
    wanted = look(site)
    assert wanted.preview.present is not None
    assert wanted.preview.present.closed == "vault_not_found"
    wanted.carry_out()
    aside = next((site.place / "backups").glob("*-kept"))
    assert (aside / f"{database.name}-wal").read_bytes() == log
    assert not database.with_name(database.name + "-wal").exists()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY]
        assert workspace.verify().sound
    with pytest.raises(Conflict) as problem:
        Restoration.look(running, site.place, credentials(OWNER))
    assert problem.value.code == "backup_is_a_vault"


def test_a_passphrase_of_another_day_shows_no_more_than_the_backup(site: Site):
    """The present vault does not open with it, and is not asked to."""
    keyring = site.place / "keyring"
    raw = keyring.read_bytes()
    other = Site(root=site.root / "other", clock=site.clock)
    other.create().close()
    keyring.write_bytes((other.place / "keyring").read_bytes())
    with pytest.raises(Conflict) as problem:
        look(site)
    assert problem.value.code == "backup_of_another_vault"
    keyring.write_bytes(raw)
    with site.opened() as workspace:
        enrol(workspace, NEW, Role.MODERATOR)
    with pytest.raises(InputError) as wrong:
        look(site, name=NEW)
    assert wrong.value.code == "wrong_name_or_passphrase"


def test_the_preview_names_who_could_sign_in_again(site: Site):
    with site.opened() as workspace:
        enrol(workspace, NEW, Role.MODERATOR)
        site.clock.forward(days=1)
        made = workspace.custody.back_up()
    # As if the moderator had been removed since: the chain before the admission.
    look(site).carry_out()
    later = Restoration.look(
        made.folder, site.place, credentials(OWNER), surroundings=site.surroundings
    )
    assert later.preview.returning == (NEW,)
    fresh = Restoration.look(
        made.folder,
        site.root / "elsewhere.gongdao",
        credentials(OWNER),
        surroundings=site.surroundings,
    )
    assert set(fresh.preview.returning) == {MODERATOR, LEAD, NEW}
    assert not fresh.preview.compared


def test_somebody_removed_since_is_named(site: Site):
    with site.opened() as workspace:
        person = next(p for p in workspace.query(StaffList()) if p.name == MODERATOR)
        workspace.execute(RemovePerson(person=person.id))
        # Of one day the newest backup stays, and re-keying makes one.
        site.clock.forward(days=1)
        workspace.rekey()
    preview = look(site).preview
    assert preview.compared
    assert preview.returning == (MODERATOR,)
    look(site).carry_out()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY]
        assert workspace.verify().sound


def test_somebody_never_admitted_restores_nothing(site: Site):
    with site.opened() as workspace:
        workspace._session.keyring.add(
            credentials("李"),
            person_id="00" * 16,
            keys=workspace._session.keys,
            vault_key=workspace._session.vault_key,
            staff=(),
        )
        made = workspace.custody.back_up(home=site.root)
    with pytest.raises(NotPermitted):
        Restoration.look(made.folder, site.place, credentials("李"))


def test_a_vault_in_use_is_not_replaced(site: Site):
    wanted = look(site)
    with site.opened() as workspace:
        with pytest.raises(VaultLocked):
            wanted.carry_out()
        with pytest.raises(VaultLocked):
            look(site)
        assert notes(workspace) == [EARLY, LATE]
    assert not (site.place / ".restore.part").exists()


def test_a_damaged_backup_restores_nothing(site: Site):
    wanted = look(site)
    file = next(source(site).glob("vault-*.db"))
    raw = bytearray(file.read_bytes())
    raw[-3000] ^= 1
    file.write_bytes(raw)
    with pytest.raises(Corrupt) as problem:
        wanted.carry_out()
    assert problem.value.code == "backup_damaged"
    assert not (site.place / ".restore.part").exists()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]
    raw[100] ^= 1
    file.write_bytes(raw)
    with pytest.raises(Corrupt) as problem:
        look(site)
    assert problem.value.code == "backup_damaged"
    (source(site) / "keyring").write_bytes(b"")
    with pytest.raises(Corrupt):
        look(site)


def test_a_disk_that_fails_is_not_called_damage(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise Corrupt("storage_failed")

    monkeypatch.setattr("app.restoring.VaultLock", fail)
    with pytest.raises(Corrupt, match="storage_failed"):
        look(site)


def test_an_empty_folder_is_no_backup(site: Site):
    with pytest.raises(NotFound) as problem:
        Restoration.look(site.root, site.place, credentials(OWNER))
    assert problem.value.code == "backup_not_found"


def test_backups_are_found_wherever_somebody_points(site: Site, tmp_path: Path):
    found = backups_of(site.place)
    stick = tmp_path / "stick"
    shutil.copytree(site.place / "backups", stick)
    assert backups_in(site.place) == found
    assert backups_in(site.place / "backups") == found
    assert backups_in(found[0].folder) == found
    assert [each.made_at for each in backups_in(stick)] == [found[0].made_at]
    assert backups_in(tmp_path / "nothing") == ()


class Cancelled(BaseException):
    pass


def test_a_cancelled_restore_changes_nothing(site: Site, tmp_path: Path):
    def told(*_: int) -> None:
        raise Cancelled

    for place in (site.place, tmp_path / "new.gongdao"):
        there = place.exists()
        with pytest.raises(Cancelled):
            look(site, place).carry_out(told)
        assert place.exists() is there
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]


def test_a_full_disk_changes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(site.place)._replace(free=100)
    wanted = look(site)
    monkeypatch.setattr(restore.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull):
        wanted.carry_out()
    with site.opened() as workspace:
        assert notes(workspace) == [EARLY, LATE]


@pytest.mark.parametrize("here", [True, False])
def test_the_erased_stay_erased(here: bool, site: Site):
    (source(site) / "tombstones").write_bytes(b"older")
    if here:
        (site.place / "tombstones").write_bytes(b"older and newer")
    look(site).carry_out()
    wanted = b"older and newer" if here else b"older"
    assert (site.place / "tombstones").read_bytes() == wanted
