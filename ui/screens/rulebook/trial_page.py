"""The draft tried on decided cases: what would change, by clause and case."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import tr
from ui.screens.rulebook.presenter.tried import TrialShown, TriedRow, spans
from ui.screens.rulebook.trial_rows import ShareBar, TriedRows
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    Chip,
    ElidedLabel,
    EmptyState,
    FigureRow,
    Hairline,
    IconButton,
    IconLabel,
    Label,
    ProgressPanel,
    RecordList,
    RecordModel,
    Select,
    TextStyle,
    clear,
    column,
    row,
)

_WAIT, _SHOWN, _NONE = range(3)
_SIDE: Final = 24


class TrialPage(QWidget):
    """Progress, figures, clauses and cases; nothing here writes.

    Signals:
        opened: the key of a row.
        span_chosen: which decisions it is to be tried on.
        again_wanted: try the draft as it is now.
        stopped: try no further.
        closed: go back to the clause.
    """

    opened = Signal(str)
    span_chosen = Signal(str)
    again_wanted = Signal()
    stopped = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rulebook_trial")
        self._title = ElidedLabel(tr("Tried on past cases"), TextStyle(role=Role.PAGE))
        self._span = Select(tr("Which decisions"), name="rulebook_trial_span")
        policy = QSizePolicy.Policy
        self._span.setSizePolicy(policy.Maximum, policy.Fixed)
        self._span.set_choices(spans())
        self._close = IconButton(
            "x", tr("Back to the clause"), name="rulebook_trial_close"
        )
        head = row(
            (self._title, 1),
            self._span,
            self._close,
            spacing=10,
            margins=(24, 12, 16, 8),
        )
        self._stale = Banner(
            tr("The draft was changed since"),
            tr("What stands here is of the draft as it was."),
            Tone.WARN,
            name="rulebook_trial_stale",
        )
        self._again = Button(tr("Try again"), name="rulebook_trial_again")
        self._stale.tools.addWidget(self._again)
        self._stale_row = QWidget()
        self._stale_row.setLayout(row((self._stale, 1), margins=(_SIDE, 0, _SIDE, 12)))
        self._stale_row.hide()
        self._progress = ProgressPanel("clock", name="rulebook_trial_progress")
        self._none = EmptyState("scales", "", "", "", name="rulebook_trial_none")
        self._pages = QStackedWidget()
        for page in (self._build_wait(), self._build_shown(), self._none):
            self._pages.addWidget(page)
        self.setLayout(column(head, self._stale_row, (self._pages, 1)))
        self._connect()

    def show_running(self) -> None:
        """Say that the draft is being tried."""
        self._model.set_rows(())
        self._pages.setCurrentIndex(_WAIT)
        self._progress.start(tr("Trying the draft on decided cases"))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown."""
        self._progress.set_progress(done, total)

    def show_tried(self, shown: TrialShown) -> None:
        """Show how the past would have come out."""
        self._progress.finish()
        self._figures.set_figures(shown.figures)
        self._bar.set_shares(shown.shares)
        clear(self._chips)
        for chip, count in shown.shares:
            # What stays is the rest, on the bar and in the figures.
            if count and chip.tone is not Tone.NEUTRAL:
                self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self._chips.addStretch(1)
        self._more.setText(shown.more)
        self._more.setVisible(bool(shown.more))
        self._empty.setText(shown.empty)
        self._empty.setVisible(bool(shown.empty))
        self.records.show_rows(shown.rows)
        if not shown.rows:
            self._say_none(shown.empty, "")
            return
        self._pages.setCurrentIndex(_SHOWN)
        self.records.enter()

    def show_failed(self, text: str) -> None:
        """Say why it could not be tried."""
        self._progress.finish()
        self._say_none(tr("The draft cannot be tried yet"), text)

    def show_stopped(self) -> None:
        """Say that somebody stopped it."""
        self._progress.finish()
        self._say_none(tr("Stopped; nothing was written"), "")

    def is_in_front(self) -> bool:
        """Return whether somebody sees the page."""
        return self.isVisible()

    def leave(self) -> None:
        """Go back by itself."""
        self.closed.emit()

    def show_stale(self, *, stale: bool) -> None:
        """Say that the draft was changed since, or no longer."""
        self._stale_row.setVisible(stale)

    def focus(self) -> None:
        """Take the focus, where there are rows in the rows."""
        here = self.records if self._pages.currentIndex() == _SHOWN else self._close
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _say_none(self, title: str, text: str) -> None:
        self._none.set_words(title, text, tr("Try again"))
        self._pages.setCurrentIndex(_NONE)
        self._none.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_wait(self) -> QWidget:
        wait = QWidget()
        wait.setLayout(column(self._progress, STRETCH, margins=(_SIDE, 4, _SIDE, 16)))
        return wait

    def _build_shown(self) -> QWidget:
        self._figures = FigureRow()
        self._bar = ShareBar()
        self._chips = row(spacing=6)
        self._more = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
        self._empty = Label("", token=Token.TEXT_2, wrap=True)
        given = Label(
            tr(
                "Nothing was written. Earlier sanctions stay as they were decided, and"
                " so does a severity set by hand; findings that were overturned are"
                " left out. Cases you have a part in are not among them."
            ),
            Role.CAPTION,
            Token.TEXT_2,
            wrap=True,
        )
        mark = column(1, IconLabel("info", Token.TEXT_3), STRETCH)
        self._model: RecordModel[TriedRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self.records = RecordList(
            tr("Clauses and cases that would change"), name="rulebook_trial_rows"
        )
        self.records.setModel(self._model)
        self.records.setItemDelegate(TriedRows(self.records))
        top = column(
            row(mark, 8, (given, 1)),
            12,
            self._figures,
            12,
            self._bar,
            8,
            self._chips,
            4,
            self._more,
            self._empty,
            margins=(_SIDE, 0, _SIDE, 12),
        )
        page = QWidget()
        page.setLayout(column(top, Hairline(), 4, (self.records, 1)))
        return page

    def _connect(self) -> None:
        self._close.clicked.connect(self.closed)
        self._again.clicked.connect(self.again_wanted)
        self._none.button.clicked.connect(self.again_wanted)
        self._progress.stopped.connect(self.stopped)
        self._span.key_chosen.connect(self.span_chosen)
        self.records.opened.connect(self.opened)
        self.records.back_wanted.connect(self.closed)
