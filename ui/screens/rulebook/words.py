"""A clause's words: shown as a paragraph, or changed in place in a draft."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import Language
from ui.screens.rulebook.presenter.draft import Words
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Box,
    Label,
    MultilineField,
    Paragraph,
    column,
    row,
)

_PAUSE_MS = 400


class WordsField(QWidget):
    """A caption over text that is read, or written where it can be.

    Signals:
        written: number and `Language` of the clause, which `Words`, and the text,
            after a pause in typing.
    """

    written = Signal(str, Language, Words, str)

    def __init__(self, caption: str, words: Words, tool: QWidget | None = None) -> None:
        super().__init__()
        self._words = words
        self._number, self._language = "", Language.ZH_CN
        self._text = Paragraph("", Role.READING, selectable=True)
        self._read = Box(
            column(self._text, margins=(14, 9, 14, 10)),
            edge=Token.BORDER,
            radius=space.RADIUS_CONTROL,
        )
        name = f"rulebook_{words.value}"
        self._field = MultilineField(name=name, lines=(2, 12))
        self._field.edit.setAccessibleName(caption)
        self._field.hide()
        head = row(Label(caption, Role.CAPTION, Token.TEXT_2), STRETCH)
        if tool is not None:
            head.addWidget(tool)
        self.setLayout(column(head, 4, self._read, self._field))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._field.changed.connect(self._pause.start)
        self._field.edit.focus_moved.connect(self.flush)

    def set_words(
        self, number: str, language: Language, text: str, *, editable: bool, error: str
    ) -> None:
        """Show a clause's words; what is being typed is left alone."""
        same = (number, language) == (self._number, self._language)
        self._number, self._language = number, language
        self._read.setVisible(not editable)
        self._field.setVisible(editable)
        self._text.set_plain(text if not editable else "")
        typing = same and self._pause.isActive()
        if editable and not typing and self._field.text() != text:
            self._field.set_text(text)
            self._pause.stop()
        if not typing:
            self._field.show_error(error if editable else "")

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def _tell(self) -> None:
        self.written.emit(self._number, self._language, self._words, self._field.text())
