"""The one top-level window: the unlock screen, then an open vault, then back."""

from functools import partial

from PySide6.QtCore import QSize, QThread, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.shell.memory import WindowMemory
from ui.theme import Token
from ui.widgets import Pane, column

_START = (1440, 900)
_LEAST = (900, 600)
_LATER_MS = 50


class AppWindow(Pane):
    """Shows one page and throws the former away with every row it held."""

    def __init__(self, memory: WindowMemory) -> None:
        self._box: QVBoxLayout = column()
        super().__init__(self._box, Token.CANVAS, name="app_window")
        self._memory = memory
        self._page: QWidget | None = None
        room = self.screen().availableSize()
        self.setMinimumSize(QSize(*_LEAST).boundedTo(room))
        self.resize(QSize(*_START).boundedTo(room))
        geometry = memory.geometry()
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def show_page(self, page: QWidget) -> None:
        """Show this page; the one before is deleted."""
        # A page is built anew in another language, and the title follows it.
        self.setWindowTitle(tr("Gongdao"))
        former, self._page = self._page, page
        if former is not None:
            self._box.removeWidget(former)
            former.hide()
            self._throw_away(former)
        self._box.addWidget(page)
        page.show()

    def _throw_away(self, page: QWidget) -> None:
        # A file dialog waits in a loop of its own, begun by something in the page.
        if QThread.currentThread().loopLevel() > 1:
            QTimer.singleShot(_LATER_MS, self, partial(self._throw_away, page))
        else:
            page.deleteLater()

    def page(self) -> QWidget | None:
        """Return the page in front."""
        return self._page

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.set_geometry(self.saveGeometry())
        super().closeEvent(event)
