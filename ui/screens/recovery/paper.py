"""The recovery sheet on paper: one page A4, painted; its letters can be searched.

Lengths are tenths of a point, so that every printer rounds where nobody sees it.
"""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from app import __version__
from app.files.atomic import sync_to_disk, translated
from app.words import Language, in_language
from ui.letters import searchable
from ui.screens.recovery.sheet import (
    BOTH,
    KEY,
    LETTERS,
    SCAN,
    STEPS,
    TITLE,
    USE,
    WARNING,
    Sheet,
    both,
)
from ui.screens.recovery.square import draw_square
from ui.theme import theme

_UNIT: Final = 10
"""Units in a point."""
_WIDTH: Final = 595 * _UNIT
_HEIGHT: Final = 842 * _UNIT
_LEFT: Final = 570
_INSIDE: Final = _WIDTH - 2 * _LEFT
_GAP: Final = 240
_INK: Final = QColor("#1C1D1A")
_GREY: Final = QColor("#51534C")
_LINE: Final = QColor("#8A8B83")
_SEAL: Final = QColor("#B23A26")
_PRIVATE: Final = 0o600
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_SQUARE: Final = 1360


def as_pdf(sheet: Sheet) -> bytes:
    """Return the page as a PDF file's bytes; it is made in memory alone."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(in_language(Language.ZH_CN, TITLE))
    writer.setCreator("Gongdao")
    paint_on(writer, sheet)
    buffer.close()
    return searchable(bytes(held.data()))


def write_pdf(place: Path, data: bytes) -> None:
    """Write the file where the person wants it, and nowhere else on the way.

    Not by way of a second file, as others are written: what is left of one after a
    power cut would open the vault.

    Raises:
        DiskFull, InputError, EnvironmentFault: see `app.files.atomic`.
    """
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(place, flags, _PRIVATE), "wb") as file:
            file.write(data)
            file.flush()
            sync_to_disk(file.fileno())
    except OSError as problem:
        raise translated(problem) from problem


def paint_on(device: QPagedPaintDevice, sheet: Sheet) -> None:
    """Paint the page on a printer or into a file."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter(device)
    # A printer that cannot print to the edge keeps its margin: then all is smaller.
    painter.setWindow(0, 0, _WIDTH, _HEIGHT)
    _Page(painter, sheet).paint()
    painter.end()


class _Page:
    """Paints from the top to the bottom.

    Attributes:
        top: how far it is.
    """

    def __init__(self, painter: QPainter, sheet: Sheet) -> None:
        self._painter, self._sheet = painter, sheet
        self.top: float = 620

    def paint(self) -> None:
        self._head()
        self._warning()
        self._key()
        self._use()
        self._foot()

    def _head(self) -> None:
        painter = self._painter
        painter.fillRect(QRectF(_LEFT, self.top + 30, 60, 300), _SEAL)
        self._text(_LEFT + 150, _INSIDE, both(TITLE), 260, bold=True)
        self.top += 460
        for title, value in self._sheet.facts():
            start = self.top
            self._text(_LEFT, 1300, title, 95, color=_GREY)
            self.top = start - 14
            self._text(_LEFT + 1330, _INSIDE - 1330, value, 115, bold=True)
            self.top += 210
        self.top += 110

    def _warning(self) -> None:
        top, inside = self.top, _INSIDE - 2 * 180
        self.top += 150
        for language in BOTH:
            words = in_language(language, WARNING, person=self._sheet.person)
            chinese = language is Language.ZH_CN
            self.top += self._text(_LEFT + 180, inside, words, 105, bold=chinese) + 60
        self.top += 90
        self._frame(QRectF(_LEFT, top, _INSIDE, self.top - top), _SEAL, 14)
        self.top += 260

    def _key(self) -> None:
        self._text(_LEFT, _INSIDE, both(KEY), 125, bold=True)
        self.top += 260
        start, across = self.top, _INSIDE - _SQUARE - _GAP
        for place, group in enumerate(self._sheet.groups):
            row, side = divmod(place, 2)
            box = QRectF(
                _LEFT + side * (across + 120) / 2,
                start + row * 350,
                (across - 120) / 2,
                270,
            )
            self._group(box, place + 1, group)
        square = QRectF(_WIDTH - _LEFT - _SQUARE, start - 60, _SQUARE, _SQUARE)
        draw_square(self._painter, square, self._sheet.text)
        self._line(
            QRectF(square.left(), square.bottom() + 10, _SQUARE, 130),
            both(SCAN),
            self._font(85),
            _GREY,
            Qt.AlignmentFlag.AlignHCenter,
        )
        self.top = start + 4 * 350 + 40
        for language in BOTH:
            words = in_language(language, LETTERS)
            self.top += self._text(_LEFT, _INSIDE, words, 90, color=_GREY) + 20
        self.top += 260

    def _group(self, box: QRectF, number: int, group: str) -> None:
        self._frame(box, _LINE, 6)
        grey = self._font(85)
        left = box.adjusted(70, 0, 0, 0)
        self._line(left, str(number), grey, _GREY, Qt.AlignmentFlag.AlignVCenter)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._line(box.adjusted(230, 0, 0, 0), group, _mono(165), _INK, middle)

    def _use(self) -> None:
        self._text(_LEFT, _INSIDE, both(USE), 125, bold=True)
        self.top += 270
        start, across, lowest = self.top, (_INSIDE - _GAP) / 2, self.top
        for side, language in enumerate(BOTH):
            self.top, left = start, _LEFT + side * (across + _GAP)
            for number, step in enumerate(STEPS, 1):
                here = self.top
                self._text(left, 150, f"{number}.", 100, color=_GREY)
                words = in_language(language, step)
                self.top = here
                self.top += self._text(left + 170, across - 170, words, 100) + 70
            lowest = max(lowest, self.top)
        self.top = lowest

    def _foot(self) -> None:
        box = QRectF(_LEFT, _HEIGHT - 620, _INSIDE, 140)
        painter = self._painter
        painter.setPen(QPen(_LINE, 4))
        painter.drawLine(box.topLeft(), box.topRight())
        words = f"{both('Gongdao')} {__version__}"
        below = box.adjusted(0, 50, 0, 50)
        self._line(below, words, self._font(80), _GREY, Qt.AlignmentFlag.AlignTop)

    def _text(
        self,
        left: float,
        width: float,
        words: str,
        size: int,
        *,
        bold: bool = False,
        color: QColor = _INK,
    ) -> float:
        """Paint wrapped words at the present height; return how high they are."""
        self._painter.setFont(self._font(size, bold=bold))
        self._painter.setPen(color)
        room = QRectF(left, self.top, width, _HEIGHT)
        used: QRectF = self._painter.boundingRect(room, int(_WRAPPED), words)
        self._painter.drawText(room, int(_WRAPPED), words)
        return used.height()

    def _line(
        self,
        box: QRectF,
        words: str,
        font: QFont,
        color: QColor,
        where: Qt.AlignmentFlag,
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(color)
        self._painter.drawText(box, int(where), words)

    def _frame(self, box: QRectF, color: QColor, width: int) -> None:
        self._painter.setPen(QPen(color, width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 60, 60)

    @staticmethod
    def _font(size: int, *, bold: bool = False) -> QFont:
        return theme().paper_font(size, heavy=bold)


def _mono(size: int) -> QFont:
    font = theme().code_font(size)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return font
