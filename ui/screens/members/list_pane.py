"""The left pane: how many members, the box that filters, the list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.members.delegate import MemberDelegate
from ui.screens.members.presenter.listing import Emptiness, MemberRow
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    EmptyState,
    Hairline,
    Label,
    RecordList,
    RecordModel,
    SearchBox,
    column,
    row,
)

KEYS: Final = frozenset({"N", "M", "V"})


class ListPane(QWidget):
    """Shows members by handle.

    Signals:
        moved: another member became current; the id.
        opened: a member is to be looked at closely; the id.
        searched: words to look for.
        more_wanted: the next page.
        import_wanted: take in a list, or go on with it.
        step_wanted: what an empty list offers besides an import.
        letter_pressed: a key of the record, pressed in the list.
    """

    moved = Signal(str)
    opened = Signal(str)
    searched = Signal(str)
    more_wanted = Signal()
    import_wanted = Signal()
    step_wanted = Signal()
    letter_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = RecordModel[MemberRow](lambda r: r.said, lambda r: r.id)
        self._list = RecordList(tr("Members"), name="members_list")
        self._list.setModel(self._model)
        self._list.setItemDelegate(MemberDelegate(self._list))
        self._list.set_key_map(KEYS)
        self._count = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._import = Button(
            tr("Import a list"),
            ButtonKind.GHOST,
            icon="upload-simple",
            height=space.BUTTON_SMALL,
            name="members_import",
        )
        self._search = SearchBox(
            tr("Find by nickname, platform id or tag"), name="members_search"
        )
        self._error = Banner(tone=Tone.DANGER, name="members_error")
        self._error.hide()
        self._empty = EmptyState("users", "", name="members_empty")
        self._empty.hide()
        self._empty_imports = False
        self.setLayout(self._build())
        self._connect()

    def _build(self):
        title = Label(tr("Members"), Role.PAGE)
        head = row(
            title, space.S2, self._count, STRETCH, self._import, margins=(20, 12, 12, 4)
        )
        box = QWidget()
        box.setLayout(row(self._search, margins=(16, 4, 16, 10)))
        return column(
            head,
            box,
            Hairline(),
            self._error,
            4,
            (self._list, 1),
            (self._empty, 1),
        )

    def _connect(self) -> None:
        self._list.moved.connect(self.moved)
        self._list.opened.connect(self.opened)
        self._list.filter_wanted.connect(self._search.focus)
        self._list.back_wanted.connect(self._search.end)
        self._search.ended.connect(self.focus_list)
        self._list.letter_pressed.connect(self.letter_pressed)
        self._model.more_wanted.connect(self.more_wanted)
        self._search.searched.connect(self.searched)
        self._search.submitted.connect(self._on_search_over)
        self._import.clicked.connect(self.import_wanted)
        self._empty.button.clicked.connect(self._on_step)

    def focus_list(self) -> None:
        """Give the focus to the list, or to the way out of an empty one."""
        (self._list if self._list.isVisibleTo(self) else self._empty.button).setFocus()

    def show_importing(self, *, under_way: bool) -> None:
        """Say on the button whether an import is waiting to be gone on with."""
        words = tr("Resume the import") if under_way else tr("Import a list")
        self._import.set_label(words)

    def allow_import(self, *, allowed: bool) -> None:
        """Offer to take in a list, or not."""
        self._import.setVisible(allowed)

    def show_count(self, count: str) -> None:
        """Show how many there are."""
        self._count.setText(count)

    def show_rows(
        self, rows: Sequence[MemberRow], *, more: bool, selected: str
    ) -> None:
        """Show these rows instead; the scrolling stays, nothing is told."""
        self._list.show_rows(rows, more=more)
        self._list.show_current(selected)

    def append_rows(self, rows: Sequence[MemberRow], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def show_empty(self, empty: Emptiness | None) -> None:
        """Say why there is no row; None takes it away. The focus goes along."""
        focused = self._list.hasFocus() or self._empty.button.hasFocus()
        if empty is not None:
            self._empty_imports = empty.imports
            self._empty.set_words(empty.title, empty.text, empty.action)
        self._list.setVisible(empty is None)
        self._empty.setVisible(empty is not None)
        if focused:
            self.focus_list()

    def clear_search(self) -> None:
        """Empty the box that filters."""
        self._search.set_text("")

    def show_list_error(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        self._error.set_words(text)
        self._error.setVisible(bool(text))

    def _on_search_over(self) -> None:
        if self._list.isVisibleTo(self):
            self._list.enter()
        else:
            self.focus_list()

    def _on_step(self) -> None:
        (self.import_wanted if self._empty_imports else self.step_wanted).emit()
