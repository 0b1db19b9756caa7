"""Rules as a PDF on A4: real letters that can be searched, every page numbered.

A draft is marked so at the top of every page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from app.publication.paper import PaperPiece, for_paper
from app.publication.sheet import Sheet
from ui.letters import searchable
from ui.theme import theme

_DPI: Final = 600
_MARGIN_MM: Final = 18
_EDGE: Final = 0.4
"""Height of the lines above and below the text, in inches."""

_INK: Final = QColor("#1C1D1A")
_SOFT: Final = QColor("#676960")
_WARN: Final = QColor("#855000")
_TEXT_POINTS: Final = 9.5
_EDGE_POINTS: Final = 8.0


def as_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF file's bytes; it is made in memory alone.

    Args:
        sheets: one language, or the same document in two, which stand side by side.
    """
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(sheets[0].heading)
    writer.setCreator("Gongdao")
    painter = QPainter(writer)
    _Pages(writer, painter, sheets).paint()
    painter.end()
    buffer.close()
    words = "".join(each.html for each in for_paper(sheets))
    return searchable(bytes(held.data()), unescape(words), _font(_TEXT_POINTS))


class _Pages:
    """Fills one page after the other with whole pieces.

    Not one long document: of a paragraph that lies on two pages Qt writes every line
    on both, one time where nobody sees it, and who searches the file finds it twice.
    """

    def __init__(
        self, writer: QPdfWriter, painter: QPainter, sheets: Sequence[Sheet]
    ) -> None:
        self._writer, self._painter, self._sheets = writer, painter, sheets
        self._edge = _EDGE * _DPI
        self._width, self._height = float(writer.width()), float(writer.height())
        self._room = self._height - 2 * self._edge
        self._pieces = [self._laid_out(piece) for piece in for_paper(sheets)]

    def paint(self) -> None:
        pages = [*_filled(self._pieces, self._room)]
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._writer.newPage()
            for piece, top in page:
                self._piece(piece, self._edge + top)
            self._edges(number, len(pages))

    def _laid_out(self, piece: PaperPiece) -> "_Piece":
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        document.setDefaultFont(_font(_TEXT_POINTS))
        document.setDocumentMargin(0)
        document.setHtml(piece.html)
        document.setTextWidth(self._width)
        return _Piece(
            document, document.size().height(), piece.gap * _DPI / 72, piece.heading
        )

    def _piece(self, piece: "_Piece", top: float) -> None:
        self._painter.save()
        self._painter.translate(0, top)
        # Only what is higher than a page is parted.
        seen = QRectF(0, 0, self._width, self._height - self._edge - top)
        if top < self._edge:
            seen.setTop(self._edge - top)
        if piece.height > self._room:
            self._painter.setClipRect(seen)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, _INK)
        piece.document.documentLayout().draw(self._painter, context)
        self._painter.restore()

    def _edges(self, page: int, pages: int) -> None:
        first = self._sheets[0]
        above = QRectF(0, 0, self._width, self._edge)
        below = QRectF(0, self._height - self._edge, self._width, self._edge)
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        if first.draft:
            marks = " · ".join(dict.fromkeys(sheet.draft for sheet in self._sheets))
            self._line(above, marks, _WARN, right | Qt.AlignmentFlag.AlignTop)
        bottom = Qt.AlignmentFlag.AlignBottom
        named = first.edition or first.heading
        self._line(below, named, _SOFT, left | bottom)
        self._line(below, f"{page} / {pages}", _SOFT, right | bottom)

    def _line(
        self, box: QRectF, words: str, color: QColor, where: Qt.AlignmentFlag
    ) -> None:
        self._painter.setFont(_font(_EDGE_POINTS))
        self._painter.setPen(color)
        self._painter.drawText(box, int(where), words)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece with its height and the room above it, in dots."""

    document: QTextDocument
    height: float
    gap: float
    heading: bool


_Placed = list[tuple[_Piece, float]]


def _filled(pieces: Sequence[_Piece], room: float) -> Iterator[_Placed]:
    """Yield every page's pieces with their tops; headings go with what follows."""
    page: _Placed = []
    held: list[_Piece] = []
    end = 0.0
    for piece in pieces:
        held.append(piece)
        if piece.heading:
            continue
        needed = sum(each.gap + each.height for each in held)
        if page and end + needed > room:
            yield page
            page, end = [], 0.0
        for each in held:
            top = end + (each.gap if page else 0)
            page.append((each, top))
            end = top + each.height
        held = []
        while end > room:
            yield page
            page, end = [(piece, page[-1][1] - room)], end - room
    if page:
        yield page


def _font(points: float) -> QFont:
    font = theme().paper_font(12)
    font.setPointSizeF(points)
    # Two letters in one shape cannot be searched for as two.
    font.setFeature(QFont.Tag("liga"), 0)
    return font
