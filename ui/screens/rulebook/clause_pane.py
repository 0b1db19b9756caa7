"""The middle pane: a clause's words and examples, the ladder, how it fared."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.words import Language, tr
from ui.screens.rulebook.details import Details
from ui.screens.rulebook.examples import ExamplesCard
from ui.screens.rulebook.header import Header
from ui.screens.rulebook.ladder_part import LadderPart
from ui.screens.rulebook.naming import Naming
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.editing import Examples, Spot, Words
from ui.screens.rulebook.presenter.ladder import LadderShown
from ui.screens.rulebook.usage import Usage
from ui.screens.rulebook.words import WordsField
from ui.theme import Role, Tone
from ui.widgets import (
    Hairline,
    KeyPane,
    Label,
    LanguageSwitch,
    ScrollColumn,
    column,
    row,
)
from ui.widgets.layout import add

_STACK_BELOW = 480
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClausePane(KeyPane):
    """One clause of the version shown, and the version's ladder.

    Attributes:
        header: its name and its menu.
        naming: its number and titles, in a draft.
        allowed, forbidden: its examples.
        details: how it is classified.
        ladder: the ladder.
        usage: how it fared.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        language_chosen: the `Language` clauses are to be shown in.
        move_wanted: the clause, up (-1) or down (1).
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    language_chosen = Signal(Language)
    move_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(name="rulebook_clause")
        self._number = ""
        self.header, self.naming = Header(), Naming()
        self._switch = LanguageSwitch(tr("Language of the clause"), name="rulebook")
        self._text = WordsField(tr("Text"), Words.TEXT, self._switch)
        self._short = WordsField(
            tr("In a line"),
            Words.SHORT,
            hint=tr("For announcements; may be left out"),
            optional=True,
        )
        self._why = WordsField(tr("Why"), Words.WHY)
        self.allowed = ExamplesCard(
            Examples.ALLOWED, tr("Allowed"), "check-circle-fill", Tone.OK
        )
        self.forbidden = ExamplesCard(
            Examples.FORBIDDEN, tr("Forbidden"), "x-circle-fill", Tone.DANGER
        )
        self._examples = row((self.allowed, 1), (self.forbidden, 1), spacing=12)
        self.details, self.ladder, self.usage = Details(), LadderPart(), Usage()
        self._scroll = ScrollColumn(margins=(24, 14, 24, 16), name="rulebook_scroll")
        self._writers = (self.naming, self._text, self._short, self._why)
        self._build()
        for part in (*self._writers, self.allowed, self.forbidden):
            part.typed.connect(self.typed)
            part.written.connect(self.written)
        self._switch.chosen.connect(self._on_language)
        self.ladder.cell_reached.connect(self._on_cell_reached)

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause."""
        language, editable = self._switch.current(), clause.editable
        self.header.set_clause(clause)
        self.naming.set_clause(clause, language)
        for words, field in (
            (Words.TEXT, self._text),
            (Words.SHORT, self._short),
            (Words.WHY, self._why),
        ):
            shown = clause.words[words]
            field.set_words(clause.number, language, shown, editable=editable)
        for card, examples in (
            (self.allowed, clause.allowed),
            (self.forbidden, clause.forbidden),
        ):
            card.set_examples(clause.number, language, examples, editable=editable)
        self.details.set_clause(clause)
        if clause.number != self._number:
            self._number = clause.number
            self._scroll.verticalScrollBar().setValue(0)

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder."""
        self.ladder.set_ladder(ladder)

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        for part in (*self._writers, self.allowed, self.forbidden):
            part.flush()
        self.details.flush()
        self.ladder.flush()

    def focus_record(self) -> None:
        """Give the record the focus, so that keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_title(self) -> None:
        """Put the cursor into the title of a clause that is to be written."""
        self.naming.focus_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _MOVES.get(Qt.Key(event.key()))
        if by and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(by)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        self._examples.setDirection(down if stacked else across)

    def _build(self) -> None:
        inner = self._scroll.column
        head = Label(tr("Classification"), Role.SECTION)
        # What is hidden takes no gap with it.
        words = column(*self._writers, self._examples, spacing=12)
        for part in (words, 18, self.ladder, 18, head, 8, self.details, 18):
            add(inner, part)
        add(inner, self.usage)
        inner.addStretch(1)
        self.setLayout(column(self.header, Hairline(), (self._scroll, 1)))

    def _on_cell_reached(self, cell: QRect) -> None:
        # The table does not scroll by itself; what it stands in does.
        inner = self._scroll.widget()
        if inner is not None:
            middle = self.ladder.mapTo(inner, cell.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, cell.height())

    def _on_language(self, chosen: Language) -> None:
        # What was typed belongs to the language that is left now.
        self.flush()
        self.language_chosen.emit(chosen)
