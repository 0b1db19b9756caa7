"""The check of the journal."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.screens.team.presenter.checking import Verdict
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    Card,
    Label,
    ProgressPanel,
    clear,
    column,
    row,
)


class CheckCard(Card):
    """A button, how far it is, the verdict.

    Signals:
        wanted: prove the journal.
    """

    wanted = Signal()

    def __init__(self) -> None:
        self._verdict = Banner("", "", Tone.OK, name="team_verdict")
        self._verdict.hide()
        self._problems = column(spacing=space.S1)
        self._progress = ProgressPanel("shield-check", name="team_progress")
        self._progress.hide()
        self._check = Button(
            tr("Check everything"), icon="shield-check", name="team_check"
        )
        words = tr(
            "Proves the signature and chain of every entry, and compares what is shown"
            " with what the entries give."
        )
        super().__init__(
            column(
                row(
                    Label(tr("Is everything as it was written?"), Role.SECTION),
                    STRETCH,
                    self._check,
                ),
                Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
                self._progress,
                self._verdict,
                self._problems,
                margins=(16, 12, 16, 14),
                spacing=space.S2,
            )
        )
        self._check.clicked.connect(self.wanted)

    def show_checking(self, done: int, total: int) -> None:
        """Show how far the check is."""
        self._check.setEnabled(False)
        self._verdict.hide()
        clear(self._problems)
        if not total:
            self._progress.start(tr("Checking every entry"))
        else:
            self._progress.set_progress(done, total)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        self._check.setEnabled(True)
        self._progress.finish()
        self._verdict.set_tone(Tone.OK if verdict.sound else Tone.DANGER)
        self._verdict.set_words(verdict.title, verdict.figures)
        self._verdict.show()
        for words in verdict.problems:
            self._problems.addWidget(Label(words, token=Token.DANGER, wrap=True))
