"""The lines over a record: who it is, how they stand, what can be done."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.members.presenter.shown import HeaderShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Chip,
    ElidedLabel,
    TextStyle,
    clear,
    column,
    row,
)

_AVATAR = 52
_MOST_CHIPS = 2


class MemberHeader(QWidget):
    """Avatar, handle, chips, what the list says, and the main action.

    Attributes:
        new_case: the button of a new case.
    """

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("", size=_AVATAR)
        self._title = ElidedLabel("", TextStyle(role=Role.RECORD))
        policy = QSizePolicy.Policy
        # As wide as the name and no wider, so that chips stand right behind it.
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, tabular=True)
        self._meta = ElidedLabel("", quiet)
        self._chips = row(spacing=6)
        self.new_case = Button(
            tr("New case"),
            ButtonKind.PRIMARY,
            icon="plus",
            key="N",
            name="member_new_case",
        )
        words = column(row(self._title, 10, self._chips, STRETCH), 2, self._meta)
        self.setLayout(
            row(
                self._avatar,
                16,
                (words, 1),
                16,
                self.new_case,
                margins=(24, 14, 20, 8),
            )
        )

    def show_header(self, shown: HeaderShown, *, may_open: bool) -> None:
        """Show whose record it is."""
        self._avatar.set_person(shown.name, shown.id)
        self._title.set_text(shown.title)
        self._meta.set_text(shown.meta)
        self.new_case.setVisible(may_open)
        clear(self._chips)
        for chip in shown.chips[:_MOST_CHIPS]:
            self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
