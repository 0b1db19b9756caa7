"""Taking a stream in parts, so that it is never held whole."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`; the last may be shorter."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part
