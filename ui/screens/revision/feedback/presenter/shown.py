"""One piece of feedback as words: what was said, the clause, the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.revision.model.feedback import FeedbackState
from app.revision.queries.feedback import ClauseFeedback, FeedbackLine
from app.revision.wording import reply_text, way_text
from app.rulebook.model import Clause
from app.words import tr
from ui.screens.moments import moment_text
from ui.screens.revision.clause import ClauseShown, clause_shown
from ui.screens.revision.feedback.presenter.rows import (
    called,
    clause_title,
    stance_chip,
    state_chip,
)
from ui.screens.revision.looks import REPLY_ICONS, REPLY_TONES
from ui.theme import Tone
from ui.widgets import ChipSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidShown:
    """What was said.

    Attributes:
        member: id of who said it, or nothing for somebody not on the list.
        facts: label and value by turns.
    """

    who: str
    member: str
    at: str
    facts: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """What it was answered.

    Attributes:
        motion: title of the motion it led to; empty for none.
        withdrawable: whether the person may take the answer back.
    """

    title: str
    icon: str
    tone: Tone
    by: str
    reason: str
    motion: str
    withdrawable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """One piece of feedback.

    Attributes:
        facts: the small line above the title.
        can_sort: whether it can be filed under a clause, and struck.
        answer: None while it waits.
    """

    id: str
    facts: str
    title: str
    chips: tuple[ChipSpec, ...]
    can_sort: bool
    has_clause: bool
    said: SaidShown
    clause: ClauseShown
    answer: AnswerShown | None


def record_shown(
    line: FeedbackLine,
    clause: Clause | None,
    groups: Sequence[ClauseFeedback],
    titles: Mapping[str, str],
    motions: Mapping[str, str],
    now: datetime,
    *,
    may_write: bool,
    may_decide: bool,
) -> RecordShown:
    """Return a piece of feedback as the record shows it.

    Args:
        line: what is known of it.
        clause: what it is about, as it read then; None where that is not known.
        groups: how much was said about each clause.
        titles: of the clauses in force.
        motions: titles by id.
        now: the moment.
        may_write: whether the person may file and strike.
        may_decide: whether the person may answer.
    """
    state = state_chip(line) or ChipSpec(
        text=tr("Waits for an answer"), tone=Tone.WARN, icon="hourglass"
    )
    return RecordShown(
        id=line.id,
        facts=" · ".join(_facts(line, now)),
        title=clause_title(line.clause, titles),
        chips=(stance_chip(line.stance), state),
        can_sort=may_write and line.state is FeedbackState.OPEN,
        has_clause=bool(line.clause),
        said=_said(line, now),
        clause=clause_shown(
            line.clause, clause, line.version, groups, clause_title(line.clause, titles)
        ),
        answer=_answer(line, motions, now, may_decide=may_decide),
    )


def _facts(line: FeedbackLine, now: datetime) -> list[str]:
    known = [
        way_text(line.way),
        tr("Received {day}", day=line.received_on.isoformat()),
        tr("Recorded {moment}", moment=moment_text(line.at, now)),
    ]
    if line.appeal:
        known.insert(1, line.appeal)
    return known


def _said(line: FeedbackLine, now: datetime) -> SaidShown:
    facts = (
        (tr("How it came"), way_text(line.way)),
        (tr("Appeal"), line.appeal),
        (tr("Received on"), line.received_on.isoformat()),
        (tr("Recorded by"), line.recorded_by),
    )
    return SaidShown(
        who=called(line),
        member=line.member or "",
        at=moment_text(line.at, now),
        facts=tuple(fact for fact in facts if fact[1]),
        words=line.words,
    )


def _answer(
    line: FeedbackLine, motions: Mapping[str, str], now: datetime, *, may_decide: bool
) -> AnswerShown | None:
    if line.answer is None or line.answered_at is None:
        return None
    at = moment_text(line.answered_at, now)
    return AnswerShown(
        title=reply_text(line.answer),
        icon=REPLY_ICONS[line.answer],
        tone=REPLY_TONES[line.answer],
        by=f"{line.answered_by} · {at}",
        reason=line.reason,
        motion=motions.get(line.motion or "", ""),
        withdrawable=may_decide,
    )
