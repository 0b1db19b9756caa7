"""The right side: the open ballot's header and cards, and the form of votes."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.words import tr
from ui.screens.revision.ballots.cards import FactsCard, TallyCard, VotesCard
from ui.screens.revision.ballots.presenter.shown import BallotShown
from ui.screens.revision.ballots.voting_form import VotingForm
from ui.theme import Role, Tone
from ui.widgets import (
    Banner,
    Button,
    ButtonKind,
    Chip,
    EmptyState,
    Hairline,
    KeyPane,
    PageHeader,
    ScrollColumn,
    SideBySide,
    clear,
    column,
)

LETTERS: Final = frozenset("1234EN")
"""Keys of the map, here and in the list."""


class RecordPane(KeyPane):
    """One ballot, or the words that there is none.

    Attributes:
        form: enters votes.
        votes: as they were witnessed.

    Signals:
        motion_wanted: go to the motion it is about.
        close_wanted: count the votes.
        cancel_wanted: have it come to nothing.
        opening_wanted: open a ballot.
    """

    motion_wanted = Signal()
    close_wanted = Signal()
    cancel_wanted = Signal()
    opening_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="ballots_record")
        self._shown: BallotShown | None = None
        self._ending = ""
        self.set_key_map(LETTERS)
        self._header = PageHeader(role=Role.PAGE, name="ballots_header")
        self._motion = Button(
            tr("Open the motion"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="ballots_motion",
        )
        self._cancel = Button(
            tr("Cancel the ballot"),
            ButtonKind.GHOST,
            icon="prohibit",
            height=28,
            name="ballots_cancel",
        )
        for button in (self._motion, self._cancel):
            self._header.tools.addWidget(button)
        self._problem = Banner(tone=Tone.DANGER, name="ballots_problem")
        self._over = Banner(tone=Tone.WARN, icon="clock", name="ballots_over")
        self._close = Button(
            tr("Close and count"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            name="ballots_close",
        )
        self._over.tools.addWidget(self._close)
        self._tally = TallyCard()
        self._facts = FactsCard("list-bullets", tr("Terms"), name="ballots_terms")
        self._outcome = FactsCard("flag", tr("Outcome"), name="ballots_outcome")
        self.votes = VotesCard()
        self.form = VotingForm()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="ballots_scroll"
        )
        sides = QWidget()
        sides.setLayout(column(self._outcome, (self._facts, 1), spacing=14))
        for part in (
            self._problem,
            self._over,
            SideBySide(self._tally, sides),
            self.votes,
        ):
            self._scroll.column.addWidget(part)
        for part in (self._problem, self._over, self._outcome, self.form):
            part.hide()
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.form))
        self._empty = EmptyState("check-square", "", name="ballots_empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self.setLayout(column((self._stack, 1)))
        self._connect()

    def set_ballot(self, ballot: BallotShown) -> None:
        """Show this ballot."""
        before, self._shown = self._shown, ballot
        self._header.set_title(ballot.question, ballot.meta)
        clear(self._header.chips)
        chip = ballot.chip
        self._header.chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self._motion.setVisible(ballot.motion)
        if before is None or before.tally != ballot.tally:
            self._tally.set_tally(ballot.tally)
        if before is None or before.facts != ballot.facts:
            self._facts.set_facts(ballot.facts)
        if before is None or before.outcome != ballot.outcome:
            self._outcome.set_facts(ballot.outcome, bold=1)
        if before is None or before.votes != ballot.votes:
            self.votes.set_votes(ballot.votes, ballot.votes_side)
        if before is None or before.id != ballot.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._rank()
        self._stack.setCurrentIndex(1)

    def offer(self, *, importing: bool, ending: str) -> None:
        """Offer to take votes in, and how the ballot can end."""
        self.votes.set_takes(takes=importing)
        self._ending = ending
        self._rank()

    def set_nothing(self, title: str, text: str, action: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        self._empty.set_words(title, text, action)
        self._stack.setCurrentIndex(0)

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def act(self) -> None:
        """Do what Ctrl+Enter means now: enter the vote, or close the ballot."""
        at = QApplication.focusWidget()
        if at is not None and self.form.isAncestorOf(at):
            self.form.submit()
        elif self._ending == "close":
            self.close_wanted.emit()
        elif self.form.isVisible():
            self.form.focus_member()

    def focus_record(self) -> None:
        """Give the record the focus, so that letters act and keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rank(self) -> None:
        banner = self._shown.banner if self._shown else ""
        self._over.set_words(banner)
        self._over.setVisible(bool(banner))
        self._close.setVisible(self._ending == "close")
        self._cancel.setVisible(self._ending == "cancel")

    def _connect(self) -> None:
        self._motion.clicked.connect(self.motion_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._empty.button.clicked.connect(self.opening_wanted)
