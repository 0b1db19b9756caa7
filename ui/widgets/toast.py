"""Toasts: what was done, with Undo. Never the only record of it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.words import tr
from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.buttons import PressButton
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import row
from ui.widgets.paint import CENTER, TextStyle

SHOWN_MS: Final = 8_000
_HEIGHT: Final = 44
_MARGIN: Final = 16
_GAP: Final = 8
_MOST: Final = 3


class _Act(PressButton):
    """A toast's button: a bold word and a key-cap, or an icon alone."""

    def __init__(self, text: str, key: str, icon: str = "") -> None:
        super().__init__()
        self._text, self._key, self._icon = text, key, icon
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._style = TextStyle(token=Token.TOAST_ACTION, bold=True)
        width = 28
        if not icon:
            width = paint.text_width(text, self._style) + 12
            width += paint.key_cap_width(key) + 6 if key else 0
        self.setFixedSize(width, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        rect = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            edge = Token.TOAST_ACTION if self.hasFocus() else Token.TOAST_EDGE
            paint.outline(painter, rect, space.RADIUS_CONTROL, look.color(edge), 1.5)
        if self._icon:
            paint.draw_icon(painter, self._icon, Token.TOAST_TEXT, QPointF(7, 7), 14)
            return
        inner = rect.adjusted(6, 0, 0, 0)
        left = 6 + paint.draw_text(painter, inner, self._text, self._style) + 6
        if self._key:
            width, height = paint.key_cap_width(self._key), paint.key_cap_height()
            cap = QRectF(left, (self.height() - height) / 2, width, height)
            edge = look.color(Token.TOAST_EDGE)
            paint.outline(painter, cap, space.RADIUS_CHIP, edge)
            style = TextStyle(role=Role.CAPTION, token=Token.TOAST_TEXT)
            paint.draw_text(painter, cap, self._key, style, CENTER)

    draws_own_focus = True


class Toast(QWidget):
    """One sentence on dark ground, 8 s, longer while hovered or focused.

    Signals:
        undo_pressed: the person wants it undone.
        closed: it is time to take it away.
    """

    undo_pressed = Signal()
    closed = Signal()

    def __init__(self, text: str, *, undo: bool, icon: str = "check-circle") -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words = Label(text, token=Token.TOAST_TEXT)
        line = row(IconLabel(icon, Token.TOAST_OK, 18), 10, words, 20)
        line.setContentsMargins(14, 0, 8, 0)
        self._acts: list[QAbstractButton] = []
        if undo:
            act = _Act(tr("Undo"), "Ctrl+Z")
            act.setObjectName("toast_undo")
            act.clicked.connect(self._on_undo)
            self._acts.append(act)
        close = _Act(tr("Close"), "", "x")
        close.setObjectName("toast_close")
        close.clicked.connect(self.closed)
        self._acts.append(close)
        for button in self._acts:
            line.addWidget(button)
            button.installEventFilter(self)
        self.setLayout(line)
        self.setFixedHeight(theme().height(_HEIGHT, Role.BODY, padding=16))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.closed)
        self._timer.start()

    @property
    def offers_undo(self) -> bool:
        """Return whether there is an Undo on it."""
        return len(self._acts) > 1

    def press_undo(self) -> None:
        """Undo as if its button had been pressed."""
        self._on_undo()

    @property
    def is_running(self) -> bool:
        """Return whether its time runs; it stands still under pointer or focus."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._hold(held=event.type() is QEvent.Type.FocusIn or self.underMouse())
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hold(held=True)

    def leaveEvent(self, event: QEvent) -> None:
        self._hold(held=any(button.hasFocus() for button in self._acts))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        ground = theme().color(Token.TOAST_BG)
        paint.fill_round(painter, rect, space.RADIUS_CARD, ground)
        if theme().is_dark:
            edge = theme().color(Token.EDGE)
            paint.outline(painter, rect, space.RADIUS_CARD, edge)

    def _hold(self, *, held: bool) -> None:
        if held:
            self._timer.stop()
        else:
            self._timer.start()

    def _on_undo(self) -> None:
        self.undo_pressed.emit()
        self.closed.emit()


class ToastHost(QObject):
    """Keeps toasts at the bottom left of a widget, the newest lowest, three at most.

    The decision pane with its main button is at the right and stays uncovered.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._toasts: list[Toast] = []
        self._bottom = _MARGIN
        over.installEventFilter(self)

    def show_toast(
        self, text: str, *, undo: bool = False, icon: str = "check-circle"
    ) -> Toast:
        """Show a toast; connect to its `undo_pressed`."""
        while len(self._toasts) >= _MOST:
            self._drop(self._toasts[0])
        toast = Toast(text, undo=undo, icon=icon)
        toast.setParent(self._over)
        toast.closed.connect(lambda: self._drop(toast))
        self._toasts.append(toast)
        # In its place before it shows: a pointer at the corner must not hold it.
        self._place()
        toast.show()
        return toast

    def clear(self) -> None:
        """Take every toast away (on locking)."""
        for toast in list(self._toasts):
            self._drop(toast)

    def toasts(self) -> tuple[Toast, ...]:
        """Return those that show, oldest first."""
        return tuple(self._toasts)

    def set_bottom(self, pixels: int) -> None:
        """Keep this far above the bottom, over a footer."""
        self._bottom = pixels + _MARGIN
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        bottom = self._over.height() - self._bottom
        for toast in reversed(self._toasts):
            width = min(toast.sizeHint().width(), self._over.width() - 2 * _MARGIN)
            top = bottom - toast.height()
            toast.setGeometry(_MARGIN, top, max(width, 240), toast.height())
            toast.raise_()
            bottom = top - _GAP
