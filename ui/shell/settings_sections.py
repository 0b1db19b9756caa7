"""The sections of the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import Language, language, tr, trn
from ui.shell.habits import LEAST_MINUTES, MOST_MINUTES, Habits
from ui.theme import Mode, Role, Token, space, theme
from ui.widgets import (
    STRETCH,
    CheckRow,
    Choice,
    ChoiceList,
    Hairline,
    Label,
    LabelledSelect,
    Paragraph,
    column,
)

# Languages name themselves, whatever language the window speaks.
LANGUAGE_NAMES: Final = {Language.ZH_CN: "简体中文", Language.EN: "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFacts:
    """What the settings tell of the open vault.

    Attributes:
        person: who is signed in, with the role, in words.
        folder: where it lies.
    """

    person: str = ""
    folder: str = ""


class Appearance(QWidget):
    """Language, theme, letter keys.

    Signals:
        language_chosen: a `Language` value.
        mode_chosen: a `Mode` value, already in use.
        letters_switched: whether letter keys act.
    """

    language_chosen = Signal(str)
    mode_chosen = Signal(str)
    letters_switched = Signal(bool)

    def __init__(self, habits: Habits) -> None:
        super().__init__()
        chooser = LabelledSelect(tr("Language"), name="settings_language")
        chooser.select.set_choices(
            [Choice(key=c.value, text=name) for c, name in LANGUAGE_NAMES.items()]
        )
        chooser.select.choose(language().value)
        chooser.select.key_chosen.connect(self.language_chosen)
        modes = ChoiceList(tr("Light or dark"), name="settings_mode")
        modes.set_choices(
            [Choice(key=m.value, text=words) for m, words in mode_words().items()],
            theme().mode.value,
        )
        modes.chosen.connect(self._on_mode_chosen)
        keys = CheckRow(
            tr("Letter keys act in lists"),
            hint=tr("J, K, N and the like"),
            name="settings_letters",
        )
        keys.setChecked(habits.letters)
        keys.toggled.connect(self.letters_switched)
        caption = Label(tr("Light or dark"), Role.CAPTION, Token.TEXT_2)
        self.setLayout(
            column(
                chooser,
                space.S4,
                caption,
                modes,
                space.S3,
                Hairline(),
                space.S3,
                keys,
                STRETCH,
            )
        )

    def _on_mode_chosen(self, value: str) -> None:
        theme().set_mode(Mode(value))
        self.mode_chosen.emit(value)


class Safety(QWidget):
    """After how long it locks, and whether captures show it.

    Signals:
        idle_chosen: minutes until an idle vault locks.
        left_out_switched: whether captures of the screen leave the windows out.
    """

    idle_chosen = Signal(int)
    left_out_switched = Signal(bool)

    def __init__(self, habits: Habits, *, can_leave_out: bool) -> None:
        super().__init__()
        idle = LabelledSelect(tr("Lock when idle for"), name="settings_idle")
        idle.select.set_choices([_minutes(n) for n in _OFFERED])
        idle.select.choose(str(habits.idle_minutes))
        idle.select.key_chosen.connect(self._on_idle_chosen)
        told = Paragraph(_locking_words(), Role.CAPTION, Token.TEXT_3)
        left_out = CheckRow(
            tr("Keep windows out of screenshots and shared screens"),
            name="settings_left_out",
        )
        left_out.setChecked(habits.left_out and can_leave_out)
        left_out.setEnabled(can_leave_out)
        left_out.toggled.connect(self.left_out_switched)
        words = _capture_words() if can_leave_out else _no_capture_words()
        self.setLayout(
            column(
                idle,
                6,
                told,
                space.S3,
                Hairline(),
                space.S3,
                left_out,
                2,
                Paragraph(words, Role.CAPTION, Token.TEXT_3),
                STRETCH,
            )
        )

    def _on_idle_chosen(self, minutes: str) -> None:
        self.idle_chosen.emit(int(minutes))


class VaultSection(QWidget):
    """Whose session it is, where the vault lies, and what can be done about it."""

    def __init__(self, vault: VaultFacts, more: Sequence[QWidget]) -> None:
        super().__init__()
        box = column(
            Label(tr("You are signed in as"), Role.CAPTION, Token.TEXT_2),
            Label(vault.person, wrap=True),
            space.S3,
            Label(tr("Folder"), Role.CAPTION, Token.TEXT_2),
            Label(vault.folder, wrap=True, selectable=True),
        )
        for part in more:
            box.addSpacing(space.S3)
            box.addWidget(Hairline())
            box.addSpacing(space.S3)
            box.addWidget(part)
        box.addStretch(1)
        self.setLayout(box)


_OFFERED: Final = range(LEAST_MINUTES, MOST_MINUTES + 1)


def _minutes(count: int) -> Choice:
    return Choice(key=str(count), text=trn("{count} minute", "{count} minutes", count))


def _locking_words() -> str:
    return tr(
        "It also locks with Ctrl+L, when the computer sleeps, and with its screen"
        " where the system tells. What is half written stays with you."
    )


def _capture_words() -> str:
    return tr("Switch it off while you show this window to others.")


def _no_capture_words() -> str:
    return tr("This system offers no way to do that.")


def mode_words() -> dict[Mode, str]:
    """Return the names of the modes in the current language."""
    return {
        Mode.SYSTEM: tr("Like the system"),
        Mode.LIGHT: tr("Light"),
        Mode.DARK: tr("Dark"),
    }
