"""The middle pane: a clause's words and examples, the ladder, how it fared."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.words import Language, tr
from ui.screens.rulebook.ladder import LadderTable
from ui.screens.rulebook.presenter.clause import ClauseShown, ExampleShown
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.screens.rulebook.presenter.ladder import LadderShown
from ui.screens.rulebook.words import WordsField
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Card,
    Chip,
    ElidedLabel,
    Hairline,
    IconLabel,
    KeyPane,
    Label,
    LanguageSwitch,
    ScrollColumn,
    TextStyle,
    clear,
    column,
    row,
)

_STACK_BELOW = 480


class _Header(QWidget):
    """The article, the clause's name, which version this is."""

    def __init__(self) -> None:
        super().__init__()
        self._article = Label("", Role.CAPTION, Token.TEXT_3)
        self._number = Label("", Role.CAPTION, Token.TEXT_3)
        self._title = ElidedLabel("", TextStyle(role=Role.RECORD))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chips = row(spacing=6)
        caret = IconLabel("caret-right", Token.TEXT_3, 12)
        path = row(self._article, 4, caret, 4, self._number, STRETCH)
        heading = row((self._title, 100), 10, self._chips, STRETCH)
        self.setLayout(column(path, 2, heading, margins=(24, 12, 16, 12)))

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause's name."""
        article, number = clause.path
        self._article.setText(article)
        self._number.setText(number)
        self._title.set_text(clause.title)
        clear(self._chips)
        for spec in clause.chips:
            self._chips.addWidget(Chip(spec.text, spec.tone, spec.icon))


class _Examples(Card):
    """What is allowed, or what is forbidden, by example."""

    def __init__(self, title: str, icon: str, tone: Tone, name: str) -> None:
        self._count = Label("", Role.CAPTION, Token.TEXT_3)
        self._rows: QVBoxLayout = column()
        heading = Label(title, token=tone.text, bold=True)
        head = row(
            IconLabel(icon, tone.text),
            7,
            heading,
            6,
            self._count,
            STRETCH,
            margins=(14, 8, 14, 8),
        )
        super().__init__(column(head, self._rows, STRETCH), name=name)

    def set_examples(self, examples: Sequence[ExampleShown]) -> None:
        """Show these examples."""
        self._count.setText(str(len(examples)))
        clear(self._rows)
        for example in examples:
            text = Label(example.text, wrap=True, selectable=True)
            self._rows.addWidget(Hairline())
            self._rows.addLayout(row((text, 1), margins=(14, 8, 14, 9)))


class _Usage(QWidget):
    """Figures on cards: how a clause fared."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = row(spacing=12)
        head = row(
            Label(tr("How it fared"), Role.SECTION),
            8,
            Label(tr("Last 90 days"), Role.CAPTION, Token.TEXT_3),
            STRETCH,
        )
        self.setLayout(column(head, 8, self._cards))

    def set_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show figures with what they count; none at all hides the part."""
        self.setVisible(bool(figures))
        clear(self._cards)
        for figure, words in figures:
            number = Label(figure, Role.RECORD, tabular=True)
            label = Label(words, Role.CAPTION, Token.TEXT_2, wrap=True)
            card = Card(row(number, 8, (label, 1), margins=(14, 8, 14, 8)))
            self._cards.addWidget(card, 1)


