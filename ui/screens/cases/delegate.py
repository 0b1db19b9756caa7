"""Painting a case in the queue: rule and clock, member and excerpt, the rest."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.cases.looks import clock_look, severity_chip
from ui.screens.cases.presenter.rows import CaseRow
from ui.screens.moments import Urgency
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_LEFT: Final = 22
_RIGHT: Final = 12
_AVATAR: Final = 20
_NUMBER: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class CaseRows(RecordDelegate[CaseRow]):
    """Three lines a case."""

    def row_height(self) -> int:
        return self.fitted_height(space.CASE_ROW, Role.SECTION, Role.BODY, Role.CAPTION)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: CaseRow, state: RowState
    ) -> None:
        inner = rect.adjusted(_LEFT, 8, -_RIGHT, -6)
        look = theme()
        first = QRectF(
            inner.left(), inner.top(), inner.width(), look.line(Role.SECTION)
        )
        second = QRectF(
            inner.left(), first.bottom() - 1, inner.width(), look.line(Role.BODY)
        )
        third = QRectF(
            inner.left(), second.bottom() + 1, inner.width(), paint.chip_height()
        )
        self._paint_rule(painter, first, row)
        self._paint_words(painter, second, row)
        self._paint_marks(painter, third, row, selected=state.selected)

    @staticmethod
    def _paint_rule(painter: QPainter, line: QRectF, row: CaseRow) -> None:
        token, icon = clock_look(row.clock.urgency)
        late = row.clock.urgency is Urgency.LATE
        style = TextStyle(role=Role.CAPTION, token=token, bold=late, tabular=True)
        width = paint.text_width(row.clock.text, style) + 18
        top = line.top() + (line.height() - theme().line(Role.CAPTION)) / 2
        at = QPointF(line.right() - width, top)
        paint.draw_noted(painter, at, icon, row.clock.text, style)
        title = line.adjusted(0, 0, -width - 8, 0)
        paint.draw_text(painter, title, row.rule, TextStyle(role=Role.SECTION))

    @staticmethod
    def _paint_words(painter: QPainter, line: QRectF, row: CaseRow) -> None:
        token = Token.TEXT if row.known else Token.TEXT_2
        most = line.adjusted(0, 0, -line.width() / 2, 0)
        width = paint.draw_text(painter, most, row.handle, TextStyle(token=token))
        rest = line.adjusted(width + 8, 0, 0, 0)
        paint.draw_text(painter, rest, row.excerpt, TextStyle(token=Token.TEXT_2))

    @staticmethod
    def _paint_marks(
        painter: QPainter, line: QRectF, row: CaseRow, *, selected: bool
    ) -> None:
        left = line.left()
        if row.severity is not None:
            chip = severity_chip(row.severity)
            at = line.topLeft()
            left += paint.draw_chip(painter, at, chip, on_selected=selected) + 10
        width = paint.text_width(row.number, _NUMBER)
        number = QRectF(left, line.top(), width + 1, line.height())
        paint.draw_text(painter, number, row.number, _NUMBER)
        if row.notes:
            top = line.top() + (line.height() - theme().line(Role.CAPTION)) / 2
            at = QPointF(left + width + 12, top)
            paint.draw_noted(painter, at, "note-pencil", str(row.notes), _NUMBER)
        at = QPointF(line.right() - _AVATAR, line.top() + (line.height() - _AVATAR) / 2)
        if row.holder:
            paint.draw_avatar(painter, at, _AVATAR, row.holder)
        elif row.wants_holder:
            paint.draw_no_avatar(painter, at, _AVATAR)
