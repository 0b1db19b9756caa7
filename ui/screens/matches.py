"""The members who may be meant, under the field in which somebody names one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter

from app.words import tr
from ui.screens.finding import Match
from ui.theme import Role, Token
from ui.widgets import (
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextStyle,
    paint,
)

_ROW: Final = 32
_AVATAR: Final = 20


class _MatchRows(RecordDelegate[Match]):
    """A disc, a handle, an id."""

    inset = 4

    def row_height(self) -> int:
        return self.fitted_height(_ROW, Role.BODY, padding=10)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: Match, state: RowState
    ) -> None:
        top = rect.top() + (rect.height() - _AVATAR) / 2
        at = QPointF(rect.left() + 8, top)
        paint.draw_avatar(painter, at, _AVATAR, row.handle, row.id)
        line = rect.adjusted(36, 0, -8, 0)
        width = paint.draw_text(painter, line, row.handle, TextStyle()) + 8
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        paint.draw_text(painter, line.adjusted(width, 0, 0, 0), row.facts, quiet)


class MatchList(RecordList):
    """A few members to choose from; as high as they are, hidden without any.

    Signals:
        picked: a member's id.
    """

    picked = Signal(str)

    def __init__(self, *, name: str) -> None:
        super().__init__(tr("Members found"), name=name)
        self._matches: RecordModel[Match] = RecordModel(
            lambda match: match.said, lambda match: match.id
        )
        self._rows = _MatchRows(self)
        self.setModel(self._matches)
        self.setItemDelegate(self._rows)
        self.opened.connect(self.picked)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def offer(self, matches: Sequence[Match]) -> None:
        """Offer these."""
        self._matches.set_rows(matches)
        self.setFixedHeight(len(matches) * self._rows.row_height())
        self.setVisible(bool(matches))

    def first(self) -> str:
        """Return the id of the first, or nothing."""
        return self._matches.key_at(0)

    def _on_clicked(self, *_index: object) -> None:
        self.picked.emit(self.current_key())
