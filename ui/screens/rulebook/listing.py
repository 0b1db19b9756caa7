"""The left pane: the rulebook's name and size, a filter, the tree of clauses."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.delegates import TreeDelegate
from ui.screens.rulebook.presenter.tree import TreeRow
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Hairline,
    IconButton,
    Label,
    Menu,
    RecordList,
    RecordModel,
    SearchBox,
    column,
    row,
)

_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _TreeModel(RecordModel[TreeRow]):
    """Headings can be neither chosen nor passed by."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.said, lambda row: row.key)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        if row is None or row.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Tree(RecordList):
    """The tree's rows; J, K and the arrows pass over headings.

    Attributes:
        editable: whether Alt with an arrow moves a clause, and Delete takes it out.

    Signals:
        move_wanted: the current clause, up (-1) or down (1).
        remove_wanted: the current clause is to be taken out.
    """

    move_wanted = Signal(int)
    remove_wanted = Signal()

    editable = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by, plain = _MOVES.get(Qt.Key(event.key())), not event.modifiers()
        alone = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self.editable and by and alone:
            self.move_wanted.emit(by)
        elif self.editable and plain and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Go to the next clause in a direction, stopping at the ends."""
        model = self.model()
        place = self.currentIndex().row() + by
        while 0 <= place < model.rowCount():
            index = model.index(place, 0)
            if model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return
            place += by


class Listing(QWidget):
    """The tree of a version's clauses.

    Attributes:
        records: its rows, worked by keyboard.

    Signals:
        searched: words that clauses must have.
        clause_wanted: a clause is to be added to the current one's article.
        article_wanted: an article is to be added.
        move_wanted: the current clause, up (-1) or down (1).
        remove_wanted: the current clause is to be taken out.
    """

    searched = Signal(str)
    clause_wanted = Signal()
    article_wanted = Signal()
    move_wanted = Signal(int)
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._summary = Label("", Role.CAPTION, Token.TEXT_3)
        self._search = SearchBox(tr("Find a clause"), name="rulebook_search")
        self._search.searched.connect(self.searched)
        self._none = Label(tr("No clause has these words"), token=Token.TEXT_3)
        self._none.hide()
        self._model = _TreeModel()
        self._article = ""
        self._rows: Sequence[TreeRow] = ()
        self._tree = _Tree(tr("Clauses"), name="rulebook_tree")
        self._tree.move_wanted.connect(self.move_wanted)
        self._tree.remove_wanted.connect(self.remove_wanted)
        self.records: RecordList = self._tree
        self.records.setModel(self._model)
        self.records.setItemDelegate(TreeDelegate(self.records))
        self.records.filter_wanted.connect(self._search.focus)
        self.records.back_wanted.connect(self._search.end)
        self._search.submitted.connect(self.focus_tree)
        self._search.ended.connect(self.focus_tree)
        self._add = IconButton(
            "plus", tr("Add a clause or an article"), name="rulebook_add"
        )
        self._add.clicked.connect(self._open_menu)
        head = column(
            row(Label(tr("Rules"), Role.PAGE), STRETCH, self._add),
            2,
            self._summary,
            margins=(20, 12, 14, 8),
        )
        self.setLayout(
            column(
                head,
                row((self._search, 1), margins=(16, 0, 16, 10)),
                Hairline(),
                4,
                row(self._none, margins=(20, 0, 16, 0)),
                (self.records, 1),
            )
        )

    def set_summary(self, text: str) -> None:
        """Say what is shown, in a line."""
        self._summary.setText(text)

    def set_rows(self, rows: Sequence[TreeRow], current: str, *, empty: bool) -> None:
        """Show these clauses; `empty` says that there is no rulebook at all."""
        told = self.records.blockSignals(True)
        if rows != self._rows:
            self._rows = rows
            self.records.show_rows(rows)
        if self.records.current_key() != current:
            self.records.select_key(current)
        self.records.blockSignals(told)
        self._search.setEnabled(not empty)
        self._none.setVisible(not rows and not empty)

    def offer_edits(self, article: str) -> None:
        """Offer to add, move and take out.

        Args:
            article: name of the article that a new clause goes to; empty where
                nothing is being written.
        """
        self._article = article
        self._add.setVisible(bool(article))
        self._tree.editable = bool(article)

    def _open_menu(self) -> None:
        menu = Menu(self._add)
        to_article = tr("New clause in {article}", article=self._article)
        menu.offer(to_article, self.clause_wanted.emit)
        menu.offer(tr("New article"), self.article_wanted.emit)
        menu.open_below()

    def focus_tree(self) -> None:
        """Give the tree the focus."""
        self.records.setFocus(Qt.FocusReason.OtherFocusReason)
