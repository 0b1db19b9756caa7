"""The right pane: one member's record under its tabs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from app.words import tr
from ui.screens.members.cards import FactsCard, PointsCard, SanctionsCard
from ui.screens.members.cases_card import CasesCard
from ui.screens.members.header import MemberHeader
from ui.screens.members.keeping import Keeping
from ui.screens.members.link_dialog import LinkDialog
from ui.screens.members.list_pane import KEYS
from ui.screens.members.notes_card import NotesCard
from ui.screens.members.presenter.record import Colleague
from ui.screens.members.presenter.shown import RecordShown
from ui.screens.members.sealed_card import SealedCard
from ui.theme import Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    EmptyState,
    Hairline,
    KeyPane,
    ScrollColumn,
    Tabs,
    TabSpec,
    column,
    row,
)

_ONE_COLUMN_BELOW: Final = 620
_CASES: Final = 4
_SANCTIONS: Final = 5
_NOTES: Final = 3


class Tab(StrEnum):
    """Parts of a record."""

    OVERVIEW = "overview"
    CASES = "cases"
    SANCTIONS = "sanctions"
    NOTES = "notes"


class _Columns(QWidget):
    """Two columns, or one where there is no room for two."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box: QBoxLayout = row((left, 56), (right, 44), spacing=space.S4)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _ONE_COLUMN_BELOW
        direction = QBoxLayout.Direction
        self._box.setDirection(
            direction.TopToBottom if narrow else direction.LeftToRight
        )


