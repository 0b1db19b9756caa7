"""From events to the present state: total, deterministic, disposable."""

import hashlib
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
import peewee

from app.chunks import chunks
from app.errors import Corrupt
from app.journal import header as heads
from app.journal.event import Event, Upcaster, Vocabulary
from app.journal.rows import Rows
from app.journal.search import (
    INDEX,
    SearchIndex,
    SearchTable,
    create_index,
    drop_index,
    index_digest,
)
from app.journal.tables import ACCEPTED, ORDER, CommitTable, EventTable, KindTable
from app.times import from_ms
from app.vault.store import Record, Store

CHUNK = 5_000
"""Events folded between two writes of the row buffer."""

_SUBJECTS = 500


class Stamp(msgspec.Struct, frozen=True):
    """Where and when an event stands in the journal.

    Attributes:
        feed: the installation's chain.
        seq: the commit's place in it.
        n: the event's place in the commit.
        actor: who signed.
        at: when, by the author's clock.
    """

    feed: str
    seq: int
    n: int
    actor: str
    at: datetime

    @property
    def ref(self) -> str:
        """A name for this event that is the same in every copy."""
        return f"{self.feed}-{self.seq}-{self.n}"


Fold = Callable[[Stamp, Any, Rows], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """What a feature brings to the journal.

    Attributes:
        events: classes of events it emits.
        folds: what each class of event (its own or another's) does to its rows.
        tables: its part of the present state.
        upcasters: how events of former layouts are read, by kind and layout.
        owned: the column of a table that names the subject a row belongs to, where
            that is not `id`; a subject's rows are found by it to be folded anew.
    """

    events: Sequence[type[Event]]
    folds: Mapping[type[Any], Fold]
    tables: Sequence[type[peewee.Model]]
    owned: Mapping[type[peewee.Model], str] = field(
        default_factory=dict[type[peewee.Model], str]
    )
    upcasters: Mapping[tuple[str, int], Upcaster] = field(
        default_factory=dict[tuple[str, int], Upcaster]
    )


class Folder:
    """All features' folds over one vocabulary."""

    def __init__(self, features: Iterable[Feature], vocabulary: Vocabulary) -> None:
        """Gather the folds by class of event."""
        self.vocabulary = vocabulary
        self.tables: list[type[peewee.Model]] = []
        self._folds: dict[type[Any], list[Fold]] = {}
        self._owned: dict[type[peewee.Model], str] = {}
        for feature in features:
            self._owned.update(feature.owned)
            self.tables.extend(feature.tables)
            for event, fold in feature.folds.items():
                self._folds.setdefault(event, []).append(fold)

    def create_tables(self, store: Store) -> None:
        """Create the tables of the present state where they are missing.

        A fold finds rows by their ids alone, so their further indexes can wait for
        `index_tables`: made of all rows at once, they cost a fraction.
        """
        store.create(self.tables)
        create_index(store)

    def index_tables(self, store: Store) -> None:
        """Create the indexes that queries need."""
        store.index(self.tables)

    def apply(self, stamp: Stamp, event: Event, rows: Rows) -> None:
        """Let one event change the rows."""
        for fold in self._folds.get(type(event), ()):
            fold(stamp, event, rows)

    def rebuild(self, store: Store, progress: Progress | None = None) -> int:
        """Drop the present state and fold it anew; return the number of events.

        Within the caller's transaction: whoever stops it keeps the old state.
        """
        store.drop(self.tables)
        drop_index(store)
        self.create_tables(store)
        folded = self.replay(store, store, progress)
        self.index_tables(store)
        return folded

    def replay(
        self,
        journal: Store,
        into: Store,
        progress: Progress | None = None,
        part: "Part | None" = None,
    ) -> int:
        """Fold accepted events of one store into the tables of another.

        Args:
            journal: where they stand.
            into: whose tables they change.
            progress: told how many are done; it may stop the work.
            part: which of them; all without one.
        """
        total = _count_events(journal)
        rows = Rows(into)
        done = 0
        for stamp, event in accepted_events(journal, self.vocabulary, part=part):
            self.apply(stamp, event, rows)
            done += 1
            if done % CHUNK == 0:
                rows.flush()
                if progress is not None:
                    progress(done, total)
        rows.flush()
        if progress is not None:
            progress(done, total)
        return done

    def refold(self, store: Store, subjects: Collection[str]) -> frozenset[str]:
        """Fold some subjects anew: after a merge, a new judgement or an erasure.

        An event touches rows of its own subject alone, so nothing else can differ.
        Within the caller's transaction.

        Returns:
            Names of the tables that were written to.
        """
        search = SearchIndex(store)
        touched: set[str] = set()
        for part in chunks(subjects, _SUBJECTS):
            marks = ",".join("?" for _ in part)
            for table in self.tables:
                name = table._meta.table_name  # pyright: ignore[reportAttributeAccessIssue]
                owner = self._owned.get(table, "id")
                store.sql(f'DELETE FROM "{name}" WHERE "{owner}" IN ({marks})', part)
            search.forget(part)
            rows = Rows(store)
            for stamp, event in accepted_events(store, self.vocabulary, part):
                self.apply(stamp, event, rows)
            rows.flush()
            touched |= rows.touched
        return frozenset(touched)

    def digests(self, store: Store) -> dict[str, bytes]:
        """Return a hash of each table's rows, in the order of their ids.

        A table that is not there has an empty one.
        """
        tables: list[type[peewee.Model]] = [*self.tables, SearchTable]
        named = {str(t._meta.table_name): t for t in tables}  # pyright: ignore[reportAttributeAccessIssue]
        there = store.table_names()
        found = {n: _digest(store, t) if n in there else b"" for n, t in named.items()}
        whole = {INDEX, *named} <= there
        return {**found, INDEX: _index_digest(store) if whole else b""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the journal's events.

    A fold touches rows of its event's own subject alone, so what is folded of some
    subjects is right about these, whatever is left out.

    Attributes:
        until: the newest clock; None for no end.
        subjects: whose events; None for everybody's.
        kinds: commits that have one of these are folded whole, whoever they are about.
    """

    until: int | None = None
    subjects: frozenset[str] | None = None
    kinds: frozenset[str] = frozenset()

    def of(self, query: "peewee.ModelSelect[Any]") -> "peewee.ModelSelect[Any]":
        """Return a query of events and commits, narrowed to these."""
        if self.until is not None:
            query = query.where(CommitTable.clock <= self.until)
        if self.subjects is None:
            return query
        whole = KindTable.select(KindTable.commit).where(
            KindTable.kind.in_(sorted(self.kinds))
        )
        return query.where(
            EventTable.subject.in_(sorted(self.subjects)) | EventTable.commit.in_(whole)
        )


def accepted_events(
    store: Store,
    vocabulary: Vocabulary,
    subjects: Sequence[str] | None = None,
    part: Part | None = None,
) -> Iterator[tuple[Stamp, Event]]:
    """Yield the accepted events that can be read, in the journal's order.

    Args:
        store: the journal's.
        vocabulary: to read them with.
        subjects: only events of these, at most a few hundred; None for all.
        part: only these; None for all.
    """
    query = (
        EventTable.select(
            CommitTable.header,
            EventTable.n,
            EventTable.kind,
            EventTable.version,
            EventTable.subject,
            EventTable.facts,
            EventTable.personal,
        )
        .join(CommitTable, on=(EventTable.commit == CommitTable.id))
        .where(CommitTable.standing == ACCEPTED)
        .order_by(*ORDER, EventTable.n)
    )
    if subjects is not None:
        query = query.where(EventTable.subject.in_(subjects))
    if part is not None:
        query = part.of(query)
    raw = b""
    stamp_of: Callable[[int], Stamp] | None = None
    for record in store.each(query):
        found = _recorded(record)
        if found is None:
            continue
        if found.header != raw:
            raw = found.header
            stamp_of = _stamper(raw)
        event = vocabulary.decode(
            found.kind, found.version, found.subject, found.facts, found.personal
        )
        if event is not None and stamp_of is not None:
            yield stamp_of(found.n), event


def _stamper(raw: bytes) -> Callable[[int], Stamp] | None:
    head = heads.decode(raw)
    if head is None:
        return None
    at = from_ms(head.wall)
    return lambda n: Stamp(head.feed, head.seq, n, head.actor, at)


class _Recorded(msgspec.Struct, array_like=True):
    header: bytes
    n: int
    kind: str
    version: int
    subject: str
    facts: bytes
    personal: bytes | None


def _recorded(record: Record) -> _Recorded | None:
    # Where a column holds a value of another type, the event cannot be read.
    try:
        return msgspec.convert(record, _Recorded, builtin_types=(bytes,))
    except msgspec.ValidationError:
        return None


def _index_digest(store: Store) -> bytes:
    try:
        return index_digest(store)
    except Corrupt:
        return b""


def _count_events(store: Store) -> int:
    return store.rows(EventTable.select(peewee.fn.COUNT(EventTable.n)))[0][0]


def _digest(store: Store, table: type[peewee.Model]) -> bytes:
    meta = table._meta  # pyright: ignore[reportAttributeAccessIssue]
    # `n` numbers search records in order of arrival; it is not part of the state.
    columns = [
        f for name, f in meta.fields.items() if name != "n" or table is not SearchTable
    ]
    sums = hashlib.blake2b(digest_size=32)
    query = table.select(*columns).order_by(meta.fields["id"])
    for record in store.each(query):
        sums.update(msgspec.msgpack.encode(record))
    return sums.digest()
