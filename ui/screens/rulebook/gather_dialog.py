"""Entering from a file who read a version: how it is read, and who would be entered."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.acknowledgements.model import Way
from app.words import tr
from ui.screens.rulebook.people_rows import TickList
from ui.screens.rulebook.presenter.acknowledged import way_choices
from ui.screens.rulebook.presenter.gathered import (
    GatheredShown,
    MappingShown,
    SaidRow,
)
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Dialog,
    ElidedLabel,
    FigureRow,
    Label,
    LabelledSelect,
    ProgressPanel,
    RecordDelegate,
    RecordModel,
    RowState,
    TextField,
    TextStyle,
    Well,
    clear,
    column,
    paint,
    row,
)
from ui.widgets.choices import draw_box

_WIDTH: Final = 760
_LIST: Final = 208
_ROW: Final = 30
_BOX: Final = 16
_DAY: Final = 46
_NAME: Final = 190
_PAUSE_MS: Final = 300
_QUIET: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class _SaidRows(RecordDelegate[SaidRow]):
    """A box, the day, who it is, the words, and why not."""

    inset = 4

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.BODY, padding=8)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: SaidRow, state: RowState
    ) -> None:
        if row.fit:
            at = QPointF(rect.left() + 10, rect.center().y() - _BOX / 2)
            draw_box(painter, at, checked=row.chosen)
        left, right = rect.left() + 38, rect.right() - 8
        if row.chip is not None:
            right -= paint.chip_width(row.chip)
            at = QPointF(right, rect.center().y() - paint.chip_height() / 2)
            paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
            right -= 10
        if row.day:
            area = QRectF(left, rect.top(), _DAY - 6, rect.height())
            paint.draw_text(painter, area, row.day, _QUIET)
            left += _DAY
        room = _NAME if row.words else right - left
        area = QRectF(left, rect.top(), min(room, right - left) - 8, rect.height())
        token = Token.TEXT if row.fit else Token.TEXT_3
        taken = paint.draw_text(painter, area, row.name, TextStyle(token=token)) + 8
        rest = area.adjusted(taken if row.name else 0, 0, 0, 0)
        paint.draw_text(painter, rest, row.who, _QUIET)
        if row.words:
            area = QRectF(left + _NAME, rect.top(), right - left - _NAME, rect.height())
            style = TextStyle(token=Token.TEXT_2 if row.fit else Token.TEXT_3)
            paint.draw_text(painter, area, row.words, style)


class GatherDialog(Dialog):
    """One dialog from the file to the entries.

    Signals:
        column_chosen: `who`, `at` or `words`, and the title of a column.
        words_written, since_written: as typed, after a pause.
        day_written: as typed.
        ticked: the line of a person.
        committed: where they said so.
        stopped: enter nobody.
    """

    column_chosen = Signal(str, str)
    words_written = Signal(str)
    since_written = Signal(str)
    day_written = Signal(str)
    ticked = Signal(str)
    committed = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(
            parent,
            tr("Who has acknowledged, from a file"),
            icon="upload-simple",
            width=_WIDTH,
            name="gather",
        )
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        self._trouble = Banner("", "", Tone.DANGER, name="gather_trouble")
        self._trouble.hide()
        self._progress = ProgressPanel("file-text", blocks=True, name="gather_progress")
        self._figures, self._notes = FigureRow(), column()
        self.body.setSpacing(10)
        self.body.addWidget(ElidedLabel(file_name, quiet))
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._progress)
        self._form = self._build_form()
        self.body.addWidget(self._form)
        self._found = self._build_found()
        self.body.addWidget(self._found)
        self._build_buttons()
        self._progress.start(tr("Reading {file}", file=file_name))
        self._connect()

    def show_reading(self, done: int, total: int) -> None:
        """Show how far reading is."""
        self._progress.set_progress(done, total)

    def show_mapping(self, mapping: MappingShown, way: Way, terms: str) -> None:
        """Show how the file is read."""
        self._progress.finish()
        for field, select in self._columns.items():
            select.select.set_choices([*mapping.columns])
            select.select.choose(getattr(mapping.chosen, field))
        self._way.select.choose(way.value)
        self._words.set_text(terms)
        self._pause.stop()
        self._form.show()
        self._show_words()
        self.fit()

    def show_days(self, since: str, day: str) -> None:
        """Put the first day, and that of undated rows, into their fields."""
        self._since.set_text(since)
        self._day.set_text(day)
        self._pause.stop()

    def show_gathered(self, shown: GatheredShown) -> None:
        """Show what the file would bring."""
        self._figures.set_figures(shown.figures)
        clear(self._notes)
        for note in shown.notes:
            self._notes.addWidget(Label(note, Role.CAPTION, Token.TEXT_2, wrap=True))
        self._records.show_rows(shown.rows)
        self._commit.set_label(shown.action)
        self._commit.setEnabled(not shown.blocked)
        self._commit.setAccessibleDescription(shown.blocked)
        begins = self._found.isHidden()
        self._found.show()
        self._commit.show()
        if begins:
            self._records.enter()
        self.fit()

    def show_field_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong with it."""
        if field == "who":
            self._no_who.setText(text)
            self._no_who.setVisible(bool(text))
        else:
            self._fields[field].show_error(text)
        if text and field != "day":
            self._found.hide()
            self._commit.hide()
        if text:
            self._let_go()
        self.fit()

    def show_busy(self) -> None:
        """Say that it is being written."""
        self._commit.setEnabled(False)
        self._cancel.setEnabled(False)

    def show_error(self, text: str) -> None:
        """Say what is wrong; nothing was entered."""
        self._progress.finish()
        self._trouble.set_words(text)
        self._trouble.show()
        self._let_go()
        self._cancel.setFocus()
        self.fit()

    def reject(self) -> None:
        # While it is written there is nothing to give up.
        if self._cancel.isEnabled():
            super().reject()

    def _let_go(self) -> None:
        self._commit.setEnabled(True)
        self._cancel.setEnabled(True)

    def _build_form(self) -> QWidget:
        self._columns = {
            "who": LabelledSelect(tr("Platform id in"), name="gather_who"),
            "at": LabelledSelect(tr("Day in"), name="gather_at"),
            "words": LabelledSelect(tr("Words in"), name="gather_words_column"),
        }
        self._way = LabelledSelect(tr("Where they said so"), name="gather_way")
        self._way.select.set_choices(way_choices())
        self._no_who = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._no_who.hide()
        self._words = TextField(
            tr("Words that count as agreement"),
            hint=tr("nothing else may be said beside them"),
            name="gather_words",
        )
        self._since = TextField(
            tr("Only from this day on"), placeholder="2026-11-29", name="gather_since"
        )
        self._day = TextField(
            tr("Day of rows without one"), placeholder="2026-11-29", name="gather_day"
        )
        self._fields = {
            "words": self._words,
            "since": self._since,
            "day": self._day,
        }
        form = QWidget()
        columns = [(each, 1) for each in self._columns.values()]
        second = [
            (column(each, STRETCH), 1) for each in (self._since, self._day, self._way)
        ]
        form.setLayout(
            column(
                row(*columns, spacing=10),
                self._no_who,
                self._words,
                row(*second, spacing=10),
                spacing=8,
            )
        )
        form.hide()
        return form

    def _build_found(self) -> QWidget:
        self._model: RecordModel[SaidRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self._model.setParent(self)
        self._records = TickList(tr("People in the file"), name="gather_people")
        self._records.setModel(self._model)
        self._records.setItemDelegate(_SaidRows(self._records))
        self._records.setFixedHeight(_LIST)
        found = QWidget()
        well = Well(column(self._records, margins=(2, 4, 2, 4)))
        found.setLayout(column(self._figures, well, self._notes, spacing=10))
        found.hide()
        return found

    def _build_buttons(self) -> None:
        self._cancel = Button(tr("Cancel"), height=34, name="gather_cancel")
        self._commit = Button("", ButtonKind.PRIMARY, height=34, name="gather_commit")
        self._commit.hide()
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._commit)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        for field in (self._words, self._since):
            field.changed.connect(self._pause.start)
        for name, select in self._columns.items():
            select.select.key_chosen.connect(partial(self._on_column, name))
        self._day.changed.connect(self.day_written)
        self._records.ticked.connect(self.ticked)
        self._cancel.clicked.connect(self.stopped)
        self.rejected.connect(self.stopped)
        self._progress.stopped.connect(self.stopped)
        self._commit.clicked.connect(self._on_committed)

    def _tell(self) -> None:
        self._pause.stop()
        self.words_written.emit(self._words.text())
        self.since_written.emit(self._since.text())

    def _on_column(self, field: str, title: str) -> None:
        self._show_words()
        self.column_chosen.emit(field, title)
        self.fit()

    def _show_words(self) -> None:
        self._words.setVisible(bool(self._columns["words"].select.chosen()))

    def _on_committed(self) -> None:
        if self._pause.isActive():
            self._tell()  # what stands there now is to be looked at first
            return
        self.committed.emit(self._way.select.chosen())
