"""Two books compared, clause by clause and word by word."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.rulebook.presenter.differing import ComparedShown, DifferenceShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Chip,
    Comparison,
    ElidedLabel,
    IconButton,
    Label,
    ScrollColumn,
    Select,
    TextStyle,
    clear,
    column,
    row,
)


class ComparePage(QWidget):
    """All that differs; each clause can be gone to.

    Signals:
        other_chosen: the key of what is to be compared with.
        clause_chosen: the number of a clause to go to.
        closed: go back to the clause.
    """

    other_chosen = Signal(str)
    clause_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rulebook_compare")
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        self._other = Select(tr("Compared with"), name="rulebook_compare_with")
        policy = QSizePolicy.Policy
        self._other.setSizePolicy(policy.Maximum, policy.Fixed)
        self._none = Label(tr("Both say the same."), token=Token.TEXT_2, wrap=True)
        self._shown: ComparedShown | None = None
        back = IconButton("x", tr("Back to the clause"), name="rulebook_compare_close")
        self._scroll = ScrollColumn(margins=(24, 4, 24, 16), spacing=12)
        self._cards = column(spacing=12)
        self._scroll.column.addLayout(self._cards)
        self._scroll.column.addStretch(1)
        head = row(
            (self._title, 1),
            self._other,
            back,
            spacing=10,
            margins=(24, 12, 16, 10),
        )
        none = row(self._none, margins=(24, 0, 24, 0))
        self.setLayout(column(head, none, (self._scroll, 1)))
        self._other.key_chosen.connect(self.other_chosen)
        back.clicked.connect(self.closed)

    def show_compared(self, compared: ComparedShown) -> None:
        """Show what differs."""
        if compared == self._shown:
            return
        self._shown = compared
        self._title.set_text(compared.title)
        self._other.set_choices([*compared.others])
        self._other.choose(compared.other)
        self._none.setVisible(not compared.differences)
        clear(self._cards)
        for each in compared.differences:
            self._cards.addWidget(self._card(each))

    def focus(self) -> None:
        """Take the focus, so that keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _card(self, each: DifferenceShown) -> QWidget:
        title: QWidget = Label(each.title, bold=True)
        if each.number:
            button = Button(
                each.title,
                ButtonKind.LINK,
                height=24,
                name=f"rulebook_to_{each.number}",
            )
            button.clicked.connect(partial(self._go, each.number))
            title = button
        head = row(title, 8, Chip(each.chip.text, each.chip.tone), STRETCH)
        return Card(column(head, 6, Comparison(each.parts), margins=(16, 10, 16, 12)))

    def _go(self, number: str, *_checked: object) -> None:
        self.clause_chosen.emit(number)
