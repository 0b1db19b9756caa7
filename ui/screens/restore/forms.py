"""The two pages of restoring: which backup and whose, then what it means."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from app.words import tr
from ui.screens.restore.presenter import BackupLine, Field, LookInto, Meaning
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Choice,
    ElidedLabel,
    IconLabel,
    Label,
    LabelledSelect,
    PassphraseField,
    ProgressPanel,
    TextField,
    TextStyle,
    clear,
    column,
    row,
    unremembered,
)


class ChoicePage(QWidget):
    """Which backup, and who signs in to it.

    Signals:
        submitted: a `LookInto`; the passphrase field is empty already.
        folder_chosen: the `Path` of a folder to look for backups in.
    """

    submitted = Signal(LookInto)
    folder_chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path.home()
        self._backup = LabelledSelect(
            tr("Backup"), icon="archive", name="restore_backup"
        )
        self._backup.select.setPlaceholderText(tr("none found here"))
        self._pick = _link(tr("Choose a folder"), "restore_folder")
        self._problem = _problem("restore_problem")
        self._name = TextField(tr("Sign-in name"), icon="user", name="restore_name")
        self._passphrase = PassphraseField(
            tr("Passphrase"),
            hint=tr("as it was on that day"),
            name="restore_passphrase",
        )
        self.action = _wide(
            Button(
                tr("Look into the backup"),
                ButtonKind.PRIMARY,
                key="Enter",
                height=space.BUTTON_UNLOCK,
                name="restore_look",
            )
        )
        self._busy = Label("", Role.CAPTION, Token.TEXT_2)
        self._busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._busy.hide()
        words = Label(
            tr("Nothing is changed before you have seen what it means."),
            Role.CAPTION,
            Token.TEXT_2,
            wrap=True,
        )
        self.setLayout(
            column(
                self._problem,
                column(self._backup, row(STRETCH, self._pick), spacing=2),
                self._name,
                self._passphrase,
                words,
                self.action,
                self._busy,
                spacing=12,
            )
        )
        self._pick.clicked.connect(self._on_pick)
        self._name.submitted.connect(self._passphrase.focus)
        self._passphrase.submitted.connect(self._submit)
        self.action.clicked.connect(self._submit)

    def begin(self, name: str) -> None:
        """Show an empty form, perhaps with the remembered name."""
        self._clear_errors()
        self._name.set_text(name)
        self._passphrase.wipe()
        (self._passphrase if name else self._name).focus()

    def set_lines(self, lines: Sequence[BackupLine]) -> None:
        """Offer these backups; the first is chosen."""
        self._backup.select.set_choices(
            [Choice(key=line.key, text=line.text, hint=line.hint) for line in lines]
        )
        self._backup.select.setEnabled(bool(lines))
        if lines:
            # Where a combo has a word for nothing, it chooses nothing by itself.
            self._backup.select.choose(lines[0].key)
            self._folder = Path(lines[0].key).parent

    def set_busy(self, words: str) -> None:
        """Say what takes a moment, or with nothing let the person type again."""
        for part in (self._backup, self._pick, self._name, self._passphrase):
            part.setEnabled(not words)
        self.action.setEnabled(not words)
        self._busy.setText(words)
        self._busy.setVisible(bool(words))

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong under its field, or over the form."""
        fields = {Field.NAME: self._name, Field.PASSPHRASE: self._passphrase}
        found = fields.get(place)
        if found is None:
            self._problem.set_words(text)
            self._problem.show()
        else:
            found.show_error(text)
            found.focus()

    def _clear_errors(self) -> None:
        self._problem.hide()
        self._name.clear_error()
        self._passphrase.clear_error()

    def _on_pick(self) -> None:
        found = _folder_chosen(self, self._folder)
        if found:
            self._clear_errors()
            self.folder_chosen.emit(Path(found))

    def _submit(self) -> None:
        if self.action.isEnabled():
            self._clear_errors()
            form = LookInto(
                backup=self._backup.select.chosen(),
                name=self._name.text(),
                passphrase=self._passphrase.take(),
            )
            self.submitted.emit(form)


