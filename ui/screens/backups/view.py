"""The card of backups: a line, a button, progress while one is being made."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.theme import Role, Token, Tone, space
from ui.widgets import STRETCH, Banner, Button, Card, Label, ProgressPanel, column, row


class BackupsCard(Card):
    """Says when the newest backup was made.

    Signals:
        wanted: make one now.
    """

    wanted = Signal()

    def __init__(self) -> None:
        self._newest = Label("", wrap=True)
        self._newest.setObjectName("backups_newest")
        self._kept = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._problem = Banner(tone=Tone.DANGER, name="backups_problem")
        self._problem.hide()
        self._progress = ProgressPanel("archive", name="backups_progress")
        self._make = Button(tr("Back up now"), icon="archive", name="backups_make")
        words = tr(
            "One is made every day after unlocking, and opened to prove it. Copy one to"
            " a stick now and then: this disk can fail."
        )
        super().__init__(
            column(
                row(Label(tr("Backups"), Role.SECTION), STRETCH, self._make),
                self._newest,
                self._kept,
                Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
                self._progress,
                self._problem,
                margins=(16, 12, 16, 14),
                spacing=space.S2,
            ),
            name="backups",
        )
        self._make.clicked.connect(self.wanted)

    def show_state(self, newest: str, kept: str) -> None:
        """Say when the newest was made, and how many there are."""
        self._newest.setText(newest)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))

    def show_copying(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        self._make.setEnabled(False)
        self._problem.hide()
        if not total:
            self._progress.start(tr("Copying the vault"), stoppable=False)
        else:
            self._progress.set_progress(done, total)

    def show_ended(self, problem: str) -> None:
        """Show that nothing is being copied any more."""
        self._make.setEnabled(True)
        self._progress.finish()
        self._problem.set_words(problem)
        self._problem.setVisible(bool(problem))
