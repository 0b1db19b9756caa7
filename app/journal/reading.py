"""Reading what happened: commits by the page, newest first, and their events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.journal import header as heads
from app.journal.event import Event, Vocabulary
from app.journal.header import Header
from app.journal.tables import ACCEPTED, HELD
from app.vault.store import Record, Store

MOST_LOOKED_AT = 1_000
"""Commits a page looks through; a page that found too few says where to go on."""

Place = tuple[int, str, int, bytes]
"""A commit's place in the journal's order: clock, feed, seq, hash."""

_BRIEF = "c.clock, c.feed, c.seq, c.hash, c.id, c.actor, c.standing"
_FALLING = "ORDER BY c.clock DESC, c.feed DESC, c.seq DESC, c.hash DESC LIMIT ?"
_BEFORE = "(c.clock, c.feed, c.seq, c.hash) < (?,?,?,?)"
_TIES = 50
"""More commits than this never share one clock: it counts up within a millisecond."""
_END: Place = (2**63 - 1, "", 0, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which commits to list; what is left empty lets all through.

    Attributes:
        actor: who signed.
        feed: the installation's chain.
        kinds: commits that have an event of one of these.
        subjects: commits that are about one of these; None for any.
        held: only those that wait outside.
        accepted: only those that count.
        since: the least clock.
    """

    actor: str = ""
    feed: str = ""
    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] | None = None
    held: bool = False
    accepted: bool = False
    since: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether an index finds just these, and nothing more is to be looked at."""
        asked = (self.actor, self.feed, self.kinds, self.subjects is not None)
        return sum(map(bool, (*asked, self.held))) <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit without its events.

    Attributes:
        id: number in this copy, in the order of arrival.
        place: in the journal's order.
        header: as it was signed.
        standing: whether it counts.
        fault: why it is held, if it is.
        staff: whether it belongs to the staff chain.
    """

    id: int
    place: Place
    header: Header
    standing: str
    fault: str
    staff: bool

    @property
    def hash(self) -> bytes:
        """The bytes that name it."""
        return self.place[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An event as the journal keeps it.

    Attributes:
        event: its reading; None where this version cannot read it.
        erased: whether its personal body was taken away.
    """

    n: int
    kind: str
    subject: str
    event: Event | None
    erased: bool


def commits_before(
    store: Store, wanted: Wanted, before: Place | None, limit: int
) -> tuple[list[Commit], Place | None]:
    """Return commits in falling order, and where to go on; None at the end.

    At most `MOST_LOOKED_AT` commits are looked at, however few of them are wanted.
    """
    looked = 0
    chosen: list[int] = []
    last: Place | None = None
    before = before or _END
    most = limit if wanted.is_plain else MOST_LOOKED_AT
    for record in _walk(wanted, before, most + _TIES).rows(store, before, most):
        looked += 1
        last = record[:4]
        if record[0] < wanted.since:
            return _whole(store, chosen), None
        if _is_wanted(store, record, wanted):
            chosen.append(record[4])
        if len(chosen) == limit:
            break
    more = len(chosen) == limit or looked == most
    return _whole(store, chosen), last if more else None


def commit_named(store: Store, name: bytes) -> Commit | None:
    """Return the commit of this hash."""
    found = store.sql("SELECT id FROM journal_commit WHERE hash=?", (name,))
    return next(iter(_whole(store, [row[0] for row in found])), None)


def commit_written(store: Store, text: str) -> Commit | None:
    """Return the commit of this hash, as people write it: hexadecimal."""
    try:
        return commit_named(store, bytes.fromhex(text))
    except ValueError:
        return None


def rivals(store: Store, commits: Sequence[Commit]) -> Mapping[int, frozenset[bytes]]:
    """Return, by number, the commits that claim the same place as each of these.

    Two commits at one place of a feed are a fork; two of the staff chain that
    follow the same one are siblings. At most one of them counts.
    """
    return {
        commit.id: found
        for commit in commits
        if (found := _forks(store, commit) | _siblings(store, commit))
    }


def kinds_of(store: Store) -> list[str]:
    """Return every kind of event there is."""
    found: list[str] = []
    step = "SELECT kind FROM journal_kind WHERE kind>? ORDER BY kind LIMIT 1"
    while row := store.sql(step, (found[-1] if found else "",)):
        found.append(row[0][0])
    return found


def events_of(
    store: Store, vocabulary: Vocabulary, commit: int, *, after: int = -1, limit: int
) -> list[Kept]:
    """Return events of a commit, in order."""
    found = store.sql(
        "SELECT n, kind, version, subject, facts, personal, personal_leaf"
        " FROM journal_event WHERE commit_id=? AND n>? ORDER BY n LIMIT ?",
        (commit, after, limit),
    )
    return [_kept(vocabulary, record) for record in found]


def earlier_event(
    store: Store, vocabulary: Vocabulary, kept: Kept, kinds: Sequence[str], at: Place
) -> Event | None:
    """Return the last accepted event of these kinds about a subject before a place."""
    marks = ",".join("?" for _ in kinds)
    found = store.sql(
        "SELECT e.n, e.kind, e.version, e.subject, e.facts, e.personal,"
        " e.personal_leaf FROM journal_event e"
        " JOIN journal_commit c ON c.id=e.commit_id"
        f" WHERE e.subject=? AND e.kind IN ({marks}) AND c.standing='accepted'"
        f" AND {_BEFORE} ORDER BY c.clock DESC, c.feed DESC, c.seq DESC,"
        " c.hash DESC, e.n DESC LIMIT 1",
        (kept.subject, *kinds, *at),
    )
    return _kept(vocabulary, found[0]).event if found else None


def feeds(store: Store) -> list[str]:
    """Return all installations' chains, the first to write first."""
    found: list[tuple[int, str]] = []
    last = ""
    # From each feed to the next along the index; counting all commits would be long.
    step = (
        "SELECT feed, clock FROM journal_commit WHERE feed>? ORDER BY feed, seq LIMIT 1"
    )
    while row := store.sql(step, (last,)):
        last = row[0][0]
        found.append((row[0][1], last))
    return [feed for _, feed in sorted(found)]


def span(store: Store) -> tuple[int, int] | None:
    """Return the first and the newest clock of accepted commits."""
    ends = [
        store.sql(
            "SELECT clock FROM journal_commit WHERE standing='accepted'"
            f" ORDER BY clock {way} LIMIT 1"
        )
        for way in ("", "DESC")
    ]
    return (ends[0][0][0], ends[1][0][0]) if ends[0] else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """Which commits to go through, along one index."""

    where: str
    values: tuple[Any, ...] = ()
    index: str = ""

    def rows(self, store: Store, before: Place, most: int) -> list[Record]:
        by = f"INDEXED BY {self.index}" if self.index else ""
        where = f"{self.where} AND c.clock<=? AND {_BEFORE}"
        return store.sql(
            f"SELECT {_BRIEF} FROM journal_commit c {by} WHERE {where} {_FALLING}",
            (*self.values, before[0], *before, most),
        )


def _walk(wanted: Wanted, before: Place, most: int) -> _Walk:
    """Choose the narrowest index that is there."""
    if wanted.subjects is not None:
        marks = ",".join("?" for _ in wanted.subjects)
        about = f"SELECT commit_id FROM journal_event WHERE subject IN ({marks})"
        return _Walk(f"c.id IN ({about})", wanted.subjects)
    if wanted.held:
        return _Walk(f"c.standing='{HELD}'", index="committable_held")
    if wanted.kinds:
        # One walk for each kind; all together they would be sorted whole.
        step = (
            "SELECT commit_id FROM (SELECT commit_id FROM journal_kind"
            f" WHERE kind=? AND clock<=? ORDER BY clock DESC LIMIT {most})"
        )
        steps = " UNION ".join(step for _ in wanted.kinds)
        values = tuple(v for kind in wanted.kinds for v in (kind, before[0]))
        return _Walk(f"c.id IN ({steps})", values)
    for column, value in (("actor", wanted.actor), ("feed", wanted.feed)):
        if value:
            return _Walk(f"c.{column}=?", (value,), f"committable_{column}_clock")
    return _Walk("1", index="committable_clock_feed_seq_hash")


def _is_wanted(store: Store, record: Record, wanted: Wanted) -> bool:
    clock, feed, _, _, commit, actor, standing = record
    return (
        wanted.actor in ("", actor)
        and wanted.feed in ("", feed)
        and (not wanted.held or standing == HELD)
        and (not wanted.accepted or standing == ACCEPTED)
        and (not wanted.kinds or _does(store, commit, clock, wanted.kinds))
    )


def _does(store: Store, commit: int, clock: int, kinds: Sequence[str]) -> bool:
    marks = ",".join("?" for _ in kinds)
    found = store.sql(
        f"SELECT 1 FROM journal_kind WHERE kind IN ({marks}) AND clock=?"
        " AND commit_id=? LIMIT 1",
        (*kinds, clock, commit),
    )
    return bool(found)


def _whole(store: Store, numbers: Iterable[int]) -> list[Commit]:
    ordered = list(numbers)
    marks = ",".join("?" for _ in ordered)
    found = store.sql(
        f"SELECT {_BRIEF}, c.header, c.fault, c.staff FROM journal_commit c"
        f" WHERE c.id IN ({marks})",
        ordered,
    )
    commits = {row[4]: read for row in found if (read := _commit(row)) is not None}
    return [commits[number] for number in ordered if number in commits]


def _commit(record: Record) -> Commit | None:
    clock, feed, seq, name, commit, _, standing, raw, fault, staff = record
    header = heads.decode(raw)
    if header is None:
        return None
    return Commit(
        id=commit,
        place=(clock, feed, seq, name),
        header=header,
        standing=standing,
        fault=fault,
        staff=bool(staff),
    )


def _forks(store: Store, commit: Commit) -> frozenset[bytes]:
    found = store.sql(
        "SELECT hash FROM journal_commit WHERE feed=? AND seq=? AND hash<>?",
        (*commit.place[1:3], commit.hash),
    )
    return frozenset(row[0] for row in found)


def _siblings(store: Store, commit: Commit) -> frozenset[bytes]:
    if not commit.staff:
        return frozenset()
    found = store.sql("SELECT hash, header FROM journal_commit WHERE staff")
    others = ((name, heads.decode(raw)) for name, raw in found if name != commit.hash)
    return frozenset(
        name
        for name, header in others
        if header is not None and header.staff_head == commit.header.staff_head
    )


def _kept(vocabulary: Vocabulary, record: Record) -> Kept:
    n, kind, version, subject, facts, personal, leaf = record
    return Kept(
        n=n,
        kind=kind,
        subject=subject,
        event=vocabulary.decode(kind, version, subject, facts, personal),
        erased=personal is None and leaf is not None,
    )
