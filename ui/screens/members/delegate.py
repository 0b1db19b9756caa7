"""Rows of members: avatar, handle, points, and whether somebody is muted or removed."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.members.presenter.listing import MemberRow
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_AVATAR = 32
_LEFT = 14
_TEXT = 56


class MemberDelegate(RecordDelegate[MemberRow]):
    """Paints a member in two lines."""

    def row_height(self) -> int:
        return self.fitted_height(space.MEMBER_ROW, Role.BODY, Role.CAPTION, padding=12)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: MemberRow, state: RowState
    ) -> None:
        top = rect.top() + (rect.height() - _AVATAR) / 2
        at = QPointF(rect.left() + _LEFT, top)
        paint.draw_avatar(painter, at, _AVATAR, row.name, row.id)
        right = rect.right() - 10
        for chip in reversed(row.chips):
            right -= paint.chip_width(chip)
            at = QPointF(right, rect.center().y() - paint.chip_height() / 2)
            paint.draw_chip(painter, at, chip, on_selected=state.selected)
            right -= space.S2
        first, second = theme().line(Role.BODY), theme().line(Role.CAPTION)
        top = rect.center().y() - (first + second) / 2
        left = rect.left() + _TEXT
        line = QRectF(left, top, right - left, first)
        paint.draw_text(painter, line, row.title, TextStyle(bold=state.selected))
        line = QRectF(left, top + first, right - left, second)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        paint.draw_text(painter, line, row.points, quiet)
