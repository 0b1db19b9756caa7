"""The lines over a person: who it is, how they stand, what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.team.presenter.shown import Actions, PersonShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    Chip,
    ElidedLabel,
    TextStyle,
    clear,
    column,
    row,
)

_AVATAR = 52


class PersonHeader(QWidget):
    """Avatar, name, state, since when, and the actions the state allows.

    Signals:
        suspended, reinstated: at once, since it can be undone.
        reissue_wanted, remove_wanted: ask first.
    """

    suspended = Signal()
    reinstated = Signal()
    reissue_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("", size=_AVATAR)
        self._name = ElidedLabel("", TextStyle(role=Role.RECORD))
        policy = QSizePolicy.Policy
        # As wide as the name and no wider, so that chips stand right behind it.
        self._name.setSizePolicy(policy.Maximum, policy.Fixed)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, tabular=True)
        self._meta = ElidedLabel("", quiet)
        self._chips = row(spacing=6)
        self._suspend = Button(
            tr("Suspend"), icon="pause", key="S", name="team_suspend"
        )
        self._reinstate = Button(
            tr("Reinstate"), icon="play", key="S", name="team_reinstate"
        )
        self._reissue = Button(
            tr("Reissue passphrase"), icon="key", name="team_reissue"
        )
        self._remove = Button(tr("Remove"), icon="user-minus", name="team_remove")
        words = column(row(self._name, 10, self._chips, STRETCH), 2, self._meta)
        self.setLayout(
            row(
                self._avatar,
                16,
                (words, 1),
                16,
                row(
                    self._suspend,
                    self._reinstate,
                    self._reissue,
                    self._remove,
                    spacing=8,
                ),
                margins=(24, 14, 20, 8),
            )
        )
        self._suspend.clicked.connect(self.suspended)
        self._reinstate.clicked.connect(self.reinstated)
        self._reissue.clicked.connect(self.reissue_wanted)
        self._remove.clicked.connect(self.remove_wanted)

    def show_person(self, shown: PersonShown) -> None:
        """Show who it is."""
        self._avatar.set_person(shown.name)
        self._name.set_text(shown.name)
        self._meta.set_text(shown.meta)
        clear(self._chips)
        for chip in shown.chips:
            self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self._allow(shown.actions)

    def press_state(self) -> None:
        """Suspend or reinstate, whichever is offered."""
        for button in (self._suspend, self._reinstate):
            if not button.isHidden():
                button.click()
                return

    def _allow(self, actions: Actions) -> None:
        self._suspend.setVisible(actions.suspend)
        self._reinstate.setVisible(actions.reinstate)
        self._reissue.setVisible(actions.reissue)
        self._remove.setVisible(actions.remove)
