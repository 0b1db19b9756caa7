"""Where screens stand: surface, an edge, a rounded corner beside the rail."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Token, theme
from ui.widgets import column

_CORNER = 10


class _Corner(QWidget):
    """Rounds the content's top left corner, whatever is painted beneath it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(_CORNER, _CORNER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QPainterPath()
        disc = QRectF(0, 0, 2 * _CORNER, 2 * _CORNER)
        circle.addEllipse(disc)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        painter.fillPath(outside.subtracted(circle), look.color(Token.CANVAS))
        painter.setPen(QPen(look.color(Token.BORDER), 1))
        painter.drawArc(disc.adjusted(0.5, 0.5, -0.5, -0.5), 90 * 16, 90 * 16)


class Content(QWidget):
    """Surface with an edge at the top and the left."""

    def __init__(self, stack: QWidget, footer: QWidget) -> None:
        super().__init__()
        self.setLayout(column((stack, 1), footer, margins=(1, 1, 0, 0)))
        self._corner = _Corner(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color(Token.SURFACE))
        painter.setPen(QPen(look.color(Token.BORDER), 1))
        width, height = self.width(), self.height()
        painter.drawLine(QPointF(0, 0.5), QPointF(width, 0.5))
        painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height))
