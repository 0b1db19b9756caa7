"""The card at a record's end: holds, and erasing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.members.presenter.keeping import KeepingShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Label,
    clear,
    column,
    row,
)


class KeepingCard(Card):
    """What keeps a member from being erased, and the way to erase.

    Attributes:
        hold: asks why the member is held.
        erase: asks before erasing.

    Signals:
        lift_wanted: a hold's id.
    """

    lift_wanted = Signal(str)

    def __init__(self) -> None:
        self.hold = Button(tr("Hold"), height=space.BUTTON_SMALL, name="member_hold")
        self.erase = Button(
            tr("Erase"),
            icon="trash",
            height=space.BUTTON_SMALL,
            name="member_erase",
        )
        self._words = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._holds = column(spacing=6)
        self._tools = QWidget()
        self._tools.setLayout(
            row(self.erase, self.hold, STRETCH, spacing=space.S2, margins=(0, 8, 0, 0))
        )
        super().__init__(
            column(
                Label(tr("Keeping and erasing"), Role.SECTION),
                space.S1,
                self._words,
                self._holds,
                self._tools,
                margins=(16, 12, 16, 14),
            ),
            name="member_keeping",
        )

    def show_keeping(self, shown: KeepingShown | None) -> None:
        """Show this; nothing to whoever may not erase."""
        if shown is None:
            return
        clear(self._holds)
        for hold, words in shown.holds:
            lift = Button(
                tr("Lift"), ButtonKind.LINK, height=22, name="member_lift_hold"
            )
            lift.clicked.connect(lambda _=False, hold=hold: self.lift_wanted.emit(hold))
            said = Label(words, token=Token.WARN, wrap=True)
            self._holds.addLayout(row((said, 1), space.S2, lift))
        self._words.setText(_words(shown))
        self._tools.setVisible(not shown.erased)


def _words(shown: KeepingShown) -> str:
    if shown.erased:
        return tr("Erased. Dates, clauses, sanctions and points are left.")
    if shown.holds:
        return tr("Nothing is erased until every hold is lifted.")
    return tr("Kept until somebody erases it; nothing is erased by itself.")
