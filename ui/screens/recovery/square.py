"""The square code (QR) of a text, painted as squares: no picture file in between."""

import segno
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.theme import Token, space, theme
from ui.widgets.paint import draw_icon, fill_round, outline

_QUIET = 4
"""Light modules around the code; readers count on four."""
_ICON = 32


def draw_square(painter: QPainter, rect: QRectF, text: str) -> None:
    """Paint the code of a text, black on what is there, with its quiet margin."""
    rows = segno.make(text, error="m", micro=False).matrix
    module = min(rect.width(), rect.height()) / (len(rows) + 2 * _QUIET)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Qt.GlobalColor.black))
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                left = rect.left() + (across + _QUIET) * module
                top = rect.top() + (down + _QUIET) * module
                # A hair too large, so that no light line runs between modules.
                painter.drawRect(QRectF(left, top, module * 1.02, module * 1.02))
    painter.restore()


class SquareCode(QWidget):
    """The code on the screen, or an empty frame while it is covered."""

    def __init__(self, side: int, *, name: str = "") -> None:
        super().__init__()
        self._text = ""
        self._side = side
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show the code of this text; nothing covers it."""
        self._text = text
        self.setAccessibleName(
            tr("Square code of the key") if text else tr("Square code, covered")
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self._text:
            # Readers want dark on light, whatever the theme.
            white = QColor(Qt.GlobalColor.white)
            fill_round(painter, rect, space.RADIUS_CONTROL, white)
            draw_square(painter, rect, self._text)
            return
        look = theme()
        fill_round(painter, rect, space.RADIUS_CONTROL, look.color(Token.SURFACE))
        outline(painter, rect, space.RADIUS_CONTROL, look.color(Token.BORDER))
        middle = rect.center() - QPointF(_ICON / 2, _ICON / 2)
        draw_icon(painter, "qr-code", Token.TEXT_3, middle, _ICON)
