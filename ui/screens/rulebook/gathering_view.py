"""Stands for the dialog in which people are entered from a file."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.acknowledgements.model import Way
from ui.screens.rulebook.gather_dialog import GatherDialog
from ui.screens.rulebook.presenter.gathered import GatheredShown, MappingShown


class GatheringPart(QObject):
    """Satisfies `GatheringView`: opens the dialog and stands for it.

    Signals: those of the dialog.
    """

    column_chosen = Signal(str, str)
    words_written = Signal(str)
    since_written = Signal(str)
    day_written = Signal(str)
    ticked = Signal(str)
    committed = Signal(str)
    stopped = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: GatherDialog | None = None

    def open_gathering(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        self._dialog = dialog = GatherDialog(self._over, file_name)
        dialog.column_chosen.connect(self.column_chosen)
        dialog.words_written.connect(self.words_written)
        dialog.since_written.connect(self.since_written)
        dialog.day_written.connect(self.day_written)
        dialog.ticked.connect(self.ticked)
        dialog.committed.connect(self.committed)
        dialog.stopped.connect(self.stopped)
        dialog.open()

    def show_reading(self, done: int, total: int) -> None:
        """Show how far reading is."""
        if self._dialog is not None:
            self._dialog.show_reading(done, total)

    def show_mapping(self, mapping: MappingShown, way: Way, terms: str) -> None:
        """Show how the file is read."""
        if self._dialog is not None:
            self._dialog.show_mapping(mapping, way, terms)

    def show_days(self, since: str, day: str) -> None:
        """Put days into their fields."""
        if self._dialog is not None:
            self._dialog.show_days(since, day)

    def show_gathered(self, shown: GatheredShown) -> None:
        """Show what the file would bring."""
        if self._dialog is not None:
            self._dialog.show_gathered(shown)

    def show_field_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong with it."""
        if self._dialog is not None:
            self._dialog.show_field_error(field, text)

    def show_gathering_busy(self) -> None:
        """Say that it is being written."""
        if self._dialog is not None:
            self._dialog.show_busy()

    def show_gathering_error(self, text: str) -> None:
        """Say what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(text)

    def close_gathering(self) -> None:
        """Take the dialog away."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
