"""Writing in the draft: clauses, their words and examples, each in its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from app.errors import AppError
from app.rulebook.model import (
    Clause,
    Dsa,
    DsaCategory,
    DsaGround,
    Rulebook,
    Severity,
)
from app.words import Language, sentence, tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.rulebook.presenter import structure
from ui.screens.rulebook.presenter.books import Books, Undo
from ui.screens.rulebook.presenter.choosing import (
    Carried,
    carried,
    carrying,
    without_main,
)
from ui.screens.rulebook.presenter.desk import (
    TYPING,
    Typed,
    read_typed,
    write_typed,
)
from ui.screens.rulebook.presenter.editing import (
    Examples,
    Spot,
    example_moved,
    reworded,
    with_clause,
    with_new_example,
    without_example,
)
from ui.screens.rulebook.presenter.numbers import number_error, taken_numbers


class DraftView(Protocol):
    """What the draft asks of the widgets."""

    def show_number_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Room:
    """What everything that writes in the draft works with.

    Attributes:
        books: what is known, and the draft.
        host: the window.
        show: shows everything anew.
        select: shows a clause by its number.
    """

    books: Books
    runner: Runner
    host: Host
    show: Callable[[], None]
    select: Callable[[str], None]


class Drafting:
    """Changes clauses of the draft."""

    def __init__(self, view: DraftView, room: Room) -> None:
        """Begin without anything being typed."""
        self._view, self._room = view, room
        self._books = room.books

    # --- words ----------------------------------------------------------------

    def type(self, spot: Spot, language: Language, text: str) -> None:
        """Keep on the desk what is being typed."""
        draft = self._books.draft
        if draft is not None:
            typed = Typed(draft=draft.id, spot=spot, language=language, text=text)
            self._room.runner.keep(TYPING, write_typed(typed))

    def write(self, spot: Spot, language: Language, text: str) -> None:
        """Change words in one language; they are left, and told to the draft."""
        draft = self._books.draft
        if draft is None:
            return
        self.type(spot, language, text)
        self._edit(reworded(draft.book, spot, language, text.strip()), untype=True)

    def recall(self) -> None:
        """Tell the draft what was typed and not told when the vault was closed."""

        def on_text(text: str) -> None:
            typed, draft = read_typed(text), self._books.draft
            if typed is not None and draft is not None and typed.draft == draft.id:
                self.write(typed.spot, typed.language, typed.text)

        self._room.runner.recall(TYPING, on_text)

    # --- clauses and articles -------------------------------------------------

    def add_clause(self, beside: str) -> None:
        """Add a clause to the article of another, under the next free number."""
        draft = self._books.draft
        home = structure.article_of(draft.book, beside) if draft else None
        if draft is None or home is None:
            return
        number = structure.next_clause(home, self._taken())
        clause = structure.blank_clause(number, home.clauses[-1])
        book = structure.with_new_clause(draft.book, home.number, clause)
        self._edit(book, tr("Clause {number} added", number=number))
        self._room.select(number)

    def add_article(self) -> None:
        """Add an article with a first clause, under the next free number."""
        draft = self._books.draft
        if draft is None:
            return
        number = structure.next_article(self._taken())
        article = structure.blank_article(number)
        book = structure.with_new_article(draft.book, article)
        self._edit(book, tr("Article {number} added", number=number))
        self._room.select(article.clauses[0].number)

    def remove(self, number: str) -> None:
        """Take a clause out; the toast takes it back, the tree keeps it in sight."""
        draft = self._books.draft
        if draft is not None and draft.book.clause(number) is not None:
            book = structure.without_clause(draft.book, number)
            self._edit(book, tr("Clause {number} taken out", number=number))

    def restore(self, number: str) -> None:
        """Put a clause back that was taken out."""
        draft = self._books.draft
        if draft is not None and draft.base is not None:
            book = structure.restored(draft.book, draft.base, number)
            self._edit(book, tr("Clause {number} is back", number=number))

    def move(self, number: str, by: int) -> None:
        """Move a clause up (-1) or down (1) in its article."""
        draft = self._books.draft
        if draft is not None:
            self._edit(structure.moved(draft.book, number, by))

    def move_article(self, number: str, by: int) -> None:
        """Move the article of a clause up (-1) or down (1)."""
        draft = self._books.draft
        home = structure.article_of(draft.book, number) if draft else None
        if draft is not None and home is not None:
            self._edit(structure.article_moved(draft.book, home.number, by))

    def renumber(self, number: str, new: str) -> None:
        """Give a clause another number; one that cannot be is refused beside it."""
        draft, new = self._books.draft, new.strip()
        if draft is None or new == number:
            return
        error = number_error(draft.book, number, new, self._books.lines)
        self._view.show_number_error(error)
        if not error:
            self._edit(structure.renumbered(draft.book, number, new))
            self._room.select(new)

    def change(self, number: str, what: Callable[[Clause], Clause]) -> None:
        """Change something about a clause that is not its words."""
        draft = self._books.draft
        if draft is not None:
            self._edit(with_clause(draft.book, number, what))

    def choose_kind(self, number: str, code: str) -> None:
        """Say with which clauses' breaches a clause's breaches count."""
        self.change(number, lambda clause: replace(clause, offence_class=code))

    def name_aliases(self, number: str, text: str) -> None:
        """Say by which words complaints name a clause."""
        aliases = tuple(_aliases(text))
        self.change(number, lambda clause: replace(clause, aliases=aliases))

    def choose_severity(self, number: str, severity: Severity) -> None:
        """Say how grave a breach is."""
        self.change(number, lambda clause: replace(clause, severity=severity))

    def choose_ground(self, number: str, ground: DsaGround) -> None:
        """Say whether a breach is one of the law."""
        self._classify(number, lambda dsa: replace(dsa, ground=ground))

    def choose_category(self, number: str, category: DsaCategory | None) -> None:
        """Choose the main category of statements of reasons."""
        self._classify(
            number, lambda dsa: without_main(replace(dsa, category=category))
        )

    def name_law(self, number: str, law: str) -> None:
        """Name the law that a breach is one of."""
        self._classify(number, lambda dsa: replace(dsa, legal_ground=law.strip()))

    def add_code(self, which: Carried, number: str, code: str) -> None:
        """Let a clause carry one more code of a list."""
        self.change(number, lambda c: carrying(c, which, (*carried(c, which), code)))

    def remove_code(self, which: Carried, number: str, code: str) -> None:
        """Take a code from a clause that carries it."""

        def without(clause: Clause) -> Clause:
            left = [each for each in carried(clause, which) if each != code]
            return carrying(clause, which, left)

        self.change(number, without)

    def _classify(self, number: str, what: Callable[[Dsa], Dsa]) -> None:
        self.change(number, lambda clause: replace(clause, dsa=what(clause.dsa)))

    # --- examples -------------------------------------------------------------

    def add_example(self, number: str, side: Examples) -> None:
        """Add a blank example."""
        draft = self._books.draft
        if draft is not None:
            self._edit(with_new_example(draft.book, number, side))

    def remove_example(self, number: str, side: Examples, place: int) -> None:
        """Take an example out; the toast takes it back."""
        draft = self._books.draft
        if draft is not None:
            book = without_example(draft.book, number, side, place)
            self._edit(book, tr("Example taken out"))

    def move_example(self, number: str, side: Examples, place: int, by: int) -> None:
        """Move an example up (-1) or down (1)."""
        draft = self._books.draft
        if draft is not None:
            self._edit(example_moved(draft.book, number, side, place, by))

    # --------------------------------------------------------------------------

    def _taken(self) -> list[str]:
        draft = self._books.draft
        return taken_numbers(draft.book if draft else None, self._books.lines)

    def _edit(self, book: Rulebook, told: str = "", *, untype: bool = False) -> None:
        """Change the draft; `told` is said with a way to take it back."""

        def done(undo: Undo | None) -> None:
            if untype:
                self._room.runner.keep(TYPING, "")
            if told:
                self._room.host.toast(told, undo)

        if not self._books.edit(book, done, self._on_refused) and untype:
            self._room.runner.keep(TYPING, "")
        self._room.show()

    def _on_refused(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))
        self._room.show()


def _aliases(text: str) -> Iterator[str]:
    for sign in "、，；;\n":
        text = text.replace(sign, ",")
    yield from dict.fromkeys(filter(None, (each.strip() for each in text.split(","))))
