"""Numbers of clauses: which are taken, and why one cannot be given."""

import re
from collections.abc import Sequence

from app.errors import InputError
from app.rulebook.model import Rulebook
from app.rulebook.queries import VersionLine
from app.rulebook.succession import reused_numbers
from app.words import sentence, tr
from ui.screens.rulebook.presenter.structure import renumbered


def taken_numbers(book: Rulebook | None, lines: Sequence[VersionLine]) -> list[str]:
    """Return the numbers that clauses and articles have or ever had."""
    before = [label.number for line in lines for label in line.labels]
    if book is None:
        return before
    articles = [article.number for article in book.articles]
    return [*before, *(clause.number for clause in book.clauses), *articles]


def number_error(
    book: Rulebook, number: str, new: str, lines: Sequence[VersionLine]
) -> str:
    """Return why a clause cannot be numbered so; empty if it can.

    Args:
        book: the draft.
        number: what it is numbered now.
        new: what it is to be numbered.
        lines: every version, the newest first.
    """
    if not re.fullmatch(r"[0-9]+\.[0-9]+", new):
        return tr("Write the number like 3.2.")
    article = new.partition(".")[0]
    if all(each.number != article for each in book.articles):
        return tr("There is no article {number}.", number=article)
    if book.clause(new) is not None:
        return sentence(InputError("clause_number_twice", number=new))
    if new in reused_numbers(renumbered(book, number, new), lines):
        return reused_error(new)
    return ""


def reused_error(number: str) -> str:
    """Return that a number was another rule's."""
    return sentence(InputError("clause_number_reused", number=number))
