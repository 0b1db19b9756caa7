"""What the window offers its screens: toasts, ways to records, files, the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.words import tr
from ui.screens.host import OpensRecords, TakesCases
from ui.shell import MainWindow

CLIPBOARD_SECONDS: Final = 15
"""How long a copied text stays; as long as KeePassXC's default and a little more."""

_DO_NOT_KEEP: Final = {
    # KDE's clipboard manager, Windows' clipboard history, macOS' convention.
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"",
    "org.nspasteboard.ConcealedType": b"",
}


class WindowHost(QObject):
    """Satisfies `ui.screens.host.Host` over the main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._openers: dict[str, OpensRecords] = {}
        self._copied = ""
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.setInterval(CLIPBOARD_SECONDS * 1000)
        self._expiry.timeout.connect(self.forget_copied)

    def register(self, key: str, screen: OpensRecords) -> None:
        """Let other screens send people to this one's records."""
        self._openers[key] = screen

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done."""
        self._window.show_toast(text, undo)

    def open_record(self, screen: str, record: str) -> None:
        """Bring another screen to the front and open one of its records."""
        self._window.show_screen(screen)
        if screen in self._openers:
            self._openers[screen].open_record(record)

    def take_case(self, member: str) -> None:
        """Open the form of a new case about this member."""
        for key, screen in self._openers.items():
            if isinstance(screen, TakesCases):
                self._window.show_screen(key)
                screen.take_case(member)

    def choose_file(self, title: str, filters: str) -> Path | None:
        """Ask for a file to read."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", filters)
        return Path(chosen) if chosen else None

    def choose_save(self, title: str, suggested: str) -> Path | None:
        """Ask where to write a file."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested)
        if not chosen:
            return None
        place = Path(chosen)
        return place if place.suffix else place.with_suffix(Path(suggested).suffix)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; it is taken off again after a while."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _DO_NOT_KEEP.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = text
        self._expiry.start()
        self.toast(tr("Copied; taken off again in {n} seconds", n=CLIPBOARD_SECONDS))

    def forget_copied(self) -> None:
        """Empty the clipboard if what is on it is still ours."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""
        self._expiry.stop()
