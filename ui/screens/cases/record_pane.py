"""The middle pane: member, words, decision, what happened, a note; or nothing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.words import tr
from ui.screens.cases.cards import DecidedCard, MemberCard, QuoteCard
from ui.screens.cases.header import CaseHeader
from ui.screens.cases.looks import happened_look
from ui.screens.cases.note_box import NoteBox
from ui.screens.cases.presenter.rows import Empty, NextStep
from ui.screens.cases.presenter.shown import (
    DecidedShown,
    HeaderShown,
    MemberShown,
    QuoteShown,
)
from ui.screens.cases.presenter.wording import EntryShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    EmptyState,
    KeyPane,
    Label,
    ScrollColumn,
    TimelineItem,
    clear,
    column,
    row,
)

_NARROW_BELOW: Final = 440


class RecordPane(KeyPane):
    """Satisfies `RecordView`, the header's part with a `CaseHeader`.

    Attributes:
        member: the member's card.
        note: where a note is written.

    Signals:
        step_wanted: a `NextStep` the empty pane offers.
    """

    step_wanted = Signal(NextStep)

    def __init__(self, header: CaseHeader) -> None:
        super().__init__(name="case_record")
        self._header = header
        self._step = NextStep.NONE
        self._trouble = Banner("", "", Tone.DANGER, name="case_trouble")
        self._trouble_line = QWidget()
        self._trouble_line.setLayout(row(self._trouble, margins=(24, 12, 24, 0)))
        self._trouble_line.hide()
        self.member = MemberCard()
        self._quote = QuoteCard()
        self._decided = DecidedCard()
        self._decided_part = QWidget()
        self._decided_part.setLayout(
            column(Label(tr("Decision"), Role.SECTION), 8, self._decided)
        )
        self._entries: QVBoxLayout = column()
        self._entries_shown: tuple[EntryShown, ...] = ()
        past = column(
            row(
                Label(tr("History"), Role.SECTION),
                8,
                Label(tr("Events and notes"), Role.CAPTION, Token.TEXT_3),
                STRETCH,
            ),
            8,
            self._entries,
        )
        self._scroll = ScrollColumn(
            margins=(24, 16, 24, 16), spacing=18, name="case_scroll"
        )
        for part in (self.member, self._quote, self._decided_part):
            self._scroll.column.addWidget(part)
        self._scroll.column.addLayout(past)
        self._scroll.column.addStretch(1)
        self.note = NoteBox()
        whole = QWidget()
        whole.setLayout(column((self._scroll, 1), self.note))
        self._whole = whole
        self._empty = EmptyState("clipboard-text", "", name="case_nothing")
        self._empty.button.clicked.connect(lambda: self.step_wanted.emit(self._step))
        self._stack = QStackedLayout()
        self.setLayout(column(self._trouble_line, (self._stack, 1)))
        # A stack shows its first page at once; alone that would be a window.
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        header.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.member.set_narrow(narrow=event.size().width() < _NARROW_BELOW)

    def show_header(self, header: HeaderShown) -> None:
        """Show the lines over the case."""
        self._header.set_header(header)

    def show_holding(self, action: str, *, mine: bool, blocked: str) -> None:
        """Offer to take or give back the case; no action hides the button."""
        self._header.set_holding(action, mine=mine, blocked=blocked)

    def show_member(self, member: MemberShown) -> None:
        """Show whom it is about."""
        self.member.set_member(member)
        self._header.show()
        self._stack.setCurrentWidget(self._whole)

    def show_quote(self, quote: QuoteShown) -> None:
        """Show the words complained of."""
        self._quote.set_quote(quote)

    def show_decided(self, decided: DecidedShown | None) -> None:
        """Show what was decided; None takes it away."""
        self._decided_part.setVisible(decided is not None)
        if decided is not None:
            self._decided.set_decided(decided)

    def show_entries(self, entries: Sequence[EntryShown]) -> None:
        """Show what happened; built anew only when something has."""
        if tuple(entries) == self._entries_shown:
            return
        self._entries_shown = tuple(entries)
        clear(self._entries)
        for place, entry in enumerate(entries, start=1):
            tone, icon = happened_look(entry.what)
            item = TimelineItem(
                icon,
                entry.title,
                entry.when,
                tone=tone,
                body=entry.body,
                exact=entry.exact,
                last=place == len(entries),
            )
            self._entries.addWidget(item)

    def show_nothing(self, empty: Empty) -> None:
        """Show no case, and what can be done."""
        self._step = empty.step
        self._empty.set_words(empty.title, empty.text, empty.action)
        self._header.hide()
        self._stack.setCurrentWidget(self._empty)

    def show_note(self, text: str) -> None:
        """Put text into the note being written."""
        self.note.set_text(text)

    def show_note_error(self, text: str) -> None:
        """Say under the note what is wrong with it."""
        self.note.show_error(text)

    def show_trouble(self, text: str) -> None:
        """Say over the record what went wrong; empty takes it away."""
        self._trouble.set_words(text)
        self._trouble_line.setVisible(bool(text))

    def scroll_up(self) -> None:
        """Begin at the top: another case is shown."""
        self._scroll.verticalScrollBar().setValue(0)

    def focus(self) -> None:
        """Give the record the focus, to scroll it and work it by letters."""
        self._scroll.setFocus()
