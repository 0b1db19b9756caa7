"""Which language a bilingual text is shown in: 中文, English, or both side by side."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.words import Language, language
from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.buttons import PressButton
from ui.widgets.layout import row
from ui.widgets.paint import CENTER, TextStyle

# Languages name themselves, whatever language the window speaks.
_NAMES: Final = {Language.ZH_CN: "中文", Language.EN: "English"}


def language_name(named: Language) -> str:
    """Return what a language calls itself."""
    return _NAMES[named]


class _Name(PressButton):
    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        style = TextStyle(role=Role.CAPTION, bold=True)
        width = paint.text_width(self.text(), style) + 12
        return QSize(width, theme().height(space.BUTTON_SMALL, Role.CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, on = QPainter(self), self.isChecked()
        token = Token.ACCENT_TEXT if on else Token.TEXT_3
        if self.underMouse() and not on:
            token = Token.TEXT
        style = TextStyle(role=Role.CAPTION, token=token, bold=on)
        rect = QRectF(self.rect())
        width = paint.draw_text(painter, rect, self.text(), style, CENTER)
        if on:
            left = (self.width() - width) / 2
            bar = QRectF(left, self.height() - 4, width, 2)
            paint.fill_round(painter, bar, 1, theme().color(Token.ACCENT_TEXT))


class LanguageSwitch(QWidget):
    """The languages by name, one of them chosen; begins with the interface's language.

    Signals:
        chosen: the `Language` a person chose.
        both_chosen: the person chose to see both.
    """

    chosen = Signal(Language)
    both_chosen = Signal()

    def __init__(self, label: str, *, name: str = "", both: str = "") -> None:
        """Make the switch.

        Args:
            label: what it is for, for a screen reader.
            name: its object name.
            both: words of a third choice, both languages; empty for none.
        """
        super().__init__()
        self._group = QButtonGroup(self)
        self._languages = list(_NAMES)
        self._line = row(spacing=space.S1)
        for named in self._languages:
            self._add(_Name(_NAMES[named], f"{name}_{named.value}"))
        self._group.button(self._languages.index(language())).setChecked(True)
        if both:
            self._add(_Name(both, f"{name}_both"))
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayout(self._line)
        self._group.idClicked.connect(self._on_clicked)

    def current(self) -> Language:
        """Return the language chosen; of both the first."""
        return self._languages[self._group.checkedId() % len(self._languages)]

    def choose(self, wanted: Language) -> None:
        """Choose a language without telling."""
        self._group.button(self._languages.index(wanted)).setChecked(True)

    def _add(self, button: _Name) -> None:
        self._group.addButton(button, len(self._group.buttons()))
        self._line.addWidget(button)

    def _on_clicked(self, place: int) -> None:
        if place < len(self._languages):
            self.chosen.emit(self._languages[place])
        else:
            self.both_chosen.emit()
