"""Choosing one of a few: radio rows, check rows, cards."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.choice import Choice
from ui.widgets.layout import clear, column
from ui.widgets.paint import TextStyle

_DISC = 16
_CARD_HINT = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)


def draw_disc(painter: QPainter, at: QPointF, *, checked: bool, enabled: bool) -> None:
    """Paint a radio button's disc."""
    look = theme()
    token = Token.ACCENT_TEXT if checked else Token.CONTROL
    painter.setPen(QPen(look.color(token if enabled else Token.BORDER), 1.5))
    painter.setBrush(look.color(Token.SURFACE))
    painter.drawEllipse(QRectF(at.x() + 0.75, at.y() + 0.75, 14.5, 14.5))
    if checked:
        dot = QRectF(at.x() + 4, at.y() + 4, 8, 8)
        paint.fill_round(painter, dot, 4, look.color(token))


def draw_box(
    painter: QPainter, at: QPointF, *, checked: bool, enabled: bool = True
) -> None:
    """Paint a check box."""
    look, box = theme(), QRectF(at.x(), at.y(), _DISC, _DISC)
    if checked:
        paint.fill_round(painter, box, 4, look.color(Token.ACCENT))
        tick = at + QPointF(2, 2)
        paint.draw_icon(painter, "check-bold", Token.ON_ACCENT, tick, 12)
        return
    paint.fill_round(painter, box, 4, look.color(Token.SURFACE))
    edge = Token.CONTROL if enabled else Token.BORDER
    paint.outline(painter, box, 4, look.color(edge), 1.5)


class RadioRow(QRadioButton):
    """A radio button with a hint behind its text and a chip at the right."""

    def __init__(self, choice: Choice, *, name: str = "") -> None:
        super().__init__(choice.text)
        self._choice = choice
        self.setObjectName(name)
        said = [choice.text, choice.hint, choice.chip.text if choice.chip else ""]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def choice(self) -> Choice:
        """Return what this row stands for."""
        return self._choice

    def sizeHint(self) -> QSize:
        choice = self._choice
        width = _DISC + 8 + paint.text_width(choice.text, TextStyle(bold=True))
        if choice.hint:
            width += 8 + paint.text_width(choice.hint, TextStyle(role=Role.CAPTION))
        if choice.chip:
            width += 8 + paint.chip_width(choice.chip)
        if choice.shortcut:
            width += 8 + paint.key_cap_width(choice.shortcut)
        return QSize(width, theme().height(space.BUTTON_SMALL, Role.BODY, padding=4))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, height = QPainter(self), self.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked, enabled = self.isChecked(), self.isEnabled()
        at = QPointF(0, (height - _DISC) / 2)
        draw_disc(painter, at, checked=checked, enabled=enabled)
        right = float(self.width())
        if cap := self._choice.shortcut:
            right -= paint.key_cap_width(cap)
            at = QPointF(right, (height - paint.key_cap_height()) / 2)
            paint.draw_key_cap(painter, at, cap)
            right -= space.S2
        if chip := self._choice.chip:
            right -= paint.chip_width(chip)
            at = QPointF(right, (height - paint.chip_height()) / 2)
            paint.draw_chip(painter, at, chip)
            right -= space.S2
        self._paint_words(painter, right)

    def _paint_words(self, painter: QPainter, right: float) -> None:
        left = _DISC + 8.0
        token = Token.TEXT if self.isEnabled() else Token.TEXT_3
        style = TextStyle(token=token, bold=self.isChecked())
        rect = QRectF(left, 0, right - left, self.height())
        left += paint.draw_text(painter, rect, self._choice.text, style) + 8
        if self._choice.hint and left < right - 24:
            quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
            rect = QRectF(left, 0, right - left, self.height())
            paint.draw_text(painter, rect, self._choice.hint, quiet)


