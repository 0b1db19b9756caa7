"""One person: header, notices, cards; the vault's own cards below them."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.words import tr
from ui.screens.team.check_card import CheckCard
from ui.screens.team.header import PersonHeader
from ui.screens.team.history_card import HistoryCard
from ui.screens.team.invitation import InvitationCard
from ui.screens.team.powers_card import PowersCard
from ui.screens.team.presenter.shown import PersonShown, WaitingShown
from ui.screens.team.role_card import RoleCard
from ui.screens.team.ties_cards import ConflictsCard, LinksCard
from ui.theme import Tone, space
from ui.widgets import (
    Banner,
    Button,
    Card,
    Hairline,
    KeyPane,
    ScrollColumn,
    column,
    row,
)

_STACK_BELOW: Final = 620


class _Pair(QWidget):
    """Two cards side by side, one under the other where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box = row((left, 1), (right, 1), spacing=space.S4)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else across)


class RecordPane(KeyPane):
    """Everything about whoever is in front.

    Attributes:
        form: the invitation, over the person.
        header, role, powers, links, conflicts, history, check: the parts.

    Signals:
        withdrawn: the removal one has proposed is to be taken back.
    """

    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__(name="team_record")
        self.form = InvitationCard()
        self.form.hide()
        self.header = PersonHeader()
        self.role = RoleCard()
        self.powers = PowersCard()
        self.links, self.conflicts = LinksCard(), ConflictsCard()
        self.history, self.check = HistoryCard(), CheckCard()
        self._waiting = Banner("", "", Tone.WARN, icon="hourglass", name="team_waiting")
        self._withdraw = Button(tr("Withdraw"), name="team_withdraw")
        self._waiting.tools.addWidget(self._withdraw)
        self._withdraw.clicked.connect(self.withdrawn)
        self.body = ScrollColumn(margins=(24, 20, 24, 24), spacing=space.S4)
        for part in (
            self.form,
            self._waiting,
            self.role,
            _Pair(self.links, self.conflicts),
            self.powers,
            self.history,
            self.check,
        ):
            self.body.column.addWidget(part)
        self.body.column.addStretch(1)
        self.setLayout(column(self.header, Hairline(), (self.body, 1)))
        self._waiting.hide()
        self._person = ""

    def add_card(self, card: Card) -> None:
        """Show another card below the others."""
        self.body.column.insertWidget(self.body.column.count() - 1, card)

    def show_person(self, shown: PersonShown) -> None:
        """Show one person; a form open for somebody else is put away."""
        if shown.id != self._person:
            self.role.close_form()
        self._person = shown.id
        self.header.show_person(shown)
        self.role.show_person(shown)
        self._show_waiting(shown.waiting)

    def _show_waiting(self, waiting: WaitingShown | None) -> None:
        self._waiting.setVisible(waiting is not None)
        if waiting is not None:
            self._waiting.set_words(waiting.title, waiting.text)
            self._withdraw.setVisible(waiting.mine)
