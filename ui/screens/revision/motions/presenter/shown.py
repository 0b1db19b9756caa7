"""One motion as words, tones and icons: what it proposes, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.revision.model.motions import AmendmentState, ClauseChange, Stage
from app.revision.queries.amendments import AmendmentRow
from app.revision.queries.ballots import BallotLine
from app.revision.queries.feedback import FeedbackLine
from app.revision.queries.motions import MotionView, Wording
from app.revision.wording import (
    amendment_state_text,
    changes_text,
    stance_text,
    terms_text,
    way_text,
)
from app.words import tr
from ui.screens.moments import moment_text
from ui.screens.revision.ballots.presenter.rows import chip_of as ballot_chip
from ui.screens.revision.motions.presenter.rows import author_text, chips_of
from ui.screens.revision.motions.presenter.wording import (
    ChangeShown,
    Words,
    changes_shown,
    with_changes,
)
from ui.theme import Tone
from ui.widgets import ChipSpec

_AMENDMENTS: Final = {
    AmendmentState.DRAFT: (Tone.NEUTRAL, "pencil-simple"),
    AmendmentState.EVALUATING: (Tone.WARN, "hourglass"),
    AmendmentState.ACCEPTED: (Tone.OK, "check-circle"),
    AmendmentState.REJECTED: (Tone.NEUTRAL, "x-circle"),
    AmendmentState.WITHDRAWN: (Tone.NEUTRAL, "prohibit"),
}


class Step(StrEnum):
    """What can be done with an amendment."""

    DECIDE = "decide"
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    PROMOTE = "promote"
    GO = "go"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentShown:
    """Other words proposed for the motion.

    Attributes:
        number: its key, from 1 for the oldest.
        changes: against the motion's words, as they were where it was accepted.
        decided: by whom and when; empty until then.
        reason: why it was accepted or not.
        steps: what can be done with it.
    """

    id: str
    number: str
    chip: ChipSpec
    by: str
    why: str
    changes: tuple[ChangeShown, ...]
    decided: str
    reason: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """Something that belongs to the motion and has a place of its own.

    Attributes:
        id: of what is gone to.
        side: what else is known of it, in few words.
    """

    id: str
    title: str
    side: str
    chip: ChipSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerShown:
    """Words the motion had before."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionShown:
    """One motion.

    Attributes:
        meta: the small line above the title.
        against: which words it is compared with.
        author: who proposes it, and their id where they are on the list.
        why: in the author's words.
    """

    id: str
    meta: str
    title: str
    chips: tuple[ChipSpec, ...]
    against: str
    changes: tuple[ChangeShown, ...]
    author: str
    member: str
    why: str
    feedback: tuple[LinkShown, ...]
    amendments: tuple[AmendmentShown, ...]
    ballots: tuple[LinkShown, ...]
    former: tuple[FormerShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a motion is shown with.

    Attributes:
        words: what the clauses say in the rules it is compared with.
        titles: names of clauses by number.
        version: number of those rules.
        feedback: what led to it.
        ballots: those on it, the newest first.
        may_write, may_decide: what the person may do.
        person: who is signed in.
    """

    words: Words
    titles: Mapping[str, str]
    version: int
    feedback: Sequence[FeedbackLine]
    ballots: Sequence[BallotLine]
    may_write: bool
    may_decide: bool
    person: str


def motion_shown(view: MotionView, around: Around, now: datetime) -> MotionShown:
    """Return a motion as the record shows it."""
    line, present = view.line, view.wordings[0]
    drafted = tr(
        "Written down by {name}, {moment}",
        name=line.drafted_by,
        moment=moment_text(line.drafted_at, now),
    )
    oldest_first = [*reversed(view.amendments)]
    return MotionShown(
        id=line.id,
        meta=drafted,
        title=line.title,
        chips=chips_of(line),
        against=tr("against version {version}", version=around.version)
        if around.version
        else "",
        changes=changes_shown(present.clauses, around.words, around.titles),
        author=author_text(line.author),
        member=line.member or "",
        why=present.why,
        feedback=tuple(_feedback(each, now) for each in around.feedback),
        amendments=tuple(
            _amendment(place, row, view, around, now)
            for place, row in enumerate(oldest_first, start=1)
        ),
        ballots=tuple(_ballot(each) for each in around.ballots),
        former=tuple(_former(each, now) for each in view.wordings[1:]),
    )


def _feedback(line: FeedbackLine, now: datetime) -> LinkShown:
    parts = (stance_text(line.stance), line.who, way_text(line.way))
    day = moment_text(line.at, now)
    side = " · ".join(part for part in (*parts, day) if part)
    return LinkShown(id=line.id, title=line.words, side=side)


def _ballot(line: BallotLine) -> LinkShown:
    return LinkShown(
        id=line.id,
        title=line.question,
        side=terms_text(line.terms),
        chip=ballot_chip(line),
    )


def _former(words: Wording, now: datetime) -> FormerShown:
    title = f"{words.actor} · {moment_text(words.at, now)}"
    text = "\n".join(
        f"{changes_text((change,))}{tr(': ')}{change.text.text()}"
        if change.text.text()
        else changes_text((change,))
        for change in words.clauses
    )
    return FormerShown(title=title, text=text)


def _amendment(
    place: int, row: AmendmentRow, view: MotionView, around: Around, now: datetime
) -> AmendmentShown:
    tone, icon = _AMENDMENTS[row.state]
    words = with_changes(around.words, _before(row, view))
    decided = ""
    if row.decided_at is not None:
        decided = f"{row.decided_by} · {moment_text(row.decided_at, now)}"
    return AmendmentShown(
        id=row.id,
        number=str(place),
        chip=ChipSpec(text=amendment_state_text(row.state), tone=tone, icon=icon),
        by=" · ".join((author_text(row.author), moment_text(row.drafted_at, now))),
        why=row.why,
        changes=changes_shown(row.clauses, words, around.titles),
        decided=decided,
        reason=row.reason,
        steps=_steps(row, view, around),
    )


def _before(row: AmendmentRow, view: MotionView) -> Sequence[ClauseChange]:
    """Return the motion's words that an amendment is compared with."""
    wordings = list(view.wordings)
    brought = [n for n, each in enumerate(wordings) if each.amendment == row.id]
    at = brought[0] + 1 if brought and brought[0] + 1 < len(wordings) else 0
    return wordings[at].clauses


def _steps(row: AmendmentRow, view: MotionView, around: Around) -> tuple[Step, ...]:
    open_now = view.line.stage is Stage.DISCUSSION
    match row.state:
        case AmendmentState.DRAFT if around.may_write and open_now:
            return (Step.SUBMIT, Step.EDIT, Step.WITHDRAW)
        case AmendmentState.EVALUATING:
            mine = row.drafter == around.person
            decide = (Step.DECIDE,) if around.may_decide and open_now else ()
            taken_back = around.may_decide or (around.may_write and mine)
            return (*decide, Step.WITHDRAW) if taken_back else decide
        case AmendmentState.REJECTED if row.promoted is not None:
            return (Step.GO,)
        case AmendmentState.REJECTED if around.may_write:
            return (Step.PROMOTE,)
        case _:
            return ()
