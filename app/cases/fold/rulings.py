"""What appeals and rulings do to their case."""

from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.rules import effect
from app.cases.fold.columns import (
    LIST_MARK,
    UNDECIDED,
    decided_by,
    deciders,
    is_foreign,
    ms,
    people,
    tell,
    within,
)
from app.cases.model import Outcome
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.cases.timeline import What
from app.journal.fold import Stamp
from app.journal.rows import Row, Rows
from app.times import to_ms


def appealed(stamp: Stamp, event: AppealFiled, rows: Rows) -> None:
    """Fold `AppealFiled`."""
    tell(stamp, rows, event.subject, What.APPEALED, event.number)


def ruled(stamp: Stamp, event: AppealRuled, rows: Rows) -> None:
    """Fold `AppealRuled`."""
    done = effect(event.ruling)
    old = within(rows, SanctionTable, event.sanction, event.subject)
    # What was taken back before is neither reversed again nor replaced.
    if done.reverses and old is not None and old["reversed_at"] is None:
        rows.put(SanctionTable, old | {"reversed_at": to_ms(stamp.at)})
        if done.replaces:
            _replace(event, old, rows)
        elif done.reopens:
            _reopen(event, rows)
        else:
            _end_as(Outcome.OVERTURNED, event, rows)
    tell(stamp, rows, event.subject, What.RULED, event.ruling.value, event.reply or "")


def _end_as(outcome: Outcome, event: AppealRuled, rows: Rows) -> None:
    case = decided_by(event.decision, event.subject, rows)
    if case is not None:
        rows.put(CaseTable, case | {"outcome": outcome.value})


def _replace(event: AppealRuled, old: Row, rows: Rows) -> None:
    if event.replacement is None or event.step is None:
        return
    if is_foreign(rows, SanctionTable, event.replacement, event.subject):
        return
    rows.put(
        SanctionTable,
        old
        | {
            "id": event.replacement,
            "kind": event.step.kind.value,
            "days": event.step.days,
            "points": event.step.points,
            "ends_at": ms(event.ends_at),
            "expires_at": ms(event.points_expire_at) or old["expires_at"],
        },
    )
    _end_as(Outcome.of(event.step.kind), event, rows)


def _reopen(event: AppealRuled, rows: Rows) -> None:
    case = decided_by(event.decision, event.subject, rows)
    decision = within(rows, DecisionTable, event.decision, event.subject)
    if case is None or decision is None:
        return
    aside = LIST_MARK.join([*people(case["set_aside"]), *deciders(decision)])
    rows.put(CaseTable, case | UNDECIDED | {"set_aside": aside})
