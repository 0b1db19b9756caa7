"""How a number is parted, as a bar."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token, Tone, theme
from ui.widgets.paint import fill_round

_GAP: Final = 3


class Shares(QWidget):
    """A bar parted in tones; words beside it say what they are."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[tuple[Tone, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[tuple[Tone, int]]) -> None:
        """Show these numbers in their tones."""
        self._shares = shares
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        total = sum(number for _, number in self._shares)
        gaps = _GAP * max(len(self._shares) - 1, 0)
        left = 0.0
        for tone, number in self._shares:
            width = (self.width() - gaps) * number / total
            token = Token.TEXT_3 if tone is Tone.NEUTRAL else tone.text
            rect = QRectF(left, 0, width, self.height())
            fill_round(painter, rect, 2, theme().color(token))
            left += width + _GAP
