"""Several codes a clause carries: read in a line each, chosen in a draft."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.words import tr
from ui.screens.rulebook.presenter.choosing import Entry, EntryGroup
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    IconButton,
    Label,
    Menu,
    clear,
    column,
    row,
)

Groups = Callable[[], Sequence[EntryGroup]]


class Several(QWidget):
    """The names behind a clause's codes.

    Signals:
        added, removed: number of the clause, and a code.
    """

    added = Signal(str, str)
    removed = Signal(str, str)

    def __init__(self, caption: str, adding: str, groups: Groups, *, name: str) -> None:
        """Make the list.

        Args:
            caption: what the codes are.
            adding: words of the button that adds one.
            groups: what there is to choose from.
            name: beginning of its parts' object names.
        """
        super().__init__()
        self._name, self._groups = name, groups
        self._clause = ""
        self._codes: tuple[str, ...] = ()
        self._shown: tuple[str, tuple[str, ...], bool] | None = None
        self._lines = column(spacing=2)
        self._add = Button(
            adding, ButtonKind.GHOST, icon="plus", height=28, name=f"{name}_add"
        )
        self._add.clicked.connect(self._open)
        head = Label(caption, Role.CAPTION, Token.TEXT_2)
        self.setLayout(column(head, self._lines, row(self._add, STRETCH), spacing=4))

    def set_codes(self, clause: str, codes: Sequence[str], *, editable: bool) -> None:
        """Show a clause's codes; without any there is nothing to read.

        Args:
            clause: its number.
            codes: what it carries.
            editable: whether they can be chosen.
        """
        self._clause, self._codes = clause, tuple(codes)
        self.setVisible(editable or bool(codes))
        self._add.setVisible(editable)
        shown = (clause, self._codes, editable)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        named = {e.code: e for group in self._groups() for e in group.entries}
        for code in self._codes:
            entry = named.get(code, Entry(code=code, name=code))
            self._lines.addLayout(self._line(entry, editable=editable))

    def _line(self, entry: Entry, *, editable: bool) -> QHBoxLayout:
        line = row((Label(entry.name, wrap=True), 1), spacing=8)
        line.insertWidget(1, Label(entry.detail, Role.CAPTION, Token.TEXT_3))
        if editable:
            gone = IconButton(
                "x",
                tr("Take “{name}” out", name=entry.name),
                name=f"{self._name}_{entry.code}",
            )
            gone.clicked.connect(partial(self._remove, entry.code))
            line.addWidget(gone)
        return line

    def _open(self) -> None:
        menu = Menu(self._add)
        for group in self._groups():
            left = [e for e in group.entries if e.code not in self._codes]
            part = Menu(self._add) if group.title else menu
            part.setTitle(group.title)
            for entry in left:
                add = partial(self.added.emit, self._clause, entry.code)
                part.offer(entry.name, add)
            if left and part is not menu:
                menu.addMenu(part)
        menu.open_below()

    def _remove(self, code: str, *_checked: object) -> None:
        self.removed.emit(self._clause, code)
