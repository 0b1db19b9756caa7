"""The restore screen: a card in the middle, one page after the other."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal

from app.words import tr
from ui.screens.restore.forms import ChoicePage, MeaningPage
from ui.screens.restore.presenter import BackupLine, Field, LookInto, Meaning
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Label,
    Pane,
    ScrollColumn,
    Seal,
    column,
    row,
)

_WIDTH: Final = 520


class RestoreView(Pane):
    """Asks which backup, shows what restoring it means.

    Signals:
        look_wanted: a `LookInto`.
        folder_chosen: the `Path` of a folder to look for backups in.
        confirmed: restore; to the folder given, or None where a vault is replaced.
        stopped: break the copying off.
        back_wanted: think better of it.
    """

    look_wanted = Signal(LookInto)
    folder_chosen = Signal(Path)
    confirmed = Signal(object)
    stopped = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        title = Label(tr("Restore a backup"), Role.UNLOCK)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._vault = Label("", Role.CAPTION, Token.TEXT_2)
        self._vault.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choice = ChoicePage()
        self.meaning = MeaningPage(_documents())
        self._back = Button(tr("Back"), ButtonKind.LINK, height=28, name="restore_back")
        card = Card(
            column(
                row(STRETCH, Seal(44), STRETCH),
                12,
                title,
                self._vault,
                20,
                self.choice,
                self.meaning,
                10,
                row(self._back, STRETCH),
                margins=(36, 30, 36, 20),
            ),
            name="restore_card",
        )
        card.setFixedWidth(_WIDTH)
        middle = ScrollColumn(name="restore_scroll")
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.column.addStretch(1)
        middle.column.addLayout(row(STRETCH, card, STRETCH))
        middle.column.addStretch(1)
        super().__init__(column((middle, 1)), Token.CANVAS, name="restore")
        self.meaning.hide()
        self.choice.submitted.connect(self.look_wanted)
        self.choice.folder_chosen.connect(self.folder_chosen)
        self.meaning.confirmed.connect(self._on_confirmed)
        self.meaning.stopped.connect(self.stopped)
        self._back.clicked.connect(self.back_wanted)

    def show_choice(self, vault: str, lines: Sequence[BackupLine], name: str) -> None:
        """Ask which backup, and who signs in to it."""
        self._vault.setText(vault)
        self._vault.setVisible(bool(vault))
        self.choice.set_lines(lines)
        self.choice.begin(name)

    def show_lines(self, lines: Sequence[BackupLine]) -> None:
        """Offer these backups instead."""
        self.choice.set_lines(lines)

    def show_meaning(self, meaning: Meaning) -> None:
        """Show what restoring means, and ask whether to do it."""
        self.choice.hide()
        self.meaning.show()
        self.meaning.show_meaning(meaning)
        # One Enter too many must not restore anything.
        self._back.setFocus()

    def show_busy(self, words: str) -> None:
        """Say what takes a moment, or with nothing let the person go on."""
        self.choice.set_busy(words)
        self._back.setEnabled(not words)
        if not words:
            self.meaning.set_ready()

    def show_copying(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        self._back.setEnabled(False)
        self.meaning.show_copying(done, total)

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong and what to do."""
        if self.meaning.isHidden():
            self.choice.show_error(place, text)
        else:
            self.meaning.show_error(text)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self.meaning.folder())


def _documents() -> Path:
    places = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(places.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
