"""The public norms a clause belongs to: read in a line each, chosen in a draft."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rulebook.norms import Norm, taxonomy
from app.words import tr
from ui.screens.rulebook.presenter.clause import ClauseShown
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


class Norms(QWidget):
    """Names of norms; the lists themselves are shipped, with their sources.

    Signals:
        added, removed: number of the clause, code of a norm.
    """

    added = Signal(str, str)
    removed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._clause = ""
        self._codes: tuple[str, ...] = ()
        self._shown: tuple[str, tuple[str, ...], bool] | None = None
        self._lines = column(spacing=2)
        self._add = Button(
            tr("Add a public norm"),
            ButtonKind.GHOST,
            icon="plus",
            height=28,
            name="rulebook_norm_add",
        )
        self._add.clicked.connect(self._open)
        caption = Label(tr("Public norms"), Role.CAPTION, Token.TEXT_2)
        self.setLayout(column(caption, self._lines, row(self._add, STRETCH), spacing=4))

    def set_clause(self, clause: ClauseShown) -> None:
        """Show to which norms a clause belongs."""
        self._clause, self._codes = clause.number, clause.clause.norms
        self.setVisible(clause.editable or bool(self._codes))
        self._add.setVisible(clause.editable)
        shown = (clause.number, self._codes, clause.editable)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        for code in self._codes:
            self._lines.addLayout(self._line(code, editable=clause.editable))

    def _line(self, code: str, *, editable: bool) -> QHBoxLayout:
        norm = _norm_of(code)
        name = norm.name.text() if norm else code
        item = norm.item.text() if norm else ""
        line = row((Label(name, wrap=True), 1), spacing=8)
        line.insertWidget(1, Label(item, Role.CAPTION, Token.TEXT_3))
        if editable:
            gone = IconButton(
                "x",
                tr("Take “{name}” out", name=name),
                name=f"rulebook_norm_{code}",
            )
            gone.clicked.connect(partial(self._remove, code))
            line.addWidget(gone)
        return line

    def _open(self) -> None:
        menu = Menu(self._add)
        for family in taxonomy():
            part = Menu(self._add)
            part.setTitle(family.name.text())
            for norm in family.norms:
                if norm.code not in self._codes:
                    add = partial(self.added.emit, self._clause, norm.code)
                    part.offer(norm.name.text(), add)
            if not part.isEmpty():
                menu.addMenu(part)
        menu.open_below()

    def _remove(self, code: str, *_checked: object) -> None:
        self.removed.emit(self._clause, code)


def _norm_of(code: str) -> Norm | None:
    return next((n for f in taxonomy() for n in f.norms if n.code == code), None)
