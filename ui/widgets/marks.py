"""Chips, key-caps, avatars, the seal: small painted marks as widgets."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token, Tone, theme
from ui.widgets import paint
from ui.widgets.paint import CENTER, ChipSpec

_FIXED: Final = QSizePolicy.Policy.Fixed
_SEAL_CHARACTER: Final = "公"
_LINED_FROM: Final = 28
"""Below this size the inner line would eat the character."""
_ICON_SIDES: Final = (16, 24, 32, 48, 64, 128, 256)


class Chip(QWidget):
    """Icon plus word, 20 high, never clickable."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", *, name: str = ""
    ) -> None:
        super().__init__()
        self._spec = ChipSpec(text=text, tone=tone, icon=icon)
        self.setObjectName(name)
        self.setSizePolicy(_FIXED, _FIXED)
        self.setAccessibleName(text)

    def set_spec(self, spec: ChipSpec) -> None:
        """Say something else."""
        self._spec = spec
        self.setAccessibleName(spec.text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word on it."""
        return self._spec.text

    def sizeHint(self) -> QSize:
        return QSize(paint.chip_width(self._spec), paint.chip_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.draw_chip(QPainter(self), QPointF(), self._spec)


class KeyCap(QWidget):
    """A key as it stands on the keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(_FIXED, _FIXED)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        return QSize(paint.key_cap_width(self._key), paint.key_cap_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.draw_key_cap(QPainter(self), QPointF(), self._key)


class Avatar(QWidget):
    """A person's disc; without a name, the dashed disc of nobody."""

    def __init__(self, name: str, key: str = "", size: int = 24) -> None:
        super().__init__()
        self._name, self._key, self._size = name, key, size
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def set_person(self, name: str, key: str = "") -> None:
        """Show somebody else."""
        self._name, self._key = name, key
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._name:
            paint.draw_avatar(painter, QPointF(), self._size, self._name, self._key)
        else:
            paint.draw_no_avatar(painter, QPointF(), self._size)


class Seal(QWidget):
    """The vermilion seal with 公; the only vermilion, the only serif."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)
        self.setAccessibleName(_SEAL_CHARACTER)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_seal(QPainter(self), self._size)


def seal_icon() -> QIcon:
    """Return the seal as the icon of windows."""
    icon = QIcon()
    for side in _ICON_SIDES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        _paint_seal(painter, side)
        painter.end()
        icon.addPixmap(picture)
    return icon


def _paint_seal(painter: QPainter, side: int) -> None:
    whole = QRectF(0, 0, side, side)
    seal = theme().color(Token.SEAL)
    paint.fill_round(painter, whole, side * 0.22, seal)
    small = side < _LINED_FROM
    if not small:
        line = theme().color(Token.ON_ACCENT)
        line.setAlpha(150)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = side * 0.1
        inner = whole.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(inner, side * 0.12, side * 0.12)
    painter.setPen(theme().color(Token.ON_ACCENT))
    painter.setFont(theme().seal_font(int(side * (0.8 if small else 0.58))))
    painter.drawText(whole.adjusted(0, -0.5, 0, -0.5), CENTER, _SEAL_CHARACTER)
