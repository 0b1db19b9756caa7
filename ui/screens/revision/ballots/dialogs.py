"""What opens over the tab, and stands for it while it is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.ballots.import_dialog import VotesDialog
from ui.screens.revision.ballots.opening_dialog import OpeningDialog
from ui.screens.revision.ballots.presenter.importing import VotesShown
from ui.screens.revision.ballots.presenter.opening import Field, NewBallot
from ui.screens.revision.reasoning import Asked, Asking, WordsDialog
from ui.widgets import Figure


class Opening(QObject):
    """Satisfies `OpeningView`. Signals: those of the form."""

    looked = Signal(NewBallot)
    list_wanted = Signal()
    submitted = Signal(NewBallot)
    written = Signal(dict)
    given_up = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: OpeningDialog | None = None

    def open_opening(self, usual: NewBallot, *, about: str) -> None:
        """Open the form with what is usual."""
        dialog = OpeningDialog(self._over, usual, about=about)
        dialog.looked.connect(self.looked)
        dialog.list_wanted.connect(self.list_wanted)
        dialog.submitted.connect(self.submitted)
        dialog.written.connect(self.written)
        dialog.given_up.connect(self.given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def show_roll(self, text: str, *, empty: bool) -> None:
        """Say who may vote as the form stands."""
        if self._dialog is not None:
            self._dialog.show_roll(text, empty=empty)

    def show_listed(self, text: str) -> None:
        """Show who stands on the list."""
        if self._dialog is not None:
            self._dialog.show_listed(text)

    def show_opening(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written."""
        if self._dialog is not None:
            self._dialog.show_recalled(texts)

    def show_opening_error(self, field: Field, text: str) -> None:
        """Say what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(field, text)

    def close_opening(self) -> None:
        """Take the form away."""
        if self._dialog is not None:
            self._dialog.accept()

    def _on_closed(self, _result: int) -> None:
        self._dialog = None


class Cancelling(Asking):
    """Satisfies `EndingView`."""

    def open_cancelling(self, question: str) -> None:
        """Ask why."""
        asked = Asked(
            title=tr("Cancel the ballot"),
            text=tr(
                "“{question}” comes to nothing; its votes stay on record.",
                question=question,
            ),
            confirm=tr("Cancel the ballot"),
            icon="prohibit",
        )
        dialog = WordsDialog(self._over, asked, name="ballot_cancel")
        self.open_dialog(dialog)


class Importing(QObject):
    """Satisfies `ImportView`. Signals: those of the dialog."""

    columns_chosen = Signal(str, str, str)
    taken = Signal(str)
    stopped = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: VotesDialog | None = None

    def open_import(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        dialog = VotesDialog(self._over, file_name)
        dialog.columns_chosen.connect(self.columns_chosen)
        dialog.taken.connect(self.taken)
        dialog.stopped.connect(self.stopped)
        self._dialog = dialog
        dialog.open()

    def show_import_progress(self, done: int, total: int) -> None:
        """Show how far reading is."""
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def show_import(self, shown: VotesShown) -> None:
        """Show what would be taken in."""
        if self._dialog is not None:
            self._dialog.show_preview(shown)

    def show_import_busy(self) -> None:
        """Say that it is being written."""
        if self._dialog is not None:
            self._dialog.show_busy()

    def show_import_result(self, figures: Sequence[Figure], text: str) -> None:
        """Say what came of it."""
        if self._dialog is not None:
            self._dialog.show_result(figures, text)

    def show_import_error(self, text: str) -> None:
        """Say what went wrong."""
        if self._dialog is not None:
            self._dialog.show_error(text)

    def close_import(self) -> None:
        """Take the dialog away."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
