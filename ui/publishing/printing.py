"""PDFs where there is no window: Qt is begun when the first one is asked for."""

import os
from collections.abc import Sequence

from app.publication.sheet import Sheet


def printed(sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF of a document, as the window paints it; no display is needed.

    Args:
        sheets: one language, or the same document in two, which stand side by side.
    """
    from PySide6.QtWidgets import QApplication

    from ui.publishing.paper import as_pdf
    from ui.theme import Mode, install_theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Whatever else is set: a platform without its display would end the program.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QApplication(["gongdao"])
    install_theme(app, mode=Mode.LIGHT)
    return as_pdf(sheets)
