"""Painting an appeal in the list: what about, who, whether one may rule, the clock."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.screens.appeals.presenter.rows import AppealRow
from ui.screens.moments import Urgency
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_RING: Final = 15
URGENT: Final = {
    Urgency.LATE: Token.DANGER,
    Urgency.SOON: Token.WARN,
    Urgency.CALM: Token.TEXT_2,
    Urgency.DONE: Token.TEXT_3,
}


class AppealDelegate(RecordDelegate[AppealRow]):
    """Rows 80 high in three lines."""

    def row_height(self) -> int:
        return self.fitted_height(
            space.APPEAL_ROW, Role.READING, Role.BODY, Role.BODY, padding=14
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: AppealRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        top = rect.top() + (rect.height() - self._content_height()) / 2
        token = Token.TEXT_2 if row.quiet else Token.TEXT
        line = look.line(Role.READING)
        style = TextStyle(role=Role.READING, token=token, bold=True)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.title, style)
        top += line
        line = look.line(Role.BODY)
        style = TextStyle(token=token)
        area = QRectF(left, top, right - left - 110, line)
        width = paint.draw_text(painter, area, row.handle, style)
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        area = QRectF(left + width + 10, top, right - left - width - 10, line)
        paint.draw_text(painter, area, row.number, style)
        top += line + 3
        at = QPointF(left, top)
        paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
        self._paint_time(painter, QRectF(left, top, right - left, 0), row)

    def _content_height(self) -> int:
        look = theme()
        lines = look.line(Role.READING) + look.line(Role.BODY)
        return lines + 3 + paint.chip_height()

    def _paint_time(self, painter: QPainter, line: QRectF, row: AppealRow) -> None:
        area = line.adjusted(0, 0, 0, paint.chip_height())
        if row.clock is None:
            style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
            paint.draw_text(painter, area, row.ended, style, paint.RIGHT)
            return
        token = URGENT[row.clock.urgency]
        top = area.center().y() - _RING / 2
        ring = QRectF(area.right() - _RING, top, _RING, _RING)
        _paint_ring(painter, ring, row.spent, token)
        style = TextStyle(
            role=Role.CAPTION,
            token=token,
            bold=row.clock.urgency is Urgency.LATE,
            tabular=True,
        )
        words = area.adjusted(0, 0, -_RING - 6, 0)
        paint.draw_text(painter, words, row.clock.text, style, paint.RIGHT)


def _paint_ring(painter: QPainter, rect: QRectF, spent: float, token: Token) -> None:
    """Paint how much of the time is over, clockwise from the top."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color(Token.BORDER), 2.5))
    painter.drawEllipse(rect)
    painter.setPen(QPen(theme().color(token), 2.5))
    painter.drawArc(rect, 90 * 16, -int(360 * 16 * spent))
