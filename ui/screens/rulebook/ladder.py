"""The ladder as a table: a row for each time, a column for each severity."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.rulebook.model import Severity
from app.words import tr
from ui.screens.rulebook.ladder_model import SEVERITIES, LadderModel
from ui.screens.rulebook.presenter.ladder import CellShown, LadderShown
from ui.theme import Role, Token, space, theme
from ui.widgets import DataTable, TextStyle, paint

Index = QModelIndex | QPersistentModelIndex

_WIDE_PAD: Final = 14
_NARROW_PAD: Final = 10
_NARROW_BELOW: Final = 520
_GAP: Final = 8
_OPENS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
_TITLE: Final = TextStyle(token=Token.TEXT_2, tabular=True)
_WAS: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, struck=True)
_HEADER: Final = TextStyle(role=Role.CAPTION)


def _pad(width: int) -> int:
    """Return the room at a cell's sides in a table of this width."""
    return _NARROW_PAD if width < _NARROW_BELOW else _WIDE_PAD


def _beside(cell: CellShown, width: int) -> bool:
    """Return whether a cell and what it was fit on one line."""
    if not cell.was:
        return paint.text_width(cell.text, TextStyle()) <= width
    words = paint.text_width(cell.text, TextStyle()) + _GAP
    return words + paint.text_width(cell.was, _WAS) <= width


def _cell_height(cell: CellShown, width: int) -> int:
    """Return the height of a cell's words in this width."""
    height = paint.text_height(cell.text, TextStyle(), width)
    if cell.was and not _beside(cell, width):
        height += paint.text_height(cell.was, _WAS, width)
    return height


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: the severity's column stands out, changes are struck through."""

    def __init__(self, view: QAbstractItemView, model: LadderModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        ladder = self._model.ladder
        if ladder is None:
            return
        area, cell = QRectF(option.rect), self._model.cell(index)
        painter.save()
        self._paint_ground(painter, area, index, ladder)
        self._paint_rules(painter, area, index, ladder)
        current = self._view.hasFocus() and index == self._view.currentIndex()
        if cell is not None and cell.is_wrong:
            edge = theme().color(Token.DANGER)
            paint.outline(painter, area.adjusted(1, 1, -2, -2), 4, edge, 1.5)
        if current:
            edge = theme().color(Token.ACCENT_TEXT)
            paint.outline(painter, area.adjusted(0, 0, -1, -1), 5, edge, 2)
        pad = _pad(self._view.width())
        inner = area.adjusted(pad, 0, -pad, 0)
        if cell is None:
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            paint.draw_text(painter, inner, text, _TITLE)
        else:
            _paint_cell(painter, inner, cell)
        if current and ladder.editable:
            at = QPointF(area.right() - 20, area.center().y() - 7)
            paint.draw_icon(painter, "caret-down", Token.TEXT_2, at, 14)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRectF, index: Index, ladder: LadderShown
    ) -> None:
        cell = self._model.cell(index)
        if cell is not None and (cell.was or cell.is_new or cell.is_wrong):
            ground = Token.DANGER_BG if cell.is_wrong else Token.OK_BG
            painter.fillRect(area, theme().color(ground))
        elif index.column() == ladder.column + 1:
            painter.fillRect(area, theme().color(Token.ACCENT_BG))

    @staticmethod
    def _paint_rules(
        painter: QPainter, area: QRectF, index: Index, ladder: LadderShown
    ) -> None:
        right, bottom = area.right() - 1, area.bottom() - 1
        if index.row() + 1 < len(ladder.labels):
            end = QPointF(area.right(), bottom)
            paint.hairline(painter, QPointF(area.left(), bottom), end)
        if index.column() + 1 < len(ladder.header):
            end = QPointF(right, area.bottom())
            paint.hairline(painter, QPointF(right, area.top()), end)


