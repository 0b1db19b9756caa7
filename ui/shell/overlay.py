"""A card over the dimmed window: the command palette, the page of all keys."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.theme import Token, space, theme
from ui.widgets.dialogs import draw_shadow
from ui.widgets.frames import Box

_SHADOW = 24


class Overlay(QWidget):
    """Covers its window and keeps the focus inside; Esc or a click beside ends it.

    Attributes:
        card: the box in the middle; set its layout.

    Signals:
        closed: it is gone and the focus is back where it was.
    """

    closed = Signal()

    def __init__(
        self, over: QWidget, *, width: int, top: int, name: str, layout: QLayout
    ) -> None:
        super().__init__(over)
        self._over, self._width, self._top = over, width, top
        self._former: QWidget | None = None
        self.card = Box(
            layout,
            ground=Token.SURFACE,
            edge=Token.BORDER,
            radius=space.RADIUS_DIALOG,
            name=f"{name}_card",
        )
        self.card.setParent(self)
        self.setObjectName(name)
        self.hide()
        over.installEventFilter(self)

    def open(self) -> None:
        """Show the card over everything."""
        self._former = QApplication.focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.place()

    def close_overlay(self) -> None:
        """Take the card away and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._former is not None and self._former.isVisible():
            self._former.setFocus(Qt.FocusReason.OtherFocusReason)
        self._former = None
        self.closed.emit()

    def place(self) -> None:
        """Give the card the height its content asks for."""
        width = min(self._width, self.width() - 2 * space.S6)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        room = self.height() - self._top - space.S6
        height = min(self.card.sizeHint().height(), room)
        self.card.setGeometry((self.width() - width) // 2, self._top, width, height)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self.place()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's
        before = QApplication.focusWidget()
        moved = super().focusNextPrevChild(next)
        after = QApplication.focusWidget()
        if after is not None and not self.isAncestorOf(after) and before is not None:
            # Behind the card nothing can be reached.
            before.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        # Nothing goes on to the window behind.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(0, 0, 0, 110 if theme().is_dark else 46)
        painter.fillRect(self.rect(), veil)
        card = QRectF(self.card.geometry())
        draw_shadow(painter, card, space.RADIUS_DIALOG, _SHADOW)
