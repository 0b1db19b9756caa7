"""Painting motions in the list: the title, the clauses and who, where it stands."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.revision.motions.presenter.rows import MotionRow
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_GAP = 6


class MotionDelegate(RecordDelegate[MotionRow]):
    """Rows 80 high in three lines."""

    def row_height(self) -> int:
        return self.fitted_height(
            space.APPEAL_ROW, Role.READING, Role.BODY, Role.BODY, padding=14
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: MotionRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        lines = look.line(Role.READING) + look.line(Role.BODY)
        top = rect.top() + (rect.height() - lines - 3 - paint.chip_height()) / 2
        line = look.line(Role.READING)
        token = Token.TEXT_2 if row.quiet else Token.TEXT
        style = TextStyle(role=Role.READING, token=token, bold=True)
        paint.draw_text(
            painter, QRectF(left, top, right - left, line), row.title, style
        )
        top += line
        line = look.line(Role.BODY)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        area = QRectF(left, top, right - left, line)
        style = TextStyle(token=Token.TEXT_2, tabular=True)
        width = paint.draw_text(painter, area, row.clauses, style)
        after = area.adjusted(width + 10, 0, 0, 0)
        paint.draw_text(painter, after, row.author, quiet)
        top += line + 3
        for chip in row.chips:
            at = QPointF(left, top)
            paint.draw_chip(painter, at, chip, on_selected=state.selected)
            left += paint.chip_width(chip) + _GAP
        area = QRectF(left, top, right - left, paint.chip_height())
        paint.draw_text(painter, area, row.day, quiet, paint.RIGHT)
