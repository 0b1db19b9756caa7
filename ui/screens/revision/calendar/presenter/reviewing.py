"""The form of a clause review: what it comes to, what was seen, when again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from app.errors import AppError, NotPermitted
from app.files.cells import day
from app.revision.commands.calendar import ReviewClause
from app.revision.model.calendar import Verdict
from app.revision.wording import verdict_text
from app.words import mark, sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host
from ui.widgets import Choice

VERDICTS: Final = {str(place): each for place, each in enumerate(Verdict, start=1)}
"""What a review comes to, by the digit that chooses it."""

_HINTS: Final = {
    Verdict.KEEP: mark("It says what it should"),
    Verdict.REVISE: mark("A motion should follow"),
}
_ICONS: Final = {Verdict.KEEP: "equals", Verdict.REVISE: "note-pencil"}
_PARTS: Final = ("verdict", "note", "next")
_FIELDS: Final = {
    "review_words_missing": "note",
    "text_too_long": "note",
    "review_day_over": "next",
    "review_day_far": "next",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The form of a review.

    Attributes:
        blocked: why it cannot be recorded as it stands; empty if it can.
        editable: whether anything in it can be changed.
        chosen: the key of what it comes to, or nothing.
        saved: whether a draft lies on the person's desk.
    """

    blocked: str
    editable: bool
    verdicts: tuple[Choice, ...]
    chosen: str
    saved: bool


class ReviewView(Protocol):
    """What the form asks of the widgets."""

    def show_form(self, form: FormShown | None) -> None: ...
    def show_texts(self, note: str, next_on: str) -> None: ...
    def show_field_error(self, field: str, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class ReviewPresenter:
    """Fills in the review of one clause after another."""

    def __init__(
        self,
        view: ReviewView,
        runner: Runner,
        host: Host,
        reviewed: Callable[[str], None],
    ) -> None:
        """Begin without a clause; `reviewed` is told the number of one."""
        self._view, self._runner, self._host = view, runner, host
        self._reviewed = reviewed
        self._clause = ""
        self._may_decide = self._busy = False
        self._drafts = Drafts(runner, *_PARTS)

    def open(self, clause: str, *, may_decide: bool) -> None:
        """Show the form of this clause; what is half written in it stays."""
        known, self._clause = self._clause, clause
        self._may_decide = may_decide
        if clause != known:
            self._busy = False
            self._view.show_problem("")
            self._drafts.put_away()
            self._view.show_texts("", "")
            if may_decide:
                self._drafts.begin(_place(clause), self._on_recalled)
        self._show()

    def close(self) -> None:
        """Show no form; what is half written lies on the desk."""
        self._drafts.put_away()
        self._clause = ""
        self._show()

    def choose(self, key: str) -> None:
        """Choose what the review comes to."""
        self._write({"verdict": key})

    def write(self, note: str, next_on: str) -> None:
        """Remember note and day as they are written."""
        self._write({"note": note, "next": next_on})

    def submit(self) -> None:
        """Record the review."""
        clause, texts = self._clause, self._drafts.texts
        if not clause or self._blocked():
            return
        next_on = day(texts["next"]) if texts["next"].strip() else None
        if texts["next"].strip() and next_on is None:
            told = tr("Write a day from today on, like 2027-05-22.")
            self._view.show_field_error("next", told)
            return
        command = ReviewClause(
            clause=clause,
            verdict=Verdict(texts["verdict"]),
            note=texts["note"],
            next_on=next_on,
        )
        self._busy = True
        self._view.show_problem("")
        self._show()
        self._runner.execute(
            command,
            lambda outcome: self._on_reviewed(clause, outcome),
            lambda error: self._on_refused(clause, error),
        )

    def _write(self, texts: dict[str, str]) -> None:
        if self._is_editable():
            self._drafts.take(texts)
            self._show()

    def _on_recalled(self) -> None:
        texts = self._drafts.texts
        self._view.show_texts(texts["note"], texts["next"])
        self._show()

    def _on_reviewed(self, clause: str, outcome: Outcome[date]) -> None:
        self._drafts.clear(_place(clause))
        if clause == self._clause:
            self._busy = False
            self._view.show_texts("", "")
            self._show()
        told = tr(
            "Clause {clause} is reviewed by {day}.",
            clause=clause,
            day=outcome.value.isoformat(),
        )
        self._host.toast(told)
        self._reviewed(clause)

    def _on_refused(self, clause: str, error: AppError) -> None:
        if clause != self._clause:
            self._host.toast(sentence(error))
            return
        self._busy = False
        self._show()
        field = _FIELDS.get(error.code)
        if field is None:
            self._view.show_problem(sentence(error))
        else:
            self._view.show_field_error(field, sentence(error))

    def _is_editable(self) -> bool:
        return bool(self._clause) and self._may_decide and not self._busy

    def _blocked(self) -> str:
        if not self._may_decide:
            return sentence(NotPermitted("not_permitted"))
        if self._busy:
            return tr("Being recorded…")
        if not self._drafts.texts["verdict"]:
            return tr("Choose what it comes to")
        return ""

    def _show(self) -> None:
        if not self._clause:
            self._view.show_form(None)
            return
        texts = self._drafts.texts
        self._view.show_form(
            FormShown(
                blocked=self._blocked(),
                editable=self._is_editable(),
                verdicts=_verdicts(),
                chosen=texts["verdict"],
                saved=any(texts.values()),
            )
        )


def _verdicts() -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=verdict.value,
            text=verdict_text(verdict),
            hint=tr(_HINTS[verdict]),
            shortcut=digit,
            icon=_ICONS[verdict],
        )
        for digit, verdict in VERDICTS.items()
    )


def _place(clause: str) -> str:
    return f"review:{clause}"
