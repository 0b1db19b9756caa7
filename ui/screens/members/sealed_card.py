"""The sealed identity: bars, the reason asked in place, values for a minute."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.words import tr
from ui.screens.members.presenter.shown import IdentityShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    SealedBlock,
    TextField,
    clear,
    column,
    row,
)


class SealedCard(Card):
    """What is sealed about a member.

    Signals:
        reveal_wanted: the button, before a reason is asked, or to cover.
        reason_given: the reason.
        reason_left: what is written of the reason, when the field loses the focus.
    """

    reveal_wanted = Signal()
    reason_given = Signal(str)
    reason_left = Signal(str)

    def __init__(self) -> None:
        self._shown: IdentityShown | None = None
        self._button = Button(
            tr("Reveal"),
            icon="eye",
            key="V",
            height=30,
            name="member_reveal",
        )
        policy = self._button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing jumps while a reason is asked
        self._button.setSizePolicy(policy)
        self._block = SealedBlock(tr("Sealed identity"), name="member_sealed")
        self._form = self._build_form()
        self._doubts = column(spacing=space.S1)
        self._clock = IconLabel("clock-counter-clockwise", Token.TEXT_3, 14)
        self._footing = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._title = Label("", Role.SECTION)
        self._mark = IconLabel("lock-simple-fill", Token.TEXT_2)
        footing = row(column(2, self._clock, STRETCH), (self._footing, 1), spacing=6)
        super().__init__(
            column(
                row(self._mark, (self._title, 1), self._button, spacing=space.S2),
                space.S3,
                self._block,
                self._form,
                self._doubts,
                space.S2,
                footing,
                margins=(16, 12, 16, 14),
            ),
            name="member_identity",
        )
        self._block.covered.connect(self._show_button)
        self._button.clicked.connect(self.reveal_wanted)

    def _build_form(self) -> QWidget:
        self._reason = TextField(
            tr("Reason"),
            hint=tr("recorded with your name"),
            placeholder=tr("What the values are needed for"),
            name="reveal_reason",
        )
        submit = Button(tr("Reveal"), ButtonKind.PRIMARY, name="reveal_submit")
        cancel = Button(tr("Cancel"), ButtonKind.GHOST, name="reveal_cancel")
        form = QWidget()
        form.setLayout(
            column(
                self._reason,
                row(STRETCH, cancel, submit, spacing=space.S2),
                margins=(0, 12, 0, 4),
                spacing=space.S2,
            )
        )
        form.hide()
        submit.clicked.connect(self._on_submitted)
        self._reason.submitted.connect(self._on_submitted)
        self._reason.edit.focus_moved.connect(self._on_focus_moved)
        cancel.clicked.connect(self.close_reason)
        return form

    def show_identity(self, shown: IdentityShown, *, anew: bool) -> None:
        """Show what is sealed; revealed values stay unless it is somebody else."""
        changed = self._shown is None or self._shown.fields != shown.fields
        self._shown = shown
        if anew or changed:
            self.close_reason()
            self._reason.set_text("")
            self._block.set_fields([label for _, label in shown.fields])
        is_sealed = bool(shown.fields)
        title = tr("Real identity, sealed") if is_sealed else tr("Real identity")
        self._title.setText(title)
        self._mark.setVisible(is_sealed)
        self._block.setVisible(is_sealed)
        self._clock.setVisible(shown.may_reveal)
        self._footing.setText(shown.footing)
        clear(self._doubts)
        for words in shown.doubts:
            self._doubts.addWidget(_doubt(words))
        self._show_button()

    def open_reason(self) -> None:
        """Ask in place for the reason; while values show, cover them."""
        if self._block.is_open:
            self._block.cover()
            return
        self._form.show()
        self._show_button()
        self._reason.focus()

    def show_reason(self, text: str) -> None:
        """Put back a reason that was half written, for when it is asked."""
        if not self._reason.text():
            self._reason.set_text(text)

    def close_reason(self) -> None:
        """Put the question away; what was written stays until it is used."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._form.isAncestorOf(focus)
        self._form.hide()
        self._reason.clear_error()
        self._show_button()
        if had_focus and self._button.isVisible():
            self._button.setFocus()

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong; the text stays."""
        self._reason.show_error(text)
        self._reason.focus()

    def reveal(self, values: Mapping[str, str]) -> None:
        """Show values by label, for a minute."""
        self._reason.set_text("")
        self._block.reveal(values)
        self.close_reason()

    def cover(self) -> None:
        """Cover whatever is revealed."""
        self._block.cover()

    def _show_button(self) -> None:
        may = self._shown is not None and self._shown.may_reveal
        self._button.setVisible(may and self._form.isHidden())
        if self._block.is_open:
            self._button.set_label(tr("Cover"), "eye-slash")
        else:
            self._button.set_label(tr("Reveal"), "eye")

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self.reason_left.emit(self._reason.text())

    def _on_submitted(self) -> None:
        self.reason_given.emit(self._reason.text())


def _doubt(words: str) -> QWidget:
    line = QWidget()
    mark = IconLabel("warning", Token.WARN, 14)
    text = Label(words, Role.CAPTION, Token.WARN, wrap=True)
    line.setLayout(
        row(column(2, mark, STRETCH), (text, 1), spacing=6, margins=(0, 8, 0, 0))
    )
    return line
