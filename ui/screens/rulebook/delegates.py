"""Painting the tree of clauses and the list of versions."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.screens.rulebook.presenter.tree import TreeRow, VersionRow
from ui.theme import Role, Token, space, theme
from ui.widgets import ChipSpec, RecordDelegate, RowState, TextStyle, paint
from ui.widgets.records import ROW_ROLE

_HEADING: Final = 32
_NUMBER: Final = 34
_DISC: Final = 22
_NUMBER_STYLE: Final = TextStyle(token=Token.TEXT_3, tabular=True)


class TreeDelegate(RecordDelegate[TreeRow]):
    """Headings in small letters, clauses with their numbers, 32 high."""

    def row_height(self) -> int:
        return self.fitted_height(space.TREE_ROW, Role.BODY, padding=10)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, TreeRow) and row.is_heading:
            size.setHeight(self.fitted_height(_HEADING, Role.CAPTION, padding=10))
        return size

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: TreeRow, state: RowState
    ) -> None:
        if row.is_heading:
            style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
            area = rect.adjusted(12, 4, -8, 0)
            paint.draw_text(painter, area, f"{row.number} {row.title}", style)
            return
        left, right = rect.left() + 20, rect.right() - 8
        token = Token.TEXT_3 if row.is_removed else Token.TEXT
        style = TextStyle(token=token, bold=state.selected, struck=row.is_removed)
        if row.chip is not None:
            room = right - left - _NUMBER - 6
            chip = _fitted(row.chip, room - paint.text_width(row.title, style))
            right -= paint.chip_width(chip)
            at = QPointF(right, rect.center().y() - paint.chip_height() / 2)
            paint.draw_chip(painter, at, chip, on_selected=state.selected)
            right -= 6
        number = QRectF(left, rect.top(), _NUMBER, rect.height())
        paint.draw_text(painter, number, row.number, _NUMBER_STYLE)
        left += _NUMBER
        title = QRectF(left, rect.top(), right - left, rect.height())
        paint.draw_text(painter, title, row.title, style)


def _fitted(chip: ChipSpec, room: float) -> ChipSpec:
    """Return a chip; its icon alone where a title leaves no room for its words."""
    if not chip.icon or paint.chip_width(chip) <= room:
        return chip
    return replace(chip, text="")


class VersionDelegate(RecordDelegate[VersionRow]):
    """A version's number, who published it, since when, and whether it applies."""

    def row_height(self) -> int:
        return self.fitted_height(52, Role.BODY, Role.CAPTION, padding=12)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: VersionRow, state: RowState
    ) -> None:
        look = theme()
        upper, lower = look.line(Role.BODY), look.line(Role.CAPTION)
        top = rect.top() + (rect.height() - upper - lower) / 2
        at = QPointF(rect.left() + 10, rect.center().y() - _DISC / 2)
        if row.publisher:
            paint.draw_avatar(painter, at, _DISC, row.publisher, row.publisher_key)
        else:
            paint.draw_icon(painter, "pencil-simple", Token.ACCENT_TEXT, at, _DISC - 4)
        left, right = rect.left() + 10 + _DISC + 8, rect.right() - 10
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        day = paint.text_width(row.day, quiet)
        area = QRectF(right - day - 1, top, day + 1, upper)
        paint.draw_text(painter, area, row.day, quiet, paint.RIGHT)
        area = QRectF(left, top, right - day - left - 8, upper)
        style = TextStyle(bold=row.is_shown)
        width = paint.draw_text(painter, area, row.title, style)
        area = area.adjusted(width + 6, 0, 0, 0)
        paint.draw_text(painter, area, row.publisher, quiet)
        area = QRectF(left, top + upper, right - left, lower)
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        paint.draw_text(painter, area, row.state, style)
