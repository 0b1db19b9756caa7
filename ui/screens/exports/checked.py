"""The middle: the verdict, the checks, and the rows of the file."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from app.words import tr
from ui.screens.exports.gates import GateList
from ui.screens.exports.presenter.shown import (
    CheckedShown,
    Deed,
    PreviewShown,
    VerdictShown,
    WrittenShown,
)
from ui.screens.exports.table_model import PreviewModel
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    Card,
    DataTable,
    IconLabel,
    Label,
    ProgressPanel,
    ScrollColumn,
    TextStyle,
    TintBox,
    clear,
    column,
    paint,
    row,
)
from ui.widgets.notices import SHOW_AFTER_MS

_ROWS_SHOWN: Final = 12
_LABELS: Final = 0
_WIDEST: Final = TextStyle(bold=True, tabular=True)
_CELL_PADDING: Final = 26
_DEED_ICONS: Final = {Deed.HELP: "wrench", Deed.CHECK_AGAIN: "arrow-clockwise"}


class WrittenCard(TintBox):
    """The file just written, and what its readers must know.

    Signals:
        notes_wanted: the notes are wanted on the clipboard.
    """

    notes_wanted = Signal(object)

    def __init__(self) -> None:
        self._title = Label("", bold=True, wrap=True)
        self._text = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._notes = column(spacing=space.S1)
        self._shown: tuple[str, ...] = ()
        self.copy = Button(tr("Copy the notes"), icon="copy", name="exports_copy_notes")
        self.copy.clicked.connect(self._on_copy)
        head = row(
            IconLabel("check-circle-fill", Token.OK, 18),
            12,
            (column(self._title, self._text), 1),
        )
        notes = row(
            (Label(tr("For its readers, beside the file"), bold=True), 1), self.copy
        )
        super().__init__(
            column(head, space.S3, notes, 4, self._notes, margins=(16, 12, 14, 14)),
            Tone.OK,
            name="exports_written",
        )

    def set_written(self, written: WrittenShown) -> None:
        """Show this file."""
        self._title.setText(written.title)
        self._text.setText(written.text)
        self.setAccessibleName(written.title)
        self._shown = written.notes
        clear(self._notes)
        for note in written.notes:
            self._notes.addWidget(Label(note, Role.CAPTION, wrap=True, selectable=True))

    def _on_copy(self) -> None:
        self.notes_wanted.emit(self._shown)


class CheckedPane(ScrollColumn):
    """What the checks found; the verdict first.

    Signals:
        helped: the code of a remedy.
        deed_wanted: what the button beside the verdict says.
        stop_wanted: stop the checks.
        notes_wanted: what readers must know is wanted on the clipboard.
    """

    helped = Signal(str)
    deed_wanted = Signal()
    stop_wanted = Signal()
    notes_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(24, 20, 24, 16), name="exports_checked")
        self.written = WrittenCard()
        self._problem = Banner("", "", Tone.DANGER, name="exports_problem")
        self._progress = ProgressPanel("shield-check", name="exports_progress")
        self._verdict = Banner("", "", Tone.OK, name="exports_verdict")
        self._deed = Button("", name="exports_deed")
        self._verdict.tools.addWidget(self._deed)
        self._gates = GateList()
        self._summary = Label("", Role.CAPTION, Token.TEXT_2, tabular=True)
        self._took = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._model = PreviewModel()
        self._table = DataTable(tr("Rows of the file"), name="exports_preview")
        self._table.setModel(self._model)
        self._rows = Label("", Role.CAPTION, Token.TEXT_2, tabular=True)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOW_AFTER_MS)
        self._build()
        self._connect()

    def set_checking(self) -> None:
        """Announce the checks; what stands here goes when they take long."""
        if not self._late.isActive():
            self._progress.start(tr("Checking the report"))
            self._late.start()

    def set_checked(self, checked: CheckedShown) -> None:
        """Show what the checks found."""
        self._late.stop()
        self._progress.finish()
        held = self._holds_focus()
        self._set_verdict(checked.verdict)
        self._gates.set_gates(checked.gates)
        self._summary.setText(checked.summary)
        self._took.setText(checked.took)
        self._checks.setVisible(bool(checked.gates))
        self._file.setVisible(checked.preview is not None)
        if checked.preview is not None:
            self._set_preview(checked.preview)
        if held:
            self._hold_focus()

    def set_written(self, written: WrittenShown | None) -> None:
        """Show the file just written instead of the verdict, or take it away."""
        self.written.setVisible(written is not None)
        self._verdict.setVisible(written is None)
        if written is not None:
            self.written.set_written(written)
            self.verticalScrollBar().setValue(0)

    def set_problem(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))
        if text:
            self.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        self._checks, self._file = QWidget(), QWidget()
        checks = Label(tr("Checks"), Role.SECTION)
        heading = row(checks, 8, self._summary, STRETCH, self._took)
        self._checks.setLayout(column(heading, 8, self._gates, margins=(0, 16, 0, 0)))
        titled = row(
            Label(tr("What the file will hold"), Role.SECTION), 8, self._rows, STRETCH
        )
        card = Card(column(self._table, margins=1))
        self._file.setLayout(column(titled, 8, card, margins=(0, 20, 0, 0)))
        self.column.addWidget(self._problem)
        self.column.addWidget(self.written)
        self.column.addWidget(self._progress)
        for part in (self._verdict, self._checks, self._file):
            self.column.addWidget(part)
        self.column.addStretch(1)
        for part in (self._problem, self.written, self._verdict):
            part.hide()
        self._checks.hide()
        self._file.hide()

    def _connect(self) -> None:
        self._gates.helped.connect(self.helped)
        self._deed.clicked.connect(self.deed_wanted)
        self._progress.stopped.connect(self.stop_wanted)
        self.written.notes_wanted.connect(self.notes_wanted)
        self._late.timeout.connect(self._verdict.hide)

    def _set_verdict(self, verdict: VerdictShown) -> None:
        icon = "check-circle-fill" if verdict.tone is Tone.OK else ""
        self._verdict.set_tone(verdict.tone, icon)
        self._verdict.set_words(verdict.title, verdict.text)
        self._verdict.setVisible(self.written.isHidden())
        self._deed.setVisible(verdict.deed is not Deed.NOTHING)
        self._deed.set_label(verdict.deed_text, _DEED_ICONS.get(verdict.deed, ""))

    def _set_preview(self, preview: PreviewShown) -> None:
        self._model.set_preview(preview)
        self._rows.setText(preview.summary)
        self._fit_columns(preview)
        height = self._table.verticalHeader().defaultSectionSize()
        lines = min(len(preview.rows), _ROWS_SHOWN)
        header = self._table.horizontalHeader().height()
        self._table.setFixedHeight(header + lines * height)

    def _fit_columns(self, preview: PreviewShown) -> None:
        """Make room for every cell; asking the view would take it cell by cell."""
        header = self._table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, title in enumerate(preview.header):
            texts = {title, *(str(cells[place]) for cells in preview.rows)}
            widest = max(paint.text_width(text, _WIDEST) for text in texts)
            header.resizeSection(place, widest + _CELL_PADDING)
        header.setSectionResizeMode(_LABELS, QHeaderView.ResizeMode.Stretch)

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._gates.isAncestorOf(focused)
        return inside or focused is self._deed

    def _hold_focus(self) -> None:
        """Keep the keyboard here although the button that was pressed is gone."""
        if not self._deed.isHidden():
            self._deed.setFocus()
        else:
            (self._gates.first_remedy() or self).setFocus()
