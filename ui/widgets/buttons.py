"""Buttons: one primary a screen, the rest bordered or plain."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.paint import TextStyle


class ButtonKind(StrEnum):
    """How firmly a button speaks; `DUE` says that something waits, and leads there."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    LINK = "link"
    DANGER = "danger"
    DUE = "due"


_FILLED: Final = (ButtonKind.PRIMARY, ButtonKind.DANGER)
_TEXT: Final[dict[ButtonKind, Token]] = {
    ButtonKind.PRIMARY: Token.ON_ACCENT,
    ButtonKind.DANGER: Token.ON_ACCENT,
    ButtonKind.SECONDARY: Token.TEXT,
    ButtonKind.GHOST: Token.TEXT_2,
    ButtonKind.LINK: Token.ACCENT_TEXT,
    ButtonKind.DUE: Token.WARN,
}
# At rest, and under the pointer or pressed.
_GROUND: Final[dict[ButtonKind, tuple[Token | None, Token | None]]] = {
    ButtonKind.PRIMARY: (Token.ACCENT, Token.ACCENT_HOVER),
    ButtonKind.DANGER: (Token.DANGER_FILL, Token.DANGER_FILL_HOVER),
    ButtonKind.SECONDARY: (Token.SURFACE, Token.HOVER),
    ButtonKind.GHOST: (None, Token.HOVER),
    ButtonKind.LINK: (None, None),
    ButtonKind.DUE: (Token.WARN_BG, Token.HOVER),
}
_PAD: Final = 12
_PADS: Final[dict[ButtonKind, int]] = {ButtonKind.LINK: 2, ButtonKind.DUE: 7}
_ICON_GAP: Final = 6
_CAP_GAP: Final = 8
_CARET: Final = 12


_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QPushButton):
    """A button that Enter presses as Space does, in a dialog or not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Button(PressButton):
    """A verb plus its object, perhaps an icon before it and a key-cap behind.

    A disabled button shows no key-cap. Focus is drawn by `FocusRing`.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        height: int = space.BUTTON,
        name: str = "",
        caret: bool = False,
    ) -> None:
        super().__init__(text)
        self._kind, self._icon, self._key = kind, icon, key
        self._height, self._caret = height, caret
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind is ButtonKind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_label(self, text: str, icon: str | None = None) -> None:
        """Say something else, perhaps with another icon."""
        self.setText(text)
        self.setAccessibleName(text)
        self._icon = self._icon if icon is None else icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._content_width() + 2 * self._pad()
        return QSize(width, theme().height(self._height, Role.BODY, padding=6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_content(painter)

    def _style(self) -> TextStyle:
        token = _TEXT[self._kind] if self.isEnabled() else Token.TEXT_3
        # What is due stands among chips and is written like them.
        role = Role.CAPTION if self._kind is ButtonKind.DUE else Role.BODY
        return TextStyle(role=role, token=token, bold=self._kind in _FILLED)

    def _pad(self) -> int:
        return _PADS.get(self._kind, _PAD)

    def _shown_key(self) -> str:
        return self._key if self.isEnabled() else ""

    def _content_width(self) -> int:
        width = paint.text_width(self.text(), self._style())
        if self._icon:
            width += space.ICON + _ICON_GAP
        if self._shown_key():
            width += _CAP_GAP + paint.key_cap_width(self._key)
        if self._caret:
            width += _ICON_GAP + _CARET
        return width

    def _paint_ground(self, painter: QPainter) -> None:
        look, rect = theme(), QRectF(self.rect())
        rest, live = _GROUND[self._kind]
        active = self.underMouse() or self.isDown() or self.isChecked()
        ground = live if active else rest
        if not self.isEnabled():
            plain = self._kind in (ButtonKind.GHOST, ButtonKind.LINK)
            ground = None if plain else Token.NEUTRAL_BG
        if ground is not None:
            inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            radius = space.RADIUS_CONTROL
            paint.fill_round(painter, inner, radius, look.color(ground))
        if self._kind is ButtonKind.SECONDARY and self.isEnabled():
            edge = look.color(Token.EDGE)
            paint.outline(painter, rect, space.RADIUS_CONTROL, edge)

    def _paint_content(self, painter: QPainter) -> None:
        style, height = self._style(), self.height()
        left = max((self.width() - self._content_width()) / 2, 0.0)
        if self._icon:
            at = QPointF(left, (height - space.ICON) / 2)
            paint.draw_icon(painter, self._icon, style.token, at)
            left += space.ICON + _ICON_GAP
        width = paint.text_width(self.text(), style)
        # The whole rest of the width: a rounded-down line must not be elided.
        rect = QRectF(left, 0, max(width, self.width() - left), height)
        paint.draw_text(painter, rect, self.text(), style)
        left += width
        if key := self._shown_key():
            at = QPointF(left + _CAP_GAP, (height - paint.key_cap_height()) / 2)
            on_fill = self._kind in _FILLED
            left += _CAP_GAP + paint.draw_key_cap(painter, at, key, on_fill=on_fill)
        if self._caret:
            at = QPointF(left + _ICON_GAP, (height - _CARET) / 2)
            paint.draw_icon(painter, "caret-down", style.token, at, _CARET)
        if self._kind is ButtonKind.LINK and self.underMouse() and self.isEnabled():
            line = QPointF(left - width, height / 2 + 9)
            painter.drawLine(line, line + QPointF(width, 0))


class IconButton(PressButton):
    """An icon alone, at least 28 square, with a name that is read out and shown."""

    def __init__(
        self,
        icon: str,
        label: str,
        *,
        name: str = "",
        size: int = space.BUTTON_SMALL,
        token: Token = Token.TEXT_2,
    ) -> None:
        super().__init__()
        self._icon, self._token = icon, token
        self.setObjectName(name)
        self.setFixedSize(size, size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_meaning(icon, label)

    def set_meaning(self, icon: str, label: str) -> None:
        """Show another icon with another name."""
        self._icon = icon
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        active = self.underMouse() or self.isDown() or self.isChecked()
        if active and self.isEnabled():
            ground = theme().color(Token.HOVER)
            rect = QRectF(self.rect())
            paint.fill_round(painter, rect, space.RADIUS_CONTROL, ground)
        token = self._token if self.isEnabled() else Token.TEXT_3
        inset = (self.width() - space.ICON) / 2
        paint.draw_icon(painter, self._icon, token, QPointF(inset, inset))


class MainAction(QWidget):
    """A screen's one primary button; while it cannot act, the reason stands beside it.

    Attributes:
        button: the button itself, to connect to.
    """

    def __init__(
        self, text: str, *, key: str = "Ctrl+Enter", name: str = "", wide: bool = False
    ) -> None:
        super().__init__()
        self.button = Button(
            text,
            ButtonKind.PRIMARY,
            key=key,
            height=space.BUTTON_MAIN,
            name=name,
        )
        self._reason = Label("", Role.CAPTION, Token.TEXT_2, wrap=wide)
        self._reason.hide()
        if wide:
            policy = QSizePolicy.Policy
            self.button.setSizePolicy(policy.Expanding, policy.Fixed)
            self.setLayout(column(self._reason, self.button, spacing=space.S2))
        else:
            self.setLayout(row(STRETCH, self._reason, self.button, spacing=space.S3))

    def set_blocked(self, reason: str) -> None:
        """Disable the button and say why; an empty reason enables it."""
        self.button.setEnabled(not reason)
        self.button.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.button.updateGeometry()

    def reason(self) -> str:
        """Return why the button cannot act, or nothing."""
        return self._reason.text()
