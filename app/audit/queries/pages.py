"""The list of commits, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.audit.kinds import area_of
from app.audit.model import Area, Entry, HistoryRow, Installation, Key, State
from app.audit.queries.naming import ids_in, names_of, subjects_named
from app.audit.queries.places import by_feed
from app.audit.queries.sight import Sight, reads_all
from app.conflicts.queries.involvement import refuse_subject
from app.journal.clock import COUNTER_BITS
from app.journal.reading import (
    Commit,
    Kept,
    Wanted,
    commit_named,
    commits_before,
    events_of,
    kinds_of,
    rivals,
)
from app.journal.tables import ACCEPTED
from app.journal.verdict import Verdict, last_verdict
from app.staff.queries import staff_names
from app.times import DEFAULT_ZONE, from_ms, to_ms
from app.work import Answer, Page, Query, Reader

HEAD_EVENTS = 8
"""Events looked at to say what a commit is about; an import says it in its first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Query[Page[HistoryRow]]):
    """Commits, newest first; whoever may not read the history sees their own.

    Attributes:
        actor: only by this person.
        area: only what is about this.
        feed: only from this installation.
        state: only what stands so.
        since, until: first and last day, where the community lives.
        subject: only about this case, member, person or version.
        words: only about what these name: a case or appeal by number, members by
            handle with their cases, people by name. Where area,
            subject or words are given, what must not be read is left out.
        after: where the page before ended. A page may be short of rows, or empty,
            and still go on: it looks through so many commits and no more.
    """

    actor: str = ""
    area: Area | None = None
    feed: str = ""
    state: State | None = None
    since: date | None = None
    until: date | None = None
    subject: str = ""
    words: str = ""
    after: Key | None = None
    limit: int = 50


def history_page(query: HistoryPage, reader: Reader) -> Page[HistoryRow]:
    """Answer `HistoryPage`.

    Raises:
        NotPermitted: the person asking is involved with the subject.
    """
    refuse_subject(reader, query.subject)
    wanted = _wanted(query, reader)
    if query.until is not None and query.after is None:
        day_after = query.until + timedelta(days=1)
        before: Key | None = (_clock_of(day_after), "", 0, b"")
    else:
        before = query.after
    commits, after = commits_before(reader.store, wanted, before, query.limit)
    if query.state is State.CONFLICT:
        commits = _contested(reader, commits)
    rows = rows_of(reader, commits)
    if query.area is not None or query.subject or query.words.strip():
        rows = [row for row in rows if not row.withheld]
    return Page(rows=rows, after=after)


def rows_of(reader: Reader, commits: Sequence[Commit]) -> list[HistoryRow]:
    """Return commits as the list shows them."""
    rows = _Rows(reader, commits)
    return [rows.row(commit) for commit in commits]


def entry_of(kept: Kept, *, hidden: bool) -> Entry:
    """Return an event as it is told; of a hidden one no more than its number."""
    if hidden:
        return Entry(
            n=kept.n,
            kind="",
            subject="",
            event=None,
            before=None,
            erased=False,
            withheld=True,
        )
    return Entry(
        n=kept.n,
        kind=kept.kind,
        subject=kept.subject,
        event=kept.event,
        before=None,
        erased=kept.erased,
    )


def _wanted(query: HistoryPage, reader: Reader) -> Wanted:
    subjects: tuple[str, ...] | None = (query.subject,) if query.subject else None
    if query.words.strip():
        found = subjects_named(reader, query.words)
        subjects = found if subjects is None else tuple({*found} & {*subjects})
    kinds: tuple[str, ...] = ()
    if query.area is not None:
        kinds = tuple(k for k in kinds_of(reader.store) if area_of(k) is query.area)
        if not kinds:
            subjects = ()
    return Wanted(
        actor=query.actor if reads_all(reader) else reader.person,
        feed=query.feed,
        kinds=kinds,
        subjects=subjects,
        held=query.state in (State.HELD, State.CONFLICT),
        accepted=query.state is State.ACCEPTED,
        since=0 if query.since is None else _clock_of(query.since),
    )


def _clock_of(day: date) -> int:
    begins = datetime.combine(day, time(), DEFAULT_ZONE)
    return max(0, to_ms(begins)) << COUNTER_BITS


def _contested(reader: Reader, held: Sequence[Commit]) -> list[Commit]:
    """Return what is held for another's sake, with the other."""
    found: dict[bytes, Commit] = {}
    for commit in held:
        others = rivals(reader.store, [commit]).get(commit.id, frozenset())
        named = (commit_named(reader.store, other) for other in others)
        if others:
            found |= {c.hash: c for c in (commit, *named) if c is not None}
    return sorted(found.values(), key=lambda c: c.place, reverse=True)


class _Rows:
    """What the rows of a page have in common, looked up once."""

    def __init__(self, reader: Reader, commits: Sequence[Commit]) -> None:
        store = reader.store
        self._heads = {
            c.id: events_of(store, reader.vocabulary, c.id, limit=HEAD_EVENTS)
            for c in commits
        }
        shown = [k for kept in self._heads.values() for k in kept]
        self._sight = Sight(reader, shown)
        self._names = names_of(reader, _ids(shown))
        self._rivals = rivals(store, commits)
        self._people = staff_names(reader)
        self._feeds = by_feed(reader)
        self._verdict: Verdict | None = last_verdict(store)

    def row(self, commit: Commit) -> HistoryRow:
        header = commit.header
        kept = self._heads[commit.id]
        hidden = bool(kept) and self._sight.hides(kept[0], header.actor)
        first = entry_of(kept[0], hidden=False) if kept and not hidden else None
        return HistoryRow(
            commit=commit.hash.hex(),
            key=commit.place,
            at=from_ms(header.wall),
            actor=header.actor,
            actor_name=self._people.get(header.actor, ""),
            installation=self._feeds.get(header.feed, _unknown(header.feed)),
            seq=header.seq,
            state=self._state(commit),
            fault=commit.fault,
            stands=commit.standing == ACCEPTED,
            verified=self._verdict is not None and self._verdict.vouches(commit.id),
            count=header.count,
            first=first,
            names={} if hidden else self._names_in(kept[:1]),
            withheld=hidden,
        )

    def _state(self, commit: Commit) -> State:
        if commit.id in self._rivals:
            return State.CONFLICT
        return State.ACCEPTED if commit.standing == ACCEPTED else State.HELD

    def _names_in(self, kept: Sequence[Kept]):
        return {i: self._names[i] for i in _ids(kept) if i in self._names}


def _ids(kept: Iterable[Kept]) -> set[str]:
    found = {k.subject for k in kept}
    for each in kept:
        found.update(ids_in(each.event))
    return found


def _unknown(feed: str) -> Installation:
    return Installation(feed=feed, letter="?")


ANSWERS: dict[type, Answer] = {HistoryPage: history_page}
