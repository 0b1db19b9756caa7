"""After erasing, no byte of the vault says anything of whom it was about."""

import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import tombstones
from app.appeals.model import Ruling
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.queues import CasePage, Queue
from app.desk import DeskTable
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because
from app.errors import DiskFull
from app.files.profiles import MemberRow
from app.ids import CaseId, MemberId
from app.journal import clock
from app.journal.search import SearchIndex, find, index_digest, sweep_index
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberDetail, MemberPage, MembersNamed
from app.notes.commands import AddNote
from app.notes.queries import NoteSearch
from app.text.tokens import tokens
from app.vault.backup import TOMBSTONES
from app.vault.store import Store
from app.workspace import Workspace
from tests.bare import bare_log, bare_pages
from tests.builders import OWNER, Site
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    SECOND_LEAD,
    Stage,
    listed,
    row,
)

RARE = "龘靐齾爩麤鱻鸞灪讟驫齉籲龖"
"""Characters that nobody else's words here have, so that one of them tells."""
HANDLE, ACCOUNT, TAG, ROLE = "龘靐齾", "wx_qzj7yk3vbn", "爩群", "麤员"
NOTE, CASE_NOTE, QUOTE = "鱻记下了", "鸞说过两次", "灪骂了整晚"
COMPLAINT, STATEMENT, DRAFT = "讟告", "驫不服", "齉半句"
PHONE, REMARK, HOLD = "13877665544", "籲她是邻居", "龖警方来函"
OPEN = (HANDLE, ACCOUNT, TAG, ROLE, NOTE, CASE_NOTE, QUOTE, COMPLAINT)
_LEAST_BYTES = 8
SEALED = (PHONE, REMARK, HOLD, DRAFT)
SEARCHED = (HANDLE, ACCOUNT, TAG, NOTE, CASE_NOTE, QUOTE, COMPLAINT)


@dataclass(slots=True)
class Seeded:
    """A vault in which somebody was written about everywhere."""

    stage: Stage
    member: MemberId
    case: CaseId

    @property
    def site(self) -> Site:
        """Where it lies."""
        return self.stage.site

    def erase(self) -> None:
        """Erase that member."""
        command = EraseMembers(members=(self.member,), because=Because.REQUEST)
        self.stage.together(LEAD, command, SECOND_LEAD)

    def open(self) -> Workspace:
        """Open the vault as the lead."""
        return self.stage.sign_in(LEAD)

    def hits(self) -> int:
        """Return how much a search for the words finds."""
        pages = [
            *(self.stage.ask(MemberPage(words=w)).rows for w in SEARCHED),
            *(
                self.stage.ask(CasePage(queue=Queue.ALL, words=w)).rows
                for w in SEARCHED
            ),
            *(self.stage.ask(NoteSearch(words=w)) for w in SEARCHED),
        ]
        return sum(map(len, pages))


@pytest.fixture
def seeded(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seeded]:
    """Everything that can be said about a member, and years afterwards."""
    monkeypatch.setattr(clock, "jumped", lambda *_: False)
    written = MemberRow(
        line=2,
        handle=HANDLE,
        platform_id=ACCOUNT,
        remark=REMARK,
        phone=PHONE,
        joined_on=None,
        role=ROLE,
        tags=(TAG,),
    )
    stage.do(MODERATOR, ImportMembers(file=listed([written])))
    member = stage.ask(MembersNamed(platform_ids=(ACCOUNT,)))[ACCOUNT]
    stage.do(MODERATOR, ImportMembers(file=listed([row(ACCOUNT, HANDLE + "改")])))
    stage.do(MODERATOR, AddNote(subject=member, text=NOTE))
    opened = OpenCase(
        member=member,
        subject_id="",
        channel=Channel.PATROL,
        quote=QUOTE,
        complaint=COMPLAINT,
    )
    case = stage.do(MODERATOR, opened)
    stage.do(MODERATOR, AddNote(subject=case, text=CASE_NOTE))
    stage.decided(case)
    stage.ruled(case, Ruling.UPHELD)
    hold = stage.do(LEAD, PlaceHold(member=member, reason=HOLD))
    stage.do(LEAD, LiftHold(hold=hold))
    stage.do(LEAD, RevealIdentity(member=member, reason="核对名单"))
    desk = stage.sign_in(MODERATOR).desk
    desk.put(f"member:{member}:note", DRAFT, stage.clock())
    stage.clock.forward(days=900)
    yield Seeded(stage, member, case)
    stage.leave()


