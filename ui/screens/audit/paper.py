"""An anchor as pages of a PDF."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.theme import Role, theme

_POINTS = 9
_MARGIN_MM = 18


def as_pdf(text: str) -> bytes:
    """Return a plain text as a PDF on A4, its columns in line."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setCreator("")
    document = QTextDocument()
    document.setDefaultFont(_font())
    document.setPlainText(text)
    document.print_(writer)
    buffer.close()
    return bytes(kept.data())


def _font() -> QFont:
    # A family with even widths for the block; Han characters from the interface's.
    font = QFont(theme().font(Role.BODY))
    font.setFamilies(["Noto Sans Mono CJK SC", "monospace", *font.families()])
    font.setFixedPitch(True)
    font.setPointSizeF(_POINTS)
    return font
