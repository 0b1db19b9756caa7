"""The unlock screen: a card in the middle, a few words below it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.words import language, tr
from ui.screens.unlock.forms import CreateForm, Form, SignInForm, WelcomeForm
from ui.screens.unlock.recover_form import RecoverForm
from ui.screens.unlock.shown import Field, GroupState, NewVault, Recovery, SignIn
from ui.shell.settings_sections import LANGUAGE_NAMES, mode_words
from ui.theme import Mode, Role, Token, space, theme
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    Menu,
    Pane,
    ScrollColumn,
    Seal,
    column,
    row,
    unremembered,
)
from ui.widgets.dialogs import draw_shadow

_WIDTH: Final = 440
_SHADOW: Final = 32


class _Lifted(QWidget):
    """Holds the card and paints its shadow."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self._card = card
        self.setLayout(row(card, margins=_SHADOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self._card.geometry())
        draw_shadow(QPainter(self), rect, space.RADIUS_DIALOG, _SHADOW)


class UnlockView(Pane):
    """Asks for name and passphrase, or makes a vault; shows what went wrong.

    Signals:
        sign_in_submitted: a `SignIn`.
        create_submitted: a `NewVault`.
        recover_submitted: a `Recovery`.
        group_typed: place, from 0, and text of a group of a recovery key.
        recover_wanted: come in with a recovery sheet.
        vault_chosen: the `Path` of a vault's folder.
        create_wanted: a new vault is wanted.
        back_wanted: leave the form of a new vault.
        restore_wanted: restore a backup.
        language_chosen: a `Language` value.
        mode_chosen: a `Mode` value, already in use.
    """

    sign_in_submitted = Signal(SignIn)
    create_submitted = Signal(NewVault)
    recover_submitted = Signal(Recovery)
    group_typed = Signal(int, str)
    recover_wanted = Signal()
    vault_chosen = Signal(Path)
    create_wanted = Signal()
    back_wanted = Signal()
    restore_wanted = Signal()
    language_chosen = Signal(str)
    mode_chosen = Signal(str)

    def __init__(self, *, version: str = "", least: int = 15) -> None:
        """Build the screen.

        Args:
            version: the application's, shown small.
            least: how many characters a passphrase needs.
        """
        self._title = Label("", Role.UNLOCK)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._note = Label("", Role.CAPTION, Token.TEXT_3)
        self._note_row = QWidget()
        lock = IconLabel("lock-simple", Token.TEXT_3, 14)
        self._note_row.setLayout(row(STRETCH, lock, self._note, STRETCH, spacing=5))
        self.sign_in_form = SignInForm()
        self.welcome_form = WelcomeForm()
        self.create_form = CreateForm(least=least)
        self.recover_form = RecoverForm(least=least)
        self._forms: tuple[Form, ...] = (
            self.sign_in_form,
            self.welcome_form,
            self.create_form,
            self.recover_form,
        )
        self._links = self._build_links()
        card = Card(
            column(
                row(STRETCH, Seal(56), STRETCH),
                14,
                self._title,
                2,
                self._note_row,
                22,
                *self._forms,
                self._links,
                margins=(36, 34, 36, 24),
            ),
            name="unlock_card",
        )
        card.setFixedWidth(_WIDTH)
        middle = ScrollColumn(name="unlock_scroll")
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.column.addStretch(1)
        middle.column.addLayout(row(STRETCH, _Lifted(card), STRETCH))
        middle.column.addLayout(self._build_words())
        middle.column.addStretch(1)
        foot = self._build_foot(version)
        super().__init__(
            column((middle, 1), foot, margins=(0, 0, 0, 8)),
            Token.CANVAS,
            name="unlock",
        )
        self._connect()
        self.show_welcome()

    def show_sign_in(self, vault: str, name: str, *, remembered: bool) -> None:
        """Ask for name and passphrase of this vault."""
        self._show(self.sign_in_form, vault)
        self.sign_in_form.begin(name, remembered=remembered)

    def show_welcome(self) -> None:
        """Offer to open a vault or to make one."""
        self._show(self.welcome_form, tr("Welcome to Gongdao"))

    def show_create(self) -> None:
        """Ask for what a new vault needs."""
        self._show(self.create_form, tr("A new vault"))
        self.create_form.begin(_documents())

    def show_recover(self, vault: str) -> None:
        """Ask for the key of a recovery sheet and a new passphrase."""
        self._show(self.recover_form, vault)
        self.show_note(tr("With a recovery sheet"))
        self.recover_form.begin(vault)

    def show_group(self, place: int, state: GroupState) -> None:
        """Say how a group of the key is."""
        self.recover_form.groups.show_group(place, state)

    def focus_group(self, place: int) -> None:
        """Put the cursor into a group."""
        self.recover_form.groups.focus(place)

    def show_note(self, text: str) -> None:
        """Say a word under the vault's name."""
        self._note.setText(text)
        self._note_row.setVisible(bool(text))

    def show_busy(self, text: str) -> None:
        """Say that it takes a moment."""
        self._current.set_busy(text)
        self._links.setEnabled(False)

    def show_ready(self) -> None:
        """Let the person type again."""
        self._current.set_busy("")
        self._links.setEnabled(True)

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong and what to do."""
        self._current.show_error(place, text)

    def _show(self, form: Form, title: str) -> None:
        self._current = form
        for one in self._forms:
            one.setVisible(one is form)
        self._title.setText(title)
        self._links.setVisible(form is self.sign_in_form)
        self.show_note("")

    def _build_links(self) -> QWidget:
        links = QWidget()
        self._other = Button(
            tr("Open another vault"), ButtonKind.LINK, height=28, name="unlock_other"
        )
        self._new = Button(
            tr("Create a vault"), ButtonKind.LINK, height=28, name="unlock_new"
        )
        self._restore = Button(
            tr("Restore a backup"), ButtonKind.LINK, height=28, name="unlock_restore"
        )
        self._recover = Button(
            tr("Use a recovery sheet"),
            ButtonKind.LINK,
            height=28,
            name="unlock_recover",
        )
        links.setLayout(
            column(
                row(self._recover, STRETCH, self._other),
                row(self._new, STRETCH, self._restore),
                margins=(0, 10, 0, 0),
            )
        )
        return links

    def _build_words(self) -> QVBoxLayout:
        safe = Label(
            tr("Decrypted on this computer only, never online"),
            Role.CAPTION,
            Token.TEXT_2,
        )
        lost = Label(
            tr(
                "Without passphrase or recovery sheet nobody can open a vault, not even"
                " us."
            ),
            Role.CAPTION,
            Token.TEXT_3,
        )
        mark = IconLabel("shield-check", Token.OK)
        return column(
            row(STRETCH, mark, safe, STRETCH, spacing=6),
            6,
            row(STRETCH, lost, STRETCH),
        )

    def _build_foot(self, version: str) -> QWidget:
        foot = QWidget()
        about = Label(f"{tr('Gongdao')} {version}".strip(), Role.CAPTION, Token.TEXT_3)
        self._language = Button(
            LANGUAGE_NAMES[language()],
            ButtonKind.GHOST,
            icon="translate",
            height=28,
            caret=True,
            name="unlock_language",
        )
        self._mode = Button(
            mode_words()[theme().mode],
            ButtonKind.GHOST,
            icon="moon",
            height=28,
            caret=True,
            name="unlock_mode",
        )
        foot.setLayout(
            row(about, STRETCH, self._language, 4, self._mode, margins=(24, 0, 12, 0))
        )
        return foot

    def _open_languages(self) -> None:
        names = {code.value: name for code, name in LANGUAGE_NAMES.items()}
        _choose_from(self._language, names, self.language_chosen.emit)

    def _open_modes(self) -> None:
        words = {mode.value: name for mode, name in mode_words().items()}
        _choose_from(self._mode, words, self._on_mode)

    def _on_mode(self, value: str) -> None:
        theme().set_mode(Mode(value))
        self._mode.set_label(mode_words()[Mode(value)])
        self.mode_chosen.emit(value)

    def _pick_vault(self) -> None:
        with unremembered():
            found = QFileDialog.getExistingDirectory(
                self, tr("Open a vault"), str(_documents())
            )
        if found:
            self.vault_chosen.emit(Path(found))

    def _connect(self) -> None:
        self.sign_in_form.submitted.connect(self.sign_in_submitted)
        self.create_form.submitted.connect(self.create_submitted)
        self.create_form.back_wanted.connect(self.back_wanted)
        self.recover_form.submitted.connect(self.recover_submitted)
        self.recover_form.back_wanted.connect(self.back_wanted)
        self.recover_form.groups.typed.connect(self.group_typed)
        self._recover.clicked.connect(self.recover_wanted)
        self.welcome_form.create_wanted.connect(self.create_wanted)
        self.welcome_form.open_wanted.connect(self._pick_vault)
        self._other.clicked.connect(self._pick_vault)
        self._new.clicked.connect(self.create_wanted)
        self._restore.clicked.connect(self.restore_wanted)
        self.welcome_form.restore_wanted.connect(self.restore_wanted)
        self._language.clicked.connect(self._open_languages)
        self._mode.clicked.connect(self._open_modes)


def _documents() -> Path:
    places = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(places.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _choose_from(
    button: Button, words: dict[str, str], chosen: Callable[[str], None]
) -> None:
    menu = Menu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for value, name in words.items():
        menu.offer(name, partial(chosen, value))
    menu.open_above()
