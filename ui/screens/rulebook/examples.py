"""What a clause allows or forbids, by example; in a draft each is written in place."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.words import Language, tr
from ui.screens.rulebook.presenter.clause import ClauseShown, ExampleShown, FieldShown
from ui.screens.rulebook.presenter.editing import Examples, Spot, Words
from ui.screens.rulebook.words import LineWriter
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Box,
    Card,
    Hairline,
    IconButton,
    IconLabel,
    Label,
    column,
    row,
)

_WORDS: Final = {
    Examples.ALLOWED: (Words.ALLOWED, Words.ALLOWED_NOTE),
    Examples.FORBIDDEN: (Words.FORBIDDEN, Words.FORBIDDEN_NOTE),
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class _Reading(Box):
    """An example as it is read; where it can be written, Enter or a click opens it.

    Signals:
        opened: it is to be written.
    """

    opened = Signal()

    def __init__(self) -> None:
        self._text = Label("", wrap=True, selectable=False)
        self._note = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        super().__init__(
            column(
                self._text, self._note, self._error, spacing=1, margins=(14, 7, 14, 8)
            ),
            ground=None,
        )
        self._editable = False

    def show_example(self, example: ExampleShown, *, editable: bool) -> None:
        """Show an example."""
        self._editable = editable
        text = example.text or (tr("Blank example") if editable else "")
        self._text.setText(text)
        for label, words in ((self._note, example.note), (self._error, example.error)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(text)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus
        )
        shape = Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._editable and plain and event.key() in _ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._editable and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()


class _Writing(QWidget):
    """An example that is being written: words, why it is there, its place.

    Signals:
        moved: up (-1) or down (1).
        removed: it is to go.
        left: Esc; the row is shown again.
    """

    moved = Signal(int)
    removed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = LineWriter(
            "", name=f"{name}_words", placeholder=tr("What is said or done"), area=True
        )
        self.note = LineWriter(
            "",
            name=f"{name}_note",
            placeholder=tr("Why it is on this side; may be left out"),
            area=True,
        )
        up = IconButton("arrow-up", tr("Move up"), name=f"{name}_up")
        down = IconButton("arrow-down", tr("Move down"), name=f"{name}_down")
        gone = IconButton("trash", tr("Take the example out"), name=f"{name}_remove")
        up.clicked.connect(partial(self._move, -1))
        down.clicked.connect(partial(self._move, 1))
        gone.clicked.connect(self.removed)
        tools = row(up, down, STRETCH, gone, spacing=2)
        self.setLayout(
            column(self.words, self.note, tools, spacing=6, margins=(10, 8, 10, 6))
        )

    def _move(self, by: int, *_checked: object) -> None:
        self.moved.emit(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Example(QWidget):
    """One example, read or written.

    Attributes:
        reading: its face to be read.
        writing: its face to be written; None until it was opened, as most never are.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.reading = _Reading()
        self.writing: _Writing | None = None
        self.reading.setObjectName(name)
        self._faces = column(Hairline(), self.reading)
        self.setLayout(self._faces)

    @property
    def is_open(self) -> bool:
        """Whether it is being written."""
        return self.writing is not None and not self.writing.isHidden()

    def make_writing(self) -> _Writing:
        """Make the face to be written; call it once."""
        self.writing = _Writing(self._name)
        self.writing.hide()
        self._faces.addWidget(self.writing)
        return self.writing

    def turn(self, *, written: bool) -> None:
        """Show it written or read."""
        self.reading.setVisible(not written)
        if self.writing is not None:
            self.writing.setVisible(written)
            if written:
                self.writing.words.focus()

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        if self.writing is not None:
            self.writing.words.flush()
            self.writing.note.flush()

    def drop(self) -> None:
        """Forget what was typed: it cannot be written any more."""
        if self.writing is not None:
            self.writing.words.drop()
            self.writing.note.drop()


