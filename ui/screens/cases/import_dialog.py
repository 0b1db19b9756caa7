"""Taking in a file of complaints: reading, looking, what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.screens.cases.presenter.importing import FirstRow, ImportShown
from ui.theme import Role, Token
from ui.widgets import (
    ElidedLabel,
    Figure,
    ImportDialog,
    Label,
    TextStyle,
    Well,
    clear,
    column,
    row,
)


class CasesDialog(ImportDialog):
    """Shows the first complaints of the file as well."""

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(
            parent,
            tr("Import complaints"),
            file_name,
            problems=tr("Problems in the file; these rows come in all the same"),
            writing=tr("Writing the cases into the vault"),
            name="case_import",
        )
        self._rows: QVBoxLayout = column(spacing=6)
        caption = Label(tr("The first complaints"), Role.CAPTION, Token.TEXT_2)
        box = Well(column(self._rows, margins=(12, 9, 12, 10)))
        self._first = QWidget()
        self._first.setLayout(column(caption, 4, box))
        self.middle.setLayout(column(self._first))

    def show_preview(self, shown: ImportShown) -> None:
        """Show what would be taken in."""
        self._first.setVisible(bool(shown.rows))
        clear(self._rows)
        for each in shown.rows:
            self._rows.addWidget(_FirstRow(each))
        problems = [line for line in (*shown.problems, shown.more) if line]
        self.show_found(shown.figures, problems, shown.action)
        if not shown.action:
            self.show_error(tr("There is no complaint in this file."))


class _FirstRow(QWidget):
    """When, whom, the words, the reason; in one line."""

    def __init__(self, complaint: FirstRow) -> None:
        super().__init__()
        when = Label(complaint.when, Role.CAPTION, Token.TEXT_3, tabular=True)
        when.setFixedWidth(96)
        token = Token.TEXT if complaint.known else Token.WARN
        whom = ElidedLabel(complaint.subject, TextStyle(role=Role.CAPTION, token=token))
        whom.setFixedWidth(110)
        words = ElidedLabel(
            complaint.quote, TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        )
        reason = Label(complaint.reason, Role.CAPTION, Token.TEXT_3)
        self.setLayout(row(when, whom, (words, 1), reason, spacing=8))


class Importing(QObject):
    """Satisfies `ImportView`: opens the dialog and stands for it.

    Signals: those of the dialog, and:
        closed: the dialog is gone.
    """

    committed = Signal()
    stopped = Signal()
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: CasesDialog | None = None

    def open_import(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        dialog = CasesDialog(self._over, file_name)
        dialog.committed.connect(self.committed)
        dialog.stopped.connect(self.stopped)
        self._dialog = dialog
        dialog.open()

    def show_import_progress(self, done: int, total: int) -> None:
        """Show how far reading is."""
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def show_import(self, shown: ImportShown) -> None:
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
            self.closed.emit()
