"""A list of members that can be chosen, one by one or all."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from ui.screens.rulebook.presenter.acknowledged import PersonRow
from ui.theme import Role, Token
from ui.widgets import RecordDelegate, RecordList, RowState, TextStyle, paint
from ui.widgets.choices import draw_box

BOX: Final = 16
_ROW: Final = 40
_BOX_ROOM: Final = 44
"""A press left of here chooses."""

_QUIET: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class TickList(RecordList):
    """Records with a box each; X, or a press on the box, ticks it.

    Signals:
        ticked: the id of a record.
    """

    ticked = Signal(str)

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__(label, name=name)
        self.set_key_map(frozenset("X"))
        self.letter_pressed.connect(self._on_letter)
        self.peeked.connect(self.ticked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        hit = self.indexAt(at).isValid() and at.x() < _BOX_ROOM
        if hit and event.button() is Qt.MouseButton.LeftButton:
            self.ticked.emit(self.current_key())

    def _on_letter(self, _letter: str) -> None:
        self.ticked.emit(self.current_key())


class PeopleRows(RecordDelegate[PersonRow]):
    """A box, a nickname, the platform id; at the right where and when."""

    inset = 12

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.BODY, padding=14)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: PersonRow, state: RowState
    ) -> None:
        at = QPointF(rect.left() + 12, rect.center().y() - BOX / 2)
        draw_box(painter, at, checked=row.chosen)
        left, right = rect.left() + 12 + BOX + 12, rect.right() - 12
        if row.detail:
            width = paint.text_width(row.detail, _QUIET) + 1
            width = min(width, int((right - left) / 2))
            area = QRectF(right - width, rect.top(), width, rect.height())
            paint.draw_text(painter, area, row.detail, _QUIET, paint.RIGHT)
            right -= width + 10
        area = QRectF(left, rect.top(), right - left, rect.height())
        style = TextStyle(bold=state.selected)
        taken = paint.draw_text(painter, area, row.handle, style) + 10
        paint.draw_text(painter, area.adjusted(taken, 0, 0, 0), row.platform_id, _QUIET)
