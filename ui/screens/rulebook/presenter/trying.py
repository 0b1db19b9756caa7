"""Trying the draft on decided cases, before it is published."""

from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from app.cases.queries.trial import PastTried, TryOnPast
from app.errors import AppError, NotFound
from app.rulebook.model import Rulebook
from app.rulebook.queries import OpenDrafts
from app.times import Clock
from app.words import sentence
from app.work import Changes
from app.workspace import Workspace
from ui.running import Check, Job
from ui.screens.rulebook.presenter.drafting import Room
from ui.screens.rulebook.presenter.tried import (
    MOST_CASES,
    Span,
    TrialShown,
    opened,
    trial_shown,
)

_ELSEWHERE: Final = frozenset(
    {"appeals", "cases", "conflicts", "erasure", "members", "staff"}
)
"""What else an outcome, and what may be seen of it, depends on."""


class TrialView(Protocol):
    """What the trial asks of its page."""

    def show_running(self) -> None:
        """Say that the draft is being tried."""
        ...

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown."""
        ...

    def show_tried(self, shown: TrialShown) -> None:
        """Show how the past would have come out."""
        ...

    def show_failed(self, text: str) -> None:
        """Say why it could not be tried."""
        ...

    def show_stopped(self) -> None:
        """Say that somebody stopped it."""
        ...

    def show_stale(self, *, stale: bool) -> None:
        """Say that the draft was changed since, or no longer."""
        ...

    def is_in_front(self) -> bool:
        """Return whether somebody sees the page."""
        ...

    def leave(self) -> None:
        """Go back to the clause."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """The draft as it was tried, and what came of it."""

    book: Rulebook
    past: PastTried


class Trying:
    """Runs the draft over the past, and tells when that is no longer so."""

    def __init__(self, view: TrialView, room: Room, clock: Clock) -> None:
        """Begin without a trial.

        Args:
            view: the page.
            room: what to work with.
            clock: tells the moment.
        """
        self._view, self._room, self._clock = view, room, clock
        self._span = Span.ALL
        self._open = self._waits = self._due = False
        self._tried: Rulebook | None = None
        self._job: Job | None = None
        room.books.on_draft(self._on_draft)
        room.runner.on_change(self._on_change)

    def activated(self) -> None:
        """Try it again if something changed behind the page."""
        if self._open and self._due:
            self.begin()

    def begin(self) -> None:
        """Try the draft as it is now."""
        if self._room.books.draft is None:
            return
        self._open, self._due, self._tried = True, False, None
        self._view.show_running()
        self._view.show_stale(stale=False)
        # What was typed a moment ago belongs to the draft that is tried.
        self._waits = self._room.books.is_writing
        if not self._waits:
            self._run()

    def choose_span(self, span: str) -> None:
        """Try it on other decisions."""
        self._span = Span(span)
        if self._open:
            self.begin()

    def stop(self) -> None:
        """Try no further; nothing is shown."""
        self._cancel()
        self._view.show_stopped()

    def open(self, key: str) -> None:
        """Open the case, or the clause, of a row."""
        case, clause = opened(key)
        if case:
            self._room.host.open_record("cases", case)
        elif clause:
            self._view.leave()
            self._room.select(clause)

    def left(self) -> None:
        """Somebody went back; a trial under way is given up."""
        self._cancel()
        self._open, self._tried = False, None

    def _run(self) -> None:
        draft = self._room.books.draft
        self._cancel()
        if draft is None:
            self._view.leave()
            return
        since = self._span.since(self._clock())
        query = TryOnPast(rules=draft.id, since=since, limit=MOST_CASES)
        self._job = self._room.runner.attend(
            partial(_tried, query), self._on_tried, self._on_failed, self._on_progress
        )

    def _cancel(self) -> None:
        self._waits = False
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _on_tried(self, tried: _Tried) -> None:
        self._job, self._tried = None, tried.book
        self._view.show_tried(trial_shown(tried.past, self._clock()))
        self._tell_stale()

    def _on_failed(self, error: AppError) -> None:
        self._job = None
        self._view.show_failed(sentence(error))

    def _on_progress(self, done: int, total: int | None) -> None:
        self._view.show_progress(done, total or 0)

    def _on_draft(self) -> None:
        """The draft may have changed."""
        if not self._open:
            return
        if self._room.books.draft is None:
            self._view.leave()
        elif self._waits and not self._room.books.is_writing:
            self._run()
        else:
            self._tell_stale()

    def _tell_stale(self) -> None:
        draft = self._room.books.draft
        if self._tried is not None and draft is not None:
            self._view.show_stale(stale=draft.book != self._tried)

    def _on_change(self, changes: Changes) -> None:
        # Who is involved since must not go on seeing it.
        self._due |= bool(changes.areas & _ELSEWHERE)
        if self._view.is_in_front():
            self.activated()


def _tried(query: TryOnPast, vault: Workspace, check: Check) -> _Tried:
    """Try the draft.

    Raises:
        NotFound: somebody has let it go.
    """
    for draft in vault.query(OpenDrafts()):
        if draft.id == query.rules:
            return _Tried(book=draft.book, past=vault.query(query, check))
    raise NotFound("draft_not_found")
