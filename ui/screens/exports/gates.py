"""The checks, one under the other; what helps stands beside those not passed."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.words import tr
from ui.screens.exports.presenter.shown import GateShown
from ui.theme import Role, Token, space, theme
from ui.widgets import (
    STRETCH,
    Button,
    Card,
    IconLabel,
    Label,
    TextStyle,
    column,
    paint,
    row,
)

_MARK: Final = 18
_WRAPS_BELOW: Final = 180
"""With less room than this for its words a row puts the remedy under them."""


class GateRow(QWidget):
    """One check: mark, name, what it asks for, what was measured, a remedy.

    Attributes:
        gate: what it shows.
        button: the remedy's, if there is one.

    Signals:
        helped: the code of the remedy.
    """

    helped = Signal(str)

    def __init__(self, gate: GateShown) -> None:
        super().__init__()
        self.gate = gate
        self._first = False
        state = tr("passed") if gate.passed else tr("not passed")
        said = (gate.title, state, gate.measured, gate.detail)
        self.setAccessibleName(", ".join(said))
        icon = "check-circle-fill" if gate.passed else "x-circle-fill"
        token = Token.OK if gate.passed else Token.DANGER
        words = column(
            STRETCH,
            Label(gate.title, bold=not gate.passed, wrap=True),
            Label(gate.detail, Role.CAPTION, Token.TEXT_2, wrap=True),
            STRETCH,
        )
        measured = Label(
            gate.measured,
            token=Token.TEXT_2 if gate.passed else Token.DANGER,
            bold=not gate.passed,
            tabular=True,
        )
        self._tail_width = paint.text_width(gate.measured, TextStyle(bold=True)) + 40
        tail = row(measured)
        self.button: Button | None = None
        if gate.remedy:
            self.button = Button(
                gate.remedy_text, icon="wrench", name=f"remedy_{gate.remedy}"
            )
            self.button.clicked.connect(partial(self.helped.emit, gate.remedy))
            self._tail_width += self.button.sizeHint().width() + 10
            tail.addSpacing(10)
            tail.addWidget(self.button)
        self._beside = tail
        self._line = row((words, 1), 10, tail)
        mark = column(STRETCH, IconLabel(icon, token, _MARK), STRETCH)
        self.setLayout(row(mark, 12, (self._line, 1), margins=(14, 4, 12, 4)))
        least = space.GATE_ROW if gate.passed else space.GATE_ROW_FAILED
        self.setMinimumHeight(theme().height(least, Role.BODY, Role.CAPTION, padding=4))

    def set_first(self, *, first: bool) -> None:
        """Draw no line above the first row."""
        self._first = first
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            end = QPointF(self.width(), 0)
            paint.hairline(QPainter(self), QPointF(0, 0), end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _MARK - self._tail_width
        across = self.button is None or room >= _WRAPS_BELOW
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if across else direction.TopToBottom
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)


class GateList(Card):
    """All checks in the order given.

    Signals:
        helped: the code of a remedy.
    """

    helped = Signal(str)

    def __init__(self) -> None:
        self._rows = column()
        self._lines: list[GateRow] = []
        super().__init__(column(self._rows, margins=(0, 2, 0, 2)), name="exports_gates")

    def set_gates(self, gates: Sequence[GateShown]) -> None:
        """Show these; rows that say the same stay as they are."""
        kept = {line.gate: line for line in self._lines}
        self._lines = [kept.pop(gate, None) or self._new(gate) for gate in gates]
        for gone in kept.values():
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, line in enumerate(self._lines):
            if self._rows.indexOf(line) != place:
                self._rows.removeWidget(line)
                self._rows.insertWidget(place, line)
            line.set_first(first=not place)
            line.show()  # Qt would do so later; what is hidden takes no focus

    def _new(self, gate: GateShown) -> GateRow:
        line = GateRow(gate)
        line.helped.connect(self.helped)
        return line

    def first_remedy(self) -> Button | None:
        """Return the first button that helps, if any does."""
        buttons = (line.button for line in self._lines)
        return next((button for button in buttons if button is not None), None)
