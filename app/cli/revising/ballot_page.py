"""How a ballot is told on the command line, to people and to machines."""

from collections.abc import Sequence

from app.cli import documents
from app.cli.output import Column, Output
from app.cli.revising.options import short
from app.cli.wording import moment
from app.revision.queries.ballots import BallotLine, BallotView
from app.revision.rules.ballots import Result
from app.revision.wording import (
    ballot_state_text,
    came_late_text,
    entitlement_text,
    hidden_text,
    outcome_text,
    terms_text,
    working_told,
)
from app.words import tr


def tell_list(views: Sequence[BallotView], out: Output) -> None:
    """Tell many ballots, a line each."""
    out.table(
        [
            Column(title=tr("Ballot")),
            Column(title=tr("State")),
            Column(title=tr("Until")),
            Column(title=tr("Voted"), right=True),
            Column(title=tr("Question"), rest=True),
        ],
        [
            (
                short(view.line.id),
                stands(view.line),
                view.line.terms.closes_on.isoformat(),
                f"{view.taken}/{view.line.entitled}",
                view.line.question,
            )
            for view in views
        ],
    )


def tell(view: BallotView, out: Output) -> None:
    """Tell one ballot, with the working of what it comes to."""
    line = view.line
    out.heading(line.question)
    known = (
        (tr("State"), stands(line)),
        (tr("Terms"), terms_text(line.terms)),
        (tr("Who may vote"), entitlement_text(line.terms.entitled_by)),
        (tr("Voted"), f"{view.taken}/{line.entitled}"),
        (tr("Opened"), f"{moment(line.opened_at)} · {line.opened_by}"),
        (
            tr("Ended"),
            f"{moment(line.closed_at)} · {line.closed_by}" if line.closed_at else "",
        ),
        (
            tr("Outcome reviewed on"),
            line.review_on.isoformat() if line.review_on else "",
        ),
        (tr("Motion"), short(line.motion or "")),
        (tr("Reason"), line.reason),
    )
    out.facts([(label, text) for label, text in known if text])
    if view.result is None:
        out.say(hidden_text())
    else:
        for sentence in working_told(view.result, line.terms.blocks):
            out.say(sentence)
    if view.differs:
        out.warn(came_late_text())


def stands(line: BallotLine) -> str:
    """Return in words where a ballot stands, or what it came to."""
    return outcome_text(line.outcome) if line.outcome else ballot_state_text(line.state)


def document(view: BallotView) -> documents.Document:
    """Return a ballot for machines."""
    line, terms = view.line, view.line.terms
    return {
        "id": line.id,
        "question": line.question,
        "state": line.state.value,
        "outcome": line.outcome.value if line.outcome else None,
        "terms": {
            "quorum": terms.quorum,
            "threshold": terms.threshold,
            "blocks": terms.blocks,
            "closes_on": documents.when(terms.closes_on),
            "hidden": terms.hidden,
            "entitled_by": terms.entitled_by.value,
            "joined_before": documents.when(terms.joined_before),
        },
        "entitled": line.entitled,
        "voted": view.taken,
        "result": _result(view.result),
        "is_over": view.is_over,
        "differs": view.differs,
        "opened_at": documents.when(line.opened_at),
        "opened_by": line.opened_by,
        "closed_at": documents.when(line.closed_at),
        "closed_by": line.closed_by or None,
        "review_on": documents.when(line.review_on),
        "reason": line.reason or None,
        "motion": line.motion,
    }


def _result(result: Result | None) -> documents.Document | None:
    if result is None:
        return None
    count = result.tally
    return {
        "for": count.in_favour,
        "against": count.against,
        "abstained": count.abstained,
        "blocked": count.blocked,
        "needed": result.needed,
        "needed_for": result.needed_for,
        "outcome": result.outcome.value,
    }
