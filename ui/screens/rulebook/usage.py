"""Figures on cards: how a clause fared."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Role, Token
from ui.widgets import STRETCH, Card, Label, clear, column, row


class Usage(QWidget):
    """How often a clause was cited, departed from, overturned."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = row(spacing=12)
        head = row(
            Label(tr("How it fared"), Role.SECTION),
            8,
            Label(tr("Last 90 days"), Role.CAPTION, Token.TEXT_3),
            STRETCH,
        )
        self.setLayout(column(head, 8, self._cards))

    def set_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show figures with what they count; none at all hides the part."""
        self.setVisible(bool(figures))
        clear(self._cards)
        for figure, words in figures:
            number = Label(figure, Role.RECORD, tabular=True)
            label = Label(words, Role.CAPTION, Token.TEXT_2, wrap=True)
            card = Card(row(number, 8, (label, 1), margins=(14, 8, 14, 8)))
            self._cards.addWidget(card, 1)
