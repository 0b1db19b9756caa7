"""Which staff commits stand: one linear chain out of all there are.

Acceptance follows from the set of commits alone, in whatever order they came in.
Of two changes made at the same time the senior signer's stands. Somebody whom
another change removes or limits yields to it with whatever that change did not
know of, however old the date on it; where two limit each other, the senior stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.journal.authority import Authority
from app.journal.event import Event, Vocabulary
from app.journal.header import Header
from app.journal.ingress import (
    Fault,
    Signed,
    author_faults,
    kind_faults,
    right_faults,
)
from app.journal.past import Past
from app.journal.staff_events import (
    Frontier,
    KeysRotated,
    PersonChanged,
    PersonRemoved,
    PersonSuspended,
    RolesChanged,
    VaultFounded,
)

Check = Callable[[Signed], list[Fault]]
"""What is wrong with a commit's place, whoever signed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """From here on somebody may do less than before.

    Attributes:
        person: who; None for everybody.
        frontier: what was known of them then.
    """

    person: str | None
    frontier: Frontier

    def concerns(self, person: str) -> bool:
        """Tell whether it limits this person."""
        return self.person is None or self.person == person


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A staff commit that stands."""

    head: bytes
    authority: Authority
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The staff chain of a set of commits.

    Attributes:
        steps: those that stand, in order.
        refused: why each of the others does not.
        parents: the head each staff commit names, standing or not.
    """

    steps: Sequence[Step] = ()
    refused: Mapping[bytes, tuple[Fault, ...]] = field(
        default_factory=dict[bytes, tuple[Fault, ...]]
    )
    parents: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    places: Mapping[bytes, int] = field(default_factory=dict[bytes, int])

    @property
    def authority(self) -> Authority:
        """Who may do what at the end of the chain."""
        return self.steps[-1].authority if self.steps else Authority()

    def governing(self, head: bytes) -> int | None:
        """Return the number of the step under which a commit was made.

        Where the head it names does not stand, the last before it that does.
        """
        while head not in self.places:
            if head not in self.parents:
                return None
            head = self.parents[head]
        return self.places[head]


def build_chain(
    commits: Sequence[Signed],
    *,
    past: Past,
    vocabulary: Vocabulary,
    check: Check,
) -> Chain:
    """Return the chain that these staff commits give.

    Args:
        commits: every staff commit there is, held ones as well.
        past: where commits stand.
        vocabulary: kinds of events and what they require.
        check: what is wrong with a commit's place.
    """
    return _Building(commits, past, vocabulary, check).chain()


def limits_of(events: Iterable[Event]) -> tuple[Limit, ...]:
    """Return whom staff events limit."""
    return tuple(
        Limit(
            person=None if isinstance(event, RolesChanged) else event.subject,
            frontier=event.frontier,
        )
        for event in events
        if isinstance(
            event,
            PersonChanged
            | PersonSuspended
            | PersonRemoved
            | KeysRotated
            | RolesChanged,
        )
    )


class _Building:
    def __init__(
        self,
        commits: Sequence[Signed],
        past: Past,
        vocabulary: Vocabulary,
        check: Check,
    ) -> None:
        self._past = past
        self._vocabulary = vocabulary
        self._check = check
        self._by_hash = {c.hash: c for c in commits}
        self._children: dict[bytes, list[bytes]] = {}
        for head, commit in self._by_hash.items():
            self._children.setdefault(commit.header.staff_head, []).append(head)
        self._limiting = {
            head: limits
            for head, commit in self._by_hash.items()
            if (limits := limits_of(commit.staff))
        }
        self._steps: list[Step] = []
        self._refused: dict[bytes, tuple[Fault, ...]] = {}

    def chain(self) -> Chain:
        head, authority = b"", Authority()
        while (found := self._next(head, authority)) is not None:
            events = self._by_hash[found].staff
            head, authority = found, authority.after(found, events)
            step = Step(head=head, authority=authority, limits=limits_of(events))
            self._steps.append(step)
        stand = {step.head: i for i, step in enumerate(self._steps)}
        for left in self._by_hash.keys() - stand.keys() - self._refused.keys():
            known = self._by_hash[left].header.staff_head in self._by_hash
            self._refused[left] = (Fault.STAFF_HEAD if known else Fault.PAST,)
        return Chain(
            steps=tuple(self._steps),
            refused=self._refused,
            parents={h: c.header.staff_head for h, c in self._by_hash.items()},
            places=stand,
        )

    def _next(self, head: bytes, authority: Authority) -> bytes | None:
        able: list[bytes] = []
        for child in self._children.get(head, []):
            wrong = self._faults(self._by_hash[child], authority)
            if wrong:
                self._refused[child] = tuple(wrong)
            else:
                able.append(child)
        standing = [c for c in able if not self._yields(c, authority)]
        self._refused |= {c: (Fault.FRONTIER,) for c in able if c not in standing}
        if not standing:
            return None
        chosen = min(standing, key=lambda c: self._seniority(c, authority))
        self._refused |= {c: (Fault.SIBLING,) for c in standing if c != chosen}
        return chosen

    def _faults(self, commit: Signed, before: Authority) -> list[Fault]:
        founding = any(isinstance(e, VaultFounded) for e in commit.staff)
        # The first person vouches for herself; nobody else can.
        authority = before if before.head else before.after(b"", commit.staff)
        found = [
            *self._check(commit),
            *author_faults(commit, authority),
            *right_faults(commit, authority, self._vocabulary),
        ]
        if founding is bool(before.head):
            found.append(Fault.CAPABILITY)
        return found

    def _seniority(self, head: bytes, authority: Authority) -> tuple[int, bytes]:
        person = authority.people.get(self._by_hash[head].header.actor)
        return (person.rank if person else 0, head)

    def _yields(self, head: bytes, authority: Authority) -> bool:
        """Tell whether a change elsewhere keeps this one from standing."""
        stand = {step.head for step in self._steps}
        return any(
            self._gives_way(head, other, authority)
            for other in self._limiting
            if other != head and other not in stand
        )

    def _gives_way(self, head: bytes, other: bytes, authority: Authority) -> bool:
        mine, theirs = self._by_hash[head], self._by_hash[other]
        me, they = mine.header.actor, theirs.header.actor
        if me == they or not self._limits(other, me, mine.header, head):
            return False
        wrong = [
            *author_faults(theirs, authority),
            *right_faults(theirs, authority, self._vocabulary),
        ]
        if wrong or may_still(
            mine, authority.after(b"", theirs.staff), self._vocabulary
        ):
            return False
        mutual = self._limits(head, they, theirs.header, other)
        people = authority.people
        return not (mutual and people[me].rank < people[they].rank)

    def _limits(self, by: bytes, person: str, header: Header, head: bytes) -> bool:
        return any(
            limit.concerns(person)
            and not self._past.covers(limit.frontier, header, head)
            for limit in self._limiting.get(by, ())
        )


def may_still(commit: Signed, authority: Authority, vocabulary: Vocabulary) -> bool:
    """Tell whether an author may do what a commit does, under a later authority."""
    return not [
        *author_faults(commit, authority),
        *kind_faults(commit, authority, vocabulary),
    ]
