"""Painting shared by widgets and delegates: text, icons, chips, avatars, key-caps.

Every function reads the theme while it paints, so nothing here goes stale when
light becomes dark.
"""

import sys
import zlib
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from ui.theme import AVATAR_HUES, Role, Token, Tone, space, theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER: Final = Qt.AlignmentFlag.AlignCenter
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

_CHIP_ICON: Final = 14
_CAP_HEIGHT: Final = 18
_INLINE_ICON: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipSpec:
    """A chip's word, tone and icon; state is always a word and an icon."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a painted piece of text looks."""

    role: Role = Role.BODY
    token: Token = Token.TEXT
    bold: bool | None = None
    tabular: bool = False
    struck: bool = False


def text_width(text: str, style: TextStyle) -> int:
    """Return the width a text takes, in logical pixels."""
    font = theme().font(style.role, bold=style.bold, tabular=style.tabular)
    return QFontMetrics(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    style: TextStyle,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Paint one line, elided on the right where it does not fit; return its width."""
    font = theme().font(style.role, bold=style.bold, tabular=style.tabular)
    font.setStrikeOut(style.struck)
    metrics = QFontMetrics(font)
    shown = text
    if metrics.horizontalAdvance(text) > rect.width():
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.setFont(font)
    painter.setPen(theme().color(style.token))
    painter.drawText(rect, align, shown)
    return metrics.horizontalAdvance(shown)


def text_height(text: str, style: TextStyle, width: int) -> int:
    """Return the height a text takes when it is wrapped to a width."""
    font = theme().font(style.role, bold=style.bold, tabular=style.tabular)
    room = QRect(0, 0, max(width, 1), 10_000)
    return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()


def draw_wrapped(painter: QPainter, rect: QRectF, text: str, style: TextStyle) -> None:
    """Paint as many lines as a text needs, from the top."""
    font = theme().font(style.role, bold=style.bold, tabular=style.tabular)
    font.setStrikeOut(style.struck)
    painter.setFont(font)
    painter.setPen(theme().color(style.token))
    painter.drawText(rect, _WRAPPED, text)


def draw_icon(
    painter: QPainter,
    name: str,
    token: Token,
    at: QPointF,
    size: int = space.ICON,
) -> None:
    """Paint an icon with its top left corner at a point."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(at, theme().pixmap(name, token, size, ratio))


def fill_round(painter: QPainter, rect: QRectF, radius: float, ground: QColor) -> None:
    """Fill a rounded rectangle without an edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, radius, radius)


def outline(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    edge: QColor,
    width: float = 1,
) -> None:
    """Draw an edge that lies wholly inside a rectangle, on half pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


def hairline(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw a border line one pixel wide, on half pixels."""
    shift = QPointF(0.5, 0.5)
    painter.setPen(QPen(theme().color(Token.BORDER), 1))
    painter.drawLine(start + shift, end + shift)


# --- chips -------------------------------------------------------------------


def chip_width(spec: ChipSpec) -> int:
    """Return the width of a chip; without words it is as wide as its icon asks."""
    if not spec.text:
        return _CHIP_ICON + 12
    icon = _CHIP_ICON + 4 if spec.icon else 0
    return text_width(spec.text, TextStyle(role=Role.CAPTION)) + 14 + icon


def chip_height() -> int:
    """Return the height of a chip: 20, or what the font needs."""
    return theme().height(space.CHIP, Role.CAPTION, padding=2)


def draw_chip(
    painter: QPainter, at: QPointF, spec: ChipSpec, *, on_selected: bool = False
) -> float:
    """Paint a chip and return its width; on a selected row its ground is surface."""
    ground = Token.SURFACE if on_selected else spec.tone.ground
    width, height = chip_width(spec), chip_height()
    rect = QRectF(at.x(), at.y(), width, height)
    fill_round(painter, rect, space.RADIUS_CHIP, theme().color(ground))
    left = 7.0
    if spec.icon:
        top = at.y() + (height - _CHIP_ICON) / 2
        icon_at = QPointF(at.x() + 6, top)
        draw_icon(painter, spec.icon, spec.tone.text, icon_at, _CHIP_ICON)
        left = 6.0 + _CHIP_ICON + 4
    style = TextStyle(role=Role.CAPTION, token=spec.tone.text)
    draw_text(painter, rect.adjusted(left, 0, 0, 0), spec.text, style)
    return width


# --- avatars -----------------------------------------------------------------


def avatar_hue(key: str) -> QColor:
    """Return the colour that always goes with this key."""
    return QColor(AVATAR_HUES[zlib.crc32(key.encode()) % len(AVATAR_HUES)])


def initial(name: str) -> str:
    """Return the letter or character an avatar shows for a name."""
    bare = name.lstrip("@# 　")
    letter = next((sign for sign in bare if sign.isalnum()), bare[:1])
    return letter.upper() or "·"


def draw_avatar(
    painter: QPainter, at: QPointF, size: int, name: str, key: str = ""
) -> None:
    """Paint a person's disc; `key` (an id) keeps the hue when the name changes."""
    rect = QRectF(at.x(), at.y(), size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(avatar_hue(key or name))
    painter.drawEllipse(rect)
    painter.setPen(theme().color(Token.ON_ACCENT))
    painter.setFont(theme().mark_font(max(10, int(size * 0.46))))
    painter.drawText(rect.adjusted(0, -0.5, 0, -0.5), CENTER, initial(name))


def draw_no_avatar(painter: QPainter, at: QPointF, size: int) -> None:
    """Paint the dashed disc of a row that nobody has taken."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme().color(Token.CONTROL), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(at.x() + 0.5, at.y() + 0.5, size - 1, size - 1))
    glyph = int(size * 0.6)
    inset = (size - glyph) / 2
    draw_icon(painter, "user", Token.TEXT_3, at + QPointF(inset, inset), glyph)


# --- key-caps ----------------------------------------------------------------


def cap_text(key: str, platform: str = sys.platform) -> str:
    """Return a key as this computer's keyboard shows it: on macOS, Ctrl is ⌘."""
    return (
        key.replace("Ctrl+", "⌘").replace("Ctrl", "⌘") if platform == "darwin" else key
    )


def key_cap_width(text: str) -> int:
    """Return the width of a key-cap."""
    width = text_width(cap_text(text), TextStyle(role=Role.CAPTION))
    return max(_CAP_HEIGHT, width + 10)


def key_cap_height() -> int:
    """Return the height of a key-cap: 18, or what the font needs."""
    return theme().height(_CAP_HEIGHT, Role.CAPTION)


def draw_key_cap(
    painter: QPainter, at: QPointF, text: str, *, on_fill: bool = False
) -> float:
    """Paint a key-cap and return its width; `on_fill` is for accent grounds."""
    width = key_cap_width(text)
    rect = QRectF(at.x(), at.y(), width, key_cap_height())
    token = Token.TEXT_3
    if on_fill:
        token = Token.ON_ACCENT
        veil = theme().color(Token.ON_ACCENT)
        veil.setAlpha(40)
        fill_round(painter, rect, space.RADIUS_CHIP, veil)
    else:
        surface = theme().color(Token.SURFACE)
        fill_round(painter, rect, space.RADIUS_CHIP, surface)
        outline(painter, rect, space.RADIUS_CHIP, theme().color(Token.BORDER))
    style = TextStyle(role=Role.CAPTION, token=token)
    draw_text(painter, rect, cap_text(text), style, CENTER)
    return width


# --- rows --------------------------------------------------------------------


def draw_row_ground(
    painter: QPainter,
    rect: QRectF,
    *,
    selected: bool,
    hovered: bool = False,
    focused: bool = False,
) -> None:
    """Paint a row's tint, its 3 px bar when selected, its ring when focused."""
    if selected:
        fill_round(painter, rect, space.RADIUS_CARD, theme().color(Token.SELECTED))
        inset = max(8.0, rect.height() * 0.18)
        bar = QRectF(rect.left(), rect.top() + inset, 3, rect.height() - 2 * inset)
        fill_round(painter, bar, 1.5, theme().color(Token.ACCENT_TEXT))
    elif hovered:
        fill_round(painter, rect, space.RADIUS_CARD, theme().color(Token.HOVER))
    if focused:
        edge = theme().color(Token.ACCENT_TEXT)
        outline(painter, rect, space.RADIUS_CARD, edge, 2)


def draw_unread_dot(painter: QPainter, center: QPointF) -> None:
    """Paint the dot of a row nobody has opened yet."""
    rect = QRectF(center.x() - 3.5, center.y() - 3.5, 7, 7)
    fill_round(painter, rect, 3.5, theme().color(Token.ACCENT_TEXT))


def draw_noted(
    painter: QPainter, at: QPointF, icon: str, text: str, style: TextStyle
) -> float:
    """Paint a small icon and a few words on one line; return the whole width."""
    line = theme().line(style.role)
    top = at.y() + (line - _INLINE_ICON) / 2
    draw_icon(painter, icon, style.token, QPointF(at.x(), top), _INLINE_ICON)
    left = at.x() + _INLINE_ICON + 4
    width = text_width(text, style)
    draw_text(painter, QRectF(left, at.y(), width + 1, line), text, style)
    return _INLINE_ICON + 4 + width
