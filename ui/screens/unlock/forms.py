"""The unlock screen's forms: signing in, welcome, a new vault."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from app.words import tr
from ui.screens.passphrases import NewPassphraseField
from ui.screens.unlock.shown import Field, NewVault, SignIn
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    CheckRow,
    ElidedLabel,
    IconLabel,
    Label,
    PassphraseField,
    TextField,
    TextStyle,
    column,
    row,
    unremembered,
)


class Form(QWidget):
    """Fields by name, a banner for what concerns the whole, a busy line.

    Attributes:
        action: the one primary button.
    """

    def __init__(self, action: Button) -> None:
        super().__init__()
        self.action = action
        self._banner = Banner(tone=Tone.DANGER, name="unlock_problem")
        self._banner.hide()
        self._busy = Label("", Role.CAPTION, Token.TEXT_2)
        self._busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keep = self._busy.sizePolicy()
        keep.setRetainSizeWhenHidden(False)
        self._busy.setSizePolicy(keep)
        self._busy.hide()
        self._fields: dict[Field, TextField] = {}
        policy = QSizePolicy.Policy
        action.setSizePolicy(policy.Expanding, policy.Fixed)

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong under its field, or over the form."""
        found = self._fields.get(place)
        if found is None:
            self._banner.set_words(text)
            self._banner.show()
        else:
            found.show_error(text)
            found.focus()

    def set_busy(self, words: str) -> None:
        """Say what takes a moment, or with nothing let the person type again."""
        for found in self._fields.values():
            found.setEnabled(not words)
        self.action.setEnabled(not words)
        self._busy.setText(words)
        self._busy.setVisible(bool(words))
        if words:
            self._banner.hide()

    def clear_errors(self) -> None:
        """Take every error away."""
        self._banner.hide()
        for found in self._fields.values():
            found.clear_error()


class SignInForm(Form):
    """Sign-in name and passphrase.

    Signals:
        submitted: a `SignIn`; the passphrase field is empty already.
    """

    submitted = Signal(SignIn)

    def __init__(self) -> None:
        action = Button(
            tr("Unlock"),
            ButtonKind.PRIMARY,
            key="Enter",
            height=space.BUTTON_UNLOCK,
            name="unlock_submit",
        )
        super().__init__(action)
        self._name = TextField(
            tr("Sign-in name"), icon="user", name="unlock_name", height=42
        )
        self._passphrase = PassphraseField(
            tr("Passphrase"), name="unlock_passphrase", height=42
        )
        self._remember = CheckRow(
            tr("Remember my name on this computer"), name="unlock_remember"
        )
        self._fields = {Field.NAME: self._name, Field.PASSPHRASE: self._passphrase}
        self.setLayout(
            column(
                self._banner,
                self._name,
                self._passphrase,
                self._remember,
                action,
                self._busy,
                spacing=14,
            )
        )
        action.clicked.connect(self._submit)
        self._name.submitted.connect(self._passphrase.focus)
        self._passphrase.submitted.connect(self._submit)

    def begin(self, name: str, *, remembered: bool) -> None:
        """Show an empty form, perhaps with the remembered name."""
        self.clear_errors()
        self._name.set_text(name)
        self._passphrase.wipe()
        self._remember.setChecked(remembered)
        (self._passphrase if name else self._name).focus()

    def set_busy(self, words: str) -> None:
        """Say what takes a moment; afterwards the passphrase waits to be typed."""
        super().set_busy(words)
        self._remember.setEnabled(not words)
        if not words:
            self._passphrase.focus()

    def _submit(self) -> None:
        if not self.action.isEnabled():
            return
        self.clear_errors()
        form = SignIn(
            name=self._name.text(),
            passphrase=self._passphrase.take(),
            remember=self._remember.isChecked(),
        )
        self.submitted.emit(form)


