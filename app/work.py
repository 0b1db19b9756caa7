"""What a command and a query are, and what their handlers may use.

A command's handler checks, asks pure rules, and returns events; it never
writes. A query's handler reads and returns frozen dataclasses.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from app.errors import NotFound, NotPermitted
from app.ids import PersonId
from app.journal.authority import Authority
from app.journal.erasure import erased_among
from app.journal.event import Event, Vocabulary
from app.journal.fold import Progress
from app.journal.sealing import Opener, Sealer
from app.journal.search import find
from app.vault.keyring import Credentials
from app.vault.keys import PersonalKeys
from app.vault.store import Record, Selection, Store

V = TypeVar("V")


class Command(Generic[V]):
    """Something a person wants done; `V` is what comes of it."""

    __slots__ = ()


class Query(Generic[V]):
    """Something a person wants to know; `V` is the answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a command changed, so that screens know what to ask again.

    Attributes:
        areas: features whose tables changed.
        subjects: ids of members, cases and so on that it was about.
    """

    areas: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[V]):
    """What came of a command.

    Attributes:
        value: its result.
        changes: what it changed.
        undo: the command that takes it back, where that is possible.
    """

    value: V
    changes: Changes
    undo: Command[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent(Generic[V]):
    """What a command's handler decided.

    Attributes:
        value: its result.
        events: what happened; an iterator for a long import. None at all is no commit.
        undo: the command that takes it back.
        attach: something outside the database that belongs to the commit (a slot in
            the keyring, a released file); run last, its failure undoes all.
        settle: what is left to do once the commit is stored for good (a slot that
            serves no more); what of it is not done is done when the vault is opened.
    """

    value: V
    events: Iterable[Event]
    undo: Command[Any] | None = None
    attach: Callable[[], None] | None = None
    settle: Callable[[], None] | None = None


class Slots(Protocol):
    """The keyring, as far as commands and queries may use it."""

    def holders(self) -> frozenset[str]:
        """Return who can open the vault with name and passphrase."""
        ...

    def recoverable(self) -> frozenset[str]:
        """Return who can open it with a recovery sheet."""
        ...

    def rekey_owed(self) -> bool:
        """Tell whether the vault key is known to somebody who should not know it."""
        ...

    def prove(self, credentials: Credentials) -> None:
        """Stop unless these open the signed-in person's slot.

        Raises:
            InputError: they do not.
        """
        ...

    def add(self, credentials: Credentials, person: str, keys: PersonalKeys) -> None:
        """Give a person a slot, besides what they have; from `Intent.attach`.

        Raises:
            Conflict: name and passphrase are somebody's already.
        """
        ...

    def change(
        self, credentials: Credentials, person: str, keys: PersonalKeys, *, sheet: bool
    ) -> None:
        """Put one slot in place of all that a person has.

        If it is one's own, one goes on with these keys.

        Args:
            credentials: what opens it from now on.
            person: whose.
            keys: what it holds.
            sheet: whether a recovery sheet still serves.

        Raises:
            Conflict: name and passphrase are somebody else's.
        """
        ...

    def drop(self, person: str) -> None:
        """Drop all of a person's slots; from `Intent.settle`."""
        ...

    def add_recovery(self, key: bytes, person: str, keys: PersonalKeys) -> None:
        """Give a person a recovery slot in place of an earlier one."""
        ...


def _unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """What a query's handler may use.

    Attributes:
        person: who asks.
        now: the moment of asking.
        authority: the staff chain.
        slots: who can open the vault.
        vocabulary: every kind of event that is known.
        progress: told how much of a long answer is done, and of how much.
    """

    person: str
    now: datetime
    authority: Authority = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    store: Store = field(repr=False)
    opener: Opener = field(repr=False)
    slots: Slots = field(repr=False)
    progress: Progress = field(default=_unheard, repr=False)

    @property
    def today(self) -> "Reader":
        """Who tells what the person asking may see; another one only in the past."""
        return self

    def rows(self, query: Selection) -> list[Record]:
        """Return all rows of a query as tuples."""
        return self.store.rows(query)

    def one(self, query: Selection) -> Record | None:
        """Return the only row of a query, or None."""
        found = self.store.rows(query)
        return found[0] if found else None

    def count(self, query: Selection, cap: int) -> int:
        """Return how many rows a query has, at most `cap`."""
        return self.store.count(query, cap)

    def find(
        self, area: str, words: str, limit: int, *, without: Sequence[str] = ()
    ) -> list[str]:
        """Return ids of an area's records whose words match, but these subjects'."""
        return find(self.store, area, words, limit, without)

    def erased(self, subjects: Iterable[str]) -> frozenset[str]:
        """Return which of these members, cases and so on have been erased."""
        return erased_among(self.store, subjects)

    def open(self, sealed: bytes, name: str, *, subject: str) -> str:
        """Return a sealed value's text, if it is sealed to this person."""
        return self.opener.open(sealed, subject, name)

    def may(self, capability: str) -> bool:
        """Tell whether the person holds a capability."""
        return self.authority.may(self.person, capability)

    def require(self, capability: str) -> None:
        """Stop unless the person holds a capability.

        Raises:
            NotPermitted: the role does not allow it.
        """
        if not self.may(capability):
            raise NotPermitted("not_permitted")


@dataclass(slots=True, kw_only=True)
class Act(Reader):
    """What a command's handler may use: a `Reader` that can also seal and enrol.

    Attributes:
        feed_letter: distinguishes case numbers of different installations; empty
            for the first.
        proposer: who proposed the command, where a second person approves it.
    """

    sealer: Sealer = field(repr=False)
    feed_letter: str = ""
    proposer: PersonId | None = None

    def seal(self, audience: str, name: str, text: str, *, subject: str) -> bytes:
        """Return a text that only the audience can open."""
        return self.sealer.seal(audience, subject, name, text)


Handler = Callable[[Any, Act], Intent[Any]]
Answer = Callable[[Any, Reader], Any]


def found(row: V | None, code: str) -> V:
    """Return the row.

    Raises:
        NotFound: there is none.
    """
    if row is None:
        raise NotFound(code)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[V]):
    """Some rows of a list, and where it goes on.

    Attributes:
        rows: at most as many as were asked for.
        after: key to ask the next page with; None at the end.
    """

    rows: Sequence[V]
    after: tuple[Any, ...] | None = None
