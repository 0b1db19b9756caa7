"""The right side: the open piece's header and cards, and the form of its answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import tr
from ui.screens.revision.clause_card import ClauseCard
from ui.screens.revision.feedback.cards import AnswerCard, SaidCard
from ui.screens.revision.feedback.form import AnswerForm
from ui.screens.revision.feedback.listing import LETTERS
from ui.screens.revision.feedback.presenter.shown import RecordShown
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
    KeyPane,
    ScrollColumn,
    SideBySide,
    TextStyle,
    clear,
    column,
    row,
)


class RecordPane(KeyPane):
    """One piece of feedback, or the words that there is none.

    Attributes:
        form: how to answer.
        said: what was said.
        answer: the answer that was given.

    Signals:
        clause_wanted: open the clause in the rules.
        sorting_wanted: file it under a clause.
        strike_wanted: take it out.
        recording_wanted: somebody said something; record it.
    """

    clause_wanted = Signal()
    sorting_wanted = Signal()
    strike_wanted = Signal()
    recording_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="feedback_record")
        self._shown: RecordShown | None = None
        self.set_key_map(LETTERS)
        self._build_header()
        self._problem = Banner(tone=Tone.DANGER, name="feedback_problem")
        self.said = SaidCard()
        self._clause = ClauseCard(tr("The clause then"), name="feedback_clause")
        self.answer = AnswerCard()
        self.form = AnswerForm()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="feedback_scroll"
        )
        for part in (self._problem, self.answer, SideBySide(self.said, self._clause)):
            self._scroll.column.addWidget(part)
        for part in (self._problem, self.answer, self.form):
            part.hide()
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.form))
        self._empty = EmptyState("chat-circle-dots", "", name="feedback_empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self.setLayout(column((self._stack, 1)))
        self._empty.button.clicked.connect(self.recording_wanted)

    def _build_header(self) -> None:
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._facts = ElidedLabel("", style)
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chips = row(spacing=6)
        self._go = Button(
            tr("Open the clause"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="feedback_open_clause",
        )
        self._sort = Button(
            tr("File under a clause"),
            icon="folder-simple",
            key="R",
            height=28,
            name="feedback_sort",
        )
        self._strike = Button(
            tr("Strike"),
            ButtonKind.GHOST,
            icon="prohibit",
            height=28,
            name="feedback_strike",
        )
        self._header = QWidget()
        tools = row(self._go, self._strike, 4, self._sort)
        heading = row((self._title, 100), 10, self._chips, STRETCH)
        self._header.setLayout(
            column(row((self._facts, 1), tools), 2, heading, margins=(24, 8, 20, 12))
        )
        self._go.clicked.connect(self.clause_wanted)
        self._sort.clicked.connect(self.sorting_wanted)
        self._strike.clicked.connect(self.strike_wanted)

    def set_record(self, record: RecordShown) -> None:
        """Show this piece."""
        before, self._shown = self._shown, record
        if record == before:
            self._stack.setCurrentIndex(1)
            return
        self._facts.set_text(record.facts)
        self._title.set_text(record.title)
        clear(self._chips)
        for chip in record.chips:
            self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self._go.setVisible(record.has_clause)
        self._sort.setVisible(record.can_sort)
        self._strike.setVisible(record.can_sort)
        # Words somebody is marking must stay while others change.
        if before is None or before.said != record.said:
            self.said.set_said(record.said)
        if before is None or before.clause != record.clause:
            self._clause.set_clause(record.clause)
        self.answer.setVisible(record.answer is not None)
        if record.answer is not None:
            self.answer.set_answer(record.answer)
        if before is None or before.id != record.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def set_nothing(self, title: str, text: str, action: str) -> None:
        """Say that there is nothing to show, and the next useful step."""
        self._empty.set_words(title, text, action)
        self._stack.setCurrentIndex(0)

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def focus_record(self) -> None:
        """Give the record the focus, so that letters act and keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
