"""What a lead's return does to a case, and what taking it back restores."""

from app.cases.fold.columns import UNDECIDED, decided_by, tell, within
from app.cases.model import CaseState, Outcome
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.cases.timeline import What
from app.journal.fold import Stamp
from app.journal.rows import Row, Rows
from app.reviews.events import DecisionReturned, ReviewUndone
from app.rulebook.model import SanctionKind
from app.times import to_ms


def returned(stamp: Stamp, event: DecisionReturned, rows: Rows) -> None:
    """Fold `DecisionReturned`; what was undone or ruled on since stays as it is."""
    case = decided_by(event.decision, event.subject, rows)
    decision = within(rows, DecisionTable, event.decision, event.subject)
    if case is None or decision is None:
        return
    at = to_ms(stamp.at)
    rows.put(DecisionTable, decision | {"returned_at": at})
    sanction = within(rows, SanctionTable, decision["sanction"], event.subject)
    if sanction is not None and sanction["reversed_at"] is None:
        rows.put(SanctionTable, sanction | {"reversed_at": at})
    # Whoever thought it through first thinks again; who approved it only agreed.
    holder = decision["proposer"] or decision["decider"]
    rows.put(CaseTable, case | UNDECIDED | {"holder": holder})
    tell(stamp, rows, event.subject, What.RETURNED, "", event.note or "")


def undone(stamp: Stamp, event: ReviewUndone, rows: Rows) -> None:
    """Fold `ReviewUndone`; an agreement changed nothing in the case."""
    case = rows.get(CaseTable, event.subject)
    decision = within(rows, DecisionTable, event.decision, event.subject)
    if case is None or decision is None or decision["returned_at"] is None:
        return
    if case["decision"] is not None:
        return
    sanction = within(rows, SanctionTable, decision["sanction"], event.subject)
    if sanction is not None and sanction["reversed_at"] == decision["returned_at"]:
        rows.put(SanctionTable, sanction | {"reversed_at": None})
    rows.put(DecisionTable, decision | {"returned_at": None})
    rows.put(CaseTable, case | _decided_again(decision, sanction))
    tell(stamp, rows, event.subject, What.RETURN_UNDONE)


def _decided_again(decision: Row, sanction: Row | None) -> Row:
    kind = SanctionKind(sanction["kind"]) if sanction else None
    return {
        "state": CaseState.DECIDED.value,
        "decision": decision["id"],
        "decided_at": decision["at"],
        "outcome": Outcome.of(kind).value,
        "holder": None,
    }