def _paint_cell(painter: QPainter, inner: QRectF, cell: CellShown) -> None:
    style = TextStyle(token=Token.DANGER if cell.is_wrong else Token.TEXT)
    if _beside(cell, int(inner.width())):
        width = paint.draw_text(painter, inner, cell.text, style)
        was = inner.adjusted(width + _GAP, 0, 0, 0)
        paint.draw_text(painter, was, cell.was, _WAS)
        return
    width = int(inner.width())
    spare = inner.height() - _cell_height(cell, width)
    block = inner.adjusted(0, spare / 2, 0, 0)
    paint.draw_wrapped(painter, block, cell.text, style)
    height = paint.text_height(cell.text, style, width)
    paint.draw_wrapped(painter, block.adjusted(0, height, 0, 0), cell.was, _WAS)


class LadderTable(DataTable):
    """The ladder; arrows go from cell to cell, Enter asks for another step.

    Signals:
        cell_opened: which time, and the `Severity`, of a cell to change.
        row_removed: the time whose row is to go.
        cell_reached: where the cell is that became current by the keyboard.
    """

    cell_opened = Signal(int, Severity)
    row_removed = Signal(int)
    cell_reached = Signal(QRect)

    def __init__(self) -> None:
        super().__init__(tr("Ladder"), name="rulebook_ladder")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cells = LadderModel()
        self.setModel(self._cells)
        self.setItemDelegate(_CellDelegate(self, self._cells))
        # The ring marks the cell; Qt would fill a selected one with the accent.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.doubleClicked.connect(self._open)

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder; the current cell stays."""
        self._cells.set_ladder(ladder)
        self._fit()
        if not self.currentIndex().isValid() and ladder.cells:
            self.setCurrentIndex(self._cells.index(0, 1))

    def ordinal(self) -> int:
        """Return the time of the current cell's row, of the last one without a cell."""
        index = self.currentIndex()
        return index.row() + 1 if index.isValid() else self._cells.rowCount()

    def below_current(self) -> QPoint:
        """Return the point under the current cell, on the screen."""
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _OPENS:
            self._open(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.text().isprintable() and event.text():
            # Letters belong to the pane, not to a search among the cells.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        ladder = self._cells.ladder
        if ladder and ladder.editable and self._cells.cell(index) is not None:
            severity = SEVERITIES[index.column() - 1]
            self.cell_opened.emit(index.row() + 1, severity)

    def _remove(self) -> None:
        ladder = self._cells.ladder
        if ladder and ladder.editable and self.currentIndex().isValid():
            self.row_removed.emit(self.ordinal())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.cell_reached.emit(self.visualRect(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Share the width among the columns, and take the height they need."""
        ladder = self._cells.ladder
        if ladder is None:
            return
        header, pad = self.horizontalHeader(), _pad(self.width())
        header.setStretchLastSection(False)
        last = len(ladder.header) - 1
        sides = {0: ladder.labels, last: ladder.points}
        for place in range(last + 1):
            mode = QHeaderView.ResizeMode.Stretch
            if place in sides:
                mode = QHeaderView.ResizeMode.Fixed
                widths = (paint.text_width(w, _TITLE) for w in sides[place])
                words = max(widths, default=0)
                title = paint.text_width(ladder.header[place], _HEADER) + 2 * _WIDE_PAD
                header.resizeSection(place, max(words + 2 * pad, title))
            header.setSectionResizeMode(place, mode)
        self._fit_heights(ladder, header.sectionSize(1) - 2 * pad)

    def _fit_heights(self, ladder: LadderShown, room: int) -> None:
        least = theme().height(space.TABLE_ROW, Role.BODY, padding=10)
        whole = self.horizontalHeader().height()
        for place, row in enumerate(ladder.cells):
            words = max(_cell_height(cell, room) for cell in row)
            self.verticalHeader().resizeSection(place, max(least, words + 16))
            whole += max(least, words + 16)
        self.setFixedHeight(whole)
