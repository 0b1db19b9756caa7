"""What a card is made of that is there to be read: its head, facts, quoted text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme import Role, Token
from ui.widgets.frames import Quiet
from ui.widgets.labels import IconLabel, Label, Paragraph
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.marks import Avatar

_LABEL: Final = 84
_STACK_BELOW: Final = 600


class Facts(QVBoxLayout):
    """Labels and values, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(4)

    def set_facts(self, facts: Sequence[tuple[str, str]], *, bold: int = 0) -> None:
        """Show these; the first few values are bold."""
        clear(self)
        for place, (label, value) in enumerate(facts):
            caption = Label(label, Role.CAPTION, Token.TEXT_3)
            caption.setFixedWidth(_LABEL)
            words = Label(value, bold=place < bold, wrap=True, selectable=True)
            line = row(column(1, caption, STRETCH), (words, 1))
            self.addLayout(line)


class Titled(QWidget):
    """A small caption over reading text; hidden without text."""

    def __init__(self, caption: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._text = Paragraph("", Role.READING, selectable=True)
        head = Label(caption, Role.CAPTION, Token.TEXT_3)
        if quiet:
            box = Quiet(column(head, 2, self._text, margins=(12, 8, 12, 9)))
            self.setLayout(column(box))
        else:
            self.setLayout(column(head, 2, self._text))

    def set_text(self, text: str) -> None:
        """Show this text."""
        self._text.set_plain(text)
        self.setVisible(bool(text))


class PersonLine(QWidget):
    """Somebody's disc and name."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("")
        self._name = Label("", bold=True)
        self.setLayout(row(self._avatar, 8, self._name, STRETCH))

    def set_person(self, name: str, key: str = "") -> None:
        """Show this person."""
        self._avatar.set_person(name, key)
        self._name.setText(name)


def card_head(
    icon: str, token: Token, title: str, at: QWidget | None = None
) -> QBoxLayout:
    """Return the head of a card: an icon, a title, at the right when or how many."""
    line = row(IconLabel(icon, token), 8, Label(title, Role.SECTION), STRETCH)
    if at is not None:
        line.addWidget(at)
    return line


class SideBySide(QWidget):
    """Two cards side by side, one under the other where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box = row((left, 1), (right, 1), spacing=16)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else across)
