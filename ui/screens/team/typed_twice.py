"""A passphrase that is set for somebody: typed, and typed again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.passphrases import NewPassphraseField
from ui.theme import space
from ui.widgets import PassphraseField, column


class TypedTwice(QWidget):
    """Two fields that have to say the same; the first says how good it is.

    Attributes:
        first: the passphrase.
        again: the same once more.

    Signals:
        submitted: Enter in the second.
    """

    submitted = Signal()

    def __init__(self, *, name: str, names: Callable[[], Sequence[str]]) -> None:
        """Make the fields.

        Args:
            name: what the names of both begin with.
            names: returns what an attacker knows, such as the sign-in name.
        """
        super().__init__()
        self.first = NewPassphraseField(
            tr("Passphrase"),
            hint=tr("15 characters or six words"),
            name=f"{name}_pass",
            names=names,
        )
        self.again = PassphraseField(tr("Again"), name=f"{name}_again")
        self.setLayout(column(self.first, self.again, spacing=space.S3))
        self.first.submitted.connect(self.again.focus)
        self.again.submitted.connect(self.submitted)

    def wipe(self) -> None:
        """Empty both."""
        for field in (self.first, self.again):
            field.wipe()
            field.clear_error()

    def clear_errors(self) -> None:
        """Take away what was said under them."""
        self.first.clear_error()
        self.again.clear_error()
