"""The settings: how it looks, what keeps it safe, the vault that is open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.words import tr
from ui.shell.habits import Habits
from ui.shell.settings_sections import Appearance, Safety, VaultFacts, VaultSection
from ui.theme import space
from ui.widgets import Button, Dialog, Hairline, Tabs, TabSpec

_WIDTH: Final = 500
_INSIDE: Final = _WIDTH - 40
"""Between the dialog's margins."""


class SettingsDialog(Dialog):
    """Choices that take effect at once, in three sections.

    Signals:
        language_chosen: a `Language` value; the window is built anew.
        mode_chosen: a `Mode` value, already in use.
        habits_chosen: the `Habits` of the person from now on.
    """

    language_chosen = Signal(str)
    mode_chosen = Signal(str)
    habits_chosen = Signal(Habits)

    def __init__(
        self,
        parent: QWidget,
        habits: Habits,
        *,
        can_leave_out: bool,
        vault: VaultFacts,
        more: Sequence[QWidget] = (),
    ) -> None:
        """Build the dialog.

        Args:
            parent: the window.
            habits: how the person works.
            can_leave_out: whether this system can keep windows out of captures.
            vault: what is told of the vault.
            more: further parts of the vault's section.
        """
        title = tr("Settings")
        super().__init__(parent, title, icon="gear", width=_WIDTH, name="settings")
        self._habits = habits
        self._looks = Appearance(habits)
        self._safety = Safety(habits, can_leave_out=can_leave_out)
        self._pages = (self._looks, self._safety, VaultSection(vault, more))
        self._tabs = Tabs(title, name="settings_tabs")
        self._tabs.set_tabs(
            [
                TabSpec(key="looks", text=tr("Appearance")),
                TabSpec(key="safety", text=tr("Safety")),
                TabSpec(key="vault", text=tr("Vault")),
            ]
        )
        self._stack = QStackedWidget()
        for part in self._pages:
            self._stack.addWidget(part)
        self.body.addWidget(self._tabs)
        self.body.addWidget(Hairline())
        self.body.addSpacing(space.S4)
        self.body.addWidget(self._stack)
        close = Button(tr("Done"), height=34, name="settings_done")
        # Enter in a passphrase is not the end of it.
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.buttons.addWidget(close)
        self._stack.setMinimumHeight(max(map(_height, self._pages)))
        self._connect()
        self._tabs.focus()

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._looks.language_chosen.connect(self.language_chosen)
        self._looks.mode_chosen.connect(self.mode_chosen)
        self._looks.letters_switched.connect(self._on_letters)
        self._safety.idle_chosen.connect(self._on_idle)
        self._safety.left_out_switched.connect(self._on_left_out)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(["looks", "safety", "vault"].index(key))

    def _on_letters(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._choose(replace(self._habits, letters=on))

    def _on_idle(self, minutes: int) -> None:
        self._choose(replace(self._habits, idle_minutes=minutes))

    def _on_left_out(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._choose(replace(self._habits, left_out=on))

    def _choose(self, habits: Habits) -> None:
        self._habits = habits
        self.habits_chosen.emit(habits)


def _height(page: QWidget) -> int:
    """Return what a page needs when its words wrap; a stack does not ask."""
    return max(page.heightForWidth(_INSIDE), page.sizeHint().height())