def spelt(words: tuple[str, ...]) -> dict[str, set[bytes]]:
    """Return the words as bytes: whole, in tokens, and the end of what is long.

    A full-text index keeps of a word what differs from the one before. Fewer bytes
    than these stand among random ones by chance.
    """
    return {
        word: {
            word.encode(),
            " ".join(tokens(word)).encode(),
            word.encode()[-_LEAST_BYTES:],
        }
        for word in words
    }


def said_by(pages: bytes, words: tuple[str, ...] = OPEN) -> set[str]:
    """Return which words stand in these bytes."""
    return {w for w, parts in spelt(words).items() if any(p in pages for p in parts)}


def bare(place: Path, key: bytes) -> bytes:
    """Return all that stands in a vault's database and its log, under its key."""
    (database,) = place.glob("vault-*.db")
    log = database.with_name(database.name + "-wal")
    return bare_pages(database, key) + bare_log(log, key)


def sealed_in(workspace: Workspace, member: str) -> set[str]:
    """Return the sealed words that can still be opened."""
    session = workspace._session
    opener = session.opener()
    found: set[str] = set()
    for kind, field in (("members_member", "phone"), ("members_member", "remark")):
        rows = session.store.sql(f"SELECT id, {field} FROM {kind}")  # noqa: S608 - our own names
        found |= {opener.open(bytes(v), i, field) for i, v in rows if v and i == member}
    for hold, reason in session.store.sql("SELECT id, reason FROM erasure_hold"):
        found |= {opener.open(bytes(reason), hold, "reason")} if reason else set()
    return found


def terms(store: Store) -> str:
    """Return every term of the search index."""
    with store.with_scratch():
        store.sql(
            "CREATE VIRTUAL TABLE temp.t USING fts5vocab(main, search_words, row)"
        )
        found = [row[0] for row in store.sql("SELECT term FROM temp.t")]
        store.sql("DROP TABLE temp.t")
    return " ".join(found)


def test_the_control_finds_every_word(seeded: Seeded):
    workspace = seeded.open()
    assert seeded.hits() >= len(SEARCHED)
    assert sealed_in(workspace, seeded.member) == {PHONE, REMARK, HOLD}
    assert len(workspace._session.store.rows(DeskTable.select())) == 1
    assert HANDLE[0] in terms(workspace._session.store)
    key = workspace._session.vault_key
    assert said_by(bare(seeded.site.place, key)) == {*OPEN}
    for path in seeded.site.place.rglob("*"):
        if path.is_file():
            assert said_by(path.read_bytes(), (*OPEN, *SEALED)) == set()


def test_nothing_says_anything_afterwards(seeded: Seeded):
    seeded.erase()
    workspace = seeded.open()
    session = workspace._session
    assert seeded.hits() == 0
    assert sealed_in(workspace, seeded.member) == set()
    assert session.store.rows(DeskTable.select()) == []
    assert not {*RARE} & {*terms(session.store)}
    assert said_by(bare(seeded.site.place, session.vault_key)) == set()
    for path in seeded.site.place.rglob("*"):
        if path.is_file():
            assert said_by(path.read_bytes(), (*OPEN, *SEALED)) == set()
    assert workspace.verify().sound


def test_a_new_copy_says_nothing_either(seeded: Seeded, tmp_path: Path):
    seeded.erase()
    session = seeded.open()._session
    session.store.copy_to(tmp_path / "copy.db")
    assert said_by(bare_pages(tmp_path / "copy.db", session.vault_key)) == set()


def test_words_that_are_edited_leave_nothing_behind(seeded: Seeded):
    """Rows are rewritten many times before they are erased."""
    stage = seeded.stage
    for n in range(40):
        again = listed([row(ACCOUNT, f"{HANDLE}{n}" * (n % 7 + 1))], name=f"{n:x}")
        stage.do(MODERATOR, ImportMembers(file=again))
        stage.do(MODERATOR, AddNote(subject=seeded.member, text=NOTE * (n + 1)))
    stage.sign_in(LEAD).rebuild()
    seeded.erase()
    session = seeded.open()._session
    assert said_by(bare(seeded.site.place, session.vault_key)) == set()


def test_nothing_stays_between_rows_however_pages_were_parted(seeded: Seeded):
    """What SQLite moved from page to page is gone as well."""
    stage = seeded.stage
    accounts = [f"wx{secrets.token_hex(8)}" for _ in range(600)]
    rows = [row(a, f"名{a}", tags=(f"标{a}",)) for a in accounts]
    stage.do(MODERATOR, ImportMembers(file=listed(rows, name="f")))
    named = stage.ask(MembersNamed(platform_ids=tuple(accounts)))
    later = [row(a, f"改{a}" * (n % 9 + 1)) for n, a in enumerate(accounts[::2])]
    stage.do(MODERATOR, ImportMembers(file=listed(later, name="e")))
    gone = {a[2:] for a in accounts[::3]}
    members = tuple(named[a] for a in accounts[::3])
    database = next(seeded.site.place.glob("vault-*.db"))
    command = EraseMembers(members=members, because=Because.RETENTION)
    stage.together(LEAD, command, SECOND_LEAD)
    session = seeded.open()._session
    found = re.findall(rb"(?=([0-9a-f]{16}))", bare_pages(database, session.vault_key))
    there = {match.decode() for match in found}
    assert not gone & there
    assert {a[2:] for a in accounts} - gone <= there  # the control
    assert seeded.open().verify().sound


