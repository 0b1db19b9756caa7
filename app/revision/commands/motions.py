"""What a person may do about motions: draft, edit, open and withdraw them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Conflict, NotPermitted
from app.ids import FeedbackId, MemberId, MotionId, new_id
from app.members.queries import handles, refuse_erased
from app.revision.events.motions import (
    MotionDrafted,
    MotionEdited,
    MotionOpened,
    MotionWithdrawn,
)
from app.revision.model.motions import ClauseChange, Stage
from app.revision.queries.books import present_version
from app.revision.queries.feedback import feedback_of
from app.revision.queries.motions import MotionDetail, MotionView, motion_detail
from app.revision.rules.motions import (
    check_changes,
    check_title,
    check_why,
    refuse_stage,
)
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMotion(Command[MotionId]):
    """Write down a change of the rules that somebody proposes.

    Attributes:
        feedback: what led to it.
        author: the member who proposes it; None for the staff.
    """

    title: str
    clauses: tuple[ClauseChange, ...]
    why: str
    feedback: tuple[FeedbackId, ...] = ()
    author: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMotion(Command[None]):
    """Give a draft other words."""

    motion: MotionId
    title: str
    clauses: tuple[ClauseChange, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMotion(Command[None]):
    """Open a draft for discussion and amendments."""

    motion: MotionId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMotion(Command[None]):
    """Pursue a motion no further; whoever wrote it may, and who decides."""

    motion: MotionId


def draft_motion(command: DraftMotion, act: Act) -> Intent[MotionId]:
    """Handle `DraftMotion`.

    Raises:
        Conflict: a clause to add is there already, or the member was erased.
        InputError: title, reasons or words are missing, or there are no rules.
        NotFound: there is no such clause, member or feedback.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    version = present_version(act)
    title, why = check_title(command.title), check_why(command.why)
    check_changes(command.clauses, version.book)
    check_author(act, command.author)
    feedback = tuple(dict.fromkeys(command.feedback))
    feedback_of(act, feedback)
    motion = MotionId(new_id())
    event = MotionDrafted(
        subject=motion,
        title=title,
        clauses=command.clauses,
        book=version.id,
        feedback=feedback,
        author=command.author,
        why=why,
    )
    return Intent(value=motion, events=[event], undo=WithdrawMotion(motion=motion))


def check_author(act: Act, author: MemberId | None) -> None:
    """Let pass a member on the list who was not erased, or nobody.

    Raises:
        Conflict: the member was erased.
        NotFound: there is no such member.
    """
    if author is not None:
        found(handles(act, [author]).get(author), "member_not_found")
        refuse_erased(act, author)


def edit_motion(command: EditMotion, act: Act) -> Intent[None]:
    """Handle `EditMotion`.

    Raises:
        Conflict: it is no draft any more, its author was erased, or a clause to add is
            there already.
        InputError: title, reasons or words are missing, or there are no rules.
        NotFound: there is no such motion or clause.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    refuse_stage(view.line.stage, Stage.DRAFT)
    refuse_gone(act, command.motion)
    title, why = check_title(command.title), check_why(command.why)
    check_changes(command.clauses, present_version(act).book)
    event = MotionEdited(
        subject=command.motion, title=title, clauses=command.clauses, why=why
    )
    return Intent(value=None, events=[event])


def refuse_gone(act: Act, *subjects: str) -> None:
    """Let pass what still has its author's words.

    Raises:
        Conflict: they were erased with the author.
    """
    if act.erased(subjects):
        raise Conflict("motion_erased")


def open_motion(command: OpenMotion, act: Act) -> Intent[None]:
    """Handle `OpenMotion`.

    Raises:
        Conflict: it is no draft any more.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    refuse_stage(view.line.stage, Stage.DRAFT)
    return Intent(value=None, events=[MotionOpened(subject=command.motion)])


def withdraw_motion(command: WithdrawMotion, act: Act) -> Intent[None]:
    """Handle `WithdrawMotion`.

    Raises:
        Conflict: it is being voted on, or has an outcome.
        NotFound: there is no such motion.
        NotPermitted: somebody else wrote it, and the role does not allow more.
    """
    act.require(Capability.WRITE_REVISION)
    view = motion_detail(MotionDetail(motion=command.motion), act)
    refuse_stage(view.line.stage, *_WITHDRAWABLE)
    _refuse_others(view, act)
    return Intent(value=None, events=[MotionWithdrawn(subject=command.motion)])


def _refuse_others(view: MotionView, act: Act) -> None:
    own = view.line.drafter == act.person
    if not own and not act.may(Capability.DECIDE_REVISION):
        raise NotPermitted("motion_others")


_WITHDRAWABLE: Sequence[Stage] = (Stage.DRAFT, Stage.DISCUSSION, Stage.BELOW_QUORUM)

HANDLERS: dict[type, Handler] = {
    DraftMotion: draft_motion,
    EditMotion: edit_motion,
    OpenMotion: open_motion,
    WithdrawMotion: withdraw_motion,
}
