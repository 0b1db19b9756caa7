"""A sealed identity: solid bars over hatching until it is revealed, for a minute."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from app.words import tr
from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.labels import Label
from ui.widgets.layout import clear

REVEAL_SECONDS: Final = 60
# Lengths by place alone: a bar must say nothing about what it covers.
_BARS: Final = (92, 128, 40, 108, 72, 120)
_STRIPE: Final = 12


class _Bar(QWidget):
    def __init__(self, place: int) -> None:
        super().__init__()
        self.setFixedSize(_BARS[place % len(_BARS)], 12)
        self.setAccessibleName(tr("Sealed"))

    def paintEvent(self, event: QPaintEvent) -> None:
        bar = theme().color(Token.TEXT_2)
        paint.fill_round(QPainter(self), QRectF(self.rect()), 2, bar)


class SealedBlock(QWidget):
    """Names of sealed fields with bars; `reveal` shows values for 60 seconds.

    The values live in this widget only while they show.

    Signals:
        covered: the values are gone again.
    """

    covered = Signal()

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._labels: list[str] = []
        self._open = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(space.S6)
        self._grid.setVerticalSpacing(space.S2)
        self._grid.setColumnStretch(1, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REVEAL_SECONDS * 1000)
        self._timer.timeout.connect(self.cover)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayout(self._grid)

    @property
    def is_open(self) -> bool:
        """Return whether values show now."""
        return self._open

    def set_fields(self, labels: Sequence[str]) -> None:
        """Name the sealed fields; covers whatever showed."""
        self._labels = list(labels)
        self._show({})

    def reveal(self, values: Mapping[str, str]) -> None:
        """Show these values by label until the minute is over."""
        self._show(values)
        self._timer.start()

    def cover(self) -> None:
        """Cover the values now."""
        self._timer.stop()
        was_open = self._open
        self._show({})
        if was_open:
            self.covered.emit()

    def _show(self, values: Mapping[str, str]) -> None:
        self._open = bool(values)
        clear(self._grid)
        for place, label in enumerate(self._labels):
            caption = Label(label, Role.CAPTION, Token.TEXT_2)
            value = values.get(label, "")
            shown = Label(value, selectable=True) if value else _Bar(place)
            self._grid.addWidget(caption, place, 0)
            left = Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(shown, place, 1, left)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        radius = space.RADIUS_CONTROL
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        paint.fill_round(painter, inner, radius, look.color(Token.PANEL))
        if not self._open:
            self._paint_hatching(painter, inner)
        paint.outline(painter, rect, radius, look.color(Token.BORDER))

    @staticmethod
    def _paint_hatching(painter: QPainter, rect: QRectF) -> None:
        path = QPainterPath()
        path.addRoundedRect(rect, space.RADIUS_CONTROL, space.RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(path)
        painter.setPen(QPen(theme().color(Token.HOVER), _STRIPE / 2))
        left, height = rect.left() - rect.height(), rect.height()
        while left < rect.right():
            start = QPointF(left, rect.bottom() + 4)
            painter.drawLine(start, start + QPointF(height + 8, -height - 8))
            left += _STRIPE * 1.5
        painter.restore()
