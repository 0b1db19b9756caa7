"""How the table of what roles and duties may do is painted."""

from typing import Final

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
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.screens.team.grid_model import ROW_ROLE, PowersModel
from ui.screens.team.presenter.powers import PowerRow
from ui.theme import Role, Token, space, theme
from ui.widgets import TextStyle, paint

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 16
_TICK: Final = 14
_GAP: Final = 8
_WORD: Final = TextStyle(role=Role.BODY)
_TITLE: Final = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)


def column_width(word: str) -> int:
    """Return how wide a column is whose title may stand in two lines."""
    widest = max((paint.text_width(part, _TITLE) for part in word.split()), default=0)
    return max(46, widest + 14)


def row_height(row: PowerRow, width: int) -> int:
    """Return how high a row is, the words of which may stand in two lines."""
    least = theme().height(28, Role.BODY, padding=6)
    if not row.code:
        return theme().height(30, Role.CAPTION, padding=12)
    return max(least, paint.text_height(row.word, _WORD, width - PAD - _GAP) + 8)


class PowersHeader(QHeaderView):
    """Titles of roles and duties in two lines at most; theirs in accent."""

    def __init__(self, model: PowersModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._powers = model
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(2 * theme().line(Role.CAPTION) + 12)

    def sectionSizeFromContents(
        self,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> QSize:
        column = self._powers.column_at(logicalIndex)
        return QSize(column_width(column.word) if column else 120, self.height())

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        left = self.sectionViewportPosition(logicalIndex)
        width = self.sectionSize(logicalIndex)
        area, look = QRectF(left, 0, width, self.height()), theme()
        column = self._powers.column_at(logicalIndex)
        theirs = column is not None and column.theirs
        ground = Token.ACCENT_BG if theirs else Token.PANEL
        painter.fillRect(area, look.color(ground))
        down = QPointF(0, 1)
        paint.hairline(painter, area.bottomLeft() - down, area.bottomRight() - down)
        if column is None:
            return
        painter.setFont(look.font(Role.CAPTION, bold=theirs))
        painter.setPen(look.color(Token.ACCENT_TEXT if theirs else Token.TEXT_2))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(2, 0, -2, -1), flags, column.word)


class PowersDelegate(QStyledItemDelegate):
    """Words at the left, then a tick or nothing; what is changed has a ground."""

    def __init__(self, view: QAbstractItemView, model: PowersModel) -> None:
        super().__init__(view)
        self._view, self._powers = view, model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PowerRow):
            return
        rect: QRect = option.rect
        area = QRectF(rect)
        painter.save()
        if not row.code:
            self._paint_heading(painter, area, row)
        elif index.column() == 0:
            paint_words(painter, area, row.word)
        else:
            self._paint_cell(painter, area, row, index)
        down = QPointF(0, 1)
        if index.row() + 1 < index.model().rowCount():
            low = area.bottomLeft() - down, area.bottomRight() - down
            paint.hairline(painter, *low)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, row: PowerRow) -> None:
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, bold=True)
        inner = area.adjusted(PAD, 4, -_GAP, 0)
        paint.draw_text(painter, inner, row.word, style)

    def _paint_cell(
        self, painter: QPainter, area: QRectF, row: PowerRow, index: Index
    ) -> None:
        place, look = index.column() - 1, theme()
        column = self._powers.column_at(index.column())
        ticked, changed = row.ticks[place], row.changed[place]
        if column is not None and column.theirs:
            painter.fillRect(area, look.color(Token.ACCENT_BG))
        if changed:
            box = area.adjusted(4, 3, -4, -4)
            ground = look.color(Token.WARN_BG)
            paint.fill_round(painter, box, space.RADIUS_CHIP, ground)
        at = area.center() - QPointF(_TICK / 2, _TICK / 2)
        if ticked:
            token = Token.WARN if changed else Token.TEXT
            paint.draw_icon(painter, "check-bold", token, at, _TICK)
        elif changed:
            paint.draw_icon(painter, "minus", Token.WARN, at, _TICK)
        if self._view.hasFocus() and index == self._view.currentIndex():
            edge = look.color(Token.ACCENT_TEXT)
            box = area.adjusted(2, 1, -2, -2)
            paint.outline(painter, box, space.RADIUS_CHIP, edge, 2)


def paint_words(painter: QPainter, area: QRectF, words: str) -> None:
    """Paint what a row is about, in the middle of its height."""
    look = theme()
    painter.setFont(look.font(Role.BODY))
    painter.setPen(look.color(Token.TEXT))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    inner = area.adjusted(PAD, 0, -_GAP, 0)
    painter.drawText(inner, left | Qt.TextFlag.TextWordWrap, words)
