"""The widgets of the tab of ballots put together."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.words import tr
from ui.screens.finding import Match
from ui.screens.revision.ballots.delegate import BallotDelegate
from ui.screens.revision.ballots.dialogs import Cancelling, Importing, Opening
from ui.screens.revision.ballots.presenter.rows import BallotRow
from ui.screens.revision.ballots.presenter.shown import BallotShown
from ui.screens.revision.ballots.presenter.voting import Field, VoteForm
from ui.screens.revision.ballots.record import LETTERS, RecordPane
from ui.screens.revision.listing import Listing
from ui.widgets import Panes, TabSpec

_MINUTE_MS: Final = 60_000


class BallotsView(Panes):
    """List at the left, the open ballot and the form of votes at the right.

    Attributes:
        opening: the form of a new ballot.
        ending: the form that asks why one is cancelled.
        importing: the dialog that takes votes in.
        record: the open ballot.

    Signals:
        tab_chosen: the key of a list.
        searched: words in the question.
        row_chosen: the id of a ballot.
        opening_wanted: open a ballot.
        minute_passed: a ballot's time may be over now.
    """

    tab_chosen = Signal(str)
    searched = Signal(str)
    row_chosen = Signal(str)
    opening_wanted = Signal()
    minute_passed = Signal()

    def __init__(self) -> None:
        self._listing: Listing[BallotRow] = Listing(
            tr("Ballots"), tr("Open a ballot"), BallotDelegate, LETTERS, name="ballots"
        )
        self.record = RecordPane()
        super().__init__(self._listing, self.record)
        self.setObjectName("ballots")
        self.opening, self.ending = Opening(self), Cancelling(self)
        self.importing = Importing(self)
        self._may_open = False
        self._connect()
        minute = QTimer(self)
        minute.setInterval(_MINUTE_MS)
        minute.timeout.connect(self.minute_passed)
        minute.start()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.set_tabs(specs, current)

    def show_rows(self, rows: Sequence[BallotRow]) -> None:
        """Show these ballots in the list."""
        self._listing.set_rows(rows)

    def select_row(self, ballot: str) -> None:
        """Make this ballot's row current, or none if it is not in the list."""
        self._listing.records.show_current(ballot)

    def show_ballot(self, ballot: BallotShown) -> None:
        """Show this ballot."""
        self.record.set_ballot(ballot)

    def show_nothing(self, title: str, text: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        action = tr("Open a ballot") if self._may_open else ""
        self.record.set_nothing(title, text, action)

    def offer(self, *, opening: bool, importing: bool, ending: str) -> None:
        """Offer what can be done now."""
        self._may_open = opening
        self._listing.offer_new(offered=opening)
        self.record.offer(importing=importing, ending=ending)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.record.set_problem(text)

    def show_voting(self, form: VoteForm | None) -> None:
        """Show the form of votes, or none."""
        at = QApplication.focusWidget()
        acted = at is not None and self.record.form.isAncestorOf(at)
        self.record.form.setVisible(form is not None)
        if form is not None:
            self.record.form.set_form(form)
        elif acted:
            # The form is gone, and the focus must not end up anywhere.
            self.record.focus_record()

    def show_vote(self, texts: Mapping[str, str]) -> None:
        """Put back what was half entered."""
        self.record.form.set_texts(texts)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Offer members."""
        self.record.form.show_matches(matches)

    def show_member(self, member: Match | None) -> None:
        """Show whose vote it is."""
        self.record.form.show_member(member)

    def show_vote_error(self, field: Field, text: str) -> None:
        """Say what is wrong with the vote."""
        self.record.form.show_error(field, text)

    def focus_member(self) -> None:
        """Put the cursor into the member's name."""
        self.record.form.focus_member()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset_filter(self) -> None:
        """Show all ballots again."""
        self._listing.reset_filter()

    def _connect(self) -> None:
        listing, records = self._listing, self._listing.records
        listing.tab_chosen.connect(self.tab_chosen)
        listing.searched.connect(self.searched)
        listing.new_wanted.connect(self.opening_wanted)
        records.moved.connect(self._on_moved)
        records.opened.connect(self._on_opened)
        records.letter_pressed.connect(self._on_letter)
        self.record.letter_pressed.connect(self._on_letter)
        self.record.back_wanted.connect(self.focus_list)
        self.record.opening_wanted.connect(self.opening_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.record.act)

    def _on_moved(self, ballot: str) -> None:
        # What was typed a moment ago belongs to the ballot that is left now.
        self.record.form.flush()
        if ballot:
            self.row_chosen.emit(ballot)

    def _on_opened(self, _ballot: str) -> None:
        self.show_record()
        self.record.focus_record()

    def _on_letter(self, letter: str) -> None:
        if letter == "N" and self._may_open:
            self.opening_wanted.emit()
        elif self.record.form.isHidden():
            return
        elif letter == "E":
            self.show_record()
            self.record.form.focus_member()
        elif letter.isdigit():
            self.show_record()
            self.record.form.choose_nth(letter)
