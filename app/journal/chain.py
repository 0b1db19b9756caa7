"""Which staff commits stand: one linear chain out of all there are.

Acceptance follows from the set of commits alone, in whatever order they came in;
only which founding it begins with does not, since anybody can sign one. Each commit
is first judged on its own branch; then, where the chain forks, the senior signer's
stands. Somebody whom another change removes or limits yields to it with whatever
that change did not know of, however old the date on it (see `contest`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.journal.authority import Authority
from app.journal.contest import Branching, Contest, Limit
from app.journal.event import Event, Vocabulary
from app.journal.ingress import Fault, Signed, author_faults, right_faults
from app.journal.lineage import spans
from app.journal.past import Past
from app.journal.staff_events import (
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
    root: bytes | None = None,
) -> Chain:
    """Return the chain that these staff commits give.

    Args:
        commits: every staff commit there is, held ones as well.
        past: where commits stand.
        vocabulary: kinds of events and what they require.
        check: what is wrong with a commit's place.
        root: hash of the founding that counts here already, if one does.
    """
    return _Building(commits, past, vocabulary, check).chain(root)


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
        self._refused: dict[bytes, tuple[Fault, ...]] = {}

    def chain(self, root: bytes | None) -> Chain:
        parents = {h: c.header.staff_head for h, c in self._by_hash.items()}
        tree = self._grown(parents)
        children: dict[bytes, list[Branching]] = {}
        for branching in tree:
            head = branching.commit.header.staff_head
            children.setdefault(head, []).append(branching)
        steps: list[Step] = []
        found = self._founding(children.get(b"", []), root)
        while found is not None:
            steps.append(
                Step(head=found.hash, authority=found.after, limits=found.limits)
            )
            found = self._next(found, children.get(found.hash, []), tree)
        places = {step.head: i for i, step in enumerate(steps)}
        for left in self._by_hash.keys() - places.keys() - self._refused.keys():
            known = parents[left] in self._by_hash
            self._refused[left] = (Fault.STAFF_HEAD if known else Fault.PAST,)
        return Chain(
            steps=tuple(steps), refused=self._refused, parents=parents, places=places
        )

    def _grown(self, parents: Mapping[bytes, bytes]) -> list[Branching]:
        """Return what is in order on its own branch, each after its parent."""
        where = spans(parents)
        found: dict[bytes, Branching] = {}
        for head in sorted(where, key=lambda h: where[h].at):
            commit = self._by_hash[head]
            above = found.get(parents[head])
            if parents[head] and above is None:
                continue
            before = above.after if above else Authority()
            wrong = self._faults(commit, before)
            if wrong:
                self._refused[head] = tuple(wrong)
                continue
            found[head] = Branching(
                hash=head,
                commit=commit,
                before=before,
                after=before.after(head, commit.staff),
                limits=limits_of(commit.staff),
                span=where[head],
            )
        return [*found.values()]

    def _founding(
        self, able: Sequence[Branching], root: bytes | None
    ) -> Branching | None:
        """Return the vault's founding: the one that counts already, if one does.

        Everybody can sign one that vouches for itself.
        """
        known = [one for one in able if root is None or one.hash == root]
        chosen = min(known, key=lambda one: one.hash, default=None)
        self._refused |= {o.hash: (Fault.SIBLING,) for o in able if o is not chosen}
        return chosen

    def _next(
        self, at: Branching, able: Sequence[Branching], tree: Sequence[Branching]
    ) -> Branching | None:
        if len(able) <= 1:
            return able[0] if able else None
        rivals = [b for b in tree if b is not at and at.span.holds(b.span)]
        contest = Contest(rivals, at.after, self._past, self._vocabulary)
        gone = contest.taken_away()
        standing = [b for b in able if b.hash not in gone]
        chosen = min(standing, key=contest.seniority, default=None)
        for other in able:
            if other is not chosen:
                fell = other.hash in gone
                fault = Fault.FRONTIER if fell else Fault.SIBLING
                self._refused[other.hash] = (fault,)
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
