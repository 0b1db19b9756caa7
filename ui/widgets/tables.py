"""Tables: horizontal rules, figures right-aligned, a quiet header."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import Role, Token, space, theme
from ui.widgets.paint import TextStyle, draw_text, hairline, outline, text_width

Index = QModelIndex | QPersistentModelIndex

TOKEN_ROLE = Qt.ItemDataRole.UserRole + 1
"""A cell's colour, a `Token`; without it, text."""
BOLD_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether a cell is bold."""
WAS_ROLE = Qt.ItemDataRole.UserRole + 3
"""What a changed cell said before; it is shown struck through."""

_PAD = 12


class _Header(QHeaderView):
    """Column titles in text-2 on panel."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        height = theme().height(space.TABLE_HEADER, Role.CAPTION, padding=8)
        self.setFixedHeight(height)

    def sectionSizeFromContents(
        self,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> QSize:
        title = self.model().headerData(
            logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole
        )
        width = text_width(str(title or ""), TextStyle(role=Role.CAPTION))
        return QSize(width + 2 * _PAD + 2, self.height())

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        model = self.model()
        area = QRectF(
            self.sectionViewportPosition(logicalIndex),
            0,
            self.sectionSize(logicalIndex),
            self.height(),
        )
        painter.fillRect(area, theme().color(Token.PANEL))
        end = area.bottomRight() - QPointF(0, 1)
        hairline(painter, area.bottomLeft() - QPointF(0, 1), end)
        title = model.headerData(
            logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole
        )
        align = model.headerData(
            logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole
        )
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        draw_text(painter, inner, str(title or ""), style, _aligned(align))


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: text, its colour, the rule under its row, the old value."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = text_width(text, TextStyle(bold=bool(index.data(BOLD_ROLE))))
        if was := index.data(WAS_ROLE):
            width += 8 + text_width(str(was), TextStyle(role=Role.CAPTION))
        return QSize(width + 2 * _PAD + 2, super().sizeHint(option, index).height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area, flags = QRectF(option.rect), option.state
        look = theme()
        painter.save()
        if flags & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color(Token.SELECTED))
        if index.row() + 1 < index.model().rowCount():
            end = area.bottomRight() - QPointF(0, 1)
            hairline(painter, area.bottomLeft() - QPointF(0, 1), end)
        self._paint_text(painter, area.adjusted(_PAD, 0, -_PAD, 0), index)
        if self._view.hasFocus() and index == self._view.currentIndex():
            edge = look.color(Token.ACCENT_TEXT)
            outline(painter, area.adjusted(1, 1, -1, -1), 4, edge, 2)
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRectF, index: Index) -> None:
        token = index.data(TOKEN_ROLE)
        align = _aligned(index.data(Qt.ItemDataRole.TextAlignmentRole))
        style = TextStyle(
            # Qt hands a string enumeration back as a plain string.
            token=Token(token) if isinstance(token, str) else Token.TEXT,
            bold=bool(index.data(BOLD_ROLE)),
            tabular=bool(align & Qt.AlignmentFlag.AlignRight),
        )
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = draw_text(painter, area, text, style, align)
        if was := index.data(WAS_ROLE):
            old = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, struck=True)
            draw_text(painter, area.adjusted(width + 8, 0, 0, 0), str(was), old)


class DataTable(QTableView):
    """A read-only table; its model says what stands where and how it is aligned."""

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalHeader(_Header())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(
            theme().height(space.TABLE_ROW, Role.BODY, padding=10)
        )
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setWordWrap(False)

    def set_stretch(self, column: int) -> None:
        """Let this column take the width that is left; the others fit their cells."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def fit_rows(self) -> None:
        """Take just the height of header and rows, for tables inside a card."""
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().height() + rows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _aligned(value: object) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight
    asked = Qt.AlignmentFlag(value) if isinstance(value, int) else value
    if isinstance(asked, Qt.AlignmentFlag) and asked & right:
        return right | middle
    return Qt.AlignmentFlag.AlignLeft | middle
