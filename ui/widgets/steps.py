"""The ladder's steps, a wizard's steps, and the meter of points."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Token, theme
from ui.widgets import paint
from ui.widgets.paint import CENTER, TextStyle

_DISC = 20
_GAP = 8


class StepLadder(QWidget):
    """Sanctions from light to heavy; those taken are ticked, the present one numbered.

    The numbers are the steps' places on the ladder, from 1.
    """

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._steps: tuple[str, ...] = ()
        self._current = -1
        self._label = label
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[str], current: int) -> None:
        """Show these steps; `current` counts from 0, -1 marks none."""
        self._steps, self._current = tuple(steps), current
        here = steps[current] if 0 <= current < len(steps) else ""
        self.setAccessibleName(f"{self._label}: {here}" if here else self._label)
        self.setToolTip(" → ".join(steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 72 * max(1, len(self._steps))
        return QSize(width, _DISC + 4 + theme().line(Role.CAPTION) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(44 * max(1, len(self._steps)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / max(1, len(self._steps))
        for place, text in enumerate(self._steps):
            middle = share * (place + 0.5)
            if place + 1 < len(self._steps):
                self._paint_line(painter, place, middle, middle + share)
            draw_step(painter, QPointF(middle, 11), place, self._current)
            self._paint_word(painter, place, text, middle, share)

    def _paint_line(
        self, painter: QPainter, place: int, left: float, right: float
    ) -> None:
        done = place < self._current
        token = Token.ACCENT_TEXT if done else Token.BORDER
        painter.setPen(QPen(theme().color(token), 2))
        reach = _DISC / 2 + 2
        painter.drawLine(QPointF(left + reach, 11), QPointF(right - reach, 11))

    def _paint_word(
        self, painter: QPainter, place: int, text: str, middle: float, share: float
    ) -> None:
        here = place == self._current
        token = Token.TEXT if here else Token.TEXT_3
        style = TextStyle(role=Role.CAPTION, token=token, bold=here)
        line = theme().line(Role.CAPTION)
        rect = QRectF(middle - share / 2 + 1, _DISC + 4, share - 2, line)
        paint.draw_text(painter, rect, text, style, CENTER)


class WizardSteps(QWidget):
    """The steps of a longer job in one line, words beside their discs."""

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._steps: tuple[str, ...] = ()
        self._current = 0
        self._label = label
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[str], current: int) -> None:
        """Show these steps; `current` counts from 0."""
        self._steps, self._current = tuple(steps), current
        here = steps[current] if 0 <= current < len(steps) else ""
        self.setAccessibleName(f"{self._label}: {here}" if here else self._label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(44), 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(16), 28)

    def _width(self, gap: int) -> int:
        words = (paint.text_width(t, TextStyle(bold=True)) for t in self._steps)
        return sum(_DISC + _GAP + w for w in words) + gap * max(0, len(self._steps) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left, middle = QPainter(self), 0.0, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gaps = max(1, len(self._steps) - 1)
        gap = max(16.0, (self.width() - self._width(0)) / gaps)
        for place, text in enumerate(self._steps):
            center = QPointF(left + _DISC / 2, middle)
            draw_step(painter, center, place, self._current, numbered=True)
            left += _DISC + _GAP
            here = place == self._current
            style = TextStyle(token=Token.TEXT if here else Token.TEXT_2, bold=here)
            width = paint.text_width(text, TextStyle(bold=True))
            rect = QRectF(left, 0, width + 1, self.height())
            drawn = paint.draw_text(painter, rect, text, style)
            if place + 1 < len(self._steps):
                painter.setPen(QPen(theme().color(Token.BORDER), 1))
                start = QPointF(left + drawn + 8, round(middle) + 0.5)
                painter.drawLine(
                    start, QPointF(left + width + gap - 8, round(middle) + 0.5)
                )
            left += width + gap


def draw_step(
    painter: QPainter,
    center: QPointF,
    place: int,
    current: int,
    *,
    numbered: bool = False,
) -> None:
    """Paint a step's disc: ticked when done, numbered when present, else empty.

    Args:
        painter: where to.
        center: the disc's middle.
        place: which step it is, from 0.
        current: which step is present, from 0.
        numbered: whether steps to come carry their numbers too.
    """
    look = theme()
    whole = QRectF(center.x() - _DISC / 2, center.y() - _DISC / 2, _DISC, _DISC)
    style = TextStyle(role=Role.CAPTION, token=Token.ON_ACCENT, bold=True)
    if place < current:
        paint.fill_round(painter, whole, _DISC / 2, look.color(Token.ACCENT_BG))
        at = center - QPointF(6, 6)
        paint.draw_icon(painter, "check-bold", Token.ACCENT_TEXT, at, 12)
    elif place == current:
        paint.fill_round(painter, whole, _DISC / 2, look.color(Token.ACCENT))
        paint.draw_text(painter, whole, str(place + 1), style, CENTER)
    elif numbered:
        edge = look.color(Token.CONTROL)
        paint.outline(painter, whole.adjusted(0.5, 0.5, -0.5, -0.5), _DISC / 2, edge)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2)
        paint.draw_text(painter, whole, str(place + 1), quiet, CENTER)
    else:
        small = whole.adjusted(3, 3, -3, -3)
        paint.fill_round(painter, small, small.width() / 2, look.color(Token.SURFACE))
        edge = look.color(Token.EDGE)
        paint.outline(painter, small, small.width() / 2, edge, 2)


class PointsMeter(QWidget):
    """How many points count now, of how many, as short bars."""

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._points, self._limit, self._label = 0, 8, label
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_points(self, points: int, limit: int) -> None:
        """Show the points that count and the threshold of review."""
        self._points, self._limit = points, max(1, limit)
        self.setAccessibleName(f"{self._label}: {points} / {limit}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(144, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        over = self._points >= self._limit
        full = Token.DANGER if over else Token.WARN
        share = (self.width() + 4) / self._limit
        for place in range(self._limit):
            token = full if place < self._points else Token.BORDER
            bar = QRectF(place * share, 0, share - 4, 6)
            paint.fill_round(painter, bar, 2, look.color(token))
