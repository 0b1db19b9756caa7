"""How a commit is painted in the list, with the day over the first of a day."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.screens.audit.presenter.shown import RowShown
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint
from ui.widgets.records import ROW_ROLE
from ui.widgets.row_painting import Index

_ROW = 54
_DAY = 30


class CommitDelegate(RecordDelegate[RowShown]):
    """What was done; below when, by whom and where; a mark where it was checked."""

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.BODY, Role.CAPTION)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return size + QSize(0, _day_height(index))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        height = _day_height(index)
        if height:
            row: RowShown = index.data(ROW_ROLE)
            whole: QRect = option.rect
            style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, bold=True)
            strip = QRectF(whole.left() + 20, whole.top(), whole.width() - 32, height)
            paint.draw_text(painter, strip.adjusted(0, 6, 0, 0), row.day, style)
            option = QStyleOptionViewItem(option)
            option.rect = whole.adjusted(0, height, 0, 0)
        super().paint(painter, option, index)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: RowShown, state: RowState
    ) -> None:
        icon, token = (
            ("check-circle-fill", Token.OK) if row.verified else ("clock", Token.TEXT_3)
        )
        half = rect.height() / 2
        at = QPointF(rect.left() + 12, rect.top() + half - space.ICON / 2)
        paint.draw_icon(painter, icon, token, at)
        left = at.x() + space.ICON + 10
        right = rect.right() - 12
        if row.chip is not None:
            width = paint.chip_width(row.chip)
            right -= width
            top = rect.top() + half / 2 + 3 - paint.chip_height() / 2
            place = QPointF(right, top)
            paint.draw_chip(painter, place, row.chip, on_selected=state.selected)
            right -= space.S2
        title = QRectF(left, rect.top() + 5, right - left, half - 3)
        meta = QRectF(left, rect.top() + half - 2, rect.right() - 12 - left, half - 3)
        paint.draw_text(painter, title, row.title, TextStyle(bold=state.selected))
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, tabular=True)
        paint.draw_text(painter, meta, row.meta, quiet)


def _day_height(index: Index) -> int:
    row: RowShown | None = index.data(ROW_ROLE)
    if row is None or not row.day:
        return 0
    return theme().height(_DAY, Role.CAPTION, padding=10)
