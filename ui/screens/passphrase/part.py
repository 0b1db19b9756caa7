"""Form and presenter put together, for the settings."""

from collections.abc import Sequence

from app.workspace import LEAST_PASSPHRASE
from ui.running import Runner
from ui.screens.passphrase.presenter import PassphrasePresenter
from ui.screens.passphrase.view import PassphraseForm


class PassphrasePart(PassphraseForm):
    """The form with its presenter, which lives as long as the form does."""

    def __init__(self, runner: Runner, names: Sequence[str] = ()) -> None:
        super().__init__(least=LEAST_PASSPHRASE, names=names)
        self._presenter = PassphrasePresenter(self, runner)
        self.submitted.connect(self._presenter.submit)
