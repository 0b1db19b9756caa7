"""What the window offers its screens: toasts, ways to records, files, the clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ui.clipboard import Clipboard
from ui.screens.host import OpensRecords, TakesCases
from ui.shell import MainWindow
from ui.widgets import unremembered


class WindowHost(QObject):
    """Satisfies `ui.screens.host.Host` over the main window."""

    def __init__(self, window: MainWindow, clipboard: Clipboard) -> None:
        super().__init__(window)
        self._window, self._clipboard = window, clipboard
        self._openers: dict[str, OpensRecords] = {}
        self._gone = False
        self._rekey: Callable[[], None] | None = None

    def register(self, key: str, screen: OpensRecords) -> None:
        """Let other screens send people to this one's records."""
        self._openers[key] = screen

    def leave(self) -> None:
        """The vault is locked: a file that is chosen now is nobody's any more."""
        self._gone = True

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done."""
        self._window.show_toast(text, undo)

    def open_record(self, screen: str, record: str) -> None:
        """Bring another screen to the front and open one of its records."""
        self._window.show_screen(screen)
        if screen in self._openers:
            self._openers[screen].open_record(record)

    def offer_rekey(self, rekey: Callable[[], None]) -> None:
        """Let screens have the vault put under a new key."""
        self._rekey = rekey

    def rekey(self) -> None:
        """Put the vault under a new key, shown above the screens."""
        if self._rekey is not None:
            self._rekey()

    def take_case(self, member: str) -> None:
        """Open the form of a new case about this member."""
        for key, screen in self._openers.items():
            if isinstance(screen, TakesCases):
                self._window.show_screen(key)
                screen.take_case(member)

    def choose_file(self, title: str, filters: str) -> Path | None:
        """Ask for a file to read."""
        # Over the window, not the page: locking throws the page away.
        over = self._window.window()
        with unremembered():
            chosen, _ = QFileDialog.getOpenFileName(over, title, "", filters)
        return Path(chosen) if chosen and not self._gone else None

    def choose_save(self, title: str, suggested: str) -> Path | None:
        """Ask where to write a file."""
        over = self._window.window()
        with unremembered():
            chosen, _ = QFileDialog.getSaveFileName(over, title, suggested)
        if not chosen or self._gone:
            return None
        place = Path(chosen)
        return place if place.suffix else place.with_suffix(Path(suggested).suffix)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; it is taken off again after a while."""
        self._clipboard.copy(text)
