"""The passphrase: hidden, shown by an eye, with a word about Caps Lock."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QWidget

from app.words import tr
from ui.theme import Role, Token, Tone, space, theme
from ui.widgets.buttons import IconButton
from ui.widgets.fields import TextField
from ui.widgets.frames import TintBox
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import STRETCH, row


def caps_lock_seen(text: str, *, shifted: bool) -> bool | None:
    """Return whether a typed letter shows Caps Lock on, off, or nothing at all."""
    if len(text) != 1 or not text.isascii() or not text.isalpha():
        return None
    return text.isupper() is not shifted


class PassphraseField(TextField):
    """A hidden line with an eye that shows it, and a word about Caps Lock."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        name: str = "",
        height: int = space.INPUT,
    ) -> None:
        self._eye = IconButton("eye", tr("Show the passphrase"), name=f"{name}_eye")
        super().__init__(
            label, hint=hint, icon="key", name=name, trailing=self._eye, height=height
        )
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye_toggled)
        self._caps = TintBox(
            row(
                IconLabel("arrow-fat-up", Token.WARN),
                space.S2,
                Label(tr("Caps Lock is on"), Role.CAPTION, Token.WARN, bold=True),
                6,
                Label(tr("Capitals matter in a passphrase"), Role.CAPTION, Token.WARN),
                STRETCH,
                margins=(10, 6, 10, 6),
            ),
            Tone.WARN,
        )
        self._caps_gap = QWidget()
        self._caps_gap.setFixedHeight(space.S2)
        self._show_caps(shown=False)
        self._box.addWidget(self._caps_gap)
        self._box.addWidget(self._caps)
        self.edit.letter_typed.connect(self._on_letter_typed)
        self._space_dots(hidden=True)

    def take(self) -> str:
        """Return the passphrase and empty the field at once."""
        text = self.edit.text()
        self.wipe()
        return text

    def wipe(self) -> None:
        """Empty the field and hide what is typed next."""
        self.edit.clear()
        self._eye.setChecked(False)
        self._show_caps(shown=False)

    def _show_caps(self, *, shown: bool) -> None:
        self._caps.setVisible(shown)
        self._caps_gap.setVisible(shown)

    def _space_dots(self, *, hidden: bool) -> None:
        # Discs as large as letters, touching one another, are hard to count.
        font = theme().font(Role.BODY)
        if hidden:
            font.setPixelSize(9)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
        self.edit.setFont(font)

    def _on_eye_toggled(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._space_dots(hidden=not shown)
        word = tr("Hide the passphrase") if shown else tr("Show the passphrase")
        self._eye.set_meaning("eye-slash" if shown else "eye", word)

    def _on_letter_typed(self, text: str, shifted: bool) -> None:  # noqa: FBT001 - Qt's signal
        seen = caps_lock_seen(text, shifted=shifted)
        if seen is not None:
            self._show_caps(shown=seen)
