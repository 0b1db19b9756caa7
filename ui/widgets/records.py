"""Rows of records: a model of immutable rows and the list that shows them."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.widgets.keys import letter_of, letters_off

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole


class RecordModel(QAbstractListModel, Generic[R]):
    """Immutable rows, read only, one sentence each for a screen reader.

    Signals:
        more_wanted: the list came near its end and `set_rows` said there is more.
    """

    more_wanted = Signal()

    def __init__(self, say: Callable[[R], str], key: Callable[[R], str]) -> None:
        """Remember how a row is said and told from others.

        Args:
            say: the sentence of a row ("3.2 Personal attack, medium severity, …").
            key: its id, by which the selection survives a reload.
        """
        super().__init__()
        self._say, self._key = say, key
        self._rows: list[R] = []
        self._more = False

    def set_rows(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Show these rows instead; `more` says that another page can be asked for."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more = more
        self.endResetModel()

    def append_rows(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Add the next page."""
        start = len(self._rows)
        self._more = more
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def row_at(self, place: int) -> R | None:
        """Return the row at a place, or None."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: str) -> int:
        """Return where the row with this id is, or -1."""
        keys = (self._key(row) for row in self._rows)
        return next((n for n, found in enumerate(keys) if found == key), -1)

    def key_at(self, place: int) -> str:
        """Return the id of the row at a place, or nothing."""
        row = self.row_at(place)
        return "" if row is None else self._key(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.DisplayRole,
        ):
            return self._say(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        # Never editable: an editable row would let an input method take J and K.
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        # Asked once a page; the answer comes later through `append_rows`.
        if self._more:
            self._more = False
            self.more_wanted.emit()


class RecordList(QListView):
    """A list worked by keyboard: J, K and arrows move, Enter opens.

    Letters of the key map are told, only while the list has focus and no input
    method composes. Rows are painted by a `RecordDelegate`.

    Signals:
        opened: Enter or a double click on a row; its id.
        moved: another row became current; its id, or nothing.
        peeked: Space on a row; its id.
        letter_pressed: a key of the map, as its cap shows it.
        filter_wanted: "/" was pressed.
        back_wanted: Esc was pressed.
    """

    opened = Signal(str)
    moved = Signal(str)
    peeked = Signal(str)
    letter_pressed = Signal(str)
    filter_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._keys: frozenset[str] = frozenset()
        self._composing = self._elsewhere = False
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_key_map(self, keys: frozenset[str]) -> None:
        """Tell of these keys ("A", "1", "?"); J, K, / and Space need no entry."""
        self._keys = keys

    def show_rows(self, rows: Sequence[object], *, more: bool = False) -> None:
        """Show these rows instead; the current row and the scrolling stay.

        A current row that is gone leaves none current. Nothing is told.
        """
        model = self._records()
        if model is None:
            return
        key, scrolled = self.current_key(), self.verticalScrollBar().value()
        told = self.blockSignals(True)
        model.set_rows(rows, more=more)
        self.select_key(key)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(told)

    def select_key(self, key: str) -> bool:
        """Make the row with this id current; return whether it is there."""
        model = self._records()
        place = model.place_of(key) if model else -1
        if model and place >= 0:
            self.setCurrentIndex(model.index(place, 0))
        return place >= 0

    def show_current(self, key: str) -> None:
        """Make the row with this id current, none if it is not there; say nothing.

        With none current the record stays open until a person chooses a row: having
        the focus again does not choose the first.
        """
        told = self.blockSignals(True)
        found = key == self.current_key() or self.select_key(key)
        if not found:
            self.setCurrentIndex(QModelIndex())
        self._elsewhere = bool(key) and not found
        self.blockSignals(told)

    def current_key(self) -> str:
        """Return the id of the current row, or nothing."""
        model = self._records()
        return model.key_at(self.currentIndex().row()) if model else ""

    def enter(self) -> None:
        """Take the focus; where no row is chosen, choose the first and tell of it."""
        if not self.selectionModel().hasSelection():
            told = self.blockSignals(True)
            self.setCurrentIndex(QModelIndex())
            self.blockSignals(told)
            self.step(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Make the row so many places further current, stopping at the ends."""
        model = self._records()
        if model is None or not model.rowCount():
            return
        here = self.currentIndex().row()
        place = max(0, min(model.rowCount() - 1, here + by))
        self.setCurrentIndex(model.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Qt switches the input method on for editable rows; a list takes none.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.moved.emit(self.current_key())

    def resizeEvent(self, e: QResizeEvent) -> None:
        # Rows are often put in before the list has its size; what is chosen must not
        # be cut off when it gets smaller.
        rect = self.visualRect(self.currentIndex())
        seen = not rect.isEmpty() and rect.bottom() <= e.oldSize().height()
        super().resizeEvent(e)
        if seen:
            self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would make the first row current without it looking chosen.
        if not self.currentIndex().isValid() and not self._elsewhere:
            self.step(0)
        super().focusInEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are commands here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            event.ignore()
        elif not (self._take_plain(event) or self._take_letter(event)):
            super().keyPressEvent(event)
            if letter_of(event):
                # Qt keeps it for a search among the rows; it may be the window's.
                event.ignore()

    def _records(self) -> "RecordModel[object] | None":
        model = self.model()
        if isinstance(model, RecordModel):
            return cast("RecordModel[object]", model)
        return None

    def _take_plain(self, event: QKeyEvent) -> bool:
        """Act on Enter, Space and Esc; return whether the key was one of them."""
        key, current = event.key(), self.current_key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            self.opened.emit(current)
        elif key == Qt.Key.Key_Space and current:
            self.peeked.emit(current)
        elif key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            return False
        return True

    def _take_letter(self, event: QKeyEvent) -> bool:
        """Act on a letter; return whether it was one of the map's or the list's."""
        letter = letter_of(event)
        if not letter or letters_off(self):
            return False
        if letter in ("J", "K"):
            self.step(1 if letter == "J" else -1)
        elif letter in self._keys:
            self.letter_pressed.emit(letter)
        elif letter == "/":
            self.filter_wanted.emit()
        else:
            return False
        return True

    def _on_double_clicked(self, index: QModelIndex) -> None:
        model = self._records()
        if model is not None:
            self.opened.emit(model.key_at(index.row()))
