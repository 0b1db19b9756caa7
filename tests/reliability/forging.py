"""Commits that somebody puts together by hand, with whatever keys they have."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from app.ids import NoteId, PersonId, new_id
from app.journal import header as heads
from app.journal.bundle import Travelling, commits_beyond
from app.journal.clock import COUNTER_BITS
from app.journal.commitment import Leaves, StoredEvent, commit_to
from app.journal.event import Event
from app.journal.header import FeedHead, Header
from app.notes.events import NoteAdded
from app.staff.commands import RemovePerson, SuspendPerson
from app.staff.roles import Role
from app.times import to_ms
from app.vault.keyring import Keyring, Opened
from app.vault.keys import SigningKey
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials, enrol
from tests.reliability.rows import Trial
from tests.town import LEAD, MODERATOR, begin

REMOVED, SUSPENDED = "苏合", "白术"
PUBLISHED = "rulebook.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insider:
    """Somebody who has been on the staff, and keeps a copy and their keys.

    Attributes:
        id: of the person.
        key: signs for them.
        staff_head, seen, clock: what the copy knew.
    """

    id: str
    key: SigningKey
    staff_head: bytes
    seen: tuple[FeedHead, ...]
    clock: int


class Town:
    """A vault in which some have left, and what those who left can still do.

    Attributes:
        site: where the vault lies.
        people: ids by name.
        opened: what each one's slot gave, while they had it.
        insiders: by name, as they were before anybody left.
    """

    def __init__(self, trial: Trial) -> None:
        """Have everybody join, and two leave."""
        self.site = Site(root=trial.folder())
        self.people: dict[str, PersonId] = {}
        with self.site.created() as workspace:
            begin(workspace, members=6, complaints=4)
            for name in (REMOVED, SUSPENDED):
                self.people[name] = enrol(workspace, name, Role.MODERATOR)
            self.vault = workspace._session.keyring.vault_id
            self.vocabulary = workspace._session.folder.vocabulary
            self.rules = self._published(workspace)
        self.opened = {name: self._slot_of(name) for name in self._names()}
        for name, opened in self.opened.items():
            self.people[name] = PersonId(opened.person_id)
        self.early = self.site.root / "early"
        shutil.copytree(self.site.place, self.early)
        with self.site.opened() as workspace:
            self.insiders = {
                name: self._insider(workspace, name) for name in self._names()
            }
            self.site.clock.forward(hours=1)
            workspace.execute(RemovePerson(person=self.people[REMOVED]))
            workspace.execute(SuspendPerson(person=self.people[SUSPENDED]))

    @staticmethod
    def _names() -> tuple[str, ...]:
        return (OWNER, LEAD, MODERATOR, REMOVED, SUSPENDED)

    def _slot_of(self, name: str) -> Opened:
        return Keyring.read(self.site.place).unlock(credentials(name))

    def _published(self, workspace: Workspace) -> tuple[StoredEvent, ...]:
        for commit in commits_beyond(workspace._session.store):
            for e in commit.events:
                if e.kind == PUBLISHED:
                    body = (e.kind, e.version, e.subject, e.facts, e.personal)
                    # Alone in its commit, whatever it came with.
                    return (commit_to(0, *body),)
        raise LookupError(PUBLISHED)

    def _insider(self, workspace: Workspace, name: str) -> Insider:
        position = workspace._session.journal.position
        rows = workspace._session.store.sql(
            "SELECT feed, max(seq), hash FROM journal_commit GROUP BY feed ORDER BY 1"
        )
        return Insider(
            id=self.people[name],
            key=self.opened[name].keys.signing,
            staff_head=position.authority.head,
            seen=tuple(FeedHead(feed, seq, bytes(head)) for feed, seq, head in rows),
            clock=position.clock,
        )

    def note(self) -> NoteAdded:
        """Return a harmless event."""
        return NoteAdded(subject=new_id(), note=NoteId(new_id()), text="一句备注")

    def stored(self, events: Iterable[Event]) -> tuple[StoredEvent, ...]:
        """Return events as a commit holds them."""
        return tuple(
            commit_to(n, e.kind, e.layout, e.subject, *self.vocabulary.encode(e))
            for n, e in enumerate(events)
        )

    def commit(
        self,
        by: str,
        events: tuple[StoredEvent, ...],
        *,
        key: SigningKey | None = None,
        **changes: Any,
    ) -> Travelling:
        """Return a commit by somebody, on a feed of their own.

        Args:
            by: name of who is said to have made it.
            events: of it.
            key: signs it; that person's own if it is not given.
            changes: to the header, before it is signed.
        """
        who = self.insiders[by]
        leaves = Leaves()
        for event in events:
            leaves.add(event)
        wall = (who.clock >> COUNTER_BITS) + 1000
        header = Header(
            vault=self.vault,
            feed=new_id(),
            seq=1,
            prev=b"",
            seen=who.seen,
            staff_head=who.staff_head,
            clock=wall << COUNTER_BITS,
            wall=wall,
            actor=who.id,
            schema=heads.SCHEMA,
            count=len(events),
            leaves=leaves.digest(),
        )
        raw = heads.encode(msgspec.structs.replace(header, **changes))
        signature = heads.sign(raw, key or who.key)
        return Travelling(raw=raw, signature=signature, events=events)

    def now_ms(self) -> int:
        """Return the present."""
        return to_ms(self.site.clock())
