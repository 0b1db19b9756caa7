"""The form by which somebody new is enrolled on this computer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.words import tr
from ui.screens.passphrases import NewPassphraseField
from ui.screens.team.presenter import Invitation
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Choice,
    Label,
    LabelledSelect,
    PassphraseField,
    TextField,
    column,
    row,
)


class InvitationCard(Card):
    """Name, role and the new person's own passphrase, typed twice.

    Signals:
        submitted: an `Invitation`; the passphrases are wiped when the form closes.
        closed: it is put away.
    """

    submitted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        self.name = TextField(tr("Sign-in name"), name="invite_name")
        self.role = LabelledSelect(tr("Role"), icon="user", name="invite_role")
        self.passphrase = NewPassphraseField(
            tr("Passphrase"),
            hint=tr("15 characters or six words"),
            name="invite_pass",
            names=lambda: (self.name.text(),),
        )
        self.repeated = PassphraseField(tr("Again"), name="invite_again")
        self.submit = Button(
            tr("Enrol"), ButtonKind.PRIMARY, height=space.BUTTON_MAIN, name="invite_ok"
        )
        self.cancel = Button(tr("Cancel"), name="invite_cancel")
        words = tr(
            "The new person types a passphrase here. Nobody else knows it, and nobody"
            " can look it up."
        )
        super().__init__(
            column(
                Label(tr("Invite somebody to the team"), Role.SECTION),
                Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
                space.S1,
                row(
                    (column(self.name, STRETCH), 3),
                    (column(self.role, STRETCH), 2),
                    spacing=space.S3,
                ),
                self.passphrase,
                self.repeated,
                row(STRETCH, self.cancel, self.submit, spacing=space.S2),
                margins=(20, 16, 20, 16),
                spacing=space.S3,
            ),
            name="invite_form",
        )
        self.cancel.clicked.connect(self.close_form)
        self.submit.clicked.connect(self._on_submit)
        self.name.submitted.connect(self.passphrase.focus)
        self.passphrase.submitted.connect(self.repeated.focus)
        self.repeated.submitted.connect(self._on_submit)
        self._fields = {
            "name": self.name,
            "passphrase": self.passphrase,
            "repeated": self.repeated,
        }

    def set_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer these roles (code, word)."""
        chosen = self.role.select.chosen() or "moderator"
        choices = [Choice(key=code, text=word) for code, word in roles]
        self.role.select.set_choices(choices)
        self.role.select.choose(chosen)

    def open(self) -> None:
        """Show the form with the cursor in the name."""
        self.show()
        self.name.focus()

    def close_form(self) -> None:
        """Empty the form and put it away."""
        self.name.set_text("")
        self.passphrase.wipe()
        self.repeated.wipe()
        for shown in self._fields.values():
            shown.clear_error()
        self.hide()
        self.closed.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be typed while keys are made."""
        self.submit.set_label(tr("Making keys…") if busy else tr("Enrol"))
        self.submit.setEnabled(not busy)
        self.cancel.setEnabled(not busy)

    def show_error(self, place: str, text: str) -> None:
        """Say under a field what is wrong, and put the cursor there."""
        self._fields[place].show_error(text)
        self._fields[place].focus()

    def _on_submit(self) -> None:
        for shown in self._fields.values():
            shown.clear_error()
        form = Invitation(
            name=self.name.text(),
            role=self.role.select.chosen(),
            passphrase=self.passphrase.text(),
            repeated=self.repeated.text(),
        )
        self.submitted.emit(form)