def test_what_could_not_be_swept_is_swept_at_the_next_opening(
    seeded: Seeded, monkeypatch: pytest.MonkeyPatch
):
    def full(_: Store) -> None:
        raise DiskFull("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(tombstones, "sweep_index", full)
        seeded.erase()
        assert seeded.hits() == 0
    seeded.stage.leave()
    swept: list[bool] = []
    monkeypatch.setattr(tombstones, "sweep_index", lambda _: swept.append(True))
    for _ in range(2):
        seeded.open()
        seeded.stage.leave()
    assert swept == [True]


def older(seeded: Seeded, tmp_path: Path) -> Path:
    """Return a copy of the vault's database from before the erasure."""
    seeded.stage.leave()
    database = next(seeded.site.place.glob("vault-*.db"))
    shutil.copy(database, tmp_path / "older.db")
    return tmp_path / "older.db"


def test_an_older_database_forgets_again_when_it_is_opened(
    seeded: Seeded, tmp_path: Path
):
    kept = older(seeded, tmp_path)
    seeded.erase()
    seeded.stage.leave()
    database = next(seeded.site.place.glob("vault-*.db"))
    shutil.copy(kept, database)
    key = seeded.open()._session.vault_key
    assert seeded.hits() == 0
    assert said_by(bare(seeded.site.place, key)) == set()
    assert seeded.open().verify().sound
    profile = seeded.stage.ask(MemberDetail(member=seeded.member))
    assert profile.erased
    note = AddNote(subject=seeded.member, text="又一句")
    assert seeded.stage.refusal(MODERATOR, note) == "subject_erased"


def test_without_the_tombstones_the_older_database_says_it_all(
    seeded: Seeded, tmp_path: Path
):
    """The control."""
    kept = older(seeded, tmp_path)
    seeded.erase()
    seeded.stage.leave()
    shutil.copy(kept, next(seeded.site.place.glob("vault-*.db")))
    (seeded.site.place / TOMBSTONES).unlink()
    key = seeded.open()._session.vault_key
    assert seeded.hits() >= len(SEARCHED)
    assert said_by(bare(seeded.site.place, key)) == {*OPEN}


def test_it_stays_erased_under_a_new_key_and_in_an_older_file_of_that_key(
    seeded: Seeded, tmp_path: Path
):
    seeded.stage.sign_in(OWNER).rekey()
    kept = older(seeded, tmp_path)
    seeded.erase()
    seeded.stage.leave()
    shutil.copy(kept, next(seeded.site.place.glob("vault-*.db")))
    assert seeded.hits() == 0
    workspace = seeded.stage.sign_in(OWNER)
    workspace.rekey()
    assert seeded.hits() == 0
    assert workspace.verify().sound
    key = workspace._session.vault_key
    assert said_by(bare(seeded.site.place, key)) == set()


def listed_words(store: Store) -> set[str]:
    """Return what the pages of the search index begin with."""
    rows = store.sql("SELECT CAST(term AS BLOB) FROM search_words_idx")
    return {bytes(term)[1:].decode(errors="replace") for (term,) in rows}


def test_the_search_index_does_not_list_gone_words(seeded: Seeded):
    store = seeded.stage.sign_in(MODERATOR)._session.store
    words = [secrets.token_hex(8) for _ in range(3000)]
    with store.transaction():
        index = SearchIndex(store)
        for word in words:
            index.put("notes", word, word, word)
        index.flush()
    listed = [word for word in listed_words(store) if word]
    begin = {word for word in words if word.startswith(tuple(listed[:3]))}
    left = {*words} - begin

    def gone() -> set[str]:
        there = listed_words(store) & {*listed}
        return {b for b in there if not any(word.startswith(b) for word in left)}

    with store.transaction():
        SearchIndex(store).forget(begin)
    assert gone()  # the control: FTS5 leaves them there
    digest = index_digest(store)
    with store.transaction():
        sweep_index(store)
    assert not gone()
    assert index_digest(store) == digest
    for word in sorted(left)[:3]:
        assert find(store, "notes", word, 5) == [word]
