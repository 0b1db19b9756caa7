"""The notice a member reads: before a decision as a preview, after it to copy."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import Language, tr
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ElidedLabel,
    IconLabel,
    LanguageSwitch,
    Paragraph,
    TextStyle,
    Well,
    column,
    row,
)


class NoticeWell(Well):
    """The text in the member's language, perhaps with a button that copies it.

    Signals:
        language_chosen: the `Language` to write it in.
        copy_wanted: the text is wanted on the clipboard.
    """

    language_chosen = Signal(Language)
    copy_wanted = Signal()

    def __init__(self, *, name: str) -> None:
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        self._to = ElidedLabel("", quiet)
        self._switch = LanguageSwitch(tr("Language of the notice"), name=f"{name}_lang")
        self._text = Paragraph("", Role.BODY, selectable=True)
        self._waits = ElidedLabel("", quiet)
        self._copy = Button(tr("Copy"), icon="copy", height=28, name=f"{name}_copy")
        self._tools = QWidget()
        self._tools.setLayout(
            row((self._waits, 1), self._copy, spacing=8, margins=(0, 8, 0, 0))
        )
        self._tools.hide()
        icon = IconLabel("paper-plane-tilt", Token.TEXT_3, 14)
        super().__init__(
            column(
                row(icon, 6, (self._to, 1), self._switch),
                self._text,
                self._tools,
                STRETCH,
                margins=(12, 4, 8, 10),
                spacing=2,
            ),
            name=name,
        )
        self._switch.chosen.connect(self.language_chosen)
        self._copy.clicked.connect(self.copy_wanted)

    def show_text(self, title: str, text: str, chosen: Language) -> None:
        """Show this text."""
        self._to.set_text(title)
        if self._text.plain() != text:
            self._text.set_plain(text)
        self._switch.choose(chosen)

    def offer_copy(self, waits: str) -> None:
        """Offer to copy it, or say from when on it may go out."""
        self._waits.set_text(waits)
        self._copy.setEnabled(not waits)
        self._copy.setToolTip(waits)
        self._tools.show()
