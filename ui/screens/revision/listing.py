"""A left pane of the revision: a filter, the way in to a new one, lists by tab."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.words import tr
from ui.widgets import (
    STRETCH,
    Button,
    Hairline,
    RecordDelegate,
    RecordList,
    RecordModel,
    SearchBox,
    Tabs,
    TabSpec,
    column,
    row,
)


class Listed(Protocol):
    """A row of the list."""

    @property
    def id(self) -> str:
        """What it is told by."""
        ...

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        ...


R = TypeVar("R", bound=Listed)


class Listing(QWidget, Generic[R]):
    """The rows, with what narrows them.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
        searched: words rows must have.
        new_wanted: a new one is to be made.
    """

    tab_chosen = Signal(str)
    searched = Signal(str)
    new_wanted = Signal()

    def __init__(
        self,
        title: str,
        adding: str,
        delegate: Callable[[QAbstractItemView], RecordDelegate[R]],
        letters: AbstractSet[str],
        *,
        name: str,
    ) -> None:
        """Make the pane.

        Args:
            title: what is listed.
            adding: words of the button that makes a new one.
            delegate: paints the rows.
            letters: keys of the map the rows listen to.
            name: the beginning of its parts' object names.
        """
        super().__init__()
        self._tabs = Tabs(title, name=f"{name}_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._box = SearchBox(tr("Filter by words"), name=f"{name}_filter")
        self._box.searched.connect(self.searched)
        self._new = Button(adding, icon="plus", key="N", name=f"{name}_new")
        self._new.clicked.connect(self.new_wanted)
        self._new.hide()
        model: RecordModel[R] = RecordModel(lambda row: row.said, lambda row: row.id)
        self.records = RecordList(title, name=f"{name}_list")
        self.records.setModel(model)
        self.records.setItemDelegate(delegate(self.records))
        self.records.set_key_map(frozenset(letters))
        self.records.filter_wanted.connect(self._box.focus)
        self._box.ended.connect(self.records.setFocus)
        head = row((self._box, 1), 8, self._new, margins=(12, 10, 12, 2))
        tabs = row(self._tabs, STRETCH, margins=(12, 0, 12, 0))
        self.setLayout(column(head, tabs, Hairline(), 4, (self.records, 1)))

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows)

    def offer_new(self, *, offered: bool) -> None:
        """Offer to make a new one."""
        self._new.setVisible(offered)

    def reset_filter(self) -> None:
        """Show all again."""
        self._box.reset()
