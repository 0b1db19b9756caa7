"""The members who may be meant, under the field in which somebody names one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.finding import Match
from ui.theme import Role, Token
from ui.widgets import (
    IconLabel,
    Label,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextField,
    TextStyle,
    column,
    paint,
    row,
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


class MemberField(QWidget):
    """A field in which a member is named, and under it who may be meant.

    Enter takes the first who is offered; the arrow down goes among them.

    Signals:
        searched: what is typed.
        picked: the id of a member offered.
        entered: Enter was pressed and it is known who is meant.
        changed: the text, after each change.
    """

    searched = Signal(str)
    picked = Signal(str)
    entered = Signal()
    changed = Signal(str)

    def __init__(
        self, label: str, *, name: str, hint: str = "", placeholder: str = ""
    ) -> None:
        super().__init__()
        self.field = TextField(
            label,
            hint=hint,
            placeholder=placeholder or tr("Nickname or platform id"),
            icon="magnifying-glass",
            name=name,
        )
        self._matches = MatchList(name=f"{name}_matches")
        self._known = Label("", Role.CAPTION, Token.TEXT_2)
        self._known.setObjectName(f"{name}_known")
        self._found = QWidget()
        tick = IconLabel("check-circle", Token.OK, 14)
        self._found.setLayout(row(tick, 6, (self._known, 1)))
        self._found.hide()
        self.setFocusProxy(self.field)
        self.setLayout(column(self.field, self._matches, self._found, spacing=4))
        self.field.changed.connect(self._on_changed)
        self.field.submitted.connect(self._on_entered)
        self._matches.picked.connect(self._on_picked)
        self._matches.back_wanted.connect(self.field.focus)

    def offer(self, matches: Sequence[Match]) -> None:
        """Offer members under the field."""
        self._matches.offer(matches)

    def show_member(self, member: Match | None) -> None:
        """Show who is meant, or that it is nobody yet."""
        self._found.setVisible(member is not None)
        if member is not None:
            self._known.setText(f"{member.handle} · {member.facts}")
            self.set_text(member.handle.removeprefix("@"))
            self.field.clear_error()

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put this into the field without telling."""
        if text != self.field.text():
            told = self.field.blockSignals(True)
            self.field.set_text(text)
            self.field.blockSignals(told)

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong."""
        self.field.show_error(text)

    def clear_error(self) -> None:
        """Take the error away."""
        self.field.clear_error()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._matches.isVisible():
            self._matches.setFocus()
            self._matches.step(0)
        else:
            super().keyPressEvent(event)

    def _on_changed(self, text: str) -> None:
        self.searched.emit(text)
        self.changed.emit(text)

    def _on_entered(self) -> None:
        first = self._matches.first()
        if first and self._matches.isVisible():
            self._on_picked(first)
        elif self._found.isVisible():
            self.entered.emit()

    def _on_picked(self, member: str) -> None:
        self.picked.emit(member)
        self.entered.emit()
