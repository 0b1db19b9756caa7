"""What is known of the rules: versions, their texts, the draft and edits of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.errors import AppError
from app.ids import DraftId, RulebookId
from app.rulebook.commands import BeginDraft, DiscardDraft, EditDraft
from app.rulebook.model import Change, Rulebook, change_between, changed
from app.rulebook.queries import (
    Draft,
    OpenDrafts,
    Version,
    VersionLine,
    Versions,
    VersionText,
)
from app.work import Command, Outcome
from ui.running import Failed, Job, Runner
from ui.screens.rulebook.presenter.writing import Writing, writing

Undo = Callable[[], None]


class Books:
    """Asks for rules, and writes in the draft; shows nothing.

    Attributes:
        lines: every version, the newest first.
        draft: the draft with the edits that are on their way; None where none is.
    """

    def __init__(self, runner: Runner, failed: Failed) -> None:
        """Begin without knowing anything."""
        self._runner, self._failed = runner, failed
        self.lines: Sequence[VersionLine] = ()
        self.draft: Writing | None = None
        self._texts: dict[str, Rulebook] = {}
        self._stored: Draft | None = None
        self._under_way: list[Change] = []
        self._jobs: dict[str, Job] = {}
        self._heard: list[Callable[[], None]] = []

    @property
    def is_writing(self) -> bool:
        """Return whether an edit of the draft is on its way."""
        return bool(self._under_way)

    def on_draft(self, heard: Callable[[], None]) -> None:
        """Tell this whenever the draft may have changed."""
        self._heard.append(heard)

    def load(self, done: Callable[[], None]) -> None:
        """Ask anew for the versions and the draft."""

        def on_lines(lines: Sequence[VersionLine]) -> None:
            self.lines = lines
            self._ask("drafts", self._runner.query(OpenDrafts(), on_drafts, failed))

        def on_drafts(drafts: Sequence[Draft]) -> None:
            self._stored = next(iter(drafts), None)
            base = self._stored.base if self._stored else ""
            self.want(base, on_base)

        def on_base() -> None:
            self._join()
            done()

        failed = self._failed
        self._ask("lines", self._runner.query(Versions(), on_lines, failed))

    def line(self, version: str) -> VersionLine | None:
        """Return a version without its text, or None."""
        return next((line for line in self.lines if line.id == version), None)

    def text(self, version: str) -> Rulebook | None:
        """Return the text of a version; None until it was asked for."""
        return self._texts.get(version)

    def want(self, version: str, done: Callable[[], None]) -> None:
        """Call `done` once the text of a version is known, if there is such a one."""

        def on_text(found: Version | None) -> None:
            if found is not None:
                self._texts[version] = found.book
            done()

        if version in self._texts or self.line(version) is None:
            done()
        else:
            query = VersionText(version=RulebookId(version))
            self._ask(
                f"text:{version}", self._runner.query(query, on_text, self._failed)
            )

    def begin(
        self, book: Rulebook, base: str, done: Callable[[DraftId], None], failed: Failed
    ) -> None:
        """Begin a draft from a template or a version; it is there once it is asked for.

        Args:
            book: what it begins as.
            base: id of the version; empty for a template.
            done: told its id.
            failed: told why there is none.
        """

        def begun(outcome: Outcome[DraftId]) -> None:
            done(outcome.value)

        self._runner.execute(BeginDraft(book=book, base=base), begun, failed)

    def discard(self, done: Callable[[Undo | None], None], failed: Failed) -> None:
        """Let the draft go; `done` is told how to take that back."""
        if self.draft is not None:
            self._execute(DiscardDraft(draft=self.draft.id), done, failed)

    def edit(
        self,
        book: Rulebook,
        done: Callable[[Undo | None], None],
        failed: Failed,
    ) -> bool:
        """Make the draft into this book; it is as if recorded at once.

        Args:
            book: the whole draft as it is to be.
            done: told how to take it back, once it is recorded.
            failed: told why it was not recorded; the draft is as before then.

        Returns:
            Whether there was anything to change.
        """
        if self.draft is None:
            return False
        change = change_between(self.draft.book, book)
        if change.is_empty:
            return False
        self._under_way.append(change)
        self._join()

        def arrived(undo: Undo | None) -> None:
            self._arrive(change)
            done(undo)

        def refused(error: AppError) -> None:
            self._under_way.remove(change)
            self._join()
            failed(error)

        command = EditDraft(draft=self.draft.id, change=change)
        self._execute(command, arrived, refused)
        return True

    def _execute(
        self, command: Command[Any], done: Callable[[Undo | None], None], failed: Failed
    ) -> None:
        def executed(outcome: Outcome[Any]) -> None:
            back = outcome.undo

            def undo() -> None:
                if back is not None:
                    self._runner.execute(back, lambda _: None, self._failed)

            done(undo if back is not None else None)

        self._runner.execute(command, executed, failed)

    def _arrive(self, change: Change) -> None:
        """An edit is recorded; until the draft is asked for anew, it is added here."""
        self._under_way.remove(change)
        if self._stored is not None:
            book = changed(self._stored.book, change)
            self._stored = replace(self._stored, book=book)
        self._join()

    def _join(self) -> None:
        self.draft = self._joined(self._stored) if self._stored else None
        for heard in self._heard:
            heard()

    def _joined(self, stored: Draft) -> Writing:
        book = stored.book
        for change in self._under_way:
            book = changed(book, change)
        return writing(stored, book, self.text(stored.base), self.lines)

    def _ask(self, what: str, job: Job) -> None:
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job
