"""One commit, with what each of its events says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.audit.kinds import REPLACES
from app.audit.model import CommitView, Entry
from app.audit.queries.naming import ids_in, names_of
from app.audit.queries.pages import entry_of, rows_of
from app.audit.queries.sight import Sight, reads_all
from app.errors import NotPermitted
from app.journal.reading import (
    Commit,
    Kept,
    commit_written,
    earlier_event,
    events_of,
    rivals,
)
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDetail(Query[CommitView]):
    """One commit and its events.

    Attributes:
        commit: its hash, hexadecimal.
        after: number of the last entry shown before; -1 to begin.
    """

    commit: str
    after: int = -1
    limit: int = 50


def history_detail(query: HistoryDetail, reader: Reader) -> CommitView:
    """Answer `HistoryDetail`.

    Raises:
        NotFound: there is no such commit.
        NotPermitted: it is somebody else's, and the role does not read the history;
            or the person asking is involved with what it is about.
    """
    commit = found(commit_written(reader.store, query.commit), "commit_not_found")
    if commit.header.actor != reader.person and not reads_all(reader):
        raise NotPermitted("not_permitted")
    first = events_of(reader.store, reader.vocabulary, commit.id, limit=1)
    kept = events_of(
        reader.store,
        reader.vocabulary,
        commit.id,
        after=query.after,
        limit=query.limit,
    )
    sight = Sight(reader, [*first, *kept])
    for event in first:
        sight.refuse(event, commit.header.actor)
    entries = [_entry(reader, commit, each, sight) for each in kept]
    (row,) = rows_of(reader, [commit])
    others = rivals(reader.store, [commit]).get(commit.id, frozenset())
    last = kept[-1].n if kept else query.after
    return CommitView(
        row=row,
        entries=entries,
        names=names_of(reader, _ids(entries)),
        rivals=tuple(sorted(other.hex() for other in others)),
        after=last if last + 1 < commit.header.count and kept else None,
    )


def _entry(reader: Reader, commit: Commit, kept: Kept, sight: Sight) -> Entry:
    hidden = sight.hides(kept, commit.header.actor)
    entry = entry_of(kept, hidden=hidden)
    kinds = REPLACES.get(kept.kind, ())
    if not kinds or entry.event is None:
        return entry
    before = earlier_event(reader.store, reader.vocabulary, kept, kinds, commit.place)
    return replace(entry, before=before)


def _ids(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.event is not None:
            yield entry.subject
        yield from ids_in(entry.event)
        yield from ids_in(entry.before)


ANSWERS: dict[type, Answer] = {HistoryDetail: history_detail}
