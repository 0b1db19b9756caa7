"""The widgets of the tab of motions put together."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.words import tr
from ui.screens.finding import Match
from ui.screens.revision.listing import Listing
from ui.screens.revision.motions.delegate import MotionDelegate
from ui.screens.revision.motions.dialogs import Amending
from ui.screens.revision.motions.presenter.acting import Act, ActsShown
from ui.screens.revision.motions.presenter.page import WritingShown
from ui.screens.revision.motions.presenter.rows import MotionRow
from ui.screens.revision.motions.presenter.shown import MotionShown
from ui.screens.revision.motions.record import LETTERS, RecordPane
from ui.widgets import Compared, Panes, TabSpec


class MotionsView(Panes):
    """List at the left, the open motion or the page at the right.

    Attributes:
        amending: the dialogs about amendments.
        record: the open motion, and the page.

    Signals:
        tab_chosen: the key of a list.
        searched: words in the title.
        row_chosen: the id of a motion.
        writing_wanted: write a motion.
        nth_wanted: the number of an amendment.
        amending_wanted: amend the open motion.
    """

    tab_chosen = Signal(str)
    searched = Signal(str)
    row_chosen = Signal(str)
    writing_wanted = Signal()
    nth_wanted = Signal(int)
    amending_wanted = Signal()

    def __init__(self) -> None:
        self._listing: Listing[MotionRow] = Listing(
            tr("Motions"), tr("Write a motion"), MotionDelegate, LETTERS, name="motions"
        )
        self.record = RecordPane()
        super().__init__(self._listing, self.record)
        self.setObjectName("motions")
        self.amending = Amending(self)
        self._may_write = False
        self._connect()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.set_tabs(specs, current)

    def show_rows(self, rows: Sequence[MotionRow]) -> None:
        """Show these motions in the list."""
        self._listing.set_rows(rows)

    def select_row(self, motion: str) -> None:
        """Make this motion's row current, or none if it is not in the list."""
        self._listing.records.show_current(motion)

    def show_motion(self, motion: MotionShown) -> None:
        """Show this motion."""
        self.record.set_motion(motion)

    def show_acts(self, acts: ActsShown | None) -> None:
        """Offer what can be done with it."""
        at = QApplication.focusWidget()
        acted = at is not None and self.record.acts.isAncestorOf(at)
        self.record.acts.set_acts(acts)
        if acted:
            # The button pressed may be gone; the focus must not end up anywhere.
            self._focus_again()

    def show_nothing(self, title: str, text: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        action = tr("Write a motion") if self._may_write else ""
        self.record.set_nothing(title, text, action)

    def offer_writing(self, *, offered: bool) -> None:
        """Offer to write a motion."""
        self._may_write = offered
        self._listing.offer_new(offered=offered)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.record.set_problem(text)

    def show_writing(self, page: WritingShown | None) -> None:
        """Show the page, or go back from it."""
        was = self.record.is_writing
        self.record.open_page(opened=page is not None)
        if page is not None:
            self.show_record()
            self.record.page.set_page(page)
        elif was:
            self.record.page.close_page()
            self._focus_again()

    def show_differences(self, parts: Sequence[tuple[Compared, ...]]) -> None:
        """Show what changes in the clauses on the page."""
        self.record.page.show_differences(parts)

    def show_authors(self, matches: Sequence[Match]) -> None:
        """Offer members who may propose it."""
        self.record.page.show_authors(matches)

    def show_author(self, member: Match | None) -> None:
        """Show who proposes it."""
        self.record.page.show_author(member)

    def show_writing_error(self, field: str, text: str) -> None:
        """Say what is wrong on the page."""
        self.record.page.show_error(field, text)

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Take the focus: the list, or the page somebody is writing on."""
        if self.record.is_writing:
            self.record.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_list()

    def reset_filter(self) -> None:
        """Show all motions again."""
        self._listing.reset_filter()

    def _connect(self) -> None:
        listing, records = self._listing, self._listing.records
        listing.tab_chosen.connect(self.tab_chosen)
        listing.searched.connect(self.searched)
        listing.new_wanted.connect(self.writing_wanted)
        records.moved.connect(self._on_moved)
        records.opened.connect(self._on_opened)
        records.letter_pressed.connect(self._on_letter)
        self.record.letter_pressed.connect(self._on_letter)
        self.record.back_wanted.connect(self.focus_list)
        self.record.writing_wanted.connect(self.writing_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.record.act)

    def _on_moved(self, motion: str) -> None:
        # What was typed a moment ago belongs to the page that is left now.
        self.record.page.flush()
        if motion:
            self.row_chosen.emit(motion)

    def _on_opened(self, _motion: str) -> None:
        self.show_record()
        self.record.focus_record()

    def _focus_again(self) -> None:
        """Give the focus to the open motion, or to the list where there is none."""
        if not self.record.focus_record():
            self.focus_list()

    def _on_letter(self, letter: str) -> None:
        if self.record.is_writing:
            return
        if letter == "N" and self._may_write:
            self.writing_wanted.emit()
        elif letter == "E" and self.record.acts.offers(Act.AMEND):
            self.amending_wanted.emit()
        elif letter.isdigit():
            self.nth_wanted.emit(int(letter))
