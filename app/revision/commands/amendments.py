"""What a person may do about amendments of a motion."""

from dataclasses import dataclass

from app.errors import Conflict, NotPermitted
from app.ids import AmendmentId, MemberId, MotionId, new_id
from app.revision.commands.motions import check_author, refuse_gone
from app.revision.commands.parts import refuse_part
from app.revision.events.motions import (
    AmendmentDecided,
    AmendmentDrafted,
    AmendmentEdited,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    MotionDrafted,
    MotionReworded,
)
from app.revision.model.motions import AmendmentState, ClauseChange, Stage
from app.revision.queries.amendments import amendment_of
from app.revision.queries.books import present_version
from app.revision.queries.motions import MotionDetail, author_of, motion_detail
from app.revision.rules.feedback import check_reason
from app.revision.rules.motions import (
    amended,
    check_changes,
    check_title,
    check_why,
    refuse_amendment,
    refuse_stage,
)
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment(Command[AmendmentId]):
    """Write down other words that somebody proposes for a motion.

    Attributes:
        author: the member who proposes them; None for the staff.
    """

    motion: MotionId
    clauses: tuple[ClauseChange, ...]
    why: str
    author: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAmendment(Command[None]):
    """Give an amendment's draft other words."""

    amendment: AmendmentId
    clauses: tuple[ClauseChange, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitAmendment(Command[None]):
    """Have an amendment wait for who decides."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAmendment(Command[None]):
    """Accept an amendment, so that the motion has its words, or reject it."""

    amendment: AmendmentId
    is_accepted: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment(Command[None]):
    """Pursue an amendment no further; whoever wrote it may, and who decides."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoteAmendment(Command[MotionId]):
    """Make a motion of its own of a rejected amendment."""

    amendment: AmendmentId
    title: str


def draft_amendment(command: DraftAmendment, act: Act) -> Intent[AmendmentId]:
    """Handle `DraftAmendment`.

    Raises:
        Conflict: the motion is not open for discussion, a clause to add is there
            already, or the member was erased.
        InputError: reasons or words are missing.
        NotFound: there is no such motion, clause or member.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    refuse_stage(view.line.stage, Stage.DISCUSSION)
    why = check_why(command.why)
    check_changes(command.clauses, present_version(act).book)
    check_author(act, command.author)
    amendment = AmendmentId(new_id())
    event = AmendmentDrafted(
        subject=amendment,
        motion=command.motion,
        clauses=command.clauses,
        author=command.author,
        why=why,
    )
    undo = WithdrawAmendment(amendment=amendment)
    return Intent(value=amendment, events=[event], undo=undo)


def edit_amendment(command: EditAmendment, act: Act) -> Intent[None]:
    """Handle `EditAmendment`.

    Raises:
        Conflict: it is no draft any more, its author was erased, or a clause to add is
            there already.
        InputError: reasons or words are missing.
        NotFound: there is no such amendment or clause.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    row = amendment_of(act, command.amendment)
    refuse_amendment(row.state, AmendmentState.DRAFT)
    refuse_gone(act, command.amendment)
    why = check_why(command.why)
    check_changes(command.clauses, present_version(act).book)
    event = AmendmentEdited(subject=command.amendment, clauses=command.clauses, why=why)
    return Intent(value=None, events=[event])


def submit_amendment(command: SubmitAmendment, act: Act) -> Intent[None]:
    """Handle `SubmitAmendment`.

    Raises:
        Conflict: it is no draft any more, or the motion is not open for discussion.
        NotFound: there is no such amendment.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    row = amendment_of(act, command.amendment)
    refuse_amendment(row.state, AmendmentState.DRAFT)
    view = motion_detail(MotionDetail(motion=row.motion), act)
    refuse_stage(view.line.stage, Stage.DISCUSSION)
    return Intent(value=None, events=[AmendmentSubmitted(subject=command.amendment)])


def decide_amendment(command: DecideAmendment, act: Act) -> Intent[None]:
    """Handle `DecideAmendment`; the motion's former words stay in its history.

    Raises:
        Conflict: it does not wait to be decided, or the motion is not open for
            discussion.
        InputError: the reason says too little, or the motion would be too long.
        NotFound: there is no such amendment.
        NotPermitted: the role does not allow it, or the person has a part in it.
    """
    act.require(Capability.DECIDE_REVISION)
    row = amendment_of(act, command.amendment)
    refuse_part(act, row.id, row.drafter)
    refuse_amendment(row.state, AmendmentState.EVALUATING)
    view = motion_detail(MotionDetail(motion=row.motion), act)
    refuse_stage(view.line.stage, Stage.DISCUSSION)
    reason = check_reason(command.reason)
    refuse_gone(act, command.amendment)
    decided = AmendmentDecided(
        subject=command.amendment, is_accepted=command.is_accepted, reason=reason
    )
    if not command.is_accepted:
        return Intent(value=None, events=[decided])
    words = amended(view.wordings[0].clauses, row.clauses)
    check_changes(words, present_version(act).book)
    reworded = MotionReworded(
        subject=row.motion, clauses=words, amendment=command.amendment
    )
    return Intent(value=None, events=[decided, reworded])


def withdraw_amendment(command: WithdrawAmendment, act: Act) -> Intent[None]:
    """Handle `WithdrawAmendment`.

    Raises:
        Conflict: it was decided or withdrawn.
        NotFound: there is no such amendment.
        NotPermitted: somebody else wrote it, and the role does not allow more.
    """
    act.require(Capability.WRITE_REVISION)
    row = amendment_of(act, command.amendment)
    refuse_amendment(row.state, AmendmentState.DRAFT, AmendmentState.EVALUATING)
    if row.drafter != act.person and not act.may(Capability.DECIDE_REVISION):
        raise NotPermitted("motion_others")
    return Intent(value=None, events=[AmendmentWithdrawn(subject=command.amendment)])


def promote_amendment(command: PromoteAmendment, act: Act) -> Intent[MotionId]:
    """Handle `PromoteAmendment`.

    Raises:
        Conflict: it was not rejected, is a motion already, or its author was erased.
        InputError: there is no title.
        NotFound: there is no such amendment, or no such clause any more.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    row = amendment_of(act, command.amendment)
    refuse_amendment(row.state, AmendmentState.REJECTED)
    if row.promoted is not None:
        raise Conflict("amendment_promoted")
    refuse_gone(act, command.amendment)
    version = present_version(act)
    title = check_title(command.title)
    check_changes(row.clauses, version.book)
    author = author_of(act, row.id)
    motion = MotionId(new_id())
    event = MotionDrafted(
        subject=motion,
        title=title,
        clauses=row.clauses,
        book=version.id,
        author=MemberId(author) if author else None,
        amendment=command.amendment,
        why=row.why,
    )
    return Intent(value=motion, events=[event])


HANDLERS: dict[type, Handler] = {
    DraftAmendment: draft_amendment,
    EditAmendment: edit_amendment,
    SubmitAmendment: submit_amendment,
    DecideAmendment: decide_amendment,
    WithdrawAmendment: withdraw_amendment,
    PromoteAmendment: promote_amendment,
}
