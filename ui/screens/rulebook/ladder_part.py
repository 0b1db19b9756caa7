"""The ladder with what belongs to it: rows, figures, rules of single classes."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.ladder import LadderTable
from ui.screens.rulebook.presenter.ladder import LadderShown
from ui.screens.rulebook.rules_part import ClassRules, Figures
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    clear,
    column,
    row,
)


class LadderPart(QWidget):
    """The ladder of what is shown; in a draft it is changed in place.

    Attributes:
        table: the cells.
        rules: of single classes of offences.

    Signals:
        row_wanted: the time whose row is to be repeated after it.
        row_removed: the time whose row is to go.
        figures_written: window, expiry and threshold as typed.
        cell_reached: where the cell is, in this part, that became current by keys.
    """

    row_wanted = Signal(int)
    row_removed = Signal(int)
    figures_written = Signal(str, str, str)
    cell_reached = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.table, self.rules = LadderTable(), ClassRules()
        self._figures = Figures()
        self._hint = Label(
            tr("The team may depart from it, and says why"), Role.CAPTION, Token.TEXT_3
        )
        self._add = Button(
            tr("Add a row"),
            ButtonKind.GHOST,
            icon="plus",
            height=28,
            name="rulebook_row",
        )
        self._note = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._problems = column(spacing=2)
        self._refused = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._refused.setObjectName("rulebook_ladder_error")
        self._refused.hide()
        self._editing = Label(
            tr(
                "Arrows go from cell to cell, Enter changes one, Delete takes its row"
                " out. Decisions already made stay as they are."
            ),
            Role.CAPTION,
            Token.TEXT_3,
            wrap=True,
        )
        head = row(Label(tr("Ladder"), Role.SECTION), 8, self._hint, STRETCH, self._add)
        info = row(
            column(2, IconLabel("info", Token.TEXT_3, 14), STRETCH),
            (column(self._note, self._editing, spacing=2), 1),
            spacing=6,
        )
        self.setLayout(
            column(
                head,
                6,
                Card(column(self.table, margins=1)),
                6,
                self._problems,
                self._refused,
                4,
                info,
                8,
                self._figures,
                6,
                self.rules,
            )
        )
        self._add.clicked.connect(lambda: self.row_wanted.emit(self.table.ordinal()))
        self.table.row_removed.connect(self.row_removed)
        self.table.cell_reached.connect(self._on_cell_reached)
        self._figures.written.connect(self.figures_written)

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder, with what must be mended under it."""
        self.table.set_ladder(ladder)
        self._note.setText(ladder.note)
        self._add.setVisible(ladder.editable)
        self._editing.setVisible(ladder.editable)
        self._figures.set_ladder(ladder)
        self.rules.set_ladder(ladder)
        clear(self._problems)
        for words in ladder.problems:
            icon = IconLabel("warning-circle", Token.DANGER, 14)
            text = Label(words, Role.CAPTION, Token.DANGER, wrap=True)
            line = row(column(2, icon, STRETCH), (text, 1), spacing=6)
            self._problems.addLayout(line)

    def show_refused(self, text: str) -> None:
        """Say what was refused; what was typed stays."""
        self._refused.setText(text)
        self._refused.setVisible(bool(text))

    def flush(self) -> None:
        """Tell now what was written."""
        self._figures.flush()

    def _on_cell_reached(self, cell: QRect) -> None:
        corner = self.table.viewport().mapTo(self, cell.topLeft())
        self.cell_reached.emit(QRect(corner, cell.size()))
