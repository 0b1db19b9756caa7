"""The left pane: title, filter, tabs, the list of cases."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.cases.queries.queues import Queue
from app.words import tr
from ui.screens.cases.delegate import CaseRows
from ui.screens.cases.presenter.rows import CaseRow, Empty, NextStep, QueueTab
from ui.theme import Role, space
from ui.widgets import (
    STRETCH,
    Button,
    EmptyState,
    Hairline,
    IconButton,
    KeyPane,
    Label,
    RecordList,
    RecordModel,
    SearchBox,
    Tabs,
    TabSpec,
    column,
    row,
)

_ROOM: Final = space.QUEUE_WIDTH - 24
"""What the tabs may take."""


class QueuePane(KeyPane):
    """Satisfies `QueueView`.

    Attributes:
        records: the list.
        empty: says why there is no row.

    Signals:
        queue_chosen: the code of a queue.
        searched: the words to look for.
        moved: the id of the row that became current.
        more_wanted: the next page.
        new_wanted: a case is to be written down.
        import_wanted: a file is to be taken in.
        step_wanted: a `NextStep` an empty queue offers.
    """

    queue_chosen = Signal(str)
    searched = Signal(str)
    moved = Signal(str)
    more_wanted = Signal()
    new_wanted = Signal()
    import_wanted = Signal()
    step_wanted = Signal(NextStep)

    def __init__(self) -> None:
        super().__init__(name="cases_queue_pane")
        self._step = NextStep.NONE
        self._funnel = IconButton("funnel", tr("Filter (/)"), name="cases_filter")
        self._funnel.setCheckable(True)
        taking = IconButton("file-plus", tr("Import complaints…"), name="cases_import")
        self._new = Button(tr("New"), icon="plus", key="N", name="cases_new")
        self._search = SearchBox(
            tr("Number, reported words, reason"), name="cases_search"
        )
        self._search_line = QWidget()
        self._search_line.setLayout(row(self._search, margins=(16, 4, 14, 6)))
        self._search_line.hide()
        self._tabs = Tabs(tr("Queues"), name="cases_queue")
        tight = self._tabs.layout()
        if tight is not None:
            tight.setSpacing(0)
        self.records = RecordList(tr("Cases"), name="cases_list")
        self._model: RecordModel[CaseRow] = RecordModel(_said, _id)
        self._model.setParent(self.records)
        self.records.setModel(self._model)
        self.records.setItemDelegate(CaseRows(self.records))
        self.empty = EmptyState("tray", "", name="cases_empty")
        self._stack = QStackedLayout()
        head = row(
            Label(tr("Cases"), Role.PAGE),
            STRETCH,
            self._funnel,
            taking,
            self._new,
            spacing=space.S2,
            margins=(20, 12, 14, 4),
        )
        tabs = row(self._tabs, margins=(12, 0, 12, 0))
        self.setLayout(
            column(head, self._search_line, tabs, Hairline(), 4, (self._stack, 1), 4)
        )
        # A stack shows its first page at once; alone that would be a window.
        self._stack.addWidget(self.records)
        self._stack.addWidget(self.empty)
        self._connect(taking)

    def show_tabs(self, tabs: Sequence[QueueTab], current: Queue) -> None:
        """Show the queues and which one is looked at."""
        specs = [TabSpec(key=t.queue.value, text=t.text, count=t.count) for t in tabs]
        self._tabs.set_tabs(specs, current.value)
        self._tabs.fit(_ROOM)

    def show_rows(self, rows: Sequence[CaseRow], *, more: bool, selected: str) -> None:
        """Show these rows instead; the scrolling stays, nothing is told."""
        self.records.show_rows(rows, more=more)
        self.records.show_current(selected)

    def append_rows(self, rows: Sequence[CaseRow], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def select(self, case: str) -> None:
        """Make this row current; tells of it as if a person had."""
        self.records.select_key(case)

    def show_empty(self, empty: Empty | None) -> None:
        """Say why there is no row; None takes it away. The focus goes along."""
        # Also while a dialog over the window is the one that has the keyboard.
        focused = self.window().focusWidget() in (self._taker(), self.records)
        if empty is not None:
            self._step = empty.step
            self.empty.set_words(empty.title, empty.text, empty.action)
        self._stack.setCurrentWidget(self.empty if empty else self.records)
        if focused:
            self.focus_list()

    def clear_search(self) -> None:
        """Empty the box that filters; nothing is told."""
        self._search.reset()
        self._show_search(shown=False)

    def focus_search(self) -> None:
        """Put the cursor into the box that filters."""
        self._show_search(shown=True)
        self._search.focus()

    def focus_list(self) -> None:
        """Give the focus to the list, or to what can be done where it is empty."""
        self._taker().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only the filter lets Esc through; the list takes it itself.
        if event.key() == Qt.Key.Key_Escape and self._search_line.isVisible():
            self._end_search()
        else:
            super().keyPressEvent(event)

    def _taker(self) -> QWidget:
        """Return what takes the focus now."""
        if self._stack.currentWidget() is not self.empty:
            return self.records
        return self._new if self.empty.button.isHidden() else self.empty.button

    def _connect(self, taking: IconButton) -> None:
        self._funnel.clicked.connect(self._on_funnel)
        taking.clicked.connect(self.import_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._search.searched.connect(self.searched)
        self._search.submitted.connect(self.focus_list)
        self._search.ended.connect(self._end_search)
        self._tabs.chosen.connect(self.queue_chosen)
        self.records.moved.connect(self.moved)
        self.records.filter_wanted.connect(self.focus_search)
        self.records.back_wanted.connect(self._on_back)
        self._model.more_wanted.connect(self.more_wanted)
        self.empty.button.clicked.connect(lambda: self.step_wanted.emit(self._step))

    def _on_funnel(self) -> None:
        if self._funnel.isChecked():
            self.focus_search()
        else:
            self._end_search()

    def _on_back(self) -> None:
        if self._search_line.isVisible():
            self._end_search()

    def _end_search(self) -> None:
        self.clear_search()
        self.searched.emit("")
        self.focus_list()

    def _show_search(self, *, shown: bool) -> None:
        self._funnel.setChecked(shown)
        self._search_line.setVisible(shown)


def _said(case: CaseRow) -> str:
    return case.said


def _id(case: CaseRow) -> str:
    return case.id
