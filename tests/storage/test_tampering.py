"""Rows of every feature's tables, in the real file: changed, taken away, put in.

The file is changed with its right key, as somebody on the staff could do it.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import peewee
import pytest

from app.acknowledgements.commands import AcknowledgeRules
from app.acknowledgements.model import Way
from app.approvals.commands import Approve, Propose
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because
from app.erasure.queries.plans import ErasurePlan
from app.errors import Corrupt
from app.exports.events import ReportReleased
from app.exports.model import Tier
from app.features import FEATURES, folder
from app.ids import MemberReviewId, PersonId, ProposalId, new_id
from app.journal.event import Event
from app.journal.history import read_authority
from app.journal.ingress import Fault
from app.journal.sealing import Opener
from app.journal.search import INDEX, SearchTable
from app.journal.tables import CommitTable, EventTable, WrapTable
from app.journal.verify import Report, verify
from app.members.queries import MemberPage
from app.reviews.events import MemberReviewed
from app.rulebook.queries import Versions
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.times import to_ms
from app.vault.keyring import Keyring, Opened
from app.vault.store import Store
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.revised import rules_draft, settle_revision
from tests.tamper import change, columns_of, last_bit, name_of, other_value
from tests.town import LEAD, Life, begin

TABLES = tuple(table for feature in FEATURES for table in feature.tables)


@dataclass(frozen=True, slots=True)
class Kept:
    """A vault that was lived in, closed, with what opens it."""

    site: Site
    opened: Opened

    def copy(self, to: Path) -> Store:
        """Return a connected store over a copy of the database."""
        database = next(self.site.place.glob("vault-*.db"))
        shutil.copy(database, to / "copy.db")
        store = Store(to / "copy.db", self.opened.vault_key)
        store.connect()
        return store

    def verify(self, store: Store) -> Report:
        """Prove what stands in a store, as the owner."""
        folds = folder()
        person, keys = self.opened.person_id, self.opened.keys
        authority = read_authority(store, folds.vocabulary)
        opener = Opener(person, keys, authority, store)
        vault = Keyring.read(self.site.place).vault_id
        return verify(store, folds, vault=vault, opener=opener)

    def sound(self, store: Store) -> bool:
        """Tell whether the vault can be opened and nothing is wrong with it."""
        try:
            store.connect()
            return self.verify(store).sound
        except Corrupt:
            return False


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Made once: some of everything has happened in it."""
    site = Site(root=tmp_path_factory.mktemp("kept"))
    with site.created() as workspace:
        begin(workspace, members=9, complaints=9)
        Life(workspace, site.clock, random.Random(4)).steps(60)
        _release(workspace, site)
        _review(workspace, site)
        _settle(workspace)
    with site.opened(LEAD) as workspace:
        Life(workspace, site.clock, random.Random(5)).steps(40)
        proposal = _propose_erasure(workspace)
    with site.opened() as workspace:
        workspace.execute(Approve(proposal=proposal))
        assert workspace.verify().sound
    opened = Keyring.read(site.place).unlock(credentials(OWNER))
    return Kept(site, opened)


def _propose_erasure(workspace: Workspace) -> ProposalId:
    """Place a hold, lift it and place another; propose whoever needs not wait."""
    members = [row.id for row in workspace.query(MemberPage()).rows]
    place = [PlaceHold(member=member, reason="警方来函") for member in members[:2]]
    holds = [workspace.execute(command).value for command in place]
    workspace.execute(LiftHold(hold=holds[0]))
    free = [m for m in members if not workspace.query(ErasurePlan(member=m)).waits]
    command = EraseMembers(members=(free[-1],), because=Because.REQUEST)
    return workspace.execute(Propose(command=command)).value


def _settle(workspace: Workspace) -> None:
    """Change a setting, begin a draft, enter a conflict that gives a case to others."""
    rules_draft(workspace)
    workspace.execute(ChangeSetting(setting=Setting.REVIEW_SHARE, value=50))
    settle_revision(workspace)
    member = workspace.query(MemberPage()).rows[0].id
    entry = DeclareConflict(
        person=PersonId(workspace.person),
        about=About.MEMBER,
        target=member,
        reason="亲属",
    )
    workspace.execute(entry)
    (version,) = workspace.query(Versions())
    others = tuple(row.id for row in workspace.query(MemberPage()).rows[1:4])
    read = AcknowledgeRules(version=version.id, members=others, way=Way.GROUP)
    workspace.execute(read)


