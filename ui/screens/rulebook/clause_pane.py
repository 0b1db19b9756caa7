"""The middle pane: a clause's words and examples, the ladder, how it fared."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from app.words import tr
from ui.screens.rulebook.body import Body
from ui.screens.rulebook.details import Details
from ui.screens.rulebook.header import Header
from ui.screens.rulebook.ladder_part import LadderPart
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.ladder import LadderShown
from ui.screens.rulebook.usage import Usage
from ui.theme import Role
from ui.widgets import Hairline, KeyPane, Label, ScrollColumn, column
from ui.widgets.layout import add

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClausePane(KeyPane):
    """One clause of the version shown, and the version's ladder.

    Attributes:
        header: its name and its menu.
        body: its words and examples.
        details: how it is classified.
        ladder: the ladder.
        usage: how it fared.

    Signals:
        move_wanted: the clause, up (-1) or down (1).
    """

    move_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(name="rulebook_clause")
        self._number = ""
        self.header, self.body = Header(), Body()
        self.details, self.ladder, self.usage = Details(), LadderPart(), Usage()
        self._scroll = ScrollColumn(margins=(24, 14, 24, 16), name="rulebook_scroll")
        self._build()
        self.ladder.cell_reached.connect(self._on_cell_reached)

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause."""
        self.header.set_clause(clause)
        self.body.set_clause(clause)
        self.details.set_clause(clause)
        if clause.number != self._number:
            self._number = clause.number
            self._scroll.verticalScrollBar().setValue(0)

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder."""
        self.ladder.set_ladder(ladder)

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        self.body.flush()
        self.details.flush()
        self.ladder.flush()

    def focus_record(self) -> None:
        """Give the record the focus, so that keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_title(self) -> None:
        """Put the cursor into the title of a clause that is to be written."""
        self.body.naming.focus_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _MOVES.get(Qt.Key(event.key()))
        if by and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(by)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.set_width(event.size().width())

    def _build(self) -> None:
        inner = self._scroll.column
        head = Label(tr("Classification"), Role.SECTION)
        for part in (self.body, 18, self.ladder, 18, head, 8, self.details, 18):
            add(inner, part)
        add(inner, self.usage)
        inner.addStretch(1)
        self.setLayout(column(self.header, Hairline(), (self._scroll, 1)))

    def _on_cell_reached(self, cell: QRect) -> None:
        # The table does not scroll by itself; what it stands in does.
        inner = self._scroll.widget()
        if inner is not None:
            middle = self.ladder.mapTo(inner, cell.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, cell.height())
