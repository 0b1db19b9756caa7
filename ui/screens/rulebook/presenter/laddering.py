"""Changing the draft's ladder: cells, rows, windows, and rules of single classes."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec.structs import replace

from app.errors import AppError
from app.rulebook.checks import LONGEST_DAYS, Problem, ProblemCode, check_ladder
from app.rulebook.model import ClassRule, Ladder, SanctionKind, Severity, Step
from app.rulebook.rules import step_problem
from app.rulebook.wording import problem_text
from app.words import sentence, tr
from ui.screens.rulebook.presenter.books import Undo
from ui.screens.rulebook.presenter.drafting import Room
from ui.screens.rulebook.presenter.editing import with_row, with_step, without_row


class LadderView(Protocol):
    """What the ladder asks of the widgets."""

    def show_step_error(self, text: str) -> None: ...
    def close_step(self) -> None: ...
    def show_ladder_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class Laddering:
    """Changes the ladder of the draft; what `check_ladder` refuses is not taken."""

    def __init__(self, view: LadderView, room: Room) -> None:
        """Remember what to work with."""
        self._view, self._room = view, room

    def change_step(
        self, ordinal: int, severity: Severity, kind: str, days: str, points: str
    ) -> None:
        """Change a cell; figures are as typed. What is wrong is said in its form."""
        ladder = self._ladder()
        if ladder is None:
            return
        chosen = SanctionKind(kind)
        step = Step(
            kind=chosen,
            days=figure(days) if chosen.is_timed else 0,
            points=figure(points),
        )
        code = step_problem(step)
        changed = with_step(ladder, ordinal, severity, step)
        if code is not None:
            problem = Problem(code=code, ordinal=ordinal, severity=severity)
            self._view.show_step_error(problem_text(problem))
            return
        problems = _new_problems(ladder, changed)
        if problems:
            self._view.show_step_error(problem_text(problems[0]))
            return
        self._view.close_step()
        self._edit(changed)

    def add_row(self, after: int) -> None:
        """Repeat the row of a time after it."""
        ladder = self._ladder()
        if ladder is not None:
            self._edit(with_row(ladder, after), tr("Row added"))

    def remove_row(self, ordinal: int) -> None:
        """Take the row of a time out; the last one stays."""
        ladder = self._ladder()
        if ladder is not None and len(ladder.rows) > 1:
            self._edit(without_row(ladder, ordinal), tr("Row taken out"))

    def change_figures(self, window: str, expiry: str, review: str) -> None:
        """Change the window, when points expire and when to review, as typed."""
        ladder = self._ladder()
        if ladder is not None:
            changed = replace(
                ladder,
                window_days=figure(window),
                points_expire_days=figure(expiry),
                review_at_points=figure(review),
            )
            self._take(ladder, changed)

    def add_rule(self, offence_class: str) -> None:
        """Give a class of offences a rule of its own, which says nothing yet."""
        self._change_rules(
            lambda rules: [*rules, ClassRule(offence_class=offence_class)]
        )

    def change_rule(self, offence_class: str, window: str, to_end: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Change a class's rule; an empty window is the ladder's."""
        days = figure(window) if window.strip() else 0
        if not 0 <= days <= LONGEST_DAYS:
            problem = Problem(code=ProblemCode.RULE_WINDOW, place=offence_class)
            self._view.show_ladder_error(problem_text(problem))
            return
        own = ClassRule(offence_class=offence_class, window_days=days, to_end=to_end)
        self._change_rules(
            lambda rules: [
                own if rule.offence_class == offence_class else rule for rule in rules
            ]
        )

    def remove_rule(self, offence_class: str) -> None:
        """Take a class's rule out."""
        self._change_rules(
            lambda rules: [r for r in rules if r.offence_class != offence_class]
        )

    def _change_rules(
        self, change: Callable[[Sequence[ClassRule]], Sequence[ClassRule]]
    ) -> None:
        ladder = self._ladder()
        if ladder is not None:
            self._take(ladder, replace(ladder, classes=tuple(change(ladder.classes))))

    def _take(self, ladder: Ladder, changed: Ladder) -> None:
        problems = _new_problems(ladder, changed)
        told = problem_text(problems[0]) if problems else ""
        self._view.show_ladder_error(told)
        if not problems:
            self._edit(changed)

    def _ladder(self) -> Ladder | None:
        draft = self._room.books.draft
        return draft.book.ladder if draft else None

    def _edit(self, ladder: Ladder, told: str = "") -> None:
        draft = self._room.books.draft
        if draft is None:
            return

        def done(undo: Undo | None) -> None:
            if told:
                self._room.host.toast(told, undo)

        book = replace(draft.book, ladder=ladder)
        self._room.books.edit(book, done, self._on_refused)
        self._room.show()

    def _on_refused(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))
        self._room.show()


def figure(text: str) -> int:
    """Return a number as typed; what is none counts as one that is refused."""
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) <= len("99999") else -1


def _new_problems(before: Ladder, after: Ladder) -> list[Problem]:
    """Return what an edit would make wrong; what was wrong before is left to mend."""
    known = set(check_ladder(before))
    return [problem for problem in check_ladder(after) if problem not in known]
