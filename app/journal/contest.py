"""Staff changes made at the same time, of which some limit those who made others.

A limit takes away what its author did not know of: somebody who was removed does
not go on signing for the past, not even a senior. It takes nothing away where it
is itself such a change of somebody who was limited, or builds upon one; else
whoever was removed would undo it by a removal with an earlier date. Where two limit
each other, or what the other builds upon, the senior's holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.journal.authority import Authority
from app.journal.event import Vocabulary
from app.journal.ingress import Signed, author_faults, kind_faults
from app.journal.lineage import Span
from app.journal.past import Past
from app.journal.staff_events import Frontier

_Against = Mapping[bytes, float]
_NOTHING: _Against = {}


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
class Branching:
    """A staff commit that is in order on its own branch.

    Attributes:
        hash: names it.
        commit: the commit.
        before: the authority it was made under, on its own branch.
        after: the authority it leaves there.
        limits: whom it limits.
        span: where it stands in the tree.
    """

    hash: bytes
    commit: Signed
    before: Authority
    after: Authority
    limits: tuple[Limit, ...]
    span: Span

    @property
    def actor(self) -> str:
        """Who signed it."""
        return self.commit.header.actor

    def is_kin(self, other: "Branching") -> bool:
        """Tell whether one of the two was built upon the other."""
        return self.span.holds(other.span) or other.span.holds(self.span)


class Contest:
    """Settles what limits take away after one head of the chain."""

    def __init__(
        self,
        rivals: Sequence[Branching],
        authority: Authority,
        past: Past,
        vocabulary: Vocabulary,
    ) -> None:
        """Take everything that builds upon the head, each after its parent."""
        self._rivals = rivals
        self._authority = authority
        self._past = past
        self._vocabulary = vocabulary
        self._by_actor: dict[str, list[Branching]] = {}
        for rival in rivals:
            self._by_actor.setdefault(rival.actor, []).append(rival)

    def taken_away(self) -> frozenset[bytes]:
        """Return the commits that limits elsewhere take away, not their descendants."""
        direct = self._direct()
        if not direct:
            return frozenset()
        whole = self._with_parents(direct)
        holding = self._holding(whole)
        return frozenset(head for head, by in direct.items() if by & holding)

    def seniority(self, rival: Branching) -> tuple[float, bytes]:
        """Return a key by which the senior's comes first."""
        person = self._authority.people.get(rival.actor)
        return (person.rank if person else float("inf"), rival.hash)

    def _direct(self) -> dict[bytes, set[bytes]]:
        found: dict[bytes, set[bytes]] = {}
        for limiting in self._rivals:
            for rival in self._concerned(limiting):
                if not limiting.is_kin(rival) and self._takes(limiting, rival):
                    found.setdefault(rival.hash, set()).add(limiting.hash)
        return found

    def _concerned(self, limiting: Branching) -> Sequence[Branching]:
        people = {limit.person for limit in limiting.limits}
        if None in people:
            return self._rivals
        return [r for p in people for r in self._by_actor.get(p or "", ())]

    def _takes(self, limiting: Branching, rival: Branching) -> bool:
        header = rival.commit.header
        outside = any(
            limit.concerns(rival.actor)
            and not self._past.covers(limit.frontier, header, rival.hash)
            for limit in limiting.limits
        )
        author = rival.before.people.get(rival.actor)
        proved_by = author.sign_key if author else None

        def may(authority: Authority) -> bool:
            return may_still(
                rival.commit, authority, self._vocabulary, proved_by=proved_by
            )

        return outside and may(limiting.before) and not may(limiting.after)

    def _with_parents(
        self, direct: Mapping[bytes, set[bytes]]
    ) -> dict[bytes, _Against]:
        """Return what is against each commit or one it builds upon.

        Each limit comes with the rank of the most senior whom it takes away there.
        """
        whole: dict[bytes, _Against] = {}
        for rival in self._rivals:
            above = whole.get(rival.commit.header.staff_head, _NOTHING)
            own = direct.get(rival.hash, ())
            rank, _ = self.seniority(rival)
            new = {by: min(rank, above.get(by, rank)) for by in own}
            whole[rival.hash] = {**above, **new} if new else above
        return whole

    def _holding(self, whole: Mapping[bytes, _Against]) -> set[bytes]:
        """Return the limits that hold: those that none which holds takes away."""
        rank = {r.hash: self.seniority(r) for r in self._rivals if r.limits}

        def side(head: bytes, other: bytes) -> tuple[float, bytes]:
            # For either side speaks its most senior: who limits, or is limited.
            return (min(rank[head][0], whole[head][other]), head)

        against = {
            head: {
                other
                for other in whole[head]
                if head not in whole[other] or side(other, head) < side(head, other)
            }
            for head in rank
        }
        holding: set[bytes] = set()
        pending = set(rank)
        while pending:
            free = {head for head in pending if not against[head] & pending}
            # Three or more in a ring: the senior's holds.
            free = free or {min(pending, key=rank.__getitem__)}
            holding |= free
            pending = {h for h in pending - free if not against[h] & free}
        return holding


def may_still(
    commit: Signed,
    authority: Authority,
    vocabulary: Vocabulary,
    *,
    proved_by: object = None,
) -> bool:
    """Tell whether an author may do what a commit does, under another authority."""
    return not [
        *author_faults(commit, authority, proved_by=proved_by),
        *kind_faults(commit, authority, vocabulary),
    ]
