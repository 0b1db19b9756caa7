"""The notice of a key that is owed, the bar while it is made, the word that it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Tone, space
from ui.widgets import (
    Banner,
    Button,
    ButtonKind,
    ConfirmDialog,
    ProgressPanel,
    column,
)


class RekeyNotice(QWidget):
    """Stands above the screens while there is something to say.

    Signals:
        wanted: re-key now.
        stopped: leave it.
        renew_wanted: a new backup in the place of the old; the person has confirmed it.
        closed: nothing more is to be said.
    """

    wanted = Signal()
    stopped = Signal()
    renew_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rekey")
        self._owed = Banner(
            tr("A new key is owed to the vault"),
            tr(
                "Somebody left, or took a new key. Until the vault has another one, the"
                " old key opens every copy that is made."
            ),
            Tone.WARN,
            icon="key",
            name="rekey_owed",
        )
        self._start = Button(tr("Re-key now"), ButtonKind.PRIMARY, name="rekey_start")
        self._owed.tools.addWidget(self._start)
        self._progress = ProgressPanel("key", name="rekey_progress")
        self._done = Banner("", "", Tone.OK, name="rekey_done")
        self._drop = Button(
            tr("Delete the old backups"), icon="trash", name="rekey_drop"
        )
        self._close = Button(tr("Close"), ButtonKind.GHOST, name="rekey_close")
        self._done.tools.addWidget(self._drop)
        self._done.tools.addWidget(self._close)
        self._problem = Banner("", "", Tone.DANGER, name="rekey_problem")
        self._parts = (self._owed, self._progress, self._done, self._problem)
        self.setLayout(
            column(
                *self._parts,
                margins=(space.S4, space.S3, space.S4, 0),
                spacing=space.S2,
            )
        )
        self._show_only()
        self._start.clicked.connect(self.wanted)
        self._progress.stopped.connect(self.stopped)
        self._drop.clicked.connect(self._confirm)
        self._close.clicked.connect(self.closed)

    def show_owed(self, *, owed: bool) -> None:
        """Say that the vault waits for a new key, or nothing."""
        self._show_only(*((self._owed,) if owed else ()))

    def show_working(self, done: int, total: int) -> None:
        """Show how far it is."""
        if total or self._progress.isVisible():
            self._progress.set_progress(done, total)
            return
        self._show_only()
        self.show()
        self._progress.start(tr("Putting the vault under a new key; changes wait"))

    def show_done(self) -> None:
        """Say that the vault has its new key, and offer to delete old backups."""
        title = tr("The vault has a new key")
        words = tr(
            "Backups made before can still be opened with the old one. Delete them; a"
            " new one is made at once."
        )
        self._done.set_words(title, words)
        self._show_only(self._done)
        self._close.setFocus()

    def show_error(self, text: str) -> None:
        """Say what went wrong, beside what is still to do."""
        self._problem.set_words(text)
        self._show_only(self._owed, self._problem)

    def _show_only(self, *shown: QWidget) -> None:
        self._progress.finish()
        for part in self._parts:
            part.setVisible(part in shown)
        self.setVisible(bool(shown))

    def _confirm(self) -> None:
        dialog = ConfirmDialog(
            self.window(),
            tr("Delete the old backups"),
            tr(
                "All backups in the vault's folder are deleted, and one is made anew."
                " What only an old backup holds cannot be brought back then."
            ),
            tr("Delete"),
            name="rekey_confirm",
        )
        dialog.accepted.connect(self.renew_wanted)
        dialog.open()
