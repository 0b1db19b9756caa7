"""The focus ring: 2 px, with a 2 px gap, round whatever has focus."""

from typing import Final
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from ui.theme import Token, space, theme
from ui.widgets.paint import outline

_REACH: Final = 4
_REMEMBERED: Final = 16


class _Ring(QWidget):
    """The painted ring; it takes no clicks and no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme().color(Token.ACCENT_TEXT)
        radius = space.RADIUS_CONTROL + _REACH - 1
        outline(QPainter(self), QRectF(self.rect()), radius, edge, 2)


class FocusRing(QObject):
    """Follows the focus and draws the ring on an ancestor with room for it.

    Fields, lists and tables draw their own focus (`draws_own_focus`, or being an
    item view). Keep the object as long as the application.
    """

    _MOVES: Final = (
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.EnabledChange,
    )

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def ring_rect(self) -> QRect | None:
        """Return where the ring is, in its window; None while there is none."""
        if self._ring is None or not self._ring.isVisible():
            return None
        origin = self._ring.mapTo(self._ring.window(), QPoint())
        return QRect(origin, self._ring.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._MOVES:
            self._place()
        return False

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is None or isinstance(new, QAbstractItemView):
            return
        # A pane may hold the focus for want of a control; it gets no ring.
        is_control = new.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if getattr(new, "draws_own_focus", False) or not is_control:
            return
        self._target = new
        host = self._host(new)
        self._ring = _Ring(host)
        self._ring.destroyed.connect(self._on_ring_destroyed)
        walk: QWidget | None = new
        while walk is not None and walk is not host:
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk = walk.parentWidget()
        self._place()

    def _on_ring_destroyed(self) -> None:
        self._ring = None
        self._target = None
        self._watched.clear()

    def _release(self) -> None:
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if self._ring is not None:
            self._ring.destroyed.disconnect(self._on_ring_destroyed)
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None

    @staticmethod
    def _host(target: QWidget) -> QWidget:
        if isinstance(target, QScrollArea):
            # A pane reaches its neighbours' edges, so its ring lies inside.
            return target
        # The nearest ancestor in which the ring is not cut off; a scrolled column
        # must carry it, or it would float over its neighbours.
        host = target.parentWidget() or target
        while not host.isWindow():
            above = host.parentWidget()
            if above is None or isinstance(above.parentWidget(), QScrollArea):
                break
            if host.rect().contains(_around(target, host)):
                break
            host = above
        return host

    def _place(self) -> None:
        target, ring = self._target, self._ring
        if target is None or ring is None:
            return
        host = ring.parentWidget() or target
        inside = host.rect().adjusted(1, 1, -1, -1)
        ring.setGeometry(inside if target is host else _around(target, host))
        ring.raise_()
        ring.setVisible(target.isVisible() and target.isEnabled())


def _around(target: QWidget, host: QWidget) -> QRect:
    rect = QRect(target.mapTo(host, QPoint()), target.size())
    return rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)


class FocusKeeper(QObject):
    """Gives the focus back where it was before its widget was hidden or disabled.

    Qt hands it on to the next widget in the order of tabs, in whatever pane that is:
    after a note is written, letters would act elsewhere or not at all. Whoever sets
    the focus in the same turn of the event loop has the last word. Keep the object
    as long as the application.

    Signals:
        stranded: nothing that had it before can take it; it is wherever Qt put it.
    """

    stranded = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # Weak: a locked vault's widgets hold rows that must go.
        self._trail: list[ref[QWidget]] = []
        self._handed: ref[QWidget] | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and not _can_take(old):
            self._handed = None if new is None else ref(new)
            QTimer.singleShot(0, self, self._give_back)
        elif new is not None:
            self._trail = [one for one in self._trail if one() is not new]
            self._trail = [*self._trail, ref(new)][-_REMEMBERED:]

    def _give_back(self) -> None:
        handed = None if self._handed is None else self._handed()
        if QApplication.focusWidget() is not handed:
            return
        for one in reversed(self._trail):
            widget = one()
            if widget is not None and _can_take(widget) and widget.isActiveWindow():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.stranded.emit()


def _can_take(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled()


def focus_first(pane: QWidget) -> bool:
    """Give the focus to a pane's list or first control; return whether it has one."""
    candidates = [pane, *pane.findChildren(QWidget)]
    candidates.sort(key=lambda widget: not isinstance(widget, QListView))
    reason = Qt.FocusReason.TabFocusReason
    for widget in candidates:
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        proxied = widget.focusProxy() is not None
        if tabbed and not proxied and widget.isVisible() and widget.isEnabled():
            widget.setFocus(reason)
            return True
    return False
