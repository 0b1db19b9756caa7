"""Where the commits of a copy stand, held in memory: about 200 bytes each."""

from typing import NamedTuple

from app.journal.anchor import Known
from app.journal.header import Header
from app.journal.ingress import Previous


class _Place(NamedTuple):
    """Where a commit stands."""

    prev: bytes
    seq: int
    events: int
    feed: str
    clock: int


class CopyGround:
    """The commits of a copy, as anchors are compared with it."""

    def __init__(self) -> None:
        """Begin with no commit."""
        self._places: dict[bytes, _Place] = {}
        self._newest: dict[str, int] = {}

    def take(self, name: bytes, header: Header) -> None:
        """Remember a commit."""
        place = _Place(header.prev, header.seq, header.count, header.feed, header.clock)
        self._places[name] = place
        newest = self._newest.get(header.feed, 0)
        self._newest[header.feed] = max(newest, header.seq)

    def previous(self, header: Header) -> Previous | None:
        """Return the commit that one names as the one before; None if not there."""
        if not header.prev:
            return Previous()
        place = self._places.get(header.prev)
        if place is None or place.feed != header.feed:
            return None
        return Previous(hash=header.prev, seq=place.seq, clock=place.clock)

    def find(self, name: bytes) -> Known | None:
        """Return the commit of this hash."""
        place = self._places.get(name)
        return None if place is None else Known(place.prev, place.seq, place.events)

    def newest(self, feed: str) -> int:
        """Return the highest place that is taken in a feed; 0 for none."""
        return self._newest.get(feed, 0)

    def feeds(self) -> int:
        """Return how many installations have written."""
        return len(self._newest)
