"""The settings: language, theme, idle lock, letter keys."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import Language, language, tr
from ui.theme import Mode, Role, Token, theme
from ui.widgets import (
    Button,
    CheckRow,
    Choice,
    ChoiceList,
    Dialog,
    Hairline,
    Label,
    LabelledSelect,
)

IDLE_CHOICES: Final = (2, 5, 10, 15, 30)
# Languages name themselves, whatever language the window speaks.
LANGUAGE_NAMES: Final = {Language.ZH_CN: "简体中文", Language.EN: "English"}


class SettingsDialog(Dialog):
    """A few choices that take effect at once.

    Signals:
        language_chosen: a `Language` value; the window is built anew.
        mode_chosen: a `Mode` value, already in use.
        idle_chosen: minutes until an idle vault locks.
        letters_switched: whether letter keys act.
    """

    language_chosen = Signal(str)
    mode_chosen = Signal(str)
    idle_chosen = Signal(int)
    letters_switched = Signal(bool)

    def __init__(self, parent: QWidget, *, minutes: int, letters: bool) -> None:
        super().__init__(parent, tr("Settings"), icon="gear", name="settings")
        self._build_language()
        self._gap()
        self._build_mode()
        self._gap()
        self._build_idle(minutes)
        self._gap()
        keys = CheckRow(
            tr("Letter keys act in lists"),
            hint=tr("J, K, N and the like"),
            name="settings_letters",
        )
        keys.setChecked(letters)
        keys.toggled.connect(self.letters_switched)
        self.body.addWidget(keys)
        close = Button(tr("Done"), height=34, name="settings_done")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.buttons.addWidget(close)

    def _build_language(self) -> None:
        chooser = LabelledSelect(tr("Language"), name="settings_language")
        chooser.select.set_choices(
            [Choice(key=c.value, text=name) for c, name in LANGUAGE_NAMES.items()]
        )
        chooser.select.choose(language().value)
        chooser.select.key_chosen.connect(self.language_chosen)
        self.body.addWidget(chooser)

    def _build_mode(self) -> None:
        self.body.addWidget(Label(tr("Appearance"), Role.CAPTION, Token.TEXT_2))
        modes = ChoiceList(tr("Appearance"), name="settings_mode")
        modes.set_choices(
            [Choice(key=m.value, text=words) for m, words in mode_words().items()],
            theme().mode.value,
        )
        modes.chosen.connect(self._on_mode_chosen)
        self.body.addWidget(modes)

    def _build_idle(self, minutes: int) -> None:
        idle = LabelledSelect(tr("Lock when idle for"), name="settings_idle")
        offered = sorted({*IDLE_CHOICES, minutes})
        idle.select.set_choices(
            [Choice(key=str(n), text=tr("{count} minutes", count=n)) for n in offered]
        )
        idle.select.choose(str(minutes))
        idle.select.key_chosen.connect(self._on_idle_chosen)
        self.body.addWidget(idle)

    def _gap(self) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Hairline())
        self.body.addSpacing(12)

    def _on_idle_chosen(self, minutes: str) -> None:
        self.idle_chosen.emit(int(minutes))

    def _on_mode_chosen(self, value: str) -> None:
        theme().set_mode(Mode(value))
        self.mode_chosen.emit(value)


def mode_words() -> dict[Mode, str]:
    """Return the names of the modes in the current language."""
    return {
        Mode.SYSTEM: tr("Like the system"),
        Mode.LIGHT: tr("Light"),
        Mode.DARK: tr("Dark"),
    }
