"""Pure decisions about appeals: when, by whom, and what a ruling needs."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from app.appeals.model import Ruling
from app.cases.rules import check_reason, check_step
from app.errors import Conflict, InputError, NotPermitted
from app.ids import PersonId
from app.rulebook.model import Ladder, Step, step_weight

APPEAL_WINDOW_DAYS = 7
"""Days after a sanction takes effect within which it can be appealed."""

RULING_HOURS = 72
"""Hours from filing within which an appeal should be ruled on."""


def appeal_until(
    effective_at: datetime, window_days: int = APPEAL_WINDOW_DAYS
) -> datetime:
    """Return the last moment at which an appeal is in time."""
    return effective_at + timedelta(days=window_days)


def ruling_due_at(filed_at: datetime) -> datetime:
    """Return when an appeal should be ruled on."""
    return filed_at + timedelta(hours=RULING_HOURS)


def check_filing(
    *,
    received_at: datetime,
    effective_at: datetime,
    open_appeals: int,
    reversed_at: datetime | None = None,
    heard: bool = False,
    window_days: int = APPEAL_WINDOW_DAYS,
) -> None:
    """Let pass an appeal that can be heard.

    The member's own moment counts, not the one at which somebody recorded it.
    An appeal within the holding window, before the sanction takes effect, is
    heard like any other.

    Args:
        received_at: when the member appealed.
        effective_at: when the sanction took effect.
        open_appeals: how many appeals of this case wait for a ruling.
        reversed_at: when the sanction was taken back, or None.
        heard: whether an appeal against this very decision was ruled on; there is
            one for each decision, whatever came of it.
        window_days: days allowed.

    Raises:
        Conflict: one is waiting, or was ruled on, already.
        InputError: nothing is left to appeal, or it is too late.
    """
    if open_appeals:
        raise Conflict("appeal_already_open")
    if heard:
        raise Conflict("appeal_already_heard")
    if reversed_at is not None:
        raise InputError("appeal_nothing_to_appeal")
    if received_at > appeal_until(effective_at, window_days):
        raise InputError("appeal_too_late", days=window_days)


class RulingBar(StrEnum):
    """Why who sees an appeal may not rule on it; the value is the error's code.

    Whoever is involved with the case does not see its appeals at all.
    """

    OWN_DECISION = "appeal_own_decision"
    DECIDED_EARLIER = "appeal_decided_earlier"


def bar_to_ruling(
    *,
    actor: PersonId,
    deciders: AbstractSet[PersonId],
    earlier_deciders: AbstractSet[PersonId],
) -> RulingBar | None:
    """Return why somebody may not rule, or None if they may.

    Args:
        actor: who is about to rule.
        deciders: who made the decision appealed against; two where one proposed it
            and another approved it.
        earlier_deciders: everybody who decided or ruled in this case before.
    """
    if actor in deciders:
        return RulingBar.OWN_DECISION
    return RulingBar.DECIDED_EARLIER if actor in earlier_deciders else None


def refuse_bar(bar: RulingBar | None) -> None:
    """Let pass a person whom nothing bars.

    Raises:
        NotPermitted: something does.
    """
    if bar is not None:
        raise NotPermitted(bar.value)


def check_ruling(
    *, ruling: Ruling, reply: str, original: Step, reduced_to: Step | None = None
) -> None:
    """Let pass a ruling that is reasoned and fits its outcome.

    Args:
        ruling: the outcome.
        reply: the reasons, as the member reads them.
        original: the step appealed against.
        reduced_to: the step in its place; for a reduction only.

    Raises:
        InputError: the reply is too short, or the step is missing, out of place,
            or not lighter.
    """
    check_reason(reply, "appeal_reply_too_short")
    if ruling is not Ruling.REDUCED:
        if reduced_to is not None:
            raise InputError("appeal_step_unexpected")
        return
    if reduced_to is None:
        raise InputError("appeal_step_missing")
    check_step(reduced_to)
    if not lighter(reduced_to, original):
        raise InputError("appeal_step_not_lighter")


def lighter(step: Step, original: Step) -> bool:
    """Return whether a step is lighter, and does not count for more points."""
    return step_weight(step) < step_weight(original) and step.points <= original.points


def lighter_steps(ladder: Ladder, original: Step) -> tuple[Step, ...]:
    """Return the steps of a ladder that a reduction can choose, nearest first."""
    steps = {step for row in ladder.rows for step in row if lighter(step, original)}
    return tuple(sorted(steps, key=lambda s: (*step_weight(s), s.points), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingEffect:
    """What a ruling does to the case.

    Attributes:
        reverses: the sanction and its points count no longer.
        replaces: a lighter sanction takes its place, from the same moment on.
        reopens: the case waits for a new decision by somebody else.
    """

    reverses: bool = False
    replaces: bool = False
    reopens: bool = False


def effect(ruling: Ruling) -> RulingEffect:
    """Return what a ruling does.

    A case sent back counts for nothing until it is decided anew: a decision
    that was set aside is no ground for a heavier one.
    """
    match ruling:
        case Ruling.UPHELD:
            return RulingEffect()
        case Ruling.REDUCED:
            return RulingEffect(reverses=True, replaces=True)
        case Ruling.OVERTURNED:
            return RulingEffect(reverses=True)
        case Ruling.REMANDED:
            return RulingEffect(reverses=True, reopens=True)
        case _:
            assert_never(ruling)
