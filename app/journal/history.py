"""Reading the journal: heads of feeds, the staff chain, this copy's state."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import peewee

from app.errors import Corrupt
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.clock import too_far_ahead
from app.journal.event import Event, Vocabulary
from app.journal.ingress import Fault, Previous
from app.journal.layout import is_older, upgrade
from app.journal.sealing import Fallen
from app.journal.staff_events import audiences_in, grants_in
from app.journal.tables import (
    ACCEPTED,
    FIRST_TABLES,
    HELD,
    JOURNAL_TABLES,
    ORDER,
    CommitTable,
    EventTable,
    StateTable,
)
from app.vault.packed import UNREADABLE
from app.vault.store import Store


def check_tables(store: Store) -> None:
    """Stop before reading where there is no journal; bring an older one up.

    Raises:
        Corrupt: a table of the journal is missing: the file was emptied, or the
            computer stopped while the vault was being made; or the journal is that
            of a newer version.
    """
    _require(store, FIRST_TABLES)
    if is_older(store):
        upgrade(store)
    _require(store, JOURNAL_TABLES)


def is_behind(store: Store, fold_version: int) -> bool:
    """Tell whether an earlier version of the program wrote all that is there."""
    if not {t._meta.table_name for t in FIRST_TABLES} <= store.table_names():  # pyright: ignore[reportAttributeAccessIssue]
        return False
    return is_older(store) or int(get_state(store, "fold_version") or 0) < fold_version


def _require(store: Store, tables: Iterable[type[peewee.Model]]) -> None:
    needed = {table._meta.table_name for table in tables}  # pyright: ignore[reportAttributeAccessIssue]
    if not needed <= store.table_names():
        raise Corrupt("vault_damaged")


def newest_in(store: Store, feed: str) -> Previous:
    """Return the newest commit of a feed, or that of an empty one.

    What came from elsewhere for a place in it and never counted is none of it.

    Raises:
        Corrupt: its columns hold something else.
    """
    counted = (CommitTable.standing == ACCEPTED) | CommitTable.signer.is_null(
        is_null=False
    )
    found = store.rows(
        CommitTable.select(CommitTable.hash, CommitTable.seq, CommitTable.clock)
        .where(CommitTable.feed == feed, counted)
        .order_by(CommitTable.seq.desc())
        .limit(1)
    )
    if not found:
        return Previous()
    head, seq, clock = found[0]
    if not (
        isinstance(head, bytes) and isinstance(seq, int) and isinstance(clock, int)
    ):
        raise Corrupt("vault_damaged")
    return Previous(hash=head, seq=seq, clock=clock)


def has_commit(store: Store, head: bytes) -> bool:
    """Tell whether a commit is in the journal."""
    query = CommitTable.select(CommitTable.id).where(CommitTable.hash == head)
    return bool(store.rows(query))


def has_come_due(store: Store, now_ms: int) -> bool:
    """Tell whether a commit that was held as being of the future is so no more."""
    waiting = CommitTable.select(CommitTable.clock).where(
        CommitTable.standing == HELD, CommitTable.fault == Fault.FUTURE
    )
    return any(not too_far_ahead(clock, now_ms) for (clock,) in store.rows(waiting))


def count_feeds(store: Store) -> int:
    """Return how many installations have written here."""
    query = CommitTable.select(peewee.fn.COUNT(CommitTable.feed.distinct()))
    return store.rows(query)[0][0]


def read_authority(
    store: Store, vocabulary: Vocabulary, until: int | None = None
) -> Authority:
    """Return the staff chain, folded up to its head, or to a clock.

    Raises:
        Corrupt: one of its events cannot be read.
    """
    authority = Authority()
    for head, events in staff_commits(store, vocabulary, until):
        authority = authority.after(head, events)
    return authority


def staff_commits(
    store: Store, vocabulary: Vocabulary, until: int | None = None
) -> Iterator[tuple[bytes, list[Event]]]:
    """Yield the accepted commits of the staff chain in order, up to a clock.

    Raises:
        Corrupt: one of their events cannot be read.
    """
    chosen = CommitTable.select(CommitTable.id, CommitTable.hash).where(
        CommitTable.staff, CommitTable.standing == ACCEPTED
    )
    if until is not None:
        chosen = chosen.where(CommitTable.clock <= until)
    for commit_id, head in store.rows(chosen.order_by(*ORDER)):
        if not isinstance(head, bytes):
            raise Corrupt("vault_damaged")
        yield head, _events_of(store, commit_id, vocabulary)


def read_fallen(store: Store, vocabulary: Vocabulary) -> Fallen:
    """Return the keys of audiences in staff commits that do not count.

    One of them may have counted until it met another copy's: what was sealed to its
    keys meanwhile opens to whom it granted them, and to nobody by the chain.
    """
    held = CommitTable.select(CommitTable.id).where(
        CommitTable.staff, CommitTable.standing == HELD
    )
    keys: set[tuple[str, int]] = set()
    grants: dict[tuple[str, int, str], tuple[bytes, ...]] = {}
    for (commit_id,) in store.rows(held.order_by(*ORDER)):
        # Anybody can write a commit that is held; what cannot be read brings nothing.
        with suppress(Corrupt, TypeError, *UNREADABLE):
            for event in _events_of(store, commit_id, vocabulary):
                keys |= {(k.audience, k.generation) for k in audiences_in(event)}
                for one in grants_in(event):
                    place = (one.audience, one.generation, one.person)
                    grants[place] = (*grants.get(place, ()), one.sealed)
    return Fallen(frozenset(keys), grants)


def _events_of(store: Store, commit_id: int, vocabulary: Vocabulary) -> list[Event]:
    records = store.rows(
        EventTable.select(
            EventTable.kind,
            EventTable.version,
            EventTable.subject,
            EventTable.facts,
            EventTable.personal,
        )
        .where(EventTable.commit == commit_id)
        .order_by(EventTable.n)
    )
    events = [vocabulary.decode(*record) for record in records]
    if any(event is None for event in events):
        raise Corrupt("vault_damaged")
    return [event for event in events if event is not None]


def get_state(store: Store, name: str) -> str | None:
    """Return a small fact about this copy."""
    found = store.rows(
        StateTable.select(StateTable.value).where(StateTable.name == name)
    )
    return found[0][0] if found else None


def set_state(store: Store, name: str, value: str) -> None:
    """Keep a small fact about this copy."""
    store.sql("REPLACE INTO journal_state(name, value) VALUES(?, ?)", (name, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCommit:
    """A commit that waits outside.

    Attributes:
        commit: its hash.
        actor: who signed, as it says.
        wall: when, in milliseconds since 1970, as it says.
        fault: why it waits.
        events: how many.
    """

    commit: bytes
    actor: str
    wall: int
    fault: str
    events: int


def held_in(store: Store) -> list[HeldCommit]:
    """Return every commit that waits outside, in the journal's order."""
    query = (
        CommitTable.select(CommitTable.hash, CommitTable.header, CommitTable.fault)
        .where(CommitTable.standing == HELD)
        .order_by(*ORDER)
    )
    return [
        HeldCommit(
            commit=bytes(head),
            actor=header.actor,
            wall=header.wall,
            fault=fault,
            events=header.count,
        )
        for head, raw, fault in store.rows(query)
        if (header := heads.decode(bytes(raw))) is not None
    ]