class WelcomeForm(Form):
    """No vault is known here: open one, or make one.

    Signals:
        open_wanted: choose a vault's folder.
        create_wanted: make a vault.
        restore_wanted: restore a backup.
    """

    open_wanted = Signal()
    create_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        action = Button(
            tr("Create a vault"),
            ButtonKind.PRIMARY,
            icon="plus",
            height=space.BUTTON_UNLOCK,
            name="welcome_create",
        )
        super().__init__(action)
        choose = Button(
            tr("Open a vault"),
            icon="folder-open",
            height=space.BUTTON_UNLOCK,
            name="welcome_open",
        )
        policy = QSizePolicy.Policy
        choose.setSizePolicy(policy.Expanding, policy.Fixed)
        words = Label(
            tr(
                "A vault is a folder on this computer; all records in it are encrypted."
            ),
            token=Token.TEXT_2,
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restore = Button(
            tr("Restore a backup"), ButtonKind.LINK, height=28, name="welcome_restore"
        )
        last = row(STRETCH, restore, STRETCH)
        box = column(words, 20, action, 10, choose, 10, last, self._banner)
        self.setLayout(box)
        action.clicked.connect(self.create_wanted)
        choose.clicked.connect(self.open_wanted)
        restore.clicked.connect(self.restore_wanted)


class CreateForm(Form):
    """What a new vault needs: community, folder, owner's name, passphrase twice.

    Signals:
        submitted: a `NewVault`; the passphrases go once work starts.
        back_wanted: leave it.
    """

    submitted = Signal(NewVault)
    back_wanted = Signal()

    def __init__(self, *, least: int) -> None:
        """Make the form.

        Args:
            least: how many characters a passphrase needs, for the hint.
        """
        action = Button(
            tr("Create the vault"),
            ButtonKind.PRIMARY,
            height=space.BUTTON_UNLOCK,
            name="create_submit",
        )
        super().__init__(action)
        self._folder: Path | None = None
        self._community = TextField(
            tr("The community's name"),
            hint=tr("names the vault's folder"),
            icon="users",
            name="create_community",
        )
        self._place = ElidedLabel("", TextStyle(role=Role.CAPTION, token=Token.TEXT_2))
        self._name = TextField(
            tr("Your sign-in name"),
            hint=tr("you become the owner"),
            icon="user",
            name="create_name",
        )
        self._passphrase = NewPassphraseField(
            tr("Passphrase"),
            hint=tr("at least {count} characters; six words are easy", count=least),
            name="create_passphrase",
            names=lambda: (self._name.text(), self._community.text()),
        )
        self._repeated = PassphraseField(
            tr("Passphrase once more"), name="create_repeated"
        )
        self._fields = {
            Field.COMMUNITY: self._community,
            Field.NAME: self._name,
            Field.PASSPHRASE: self._passphrase,
            Field.REPEATED: self._repeated,
        }
        pick = Button(
            tr("Choose a folder"), ButtonKind.LINK, height=28, name="create_folder"
        )
        back = Button(tr("Back"), ButtonKind.LINK, height=28, name="create_back")
        warning = Banner(
            tr("Nobody can recover this passphrase"),
            tr("Not even us. Write it down and keep it with your keys."),
            Tone.WARN,
            icon="key",
        )
        lies = Label(tr("Lies in"), Role.CAPTION, Token.TEXT_3)
        mark = IconLabel("folder-simple", Token.TEXT_3)
        place = row(mark, 6, lies, 6, (self._place, 1), 8, pick)
        self.setLayout(
            column(
                self._banner,
                column(self._community, place, spacing=2),
                self._name,
                self._passphrase,
                self._repeated,
                warning,
                action,
                self._busy,
                row(back, STRETCH),
                spacing=12,
            )
        )
        action.clicked.connect(self._submit)
        back.clicked.connect(self.back_wanted)
        pick.clicked.connect(self._pick_folder)
        self._community.submitted.connect(self._name.focus)
        self._name.submitted.connect(self._passphrase.focus)
        self._passphrase.submitted.connect(self._repeated.focus)
        self._repeated.submitted.connect(self._submit)

    def begin(self, folder: Path) -> None:
        """Show an empty form; the vault is to lie in this folder."""
        self.clear_errors()
        self.set_folder(folder)
        self._community.set_text("")
        self._name.set_text("")
        self._passphrase.wipe()
        self._repeated.wipe()
        self._community.focus()

    def set_busy(self, words: str) -> None:
        """Say what takes a moment; the passphrases are gone from the fields."""
        super().set_busy(words)
        if words:
            self._passphrase.wipe()
            self._repeated.wipe()

    def set_folder(self, folder: Path) -> None:
        """Let the vault lie in this folder."""
        self._folder = folder
        self._place.set_text(str(folder))

    def _pick_folder(self) -> None:
        with unremembered():
            found = QFileDialog.getExistingDirectory(
                self, tr("Choose a folder"), str(self._folder or Path.home())
            )
        if found:
            self.set_folder(Path(found))

    def _submit(self) -> None:
        if not self.action.isEnabled():
            return
        self.clear_errors()
        form = NewVault(
            community=self._community.text(),
            folder=self._folder,
            name=self._name.text(),
            passphrase=self._passphrase.text(),
            repeated=self._repeated.text(),
        )
        self.submitted.emit(form)