def _review(workspace: Workspace, site: Site) -> None:
    # It takes many sanctions until a review is due; what is recorded of one does not.
    member = workspace.query(MemberPage()).rows[0].id
    event = MemberReviewed(
        subject=member, review=MemberReviewId(new_id()), points=9, note="先谈话"
    )
    _record(workspace, site, event)


def _release(workspace: Workspace, site: Site) -> None:
    # A report needs hundreds of cases; what is recorded of one does not.
    event = ReportReleased(
        subject=new_id(),
        tier=Tier.CONTROLLED,
        months=("2026-10",),
        sha256="0" * 64,
        figures="",
        cells=1,
        suppressed=0,
        purpose="月度公开",
    )
    _record(workspace, site, event)


def _record(workspace: Workspace, site: Site, event: Event) -> None:
    with workspace._session.store.transaction():
        written = workspace._session.journal.write(
            workspace._session.author, [event], [], to_ms(site.clock())
        )
    workspace._session.journal.adopt(written)


@pytest.fixture
def store(kept: Kept, tmp_path: Path) -> Iterator[Store]:
    """A copy to change."""
    store = kept.copy(tmp_path)
    yield store
    store.close()


def test_an_untouched_copy_is_sound(kept: Kept, store: Store):
    report = kept.verify(store)
    assert report.problems == ()
    assert report.wraps > 0


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_every_table_has_rows_to_change(table: type[peewee.Model], store: Store):
    assert store.rows(table.select().limit(1))


@pytest.mark.parametrize(
    ("table", "column"),
    columns_of(*TABLES, SearchTable),
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_changed_value_is_found(
    table: type[peewee.Model], column: str, kept: Kept, store: Store
):
    change(store, table, column, "middle", other_value)
    found = {(p.fault, p.where) for p in kept.verify(store).problems}
    # The number of a search record ties it to the index, which is compared as well.
    where = INDEX if (table, column) == (SearchTable, "n") else name_of(table)
    assert (Fault.TABLE, where) in found


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_a_row_taken_away_or_put_in_is_found(
    table: type[peewee.Model], kept: Kept, store: Store
):
    key = table._meta.primary_key
    row = dict(
        zip(
            table._meta.sorted_fields,
            store.rows(table.select().limit(1))[0],
            strict=True,
        )
    )
    store.run(table.delete().where(key == row[key]))
    assert not kept.verify(store).sound
    store.run(table.insert(row))
    assert kept.verify(store).sound
    store.run(table.insert({**row, key: new_id()}))
    assert not kept.verify(store).sound


@pytest.mark.parametrize("row", ["first", "middle", "last"])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column)
        for table, column in columns_of(CommitTable, EventTable, WrapTable)
        if (table, column) != (CommitTable, "id")
    ],
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_changed_journal_is_found(
    table: type[peewee.Model], column: str, row: str, kept: Kept, store: Store
):
    change(store, table, column, row, last_bit)
    assert not kept.sound(store)


def test_an_older_page_in_place_of_a_newer_one_is_found(kept: Kept, tmp_path: Path):
    """Each page is authentic by itself; together they no longer fit."""
    store = kept.copy(tmp_path)
    path = tmp_path / "copy.db"
    store.close()
    before = path.read_bytes()
    store.connect()
    with store.transaction():
        store.sql("UPDATE members_member SET handle=handle || '新'")
        store.sql("UPDATE journal_event SET subject=subject || 'x' WHERE n=1")
        store.sql("UPDATE search_record SET tokens=tokens || ' 新'")
    store.close()
    after = path.read_bytes()
    pages = [
        at
        for at in range(0, min(len(before), len(after)), 4096)
        if before[at : at + 4096] != after[at : at + 4096]
    ]
    assert len(pages) > 3
    # One by one, pages of the other state stand among the rest.
    for at in pages:
        mixed = before[:at] + after[at : at + 4096] + before[at + 4096 :]
        path.write_bytes(mixed)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        assert not kept.sound(store)
        store.close()
