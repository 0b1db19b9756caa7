"""Which language a bilingual text is shown in: 中文 or English, one underlined."""

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


class _Name(PressButton):
    def __init__(self, named: Language, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(_NAMES[named])
        self.setAccessibleName(_NAMES[named])
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
    """Two names, one of them chosen; begins with the interface's language.

    Signals:
        chosen: the `Language` a person chose.
    """

    chosen = Signal(Language)

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._languages = list(_NAMES)
        line = row(spacing=space.S1)
        for place, named in enumerate(self._languages):
            button = _Name(named, f"{name}_{named.value}")
            button.setChecked(named is language())
            self._group.addButton(button, place)
            line.addWidget(button)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayout(line)
        self._group.idClicked.connect(self._on_clicked)

    def current(self) -> Language:
        """Return the language chosen."""
        return self._languages[self._group.checkedId()]

    def choose(self, wanted: Language) -> None:
        """Choose a language without telling."""
        self._group.button(self._languages.index(wanted)).setChecked(True)

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._languages[place])
