"""A few cards of which one is chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ui.widgets.choice import Choice
from ui.widgets.choices import ChoiceCard
from ui.widgets.layout import clear

_TWO_ROWS_BELOW: Final = 600
_THREE: Final = 3


class ChoiceCards(QWidget):
    """Cards in a row, or two by two where it is narrow; one is chosen, or none.

    Signals:
        chosen: the key of a card.
    """

    chosen = Signal(str)

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._cards: list[ChoiceCard] = []
        self._keys: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._narrow = False
        self.setLayout(self._grid)
        self.setAccessibleName(label)

    def set_choices(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer these; the cards stay as they are while their keys do."""
        keys = [choice.key for choice in choices]
        if keys != self._keys:
            self._keys = keys
            clear(self._grid)
            self._cards = [
                ChoiceCard(choice, name=f"{self._name}_{choice.key}")
                for choice in choices
            ]
            for place, card in enumerate(self._cards):
                self._group.addButton(card, place)
            self._arrange()
        # An exclusive group never lets go of its last choice.
        self._group.setExclusive(False)
        for card, choice in zip(self._cards, choices, strict=True):
            if card.choice != choice:
                card.set_choice(choice)
            card.setChecked(choice.key == chosen)
        self._group.setExclusive(True)

    def set_enabled(self, key: str, *, enabled: bool) -> None:
        """Let a card be chosen, or not."""
        self._cards[self._keys.index(key)].setEnabled(enabled)

    def focus(self) -> None:
        """Give the focus to the card that is chosen, or to the first."""
        card = self._group.checkedButton() or next(iter(self._cards), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_nth(self, number: int) -> None:
        """Choose as if clicked; numbers begin at 1, others change nothing."""
        if 0 < number <= len(self._cards):
            self._cards[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _TWO_ROWS_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._keys[place])

    def _arrange(self) -> None:
        count = len(self._cards)
        # Three stand side by side longer than four do.
        across = 2 if self._narrow and count > _THREE else count
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
        for place in range(count):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