class RecordPane(KeyPane):
    """Shows a member.

    Attributes:
        identity, points, sanctions, cases, notes, facts: the record's cards.
        header: the lines over them.
        keeping: holds and erasing, with their dialogs.

    Signals:
        left: the pane is not shown any more.
        link_chosen: the id of who of the staff the member is.
    """

    left = Signal()
    link_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="member_record")
        self.set_key_map(KEYS)
        self.header = MemberHeader()
        self.identity = SealedCard()
        self.points = PointsCard()
        self.sanctions = SanctionsCard(_SANCTIONS)
        self.cases = CasesCard(_CASES)
        self.notes = NotesCard(_NOTES)
        self.facts = FactsCard()
        self.keeping = Keeping(self)
        self._link: LinkDialog | None = None
        self._error = Banner(tone=Tone.DANGER, name="member_error")
        self._error.hide()
        self._tabs = Tabs(tr("Parts of the record"), name="member_tabs")
        self._scroll = self._build_scroll()
        self._nobody = EmptyState("users", tr("No member is chosen"))
        self._stack = QStackedLayout()
        self.setLayout(self._stack)
        # A stack shows its first page at once; alone that would be a window.
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._build_record())
        self._connect()

    def _build_scroll(self) -> ScrollColumn:
        self._left, self._right = QWidget(), QWidget()
        spacing = space.S4
        self._left.setLayout(
            column(self.identity, self.cases, self.notes, STRETCH, spacing=spacing)
        )
        self._right.setLayout(
            column(
                *(self.points, self.sanctions, self.facts, self.keeping.card, STRETCH),
                spacing=spacing,
            )
        )
        scroll = ScrollColumn(margins=(24, 16, 24, 24), name="member_scroll")
        scroll.column.addWidget(self._error)
        scroll.column.addWidget(_Columns(self._left, self._right))
        scroll.column.addStretch(1)
        return scroll

    def _build_record(self) -> QWidget:
        record = QWidget()
        tabs = row(self._tabs, STRETCH, margins=(16, 0, 16, 0))
        record.setLayout(column(self.header, tabs, Hairline(), (self._scroll, 1)))
        return record

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        for card, tab in (
            (self.cases, Tab.CASES),
            (self.sanctions, Tab.SANCTIONS),
            (self.notes, Tab.NOTES),
        ):
            card.all_button.clicked.connect(lambda _=False, tab=tab: self.go_to(tab))

    def show_record(self, record: RecordShown, *, anew: bool) -> None:
        """Show a record; `anew` when it is another member's than before."""
        self.header.show_header(record.header, may_open=record.may_open)
        self.identity.show_identity(record.identity, anew=anew)
        self.points.show_points(record.points)
        self.sanctions.show_sanctions(record.sanctions)
        self.cases.show_cases(record.cases)
        self.notes.show_notes(record.notes, may_write=record.may_note)
        self.facts.show_facts(record.facts, may_link=record.may_link)
        self._tabs.set_tabs(_tabs(record))
        if anew:
            self._scroll.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def show_nobody(self) -> None:
        """Show that nobody is looked at."""
        self._stack.setCurrentIndex(0)

    def show_record_error(self, text: str) -> None:
        """Say what went wrong with the record; nothing takes it away."""
        self._error.set_words(text)
        self._error.setVisible(bool(text))

    def go_to(self, tab: Tab) -> None:
        """Show a part of the record."""
        self._tabs.choose(tab)
        self._on_tab(tab)

    def open_reason(self) -> None:
        """Ask in place for the reason to reveal; while values show, cover them."""
        if self.identity.isHidden():
            self.go_to(Tab.OVERVIEW)
        self.identity.open_reason()
        self._scroll.ensureWidgetVisible(self.identity)

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong; the text stays."""
        self.identity.show_reason_error(text)

    def show_reason(self, text: str) -> None:
        """Put back a reason to reveal that was half written."""
        self.identity.show_reason(text)

    def reveal(self, values: Mapping[str, str]) -> None:
        """Show sealed values by label, for a minute."""
        self.identity.reveal(values)

    def leave(self) -> None:
        """Cover whatever is revealed, and tell what is being written."""
        self.identity.cover()
        self.notes.flush()
        self.points.reviews.flush()

    def show_draft(self, text: str) -> None:
        """Put half-written text into the note; with some the form opens."""
        self.notes.show_draft(text)

    def open_note(self) -> None:
        """Open the form of a note."""
        if self.notes.isHidden():
            self.go_to(Tab.NOTES)
        self.notes.open_form()
        self._scroll.ensureWidgetVisible(self.notes)

    def show_note_error(self, text: str) -> None:
        """Say under the note what is wrong; the text stays."""
        self.notes.show_error(text)

    def close_note(self) -> None:
        """Empty the form of a note and put it away."""
        self.notes.close_form()

    def offer_link(self, title: str, people: tuple[Colleague, ...]) -> None:
        """Ask who of the staff this member is."""
        self._link = LinkDialog(self, title, people)
        self._link.chosen.connect(self.link_chosen)
        self._link.finished.connect(self._on_link_gone)
        self._link.open()

    def show_link_error(self, text: str) -> None:
        """Say what is wrong with the link."""
        if self._link is not None:
            self._link.show_error(text)

    def close_link(self) -> None:
        """Put the question away."""
        if self._link is not None:
            self._link.accept()

    def focus_record(self) -> None:
        """Give the focus to the record, where its keys act."""
        self._tabs.focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def _on_link_gone(self) -> None:
        self._link = None

    def _on_tab(self, key: str) -> None:
        tab = Tab(key)
        whole = tab is Tab.OVERVIEW
        self.cases.setVisible(tab in (Tab.OVERVIEW, Tab.CASES))
        self.notes.setVisible(tab in (Tab.OVERVIEW, Tab.NOTES))
        self._left.setVisible(tab is not Tab.SANCTIONS)
        self._right.setVisible(tab in (Tab.OVERVIEW, Tab.SANCTIONS))
        if not whole:
            self.identity.cover()
        self.identity.setVisible(whole)
        self.facts.setVisible(whole and self.facts.has_facts)
        self.keeping.set_whole(whole=whole)
        for card in (self.cases, self.sanctions, self.notes):
            card.set_all(every=not whole)
        self._scroll.verticalScrollBar().setValue(0)


def _tabs(record: RecordShown) -> list[TabSpec]:
    counted = (
        (Tab.CASES, tr("Cases"), record.cases),
        (Tab.SANCTIONS, tr("Sanctions"), record.sanctions),
        (Tab.NOTES, tr("Notes"), record.notes),
    )
    return [
        TabSpec(key=Tab.OVERVIEW, text=tr("Overview")),
        *(
            TabSpec(key=tab, text=text, count=str(len(rows)) if rows else "")
            for tab, text, rows in counted
        ),
    ]
