"""The rules on paper, painted beside the screen's thread."""

from collections.abc import Sequence

from PySide6.QtCore import QThread

from app.publication.sheet import Sheet
from ui.publishing.paper import as_pdf


class _Painting(QThread):
    """Qt lays text out where it has a thread of its own kind."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self._sheets = sheets
        self.made = b""

    def run(self) -> None:
        self.made = as_pdf(self._sheets)


def painted(sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF of a document; the calling thread waits, the screen's does not."""
    painting = _Painting(sheets)
    painting.start()
    painting.wait()
    return painting.made