class ClausePane(KeyPane):
    """One clause of the version shown, and the version's ladder.

    Attributes:
        ladder: the table.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        language_chosen: the `Language` clauses are to be shown in.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    language_chosen = Signal(Language)

    def __init__(self) -> None:
        super().__init__(name="rulebook_clause")
        self._number = ""
        self._header = _Header()
        self._switch = LanguageSwitch(tr("Language of the clause"), name="rulebook")
        self._text = WordsField(tr("Text"), Words.TEXT, self._switch)
        self._why = WordsField(tr("Why"), Words.WHY)
        self._allowed = _Examples(
            tr("Allowed"), "check-circle-fill", Tone.OK, "rulebook_allowed"
        )
        self._forbidden = _Examples(
            tr("Forbidden"), "x-circle-fill", Tone.DANGER, "rulebook_forbidden"
        )
        self._examples = row((self._allowed, 1), (self._forbidden, 1), spacing=12)
        self.ladder = LadderTable()
        self._note = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
        self._problems: QVBoxLayout = column(spacing=2)
        self._editing = Label(
            tr(
                "Arrows go from cell to cell, Enter changes one. Decisions already"
                " made stay as they are."
            ),
            Role.CAPTION,
            Token.TEXT_3,
            wrap=True,
        )
        self._usage = _Usage()
        self._scroll = ScrollColumn(margins=(24, 14, 24, 16), name="rulebook_scroll")
        self._build()
        for field in (self._text, self._why):
            field.typed.connect(self.typed)
            field.written.connect(self.written)
        self._switch.chosen.connect(self._on_language)
        self.ladder.cell_reached.connect(self._on_cell_reached)

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause."""
        language = self._switch.current()
        self._header.set_clause(clause)
        editable = clause.editable
        for words, field in ((Words.TEXT, self._text), (Words.WHY, self._why)):
            field.set_words(
                clause.number, language, clause.words[words], editable=editable
            )
        self._allowed.set_examples(clause.allowed)
        self._forbidden.set_examples(clause.forbidden)
        if clause.number != self._number:
            self._number = clause.number
            self._scroll.verticalScrollBar().setValue(0)

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder, with what must be mended under it."""
        self.ladder.set_ladder(ladder)
        self._note.setText(ladder.note)
        self._editing.setVisible(ladder.editable)
        clear(self._problems)
        for words in ladder.problems:
            icon = IconLabel("warning-circle", Token.DANGER, 14)
            text = Label(words, Role.CAPTION, Token.DANGER, wrap=True)
            line = row(column(2, icon, STRETCH), (text, 1), spacing=6)
            self._problems.addLayout(line)

    def show_number_error(self, text: str) -> None:
        """Say beside the number what is wrong with it."""
        self._number_error = text

    def show_ladder_error(self, text: str) -> None:
        """Say under the ladder what was refused."""
        self._ladder_error = text

    def set_usage(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show how the clause fared."""
        self._usage.set_figures(figures)

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        self._text.flush()
        self._why.flush()

    def focus_record(self) -> None:
        """Give the record the focus, so that keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        self._examples.setDirection(down if stacked else across)

    def _build(self) -> None:
        ladder_head = row(
            Label(tr("Ladder"), Role.SECTION),
            8,
            Label(
                tr("The team may depart from it, and says why"),
                Role.CAPTION,
                Token.TEXT_3,
            ),
            STRETCH,
        )
        table = Card(column(self.ladder, margins=1))
        inner = self._scroll.column
        for part in (self._text, 12, self._why, 14, self._examples, 16):
            _add(inner, part)
        for part in (ladder_head, 8, table, 6, self._problems, 2, self._note):
            _add(inner, part)
        for part in (self._editing, 18, self._usage):
            _add(inner, part)
        inner.addStretch(1)
        self.setLayout(column(self._header, Hairline(), (self._scroll, 1)))

    def _on_cell_reached(self, cell: QRect) -> None:
        # The table does not scroll by itself; what it stands in does.
        inner = self._scroll.widget()
        if inner is not None:
            middle = self.ladder.viewport().mapTo(inner, cell.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, cell.height())

    def _on_language(self, chosen: Language) -> None:
        # What was typed belongs to the language that is left now.
        self.flush()
        self.language_chosen.emit(chosen)


def _add(box: QVBoxLayout, part: QWidget | QBoxLayout | int) -> None:
    if isinstance(part, int):
        box.addSpacing(part)
    elif isinstance(part, QWidget):
        box.addWidget(part)
    else:
        box.addLayout(part)
