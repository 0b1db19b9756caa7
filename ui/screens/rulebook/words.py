"""Words of a clause: shown as a paragraph, or changed in place in a draft."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.words import Language
from ui.screens.rulebook.marking import mark_changes
from ui.screens.rulebook.presenter.clause import ClauseShown, FieldShown
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Box,
    Label,
    MultilineField,
    Paragraph,
    TextField,
    column,
    row,
)

_PAUSE_MS = 400


class Writer(QWidget):
    """Tells what is typed into a field of its own, and when it is left.

    Signals:
        typed: `Spot`, `Language` and text, after a pause in typing.
        written: the same, when the field is left with other words than it had.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)

    def __init__(self, field: MultilineField | TextField) -> None:
        super().__init__()
        self._field = field
        self._spot, self._language = Spot(words=Words.TEXT), Language.ZH_CN
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        field.changed.connect(self._pause.start)
        field.edit.focus_moved.connect(self._on_focus_moved)

    @property
    def is_typing(self) -> bool:
        """Whether something is typed that is not told to the draft."""
        return self._field.text() != self._told

    def put(self, spot: Spot, language: Language, words: FieldShown) -> None:
        """Show these words; what is being typed is left alone."""
        same = (spot, language) == (self._spot, self._language)
        if same and self.is_typing:
            return
        self.flush()
        self._spot, self._language = spot, language
        if self._field.text() != words.text:
            self._field.set_text(words.text)
            if isinstance(self._field, TextField):
                # A long title is read from its beginning.
                self._field.edit.setCursorPosition(0)
            self._pause.stop()
        self._told = words.text
        self._field.show_error(words.error)
        self._show_changes(words)

    def _show_changes(self, words: FieldShown) -> None:
        """Underline what was not there before; a line cannot, and has little room."""
        if isinstance(self._field, MultilineField):
            was = words.text if words.was is None else words.was
            mark_changes(self._field.edit, was)

    def drop(self) -> None:
        """Forget what was typed: it cannot be written any more."""
        self._field.set_text("")
        self._pause.stop()
        self._told = ""

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        self._pause.stop()
        if self.is_typing:
            self._told = self._field.text()
            self.written.emit(self._spot, self._language, self._told)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self.flush()

    def _tell(self) -> None:
        self.typed.emit(self._spot, self._language, self._field.text())


class LineWriter(Writer):
    """A line that is written in place: a title, a note."""

    def __init__(
        self, label: str, *, name: str, placeholder: str = "", area: bool = False
    ) -> None:
        """Make the field.

        Args:
            label: its caption; empty for none.
            name: its object name.
            placeholder: what it says while it is empty.
            area: whether it grows to a few lines.
        """
        field = (
            MultilineField(label, placeholder=placeholder, name=name, lines=(1, 6))
            if area
            else TextField(label, placeholder=placeholder, name=name)
        )
        super().__init__(field)
        self.setFocusProxy(field)
        self.setLayout(column(field))

    def focus(self) -> None:
        """Put the cursor into the field."""
        self._field.focus()


class WordsField(Writer):
    """A caption over text that is read, or written where it can be.

    Where it is optional and empty, there is nothing to read and it goes.
    """

    def __init__(
        self,
        words: Words,
        caption: str,
        *,
        name: str,
        hint: str = "",
        optional: bool = False,
    ) -> None:
        """Make the field.

        Args:
            words: which words of a clause.
            caption: what they are called.
            name: its object name.
            hint: more about them, where they are written.
            optional: whether they may be left out.
        """
        least = 2 if words is Words.TEXT else 1
        field = MultilineField(name=name, lines=(least, 12))
        super().__init__(field)
        self._words = words
        self._text = Paragraph("", Role.READING, selectable=True)
        self._read = Box(
            column(self._text, margins=(14, 9, 14, 10)),
            edge=Token.BORDER,
            radius=space.RADIUS_CONTROL,
        )
        self._caption = caption
        field.hide()
        self._optional = optional
        self._hint = Label(hint, Role.CAPTION, Token.TEXT_3)
        self._head = Label(caption, Role.CAPTION, Token.TEXT_2)
        self._top = QWidget()
        self._top.setLayout(
            row(self._head, 8, self._hint, STRETCH, margins=(0, 0, 0, 4))
        )
        # Beside a longer one in the other language it keeps its height.
        self.setLayout(column(self._top, self._read, field, STRETCH))

    def set_words(
        self, clause: ClauseShown, *, named: str = "", missing_too: bool = False
    ) -> None:
        """Show a clause's words.

        Args:
            clause: in the language they are to be shown in.
            named: that language's name, where both are shown.
            missing_too: show optional words that are missing, as the other language
                has them.
        """
        words, editable = clause.words[self._words], clause.editable
        said = " · ".join(filter(None, (self._caption, named)))
        self._head.setText(said)
        self._top.setVisible(bool(said))
        self._field.edit.setAccessibleName(said)
        there = not self._optional or bool(words.text) or missing_too
        self.setVisible(editable or there)
        self._hint.setVisible(editable and bool(self._hint.text()) and not named)
        self._read.setVisible(not editable)
        self._field.setVisible(editable)
        self._text.set_plain("" if editable else words.text)
        if editable:
            spot = Spot(words=self._words, number=clause.number)
            self.put(spot, clause.language, words)
        else:
            self.drop()
