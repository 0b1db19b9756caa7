"""The words of a clause and its examples, in one language or in two side by side."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.words import Language, tr
from ui.screens.rulebook.examples import ExamplesCard
from ui.screens.rulebook.naming import Naming
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.editing import Examples, Spot, Words
from ui.screens.rulebook.words import WordsField
from ui.theme import Role, Token
from ui.widgets import STRETCH, Label, LanguageSwitch, column, language_name, row

_STACK_BELOW: Final = 480
_BOTH: Final = (Language.ZH_CN, Language.EN)


class _Half:
    """What there is of a clause in one language.

    Attributes:
        fields: its words.
        cards: its examples.
    """

    def __init__(self, suffix: str) -> None:
        hint = tr("For announcements; may be left out")
        self.fields = (
            WordsField(Words.TEXT, "", name=f"rulebook_text{suffix}"),
            WordsField(
                Words.SHORT,
                tr("In a line"),
                name=f"rulebook_short{suffix}",
                hint=hint,
                optional=True,
            ),
            WordsField(Words.WHY, tr("Why"), name=f"rulebook_why{suffix}"),
        )
        self.cards = tuple(ExamplesCard(side, suffix) for side in Examples)

    @property
    def parts(self) -> tuple[WordsField | ExamplesCard, ...]:
        """The fields, then the cards."""
        return (*self.fields, *self.cards)

    def set_clause(self, clause: ClauseShown, other: ClauseShown | None) -> None:
        """Show a clause in this half's language, beside its other language."""
        named = language_name(clause.language) if other else ""
        said = other is not None and bool(other.words[Words.SHORT].text)
        for field in self.fields:
            field.set_words(clause, named=named, missing_too=said)
        for card in self.cards:
            card.set_examples(clause, named=named)
            card.show()

    def leave(self) -> None:
        """Show nothing."""
        for part in self.parts:
            part.hide()
            part.drop()


class Body(QWidget):
    """Number and titles, text, short form, reason, examples.

    Attributes:
        naming: number and titles, in a draft.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        languages_chosen: the `Language`s clauses are to be shown in, a tuple.
        example_wanted: one more of these `Examples`.
        example_removed: `Examples`, and the place of the one that is to go, from 0.
        example_moved: `Examples`, the place of one, and up (-1) or down (1).
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    languages_chosen = Signal(tuple)
    example_wanted = Signal(Examples)
    example_removed = Signal(Examples, int)
    example_moved = Signal(Examples, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.naming = Naming()
        self._first, self._second = _Half(""), _Half("_beside")
        self._halves = (self._first, self._second)
        self._is_both = self._is_narrow = False
        switch = LanguageSwitch(
            tr("Language of the clause"), name="rulebook", both=tr("Side by side")
        )
        head = row(Label(tr("Text"), Role.CAPTION, Token.TEXT_2), STRETCH, switch)
        pairs = [
            row((one, 1), (other, 1), spacing=12)
            for one, other in zip(self._first.parts, self._second.parts, strict=True)
        ]
        *words, allowed, forbidden = pairs
        self._examples = row((allowed, 1), (forbidden, 1), spacing=12)
        text = column(head, words[0])
        self.setLayout(
            column(self.naming, text, *words[1:], self._examples, spacing=12)
        )
        switch.chosen.connect(self._choose)
        switch.both_chosen.connect(partial(self._choose, *_BOTH))
        for part in (self.naming, *self._first.parts, *self._second.parts):
            part.typed.connect(self.typed)
            part.written.connect(self.written)
        for half in self._halves:
            for card in half.cards:
                self._connect(card)

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause, in as many languages as it comes in."""
        beside = clause.beside
        self.naming.set_clause(clause)
        self._first.set_clause(clause, beside)
        if beside is None:
            self._second.leave()
        else:
            self._second.set_clause(beside, clause)
        self._is_both = beside is not None
        self._arrange()

    def set_width(self, width: int) -> None:
        """Arrange the parts in this width."""
        self._is_narrow = width < _STACK_BELOW
        self._arrange()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        self.naming.flush()
        for half in self._halves:
            for part in half.parts:
                part.flush()

    def _arrange(self) -> None:
        """Put what is allowed over what is forbidden where both have no room."""
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        stacked = self._is_both or self._is_narrow
        self._examples.setDirection(down if stacked else across)

    def _connect(self, card: ExamplesCard) -> None:
        side = card.side
        card.add_wanted.connect(partial(self.example_wanted.emit, side))
        card.remove_wanted.connect(partial(self.example_removed.emit, side))
        card.move_wanted.connect(partial(self.example_moved.emit, side))

    def _choose(self, *languages: Language) -> None:
        # What was typed belongs to the language that is left now.
        self.flush()
        self.languages_chosen.emit(languages)
