"""The left pane: words, filters, a day to jump to, and the list by days."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.audit.delegate import CommitDelegate
from ui.screens.audit.presenter.shown import RowShown
from ui.theme import Role, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Choice,
    EmptyState,
    Hairline,
    Label,
    RecordList,
    RecordModel,
    SearchBox,
    Select,
    TextField,
    column,
    row,
)


class HistoryListPane(QWidget):
    """Shows commits, newest first.

    Signals:
        moved: another commit became current; its id.
        opened: a commit is to be looked at closely; its id.
        searched: words to look for.
        narrowed: a filter's name and the key chosen.
        day_given: a day to begin with, as typed.
        more_wanted: the next page.
        clear_wanted: let everything through again.
    """

    moved = Signal(str)
    opened = Signal(str)
    searched = Signal(str)
    narrowed = Signal(str, str)
    day_given = Signal(str)
    more_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = RecordModel[RowShown](lambda r: r.said, lambda r: r.id)
        self._list = RecordList(tr("History of entries"), name="audit_list")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommitDelegate(self._list))
        self._search = SearchBox(
            tr("Case number, member or colleague"), name="audit_search"
        )
        self._filters = {
            "area": Select(tr("What it is about"), name="audit_area"),
            "actor": Select(tr("Who did it"), name="audit_actor"),
            "state": Select(tr("How it stands"), name="audit_state"),
            "feed": Select(tr("Where it was written"), name="audit_feed"),
        }
        self._day = TextField(
            placeholder=tr("Jump to a day"), icon="calendar-blank", name="audit_day"
        )
        self._own = Banner(
            tr("Your own entries"),
            tr("Your role does not read the whole history."),
            Tone.INFO,
            name="audit_own",
        )
        self._error = Banner(tone=Tone.DANGER, name="audit_error")
        self._empty = EmptyState("clock", "", name="audit_empty")
        for part in (self._own, self._error, self._empty):
            part.hide()
        self.setLayout(self._build())
        self._connect()

    def _build(self):
        head = row(Label(tr("Audit"), Role.PAGE), STRETCH, margins=(20, 12, 12, 4))
        box = QWidget()
        first = row((self._filters["area"], 1), (self._filters["actor"], 1), spacing=8)
        second = row((self._filters["state"], 1), (self._day, 1), spacing=8)
        box.setLayout(
            column(
                self._search,
                first,
                second,
                self._filters["feed"],
                spacing=space.S2,
                margins=(16, 4, 16, 10),
            )
        )
        self._notices = QWidget()
        self._notices.setLayout(
            column(self._own, self._error, spacing=8, margins=(12, 8, 12, 0))
        )
        return column(
            head,
            box,
            Hairline(),
            self._notices,
            (self._list, 1),
            (self._empty, 1),
        )

    def _connect(self) -> None:
        self._list.moved.connect(self.moved)
        self._list.opened.connect(self.opened)
        self._list.filter_wanted.connect(self._search.focus)
        self._list.back_wanted.connect(self._search.end)
        self._search.searched.connect(self.searched)
        self._search.ended.connect(self.focus_list)
        self._search.submitted.connect(self._on_search_over)
        self._model.more_wanted.connect(self.more_wanted)
        self._day.submitted.connect(lambda: self.day_given.emit(self._day.text()))
        self._empty.button.clicked.connect(self.clear_wanted)
        for name, select in self._filters.items():
            select.key_chosen.connect(partial(self.narrowed.emit, name))

    def focus_list(self) -> None:
        """Give the focus to the list, or to the way out of an empty one."""
        (self._list if self._list.isVisibleTo(self) else self._search).setFocus()

    def focus_day(self) -> None:
        """Give the focus to the day to jump to."""
        self._day.focus()

    def offer(
        self,
        areas: Sequence[Choice],
        people: Sequence[Choice],
        states: Sequence[Choice],
        places: Sequence[Choice],
    ) -> None:
        """Offer these to filter by; a list of one hides its filter."""
        offered = {"area": areas, "actor": people, "state": states, "feed": places}
        for name, choices in offered.items():
            select = self._filters[name]
            chosen = select.chosen()
            select.set_choices([*choices])
            select.choose(chosen)
            select.setVisible(len(choices) > 1)

    def show_rows(self, rows: Sequence[RowShown], *, more: bool, selected: str) -> None:
        """Show these rows instead."""
        self._list.show_rows(rows, more=more)
        self._list.show_current(selected)

    def append_rows(self, rows: Sequence[RowShown], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def show_empty(self, title: str, text: str, action: str) -> None:
        """Say why there is no row; nothing takes it away."""
        if title:
            self._empty.set_words(title, text, action)
        self._empty.setVisible(bool(title))
        self._list.setVisible(not title)

    def show_list_error(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        self._error.set_words(text)
        self._error.setVisible(bool(text))

    def show_day_error(self, text: str) -> None:
        """Say under the day what is wrong with it; nothing takes it away."""
        if text:
            self._day.show_error(text)
        else:
            self._day.clear_error()

    def show_day(self, text: str) -> None:
        """Write into its field the day the list begins with, without telling."""
        self._day.set_text(text)

    def reset_filters(self) -> None:
        """Empty every filter without telling."""
        self._search.reset()
        self._day.set_text("")
        for select in self._filters.values():
            select.choose("")

    def show_own_only(self, *, only: bool) -> None:
        """Say that only the own entries are listed."""
        self._own.setVisible(only)

    def _on_search_over(self) -> None:
        if self._list.isVisibleTo(self):
            self._list.enter()
