"""The right side: the open motion, or the page on which one is written."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.words import tr
from ui.screens.revision.motions.acts_bar import ActsBar
from ui.screens.revision.motions.cards import (
    AmendmentCard,
    FormerCard,
    LinksCard,
    WhyCard,
    WordsCard,
)
from ui.screens.revision.motions.presenter.shown import MotionShown
from ui.screens.revision.motions.writing_page import WritingPage
from ui.theme import Role, Tone
from ui.widgets import (
    Banner,
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

_NOTHING, _MOTION, _PAGE = range(3)

LETTERS: Final = frozenset("123456789EN")
"""Keys of the map, here and in the list."""


class RecordPane(KeyPane):
    """One motion, the page, or the words that there is neither.

    Attributes:
        acts: what can be done with the motion.
        why: who proposes it, and why.
        feedback: what led to it.
        ballots: those on it.
        page: where motions and amendments are written.

    Signals:
        step_wanted: an amendment's id and a `Step`.
        writing_wanted: write a motion.
    """

    step_wanted = Signal(str, str)
    writing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="motions_record")
        self._shown: MotionShown | None = None
        self.set_key_map(LETTERS)
        self._header = PageHeader(role=Role.PAGE, name="motions_header")
        self._problem = Banner(tone=Tone.DANGER, name="motions_problem")
        self._problem.hide()
        self._words, self.why = WordsCard(), WhyCard()
        self.feedback = LinksCard(
            "chat-circle-dots",
            tr("Feedback that led to it"),
            tr("None is named."),
            name="motion_feedback",
        )
        self._amendments = column(spacing=14)
        self.ballots = LinksCard(
            "check-square", tr("Ballots"), "", name="motion_ballots"
        )
        self._former = FormerCard()
        self.acts = ActsBar()
        self.page = WritingPage()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="motions_scroll"
        )
        for part in (
            self._problem,
            self._words,
            SideBySide(self.why, self.feedback),
        ):
            self._scroll.column.addWidget(part)
        self._scroll.column.addLayout(self._amendments)
        for part in (self.ballots, self._former):
            self._scroll.column.addWidget(part)
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.acts))
        self._empty = EmptyState("file-text", "", name="motions_empty")
        self._stack = QStackedWidget()
        for page in (self._empty, whole, self.page):
            self._stack.addWidget(page)
        self._under = _NOTHING
        self.setLayout(column((self._stack, 1)))
        self._empty.button.clicked.connect(self.writing_wanted)

    def set_motion(self, motion: MotionShown) -> None:
        """Show this motion; words somebody is marking stay where nothing changed."""
        before, self._shown = self._shown, motion
        if motion != before:
            self._fill(motion, before)
        self._turn(_MOTION)

    def set_nothing(self, title: str, text: str, action: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        self._empty.set_words(title, text, action)
        self._turn(_NOTHING)

    def open_page(self, *, opened: bool) -> None:
        """Turn to the page, or back to what was shown before."""
        self._stack.setCurrentIndex(_PAGE if opened else self._under)

    @property
    def is_writing(self) -> bool:
        """Whether the page is shown."""
        return self._stack.currentIndex() == _PAGE

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def act(self) -> None:
        """Do what Ctrl+Enter means now."""
        if self.is_writing:
            self.page.submit()
        elif self._stack.currentIndex() == _MOTION:
            self.acts.act()

    def focus_record(self) -> bool:
        """Give the record the focus, so that letters act and keys scroll.

        Returns:
            Whether there is one.
        """
        shown = self._stack.currentIndex() == _MOTION
        if shown:
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        return shown

    def _turn(self, page: int) -> None:
        self._under = page
        if not self.is_writing:
            self._stack.setCurrentIndex(page)

    def _fill(self, motion: MotionShown, before: MotionShown | None) -> None:
        self._header.set_title(motion.title, motion.meta)
        clear(self._header.chips)
        for chip in motion.chips:
            self._header.chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        if before is None or before.changes != motion.changes:
            self._words.set_changes(motion.changes, motion.against)
        self.why.set_motion(motion)
        self.feedback.set_links(motion.feedback)
        if before is None or before.amendments != motion.amendments:
            self._set_amendments(motion)
        self.ballots.setVisible(bool(motion.ballots))
        self.ballots.set_links(motion.ballots)
        self._former.set_former(motion.former)
        if before is None or before.id != motion.id:
            self._scroll.verticalScrollBar().setValue(0)

    def _set_amendments(self, motion: MotionShown) -> None:
        clear(self._amendments)
        for amendment in motion.amendments:
            card = AmendmentCard(amendment)
            card.step_wanted.connect(self.step_wanted)
            self._amendments.addWidget(card)
