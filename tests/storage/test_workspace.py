"""The one door: making a vault, opening it, and what stops that."""

import shutil
import threading
from pathlib import Path

import pytest

from app.errors import (
    AppError,
    Conflict,
    Corrupt,
    DiskFull,
    InputError,
    NotFound,
    NotPermitted,
)
from app.features import ANSWERS
from app.ids import MemberId
from app.journal import history
from app.members.queries import MemberPage
from app.notes.commands import AddNote
from app.staff.commands import LinkStaff
from app.staff.queries import StaffList, WhoAmI
from app.staff.roles import Role
from app.vault import keyring as keyrings
from app.vault.keyring import ring
from app.work import Query, Reader
from app.workspace import Workspace
from tests.builders import COMMUNITY, OWNER, Site, enrol
from tests.town import MODERATOR, begin


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A computer with room for one vault."""
    return Site(root=tmp_path)


def note(workspace: Workspace, text: str = "一句备注") -> str:
    return workspace.execute(AddNote(subject="s", text=text)).value


def test_a_new_vault_knows_its_owner_and_community(site: Site):
    with site.created() as workspace:
        who = workspace.query(WhoAmI())
    assert (who.me.name, who.me.role, who.community) == (OWNER, Role.OWNER, COMMUNITY)


def test_it_stands_in_its_folder_and_nowhere_else(site: Site):
    site.create().close()
    names = sorted(path.name for path in site.place.iterdir())
    assert names[:2] == ["keyring", "lock"]
    assert names[2].startswith("vault-")
    assert names[2].endswith(".db")
    assert len(names) == 3
    assert sorted(p.name for p in site.root.iterdir()) == ["markers", site.place.name]


def test_each_person_sees_who_they_are(site: Site):
    with site.created() as workspace:
        site.clock.forward(minutes=1)
        enrol(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(MODERATOR) as workspace:
        assert workspace.query(WhoAmI()).me.name == MODERATOR
    with site.opened() as workspace:
        assert [p.name for p in workspace.query(StaffList())] == [OWNER, MODERATOR]


def test_a_place_that_is_taken_is_left_alone(site: Site):
    site.place.mkdir(parents=True)
    (site.place / "letter").write_text("mine")
    with pytest.raises(Conflict) as problem:
        site.create()
    assert problem.value.code == "vault_exists"
    assert (site.place / "letter").read_text() == "mine"


def test_a_vault_that_could_not_be_made_leaves_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **__: object) -> None:
        raise DiskFull("disk_full")

    monkeypatch.setattr(ring, "write_atomically", full)
    with pytest.raises(DiskFull):
        site.create()
    assert not site.place.exists()
    monkeypatch.undo()
    site.create().close()


@pytest.mark.parametrize("passphrase", ["", "short", "x" * 14, COMMUNITY * 4])
def test_a_weak_owner_makes_no_vault(passphrase: str, site: Site):
    owner = keyrings.Credentials(name=OWNER, passphrase=passphrase)
    with pytest.raises(InputError):
        Workspace.create(
            site.place, community="", owner=owner, surroundings=site.surroundings
        )
    assert not site.place.exists()


def test_the_ways_not_to_get_in_are_told_apart(site: Site, tmp_path: Path):
    with pytest.raises(NotFound):
        site.open()
    with site.created() as workspace:
        with pytest.raises(AppError) as elsewhere:
            site.open()
        note(workspace)
    with pytest.raises(InputError) as wrong:
        site.open(MODERATOR)
    database = next(site.place.glob("vault-*.db"))
    database.rename(tmp_path / "elsewhere")
    with pytest.raises(Corrupt) as missing:
        site.open()
    codes = [p.value.code for p in (elsewhere, wrong, missing)]
    assert codes == [
        "vault_open_elsewhere",
        "wrong_name_or_passphrase",
        "vault_damaged",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"x", bytes(4096), b"SQLite format 3\0" * 512]
)
def test_another_file_in_the_database_s_place_is_damage(content: bytes, site: Site):
    site.create().close()
    database = next(site.place.glob("vault-*.db"))
    database.write_bytes(content)
    with pytest.raises(Corrupt) as problem:
        site.open()
    assert problem.value.code == "vault_damaged"
    assert database.read_bytes() == content


def test_a_vault_whose_making_was_cut_off_is_damage(site: Site):
    """The keyring stands, but nothing was ever stored under its key."""
    with site.created() as workspace:
        for table in ("journal_commit", "journal_event"):
            workspace._session.store.sql(f"DROP TABLE {table}")
    with pytest.raises(Corrupt) as problem:
        site.open()
    assert problem.value.code == "vault_damaged"


def test_another_vault_s_database_is_damage(site: Site, tmp_path: Path):
    other = Site(root=tmp_path / "other")
    other.create().close()
    site.create().close()
    theirs, ours = (next(s.place.glob("vault-*.db")) for s in (other, site))
    shutil.copy(theirs, ours)
    with pytest.raises(Corrupt):
        site.open()


def test_what_fails_when_it_is_attached_is_undone(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    with site.created() as workspace:
        before = workspace.digests()

        def full(*_: object, **__: object) -> None:
            raise DiskFull("disk_full")

        monkeypatch.setattr(ring, "write_atomically", full)
        with pytest.raises(DiskFull):
            enrol(workspace, MODERATOR, Role.MODERATOR)
        monkeypatch.undo()
        assert workspace.digests() == before
        enrol(workspace, MODERATOR, Role.MODERATOR)
        assert workspace.verify().sound
    site.open(MODERATOR).close()


def test_an_admission_cut_off_before_it_was_stored_can_be_repeated(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    """The slot is written, then the computer stops; the same words work again."""
    with site.created() as workspace:
        real = workspace._session.store.sql

        def stop(statement: str, parameters: tuple[object, ...] = ()) -> object:
            if statement == "COMMIT":
                raise KeyboardInterrupt
            return real(statement, parameters)

        monkeypatch.setattr(workspace._session.store, "sql", stop)
        with pytest.raises(KeyboardInterrupt):
            enrol(workspace, MODERATOR, Role.MODERATOR)
        monkeypatch.undo()
    with pytest.raises(NotPermitted) as problem:
        site.open(MODERATOR)
    assert problem.value.code == "not_enrolled"
    with site.opened() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
        with pytest.raises(Conflict):
            enrol(workspace, MODERATOR, Role.LEAD)
    with site.opened(MODERATOR) as workspace:
        assert workspace.verify().sound


def test_a_command_says_what_changed(site: Site):
    with site.created() as workspace:
        outcome = workspace.execute(AddNote(subject="s", text="一句"))
    assert outcome.changes.areas == {"notes"}
    assert outcome.changes.subjects == {"s"}


def test_a_refused_command_changes_nothing(site: Site):
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(MODERATOR) as workspace:
        before = workspace.digests(), workspace._session.journal.position
        for _ in range(2):
            with pytest.raises(NotPermitted):
                enrol(workspace, "王五", Role.OWNER)
            me = workspace.query(WhoAmI()).me.id
            with pytest.raises(NotPermitted):
                workspace.execute(LinkStaff(person=me, member=MemberId("m")))
        assert (workspace.digests(), workspace._session.journal.position) == before


def test_a_question_sees_one_state_while_another_thread_writes(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    class Twice(Query[tuple[int, int]]):
        """Count notes, wait until one more is written, count again."""

    asked, written = threading.Event(), threading.Event()

    def twice(_: Twice, reader: Reader) -> tuple[int, int]:
        first = reader.store.sql("SELECT count(*) FROM notes_note")[0][0]
        asked.set()
        written.wait(30)
        return first, reader.store.sql("SELECT count(*) FROM notes_note")[0][0]

    monkeypatch.setitem(ANSWERS, Twice, twice)
    found: list[tuple[int, int]] = []
    with site.created() as workspace:

        def ask() -> None:
            try:
                found.append(workspace.query(Twice()))
            finally:
                workspace.release_thread()

        reading = threading.Thread(target=ask)
        reading.start()
        asked.wait(30)
        note(workspace)
        written.set()
        reading.join()
    assert found == [(0, 0)]


def test_a_reading_thread_proves_the_vault_as_well(site: Site):
    proved: list[tuple[bool, bool]] = []
    with site.created() as workspace:
        begin(workspace, members=9, complaints=9)
        digests = workspace.digests()

        def prove() -> None:
            workspace.open_reader_thread()
            report = workspace.verify()
            proved.append((report.sound, report.digest == digests))
            try:
                note(workspace)
            except Corrupt:
                proved.append((True, True))
            workspace.release_thread()

        checking = threading.Thread(target=prove)
        checking.start()
        checking.join()
    assert proved == [(True, True), (True, True)]


def test_older_tables_are_folded_anew_when_the_vault_is_opened(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        before = workspace.digests()
        workspace._session.store.sql("DROP TABLE members_member")
        history.set_state(workspace._session.store, "fold_version", "0")
    with site.opened() as workspace:
        assert workspace.digests() == before
        assert workspace.verify().sound
        history.set_state(workspace._session.store, "fold_version", "99")
    with pytest.raises(Corrupt) as problem:
        site.open()
    assert problem.value.code == "vault_newer"


def test_a_desk_is_its_person_s_own_and_leaves_no_trace(site: Site):
    now = site.clock()
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
        workspace.desk.put("draft", "还没想好怎么写", now)
        workspace.desk.put("other", "第二件", now)
        assert workspace.desk.get("draft") == "还没想好怎么写"
        stored = workspace._session.store.sql("SELECT contents FROM desk_item")
        assert all("还没想好".encode() not in row[0] for row in stored)
    with site.opened(MODERATOR) as workspace:
        assert workspace.desk.get("draft") == ""
        workspace.desk.put("draft", "我的", now)
    with site.opened() as workspace:
        assert workspace.desk.get("draft") == "还没想好怎么写"
        workspace.desk.put("draft", "", now)
        assert workspace.desk.get("draft") == ""
        workspace.desk.clear("other")
        assert len(workspace._session.store.sql("SELECT id FROM desk_item")) == 1
        assert workspace.verify().sound


def test_a_desk_item_moved_to_another_name_does_not_open(site: Site):
    with site.created() as workspace:
        workspace.desk.put("a", "甲", site.clock())
        workspace._session.store.sql("UPDATE desk_item SET id=replace(id, ':a', ':b')")
        assert workspace.desk.get("b") == ""


def test_members_are_there_for_the_next_person(site: Site):
    with site.created() as workspace:
        begin(workspace)
    with site.opened(MODERATOR) as workspace:
        # The moderator is one of them, and is shown the others.
        assert len(workspace.query(MemberPage()).rows) == 29
