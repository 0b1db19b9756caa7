"""Cases about a member; each opens on the cases screen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.words import tr
from ui.screens.members.cards import nothing
from ui.screens.members.presenter.shown import CaseShown
from ui.theme import Role, Token, space, theme
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Label,
    PressButton,
    TextStyle,
    clear,
    column,
    paint,
    row,
)

_DISC = 25
_TEXT = 44
_PAD = 8


class _CaseLine(PressButton):
    """An icon in a disc, clause and outcome, when; number and words below."""

    def __init__(self, shown: CaseShown, opens: Callable[[], None]) -> None:
        super().__init__()
        self._shown = shown
        self.setObjectName(f"member_case_{shown.id}")
        self.setAccessibleName(shown.said)
        self.setToolTip(shown.exact)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(opens)

    def sizeHint(self) -> QSize:
        return QSize(240, theme().height(48, Role.BODY, Role.CAPTION, padding=10))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, shown = QPainter(self), theme(), self._shown
        whole = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            ground = look.color(Token.HOVER)
            paint.fill_round(painter, whole, space.RADIUS_CONTROL, ground)
        first, second = look.line(Role.BODY), look.line(Role.CAPTION)
        top = (whole.height() - first - second) / 2
        disc = QRectF(_PAD, top + 1, _DISC, _DISC)
        paint.fill_round(painter, disc, _DISC / 2, look.color(shown.tone.ground))
        inset = QPointF((_DISC - 14) / 2, (_DISC - 14) / 2)
        icon_at = disc.topLeft() + inset
        paint.draw_icon(painter, "clipboard-text", shown.tone.text, icon_at, 14)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, tabular=True)
        width = paint.text_width(shown.when, quiet)
        right = whole.width() - _PAD
        at = QRectF(right - width, top, width + 1, first)
        paint.draw_text(painter, at, shown.when, quiet)
        line = QRectF(_TEXT, top, right - width - 12 - _TEXT, first)
        paint.draw_text(painter, line, shown.title, TextStyle())
        line = QRectF(_TEXT, top + first, right - _TEXT, second)
        paint.draw_text(painter, line, shown.below, quiet)


class CasesCard(Card):
    """A member's cases, newest first; `limit` of them unless `set_all`.

    Signals:
        opened: the id of a case to go to.
    """

    opened = Signal(str)

    def __init__(self, limit: int) -> None:
        self._limit, self._all = limit, False
        self._shown: Sequence[CaseShown] = ()
        self.all_button = Button(
            "", ButtonKind.LINK, height=22, name="member_all_cases"
        )
        self._rows = column(spacing=2)
        head = row(
            Label(tr("Cases"), Role.SECTION),
            STRETCH,
            self.all_button,
            margins=(_PAD, 0, _PAD, 0),
        )
        super().__init__(
            column(head, space.S1, self._rows, margins=(8, 12, 8, 10)),
            name="member_cases",
        )

    def show_cases(self, shown: Sequence[CaseShown]) -> None:
        """Show these."""
        self._shown = shown
        self._fill()

    def set_all(self, *, every: bool) -> None:
        """Show every one of them, or the newest alone."""
        self._all = every
        self._fill()

    def _fill(self) -> None:
        clear(self._rows)
        rows = self._shown if self._all else self._shown[: self._limit]
        for shown in rows:
            opens = partial(self.opened.emit, shown.id)
            self._rows.addWidget(_CaseLine(shown, opens))
        if not rows:
            empty = row(nothing(tr("No cases")), margins=(_PAD, 0, 0, 0))
            self._rows.addLayout(empty)
        self.all_button.set_label(tr("All {count}", count=len(self._shown)))
        self.all_button.setVisible(len(rows) < len(self._shown))
