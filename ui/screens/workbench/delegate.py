"""Painting what waits: small headings with counts, rows in two lines."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.screens.appeals.delegate import URGENT
from ui.screens.moments import Urgency
from ui.screens.workbench.presenter.rows import ICONS, WorkRow, kind_of
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint
from ui.widgets.records import ROW_ROLE

_HEADING: Final = 36
_ROW: Final = 56
_COUNT: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class WorkDelegate(RecordDelegate[WorkRow]):
    """Rows 56 high in two lines, headings 36."""

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.READING, Role.BODY, padding=14)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, WorkRow) and row.is_heading:
            size.setHeight(self.fitted_height(_HEADING, Role.CAPTION, padding=14))
        return size

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: WorkRow, state: RowState
    ) -> None:
        if row.is_heading:
            _paint_heading(painter, rect.adjusted(12, 8, -12, 0), row)
            return
        look = theme()
        upper, lower = look.line(Role.READING), look.line(Role.BODY)
        top = rect.top() + (rect.height() - upper - lower) / 2
        line = QRectF(rect.left() + 16, top, rect.width() - 28, upper)
        when = _when_style(row.urgency)
        width = paint.draw_text(painter, line, row.when, when, paint.RIGHT)
        title = line.adjusted(0, 0, -width - 10, 0)
        style = TextStyle(role=Role.READING, bold=True)
        paint.draw_text(painter, title, row.title, style)
        line = QRectF(line.left(), top + upper, line.width(), lower)
        if row.chip is not None:
            left = line.right() - paint.chip_width(row.chip)
            at = QPointF(left, line.center().y() - paint.chip_height() / 2)
            paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
            line.setRight(left - 10)
        paint.draw_text(painter, line, row.detail, TextStyle(token=Token.TEXT_2))


def _paint_heading(painter: QPainter, rect: QRectF, row: WorkRow) -> None:
    at = QPointF(rect.left(), rect.center().y() - space.ICON / 2)
    paint.draw_icon(painter, ICONS[kind_of(row.key)], Token.TEXT_2, at)
    words = rect.adjusted(space.ICON + 8, 0, 0, 0)
    style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, bold=True)
    width = paint.draw_text(painter, words, row.title, style)
    paint.draw_text(painter, words.adjusted(width + 8, 0, 0, 0), row.count, _COUNT)


def _when_style(urgency: Urgency) -> TextStyle:
    return TextStyle(
        role=Role.CAPTION,
        token=URGENT[urgency],
        bold=urgency is Urgency.LATE,
        tabular=True,
    )
