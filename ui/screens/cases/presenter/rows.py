"""What the left pane shows: rows, tabs, and why nothing is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.cases.model import CaseState
from app.cases.queries.queues import COUNT_CAP, CaseLine, Queue
from app.cases.wording import outcome_text
from app.ids import CaseId
from app.rulebook.model import Severity
from app.words import mark, tr, trn
from ui.screens.cases.presenter.wording import handle_text, severity_words
from ui.screens.moments import (
    ClockShown,
    Urgency,
    clock,
    day_text,
    exact,
)
from ui.screens.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as the list shows it.

    Attributes:
        rule: the clause it is or seems to be about.
        known: whether its subject is on the member list.
        holder: name of who looks after it, or nothing.
        wants_holder: whether somebody could take it.
        said: the whole row in one sentence.
    """

    id: CaseId
    rule: str
    handle: str
    known: bool
    excerpt: str
    severity: Severity | None
    number: str
    notes: int
    holder: str
    wants_holder: bool
    clock: ClockShown
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTab:
    """A queue with how many cases it has ("12", "1000+")."""

    queue: Queue
    text: str
    count: str


class NextStep(StrEnum):
    """What an empty place offers to do."""

    NONE = ""
    IMPORT = "import"
    RULES = "rules"
    CLEAR = "clear"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Why nothing is there, and the next useful step."""

    title: str
    text: str = ""
    action: str = ""
    step: NextStep = NextStep.NONE


_QUEUES: Final = {
    Queue.TRIAGE: mark("To triage"),
    Queue.DECIDING: mark("To decide"),
    Queue.MINE: mark("Mine"),
    Queue.DECIDED: mark("Decided"),
    Queue.ALL: mark("All"),
}
_NOTHING: Final = {
    Queue.TRIAGE: mark("Nothing waits for triage"),
    Queue.DECIDING: mark("Nothing waits for a decision"),
    Queue.MINE: mark("You look after no case"),
    Queue.DECIDED: mark("Nothing is decided yet"),
    Queue.ALL: mark("There are no cases yet"),
}


def count_text(count: int) -> str:
    """Return a count as tabs and the rail show it."""
    return f"{COUNT_CAP}+" if count >= COUNT_CAP else str(count)


def queue_tabs(counts: Mapping[Queue, int]) -> Sequence[QueueTab]:
    """Return the tabs with their counts."""
    return [
        QueueTab(queue=queue, text=tr(_QUEUES[queue]), count=count_text(counts[queue]))
        for queue in Queue
    ]


def fuller_queue(counts: Mapping[Queue, int]) -> Queue:
    """Return the queue worth going to when another is empty."""
    wanted = (Queue.TRIAGE, Queue.DECIDING, Queue.DECIDED)
    return next((queue for queue in wanted if counts.get(queue)), Queue.ALL)


def empty_queue(queue: Queue, counts: Mapping[Queue, int], *, searched: bool) -> Empty:
    """Return why a list has no row, and what to do about it."""
    if searched:
        return Empty(
            title=tr("No case has these words"),
            text=tr("Numbers, reported words and reasons are searched."),
            action=tr("Clear the filter"),
            step=NextStep.CLEAR,
        )
    title, fuller = tr(_NOTHING[queue]), fuller_queue(counts)
    if not counts.get(fuller):
        return Empty(title=tr(_NOTHING[Queue.ALL]))
    name = tr(_QUEUES[fuller])
    return Empty(
        title=title,
        text=trn(
            "“{queue}” has {count} case.",
            "“{queue}” has {count} cases.",
            counts[fuller],
            queue=name,
        ),
        action=tr("Go to “{queue}”", queue=name),
        step=NextStep.OTHER,
    )


def case_row(line: CaseLine, setting: Setting) -> CaseRow:
    """Return a case as the list shows it at this moment."""
    shown = _clock(line, setting)
    rule = (
        setting.clause_name(line.clause, line.opened_at)
        if line.clause
        else tr("No clause yet")
    )
    return CaseRow(
        id=line.id,
        rule=rule,
        handle=handle_text(line.handle, known=line.known),
        known=line.known,
        excerpt=" ".join(line.excerpt.split()),
        severity=line.severity,
        number=line.number,
        notes=line.notes,
        holder=line.holder or "",
        wants_holder=line.state is not CaseState.DECIDED,
        clock=shown,
        said=_said(line, rule, shown),
    )


def _clock(line: CaseLine, setting: Setting) -> ClockShown:
    now = setting.now()
    if line.decided_at is None or line.outcome is None:
        return clock(line.due_at, now)
    return ClockShown(
        text=f"{outcome_text(line.outcome)} {day_text(line.decided_at, now)}",
        urgency=Urgency.DONE,
        exact=exact(line.decided_at),
    )


def _said(line: CaseLine, rule: str, shown: ClockShown) -> str:
    parts = [
        rule,
        line.handle,
        severity_words(line.severity) if line.severity else "",
        shown.text,
        trn("{count} note", "{count} notes", line.notes),
        line.holder or tr("nobody has taken it"),
        line.number,
    ]
    return tr(", ").join(part for part in parts if part)
