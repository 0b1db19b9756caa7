"""What the middle pane is made of: the member, the quote, the decision."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.words import tr
from ui.screens.cases.looks import outcome_look
from ui.screens.cases.presenter.shown import (
    DecidedShown,
    MemberShown,
    PointRow,
    QuoteShown,
)
from ui.theme import Role, Token, Tone, theme
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipSpec,
    ElidedLabel,
    Hairline,
    Label,
    Paragraph,
    PointsMeter,
    Quiet,
    TextStyle,
    clear,
    column,
    paint,
    row,
)

_ROW: Final = 22
_DAY: Final = 46
_POINTS: Final = 40
_GAP: Final = 10


class PointTable(QWidget):
    """The working of a balance, a line each; what counts no more is struck."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PointRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[PointRow]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        told = (f"{r.day} {r.sanction} {r.clause} {r.state} {r.points}" for r in rows)
        self.setAccessibleName("; ".join(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, len(self._rows) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @staticmethod
    def _line() -> int:
        return theme().height(_ROW, Role.CAPTION)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line = QPainter(self), self._line()
        words = TextStyle(role=Role.CAPTION)
        widest = (paint.text_width(r.sanction, words) for r in self._rows)
        sanction = max(widest, default=0) + _GAP
        left = _DAY + sanction
        room = self.width() - left - _POINTS
        states = (paint.text_width(r.state, words) for r in self._rows)
        share = max(room - max(states, default=0) - 1, room * 0.36)
        for place, each in enumerate(self._rows):
            token = Token.TEXT if each.counts else Token.TEXT_3
            style = TextStyle(role=Role.CAPTION, token=token)
            quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
            top = place * line
            cells = (
                (0.0, float(_DAY), each.day, quiet),
                (_DAY, sanction, each.sanction, style),
                (left, share - _GAP, each.clause, style),
                (left + share, room - share, each.state, quiet),
            )
            for x, width, text, looks in cells:
                paint.draw_text(painter, QRectF(x, top, width, line), text, looks)
            points = TextStyle(
                role=Role.CAPTION,
                token=token,
                bold=each.counts,
                tabular=True,
                struck=each.is_over,
            )
            cell = QRectF(self.width() - _POINTS, top, _POINTS, line)
            paint.draw_text(painter, cell, each.points, points, paint.RIGHT)


class MemberCard(Card):
    """Whom a case is about, and how their points come about.

    Signals:
        record_wanted: the whole record of the member.
    """

    record_wanted = Signal()

    def __init__(self) -> None:
        self._avatar = Avatar("", size=40)
        self._handle = ElidedLabel("", TextStyle(role=Role.SECTION))
        policy = QSizePolicy.Policy
        self._handle.setSizePolicy(policy.Maximum, policy.Fixed)
        self._sealed = Chip(tr("Identity sealed"), icon="lock-simple")
        self._facts = Label("", Role.CAPTION, Token.TEXT_3)
        self._points = Label("", Role.RECORD, tabular=True)
        self._limit = Label("", token=Token.TEXT_3, tabular=True)
        self._meter = PointsMeter(tr("Active points"), name="case_points")
        self._meter.setFixedWidth(150)
        count = row(
            Label(tr("Active points"), Role.CAPTION, Token.TEXT_3),
            STRETCH,
            self._points,
            self._limit,
            spacing=4,
        )
        self._balance = QWidget()
        self._balance.setLayout(column(count, self._meter))
        self._balance.setFixedWidth(150)
        self._table = PointTable()
        self._how = Label("", Role.CAPTION, Token.TEXT_2)
        all_of_it = Button(
            tr("See the whole record"), ButtonKind.LINK, height=20, name="case_member"
        )
        self._working = QWidget()
        self._working.setLayout(
            column(10, Hairline(), 8, row(self._how, STRETCH, all_of_it), self._table)
        )
        words = column(
            row(self._handle, 8, self._sealed, STRETCH), self._facts, spacing=1
        )
        self._top = row((row(self._avatar, 12, (words, 1)), 1), self._balance)
        self._top.setSpacing(12)
        super().__init__(
            column(
                self._top,
                self._working,
                margins=(16, 14, 16, 12),
            ),
            name="case_member_card",
        )
        all_of_it.clicked.connect(self.record_wanted)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the points under the name where both have no room."""
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def set_member(self, member: MemberShown) -> None:
        """Show this member."""
        known = bool(member.id)
        self._avatar.set_person(member.handle, member.id or member.handle)
        self._handle.set_text(member.handle)
        self._sealed.setVisible(member.sealed)
        self._facts.setText(member.facts)
        self._balance.setVisible(known)
        self._working.setVisible(known)
        self._points.setText(str(member.points))
        self._limit.setText(f"/ {member.limit}" if member.limit else "")
        self._meter.setVisible(member.limit > 0)
        self._meter.set_points(member.points, member.limit)
        self._how.setText(
            tr("How the points come about") if member.rows else tr("No sanction so far")
        )
        self._table.set_rows(member.rows)


class QuoteCard(QWidget):
    """The words complained of, and why somebody complained."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("", size=24)
        self._handle = Label("", Role.CAPTION, Token.TEXT_2)
        self._when = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._text = Paragraph("", Role.READING, selectable=True)
        self._complaint = Label("", wrap=True, selectable=True)
        self._sealed = Chip(tr("Reporter sealed"), icon="lock-simple")
        reported = Chip(tr("Reported"), Tone.DANGER, "flag")
        said = column(
            row(self._handle, 8, self._when, STRETCH, reported), self._text, spacing=2
        )
        why = row(
            Label(tr("Reason given"), Role.CAPTION, Token.TEXT_3),
            8,
            (self._complaint, 1),
            8,
            self._sealed,
            margins=(12, 7, 10, 8),
        )
        card = Card(
            column(
                row(
                    column(2, self._avatar, STRETCH),
                    10,
                    (said, 1),
                    margins=(12, 9, 10, 11),
                ),
                Hairline(),
                why,
            )
        )
        self.setLayout(column(Label(tr("Reported words"), Role.SECTION), 8, card))

    def set_quote(self, quote: QuoteShown) -> None:
        """Show these words."""
        self._avatar.set_person(quote.handle, quote.key)
        self._handle.setText(quote.handle)
        self._when.setText(quote.when)
        self._when.setToolTip(quote.exact)
        self._text.set_plain(quote.text)
        self._complaint.setText(quote.complaint or tr("None given"))
        self._sealed.setVisible(quote.has_reporter)


class DecidedCard(Card):
    """A decision: what, by whom, the clause of that day, the ladder's step, why."""

    def __init__(self) -> None:
        self._chip = Chip("", name="case_outcome")
        self._facts = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._reversed = Chip("", Tone.APPEAL, "scales")
        self._clause = Label("", bold=True, wrap=True)
        self._text = Label("", Role.CAPTION, Token.TEXT_2, wrap=True, selectable=True)
        self._law = Quiet(column(self._clause, 2, self._text, margins=(12, 8, 12, 9)))
        self._working = column(spacing=2)
        self._reason = Paragraph("", Role.READING, selectable=True)
        self._deviation = Label("", token=Token.TEXT_2, wrap=True, selectable=True)
        self._effect = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        super().__init__(
            column(
                row(self._chip, 6, self._reversed, STRETCH, self._facts),
                10,
                self._law,
                8,
                self._working,
                8,
                Label(tr("Reason"), Role.CAPTION, Token.TEXT_3),
                self._reason,
                self._deviation,
                6,
                self._effect,
                margins=(16, 12, 16, 12),
            ),
            name="case_decided",
        )

    def set_decided(self, decided: DecidedShown) -> None:
        """Show this decision."""
        tone, icon = outcome_look(decided.outcome)
        self._chip.set_spec(ChipSpec(text=decided.title, tone=tone, icon=icon))
        self._facts.setText(decided.facts)
        self._reversed.set_spec(
            ChipSpec(text=decided.reversed_on, tone=Tone.APPEAL, icon="scales")
        )
        self._reversed.setVisible(bool(decided.reversed_on))
        self._law.setVisible(bool(decided.clause))
        self._clause.setText(decided.clause)
        self._text.setText(decided.text)
        clear(self._working)
        for line in decided.working:
            self._working.addWidget(Label(line, Role.CAPTION, Token.TEXT_2, wrap=True))
        self._reason.set_plain(decided.reason)
        told = tr("Departs from the ladder: {reason}", reason=decided.deviation)
        self._deviation.setText(told if decided.deviation else "")
        self._deviation.setVisible(bool(decided.deviation))
        self._effect.setText(decided.effect)
        self._effect.setVisible(bool(decided.effect))
