"""After erasing, no byte of the vault says anything of whom it was about."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.appeals.model import Ruling
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.queues import CasePage, Queue
from app.desk import DeskTable
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because
from app.files.profiles import MemberRow
from app.ids import CaseId, MemberId
from app.journal import clock
from app.journal.tables import TombstoneTable
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberPage, MembersNamed
from app.notes.commands import AddNote
from app.notes.queries import NoteSearch
from app.staff.queries import WhoAmI
from app.text.tokens import tokens
from app.vault.store import Store
from app.workspace import Workspace
from tests.bare import bare_log, bare_pages
from tests.builders import Site
from tests.storage.features.setting import LEAD, MODERATOR, Stage, copied, listed, row

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
        self.stage.do(LEAD, command)

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
