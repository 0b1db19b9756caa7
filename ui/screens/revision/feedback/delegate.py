"""Painting feedback in the list: the clause and the day, the words, who and how."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.revision.feedback.presenter.rows import FeedbackRow
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_GAP = 6


class FeedbackDelegate(RecordDelegate[FeedbackRow]):
    """Rows 80 high in three lines."""

    def row_height(self) -> int:
        return self.fitted_height(
            space.APPEAL_ROW, Role.READING, Role.BODY, Role.BODY, padding=14
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: FeedbackRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        top = rect.top() + (rect.height() - self._content_height()) / 2
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        line = look.line(Role.READING)
        day = paint.text_width(row.day, quiet)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.day, quiet, paint.RIGHT)
        token = Token.TEXT_2 if row.quiet else Token.TEXT
        style = TextStyle(role=Role.READING, token=token, bold=True)
        area = area.adjusted(0, 0, -day - 10, 0)
        paint.draw_text(painter, area, row.title, style)
        top += line
        line = look.line(Role.BODY)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.words, TextStyle(token=token))
        top += line + 3
        for chip in (row.stance, row.state):
            if chip is not None:
                at = QPointF(left, top)
                paint.draw_chip(painter, at, chip, on_selected=state.selected)
                left += paint.chip_width(chip) + _GAP
        area = QRectF(left + 2, top, right - left - 2, paint.chip_height())
        # Beside two chips there is no room for both.
        fits = paint.text_width(row.facts, quiet) <= area.width()
        facts = row.facts if fits else row.who
        paint.draw_text(painter, area, facts, quiet, paint.RIGHT)

    def _content_height(self) -> int:
        look = theme()
        lines = look.line(Role.READING) + look.line(Role.BODY)
        return lines + 3 + paint.chip_height()
