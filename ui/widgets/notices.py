"""What a screen tells: banners, long work, empty places, page headers."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr, trn
from ui.theme import Role, Token, Tone, space, theme
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.frames import Card, TintBox
from ui.widgets.labels import ElidedLabel, IconLabel, Label
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.paint import TextStyle, fill_round

_TONE_ICONS: Final = {
    Tone.NEUTRAL: "info",
    Tone.INFO: "info",
    Tone.OK: "shield-check",
    Tone.WARN: "warning",
    Tone.DANGER: "hand-palm",
    Tone.APPEAL: "scales",
}
SHOW_AFTER_MS: Final = 300
_MINUTE: Final = 60


class Banner(TintBox):
    """A tone's ground with an icon, a bold sentence, its remedy, perhaps buttons.

    Attributes:
        tools: the row of buttons, at the right, or under the words in narrow panes.
    """

    def __init__(
        self,
        title: str = "",
        text: str = "",
        tone: Tone = Tone.INFO,
        *,
        icon: str = "",
        name: str = "",
        narrow: bool = False,
    ) -> None:
        self._icon = IconLabel(icon or _TONE_ICONS[tone], tone.text, 18)
        self._title = Label(title, bold=True, wrap=True)
        self._text = Label(text, Role.CAPTION, Token.TEXT_2, wrap=True)
        self.tools = row(spacing=space.S2)
        words = column(self._title, self._text)
        if narrow:
            words.addLayout(row(self.tools, STRETCH, margins=(0, 8, 0, 0)))
            mark = column(1, self._icon, STRETCH)
            line = row(mark, (words, 1), margins=(12, 10, 12, 10), spacing=10)
        else:
            line = row(
                self._icon, (words, 1), self.tools, margins=(16, 10, 12, 10), spacing=12
            )
        super().__init__(line, tone, name=name)
        self.set_words(title, text)

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def set_tone(self, tone: Tone, icon: str = "") -> None:
        """Say it in another tone."""
        self.set_look(tone.ground)
        self._icon.set_icon(icon or _TONE_ICONS[tone], tone.text)


class _Bar(QWidget):
    """A bar of progress; without a total a third of it is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        fill_round(painter, rect, 3, look.color(Token.BORDER))
        share = 1 / 3 if self.share is None else self.share
        done = QRectF(0, 0, max(6.0, rect.width() * share), rect.height())
        fill_round(painter, done, 3, look.color(Token.ACCENT_TEXT))


def time_left(seconds: int) -> str:
    """Return a rough time left in words."""
    if seconds < _MINUTE:
        rough = max(5, -(-seconds // 5) * 5)
        return trn("About {count} second left", "About {count} seconds left", rough)
    minutes = -(-seconds // _MINUTE)
    return trn("About {count} minute left", "About {count} minutes left", minutes)


class ProgressPanel(Card):
    """Long work: what, how far, how long still, and a button that stops it.

    Signals:
        stopped: a person wants the work to end.
    """

    stopped = Signal()

    def __init__(
        self, icon: str = "hourglass", *, blocks: bool = False, name: str = ""
    ) -> None:
        """Build it hidden; `blocks` is whether nothing else can be done meanwhile."""
        self._blocks = blocks
        self._title = Label("", wrap=True)
        self._share = Label("", Role.CAPTION, Token.TEXT_2, tabular=True)
        self._bar = _Bar()
        self._left = Label("", Role.CAPTION, Token.TEXT_3)
        self._stop = Button(
            tr("Stop"),
            ButtonKind.GHOST,
            height=space.BUTTON_SMALL,
            name=f"{name}_stop",
        )
        mark = IconLabel(icon, Token.ACCENT_TEXT, 18)
        super().__init__(
            column(
                row(mark, (self._title, 1), self._share, spacing=10),
                8,
                self._bar,
                6,
                row(self._left, STRETCH, self._stop),
                margins=(14, 12, 10, 8),
            ),
            name=name,
        )
        self._stop.clicked.connect(self.stopped)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SHOW_AFTER_MS)
        self._delay.timeout.connect(self.show)
        self.hide()

    def start(self, title: str, *, stoppable: bool = True) -> None:
        """Announce the work; the panel shows when it takes longer than 300 ms.

        Args:
            title: what is being done.
            stoppable: whether it can be left half done without harm.
        """
        self._title.setText(title)
        self.setAccessibleName(title)
        self.set_progress(0, 0)
        self._stop.setVisible(stoppable)
        self._delay.start()

    def set_progress(
        self, done: int, total: int, seconds_left: int | None = None
    ) -> None:
        """Show how far it is; a total of 0 is unknown."""
        self._bar.share = min(1.0, done / total) if total else None
        self._bar.update()
        self._share.setText(f"{done:,} / {total:,}" if total else "")
        time = "" if seconds_left is None else time_left(seconds_left)
        self._left.setText(time if self._blocks else _going_on(time))

    def finish(self) -> None:
        """Take the panel away."""
        self._delay.stop()
        self.hide()


def _going_on(time: str) -> str:
    if time:
        return tr("{time}; you can go on with other work", time=time)
    return tr("You can go on with other work")


class EmptyState(QWidget):
    """One icon, what is empty, the next useful step.

    Attributes:
        button: the next step; hidden when there is none to take.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: str = "",
        *,
        name: str = "",
    ) -> None:
        super().__init__()
        self._title = Label(title, Role.SECTION, wrap=True)
        self._text = Label(text, Role.BODY, Token.TEXT_2, wrap=True)
        self._mark = IconLabel(icon, Token.TEXT_3, 28)
        self.button = Button(action, name=f"{name}_action")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setObjectName(name)
        self.setLayout(
            column(
                STRETCH,
                row(STRETCH, self._mark, STRETCH),
                8,
                self._title,
                2,
                self._text,
                12,
                row(STRETCH, self.button, STRETCH),
                STRETCH,
                margins=space.S4,
            )
        )
        self.set_words(title, text, action)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._mark.set_icon(icon)

    def set_words(self, title: str, text: str = "", action: str = "") -> None:
        """Say what is empty and what to do next."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.set_label(action)
        self.button.setVisible(bool(action))


class PageHeader(QWidget):
    """A page's or record's title, chips beside it, small facts above, actions right.

    Attributes:
        chips: the row behind the title; at most two chips.
        facts: the line above the title.
        tools: the row of buttons at the right.
    """

    def __init__(
        self, title: str = "", role: Role = Role.PAGE, *, name: str = ""
    ) -> None:
        super().__init__()
        self._title = ElidedLabel(title, TextStyle(role=role))
        policy = QSizePolicy.Policy
        # As wide as the title and no wider, so that chips stand right behind it.
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._meta = ElidedLabel("", quiet)
        self._meta.setSizePolicy(policy.Maximum, policy.Fixed)
        self._meta.hide()
        self.chips = row(spacing=6)
        self.facts = row(spacing=space.S3)
        self.tools = row(spacing=space.S2)
        self.setObjectName(name)
        heading = row(self._title, 10, self.chips, STRETCH)
        words = column(row(self._meta, self.facts, STRETCH), heading, spacing=2)
        self.setLayout(row((words, 1), self.tools, margins=(24, 10, 20, 12)))

    def set_title(self, title: str, meta: str = "") -> None:
        """Name the page or record; `meta` is the small line above."""
        self._title.set_text(title)
        self._meta.set_text(meta)
        self._meta.setVisible(bool(meta))
