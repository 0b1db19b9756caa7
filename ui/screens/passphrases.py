"""The field of every new passphrase: how good it is, and a good one by chance."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.passphrases import Tongue, quality_of, suggest, tongue_text
from app.words import Language, language, tr
from ui.theme import space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Menu,
    PassphraseField,
    StepMeter,
    column,
    row,
)

_PAUSE_MS: Final = 120


def _no_names() -> Sequence[str]:
    return ()


class NewPassphraseField(PassphraseField):
    """Says while one types how good the passphrase is, and makes one on request.

    A made one is shown, for it has to be written down; the second field stays to be
    typed, which proves that it was.

    Attributes:
        names: returns what an attacker knows, such as the sign-in name.
    """

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        name: str = "",
        height: int = space.INPUT,
        names: Callable[[], Sequence[str]] = _no_names,
    ) -> None:
        super().__init__(label, hint=hint, name=name, height=height)
        self.names = names
        self._made = ""
        # What is said against a passphrase takes longer in English.
        lines = 2 if language() is Language.ZH_CN else 3
        self._meter = StepMeter(tr("How good it is"), lines=lines, name=f"{name}_meter")
        self._make = Button(
            tr("Make one for me"),
            ButtonKind.LINK,
            icon="dice-five",
            height=space.BUTTON_SMALL,
            name=f"{name}_make",
            caret=True,
        )
        below = QWidget()
        below.setLayout(
            column(
                self._meter, row(self._make, STRETCH), margins=(2, 6, 0, 0), spacing=2
            )
        )
        self._box.addWidget(below)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.changed.connect(self._on_typed)
        self._make.clicked.connect(self._build_menu().open_below)

    def make(self, tongue: Tongue) -> None:
        """Put in six words by chance, shown."""
        self._made = suggest(tongue)
        self.set_text(self._made)
        self._eye.setChecked(True)
        self._judge()
        self.focus()

    def wipe(self) -> None:
        """Empty the field and hide what is typed next."""
        self._made = ""
        super().wipe()
        self._judge()

    def _build_menu(self) -> Menu:
        menu = Menu(self._make)
        first = Tongue.PINYIN if language() is Language.ZH_CN else Tongue.ENGLISH
        for tongue in sorted(Tongue, key=lambda tongue: tongue is not first):
            menu.offer(tongue_text(tongue), partial(self.make, tongue))
        return menu

    def _on_typed(self, _text: str) -> None:
        self._pause.start()

    def _judge(self) -> None:
        self._pause.stop()
        text = self.text()
        if not text:
            self._meter.clear()
            return
        quality = quality_of(text, self.names())
        advice = quality.advice
        if text == self._made:
            advice = tr("Write it down now, then type it once more below.")
        self._meter.show_step(int(quality.strength), quality.word, advice)
