"""Taking rules in from a file: what each line becomes, before anything is written."""

from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.presenter.taken_in import LineRow, RulesShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    CheckRow,
    Dialog,
    ElidedLabel,
    FigureRow,
    Label,
    ProgressPanel,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextStyle,
    Well,
    clear,
    column,
    paint,
    row,
)

_WIDTH: Final = 720
_LIST: Final = 300
_ROW: Final = 28
_LINE_WIDTH: Final = 40
_BECAME_WIDTH: Final = 112
_NUMBER_WIDTH: Final = 44
_QUIET: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class _LineRows(RecordDelegate[LineRow]):
    """The line, what it became, of which clause, its words."""

    inset = 4

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.BODY, padding=8)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: LineRow, state: RowState
    ) -> None:
        left = rect.left() + 4
        area = QRectF(left, rect.top(), _LINE_WIDTH - 8, rect.height())
        paint.draw_text(painter, area, str(row.line), _QUIET, paint.RIGHT)
        left += _LINE_WIDTH
        token = Token.TEXT_2 if row.understood else Token.WARN
        area = QRectF(left, rect.top(), _BECAME_WIDTH - 8, rect.height())
        became = TextStyle(role=Role.CAPTION, token=token, bold=row.begins)
        paint.draw_text(painter, area, row.became, became)
        left += _BECAME_WIDTH
        area = QRectF(left, rect.top(), _NUMBER_WIDTH - 6, rect.height())
        paint.draw_text(painter, area, row.number, _QUIET)
        left += _NUMBER_WIDTH
        area = QRectF(left, rect.top(), rect.right() - left - 8, rect.height())
        paint.draw_text(painter, area, row.words, TextStyle(bold=row.begins))


