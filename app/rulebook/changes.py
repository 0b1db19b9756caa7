"""What a version of the rules changes in the one before, in words, clause by clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.rulebook.model import (
    Bilingual,
    ClassRule,
    Clause,
    Dsa,
    DsaGround,
    Example,
    Ladder,
    Rulebook,
    Severity,
    Step,
)
from app.rulebook.wording import severity_text, step_text
from app.words import mark, tr, trn

Said = Mapping[str, str]
"""What something says, by the label of each part."""

Titled = tuple[str, Said]

# Languages name themselves, whatever language is spoken.
_ZH: Final = "中文"
_EN: Final = "English"


class How(StrEnum):
    """What became of a clause: 新增, 修改, 删去."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


_HOW = {
    How.ADDED: mark("Added"),
    How.CHANGED: mark("Changed"),
    How.REMOVED: mark("Taken out"),
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


def changes(old: Rulebook | None, new: Rulebook) -> Sequence[Change]:
    """Return all that differs, the ladder last; nothing for equal books.

    Args:
        old: the version before; None where there is none, so that all is new.
        new: the version that replaces it.
    """
    return [
        *_changed(tr("Rules"), _book(old, new), _book(new, old)),
        *_each(_articles(old), _articles(new)),
        *_each(_clauses(old), _clauses(new)),
        *_changed(
            tr("Ladder"), _ladder(old.ladder) if old else None, _ladder(new.ladder)
        ),
    ]


def _each(old: Mapping[str, Titled], new: Mapping[str, Titled]) -> Iterator[Change]:
    for number, (title, says) in new.items():
        yield from _changed(title, old[number][1] if number in old else None, says)
    for number, (title, said) in old.items():
        if number not in new:
            yield from _changed(title, said, None)


def _changed(title: str, before: Said | None, after: Said | None) -> Iterator[Change]:
    old, new = before or {}, after or {}
    pairs = (
        (label, old.get(label, ""), new.get(label, "")) for label in {**new, **old}
    )
    parts = tuple(
        Part(label=label, before=was, after=now)
        for label, was, now in pairs
        if was != now
    )
    if parts:
        yield Change(how=_how(before, after), title=title, parts=parts)


def _how(before: Said | None, after: Said | None) -> How:
    if before is None:
        return How.ADDED
    return How.CHANGED if after is not None else How.REMOVED


def _book(book: Rulebook | None, other: Rulebook | None) -> Said | None:
    if book is None:
        return None
    # What was added or taken out is told by itself.
    there = {clause.number for clause in other.clauses} if other else set[str]()
    order = (clause.number for clause in book.clauses if clause.number in there)
    return {**_both(tr("Title"), book.title), tr("Order"): " · ".join(order)}


def _articles(book: Rulebook | None) -> Mapping[str, Titled]:
    return {
        article.number: (
            tr("Article {number}", number=article.number),
            _both(tr("Title"), article.title),
        )
        for article in (book.articles if book else ())
    }


def _clauses(book: Rulebook | None) -> Mapping[str, Titled]:
    return {
        clause.number: (f"{clause.number} {clause.title.text()}", _clause(clause))
        for clause in (book.clauses if book else ())
    }


def _clause(clause: Clause) -> Said:
    return {
        **_both(tr("Title"), clause.title),
        **_both(tr("In short"), clause.short),
        **_both(tr("Text"), clause.text),
        **_both(tr("Why"), clause.why),
        **_both(tr("Allowed"), *map(_example, clause.allowed)),
        **_both(tr("Forbidden"), *map(_example, clause.forbidden)),
        tr("Severity"): severity_text(clause.severity),
        tr("Counts together as"): clause.offence_class,
        tr("Also called"): tr(", ").join(clause.aliases),
        tr("Public norms"): tr(", ").join(clause.norms),
        **_dsa(clause.dsa),
    }


def _example(example: Example) -> Bilingual:
    """Return an example with why it is on its side of the line."""
    note = example.note
    return Bilingual(
        zh=" · ".join(filter(None, (example.zh, note.zh))),
        en=" · ".join(filter(None, (example.en, note.en))),
    )


def _dsa(dsa: Dsa) -> Said:
    # Most clauses are of the community's own: that goes without saying.
    own = dsa.ground is DsaGround.INCOMPATIBLE
    return {
        tr("DSA ground"): "" if own else dsa.ground.value,
        tr("DSA category"): dsa.category.value if dsa.category else "",
        tr("DSA further categories"): tr(", ").join(dsa.additions),
        tr("DSA keywords"): tr(", ").join(dsa.keywords),
        tr("Law"): dsa.legal_ground,
    }


def _both(label: str, *words: Bilingual) -> Said:
    return {
        f"{label} · {_ZH}": "\n".join(each.zh for each in words),
        f"{label} · {_EN}": "\n".join(each.en for each in words),
    }


def _ladder(ladder: Ladder) -> Said:
    return {
        tr("Window in days"): str(ladder.window_days),
        tr("Points expire after days"): str(ladder.points_expire_days),
        tr("Review at points"): str(ladder.review_at_points),
        **{
            tr(
                "Time {ordinal}, {severity}",
                ordinal=ordinal,
                severity=severity_text(severity),
            ): _cell(step)
            for ordinal, row in enumerate(ladder.rows, start=1)
            for severity, step in zip(Severity, row, strict=True)
        },
        **{
            tr("Class “{name}”", name=rule.offence_class): _rule(rule)
            for rule in ladder.classes
        },
    }


def _rule(rule: ClassRule) -> str:
    told = (
        trn("{count} day", "{count} days", rule.window_days)
        if rule.window_days
        else tr("The ladder's window"),
        tr("at once in the last row") if rule.to_end else tr("row by row"),
    )
    return tr(", ").join(told)


def _cell(step: Step) -> str:
    points = trn("{count} point", "{count} points", step.points)
    return tr("{step}, {points}", step=step_text(step), points=points)
