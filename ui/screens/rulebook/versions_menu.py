"""What else can be done with versions."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.widgets import IconButton, Menu


class VersionsMenu(IconButton):
    """Three dots over the versions.

    Attributes:
        published: whether there is a version that somebody can have read.

    Signals:
        import_wanted: take rules in from a file.
        acknowledged_wanted: see who said that they read a version.
    """

    import_wanted = Signal()
    acknowledged_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "dots-three", tr("More about versions"), name="rulebook_versions_more"
        )
        self.published = False
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = Menu(self)
        if self.published:
            words = tr("Who has acknowledged…")
            menu.offer(words, self.acknowledged_wanted.emit, "users")
        menu.offer(tr("Import rules…"), self.import_wanted.emit, "upload-simple")
        menu.open_below()
