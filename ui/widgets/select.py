"""Choosing one of many: a combo in the shape of a field."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.choice import Choice
from ui.widgets.labels import Label
from ui.widgets.layout import column
from ui.widgets.paint import TextStyle


class _PopupRow(QStyledItemDelegate):
    """A row of a combo's list."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, theme().height(space.TREE_ROW, Role.BODY, padding=8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect, state = QRectF(option.rect), option.state
        hovered = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        inner = rect.adjusted(4, 1, -4, -1)
        paint.draw_row_ground(painter, inner, selected=False, hovered=hovered)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        words = inner.adjusted(8, 0, -8, 0)
        width = paint.draw_text(painter, words, text, TextStyle())
        hint = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if hint and width < words.width() - 32:
            quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
            after = words.adjusted(width + space.S2, 0, 0, 0)
            paint.draw_text(painter, after, hint, quiet)
        painter.restore()


class Select(QComboBox):
    """A combo in the field's shape: icon, value, a hint behind it, a caret.

    Signals:
        key_chosen: the key of what a person chose.
    """

    key_chosen = Signal(str)

    draws_own_focus = True

    def __init__(self, label: str, *, icon: str = "", name: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view = QListView()
        view.setItemDelegate(_PopupRow(view))
        view.setMouseTracking(True)
        self.setView(view)
        self.setMaxVisibleItems(12)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: list[Choice]) -> None:
        """Offer these; the first is chosen."""
        self.clear()
        for choice in choices:
            self.addItem(choice.text, choice.key)
            self.setItemData(self.count() - 1, choice.hint, Qt.ItemDataRole.ToolTipRole)

    def chosen(self) -> str:
        """Return the key of what is chosen, or nothing."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose by key; an unknown key changes nothing."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)

    def _on_activated(self, _place: int) -> None:
        self.key_chosen.emit(self.chosen())

    def sizeHint(self) -> QSize:
        height = theme().height(space.INPUT, Role.BODY, padding=8)
        texts = [self.itemText(i) for i in range(min(self.count(), 30))]
        widest = max((paint.text_width(t, TextStyle()) for t in texts), default=60)
        return QSize(min(widest, 320) + 58, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change what was chosen in passing.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A letter or digit is a key of the pane, never a silent other choice.
        if event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        ground = Token.SURFACE if self.isEnabled() else Token.PANEL
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        paint.fill_round(painter, inner, space.RADIUS_CONTROL, look.color(ground))
        edge, width = (Token.CONTROL, 1) if self.isEnabled() else (Token.BORDER, 1)
        if self.hasFocus():
            edge, width = Token.ACCENT_TEXT, 2
        paint.outline(painter, rect, space.RADIUS_CONTROL, look.color(edge), width)
        left = 10.0
        if self._icon:
            at = QPointF(left, (self.height() - space.ICON) / 2)
            paint.draw_icon(painter, self._icon, Token.TEXT_2, at)
            left += space.ICON + space.S2
        self._paint_value(painter, left)
        at = QPointF(self.width() - 24, (self.height() - 14) / 2)
        paint.draw_icon(painter, "caret-down", Token.TEXT_3, at, 14)

    def _paint_value(self, painter: QPainter, left: float) -> None:
        right = self.width() - 30
        empty = not self.currentText()
        token = Token.TEXT_3 if empty or not self.isEnabled() else Token.TEXT
        style = TextStyle(token=token, bold=bool(self._icon) and not empty)
        text = self.placeholderText() if empty else self.currentText()
        rect = QRectF(left, 0, right - left, self.height())
        left += paint.draw_text(painter, rect, text, style) + space.S2
        hint = str(self.currentData(Qt.ItemDataRole.ToolTipRole) or "")
        if hint and left < right - 24:
            quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
            rect = QRectF(left, 0, right - left, self.height())
            paint.draw_text(painter, rect, hint, quiet)


class LabelledSelect(QWidget):
    """A `Select` with its label above it.

    Attributes:
        select: the combo itself.
    """

    def __init__(self, label: str, *, icon: str = "", name: str = "") -> None:
        super().__init__()
        self.select = Select(label, icon=icon, name=name)
        caption = Label(label, Role.CAPTION, Token.TEXT_2)
        caption.setBuddy(self.select)
        self.setFocusProxy(self.select)
        self.setLayout(column(caption, self.select, spacing=space.S1))
