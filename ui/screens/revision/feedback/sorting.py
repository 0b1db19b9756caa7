"""The dialog that files feedback under a clause."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.widgets import Button, ButtonKind, Choice, Dialog, LabelledSelect

_WIDTH: Final = 420


class SortingDialog(Dialog):
    """Asks which clause it is about, and what it says of it.

    Signals:
        submitted: the clause's number and the stance's code.
    """

    submitted = Signal(str, str)

    def __init__(
        self,
        parent: QWidget,
        clauses: Sequence[Choice],
        stances: Sequence[Choice],
        chosen: tuple[str, str],
    ) -> None:
        """Offer clauses and stances.

        Args:
            parent: what it lies over.
            clauses: those of the rules in force.
            stances: what one can think of a clause.
            chosen: the clause and the stance it has now.
        """
        super().__init__(
            parent,
            tr("File under a clause"),
            icon="folder-simple",
            width=_WIDTH,
            name="feedback_sorting",
        )
        self._clause = LabelledSelect(tr("Clause"), name="feedback_sorting_clause")
        self._clause.select.set_choices(list(clauses))
        self._stance = LabelledSelect(tr("Stance"), name="feedback_sorting_stance")
        self._stance.select.set_choices(list(stances))
        clause, stance = chosen
        self._clause.select.choose(clause)
        self._stance.select.choose(stance)
        self.body.setSpacing(12)
        self.body.addWidget(self._clause)
        self.body.addWidget(self._stance)
        cancel = Button(tr("Cancel"), height=34, name="feedback_sorting_cancel")
        file = Button(
            tr("File it"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="feedback_sorting_submit",
        )
        for button in (cancel, file):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        cancel.clicked.connect(self.reject)
        file.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self._clause.select.setFocus()

    def _submit(self) -> None:
        self.submitted.emit(self._clause.select.chosen(), self._stance.select.chosen())
        self.accept()