class ExamplesCard(Card):
    """What is allowed, or what is forbidden, by example.

    Attributes:
        side: which of the two.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        add_wanted: one more.
        remove_wanted: the place of one that is to go, from 0.
        move_wanted: the place of one, and up (-1) or down (1).
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    add_wanted = Signal()
    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)

    def __init__(self, side: Examples, suffix: str) -> None:
        """Make the card.

        Args:
            side: which examples.
            suffix: the end of its object name.
        """
        self.side = side
        self._name = name = f"rulebook_{side.value}{suffix}"
        title, icon, tone = _look(side)
        self._count = Label("", Role.CAPTION, Token.TEXT_3)
        self._rows = column()
        self._items: list[_Example] = []
        self._number, self._adding = "", False
        self._language = Language.ZH_CN
        self._examples: tuple[ExampleShown, ...] = ()
        self._add = IconButton("plus", tr("Add an example"), name=f"{name}_add")
        self._add.clicked.connect(self._on_add)
        head = row(
            IconLabel(icon, tone.text),
            7,
            Label(title, token=tone.text, bold=True),
            6,
            self._count,
            STRETCH,
            self._add,
            margins=(14, 4, 6, 4),
        )
        super().__init__(column(head, self._rows, STRETCH), name=name)

    def set_examples(self, clause: ClauseShown, *, named: str = "") -> None:
        """Show a clause's examples; one that is being written stays open.

        Args:
            clause: in the language they are to be shown in.
            named: that language's name, where both are shown.
        """
        allowed = self.side is Examples.ALLOWED
        examples = clause.allowed if allowed else clause.forbidden
        number, editable = clause.number, clause.editable
        self._examples, self._language = examples, clause.language
        count = str(len(examples))
        self._count.setText(" · ".join(filter(None, (count, named))))
        self._add.setVisible(editable)
        self._fit(len(examples))
        stays = editable and number == self._number
        self._number = number
        for place, (item, example) in enumerate(
            zip(self._items, examples, strict=True)
        ):
            if item.is_open and not stays:
                item.turn(written=False)
            item.reading.show_example(example, editable=editable)
            if editable:
                self._put(place)
            else:
                item.drop()
        if self._adding and stays and self._items:
            self._adding = False
            self._open(self._items[-1])

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        for item in self._items:
            item.flush()

    def drop(self) -> None:
        """Show no examples."""
        self._fit(0)

    def _put(self, place: int) -> None:
        """Put an example into its face to be written, where there is one."""
        item, example = self._items[place], self._examples[place]
        if item.writing is None:
            return
        words, note = _WORDS[self.side]
        error = example.error if item.is_open else ""
        item.writing.words.put(
            Spot(words=words, number=self._number, place=place),
            self._language,
            FieldShown(text=example.text, error=error),
        )
        item.writing.note.put(
            Spot(words=note, number=self._number, place=place),
            self._language,
            FieldShown(text=example.note),
        )

    def _fit(self, count: int) -> None:
        while len(self._items) > count:
            item = self._items.pop()
            item.drop()
            self._rows.removeWidget(item)
            item.hide()
            item.deleteLater()
        while len(self._items) < count:
            self._add_item(len(self._items))

    def _add_item(self, place: int) -> None:
        item = _Example(f"{self._name}_{place}")
        item.reading.opened.connect(partial(self._open, item))
        self._items.append(item)
        self._rows.addWidget(item)

    def _make_writing(self, item: _Example) -> None:
        place, writing = self._items.index(item), item.make_writing()
        writing.left.connect(partial(self._close, item))
        writing.removed.connect(partial(self._on_removed, place))
        writing.moved.connect(partial(self._on_moved, place))
        for writer in (writing.words, writing.note):
            writer.typed.connect(self.typed)
            writer.written.connect(self.written)
        self._put(place)

    def _open(self, item: _Example) -> None:
        for other in self._items:
            if other is not item and other.is_open:
                self._close(other, focus=False)
        if item.writing is None:
            self._make_writing(item)
        item.turn(written=True)

    @staticmethod
    def _close(item: _Example, *, focus: bool = True) -> None:
        item.flush()
        item.turn(written=False)
        if focus:
            item.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        self.flush()
        self._adding = True
        self.add_wanted.emit()

    def _on_removed(self, place: int) -> None:
        item = self._items[place]
        item.flush()
        item.turn(written=False)
        self.remove_wanted.emit(place)

    def _on_moved(self, place: int, by: int) -> None:
        target = place + by
        if 0 <= target < len(self._items):
            self._items[place].flush()
            self._items[place].turn(written=False)
            self.move_wanted.emit(place, by)
            self._open(self._items[target])


def _look(side: Examples) -> tuple[str, str, Tone]:
    """Return what examples are called, their icon and their tone."""
    if side is Examples.ALLOWED:
        return tr("Allowed"), "check-circle-fill", Tone.OK
    return tr("Forbidden"), "x-circle-fill", Tone.DANGER
