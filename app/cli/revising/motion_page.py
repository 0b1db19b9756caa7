"""How a motion is told on the command line, to people and to machines."""

from collections.abc import Sequence

from app.cli import documents
from app.cli.output import Output
from app.cli.revising.options import short
from app.cli.wording import moment
from app.revision.model.motions import ClauseChange
from app.revision.queries.amendments import AmendmentRow
from app.revision.queries.motions import MotionView, Wording
from app.revision.wording import amendment_state_text, change_text, stage_text
from app.words import tr


def tell(view: MotionView, out: Output) -> None:
    """Tell one motion: its words, former words, amendments, ballots."""
    line, (present, *former) = view.line, view.wordings
    out.heading(line.title)
    known = (
        (tr("State"), stage_text(line.stage)),
        (tr("Proposed by the member"), line.author),
        (tr("Drafted"), f"{moment(line.drafted_at)} · {line.drafted_by}"),
        (tr("Feedback"), tr(", ").join(map(short, view.feedback))),
        (tr("Ballots"), tr(", ").join(map(short, view.ballots))),
        (tr("Made of the amendment"), short(view.amendment or "")),
    )
    out.facts([(label, text) for label, text in known if text])
    out.say(present.why)
    _tell_clauses(present.clauses, out)
    for words in former:
        out.heading(tr("Former words, {when}", when=moment(words.at)))
        _tell_clauses(words.clauses, out)
    for row in view.amendments:
        _tell_amendment(row, out)


def _tell_amendment(row: AmendmentRow, out: Output) -> None:
    state = amendment_state_text(row.state)
    out.heading(tr("Amendment {name} · {state}", name=short(row.id), state=state))
    known = (
        (tr("Proposed by the member"), row.author),
        (tr("Drafted"), f"{moment(row.drafted_at)} · {row.drafted_by}"),
        (
            tr("Decided"),
            f"{moment(row.decided_at)} · {row.decided_by}" if row.decided_at else "",
        ),
        (tr("Reason"), row.reason),
        (tr("Motion of its own"), short(row.promoted or "")),
    )
    out.facts([(label, text) for label, text in known if text])
    out.say(row.why)
    _tell_clauses(row.clauses, out)


def _tell_clauses(changes: Sequence[ClauseChange], out: Output) -> None:
    for change in changes:
        out.say(change_text(change))
        for words in (change.text.zh, change.text.en, change.other):
            if words:
                out.say(f"  {words}")


def document(view: MotionView) -> documents.Document:
    """Return a motion for machines."""
    line = view.line
    return {
        "id": line.id,
        "title": line.title,
        "stage": line.stage.value,
        "book": line.book,
        "author": line.author or None,
        "member": line.member,
        "drafted_at": documents.when(line.drafted_at),
        "drafted_by": line.drafted_by,
        "wordings": [_wording(words) for words in view.wordings],
        "feedback": list(view.feedback),
        "amendments": [_amendment(row) for row in view.amendments],
        "ballots": list(view.ballots),
        "amendment": view.amendment,
    }


def clauses_document(changes: Sequence[ClauseChange]) -> list[documents.Document]:
    """Return what is proposed for clauses, for machines."""
    return [
        {
            "kind": change.kind.value,
            "clause": change.clause,
            "text": {"zh": change.text.zh, "en": change.text.en},
            "other": change.other,
        }
        for change in changes
    ]


def _wording(words: Wording) -> documents.Document:
    return {
        "title": words.title,
        "clauses": clauses_document(words.clauses),
        "why": words.why,
        "amendment": words.amendment,
        "at": documents.when(words.at),
        "actor": words.actor,
    }


def _amendment(row: AmendmentRow) -> documents.Document:
    return {
        "id": row.id,
        "clauses": clauses_document(row.clauses),
        "why": row.why,
        "state": row.state.value,
        "author": row.author or None,
        "member": row.member,
        "drafted_at": documents.when(row.drafted_at),
        "drafted_by": row.drafted_by,
        "decided_at": documents.when(row.decided_at),
        "decided_by": row.decided_by or None,
        "reason": row.reason or None,
        "promoted": row.promoted,
    }
