"""A meter of four steps: bars, a word, a sentence; never colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Token, Tone, theme
from ui.widgets.labels import Label
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.paint import fill_round

STEPS = 4
_GAP = 3
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TONES = (Tone.DANGER, Tone.WARN, Tone.OK, Tone.OK)


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.step = -1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(132, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        width = (self.width() - (STEPS - 1) * _GAP) / STEPS
        for place in range(STEPS):
            bar = QRectF(place * (width + _GAP), 0, width, self.height())
            filled = place <= self.step
            token = _TONES[self.step].text if filled else Token.BORDER
            fill_round(painter, bar, 3, look.color(token))


class StepMeter(QWidget):
    """How far something is on four steps, and what to do about it.

    It keeps room for its words, so that nothing moves while somebody types.
    """

    def __init__(self, label: str, *, lines: int = 2, name: str = "") -> None:
        """Show nothing yet.

        Args:
            label: what is measured.
            lines: room for this much advice.
            name: the object's.
        """
        super().__init__()
        self._label = label
        self._bars = _Bars()
        self._word = Label("", Role.CAPTION, Token.TEXT_2, bold=True)
        self._advice = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._advice.setAlignment(_TOP)
        room = QWidget()
        room.setLayout(column(self._advice, STRETCH))
        room.setMinimumHeight(lines * theme().line(Role.CAPTION))
        self.setObjectName(name)
        self.clear()
        middle = column(STRETCH, self._bars, STRETCH)
        self.setLayout(column(row(middle, 8, self._word, STRETCH), room, spacing=2))

    def clear(self) -> None:
        """Show nothing."""
        self._bars.step = -1
        self._bars.update()
        self._word.setText("")
        self._advice.setText("")
        self.setAccessibleName(self._label)
        self.setAccessibleDescription("")

    def show_step(self, step: int, word: str, advice: str) -> None:
        """Show a step.

        Args:
            step: from 0 to 3.
            word: the step in a word.
            advice: what to do.
        """
        self._bars.step = step
        self._bars.update()
        self._word.set_token(_TONES[step].text)
        self._word.setText(word)
        self._advice.setText(advice)
        self.setAccessibleName(f"{self._label}: {word}")
        self.setAccessibleDescription(advice)
