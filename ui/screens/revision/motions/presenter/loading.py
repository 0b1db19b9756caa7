"""Asking for a motion with everything it is shown with, one question after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from app.errors import AppError
from app.ids import FeedbackId, MotionId
from app.revision.queries.ballots import BallotLine, BallotList
from app.revision.queries.feedback import FeedbackDetail, FeedbackLine
from app.revision.queries.motions import MotionDetail, MotionView
from app.work import Query
from ui.running import Failed, Job, Runner
from ui.screens.revision.motions.presenter.books import Books

V = TypeVar("V")

MOST: Final = 6
"""Pieces of feedback shown with a motion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A motion, what led to it, and the ballots on it, the newest first."""

    view: MotionView
    feedback: Sequence[FeedbackLine]
    ballots: Sequence[BallotLine]


class Loading:
    """Asks for one motion at a time; answers about another one fall silent."""

    def __init__(self, runner: Runner, books: Books, failed: Failed) -> None:
        self._runner, self._books, self._failed = runner, books, failed
        self._job: Job | None = None
        self._number = 0

    def load(self, motion: MotionId, done: Callable[[Loaded], None]) -> None:
        """Ask for a motion; `done` is told when all of it is here."""
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        number = self._number

        def on_view(view: MotionView) -> None:
            def on_ballots(lines: Sequence[BallotLine]) -> None:
                held = [line for line in lines if line.motion == view.line.id]
                self._ask_feedback(
                    view.feedback[:MOST],
                    [],
                    lambda said: self._ask_rules(
                        number, Loaded(view=view, feedback=said, ballots=held), done
                    ),
                )

            self._ask(BallotList(), on_ballots, self._failed)

        self._ask(MotionDetail(motion=motion), on_view, self._failed)

    def _ask(self, query: Query[V], done: Callable[[V], None], failed: Failed) -> None:
        self._job = self._runner.query(query, done, failed)

    def _ask_feedback(
        self,
        wanted: Sequence[FeedbackId],
        found: list[FeedbackLine],
        done: Callable[[Sequence[FeedbackLine]], None],
    ) -> None:
        if not wanted:
            done(found)
            return

        def on_feedback(line: FeedbackLine) -> None:
            self._ask_feedback(wanted[1:], [*found, line], done)

        def hidden(_: AppError) -> None:
            # What is not for this person is left out; the others are shown.
            self._ask_feedback(wanted[1:], found, done)

        self._ask(FeedbackDetail(feedback=wanted[0]), on_feedback, hidden)

    def _ask_rules(
        self, number: int, found: Loaded, done: Callable[[Loaded], None]
    ) -> None:
        def ready() -> None:
            if number == self._number:
                done(found)

        self._books.want(self._books.against(found.view.line), ready, self._failed)
