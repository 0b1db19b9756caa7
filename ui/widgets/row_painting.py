"""The base of delegates that paint record rows."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import Role, theme
from ui.widgets.paint import draw_row_ground
from ui.widgets.records import ROW_ROLE

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """How a row stands: selected, under the pointer, holding the focus."""

    selected: bool
    hovered: bool
    focused: bool


class RecordDelegate(QStyledItemDelegate, Generic[R]):
    """Paints the ground, then lets `paint_row` paint what stands on it.

    Attributes:
        inset: pixels between the list's sides and a row's ground.
    """

    inset = 8

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        theme().changed.connect(view.doItemsLayout)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: R, state: RowState
    ) -> None:
        """Paint one row into its ground's rectangle.

        Chips on a selected row take `on_selected=state.selected`.
        """
        raise NotImplementedError

    def row_height(self) -> int:
        """Return the height of a row; build it with `fitted_height`."""
        raise NotImplementedError

    @staticmethod
    def fitted_height(minimum: int, *lines: Role, padding: int = 16) -> int:
        """Return a height of at least `minimum` that holds lines of these roles."""
        return theme().height(minimum, *lines, padding=padding)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.viewport().width(), self.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: R | None = index.data(ROW_ROLE)
        if row is None:
            return
        rect = QRectF(_rect(option)).adjusted(self.inset, 1, -self.inset, -1)
        state = self._state(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(
            painter,
            rect,
            selected=state.selected,
            hovered=state.hovered,
            focused=state.focused,
        )
        self.paint_row(painter, rect, row, state)
        painter.restore()

    def _state(self, option: QStyleOptionViewItem, index: Index) -> RowState:
        flags = _flags(option)
        current = index == self._view.currentIndex()
        return RowState(
            selected=bool(flags & QStyle.StateFlag.State_Selected),
            hovered=bool(flags & QStyle.StateFlag.State_MouseOver),
            focused=current and self._view.hasFocus(),
        )


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect


def _flags(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return option.state
