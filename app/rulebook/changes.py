"""What a version of the rules changes in the one before, in words, clause by clause."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.rulebook.compare import (
    ArticleChanged,
    ClauseChanged,
    Comparison,
    ExampleChanged,
    How,
    OrderChanged,
    Placed,
    ValueChanged,
    WordsChanged,
    compare,
)
from app.rulebook.compare import Part as Field
from app.rulebook.model import ClassRule, DsaGround, Rulebook, Severity, Step
from app.rulebook.wording import class_text, severity_text, step_text
from app.words import Language, mark, tr, trn

__all__ = ["Change", "How", "Part", "changes", "how_text", "part_text", "told"]

# Languages name themselves, whatever language is spoken.
_LANGUAGES: Final = {Language.ZH_CN: "中文", Language.EN: "English"}

Classes = Mapping[str, Sequence[str]]
"""Numbers of clauses, by class of offences."""

_HOW = {
    How.ADDED: mark("Added"),
    How.CHANGED: mark("Changed"),
    How.REMOVED: mark("Taken out"),
}

_PARTS = {
    Field.TITLE: mark("Title"),
    Field.SHORT: mark("In short"),
    Field.TEXT: mark("Text"),
    Field.WHY: mark("Why"),
    Field.ALLOWED: mark("Allowed"),
    Field.FORBIDDEN: mark("Forbidden"),
    Field.SEVERITY: mark("Severity"),
    Field.OFFENCE_CLASS: mark("Counts together with"),
    Field.ALIASES: mark("Also called"),
    Field.NORMS: mark("Public norms"),
    Field.DSA_GROUND: mark("DSA ground"),
    Field.DSA_CATEGORY: mark("DSA category"),
    Field.DSA_ADDITIONS: mark("DSA further categories"),
    Field.DSA_KEYWORDS: mark("DSA keywords"),
    Field.LEGAL_GROUND: mark("Law"),
    Field.WINDOW: mark("Window in days"),
    Field.POINTS_EXPIRY: mark("Points expire after days"),
    Field.REVIEW_POINTS: mark("Review at points"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that says something else.

    Attributes:
        before, after: what it said and says; empty for nothing.
    """

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A clause, an article, the ladder or the book itself, with what differs.

    Attributes:
        title: "3.2 人身攻击", or what else it is.
    """

    how: How
    title: str
    parts: tuple[Part, ...]


def how_text(how: How) -> str:
    """Return the word for what became of something."""
    return tr(_HOW[how])


def part_text(part: Field) -> str:
    """Return the word for a part of a clause or a ladder."""
    return tr(_PARTS[part])


def changes(old: Rulebook | None, new: Rulebook) -> Sequence[Change]:
    """Return all that differs, the ladder last; nothing for equal books.

    Args:
        old: the version before; None where there is none, so that all is new.
        new: the version that replaces it.
    """
    return told(compare(old, new), How.CHANGED if old else How.ADDED)


def told(found: Comparison, whole: How = How.CHANGED) -> Sequence[Change]:
    """Return a comparison in words, the ladder last.

    Args:
        found: what differs.
        whole: what became of the book itself.
    """
    every = (
        Change(how=whole, title=tr("Rules"), parts=tuple(_book(found))),
        *map(_article, found.articles),
        *(_clause(each, found.classes) for each in found.clauses),
        Change(how=whole, title=tr("Ladder"), parts=tuple(_ladder(found))),
    )
    return [change for change in every if change.parts]


def _book(found: Comparison) -> Iterator[Part]:
    yield from map(_words, found.title)
    if found.order:
        yield _order(found.order)


def _order(order: OrderChanged) -> Part:
    return Part(
        label=tr("Order"), before=_numbers(order.before), after=_numbers(order.after)
    )


def _numbers(placed: Iterable[Placed]) -> str:
    return " · ".join(
        number for article, clauses in placed for number in clauses or (article,)
    )


def _article(found: ArticleChanged) -> Change:
    return Change(
        how=found.how,
        title=tr("Article {number}", number=found.number),
        parts=tuple(map(_words, found.words)),
    )


def _clause(found: ClauseChanged, classes: Classes) -> Change:
    return Change(
        how=found.how,
        title=f"{found.number} {found.title.text()}",
        parts=(
            *map(_words, found.words),
            *(part for example in found.examples for part in _example(example)),
            *filter(None, (_value(each, classes) for each in found.values)),
        ),
    )


def _words(found: WordsChanged, label: str = "") -> Part:
    return Part(
        label=f"{label or part_text(found.part)} · {_LANGUAGES[found.language]}",
        before=found.before,
        after=found.after,
    )


def _example(found: ExampleChanged) -> Iterator[Part]:
    label = f"{part_text(found.part)} {found.place}"
    for words in found.words:
        yield _words(words, label)
    for words in found.notes:
        yield _words(words, f"{label} · {part_text(Field.WHY)}")


def _value(found: ValueChanged, classes: Classes) -> Part | None:
    before, after = (
        tr(", ").join(_code(found.part, code, classes) for code in codes)
        for codes in (found.before, found.after)
    )
    if before == after and found.part is Field.OFFENCE_CLASS:
        # The same clauses, but what was counted before counts no more.
        before, after = (tr(", ").join(codes) for codes in (found.before, found.after))
    if before == after:
        return None
    return Part(label=part_text(found.part), before=before, after=after)


def _code(part: Field, code: str, classes: Classes) -> str:
    match part:
        case Field.OFFENCE_CLASS:
            return class_text(classes, code)
        case Field.SEVERITY:
            return severity_text(Severity(code))
        case Field.DSA_GROUND if code == DsaGround.INCOMPATIBLE:
            # Most clauses are of the community's own: that goes without saying.
            return ""
        case _:
            return code


def _ladder(found: Comparison) -> Iterator[Part]:
    ladder, classes = found.ladder, found.classes
    yield from filter(None, (_value(each, classes) for each in ladder.values))
    for cell in ladder.cells:
        label = tr(
            "Time {ordinal}, {severity}",
            ordinal=cell.ordinal,
            severity=severity_text(cell.severity),
        )
        yield Part(label=label, before=_cell(cell.before), after=_cell(cell.after))
    for each in ladder.classes:
        clauses = class_text(classes, each.offence_class)
        label = tr("Breaches of {clauses}", clauses=clauses)
        yield Part(label=label, before=_rule(each.before), after=_rule(each.after))


def _rule(rule: ClassRule | None) -> str:
    if rule is None:
        return ""
    said = (
        trn("{count} day", "{count} days", rule.window_days)
        if rule.window_days
        else tr("The ladder's window"),
        tr("at once in the last row") if rule.to_end else tr("row by row"),
    )
    return tr(", ").join(said)


def _cell(step: Step | None) -> str:
    if step is None:
        return ""
    points = trn("{count} point", "{count} points", step.points)
    return tr("{step}, {points}", step=step_text(step), points=points)
