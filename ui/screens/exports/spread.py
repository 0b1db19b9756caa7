"""The bars of how many members stand behind the figures, with the tier's line."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.exports.presenter.shown import BarShown, SpreadShown
from ui.theme import Role, Token, theme
from ui.widgets import TextStyle, paint
from ui.widgets.paint import CENTER

_HEIGHT: Final = 176
_LINE_BAND: Final = 22
"""Room at the top for what the tier's line means."""
_NUMBER: Final = 20
_AXIS: Final = 22
_SIDE: Final = 7
_LEAST: Final = 2.0
_ICON: Final = 14


def draw_withheld(
    painter: QPainter, path: QPainterPath, token: Token = Token.TEXT_3
) -> None:
    """Fill a shape as withheld figures look: hatched, so not told by colour alone."""
    color = theme().color(token)
    painter.fillPath(path, QBrush(color, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(color, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def draw_open(painter: QPainter, path: QPainterPath) -> None:
    """Fill a shape as the figures that are shown look."""
    painter.fillPath(path, theme().color(Token.BAR))


def rounded(rect: QRectF, radius: float = 3) -> QPainterPath:
    """Return a rectangle with round corners as a path."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


class Swatch(QWidget):
    """A small square that says what a bar's look means."""

    def __init__(self, *, withheld: bool) -> None:
        super().__init__()
        self._withheld = withheld
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = rounded(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2)
        if self._withheld:
            draw_withheld(painter, path)
        else:
            draw_open(painter, path)


class SpreadChart(QWidget):
    """One bar for each number of members; its upper part is withheld."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        self._spread: SpreadShown | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_spread(self, spread: SpreadShown) -> None:
        """Show these bars."""
        self._spread = spread
        self.setAccessibleName(spread.said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        spread = self._spread
        if spread is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - _AXIS
        share = self.width() / len(spread.bars)
        most = max((bar.shown + bar.withheld for bar in spread.bars), default=0)
        room = base - _LINE_BAND - _NUMBER
        for place, bar in enumerate(spread.bars):
            area = QRectF(place * share, base - room, share, room)
            under = place < spread.threshold
            self._paint_bar(painter, area, bar, most=most, under=under)
        paint.hairline(painter, QPointF(0, base), QPointF(self.width(), base))
        x = round(spread.threshold * share) + 0.5
        self._paint_line(painter, x, base, spread.threshold_text)

    @staticmethod
    def _paint_bar(
        painter: QPainter, area: QRectF, bar: BarShown, *, most: int, under: bool
    ) -> None:
        total = bar.shown + bar.withheld
        tall = max(_LEAST, area.height() * total / max(1, most))
        whole = QRectF(area.left() + _SIDE, area.bottom() - tall, 0, tall)
        whole.setWidth(area.width() - 2 * _SIDE)
        if not total:
            painter.fillRect(whole, theme().color(Token.BORDER))
        else:
            shape = rounded(whole.adjusted(0.5, 0.5, -0.5, 0))
            painter.save()
            cut = whole.height() * bar.withheld / total
            painter.setClipRect(whole.adjusted(0, cut, 0, 0))
            draw_open(painter, shape)
            painter.restore()
            if bar.withheld:
                upper = QRectF(whole.left(), whole.top(), whole.width(), cut)
                shape = rounded(upper.adjusted(0.5, 0.5, -0.5, 0))
                draw_withheld(painter, shape, Token.DANGER if under else Token.TEXT_3)
        stands_out = under and total > 0
        style = TextStyle(
            role=Role.CAPTION,
            token=Token.DANGER if stands_out else Token.TEXT_2,
            bold=stands_out,
            tabular=True,
        )
        number = QRectF(area.left(), whole.top() - _NUMBER, area.width(), 18)
        paint.draw_text(painter, number, str(total), style, CENTER)
        axis = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        label = QRectF(area.left(), area.bottom() + 3, area.width(), 18)
        paint.draw_text(painter, label, bar.label, axis, CENTER)

    @staticmethod
    def _paint_line(painter: QPainter, x: float, base: float, text: str) -> None:
        pen = QPen(theme().color(Token.TEXT_2), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 4), QPointF(x, base))
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        width = paint.text_width(text, style)
        left = max(float(_ICON + 4), x - 8 - width)
        paint.draw_text(painter, QRectF(left, 2, width + 1, 18), text, style)
        at = QPointF(left - _ICON - 4, 4)
        paint.draw_icon(painter, "arrow-left", Token.TEXT_2, at, _ICON)
