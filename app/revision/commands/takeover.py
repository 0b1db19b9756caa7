"""How the outcome of a ballot gets into the next draft of the rules."""

from dataclasses import dataclass

from app.errors import Conflict, InputError
from app.ids import MotionId
from app.revision.events.motions import MotionGivenBack, MotionTakenOver
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionDetail, motion_detail
from app.revision.queries.outcomes import draft_of
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Command[None]):
    """Say that a passed motion's words are in a draft of the rules now.

    Attributes:
        draft: the draft's id.
    """

    motion: MotionId
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(Command[None]):
    """Have a passed motion wait again: the draft that had it came to nothing."""

    motion: MotionId


def take_over(command: TakeOver, act: Act) -> Intent[None]:
    """Handle `TakeOver`.

    Raises:
        Conflict: it was not passed, or a draft has it already.
        InputError: no draft is named.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    if view.line.stage is not Stage.PASSED:
        raise Conflict("motion_not_passed")
    if draft_of(act, command.motion) is not None:
        raise Conflict("motion_taken")
    draft = command.draft.strip()
    if not draft:
        raise InputError("motion_no_draft")
    event = MotionTakenOver(subject=command.motion, draft=draft)
    undo = GiveBack(motion=command.motion)
    return Intent(value=None, events=[event], undo=undo)


def give_back(command: GiveBack, act: Act) -> Intent[None]:
    """Handle `GiveBack`.

    Raises:
        Conflict: no draft has it.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    motion_detail(MotionDetail(motion=command.motion), act)
    if draft_of(act, command.motion) is None:
        raise Conflict("motion_not_taken")
    return Intent(value=None, events=[MotionGivenBack(subject=command.motion)])


HANDLERS: dict[type, Handler] = {TakeOver: take_over, GiveBack: give_back}
