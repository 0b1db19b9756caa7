"""The left pane: the way in, the filter, the motions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.motions.delegate import MotionDelegate
from ui.screens.revision.motions.presenter.rows import MotionRow
from ui.widgets import (
    STRETCH,
    Button,
    Hairline,
    RecordList,
    RecordModel,
    SearchBox,
    Tabs,
    TabSpec,
    column,
    row,
)

LETTERS = frozenset("123456789EN")


class Listing(QWidget):
    """The list of motions.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
        searched: words in the title.
        writing_wanted: write a motion.
    """

    tab_chosen = Signal(str)
    searched = Signal(str)
    writing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs(tr("Motions"), name="motions_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._box = SearchBox(tr("Filter by words"), name="motions_filter")
        self._box.searched.connect(self.searched)
        self._write = Button(
            tr("Write a motion"), icon="plus", key="N", name="motions_new"
        )
        self._write.clicked.connect(self.writing_wanted)
        self._write.hide()
        model: RecordModel[MotionRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self.records = RecordList(tr("Motions"), name="motions_list")
        self.records.setModel(model)
        self.records.setItemDelegate(MotionDelegate(self.records))
        self.records.set_key_map(LETTERS)
        self.records.filter_wanted.connect(self._box.focus)
        self._box.ended.connect(self.records.setFocus)
        head = row((self._box, 1), 8, self._write, margins=(12, 10, 12, 2))
        tabs = row(self._tabs, STRETCH, margins=(12, 0, 12, 0))
        self.setLayout(column(head, tabs, Hairline(), 4, (self.records, 1)))

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_rows(self, rows: Sequence[MotionRow]) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows)

    def set_may_write(self, *, may_write: bool) -> None:
        """Offer to write a motion."""
        self._write.setVisible(may_write)

    def reset_filter(self) -> None:
        """Show all again."""
        self._box.reset()
