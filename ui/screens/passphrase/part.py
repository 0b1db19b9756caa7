"""Form and presenter put together, for the settings."""

from PySide6.QtWidgets import QWidget

from app.workspace import LEAST_PASSPHRASE
from ui.running import Runner
from ui.screens.passphrase.presenter import Change, PassphrasePresenter
from ui.screens.passphrase.view import PassphraseForm


class PassphrasePart(PassphraseForm):
    """The form with its presenter, which lives as long as the form does."""

    def __init__(self, runner: Runner, change: Change) -> None:
        super().__init__(least=LEAST_PASSPHRASE)
        self._presenter = PassphrasePresenter(self, runner, change)
        self.submitted.connect(self._presenter.submit)


def build(runner: Runner, change: Change | None) -> tuple[QWidget, ...]:
    """Return the part, or nothing while there is no command that changes it."""
    return () if change is None else (PassphrasePart(runner, change),)
