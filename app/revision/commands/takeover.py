"""How the outcome of a ballot gets into the next draft of the rules."""

from dataclasses import dataclass

from app.errors import Conflict
from app.ids import DraftId, MotionId
from app.revision.events.motions import MotionGivenBack, MotionTakenOver
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionDetail, motion_detail
from app.revision.rules.drafting import with_motion
from app.rulebook.commands.drafting import written
from app.rulebook.events import DraftChanged
from app.rulebook.model import change_between
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Command[None]):
    """Write a passed motion's words into the draft of the rules.

    What it says besides the words (examples, severity…) was described plainly, and a
    person writes it.

    Attributes:
        draft: the draft's id.
    """

    motion: MotionId
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(Command[None]):
    """Have a passed motion wait again: its words are not to be in the draft.

    It waits by itself once the draft is let go.
    """

    motion: MotionId


def take_over(command: TakeOver, act: Act) -> Intent[None]:
    """Handle `TakeOver`.

    Raises:
        Conflict: it was not passed, a draft has it already, or nobody writes in this
            one any more.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    act.require(Capability.DRAFT_RULES)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    if view.line.stage is not Stage.PASSED:
        raise Conflict("motion_not_passed")
    if view.line.draft is not None:
        raise Conflict("motion_taken")
    book = written(DraftId(command.draft), act).book
    change = change_between(book, with_motion(book, view.wordings[0].clauses))
    taken = MotionTakenOver(subject=command.motion, draft=command.draft)
    edit = DraftChanged(subject=command.draft, change=change)
    events = [taken] if change.is_empty else [taken, edit]
    return Intent(value=None, events=events, undo=GiveBack(motion=command.motion))


def give_back(command: GiveBack, act: Act) -> Intent[None]:
    """Handle `GiveBack`.

    Raises:
        Conflict: no draft has it.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    if view.line.draft is None:
        raise Conflict("motion_not_taken")
    return Intent(value=None, events=[MotionGivenBack(subject=command.motion)])


HANDLERS: dict[type, Handler] = {TakeOver: take_over, GiveBack: give_back}
