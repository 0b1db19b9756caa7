"""The form of a recovery sheet: its eight groups, and a new passphrase."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.screens.passphrases import NewPassphraseField
from ui.screens.unlock.forms import Form
from ui.screens.unlock.groups import KeyGroups
from ui.screens.unlock.shown import Field, Recovery
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Label,
    PassphraseField,
    column,
    row,
)


class RecoverForm(Form):
    """What is needed to come in with a sheet.

    Attributes:
        groups: the key.

    Signals:
        submitted: a `Recovery`; the passphrases go once work starts.
        back_wanted: leave it.
    """

    submitted = Signal(Recovery)
    back_wanted = Signal()

    def __init__(self, *, least: int) -> None:
        """Make the form.

        Args:
            least: how many characters a passphrase needs, for the hint.
        """
        action = Button(
            tr("Sign in with the sheet"),
            ButtonKind.PRIMARY,
            height=space.BUTTON_UNLOCK,
            name="recover_submit",
        )
        super().__init__(action)
        self._vault = ""
        self.groups = KeyGroups()
        self._passphrase = NewPassphraseField(
            tr("New passphrase"),
            hint=tr("at least {count} characters; six words are easy", count=least),
            name="recover_passphrase",
            names=lambda: (self._vault,),
        )
        self._repeated = PassphraseField(
            tr("New passphrase once more"), name="recover_repeated"
        )
        self._fields = {
            Field.PASSPHRASE: self._passphrase,
            Field.REPEATED: self._repeated,
        }
        back = Button(tr("Back"), ButtonKind.LINK, height=28, name="recover_back")
        caption = Label(tr("The eight groups of the sheet"), Role.CAPTION, Token.TEXT_2)
        hint = Label(tr("or paste all of it"), Role.CAPTION, Token.TEXT_3)
        self.setLayout(
            column(
                self._banner,
                column(row(caption, STRETCH, hint), self.groups, spacing=space.S1),
                self._passphrase,
                self._repeated,
                action,
                self._busy,
                row(back, STRETCH),
                spacing=12,
            )
        )
        action.clicked.connect(self._submit)
        back.clicked.connect(self.back_wanted)
        self.groups.submitted.connect(self._submit)
        self._passphrase.submitted.connect(self._repeated.focus)
        self._repeated.submitted.connect(self._submit)

    def begin(self, vault: str) -> None:
        """Show an empty form.

        Args:
            vault: the vault's name, which makes no good passphrase.
        """
        self.clear_errors()
        self._vault = vault
        self.groups.clear()
        self._passphrase.wipe()
        self._repeated.wipe()
        self.groups.focus()

    def set_busy(self, words: str) -> None:
        """Say what takes a moment; the passphrases are gone from the fields."""
        super().set_busy(words)
        self.groups.setEnabled(not words)
        if words:
            self._passphrase.wipe()
            self._repeated.wipe()

    def _submit(self) -> None:
        if not self.action.isEnabled():
            return
        self.clear_errors()
        form = Recovery(
            groups=self.groups.texts(),
            passphrase=self._passphrase.text(),
            repeated=self._repeated.text(),
        )
        self.submitted.emit(form)