class MeaningPage(QWidget):
    """What restoring means, and the button that does it.

    Signals:
        confirmed: restore it.
        stopped: break the copying off.
    """

    confirmed = Signal()
    stopped = Signal()

    def __init__(self, folder: Path) -> None:
        """Make the page.

        Args:
            folder: where a vault is to lie if there is none to replace.
        """
        super().__init__()
        self._folder, self._fresh = folder, False
        self._facts = column(spacing=space.S1)
        self._warnings = Banner(tone=Tone.WARN, name="restore_warnings")
        self._problem = _problem("restore_failure")
        self._place = ElidedLabel("", TextStyle(role=Role.CAPTION, token=Token.TEXT_2))
        self._where = QWidget()
        pick = _link(tr("Choose a folder"), "restore_target")
        lies = Label(tr("Lies in"), Role.CAPTION, Token.TEXT_3)
        mark = IconLabel("folder-simple", Token.TEXT_3)
        self._where.setLayout(row(mark, 6, lies, 6, (self._place, 1), 8, pick))
        self.action = _wide(
            Button(
                tr("Restore this backup"),
                ButtonKind.DANGER,
                height=space.BUTTON_UNLOCK,
                name="restore_confirm",
            )
        )
        self._progress = ProgressPanel("archive", blocks=True, name="restore_progress")
        self._progress.hide()
        self.setLayout(
            column(
                self._problem,
                self._facts,
                self._warnings,
                self._where,
                self._progress,
                self.action,
                spacing=14,
            )
        )
        self.action.clicked.connect(self.confirmed)
        self._progress.stopped.connect(self.stopped)
        pick.clicked.connect(self._on_pick)
        self.set_folder(folder)

    def show_meaning(self, meaning: Meaning) -> None:
        """Show it."""
        self._fresh = meaning.fresh
        clear(self._facts)
        for label, value in meaning.facts:
            caption = Label(label, Role.CAPTION, Token.TEXT_2)
            shown = Label(value, tabular=True, wrap=True)
            self._facts.addLayout(row((caption, 1), (shown, 1), spacing=space.S3))
        self._warnings.set_words(tr("Before you restore"), "\n".join(meaning.warnings))
        self._where.setVisible(meaning.fresh)
        self._problem.hide()

    def folder(self) -> Path | None:
        """Return the folder of the new vault; None where one is replaced."""
        return self._folder if self._fresh else None

    def set_folder(self, folder: Path) -> None:
        """Let the vault lie in this folder."""
        self._folder = folder
        self._place.set_text(str(folder))

    def show_copying(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        self.action.setEnabled(False)
        self._where.setEnabled(False)
        self._problem.hide()
        if total:
            self._progress.set_progress(done, total)
        else:
            self._progress.start(tr("Copying the backup"))

    def set_ready(self) -> None:
        """Let the person go on."""
        self.action.setEnabled(True)
        self._where.setEnabled(True)
        self._progress.finish()

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do."""
        self._problem.set_words(text)
        self._problem.show()

    def _on_pick(self) -> None:
        found = _folder_chosen(self, self._folder)
        if found:
            self.set_folder(Path(found))


def _folder_chosen(parent: QWidget, folder: Path) -> str:
    with unremembered():
        return QFileDialog.getExistingDirectory(
            parent, tr("Choose a folder"), str(folder)
        )


def _problem(name: str) -> Banner:
    banner = Banner(tone=Tone.DANGER, name=name)
    banner.hide()
    return banner


def _link(words: str, name: str) -> Button:
    return Button(words, ButtonKind.LINK, height=28, name=name)


def _wide(button: Button) -> Button:
    policy = QSizePolicy.Policy
    button.setSizePolicy(policy.Expanding, policy.Fixed)
    return button
