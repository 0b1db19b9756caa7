"""Marking the words of a field that were not there in the version before."""

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.text.difference import difference
from ui.theme import Token, theme


def mark_changes(edit: QPlainTextEdit, was: str) -> None:
    """Underline what differs from what a field said; the text stays as it is."""
    text = edit.toPlainText()
    marks: list[QTextEdit.ExtraSelection] = []
    place = 0
    for words, differs in difference(was, text)[1] if was != text else ():
        if differs:
            marks.append(_mark(edit, place, place + _length(words)))
        place += _length(words)
    edit.setExtraSelections(marks)


def _mark(edit: QPlainTextEdit, start: int, end: int) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(edit.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setFontUnderline(True)
    look.setUnderlineColor(theme().color(Token.OK))
    look.setBackground(theme().color(Token.OK_BG))
    mark = QTextEdit.ExtraSelection()
    # The stubs do not know that these are attributes.
    mark.cursor, mark.format = cursor, look
    return mark


def _length(text: str) -> int:
    """Return how many places Qt counts for a text: two beyond the basic plane."""
    return len(text.encode("utf-16-le")) // 2
