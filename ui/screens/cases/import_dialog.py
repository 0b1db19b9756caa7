"""Taking in a file of complaints: reading, looking, what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.screens.cases.presenter.importing import Figure, FirstRow, ImportShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    Banner,
    Button,
    ButtonKind,
    Dialog,
    ElidedLabel,
    Label,
    ProgressPanel,
    ScrollColumn,
    TextStyle,
    Well,
    clear,
    column,
    row,
)


class ImportDialog(Dialog):
    """One dialog from choosing the file to the result.

    Signals:
        committed: what was shown is to be taken in.
        stopped: nothing is to be taken in.
    """

    committed = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(
            parent,
            tr("Import complaints"),
            icon="file-plus",
            width=620,
            name="case_import",
        )
        self._file_name = ElidedLabel(
            file_name, TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        )
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._progress = ProgressPanel("file-plus", blocks=True, name="import_progress")
        self._figures = row(spacing=24)
        self._told = Label("", token=Token.TEXT_2, wrap=True)
        self._told.hide()
        self._rows: QVBoxLayout = column(spacing=6)
        self._first = QWidget()
        caption = Label(tr("The first complaints"), Role.CAPTION, Token.TEXT_2)
        box = Well(column(self._rows, margins=(12, 9, 12, 10)))
        self._first.setLayout(column(caption, 4, box))
        self._first.hide()
        self._problems = ScrollColumn(spacing=2, name="import_problems")
        self._problems.setMaximumHeight(104)
        self._problem_part = QWidget()
        caption = Label(
            tr("Problems in the file; these rows come in all the same"),
            Role.CAPTION,
            Token.TEXT_2,
        )
        self._problem_part.setLayout(column(caption, 4, self._problems))
        self._problem_part.hide()
        self.body.setSpacing(12)
        self.body.addWidget(self._file_name)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._progress)
        self.body.addLayout(self._figures)
        for part in (self._told, self._first, self._problem_part):
            self.body.addWidget(part)
        self._cancel = Button(tr("Cancel"), height=34, name="import_cancel")
        self._commit = Button("", ButtonKind.PRIMARY, height=34, name="import_commit")
        self._commit.hide()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._commit)
        self._cancel.clicked.connect(self.stopped)
        self.rejected.connect(self.stopped)
        self._commit.clicked.connect(self.committed)
        self._progress.stopped.connect(self.stopped)
        self._progress.start(tr("Reading {file}", file=file_name))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far reading is."""
        self._progress.set_progress(done, total)

    def show_preview(self, shown: ImportShown) -> None:
        """Show what would be taken in."""
        self._progress.finish()
        self._show_figures(shown.figures)
        self._first.setVisible(bool(shown.rows))
        clear(self._rows)
        for each in shown.rows:
            self._rows.addWidget(_FirstRow(each))
        self._problem_part.setVisible(bool(shown.problems))
        clear(self._problems.column)
        for line in (*shown.problems, shown.more):
            if line:
                told = Label(line, Role.CAPTION, Token.TEXT_2, wrap=True)
                self._problems.column.addWidget(told)
        if not shown.action:
            self.show_error(tr("There is no complaint in this file."))
            return
        self._commit.set_label(shown.action)
        self._commit.show()
        self._commit.setFocus()
        self.fit()

    def show_busy(self) -> None:
        """Say that it is being written."""
        self._commit.setEnabled(False)
        self._cancel.setEnabled(False)
        self._progress.start(tr("Writing the cases into the vault"), stoppable=False)

    def show_result(self, figures: Sequence[Figure], text: str) -> None:
        """Say what came of it."""
        self._progress.finish()
        self._show_figures(figures)
        self._told.setText(text)
        self._told.show()
        self._first.hide()
        self._problem_part.hide()
        self._commit.hide()
        self._cancel.setEnabled(True)
        self._cancel.set_label(tr("Close"))
        self._cancel.setFocus()
        self.fit()

    def show_error(self, text: str) -> None:
        """Say what went wrong; nothing was taken in."""
        self._progress.finish()
        self._trouble.set_words(text)
        self._trouble.show()
        self._commit.hide()
        self._cancel.setEnabled(True)
        self._cancel.set_label(tr("Close"))
        self.fit()

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        clear(self._figures)
        for each in figures:
            token = Token.WARN if each.notable else Token.TEXT
            count = Label(each.count, Role.RECORD, token, tabular=True)
            told = Label(each.text, Role.CAPTION, Token.TEXT_2)
            self._figures.addLayout(column(count, told))
        self._figures.addStretch(1)


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
        self._dialog: ImportDialog | None = None

    def open_import(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        dialog = ImportDialog(self._over, file_name)
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
