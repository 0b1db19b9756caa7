"""Cards of a record: points, sanctions, what the list says."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.words import tr
from ui.screens.members.presenter.shown import (
    FactShown,
    PointsShown,
    SanctionShown,
    WorkingRow,
)
from ui.screens.members.reviews_part import ReviewsPart
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Chip,
    Hairline,
    Label,
    PointsMeter,
    TextStyle,
    clear,
    column,
    row,
)
from ui.widgets.paint import text_width

_FACT_LABEL = 72
_LIST = (16, 12, 16, 8)


class PointsCard(Card):
    """The points that count, the threshold, and how they come about.

    Attributes:
        reviews: that a review is due, and those there were.
    """

    def __init__(self) -> None:
        self._how = Button(
            tr("How it adds up"), ButtonKind.LINK, height=22, name="points_how"
        )
        self._figure = Label("", Role.UNLOCK, bold=True, tabular=True)
        self._beside = Label("", token=Token.TEXT_2, wrap=True)
        self._meter = PointsMeter(tr("Active points"), name="points_meter")
        self._expiry = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self.reviews = ReviewsPart()
        self._working = column()
        self._box = QWidget()
        self._box.setLayout(self._working)
        self._box.hide()
        super().__init__(
            column(
                row(Label(tr("Active points"), Role.SECTION), STRETCH, self._how),
                space.S1,
                row(self._figure, space.S2, (self._beside, 1)),
                6,
                self._meter,
                space.S2,
                self._expiry,
                self._box,
                self.reviews,
                margins=(16, 12, 16, 14),
            ),
            name="member_points",
        )
        self._how.clicked.connect(self._on_how)

    def show_points(self, shown: PointsShown) -> None:
        """Show the points that count now."""
        self._figure.setText(str(shown.points))
        self._beside.setText(shown.beside)
        self._meter.setVisible(shown.limit > 0)
        self._meter.set_points(shown.points, shown.limit)
        self._expiry.setText(shown.expiry)
        self._how.setVisible(bool(shown.working))
        if not shown.working:
            self._box.hide()
        clear(self._working)
        self._working.addSpacing(space.S2)
        for line in shown.working:
            self._working.addWidget(Hairline())
            self._working.addLayout(_working_line(line))

    def _on_how(self) -> None:
        self._box.setVisible(self._box.isHidden())


def _working_line(line: WorkingRow) -> QHBoxLayout:
    tone = Token.TEXT if line.counts else Token.TEXT_3
    what = column(
        Label(line.what, Role.CAPTION, tone, wrap=True),
        Label(f"{line.day} · {line.verdict}", Role.CAPTION, Token.TEXT_3, wrap=True),
    )
    points = Label(line.points, token=tone, bold=line.counts, tabular=True)
    return row((what, 1), space.S2, points, margins=(0, 6, 0, 6))


class SanctionsCard(Card):
    """A member's sanctions, newest first; `limit` of them unless `show_all`."""

    def __init__(self, limit: int) -> None:
        self._limit, self._all = limit, False
        self._shown: Sequence[SanctionShown] = ()
        self.all_button = Button(
            "", ButtonKind.LINK, height=22, name="member_all_sanctions"
        )
        self._rows = column()
        title = Label(tr("Sanctions"), Role.SECTION)
        head = row(title, STRETCH, self.all_button)
        super().__init__(
            column(head, space.S1, self._rows, margins=_LIST), name="member_sanctions"
        )

    def show_sanctions(self, shown: Sequence[SanctionShown]) -> None:
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
        for place, shown in enumerate(rows):
            if place:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(_SanctionLine(shown))
        if not rows:
            self._rows.addWidget(nothing(tr("No sanctions")))
        self.all_button.set_label(tr("All {count}", count=len(self._shown)))
        self.all_button.setVisible(len(rows) < len(self._shown))


class _SanctionLine(QWidget):
    """What was imposed, for what, and when; in two lines where one is too short."""

    def __init__(self, shown: SanctionShown) -> None:
        super().__init__()
        self._when = Label(shown.when, Role.CAPTION, Token.TEXT_2, tabular=True)
        self._when.setToolTip(shown.exact)
        self._clause = Label(shown.clause, wrap=True)
        chip = Chip(shown.chip.text, shown.chip.tone, shown.chip.icon)
        self._words: QBoxLayout = row((self._clause, 1), self._when)
        marked = column(chip, STRETCH)
        line = row(marked, space.S2, (self._words, 1), margins=(0, 8, 0, 8))
        self._beside = chip.sizeHint().width() + 2 * space.S2
        self.setLayout(line)
        self.setAccessibleName(f"{shown.chip.text} {shown.clause} {shown.when}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._beside + self._when.sizeHint().width()
        needed += text_width(self._clause.text(), TextStyle())
        short = needed > event.size().width()
        direction = QBoxLayout.Direction
        self._words.setDirection(
            direction.TopToBottom if short else direction.LeftToRight
        )


class FactsCard(Card):
    """What the list says of a member that is not sealed.

    Attributes:
        link: links the member to somebody of the staff; for leads.
        has_facts: whether there is anything to show or do; not of who was erased.
    """

    def __init__(self) -> None:
        self.has_facts = True
        self.link = Button(
            tr("Link to a colleague"),
            ButtonKind.LINK,
            height=22,
            name="member_link",
        )
        self._rows = column()
        title = Label(tr("From the list"), Role.SECTION)
        super().__init__(
            column(
                row(title, STRETCH, self.link),
                space.S1,
                self._rows,
                margins=(16, 12, 16, 12),
            ),
            name="member_facts",
        )

    def show_facts(self, facts: Sequence[FactShown], *, may_link: bool) -> None:
        """Show these lines."""
        self.link.setVisible(may_link)
        self.has_facts = bool(facts) or may_link
        self.setVisible(self.has_facts)
        clear(self._rows)
        labels = [Label(fact.label, Role.CAPTION, Token.TEXT_2) for fact in facts]
        widest = max((label.sizeHint().width() for label in labels), default=0)
        for fact, label in zip(facts, labels, strict=True):
            label.setMinimumWidth(max(_FACT_LABEL, widest))
            tone = Token.WARN if fact.doubtful else Token.TEXT
            value = Label(fact.value, token=tone, wrap=True, selectable=True)
            self._rows.addLayout(row(label, space.S4, (value, 1), margins=(0, 3, 0, 3)))


def nothing(words: str) -> Label:
    """Return the quiet line of a card that is empty."""
    label = Label(words, token=Token.TEXT_3)
    label.setContentsMargins(0, 6, 0, 8)
    return label
