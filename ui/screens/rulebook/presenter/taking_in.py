"""Taking rules in from Markdown or plain text: read, look, into the draft."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from app.errors import AppError, NotPermitted
from app.ids import DraftId
from app.publication.intake import read_rules
from app.publication.markdown.outline import Reading
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.words import sentence, tr
from app.workspace import Workspace
from ui.running import Check, Job, untold
from ui.screens.rulebook.presenter.books import Undo
from ui.screens.rulebook.presenter.drafting import Room
from ui.screens.rulebook.presenter.taken_in import RulesShown, replacing, rules_shown


class TakingInView(Protocol):
    """What the presenter needs of the dialog."""

    def open_rules(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        ...

    def show_rules(self, shown: RulesShown) -> None:
        """Show what the file would become."""
        ...

    def ask_replacing(self, text: str) -> None:
        """Ask whether the open draft is to give way."""
        ...

    def show_rules_busy(self) -> None:
        """Say that it is being written."""
        ...

    def show_rules_error(self, text: str) -> None:
        """Say what is wrong; nothing was taken in."""
        ...

    def close_rules(self) -> None:
        """Take the dialog away."""
        ...


class TakingIn:
    """Leads from a file to a draft; there is one draft at a time."""

    def __init__(
        self,
        view: TakingInView,
        room: Room,
        awaited: Callable[[DraftId], None],
        problem: Callable[[str], None],
    ) -> None:
        """Begin without a file.

        Args:
            view: the dialog.
            room: what to work with.
            awaited: told of a draft that has begun, to show it.
            problem: shows why somebody may not.
        """
        self._view, self._room = view, room
        self._awaited, self._problem = awaited, problem
        self._reading: Reading | None = None
        self._file = ""
        self._job: Job | None = None

    def start(self) -> None:
        """Ask for a file and read it, where the person may write drafts."""

        def on_me(identity: Identity) -> None:
            if Capability.DRAFT_RULES in identity.me.capabilities:
                self._choose()
            else:
                self._problem(sentence(NotPermitted("not_permitted")))

        def failed(error: AppError) -> None:
            self._problem(sentence(error))

        self._room.runner.query(WhoAmI(), on_me, failed)

    def other(self) -> None:
        """Take another file instead."""
        self._stop()
        self._choose()

    def stop(self) -> None:
        """Take nothing in."""
        self._stop()
        self._view.close_rules()

    def commit(self) -> None:
        """Begin a draft with what was read; ask first where one is open."""
        reading, draft = self._reading, self._room.books.draft
        if reading is None:
            return
        if draft is not None:
            self._view.ask_replacing(replacing(draft, reading))
            return
        self._view.show_rules_busy()
        self._room.books.begin(reading.book, "", self._on_begun, self._on_failed)

    def replace(self) -> None:
        """Let the open draft give way: one edit, which can be taken back."""
        reading = self._reading
        if reading is None:
            return
        self._view.show_rules_busy()
        if not self._room.books.edit(reading.book, self._on_replaced, self._on_failed):
            self._on_replaced(None)

    def _choose(self) -> None:
        path = self._room.host.choose_file(
            tr("Choose the rules"), tr("Markdown and text (*.md *.markdown *.txt)")
        )
        if path is None:
            return
        self._file = path.name
        self._view.open_rules(path.name)
        work = partial(_read, path)
        self._job = self._room.runner.attend(
            work, self._on_read, self._on_failed, untold
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._reading = None

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading
        self._view.show_rules(rules_shown(reading, self._room.books.draft))

    def _on_begun(self, draft: DraftId) -> None:
        self._reading = None
        self._awaited(draft)
        self._view.close_rules()
        self._room.host.toast(tr("A draft begun from {file}", file=self._file))

    def _on_replaced(self, undo: Undo | None) -> None:
        reading, self._reading = self._reading, None
        self._view.close_rules()
        told = tr("The draft replaced by {file}", file=self._file)
        self._room.host.toast(told, undo)
        if reading is not None:
            self._room.select(next((c.number for c in reading.book.clauses), ""))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_rules_error(sentence(error))


def _read(path: Path, vault: Workspace, _check: Check) -> Reading:
    return read_rules(path, vault)
