"""The right side: the open appeal's header, banner and cards, and the form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import Language, tr
from ui.screens.appeals.cards import DecisionCard, RuledCard, StatementCard
from ui.screens.appeals.delegate import URGENT
from ui.screens.appeals.form import RulingForm
from ui.screens.appeals.presenter.shown import RecordShown
from ui.screens.moments import ClockShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Chip,
    ElidedLabel,
    EmptyState,
    Hairline,
    IconLabel,
    KeyPane,
    Label,
    ScrollColumn,
    SideBySide,
    TextStyle,
    column,
    row,
)

_LETTERS = frozenset("1234N")


class _Clock(QWidget):
    """Until when it should be ruled on."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("clock")
        self._text = Label("", tabular=True)
        self._total = Label("", Role.CAPTION, Token.TEXT_3)
        self.setLayout(row(self._icon, 5, self._text, 4, self._total))

    def set_clock(self, clock: ClockShown | None, total: str) -> None:
        """Show what is left, or nothing."""
        self.setVisible(clock is not None)
        if clock is not None:
            token = URGENT[clock.urgency]
            self._icon.set_icon("clock", token)
            self._text.set_token(token)
            self._text.setText(clock.text)
            self._total.setText(total)
            self.setToolTip(clock.exact)


class _Header(QWidget):
    """Numbers and dates, the title with its state, the clock.

    Signals:
        case_wanted: open the case.
        feedback_wanted: count what it says as feedback on the rules.
    """

    case_wanted = Signal()
    feedback_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._facts = ElidedLabel("", style)
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chip = Chip("")
        self._clock = _Clock()
        case = Button(
            tr("Open the case"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="appeals_case",
        )
        case.clicked.connect(self.case_wanted)
        feedback = Button(
            tr("Count as feedback"),
            ButtonKind.GHOST,
            icon="chat-circle-dots",
            height=28,
            name="appeals_feedback",
        )
        feedback.clicked.connect(self.feedback_wanted)
        heading = row((self._title, 100), 10, self._chip, STRETCH, 8, self._clock)
        self.setLayout(
            column(
                row((self._facts, 1), feedback, case),
                2,
                heading,
                margins=(24, 8, 20, 12),
            )
        )

    def set_record(self, record: RecordShown) -> None:
        """Show this appeal."""
        self._facts.set_text(record.facts)
        self._title.set_text(record.title)
        self._chip.set_spec(record.chip)
        self._clock.set_clock(record.clock, record.total)


class RecordPane(KeyPane):
    """One appeal, or the words that there is none.

    Attributes:
        form: how to rule.

    Signals:
        case_wanted: open the case.
        feedback_wanted: count what it says as feedback on the rules.
        notice_copied: the notice is wanted on the clipboard, in this `Language`.
        filing_wanted: somebody appealed; record it.
    """

    case_wanted = Signal()
    feedback_wanted = Signal()
    notice_copied = Signal(Language)
    filing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="appeals_record")
        self._shown: RecordShown | None = None
        self.set_key_map(_LETTERS)
        self._header = _Header()
        self._banner = Banner(name="appeals_banner")
        self._problem = Banner(tone=Tone.DANGER, name="appeals_problem")
        self._decision, self._statement = DecisionCard(), StatementCard()
        self._ruled = RuledCard()
        self.form = RulingForm()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="appeals_scroll"
        )
        for part in (self._problem, self._banner, self._ruled):
            part.hide()
        for part in (
            self._problem,
            self._banner,
            self._ruled,
            SideBySide(self._decision, self._statement),
        ):
            self._scroll.column.addWidget(part)
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.form))
        self._empty = EmptyState("scales", "", name="appeals_empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self.setLayout(column((self._stack, 1)))
        self._header.case_wanted.connect(self.case_wanted)
        self._header.feedback_wanted.connect(self.feedback_wanted)
        self._ruled.copied.connect(self.notice_copied)
        self._empty.button.clicked.connect(self.filing_wanted)
        self.form.hide()

    def set_record(self, record: RecordShown) -> None:
        """Show this appeal."""
        self._header.set_record(record)
        self._banner.setVisible(record.banner is not None)
        if record.banner is not None:
            self._banner.set_words(record.banner.title, record.banner.text)
            self._banner.set_tone(record.banner.tone, record.banner.icon)
        before, self._shown = self._shown, record
        # Clocks are told every minute; words somebody is marking must stay.
        if before is None or before.decision != record.decision:
            self._decision.set_decision(record.decision)
        if before is None or before.statement != record.statement:
            self._statement.set_statement(record.statement)
        self._ruled.setVisible(record.ruled is not None)
        if record.ruled is not None and (
            before is None or before.ruled != record.ruled
        ):
            self._ruled.set_ruled(record.ruled)
        if before is None or before.id != record.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def set_nothing(self, title: str, text: str, action: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        self._empty.set_words(title, text, action)
        self._stack.setCurrentIndex(0)

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong; nothing takes it away."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def focus_record(self) -> None:
        """Give the record the focus, so that letters act and keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
