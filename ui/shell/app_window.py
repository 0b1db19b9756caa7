"""The one top-level window: the unlock screen, then an open vault, then back."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.shell.memory import WindowMemory
from ui.theme import Token
from ui.widgets import Pane, column

_START = (1440, 900)
_LEAST = (900, 600)


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
            former.deleteLater()
        self._box.addWidget(page)
        page.show()

    def page(self) -> QWidget | None:
        """Return the page in front."""
        return self._page

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.set_geometry(self.saveGeometry())
        super().closeEvent(event)
