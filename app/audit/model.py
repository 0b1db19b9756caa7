"""What the history tells: rows, entries, and what they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.journal.event import Event

Key = tuple[int, str, int, bytes]
"""Where a page ended: a commit's place in the order of all."""


class State(StrEnum):
    """How a commit stands: 已接受, 已搁置, 有冲突.

    Members:
        ACCEPTED: it counts.
        HELD: it waits outside and was not folded.
        CONFLICT: another commit claims its place; at most one of them counts.
    """

    ACCEPTED = "accepted"
    HELD = "held"
    CONFLICT = "conflict"


class Area(StrEnum):
    """What a kind of event is about."""

    TEAM = "team"
    MEMBERS = "members"
    NOTES = "notes"
    RULES = "rules"
    CASES = "cases"
    APPEALS = "appeals"
    EXPORTS = "exports"
    VAULT = "vault"


class Thing(StrEnum):
    """What can be named, and opened if there is a screen for it."""

    CASE = "case"
    MEMBER = "member"
    PERSON = "person"
    RULES = "rules"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something an event names by its random id.

    Attributes:
        label: case number, handle, person's name, version; empty once erased.
    """

    id: str
    thing: Thing
    label: str


Names = Mapping[str, Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a commit.

    Attributes:
        kind: its name in the journal; empty if withheld.
        subject: empty if withheld.
        event: what it says; None where this version cannot read it, or if withheld.
        before: the earlier event whose values this one replaces.
        erased: whether its words were erased.
        withheld: whether the person asking must not read what it was.
    """

    n: int
    kind: str
    subject: str
    event: Event | None
    before: Event | None
    erased: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A computer's chain of commits.

    Attributes:
        letter: as in case numbers, `A` for the first.
    """

    feed: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A commit in the list.

    Attributes:
        commit: its hash, hexadecimal.
        at: when, by its author's clock.
        actor_name: empty where nobody of this name is known.
        installation: where it was written.
        seq: its place there.
        fault: code of why it is held; empty if it is not.
        stands: whether it counts, also in a conflict.
        verified: whether the last check reached it and found everything sound.
        count: how many events it has.
        first: the event that says what it is about; None if withheld.
        names: what that event names.
        withheld: whether the person asking must not read what it was.
    """

    commit: str
    key: Key
    at: datetime
    actor: str
    actor_name: str
    installation: Installation
    seq: int
    state: State
    fault: str
    stands: bool
    verified: bool
    count: int
    first: Entry | None
    names: Names
    withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitView:
    """A commit with its events.

    Attributes:
        entries: at most as many as were asked for.
        names: what they name.
        rivals: hashes of the commits that claim its place.
        after: number of the last entry where there are more; None at the end.
    """

    row: HistoryRow
    entries: Sequence[Entry]
    names: Names
    rivals: tuple[str, ...]
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """The verdict of the last time everything was checked.

    Attributes:
        commits: how many there were.
        problems: how many were found.
    """

    at: datetime
    commits: int
    problems: int
