"""Painting a clause in the calendar: its name and day, how near that is, and why."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.revision.calendar.presenter.rows import CalendarRow
from ui.theme import Role, Token, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_ROW = 60


class CalendarDelegate(RecordDelegate[CalendarRow]):
    """Rows 60 high in two lines."""

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.READING, Role.BODY, padding=14)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: CalendarRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        line = look.line(Role.READING)
        height = line + 3 + paint.chip_height()
        top = rect.top() + (rect.height() - height) / 2
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.day, quiet, paint.RIGHT)
        day = paint.text_width(row.day, quiet)
        style = TextStyle(role=Role.READING, bold=True)
        area = area.adjusted(0, 0, -day - 10, 0)
        paint.draw_text(painter, area, row.title, style)
        top += line + 3
        at = QPointF(left, top)
        width = paint.draw_chip(painter, at, row.badge, on_selected=state.selected)
        area = QRectF(left + width + 8, top, right - left - width - 8, height)
        area.setHeight(paint.chip_height())
        paint.draw_text(painter, area, row.facts, quiet, paint.RIGHT)