class RulesDialog(Dialog):
    """One dialog from the file to the draft.

    Signals:
        committed: what was shown is to become a draft.
        replaced: the open draft is to give way to it.
        other_wanted: take another file.
        stopped: take nothing in.
    """

    committed = Signal()
    replaced = Signal()
    other_wanted = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Import rules"),
            icon="upload-simple",
            width=_WIDTH,
            name="rules_import",
        )
        self._lines: tuple[LineRow, ...] = ()
        self._file = ElidedLabel("", TextStyle(role=Role.CAPTION, token=Token.TEXT_3))
        self._other = Button(
            tr("Choose another file"),
            ButtonKind.LINK,
            height=24,
            name="rules_import_other",
        )
        self._trouble = Banner("", "", Tone.DANGER, name="rules_import_trouble")
        self._progress = ProgressPanel(
            "file-text", blocks=True, name="rules_import_progress"
        )
        self._figures = FigureRow()
        self._notes = column()
        self._ask = Banner(
            tr("Replace what is being written?"),
            "",
            Tone.WARN,
            name="rules_import_ask",
        )
        self.body.setSpacing(12)
        self.body.addLayout(row((self._file, 1), 12, self._other))
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._progress)
        self.body.addLayout(self._figures)
        self.body.addLayout(self._notes)
        self.body.addWidget(self._build_lines())
        self.body.addWidget(self._ask)
        self._build_buttons()

    def show_reading(self, file_name: str) -> None:
        """Say that a file is being read."""
        self._file.set_text(file_name)
        self._progress.start(tr("Reading {file}", file=file_name))
        for part in (self._trouble, self._part, self._ask, self._commit):
            part.hide()
        self._figures.set_figures(())
        clear(self._notes)
        self._turn(asking=False)
        self._cancel.setFocus()

    def show_rules(self, shown: RulesShown) -> None:
        """Show what the file would become."""
        self._progress.finish()
        self._figures.set_figures(shown.figures)
        clear(self._notes)
        for note in shown.notes:
            self._notes.addWidget(Label(note, Role.CAPTION, Token.TEXT_2, wrap=True))
        self._lines = shown.lines
        self._unread.setVisible(bool(shown.left_out))
        self._unread.setChecked(False)
        self._show_lines()
        self._part.show()
        self._commit.set_label(shown.action)
        self._commit.show()
        self._commit.setFocus()
        self.fit()

    def ask_replacing(self, text: str) -> None:
        """Ask whether the open draft is to give way; nothing is the first answer."""
        self._ask.set_words(tr("Replace what is being written?"), text)
        self._ask.show()
        self._turn(asking=True)
        self._cancel.setFocus()
        self.fit()

    def show_busy(self) -> None:
        """Say that it is being written."""
        for button in (self._commit, self._replace, self._cancel, self._other):
            button.setEnabled(False)

    def show_error(self, text: str) -> None:
        """Say what is wrong; nothing was taken in."""
        self._progress.finish()
        self._trouble.set_words(text)
        self._trouble.show()
        for button in (self._commit, self._replace, self._cancel, self._other):
            button.setEnabled(True)
        self._ask.hide()
        self._turn(asking=False)
        self._other.setFocus()
        self.fit()

    def _build_lines(self) -> QWidget:
        self._model: RecordModel[LineRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self._model.setParent(self)
        self._records = RecordList(
            tr("What each line becomes"), name="rules_import_lines"
        )
        self._records.setModel(self._model)
        self._records.setItemDelegate(_LineRows(self._records))
        self._records.setFixedHeight(_LIST)
        self._unread = CheckRow(
            tr("Only lines that were not understood"), name="rules_import_unread"
        )
        self._unread.toggled.connect(self._show_lines)
        caption = Label(tr("What each line becomes"), Role.CAPTION, Token.TEXT_2)
        well = Well(column(self._records, margins=(2, 4, 2, 4)))
        self._part = QWidget()
        head = row(caption, STRETCH, self._unread)
        self._part.setLayout(column(head, 4, well))
        return self._part

    def _build_buttons(self) -> None:
        self._cancel = Button(tr("Cancel"), height=34, name="rules_import_cancel")
        self._commit = Button(
            "", ButtonKind.PRIMARY, height=34, name="rules_import_commit"
        )
        self._replace = Button(
            tr("Replace the draft"),
            ButtonKind.DANGER,
            height=34,
            name="rules_import_replace",
        )
        for button in (self._cancel, self._commit, self._replace):
            self.buttons.addWidget(button)
        self._cancel.clicked.connect(self.stopped)
        self.rejected.connect(self.stopped)
        self._progress.stopped.connect(self.stopped)
        self._other.clicked.connect(self.other_wanted)
        self._commit.clicked.connect(self.committed)
        self._replace.clicked.connect(self.replaced)

    def _turn(self, *, asking: bool) -> None:
        """Have the buttons answer the question, or offer what was read."""
        self._replace.setVisible(asking)
        self._commit.setVisible(not asking and self._part.isVisibleTo(self))
        words = tr("Keep the draft") if asking else tr("Cancel")
        self._cancel.set_label(words)

    def _show_lines(self) -> None:
        alone = self._unread.isChecked()
        lines = [line for line in self._lines if not (alone and line.understood)]
        self._records.show_rows(lines)
        self._records.scrollToTop()

    def reject(self) -> None:
        # While it is written there is nothing to give up.
        if self._cancel.isEnabled():
            super().reject()


class ImportingRules(QObject):
    """Satisfies `TakingInView`: opens the dialog and stands for it.

    Signals: those of the dialog.
    """

    committed = Signal()
    replaced = Signal()
    other_wanted = Signal()
    stopped = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: RulesDialog | None = None

    def open_rules(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        if self._dialog is None:
            self._dialog = dialog = RulesDialog(self._over)
            dialog.committed.connect(self.committed)
            dialog.replaced.connect(self.replaced)
            dialog.other_wanted.connect(self.other_wanted)
            dialog.stopped.connect(self.stopped)
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.open()
        self._dialog.show_reading(file_name)

    def show_rules(self, shown: RulesShown) -> None:
        """Show what the file would become."""
        if self._dialog is not None:
            self._dialog.show_rules(shown)

    def ask_replacing(self, text: str) -> None:
        """Ask whether the open draft is to give way."""
        if self._dialog is not None:
            self._dialog.ask_replacing(text)

    def show_rules_busy(self) -> None:
        """Say that it is being written."""
        if self._dialog is not None:
            self._dialog.show_busy()

    def show_rules_error(self, text: str) -> None:
        """Say what is wrong; nothing was taken in."""
        if self._dialog is not None:
            self._dialog.show_error(text)

    def close_rules(self) -> None:
        """Take the dialog away."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
