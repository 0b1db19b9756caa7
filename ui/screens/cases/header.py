"""The lines over a case: number, title, where it stands, who looks after it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.cases.looks import clock_look, severity_chip, state_chip
from ui.screens.cases.presenter.shown import HeaderShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Chip,
    ElidedLabel,
    IconButton,
    IconLabel,
    Label,
    TextStyle,
    column,
    row,
)


class CaseHeader(QWidget):
    """Two lines: facts and ways to go on, then title, chips, clock and holder.

    Signals:
        stepped: go so many cases up (-1) or down (1).
        holding_switched: take the case, or give it back.
    """

    stepped = Signal(int)
    holding_switched = Signal()

    def __init__(self) -> None:
        super().__init__()
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._facts = ElidedLabel("", quiet)
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._state = Chip("", name="case_state")
        self._severity = Chip("", name="case_severity")
        self._clock_icon = IconLabel("clock")
        self._clock = Label("", tabular=True)
        self._allowed = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._avatar = Avatar("", size=22)
        self._holder = Label("", token=Token.TEXT_2)
        up = IconButton("arrow-up", tr("Case before (K)"), name="case_up")
        down = IconButton("arrow-down", tr("Next case (J)"), name="case_down")
        self._hold = Button(
            "", ButtonKind.GHOST, icon="hand", key="A", height=28, name="case_take"
        )
        self.setLayout(
            column(
                row((self._facts, 1), up, down, 4, self._hold),
                row(
                    self._title,
                    10,
                    self._state,
                    6,
                    self._severity,
                    STRETCH,
                    12,
                    self._clock_icon,
                    5,
                    self._clock,
                    4,
                    self._allowed,
                    12,
                    self._avatar,
                    6,
                    self._holder,
                ),
                spacing=4,
                margins=(24, 8, 16, 12),
            )
        )
        up.clicked.connect(lambda: self.stepped.emit(-1))
        down.clicked.connect(lambda: self.stepped.emit(1))
        self._hold.clicked.connect(self.holding_switched)

    def set_header(self, header: HeaderShown) -> None:
        """Show these lines."""
        self._facts.set_text(
            tr("{number} · {facts}", number=header.number, facts=header.facts)
        )
        self._title.set_text(header.title)
        self._state.set_spec(state_chip(header))
        self._severity.setVisible(header.severity is not None)
        if header.severity is not None:
            self._severity.set_spec(severity_chip(header.severity))
        token, icon = clock_look(header.clock.urgency)
        self._clock_icon.set_icon(icon, token)
        self._clock.set_token(token)
        self._clock.setText(header.clock.text)
        self._clock.setToolTip(header.clock.exact)
        self._allowed.setText(header.allowed)
        self._avatar.set_person(header.holder)
        self._holder.setText(header.holder or tr("Nobody yet"))
        decided = bool(header.outcome)
        self._avatar.setVisible(not decided)
        self._holder.setVisible(not decided)

    def set_holding(self, action: str, *, mine: bool, blocked: str) -> None:
        """Offer to take or give back the case; no action hides the button."""
        self._hold.set_label(action, "arrow-u-up-left" if mine else "hand")
        self._hold.setVisible(bool(action))
        self._hold.setEnabled(not blocked)
        self._hold.setToolTip(blocked)
