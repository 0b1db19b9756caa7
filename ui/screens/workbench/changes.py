"""The words that a proposal changes: before and after, part by part."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.words import tr, trn
from ui.screens.workbench.presenter.task import ChangeShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    Card,
    Changed,
    Hairline,
    IconLabel,
    Label,
    clear,
    column,
    row,
)

_FEW: Final = 40
"""So many changes are laid out at once; a whole book would take long."""


class ChangesCard(Card):
    """Everything that changes; hidden where nothing does."""

    def __init__(self) -> None:
        self._count = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._rows = column()
        self._all = Button("", name="changes_all")
        self._shown: tuple[ChangeShown, ...] = ()
        head = row(
            IconLabel("git-diff"),
            8,
            Label(tr("Words that change"), Role.SECTION),
            STRETCH,
            self._count,
        )
        more = row(self._all, STRETCH, margins=(0, 12, 0, 0))
        super().__init__(
            column(head, self._rows, more, margins=16), name="task_changes"
        )
        self._all.clicked.connect(self._show_rest)
        self.hide()

    def set_changes(self, changes: tuple[ChangeShown, ...]) -> None:
        """Show these; words somebody is marking stay where nothing has changed."""
        if changes != self._shown:
            self._shown = changes
            clear(self._rows)
            for change in changes[:_FEW]:
                self._add(change)
        rest = len(changes) - self._rows.count()
        self._count.setText(trn("{count} change", "{count} changes", len(changes)))
        self._all.set_label(
            trn("Show {count} more change", "Show {count} more changes", rest)
        )
        self._all.setVisible(rest > 0)
        self.setVisible(bool(changes))

    def _show_rest(self) -> None:
        for change in self._shown[self._rows.count() :]:
            self._add(change)
        self._all.hide()

    def _add(self, change: ChangeShown) -> None:
        whole = QWidget()
        words = Changed(change.title, change.chip, change.parts)
        whole.setLayout(column(10, Hairline(), 10, words))
        self._rows.addWidget(whole)
