"""The ladder in the form of a decision: steps, which time, what is proposed."""

from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.cases.presenter.form import LadderShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Label,
    StepLadder,
    TintBox,
    column,
    row,
)


class LadderPart(QWidget):
    """The steps of this severity, the present one numbered, and the proposal."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", Role.CAPTION, bold=True)
        self._steps = StepLadder(tr("Ladder"), name="case_ladder")
        self._title = Label("", bold=True, wrap=True)
        self._reason = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        box = TintBox(
            column(self._title, self._reason, spacing=1, margins=(10, 7, 10, 8)),
            name="case_proposal",
        )
        head = row(
            Label(tr("Ladder"), Role.CAPTION, Token.TEXT_2), STRETCH, self._words
        )
        self.setLayout(column(head, self._steps, box, spacing=6))

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show what the ladder says."""
        self._words.setText(ladder.words)
        self._steps.set_steps(ladder.steps, ladder.place)
        self._title.setText(ladder.title)
        self._reason.setText(ladder.reason)
