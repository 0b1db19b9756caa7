"""The form of an answer: what becomes of feedback, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from app.errors import AppError, Conflict, NotPermitted
from app.ids import FeedbackId, MotionId
from app.revision.commands.feedback import AnswerFeedback
from app.revision.model.feedback import FeedbackState, Reply
from app.revision.queries.feedback import FeedbackLine
from app.revision.wording import reply_text
from app.words import mark, sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.looks import REPLY_ICONS
from ui.widgets import Choice

REPLIES: Final = {str(place): reply for place, reply in enumerate(Reply, start=1)}
"""Answers by the digit that chooses them."""

_HINTS: Final = {
    Reply.ADOPTED: mark("The rules change as was said"),
    Reply.PARTLY: mark("Some of it goes into the rules"),
    Reply.DECLINED: mark("The rules stay as they are"),
}


_PARTS: Final = ("reply", "reason", "motion")
_OF_REASON: Final = frozenset({"feedback_reason_missing", "text_too_long"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The form of an answer.

    Attributes:
        blocked: why it cannot be given as it stands; empty if it can.
        editable: whether anything in it can be changed.
        chosen: the key of the answer chosen, or nothing.
        motions: those it can have led to; the first is none.
        motion: the key of the one chosen.
        saved: whether a draft lies on the person's desk.
    """

    blocked: str
    editable: bool
    replies: tuple[Choice, ...]
    chosen: str
    motions: tuple[Choice, ...]
    motion: str
    saved: bool


class AnswerView(Protocol):
    """What the form asks of the widgets."""

    def show_form(self, form: FormShown | None) -> None: ...
    def show_reason(self, text: str) -> None: ...
    def show_reason_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class AnswerPresenter:
    """Fills in the answer to one piece of feedback after another."""

    def __init__(
        self,
        view: AnswerView,
        runner: Runner,
        host: Host,
        *,
        answered: Callable[[str], None],
        look_again: Callable[[], None],
    ) -> None:
        """Begin without feedback.

        Args:
            view: the widgets.
            runner: carries out the answer.
            host: the window.
            answered: told the id of what has an answer now.
            look_again: asks anew, when it is not as it was shown.
        """
        self._view, self._runner, self._host = view, runner, host
        self._answered, self._look_again = answered, look_again
        self._open: FeedbackLine | None = None
        self._motions: Mapping[str, str] = {}
        self._may_decide = self._busy = False
        self._drafts = Drafts(runner, *_PARTS)

    def open(
        self, line: FeedbackLine, motions: Mapping[str, str], *, may_decide: bool
    ) -> None:
        """Show the form of this feedback; what is half written in it stays."""
        known = self._open is not None and self._open.id == line.id
        self._open, self._motions, self._may_decide = line, motions, may_decide
        if not known:
            self._begin(line)
        self._show()

    def close(self) -> None:
        """Show no form; what is half written lies on the desk."""
        self._drafts.put_away()
        self._open = None
        self._show()

    def choose(self, key: str) -> None:
        """Choose what becomes of it."""
        self._write("reply", key)

    def choose_motion(self, key: str) -> None:
        """Choose the motion it led to, or none."""
        self._write("motion", key)

    def write(self, reason: str) -> None:
        """Remember the reason as it is written."""
        if reason != self._drafts.texts["reason"]:
            self._write("reason", reason)

    def submit(self) -> None:
        """Answer, as chosen."""
        line, texts = self._open, self._drafts.texts
        if line is None or self._blocked():
            return
        command = AnswerFeedback(
            feedback=(FeedbackId(line.id),),
            answer=Reply(texts["reply"]),
            reason=texts["reason"],
            motion=MotionId(texts["motion"]) if texts["motion"] else None,
        )
        self._busy = True
        self._view.show_problem("")
        self._show()
        self._runner.execute(
            command,
            lambda outcome: self._on_answered(line, command.answer, outcome),
            lambda error: self._on_refused(line, error),
        )

    def _begin(self, line: FeedbackLine) -> None:
        self._busy = False
        self._view.show_problem("")
        self._view.show_reason("")
        self._drafts.put_away()
        if self._is_editable():
            self._drafts.begin(_place(line.id), self._on_recalled)

    def _write(self, part: str, text: str) -> None:
        if self._is_editable():
            self._drafts.take({part: text})
            self._show()

    def _on_recalled(self) -> None:
        if self._drafts.texts["motion"] not in self._motions:
            self._drafts.texts["motion"] = ""
        self._view.show_reason(self._drafts.texts["reason"])
        self._show()

    def _on_answered(
        self, line: FeedbackLine, reply: Reply, outcome: Outcome[None]
    ) -> None:
        if self._is_open(line):
            self._drafts.drop()
            self._busy = False
        else:
            self._drafts.restore(_place(line.id), dict.fromkeys(_PARTS, ""))
        undo = outcome.undo

        def take_back() -> None:
            if undo is not None:
                self._runner.execute(undo, on_back, self._on_failed)

        def on_back(_: Outcome[None]) -> None:
            self._host.toast(tr("It waits for an answer again."))

        told = tr("Answered: {reply}", reply=reply_text(reply))
        self._host.toast(told, take_back if undo is not None else None)
        self._answered(line.id)

    def _on_refused(self, line: FeedbackLine, error: AppError) -> None:
        if not self._is_open(line):
            self._host.toast(sentence(error))
            return
        self._busy = False
        self._show()
        if error.code in _OF_REASON:
            self._view.show_reason_error(sentence(error))
        else:
            self._view.show_problem(sentence(error))
        if isinstance(error, Conflict):
            self._look_again()

    def _on_failed(self, error: AppError) -> None:
        self._host.toast(sentence(error))

    def _is_open(self, line: FeedbackLine) -> bool:
        return self._open is not None and self._open.id == line.id

    def _is_editable(self) -> bool:
        line = self._open
        waits = line is not None and line.state is FeedbackState.OPEN
        return waits and self._may_decide and not self._busy

    def _blocked(self) -> str:
        if not self._may_decide:
            return sentence(NotPermitted("not_permitted"))
        if self._busy:
            return tr("Being recorded…")
        return "" if self._drafts.texts["reply"] else tr("Choose an answer first")

    def _show(self) -> None:
        line, texts = self._open, self._drafts.texts
        if line is None or line.state is not FeedbackState.OPEN:
            self._view.show_form(None)
            return
        self._view.show_form(
            FormShown(
                blocked=self._blocked(),
                editable=self._is_editable(),
                replies=_replies(),
                chosen=texts["reply"],
                motions=(
                    Choice(key="", text=tr("No motion")),
                    *(Choice(key=k, text=title) for k, title in self._motions.items()),
                ),
                motion=texts["motion"],
                saved=any(texts.values()),
            )
        )


def _replies() -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=reply.value,
            text=reply_text(reply),
            hint=tr(_HINTS[reply]),
            shortcut=digit,
            icon=REPLY_ICONS[reply],
        )
        for digit, reply in REPLIES.items()
    )


def _place(feedback: str) -> str:
    return f"feedback:{feedback}"
