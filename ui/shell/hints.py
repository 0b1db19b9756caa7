"""Key hints: the footer's line, and the page of all keys."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.shell.screen import KeyHint
from ui.theme import Role, Token
from ui.widgets import STRETCH, Button, ButtonKind, Hairline, KeyCap, Label
from ui.widgets.layout import clear, column, row


class HintBar(QWidget):
    """The footer: a few keys and what they do, and the way to all of them.

    Signals:
        all_wanted: all keys were asked for.
    """

    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = row(spacing=5, margins=(16, 4, 8, 4))
        self.setLayout(column(Hairline(), self._line))
        self.setFixedHeight(37)
        self.set_hints(())

    def set_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys."""
        clear(self._line)
        for hint in hints:
            self._line.addLayout(row(*(KeyCap(k) for k in hint.keys), spacing=3))
            self._line.addWidget(Label(hint.label, Role.CAPTION, Token.TEXT_3))
            self._line.addSpacing(7)
        self._line.addStretch(1)
        everything = Button(
            tr("All keys"), ButtonKind.GHOST, key="?", height=28, name="all_keys"
        )
        everything.clicked.connect(self.all_wanted)
        self._line.addWidget(everything)


def every_key() -> list[KeyHint]:
    """Return the one key map, as it stands for every screen; only what acts."""
    return [
        KeyHint(keys=("Ctrl+K",), label=tr("Search and commands")),
        KeyHint(keys=("Ctrl+L",), label=tr("Lock")),
        KeyHint(keys=("Ctrl+Z",), label=tr("Undo")),
        KeyHint(keys=("F1", "?"), label=tr("All keys")),
        KeyHint(keys=("F6",), label=tr("Next pane; with Shift the one before")),
        KeyHint(keys=("J", "K"), label=tr("Down, up")),
        KeyHint(keys=("Enter",), label=tr("Open")),
        KeyHint(keys=("N",), label=tr("New record")),
        KeyHint(keys=("M",), label=tr("Write a note")),
        KeyHint(keys=("A",), label=tr("Take or put back")),
        KeyHint(keys=("S",), label=tr("Triage: set the severity")),
        KeyHint(keys=("R",), label=tr("Choose a clause")),
        KeyHint(keys=("1–9",), label=tr("The numbered sanction or outcome")),
        KeyHint(keys=("D",), label=tr("No violation")),
        KeyHint(keys=("B",), label=tr("Write why not")),
        KeyHint(keys=("V",), label=tr("Reveal a sealed field")),
        KeyHint(keys=("Ctrl+Enter",), label=tr("The main action")),
        KeyHint(keys=("/",), label=tr("Filter")),
        KeyHint(keys=("Esc",), label=tr("Back")),
    ]


def hint_widget(hint: KeyHint) -> QWidget:
    """Return a line of the page of all keys."""
    line = QWidget()
    caps = row(*(KeyCap(key) for key in hint.keys), STRETCH, spacing=4)
    box = QWidget()
    box.setLayout(caps)
    box.setFixedWidth(96)
    line.setLayout(row(box, (Label(hint.label), 1), spacing=8))
    return line
