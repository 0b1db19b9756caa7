"""What happened, one line after the other."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Token, Tone, theme
from ui.widgets import paint
from ui.widgets.frames import Quiet
from ui.widgets.labels import Label, Paragraph
from ui.widgets.layout import STRETCH, column, row

_DISC = 25
_LEFT = 36


class TimelineItem(QWidget):
    """An icon in a disc, what happened and when, perhaps words in a well below.

    A line runs down to the next item unless this is the last one.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        when: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        body: str = "",
        exact: str = "",
        last: bool = False,
    ) -> None:
        """Make an item.

        Args:
            icon: what kind of thing it was.
            title: what happened, by whom.
            when: relative or as a date.
            tone: the disc's tone.
            body: words that belong to it (a note, a reason).
            exact: the exact time, for the tooltip.
            last: whether the line ends here.
        """
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        moment = Label(when, Role.CAPTION, Token.TEXT_3, tabular=True)
        moment.setToolTip(exact or when)
        said = Label(title, wrap=True)
        words = column(row((said, 1), 12, moment), spacing=4, margins=(0, 3, 0, 0))
        if body:
            note = Paragraph(body, Role.BODY, Token.TEXT_2, selectable=True)
            words.addWidget(Quiet(column(note, margins=(10, 6, 10, 7))))
        words.addSpacing(0 if last else 9)
        self.setLayout(row(column(words, STRETCH), margins=(_LEFT, 0, 0, 0)))
        self.setAccessibleName(f"{title}, {when}")
        self.setMinimumHeight(_DISC + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._last:
            middle = QPointF(_DISC // 2, _DISC + 2)
            paint.hairline(painter, middle, QPointF(_DISC // 2, self.height()))
        disc = QRectF(0, 1, _DISC, _DISC)
        ground = theme().color(self._tone.ground)
        paint.fill_round(painter, disc, _DISC / 2, ground)
        at = QPointF((_DISC - 14) / 2, 1 + (_DISC - 14) / 2)
        paint.draw_icon(painter, self._icon, self._tone.text, at, 14)
