"""The cases screen: queue, record and decision side by side, and their dialogs."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout

from app.words import tr
from ui.screens.cases.decision_pane import DecisionPane
from ui.screens.cases.header import CaseHeader
from ui.screens.cases.import_dialog import Importing
from ui.screens.cases.intake_dialog import Intake
from ui.screens.cases.outcome_pane import OutcomePane
from ui.screens.cases.queue_pane import QueuePane
from ui.screens.cases.record_pane import RecordPane
from ui.widgets import KeyPane, Panes

_ACTS: Final = frozenset("NMASRD123456789")
_MOVES: Final = frozenset("JK/")
_TICK_MS: Final = 20_000


class CasesPanes(Panes):
    """Satisfies `CasesView`.

    Attributes:
        queue: the left pane.
        header: the lines over a case.
        record: the middle pane.
        decision, outcome: the right pane of an open and of a decided case.
        intake, importing: what opens the dialogs.

    Signals:
        letter_pressed: a key of the map, wherever it was typed.
        primary_wanted: Ctrl+Enter outside a note.
        ticked: clocks may go on.
        left: the screen goes to the back.
    """

    letter_pressed = Signal(str)
    primary_wanted = Signal()
    ticked = Signal()
    left = Signal()

    def __init__(self) -> None:
        self.queue = QueuePane()
        self.header = CaseHeader()
        self.record = RecordPane(self.header)
        self.decision, self.outcome = DecisionPane(), OutcomePane()
        self._sides = QStackedLayout()
        self._side_pane = KeyPane(name="case_side")
        self._side_pane.setLayout(self._sides)
        # A stack shows its first page at once; alone that would be a window.
        self._sides.addWidget(self.decision)
        self._sides.addWidget(self.outcome)
        super().__init__(
            self.queue,
            self.record,
            self._side_pane,
            header=self.header,
            decision_label=tr("Decision"),
        )
        self.setObjectName("cases")
        self.intake, self.importing = Intake(self), Importing(self)
        # Back to the work, not to the button that began it.
        self.importing.closed.connect(self.focus_list)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._on_tick)
        self._ticking.start()
        self._listen()

    def show_side(self, *, decided: bool | None) -> None:
        """Show the form, what follows a decision, or with None neither."""
        self.offer_decision(offered=decided is not None)
        self._sides.setCurrentWidget(self.outcome if decided else self.decision)

    def show_trouble(self, text: str) -> None:
        """Say over the record what went wrong; empty takes it away."""
        self.record.show_trouble(text)

    def focus_list(self) -> None:
        """Go back to the list."""
        self.close_drawer()
        self.show_list()
        self.queue.focus_list()

    def focus_next(self) -> None:
        """Go to the list, or to the record where that has its turn."""
        self.close_drawer()
        if self.queue.isVisible():
            self.queue.focus_list()
        else:
            self.record.focus()

    def focus_record(self) -> None:
        """Go to the record."""
        self.show_record()
        self.record.focus()

    def focus_reason(self) -> None:
        """Go to the reason of the decision."""
        self.bring_side()
        self.decision.focus_reason()

    def bring_side(self) -> None:
        """Let the decision be seen where it is a drawer."""
        self.show_record()
        self.open_drawer()

    def hideEvent(self, event: QHideEvent) -> None:
        self.left.emit()
        super().hideEvent(event)

    def _listen(self) -> None:
        records = self.queue.records
        records.set_key_map(_ACTS)
        records.letter_pressed.connect(self.letter_pressed)
        self.queue.set_key_map(frozenset("N/"))
        self.queue.letter_pressed.connect(self.letter_pressed)
        records.opened.connect(self._on_opened)
        records.peeked.connect(self._on_peeked)
        for pane in (self.record, self._side_pane):
            pane.set_key_map(_ACTS | _MOVES)
            pane.letter_pressed.connect(self.letter_pressed)
            pane.back_wanted.connect(self.focus_list)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_primary)

    def _on_opened(self, _case: str) -> None:
        self.focus_record()

    def _on_peeked(self, _case: str) -> None:
        self.show_record()

    def _on_primary(self) -> None:
        if self.record.note.has_cursor():
            self.record.note.sent.emit()
        else:
            self.primary_wanted.emit()

    def _on_tick(self) -> None:
        if self.isVisible():
            self.ticked.emit()
