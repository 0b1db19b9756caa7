"""The card of backups, for whichever screen shows it."""

from app.times import Clock
from ui.running import Runner
from ui.screens.backups.presenter import BackupsPresenter
from ui.screens.backups.view import BackupsCard
from ui.screens.host import Host


class BackupsPart:
    """Glues view and presenter.

    Attributes:
        widget: the card.
    """

    def __init__(self, runner: Runner, host: Host, clock: Clock) -> None:
        """Build the card."""
        self.widget = BackupsCard()
        self._presenter = BackupsPresenter(self.widget, runner, host, clock)
        self.widget.wanted.connect(self._presenter.make)

    def refresh(self) -> None:
        """Ask again which there are."""
        self._presenter.refresh()
