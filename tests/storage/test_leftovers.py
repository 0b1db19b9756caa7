"""What a crash, a bad disk or a stranger in the folder leaves, and what comes of it."""

import shutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app import tombstones as tombs
from app.errors import DiskFull
from app.ids import PersonId
from app.journal import header as heads
from app.journal.bundle import commits_beyond
from app.journal.commitment import Leaves, commit_to
from app.journal.erasure import SubjectErased, erased_among, proof_of
from app.journal.event import Event
from app.journal.journal import Author
from app.journal.past import feed_heads
from app.journal.staff_events import PersonRemoved
from app.notes.commands import AddNote
from app.staff.commands import ReissueSlot
from app.times import to_ms
from app.vault.keyring import Credentials
from app.workspace import Workspace
from tests.builders import Site
from tests.storage.crew import LEAD, MODERATOR, NEW, crewed, do

MEMBER = "m" * 32
OTHER = "n" * 32


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def people(site: Site) -> dict[str, PersonId]:
    return crewed(site)


def write(workspace: Workspace, *events: Event) -> None:
    """Write events as the person signed in, past the commands and their second eyes."""
    session = workspace._session
    session.store.connect()
    with session.store.transaction():
        written = session.journal.write(
            session.author, events, [], to_ms(session.surroundings.clock())
        )
    session.settle(written)


def erase(workspace: Workspace, subject: str) -> None:
    erased = SubjectErased(subject=subject, because="request", whole=subject)
    write(workspace, erased)


def remove(workspace: Workspace, person: PersonId) -> None:
    frontier = feed_heads(workspace._session.store)
    write(workspace, PersonRemoved(subject=person, frontier=frontier))


def kept(site: Site) -> list[bytes]:
    return msgspec.msgpack.decode((site.place / tombs.TOMBSTONES).read_bytes())


def proof_by(workspace: Workspace, author: Author, subject: str) -> bytes:
    """Return a proof that somebody makes by hand, at the end of the staff chain."""
    journal = workspace._session.journal
    event = SubjectErased(subject=subject, because="request", whole=subject)
    facts, _ = journal.vocabulary.encode(event)
    stored = commit_to(0, event.kind, 1, subject, facts, None)
    leaves = Leaves()
    leaves.add(stored)
    position = journal.position
    header = heads.Header(
        vault=journal.vault,
        feed="f" * 32,
        seq=1,
        prev=b"",
        seen=(),
        staff_head=position.authority.head,
        clock=position.clock + 1,
        wall=0,
        actor=author.person,
        schema=1,
        count=1,
        leaves=leaves.digest(),
    )
    raw = heads.encode(header)
    return msgspec.msgpack.encode(proof_of(raw, heads.sign(raw, author.key), [stored]))


def test_a_removed_lead_s_tombstone_in_the_folder_erases_nothing(
    site: Site, people: dict[str, PersonId]
):
    with site.opened(LEAD) as workspace:
        workspace.execute(AddNote(subject=MEMBER, text="要留下的话"))
        author = workspace._session.author
        good = proof_by(workspace, author, OTHER)
    with site.opened() as workspace:
        remove(workspace, people[LEAD])
        bad = proof_by(workspace, author, MEMBER)
    (site.place / tombs.TOMBSTONES).write_bytes(msgspec.msgpack.encode([bad, good]))
    with site.opened() as workspace:
        store = workspace._session.store
        assert not erased_among(store, [MEMBER, OTHER])
        assert workspace.verify().sound


def test_a_proof_that_was_not_written_is_written_at_the_next_opening(
    site: Site, people: object, monkeypatch: pytest.MonkeyPatch
):
    with site.opened() as workspace:
        workspace.execute(AddNote(subject=MEMBER, text="一"))
        workspace.execute(AddNote(subject=OTHER, text="二"))
        erase(workspace, MEMBER)
        assert len(kept(site)) == 1

        def full(*_: object, **__: object) -> None:
            raise DiskFull("disk_full")

        with monkeypatch.context() as patch:
            patch.setattr(tombs, "write_atomically", full)
            # The commit stands, whatever the disk says of the file beside it.
            erase(workspace, OTHER)
        assert len(kept(site)) == 1
    with site.opened():
        pass
    assert len(kept(site)) == 2


def test_a_proof_twice_in_the_file_keeps_no_other_out(site: Site, people: object):
    with site.opened() as workspace:
        erase(workspace, MEMBER)
    (one,) = kept(site)
    (site.place / tombs.TOMBSTONES).write_bytes(msgspec.msgpack.encode([one, one]))
    with site.opened() as workspace:
        erase(workspace, OTHER)
    assert len({*kept(site)}) == 2


def test_drafts_about_whom_another_copy_erased_go_as_well(
    site: Site, people: object, tmp_path: Path
):
    away = Site(root=tmp_path / "away", clock=site.clock)
    away.root.mkdir()
    shutil.copytree(site.place, away.place)
    with away.opened() as workspace:
        erase(workspace, MEMBER)
        elsewhere = [*commits_beyond(workspace._session.store)]
    with site.opened() as workspace:
        workspace.desk.put(f"note:{MEMBER}", "写了一半", site.clock())
        workspace.desk.put(f"note:{OTHER}", "另一份", site.clock())
        workspace.merge(elsewhere)
        assert workspace.desk.get(f"note:{MEMBER}") == ""
        assert workspace.desk.get(f"note:{OTHER}") == "另一份"


def test_a_draft_under_a_lost_key_is_no_damage(site: Site, people: dict[str, PersonId]):
    with site.opened(MODERATOR) as workspace:
        workspace.desk.put("note", "写了一半", site.clock())
    do(site, ReissueSlot(person=people[MODERATOR], passphrase=NEW))
    new = Credentials(name=MODERATOR, passphrase=NEW)
    with closing(
        Workspace.open(site.place, new, surroundings=site.surroundings)
    ) as workspace:
        assert workspace.desk.get("note") == ""
        workspace.desk.put("note", "重新写", site.clock())
        assert workspace.desk.get("note") == "重新写"


def test_a_spoilt_wrap_stops_no_re_keying(site: Site, people: dict[str, PersonId]):
    with site.opened() as workspace:
        authority = workspace._session.journal.position.authority
        with workspace._session.store.transaction():
            for generation in (0, 1):
                workspace._session.store.sql(
                    "INSERT INTO journal_wrap VALUES(?, 1, ?, ?, ?)",
                    (
                        bytes([generation]) * 16,
                        authority.audiences["leads"].audience,
                        generation,
                        bytes(1168),
                    ),
                )
        remove(workspace, people[LEAD])
        workspace.rekey()
