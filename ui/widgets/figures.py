"""Figures on cards: a count, and what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout

from ui.theme import Role, Token
from ui.widgets.frames import Card
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, clear, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number and what it counts.

    Attributes:
        notable: whether it wants a look, unless it is nothing.
        capped: whether there may be more.
    """

    count: int
    text: str
    notable: bool = False
    capped: bool = False


class FigureRow(QHBoxLayout):
    """Cards side by side, each as wide as the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(12)

    def set_figures(self, figures: Iterable[Figure]) -> None:
        """Show these instead."""
        clear(self)
        for figure in figures:
            self.addWidget(_card(figure), 1)


def _card(figure: Figure) -> Card:
    token = Token.TEXT if figure.count else Token.TEXT_3
    if figure.notable and figure.count:
        token = Token.WARN
    told = f"{figure.count}+" if figure.capped else f"{figure.count:,}"
    count = Label(told, Role.UNLOCK, token, tabular=True)
    words = Label(figure.text, Role.CAPTION, Token.TEXT_2, wrap=True)
    return Card(column(count, words, STRETCH, margins=(16, 10, 12, 12)))
