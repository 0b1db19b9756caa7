"""The clipboard: what is copied here is taken off again, and kept by nobody meanwhile.

Every copy of the application goes through one `Clipboard`: buttons call `copy`; what
fields and read-only text put there by themselves (Ctrl+C, Ctrl+X, a context menu, on
X11 a mere selection) is seen, and put there again with the same care.

What "kept by nobody" means is up to others: the hints below are conventions that
clipboard managers may honour or not.
"""

import sys
from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

Mode = QClipboard.Mode

CLIPBOARD_SECONDS: Final = 15
"""How long a copied text stays; as long as KeePassXC's default and a little more."""

_HINT: Final = "x-kde-passwordManagerHint"
_NO: Final = (0).to_bytes(4, "little")  # a Windows DWORD
DO_NOT_KEEP: Final = {
    # Read by KDE's Klipper and by others after it.
    _HINT: b"secret",
    # Windows: monitors, the history of Win+V, the clipboard of other computers.
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}
"""Kinds of data beside the text, and what stands in them. macOS has its own way."""


class Clipboard(QObject):
    """Puts texts on the clipboard for a while; keep it as long as the application.

    Signals:
        copied: a person copied something; the seconds until it is taken off.
    """

    copied = Signal(int)

    def __init__(self, app: QGuiApplication) -> None:
        """Watch the application's clipboard from now on."""
        super().__init__(app)
        self._clipboard = app.clipboard()
        self._held: dict[Mode, str] = {}
        self._putting = False
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.setInterval(CLIPBOARD_SECONDS * 1000)
        self._expiry.timeout.connect(self.forget)
        self._clipboard.changed.connect(self._on_changed)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; it is taken off again after a while."""
        self._put(text, Mode.Clipboard)

    def forget(self) -> None:
        """Take off what is still ours, now."""
        self._expiry.stop()
        held, self._held = self._held, {}
        for mode, text in held.items():
            if self._clipboard.text(mode) == text:
                self._clipboard.clear(mode)

    def _put(self, text: str, mode: Mode) -> None:
        data = QMimeData()
        data.setText(text)
        for kind, value in DO_NOT_KEEP.items():
            data.setData(kind, value)
        self._putting = True
        try:
            self._clipboard.setMimeData(data, mode)
        finally:
            self._putting = False
        if sys.platform == "darwin":
            from ui.computer.macos import conceal_pasteboard

            conceal_pasteboard()
        self._held[mode] = text
        self._expiry.start()
        if mode is Mode.Clipboard:
            self.copied.emit(CLIPBOARD_SECONDS)

    def _on_changed(self, mode: Mode) -> None:
        if self._putting or not self._is_ours(mode):
            return
        data = self._clipboard.mimeData(mode)
        # PySide gives None where nothing is there, whatever its stubs say.
        text = data.text() if data else ""
        if text and not data.hasFormat(_HINT):
            # Not in the middle of what Qt is doing with it.
            QTimer.singleShot(0, self, partial(self._take_over, text, mode))

    def _take_over(self, text: str, mode: Mode) -> None:
        if self._clipboard.text(mode) == text:
            self._put(text, mode)

    def _is_ours(self, mode: Mode) -> bool:
        if QGuiApplication.platformName() == "offscreen":
            return True  # there is no other program, and Qt never says so
        if mode is Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()
