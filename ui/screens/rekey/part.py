"""The notice with its presenter."""

from ui.running import Runner
from ui.screens.host import Host
from ui.screens.rekey.presenter import RekeyPresenter, RenewBackups
from ui.screens.rekey.view import RekeyNotice


class RekeyPart:
    """Glues view and presenter.

    Attributes:
        widget: the notice.
    """

    def __init__(self, runner: Runner, host: Host, renew: RenewBackups) -> None:
        """Build the notice; `refresh` asks whether there is one to show."""
        self.widget = RekeyNotice()
        self._presenter = RekeyPresenter(self.widget, runner, host, renew)
        self.widget.wanted.connect(self._presenter.start)
        self.widget.stopped.connect(self._presenter.stop)
        self.widget.renew_wanted.connect(self._presenter.renew_backups)
        self.widget.closed.connect(self._presenter.close)

    def refresh(self) -> None:
        """Ask whether a new key is owed."""
        self._presenter.refresh()

    def start(self) -> None:
        """Re-key, owed or not."""
        self._presenter.start()
