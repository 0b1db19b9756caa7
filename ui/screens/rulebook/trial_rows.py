"""Painting what a trial has shown: clauses with counts, cases under them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from ui.screens.rulebook.presenter.tried import TriedRow
from ui.theme import Role, Token, Tone, theme
from ui.widgets import ChipSpec, RecordDelegate, RowState, TextStyle, paint
from ui.widgets.records import ROW_ROLE

_CLAUSE: Final = 60
_CASE: Final = 52
_INDENT: Final = 24
_LEAST_SHARE: Final = 3
_QUIET: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
_WORDS: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)


class TriedRows(RecordDelegate[TriedRow]):
    """Two lines each: what it is and how many, then what would change."""

    inset = 12

    def row_height(self) -> int:
        return self.fitted_height(_CASE, Role.BODY, Role.CAPTION, padding=12)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, TriedRow) and row.is_clause:
            lines = (Role.SECTION, Role.CAPTION) if row.chips else (Role.SECTION,)
            least = _CLAUSE if row.chips else _CLAUSE - 16
            size.setHeight(self.fitted_height(least, *lines, padding=14))
        return size

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: TriedRow, state: RowState
    ) -> None:
        left = 12 if row.is_clause else _INDENT
        inner = rect.adjusted(left, 6, -12, -6)
        role = Role.SECTION if row.is_clause else Role.BODY
        upper = theme().line(role)
        if row.is_clause and not row.chips:
            upper = int(inner.height())
        first = QRectF(inner.left(), inner.top(), inner.width(), upper)
        width = paint.text_width(row.right, _QUIET) + 1
        paint.draw_text(painter, first, row.right, _QUIET, paint.RIGHT)
        name = first.adjusted(0, 0, -width - 10, 0)
        taken = paint.draw_text(painter, name, row.title, TextStyle(role=role))
        who = name.adjusted(taken + 10, 0, 0, 0)
        paint.draw_text(painter, who, row.who, TextStyle(token=Token.TEXT_2))
        bottom = inner.adjusted(0, upper, 0, 0)
        if row.is_clause:
            self._paint_chips(painter, bottom, row.chips, selected=state.selected)
        else:
            self._paint_turn(painter, bottom, row, selected=state.selected)

    @staticmethod
    def _paint_chips(
        painter: QPainter, line: QRectF, chips: Sequence[ChipSpec], *, selected: bool
    ) -> None:
        left = line.left()
        top = line.bottom() - paint.chip_height()
        for chip in chips:
            at = QPointF(left, top)
            left += paint.draw_chip(painter, at, chip, on_selected=selected) + 6

    @staticmethod
    def _paint_turn(
        painter: QPainter, line: QRectF, row: TriedRow, *, selected: bool
    ) -> None:
        right = line.right()
        for chip in row.chips:
            right -= paint.chip_width(chip)
            top = line.center().y() - paint.chip_height() / 2
            paint.draw_chip(painter, QPointF(right, top), chip, on_selected=selected)
            right -= 8
        area = QRectF(line.left(), line.top(), right - line.left(), line.height())
        paint.draw_text(painter, area, row.words, _WORDS)


class ShareBar(QWidget):
    """How outcomes divide, as one bar; the words stand in the chips under it."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[tuple[Tone, int]] = ()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def set_shares(self, shares: Sequence[tuple[ChipSpec, int]]) -> None:
        """Divide the bar so."""
        self._shares = [(chip.tone, count) for chip, count in shares if count]
        self.setAccessibleName(", ".join(chip.text for chip, _ in shares))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        total = sum(count for _, count in self._shares)
        room = self.width() - 2 * max(len(self._shares) - 1, 0)
        left = 0.0
        for tone, count in self._shares:
            width = max(room * count / total, _LEAST_SHARE)
            token = Token.BORDER if tone is Tone.NEUTRAL else tone.text
            area = QRectF(left, 0, width, self.height())
            paint.fill_round(painter, area, 2, look.color(token))
            left += width + 2
