"""Before the first version: the shipped rulebooks to begin with."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.words import tr
from ui.screens.rulebook.presenter.tree import TemplateCard
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    Card,
    IconLabel,
    Label,
    ScrollColumn,
    Well,
    column,
    row,
)

_ONE_COLUMN_BELOW = 560


class _Template(Card):
    """A shipped rulebook: its name, its size, its chapters."""

    def __init__(self, card: TemplateCard) -> None:
        self.button = Button(
            tr("Look through"), icon="eye", name=f"rulebook_open_{card.key}"
        )
        self.button.setAccessibleName(f"{tr('Look through')}: {card.title}")
        head = row(
            Label(card.title, Role.SECTION),
            STRETCH,
            Label(card.clauses, Role.CAPTION, Token.TEXT_3, tabular=True),
        )
        chapters = Label(card.detail, Role.CAPTION, Token.TEXT_2, wrap=True)
        super().__init__(
            column(
                head,
                4,
                chapters,
                STRETCH,
                12,
                row(self.button, STRETCH),
                margins=(16, 14, 16, 14),
            ),
            name=f"rulebook_template_{card.key}",
        )


class Start(ScrollColumn):
    """Says that nothing is published, and offers what to begin with.

    Signals:
        template_chosen: the key of a shipped rulebook.
        import_wanted: take rules in from a file.
    """

    template_chosen = Signal(str)
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(24, 40, 24, 24), name="rulebook_start")
        self._cards: list[_Template] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._words = Label("", token=Token.TEXT_2, wrap=True)
        self.column.addLayout(
            row(IconLabel("book-bookmark", Token.TEXT_3, 28), STRETCH)
        )
        self.column.addSpacing(10)
        self.column.addWidget(Label(tr("No rules are published yet"), Role.PAGE))
        self.column.addSpacing(4)
        self.column.addWidget(self._words)
        self.column.addSpacing(16)
        self.column.addWidget(self._build_import())
        self.column.addSpacing(12)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def set_cards(self, cards: Sequence[TemplateCard], hint: str) -> None:
        """Offer these rulebooks; `hint` says why there are none."""
        begin = tr(
            "Begin with one of these. Look through it, change what does not fit,"
            " and publish it; decisions cite its clauses from that day on."
        )
        self._words.setText(hint or begin)
        self._import.setVisible(bool(cards))
        if self._cards:
            return
        for card in cards:
            template = _Template(card)
            key = card.key
            template.button.clicked.connect(
                lambda _=False, key=key: self.template_chosen.emit(key)
            )
            self._cards.append(template)
        self._arrange()

    def first(self) -> QWidget | None:
        """Return the first card's button, to give it the focus."""
        return self._cards[0].button if self._cards else None

    def _build_import(self) -> QWidget:
        button = Button(
            tr("Import from a file…"), icon="upload-simple", name="rulebook_import"
        )
        button.clicked.connect(self.import_wanted)
        title = Label(tr("The rules are written already?"), bold=True)
        words = Label(
            tr("Markdown or plain text: you see what each line becomes first."),
            Role.CAPTION,
            Token.TEXT_2,
            wrap=True,
        )
        self._import = Well(
            row((column(title, words), 1), button, margins=(16, 12, 14, 12), spacing=12)
        )
        self._import.hide()
        return self._import

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 1 if self.width() < _ONE_COLUMN_BELOW else 2
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
