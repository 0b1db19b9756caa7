"""The eight groups of a recovery key: typed, or pasted at once."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.recovery import GROUPS, PER_GROUP, folded
from app.words import tr
from ui.screens.unlock.shown import GroupState
from ui.theme import Role, Token, space, theme
from ui.widgets import IconLabel, Label, TextField

_CODE_SIZE: Final = 14
_HINTS: Final = (
    Qt.InputMethodHint.ImhPreferUppercase
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhSensitiveData
)


class _GroupField(TextField):
    """One group; its number stands before it."""

    def __init__(self, place: int) -> None:
        self._right = IconLabel("check-circle", Token.OK, 14)
        super().__init__(trailing=self._right, name=f"recover_group_{place + 1}")
        self._right.hide()
        self.edit.setFont(theme().code_font(_CODE_SIZE))
        self.edit.setAccessibleName(tr("Group {n}", n=place + 1))
        self.edit.setInputMethodHints(_HINTS)

    def show_right(self, *, right: bool) -> None:
        """Tick the group, or take the tick away."""
        self._right.setVisible(right)
        if right:
            self.edit.setAccessibleDescription(tr("as on the sheet"))


class KeyGroups(QWidget):
    """Eight fields in the order of the sheet; a right group sends one to the next.

    Text is looked at only once an input method has committed it.

    Signals:
        typed: a group's place, from 0, and its text.
        submitted: Enter in one of them.
    """

    typed = Signal(int, str)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = [_GroupField(place) for place in range(GROUPS)]
        self._spreading = False
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.S2)
        grid.setVerticalSpacing(space.S2)
        top = Qt.AlignmentFlag.AlignTop
        for place, field in enumerate(self.fields):
            number = Label(str(place + 1), Role.CAPTION, Token.TEXT_3, tabular=True)
            number.setFixedHeight(field.sizeHint().height())
            row, side = divmod(place, 2)
            grid.addWidget(number, row, 2 * side, top)
            grid.addWidget(field, row, 2 * side + 1, top)
            grid.setColumnStretch(2 * side + 1, 1)
            field.changed.connect(partial(self._on_changed, place))
            field.submitted.connect(self.submitted)
        self.setLayout(grid)

    def texts(self) -> tuple[str, ...]:
        """Return what stands in the fields."""
        return tuple(field.text() for field in self.fields)

    def clear(self) -> None:
        """Empty the fields."""
        for field in self.fields:
            field.set_text("")

    def focus(self, place: int = 0) -> None:
        """Put the cursor into a group."""
        self.fields[place].focus()

    def show_group(self, place: int, state: GroupState) -> None:
        """Say whether a group is as on the sheet."""
        field = self.fields[place]
        field.show_right(right=state is GroupState.RIGHT)
        if state is GroupState.WRONG:
            field.show_error(tr("Group {n} is miscopied", n=place + 1))
        elif state is GroupState.SHORT:
            field.show_error(tr("Group {n} is not complete", n=place + 1))
        else:
            field.clear_error()
        here = field.edit.hasFocus() and not self._spreading
        if state is GroupState.RIGHT and here and place + 1 < GROUPS:
            self.fields[place + 1].focus()

    def spread(self, place: int, text: str) -> None:
        """Fill the groups from a place on with what was pasted."""
        letters = folded(text)
        self._spreading = True
        for at in range(place, GROUPS):
            part, letters = letters[:PER_GROUP], letters[PER_GROUP:]
            if part:
                self.fields[at].set_text(part)
        self._spreading = False

    def _on_changed(self, place: int, text: str) -> None:
        letters = folded(text)
        if len(letters) > PER_GROUP and not self._spreading:
            self.spread(place, text)
            return
        if len(letters) == PER_GROUP and letters != text:
            self.fields[place].set_text(letters)
            return
        self.typed.emit(place, text)
