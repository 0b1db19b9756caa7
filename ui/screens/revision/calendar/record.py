"""The right side: the open clause's day, its words, its reviews, and the form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import tr
from ui.screens.revision.calendar.form import ReviewForm
from ui.screens.revision.calendar.listing import LETTERS
from ui.screens.revision.calendar.presenter.whole import PastShown, RecordShown
from ui.screens.revision.clause_card import ClauseCard
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Card,
    Chip,
    ElidedLabel,
    EmptyState,
    Hairline,
    KeyPane,
    Label,
    Quiet,
    ScrollColumn,
    SideBySide,
    TextStyle,
    TimelineItem,
    card_head,
    clear,
    column,
    row,
)


class _PastCard(Card):
    """How the clause fared, and every day that was set for it."""

    def __init__(self) -> None:
        self._usage = Label("", wrap=True)
        late = Label(tr("In the last 90 days"), Role.CAPTION, Token.TEXT_3)
        self._used = Quiet(column(late, 2, self._usage, margins=(12, 8, 12, 9)))
        self._used.hide()
        self._rows = column()
        super().__init__(
            column(
                card_head(
                    "arrows-counter-clockwise",
                    Token.TEXT_2,
                    tr("Reviews so far"),
                ),
                12,
                self._used,
                12,
                self._rows,
                STRETCH,
                margins=16,
            ),
            name="calendar_past",
        )

    def set_past(self, past: Sequence[PastShown], usage: str) -> None:
        """Show these, the latest first."""
        self._usage.setText(usage)
        self._used.setVisible(bool(usage))
        clear(self._rows)
        for place, each in enumerate(past, start=1):
            item = TimelineItem(
                each.icon,
                each.title,
                each.when,
                tone=each.tone,
                body=each.body,
                exact=each.exact,
                last=place == len(past),
            )
            self._rows.addWidget(item)
        if not past:
            words = tr("It was not reviewed yet; its day runs since it was published.")
            self._rows.addWidget(Label(words, Role.BODY, Token.TEXT_2, wrap=True))


class RecordPane(KeyPane):
    """One clause, or the words that there is none.

    Attributes:
        form: how to review it.

    Signals:
        clause_wanted: open it in the rules.
        day_wanted: choose another day.
    """

    clause_wanted = Signal()
    day_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="calendar_record")
        self._shown: RecordShown | None = None
        self.set_key_map(LETTERS)
        self._build_header()
        self._problem = Banner(tone=Tone.DANGER, name="calendar_problem")
        self._problem.hide()
        self._clause = ClauseCard(tr("The clause now"), name="calendar_clause")
        self._past = _PastCard()
        self.form = ReviewForm()
        self.form.hide()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="calendar_scroll"
        )
        self._scroll.column.addWidget(self._problem)
        self._scroll.column.addWidget(SideBySide(self._clause, self._past))
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.form))
        self._empty = EmptyState("calendar-blank", "", name="calendar_empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self.setLayout(column((self._stack, 1)))

    def _build_header(self) -> None:
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._facts = ElidedLabel("", style)
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chips = row(spacing=6)
        go = Button(
            tr("Open the clause"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            key="R",
            height=28,
            name="calendar_open_clause",
        )
        self._day = Button(
            tr("Choose another day"),
            icon="calendar-blank",
            height=28,
            name="calendar_set_day",
        )
        go.clicked.connect(self.clause_wanted)
        self._day.clicked.connect(self.day_wanted)
        self._header = QWidget()
        heading = row((self._title, 100), 10, self._chips, STRETCH)
        self._header.setLayout(
            column(
                row((self._facts, 1), go, 4, self._day),
                2,
                heading,
                margins=(24, 8, 20, 12),
            )
        )

    def set_record(self, record: RecordShown) -> None:
        """Show this clause."""
        before, self._shown = self._shown, record
        self._stack.setCurrentIndex(1)
        if record == before:
            return
        self._facts.set_text(record.facts)
        self._title.set_text(record.title)
        clear(self._chips)
        chip = record.badge
        self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self._day.setVisible(record.settable)
        if before is None or before.clause != record.clause:
            self._clause.set_clause(record.clause)
        if before is None or (before.past, before.usage) != (record.past, record.usage):
            self._past.set_past(record.past, record.usage)
        if before is None or before.id != record.id:
            self._scroll.verticalScrollBar().setValue(0)

    def set_nothing(self, title: str) -> None:
        """Say that there is nothing to show."""
        self._empty.set_words(title)
        self._stack.setCurrentIndex(0)

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def focus_record(self) -> None:
        """Give the record the focus, so that letters act and keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
