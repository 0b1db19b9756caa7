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
    """A bar parted in tones; words beside it say what they are.

    A part without a tone is what nothing has become of: it is drawn as if empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[tuple[Tone | None, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[tuple[Tone | None, int]]) -> None:
        """Show these numbers in their tones."""
        self._shares = [(tone, number) for tone, number in shares if number]
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
            rect = QRectF(left, 0, width, self.height())
            fill_round(painter, rect, 2, theme().color(_token(tone)))
            left += width + _GAP


def _token(tone: Tone | None) -> Token:
    if tone is None:
        return Token.BORDER
    return Token.TEXT_3 if tone is Tone.NEUTRAL else tone.text
