"""The form of a new passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.passphrase.presenter import Field, NewPassphrase
from ui.screens.passphrases import NewPassphraseField
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    CheckRow,
    Label,
    Paragraph,
    PassphraseField,
    column,
    row,
)


class PassphraseForm(QWidget):
    """Asks for the old passphrase, and twice for the new one.

    Signals:
        submitted: a `NewPassphrase`; what was typed stays until it is changed.
        changed: the passphrase is another one now.
    """

    submitted = Signal(NewPassphrase)
    changed = Signal()

    def __init__(self, *, least: int, names: Sequence[str] = ()) -> None:
        """Build the form.

        Args:
            least: how many characters a passphrase needs, for the hint.
            names: what makes no good passphrase here.
        """
        super().__init__()
        self._trouble = Banner("", "", Tone.DANGER, name="passphrase_trouble")
        self._trouble.hide()
        self._old = PassphraseField(tr("Present passphrase"), name="passphrase_old")
        self._new = NewPassphraseField(
            tr("New passphrase"),
            hint=tr("at least {count} characters; six words are easy", count=least),
            name="passphrase_new",
            names=lambda: names,
        )
        self._repeated = PassphraseField(
            tr("New passphrase once more"), name="passphrase_repeated"
        )
        self._fields = {
            Field.OLD: self._old,
            Field.NEW: self._new,
            Field.REPEATED: self._repeated,
        }
        self._rotate = CheckRow(
            tr("Replace my personal key as well"), name="passphrase_rotate"
        )
        why = Paragraph(
            tr(
                "Who has an old copy of the vault and the old passphrase can open that"
                " copy still. If somebody may know it, replace the key and delete old"
                " backups."
            ),
            Role.CAPTION,
            Token.TEXT_3,
        )
        self._told = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._act = Button(tr("Change the passphrase"), name="passphrase_change")
        self._act.setAutoDefault(False)
        self.setLayout(
            column(
                Label(tr("Passphrase"), Role.SECTION),
                space.S2,
                self._trouble,
                *self._fields.values(),
                self._rotate,
                why,
                row((self._told, 1), STRETCH, self._act),
                spacing=space.S2,
            )
        )
        self._act.clicked.connect(self._submit)
        self._old.submitted.connect(self._new.focus)
        self._new.submitted.connect(self._repeated.focus)
        self._repeated.submitted.connect(self._submit)

    def show_busy(self, text: str) -> None:
        """Say that it takes a moment; with nothing, let the person type again."""
        for part in (*self._fields.values(), self._rotate, self._act):
            part.setEnabled(not text)
        self._told.setText(text)

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong and what to do."""
        found = self._fields.get(place)
        if found is None:
            self._trouble.set_words(text)
            self._trouble.show()
        else:
            found.show_error(text)
            found.focus()

    def show_done(self, text: str) -> None:
        """Say that it is done; the form is empty."""
        self._wipe()
        self._told.setText(text)
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._wipe()
        super().hideEvent(event)

    def _wipe(self) -> None:
        for each in self._fields.values():
            each.wipe()

    def _submit(self) -> None:
        self._trouble.hide()
        for each in self._fields.values():
            each.clear_error()
        self.submitted.emit(
            NewPassphrase(
                old=self._old.text(),
                new=self._new.text(),
                repeated=self._repeated.text(),
                rotate=self._rotate.isChecked(),
            )
        )
