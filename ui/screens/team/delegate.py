"""How a person of the team is painted in the list."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.team.presenter.shown import PersonLine
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_AVATAR = 36


class PersonDelegate(RecordDelegate[PersonLine]):
    """Avatar, name, role with duties; a chip where something sets a person apart."""

    def row_height(self) -> int:
        return self.fitted_height(space.MEMBER_ROW, Role.BODY, Role.CAPTION)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: PersonLine, state: RowState
    ) -> None:
        top = rect.center().y() - _AVATAR / 2
        at = QPointF(rect.left() + 14, top)
        # By name, as wherever people of the team appear.
        paint.draw_avatar(painter, at, _AVATAR, row.name)
        left, right = at.x() + _AVATAR + 12, rect.right() - 12
        first, second = theme().line(Role.BODY), theme().line(Role.CAPTION)
        top = rect.center().y() - (first + second) / 2
        name_right = right
        if row.chip is not None:
            name_right -= paint.chip_width(row.chip)
            at = QPointF(name_right, top + (first - paint.chip_height()) / 2)
            paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
            name_right -= space.S2
        token = Token.TEXT_2 if row.quiet else Token.TEXT
        style = TextStyle(token=token, bold=state.selected)
        name = QRectF(left, top, name_right - left, first)
        paint.draw_text(painter, name, row.name, style)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        detail = QRectF(left, top + first, right - left, second)
        paint.draw_text(painter, detail, row.detail, quiet)
