"""Who descends from whom, among commits that name the one before."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A commit's place in its tree: whoever descends from it lies within.

    Attributes:
        at: its number, its descendants' follow.
        end: the first number that is no descendant's.
    """

    at: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Tell whether the other is this commit, or descends from it."""
        return self.at <= other.at < self.end


def spans(parents: Mapping[bytes, bytes]) -> dict[bytes, Span]:
    """Return where each commit stands; those whose parent is not there are roots.

    Each is looked at once, however the tree has forked.
    """
    children: dict[bytes, list[bytes]] = {}
    for head, parent in parents.items():
        children.setdefault(parent, []).append(head)
    waiting = [head for head, parent in parents.items() if parent not in parents]
    order: list[bytes] = []
    while waiting:
        head = waiting.pop()
        order.append(head)
        waiting += children.get(head, [])
    size = dict.fromkeys(order, 1)
    for head in reversed(order):
        if parents[head] in size:
            size[parents[head]] += size[head]
    return {head: Span(at, at + size[head]) for at, head in enumerate(order)}
