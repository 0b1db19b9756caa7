"""The dialog that takes a file in: reading, looking, what came of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Role, Token, Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.dialogs import Dialog
from ui.widgets.figures import Figure
from ui.widgets.frames import ScrollColumn
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layout import clear, column, row
from ui.widgets.notices import Banner, ProgressPanel
from ui.widgets.paint import TextStyle

_PROBLEMS_HIGH: Final = 104


class ImportDialog(Dialog):
    """One dialog from choosing the file to the result.

    Attributes:
        middle: between the figures and the problems; what else there is to look at.

    Signals:
        committed: what was shown is to be taken in.
        stopped: nothing is to be taken in.
    """

    committed = Signal()
    stopped = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        file_name: str,
        *,
        problems: str,
        writing: str,
        name: str,
    ) -> None:
        """Build it reading.

        Args:
            parent: over what it opens.
            title: what is done.
            file_name: shown under it.
            problems: what the rows are that stand under the figures.
            writing: what is done when it is taken in.
            name: the object's.
        """
        super().__init__(parent, title, icon="file-plus", width=620, name=name)
        self._writing = writing
        self._file_name = ElidedLabel(
            file_name, TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        )
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._progress = ProgressPanel("file-plus", blocks=True, name="import_progress")
        self._figures = row(spacing=24)
        self._told = Label("", token=Token.TEXT_2, wrap=True)
        self._told.hide()
        self.middle = QWidget()
        self.middle.hide()
        self._problems = ScrollColumn(spacing=2, name="import_problems")
        self._problems.setMaximumHeight(_PROBLEMS_HIGH)
        self._problem_part = QWidget()
        caption = Label(problems, Role.CAPTION, Token.TEXT_2)
        self._problem_part.setLayout(column(caption, 4, self._problems))
        self._problem_part.hide()
        self.body.setSpacing(12)
        self.body.addWidget(self._file_name)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._progress)
        self.body.addLayout(self._figures)
        for part in (self._told, self.middle, self._problem_part):
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

    def show_found(
        self, figures: Sequence[Figure], problems: Sequence[str], action: str
    ) -> None:
        """Show what would be taken in.

        Args:
            figures: what is in the file.
            problems: what is wrong with which line.
            action: what the main button says; empty if there is nothing to take in.
        """
        self._progress.finish()
        self._show_figures(figures)
        self.middle.show()
        self._problem_part.setVisible(bool(problems))
        clear(self._problems.column)
        for line in problems:
            told = Label(line, Role.CAPTION, Token.TEXT_2, wrap=True)
            self._problems.column.addWidget(told)
        if action:
            self._commit.set_label(action)
        if action and not self._commit.isVisible():
            self._commit.show()
            self._commit.setFocus()
        self._commit.setVisible(bool(action))
        self.fit()

    def show_busy(self) -> None:
        """Say that it is being written."""
        self._commit.setEnabled(False)
        self._cancel.setEnabled(False)
        self._progress.start(self._writing, stoppable=False)

    def show_result(self, figures: Sequence[Figure], text: str) -> None:
        """Say what came of it."""
        self._progress.finish()
        self._show_figures(figures)
        self._told.setText(text)
        self._told.show()
        self.middle.hide()
        self._problem_part.hide()
        self._commit.hide()
        self._close_only()
        self._cancel.setFocus()
        self.fit()

    def show_error(self, text: str) -> None:
        """Say what went wrong; nothing was taken in."""
        self._progress.finish()
        self._trouble.set_words(text)
        self._trouble.show()
        self._commit.hide()
        self._close_only()
        self.fit()

    def _close_only(self) -> None:
        self._cancel.setEnabled(True)
        self._cancel.set_label(tr("Close"))

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        clear(self._figures)
        for each in figures:
            token = Token.WARN if each.notable and each.count else Token.TEXT
            count = Label(f"{each.count:,}", Role.RECORD, token, tabular=True)
            told = Label(each.text, Role.CAPTION, Token.TEXT_2)
            self._figures.addLayout(column(count, told))
        self._figures.addStretch(1)
