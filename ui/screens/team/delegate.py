"""How a person of the team is painted in the list."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.words import tr
from ui.screens.team.presenter import PersonLine
from ui.theme import Role, Token, Tone, space
from ui.widgets import ChipSpec, RecordDelegate, RowState, TextStyle, paint

_AVATAR = 36


class PersonDelegate(RecordDelegate[PersonLine]):
    """Avatar, name, role; a chip on the person signed in."""

    def row_height(self) -> int:
        return self.fitted_height(space.MEMBER_ROW, Role.BODY, Role.CAPTION)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: PersonLine, state: RowState
    ) -> None:
        top = rect.center().y() - _AVATAR / 2
        at = QPointF(rect.left() + 14, top)
        paint.draw_avatar(painter, at, _AVATAR, row.name)
        left = at.x() + _AVATAR + 12
        half = rect.height() / 2
        name = QRectF(left, rect.top() + 4, rect.right() - left - 90, half - 2)
        role = QRectF(left, rect.top() + half - 2, name.width(), half - 2)
        style = TextStyle(bold=state.selected)
        paint.draw_text(painter, name, row.name, style)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        paint.draw_text(painter, role, row.role, quiet)
        if row.me:
            chip = ChipSpec(text=tr("You"), tone=Tone.INFO)
            width = paint.chip_width(chip)
            middle = rect.center().y() - paint.chip_height() / 2
            at = QPointF(rect.right() - 12 - width, middle)
            paint.draw_chip(painter, at, chip, on_selected=state.selected)
