"""The cards of a task: what would happen, who wants it, and why."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.screens.workbench.presenter.task import CardShown, Facts, TextShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Avatar,
    Card,
    Hairline,
    IconLabel,
    Label,
    Paragraph,
    Quiet,
    clear,
    column,
    row,
)

_LABEL = 96
_STACK_BELOW = 600


class TaskCard(Card):
    """Head, somebody, facts and texts of a card."""

    def __init__(self, card: CardShown) -> None:
        side = Label(card.side, Role.CAPTION, Token.TEXT_3, tabular=True)
        box = column(
            row(
                IconLabel(card.icon),
                8,
                Label(card.title, Role.SECTION),
                STRETCH,
                side,
            ),
            margins=16,
        )
        if card.person:
            box.addSpacing(10)
            box.addWidget(_person(card.person))
        if card.facts:
            box.addSpacing(10)
            box.addWidget(_facts(card.facts))
        if card.texts and (card.facts or card.person):
            box.addSpacing(10)
            box.addWidget(Hairline())
        for text in card.texts:
            box.addSpacing(10)
            box.addWidget(_text(text))
        box.addStretch(1)
        super().__init__(box)


def _person(name: str) -> QWidget:
    whole = QWidget()
    whole.setLayout(row(Avatar(name), 8, Label(name, bold=True), STRETCH))
    return whole


def _facts(facts: Facts) -> QWidget:
    whole, lines, before = QWidget(), column(spacing=4), ""
    for label, value in facts:
        # One label stands for all values under it.
        caption = Label(
            label if label != before else "",
            Role.CAPTION,
            Token.TEXT_3,
            wrap=True,
        )
        caption.setFixedWidth(_LABEL)
        words = Label(value, wrap=True, selectable=True)
        lines.addLayout(row(column(1, caption, STRETCH), (words, 1)))
        before = label
    whole.setLayout(lines)
    return whole


def _text(shown: TextShown) -> QWidget:
    head = Label(shown.caption, Role.CAPTION, Token.TEXT_3)
    words = Paragraph(shown.text, Role.READING, selectable=True)
    if shown.quiet:
        return Quiet(column(head, 2, words, margins=(12, 8, 12, 9)))
    whole = QWidget()
    whole.setLayout(column(head, 2, words))
    return whole


class Cards(QWidget):
    """Cards side by side, one under the other where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._box = row(spacing=16)
        self._shown: tuple[CardShown, ...] = ()
        self.setLayout(self._box)

    def set_cards(self, cards: tuple[CardShown, ...]) -> None:
        """Show these; words somebody is marking stay where nothing has changed."""
        if cards != self._shown:
            self._shown = cards
            clear(self._box)
            for card in cards:
                self._box.addWidget(TaskCard(card), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else across)
