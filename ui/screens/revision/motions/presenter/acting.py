"""What can be done with a motion as it stands, and doing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.errors import AppError, Conflict, NotPermitted
from app.ids import DraftId, MotionId
from app.revision.commands.motions import OpenMotion, WithdrawMotion
from app.revision.commands.takeover import GiveBack, TakeOver
from app.revision.model.motions import AmendmentState, Stage
from app.revision.queries.motions import MotionView
from app.rulebook.commands import BeginDraft
from app.rulebook.model import Rulebook
from app.rulebook.queries import Draft, OpenDrafts
from app.staff.roles import Capability
from app.words import mark, sentence, tr
from app.work import Command, Outcome
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.setting import Setting


class Act(StrEnum):
    """What can be done with a motion."""

    DISCUSS = "discuss"
    EDIT = "edit"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    BALLOT = "ballot"
    TAKE = "take"
    RULES = "rules"
    RETURN = "return"
    SEE = "see"


TEXTS: Final = {
    Act.DISCUSS: mark("Open for discussion"),
    Act.EDIT: mark("Change the draft"),
    Act.AMEND: mark("Amend"),
    Act.WITHDRAW: mark("Withdraw"),
    Act.BALLOT: mark("Open a ballot"),
    Act.TAKE: mark("Take up into the draft"),
    Act.RULES: mark("Open the rules"),
    Act.RETURN: mark("Have it wait again"),
    Act.SEE: mark("See the ballot"),
}
ICONS: Final = {
    Act.EDIT: "pencil-simple",
    Act.AMEND: "git-diff",
    Act.WITHDRAW: "prohibit",
    Act.RETURN: "arrow-u-up-left",
    Act.SEE: "check-square",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsShown:
    """What can be done with the open motion.

    Attributes:
        main: the first thing; None where nothing is left to do.
        blocked: why it cannot be done as it stands; empty if it can.
        others: what else.
        told: where the motion stands, and what comes next.
    """

    main: Act | None
    blocked: str
    others: tuple[Act, ...]
    told: str


_TOLD: Final = {
    Stage.DRAFT: mark("Only the team sees it. Discussion makes it public."),
    Stage.DISCUSSION: mark("Members discuss it. Amendments come in."),
    Stage.BALLOT: mark("Members vote on the words as they were then."),
    Stage.PASSED: mark("Passed. Its words wait for the draft of the rules."),
    Stage.NOT_PASSED: mark("Not passed. The rules stay as they are."),
    Stage.BELOW_QUORUM: mark("Too few voted: nothing changes. It can be asked again."),
    Stage.BLOCKED: mark("Blocked. The rules stay as they are."),
    Stage.WITHDRAWN: mark("Withdrawn. It is kept to be read."),
}


def acts_shown(view: MotionView, setting: Setting) -> ActsShown:
    """Return what can be done with a motion."""
    stage, taken = view.line.stage, view.line.draft is not None
    main = _main(stage, taken=taken)
    others = [act for act in _others(view, setting) if act is not main]
    told = tr(_TOLD[stage])
    if taken:
        told = tr("Its words are in the draft of the rules, or in a version since.")
    return ActsShown(
        main=main,
        blocked=_blocked(main, view, setting),
        others=tuple(others),
        told=told,
    )


def _main(stage: Stage, *, taken: bool) -> Act | None:
    if taken:
        return Act.RULES
    return {
        Stage.DRAFT: Act.DISCUSS,
        Stage.DISCUSSION: Act.BALLOT,
        Stage.BALLOT: Act.SEE,
        Stage.BELOW_QUORUM: Act.BALLOT,
        Stage.PASSED: Act.TAKE,
    }.get(stage)


def _others(view: MotionView, setting: Setting) -> list[Act]:
    stage, found = view.line.stage, list[Act]()
    writes = setting.may(Capability.WRITE_REVISION)
    decides = setting.may(Capability.DECIDE_REVISION)
    own = setting.me is not None and setting.me.id == view.line.drafter
    if writes and stage is Stage.DRAFT:
        found.append(Act.EDIT)
    if writes and stage is Stage.DISCUSSION:
        found.append(Act.AMEND)
    if stage in _WITHDRAWABLE and writes and (own or decides):
        found.append(Act.WITHDRAW)
    if view.ballots:
        found.append(Act.SEE)
    if view.line.draft is not None and decides:
        found.append(Act.RETURN)
    return found


_WITHDRAWABLE: Final = frozenset({Stage.DRAFT, Stage.DISCUSSION, Stage.BELOW_QUORUM})
_NEEDS: Final = {
    Act.DISCUSS: (Capability.WRITE_REVISION,),
    Act.BALLOT: (Capability.DECIDE_REVISION,),
    Act.TAKE: (Capability.DECIDE_REVISION, Capability.DRAFT_RULES),
}


def _blocked(main: Act | None, view: MotionView, setting: Setting) -> str:
    if main is None:
        return ""
    if not all(map(setting.may, _NEEDS.get(main, ()))):
        return sentence(NotPermitted("not_permitted"))
    waits = any(a.state is AmendmentState.EVALUATING for a in view.amendments)
    if main is Act.BALLOT and waits:
        return sentence(Conflict("motion_amendments_wait"))
    return ""


class Acting:
    """Opens motions, withdraws them, and gets them into the draft of the rules."""

    def __init__(
        self,
        runner: Runner,
        host: Host,
        failed: Callable[[AppError], None],
    ) -> None:
        """Remember whom to tell what went wrong."""
        self._runner, self._host, self._failed = runner, host, failed

    def discuss(self, motion: MotionId) -> None:
        """Open a draft for discussion and amendments."""
        self._do(OpenMotion(motion=motion), tr("Open for discussion"))

    def withdraw(self, motion: MotionId) -> None:
        """Pursue it no further."""
        self._do(WithdrawMotion(motion=motion), tr("Motion withdrawn"))

    def give_back(self, motion: MotionId) -> None:
        """Have it wait for a draft again; its words stay in the one that had them."""
        self._do(GiveBack(motion=motion), tr("The motion waits for a draft again"))

    def take(self, motion: MotionId, book: Rulebook | None, base: str) -> None:
        """Write its words into the draft; where there is none, begin one.

        Args:
            motion: which was passed.
            book: the newest version, for a draft of the next one.
            base: id of that version.
        """

        def open_drafts(drafts: Sequence[Draft]) -> None:
            for draft in drafts:
                self._take(motion, draft.id)
                return
            if book is None:
                self._failed(Conflict("draft_closed"))
                return
            begin = BeginDraft(book=book, base=base)
            self._runner.execute(
                begin, lambda made: self._take(motion, made.value), self._failed
            )

        self._runner.query(OpenDrafts(), open_drafts, self._failed)

    def _take(self, motion: MotionId, draft: DraftId) -> None:
        told = tr("Taken up into the draft of the rules")
        self._do(TakeOver(motion=motion, draft=draft), told)

    def _do(self, command: Command[None], told: str) -> None:
        def done(outcome: Outcome[None]) -> None:
            back = outcome.undo
            self._host.toast(told, (lambda: self._undo(back)) if back else None)

        self._runner.execute(command, done, self._failed)

    def _undo(self, command: Command[None]) -> None:
        self._runner.execute(command, lambda _outcome: None, self._failed)