class CheckRow(QCheckBox):
    """A check box with a hint behind its text."""

    def __init__(self, text: str, *, hint: str = "", name: str = "") -> None:
        super().__init__(text)
        self._hint = hint
        self.setObjectName(name)
        self.setAccessibleName(f"{text}, {hint}" if hint else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        width = _DISC + 8 + paint.text_width(self.text(), TextStyle()) + 2
        if self._hint:
            width += 8 + paint.text_width(self._hint, TextStyle(role=Role.CAPTION))
        return QSize(width, theme().height(space.BUTTON_SMALL, Role.BODY, padding=4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, height = QPainter(self), self.height()
        at = QPointF(0, (height - _DISC) / 2)
        draw_box(painter, at, checked=self.isChecked(), enabled=self.isEnabled())
        token = Token.TEXT if self.isEnabled() else Token.TEXT_3
        rect = QRectF(_DISC + 8, 0, self.width() - _DISC - 8, height)
        left = paint.draw_text(painter, rect, self.text(), TextStyle(token=token))
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        hint = rect.adjusted(left + 8, 0, 0, 0)
        paint.draw_text(painter, hint, self._hint, quiet)


class ChoiceCard(QRadioButton):
    """A card that can be chosen: icon, title and key-cap, then a line of words."""

    def __init__(self, choice: Choice, *, name: str = "", disc: bool = False) -> None:
        super().__init__(choice.text)
        self._choice, self._disc = choice, disc
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choice(choice)

    def set_choice(self, choice: Choice) -> None:
        """Say something else; whether it is chosen stays as it is."""
        self._choice = choice
        self.setText(choice.text)
        self.setAccessibleName(f"{choice.text}, {choice.hint}")
        self.updateGeometry()
        self.update()

    @property
    def choice(self) -> Choice:
        """Return what this card stands for."""
        return self._choice

    def sizeHint(self) -> QSize:
        look = theme()
        hints = self._choice.hint.count("\n") + 1 if self._choice.hint else 0
        lines = look.line(Role.SECTION) + hints * look.line(Role.CAPTION)
        title = paint.text_width(self._choice.text, TextStyle(role=Role.SECTION))
        return QSize(title + 96, lines + 24)

    def heightForWidth(self, width: int) -> int:
        look = theme()
        hint = paint.text_height(self._choice.hint, _CARD_HINT, width - 28)
        return look.line(Role.SECTION) + max(hint, look.line(Role.CAPTION)) + 24

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        ground, edge = Token.SURFACE, Token.BORDER
        if self.isChecked():
            ground, edge = Token.ACCENT_BG, Token.ACCENT_TEXT
        elif self.underMouse() and self.isEnabled():
            edge = Token.EDGE
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        paint.fill_round(painter, inner, space.RADIUS_CARD, look.color(ground))
        paint.outline(painter, rect, space.RADIUS_CARD, look.color(edge))
        self._paint_title(painter)
        self._paint_hint(painter)

    def _paint_title(self, painter: QPainter) -> None:
        choice, line = self._choice, theme().line(Role.SECTION)
        left, right = 14.0, self.width() - 14.0
        on = self.isChecked()
        icon_token = Token.ACCENT_TEXT if on else Token.TEXT_2
        if self._disc:
            at = QPointF(left, 12 + (line - _DISC) / 2)
            draw_disc(painter, at, checked=on, enabled=self.isEnabled())
            left += _DISC + 8
        if choice.shortcut:
            right -= paint.key_cap_width(choice.shortcut)
            at = QPointF(right, 12 + (line - paint.key_cap_height()) / 2)
            paint.draw_key_cap(painter, at, choice.shortcut)
        elif choice.icon and self._disc:
            right -= space.ICON
            at = QPointF(right, 12 + (line - space.ICON) / 2)
            paint.draw_icon(painter, choice.icon, icon_token, at)
        if choice.icon and not self._disc:
            at = QPointF(left, 12 + (line - space.ICON) / 2)
            paint.draw_icon(painter, choice.icon, icon_token, at)
            left += space.ICON + 8
        token = Token.TEXT if self.isEnabled() else Token.TEXT_3
        rect = QRectF(left, 12, right - left - 4, line)
        style = TextStyle(role=Role.SECTION, token=token)
        paint.draw_text(painter, rect, choice.text, style)

    def _paint_hint(self, painter: QPainter) -> None:
        top = 12.0 + theme().line(Role.SECTION)
        rect = QRectF(14, top, self.width() - 28, self.height() - top - 8)
        paint.draw_wrapped(painter, rect, self._choice.hint, _CARD_HINT)


class ChoiceList(QWidget):
    """Radio rows of which one is chosen.

    Signals:
        chosen: the key of what a person chose.
    """

    chosen = Signal(str)

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._rows: list[QAbstractButton] = []
        self._keys: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._box = column(spacing=0)
        self._name = name
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayout(self._box)

    def set_choices(self, choices: list[Choice], selected: str = "") -> None:
        """Offer these and choose one without telling."""
        for button in self._rows:
            self._group.removeButton(button)
        clear(self._box)
        self._rows, self._keys = [], []
        for place, choice in enumerate(choices):
            button = RadioRow(choice, name=f"{self._name}_{choice.key}")
            self._group.addButton(button, place)
            self._box.addWidget(button)
            self._rows.append(button)
            self._keys.append(choice.key)
        self.choose(selected)

    def value(self) -> str:
        """Return the key of what is chosen, or nothing."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose by key without telling; an unknown key changes nothing."""
        if key in self._keys:
            self._rows[self._keys.index(key)].setChecked(True)

    def choose_nth(self, number: int) -> None:
        """Choose as if clicked; numbers begin at 1, others change nothing."""
        if 0 < number <= len(self._rows):
            self._rows[number - 1].click()

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._keys[place])
