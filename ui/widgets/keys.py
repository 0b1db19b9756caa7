"""Letter keys that act, and when they may.

They act only while a list or a record has focus, never in a text field, and never
while an input method composes. Nothing here is a window-wide shortcut: a key that
its widget does not want travels up to the nearest list or `KeyPane`.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.frames import Box

OFF_PROPERTY: Final = "gongdao_letters_off"
_ALLOWED: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def letter_of(event: QKeyEvent) -> str:
    """Return the letter, digit or sign of a key press as printed on its cap.

    Nothing is returned for other keys, and for combinations with Ctrl, Alt, Meta.
    """
    if event.modifiers() & ~_ALLOWED:
        return ""
    text = event.text()
    if len(text) != 1 or not text.isascii() or not text.isprintable():
        return ""
    return text.upper() if text.strip() else ""


def letters_off(widget: QWidget) -> bool:
    """Return whether letter keys are switched off in this widget's window."""
    return bool(widget.window().property(OFF_PROPERTY))


class KeyPane(Box):
    """A record's pane: letters typed inside it, outside text fields, are told.

    Signals:
        letter_pressed: a key of the map, as its cap shows it ("N", "1", "/").
        back_wanted: Esc.
    """

    letter_pressed = Signal(str)
    back_wanted = Signal()

    def __init__(self, *, name: str = "") -> None:
        super().__init__(ground=None, name=name)
        self._keys: frozenset[str] = frozenset()

    def set_key_map(self, keys: frozenset[str]) -> None:
        """Listen to these keys."""
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = letter_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif letter in self._keys and not letters_off(self):
            self.letter_pressed.emit(letter)
        else:
            super().keyPressEvent(event)
