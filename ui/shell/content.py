"""Where screens stand: surface, an edge, a rounded corner beside the rail."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.shell.screen import Command
from ui.theme import Token, Tone, space, theme
from ui.widgets import Banner, Button, IconButton, column

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
    """Surface with an edge at the top and the left; notices above the screens."""

    def __init__(self, stack: QWidget, footer: QWidget) -> None:
        super().__init__()
        self._notices = column(spacing=space.S2)
        self.setLayout(column(self._notices, (stack, 1), footer, margins=(1, 1, 0, 0)))
        self._corner = _Corner(self)

    def show_notice(self, title: str, text: str, step: Command | None = None) -> Banner:
        """Say what deserves attention and blocks nothing; it stays until closed.

        Args:
            title: what is the matter.
            text: what it means, and what to do.
            step: offered as a button; the notice stays.
        """
        banner, held = Banner(title, text, Tone.WARN, name="notice"), QWidget()
        held.setLayout(column(banner, margins=(space.S4, space.S3, space.S4, 0)))
        close = IconButton("x", tr("Close"), name="notice_close")
        close.clicked.connect(held.hide)
        close.clicked.connect(held.deleteLater)
        if step is not None:
            button = Button(step.text, icon=step.icon, name="notice_step")
            button.clicked.connect(step.run)
            banner.tools.addWidget(button)
        banner.tools.addWidget(close)
        self._notices.addWidget(held)
        self._corner.raise_()
        return banner

    def add_notice(self, notice: QWidget) -> None:
        """Let this stand above the screens whenever it has something to say."""
        self._notices.addWidget(notice)
        self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color(Token.SURFACE))
        painter.setPen(QPen(look.color(Token.BORDER), 1))
        width, height = self.width(), self.height()
        painter.drawLine(QPointF(0, 0.5), QPointF(width, 0.5))
        painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height))
