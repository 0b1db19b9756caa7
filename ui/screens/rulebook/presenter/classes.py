"""Which clauses count together: classes of offences, told by their clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.rulebook.model import Clause, Rulebook
from app.rulebook.wording import class_text
from app.words import tr

_NAMED: Final = 2
"""So many clauses are told with their titles; the rest by numbers alone."""

Grouped = Mapping[str, Sequence[Clause]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShown:
    """A class of offences in words."""

    code: str
    text: str


def classes_shown(book: Rulebook) -> dict[str, ClassShown]:
    """Return every class as its clauses, 3.1 骚扰、3.5 引战, in the book's order."""
    grouped = _grouped(book)
    return {code: _shown(code, grouped[code]) for code in grouped if code}


def class_choices(book: Rulebook, clause: Clause) -> tuple[ClassShown, ...]:
    """Return with which clauses one can count: on its own, then every class there is.

    Args:
        book: where the clause stands.
        clause: which; it is not told among those of its class.
    """
    grouped, own = _grouped(book), clause.offence_class
    others = {
        code: [each for each in clauses if each.number != clause.number]
        for code, clauses in grouped.items()
        if code
    }
    is_alone = bool(own) and not others.get(own)
    alone = own if is_alone else _unused(f"clause_{clause.number}", grouped)
    return (
        ClassShown(code=alone, text=tr("Counts on its own")),
        *(_shown(code, clauses) for code, clauses in others.items() if clauses),
    )


def counts_with(choices: Sequence[ClassShown], clause: Clause) -> str:
    """Return in words with which other clauses one counts.

    Args:
        choices: what `class_choices` returns for it.
        clause: which.
    """
    return next((c.text for c in choices if c.code == clause.offence_class), "")


def _grouped(book: Rulebook) -> Grouped:
    found: dict[str, list[Clause]] = {}
    for clause in book.clauses:
        found.setdefault(clause.offence_class, []).append(clause)
    return found


def _shown(code: str, clauses: Sequence[Clause]) -> ClassShown:
    told = [f"{c.number} {c.title.text()}".strip() for c in clauses[:_NAMED]]
    told += [c.number for c in clauses[_NAMED:]]
    return ClassShown(code=code, text=class_text({code: told}, code))


def _unused(code: str, classes: Grouped) -> str:
    """Return a code that no class has."""
    free, count = code, 1
    while free in classes:
        count += 1
        free = f"{code}_{count}"
    return free
