"""What else can be done with versions."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.widgets import IconButton, Menu


class VersionsMenu(IconButton):
    """Three dots over the versions.

    Signals:
        import_wanted: take rules in from a file.
    """

    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "dots-three", tr("More about versions"), name="rulebook_versions_more"
        )
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = Menu(self)
        menu.offer(tr("Import rules…"), self.import_wanted.emit, "upload-simple")
        menu.open_below()
