"""Amendments: other words proposed for a motion."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.conflicts.queries.involvement import barred_members
from app.ids import (
    AmendmentId,
    MemberId,
    MotionId,
    PersonId,
)
from app.members.queries import handles
from app.members.wording import erased_words
from app.revision.model.motions import (
    AmendmentState,
    ClauseChange,
)
from app.revision.tables import (
    AmendmentTable,
    MotionTable,
)
from app.staff.queries import staff_names
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Reader, found

CLAUSES = msgspec.msgpack.Decoder(tuple[ClauseChange, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow:
    """Other words proposed for a motion.

    Attributes:
        author, member, drafted_by, drafter: see `MotionLine`.
        decided_by: name; empty until then.
        reason: why it was accepted or not.
        promoted: the motion of its own that was made of it, if one was.
    """

    id: AmendmentId
    motion: MotionId
    clauses: tuple[ClauseChange, ...]
    why: str
    state: AmendmentState
    author: str
    member: MemberId | None
    drafted_at: datetime
    drafted_by: str
    drafter: PersonId
    decided_at: datetime | None
    decided_by: str
    reason: str
    promoted: MotionId | None


def authors_of(reader: Reader, authors: Iterable[str | None]) -> Mapping[str, str]:
    """Return by id the handles of authors who are for the person asking."""
    barred = {*barred_members(reader)}
    return handles(reader, (a for a in authors if a and a not in barred))


def amendments_to(reader: Reader, motion: MotionId) -> Sequence[AmendmentRow]:
    """Return the amendments of a motion, the newest first."""
    return _amendments(reader, AmendmentTable.motion == motion)


def _amendments(reader: Reader, condition: object) -> Sequence[AmendmentRow]:
    chosen = AmendmentTable.select(
        AmendmentTable.id,
        AmendmentTable.motion,
        AmendmentTable.clauses,
        AmendmentTable.why,
        AmendmentTable.state,
        AmendmentTable.author,
        AmendmentTable.drafted_at,
        AmendmentTable.drafted_by,
        AmendmentTable.decided_at,
        AmendmentTable.decided_by,
        AmendmentTable.reason,
    ).where(condition)
    newest = (AmendmentTable.drafted_at.desc(), AmendmentTable.id)
    rows = reader.rows(chosen.order_by(*newest))
    ids = [row[0] for row in rows]
    made = MotionTable.select(MotionTable.amendment, MotionTable.id)
    promoted = dict(reader.rows(made.where(MotionTable.amendment.in_(ids))))
    names = staff_names(reader)
    authors = authors_of(reader, (row[5] for row in rows))
    gone = reader.erased(ids)
    return [_amendment(row, names, authors, gone, promoted) for row in rows]


def _amendment(
    row: Record,
    names: Mapping[str, str],
    authors: Mapping[str, str],
    gone: frozenset[str],
    promoted: Mapping[str, str],
) -> AmendmentRow:
    amendment, motion, clauses, why, state, author = row[:6]
    drafted_at, drafted_by, decided_at, decided_by, reason = row[6:]
    own = promoted.get(amendment)
    return AmendmentRow(
        id=AmendmentId(amendment),
        motion=MotionId(motion),
        clauses=CLAUSES.decode(clauses),
        why=erased_words() if amendment in gone else why,
        state=AmendmentState(state),
        author=authors.get(author or "", ""),
        member=MemberId(author) if author in authors else None,
        drafted_at=from_ms(drafted_at),
        drafted_by=names.get(drafted_by, ""),
        drafter=PersonId(drafted_by),
        decided_at=moment_or_none(decided_at),
        decided_by=names.get(decided_by or "", ""),
        reason=reason,
        promoted=MotionId(own) if own else None,
    )


def amendment_of(reader: Reader, amendment: AmendmentId) -> AmendmentRow:
    """Return an amendment.

    Raises:
        NotFound: there is none.
    """
    rows = _amendments(reader, AmendmentTable.id == amendment)
    return found(rows[0] if rows else None, "amendment_not_found")
