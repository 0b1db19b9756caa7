"""Comparing two rulebooks: clause by clause, word by word, cell by cell.

A number is a clause's identity: a clause that keeps its number was changed, whatever
it says now; one whose number is gone was taken out. In both books every article and
every clause has a number of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, zip_longest

from app.rulebook.compare.model import (
    ArticleChanged,
    CellChanged,
    ClassChanged,
    ClauseChanged,
    Comparison,
    ExampleChanged,
    How,
    LadderChanged,
    OrderChanged,
    Part,
    Placed,
    ValueChanged,
    WordsChanged,
)
from app.rulebook.model import (
    NO_WORDS,
    Article,
    Bilingual,
    ClassRule,
    Clause,
    Example,
    Ladder,
    Rulebook,
    Severity,
    Step,
)
from app.text.difference import segments
from app.words import Language


def compare(before: Rulebook | None, after: Rulebook) -> Comparison:
    """Return what differs.

    Args:
        before: the earlier book; None where there is none, so that all is new.
        after: the later one.
    """
    return Comparison(
        title=_both(Part.TITLE, before.title if before else None, after.title),
        articles=tuple(_articles(before.articles if before else (), after.articles)),
        clauses=tuple(_clauses(before.clauses if before else (), after.clauses)),
        order=_order(before, after) if before else None,
        ladder=compare_ladders(before.ladder if before else None, after.ladder),
        classes={**(before.classes if before else {}), **after.classes},
    )


def compare_clauses(before: Clause | None, after: Clause | None) -> ClauseChanged:
    """Return what differs between two clauses of a number, one of which is there."""
    clause = after or before
    return ClauseChanged(
        number=clause.number if clause else "",
        how=_how(before, after),
        before=before,
        after=after,
        words=tuple(
            chain.from_iterable(
                _both(
                    part,
                    told(before) if before else None,
                    told(after) if after else None,
                )
                for part, told in _WORDS.items()
            )
        ),
        examples=(
            *_examples(
                Part.ALLOWED,
                before.allowed if before else (),
                after.allowed if after else (),
            ),
            *_examples(
                Part.FORBIDDEN,
                before.forbidden if before else (),
                after.forbidden if after else (),
            ),
        ),
        values=_values(_clause_values(before), _clause_values(after)),
    )


def compare_ladders(before: Ladder | None, after: Ladder) -> LadderChanged:
    """Return what differs between two ladders."""
    return LadderChanged(
        values=_values(_ladder_values(before), _ladder_values(after)),
        cells=tuple(_cells(before.rows if before else (), after.rows)),
        classes=tuple(_rules(before.classes if before else (), after.classes)),
    )


def _how(before: object | None, after: object | None) -> How:
    if before is None:
        return How.ADDED
    return How.CHANGED if after is not None else How.REMOVED


_WORDS: Mapping[Part, Callable[[Clause | None], Bilingual | None]] = {
    Part.TITLE: lambda clause: clause and clause.title,
    Part.SHORT: lambda clause: clause and clause.short,
    Part.TEXT: lambda clause: clause and clause.text,
    Part.WHY: lambda clause: clause and clause.why,
}


def _both(
    part: Part, before: Bilingual | None, after: Bilingual | None
) -> tuple[WordsChanged, ...]:
    old, new = before or NO_WORDS, after or NO_WORDS
    return tuple(
        WordsChanged(part=part, language=language, segments=segments(was, now))
        for language in Language
        for was, now in ((old.text(language), new.text(language)),)
        if was != now
    )


def _examples(
    part: Part, before: Sequence[Example], after: Sequence[Example]
) -> Iterator[ExampleChanged]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, i1, i2, j1, j2 in matcher.get_opcodes():
        if code == "equal":
            continue
        # In one place the first is taken for the first, whatever it says now.
        for was, now in zip_longest(range(i1, i2), range(j1, j2)):
            yield _example(part, _placed(before, was), _placed(after, now))


def _placed(examples: Sequence[Example], at: int | None) -> tuple[int, Example] | None:
    return None if at is None else (at + 1, examples[at])


def _example(
    part: Part, before: tuple[int, Example] | None, after: tuple[int, Example] | None
) -> ExampleChanged:
    old, new = (each[1] if each else None for each in (before, after))
    here = after or before
    return ExampleChanged(
        part=part,
        how=_how(before, after),
        place=here[0] if here else 0,
        before=old,
        after=new,
        words=_both(part, old, new),
        notes=_both(part, old.note if old else None, new.note if new else None),
    )


Values = Mapping[Part, tuple[str, ...]]


def _values(before: Values, after: Values) -> tuple[ValueChanged, ...]:
    pairs = ((p, before.get(p, ()), after.get(p, ())) for p in {**after, **before})
    return tuple(
        ValueChanged(part=part, before=was, after=now)
        for part, was, now in pairs
        if was != now
    )


def _clause_values(clause: Clause | None) -> Values:
    if clause is None:
        return {}
    dsa = clause.dsa
    return {
        Part.SEVERITY: (clause.severity.value,),
        Part.OFFENCE_CLASS: _known(clause.offence_class),
        Part.ALIASES: clause.aliases,
        Part.NORMS: clause.norms,
        Part.DSA_GROUND: (dsa.ground.value,),
        Part.DSA_CATEGORY: (dsa.category.value,) if dsa.category else (),
        Part.DSA_ADDITIONS: tuple(each.value for each in dsa.additions),
        Part.DSA_KEYWORDS: dsa.keywords,
        Part.LEGAL_GROUND: _known(dsa.legal_ground),
    }


def _ladder_values(ladder: Ladder | None) -> Values:
    if ladder is None:
        return {}
    return {
        Part.WINDOW: (str(ladder.window_days),),
        Part.POINTS_EXPIRY: (str(ladder.points_expire_days),),
        Part.REVIEW_POINTS: (str(ladder.review_at_points),),
    }


def _known(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _articles(
    before: Sequence[Article], after: Sequence[Article]
) -> Iterator[ArticleChanged]:
    old = {article.number: article for article in before}
    new = {article.number: article for article in after}
    for number in (*new, *(n for n in old if n not in new)):
        was, now = old.get(number), new.get(number)
        words = _both(
            Part.TITLE, was.title if was else None, now.title if now else None
        )
        here = now or was
        if here and (words or was is None or now is None):
            yield ArticleChanged(
                number=number, how=_how(was, now), title=here.title, words=words
            )


def _clauses(
    before: Iterable[Clause], after: Iterable[Clause]
) -> Iterator[ClauseChanged]:
    old = {clause.number: clause for clause in before}
    new = {clause.number: clause for clause in after}
    for number, clause in new.items():
        if old.get(number) != clause:
            yield compare_clauses(old.get(number), clause)
    for number, clause in old.items():
        if number not in new:
            yield compare_clauses(clause, None)


def _order(before: Rulebook, after: Rulebook) -> OrderChanged | None:
    old, new = _shared(before, after), _shared(after, before)
    return OrderChanged(before=old, after=new) if old != new else None


def _shared(book: Rulebook, other: Rulebook) -> tuple[Placed, ...]:
    """Return what of a book the other has too: what came or went is told by itself."""
    articles = {article.number for article in other.articles}
    clauses = {clause.number for clause in other.clauses}
    placed = (
        (a.number, tuple(c.number for c in a.clauses if c.number in clauses))
        for a in book.articles
    )
    return tuple(each for each in placed if each[1] or each[0] in articles)


def _cells(
    before: Sequence[Sequence[Step]], after: Sequence[Sequence[Step]]
) -> Iterator[CellChanged]:
    for ordinal, (was, now) in enumerate(zip_longest(before, after, fillvalue=()), 1):
        for severity, old, new in zip(Severity, _cut(was), _cut(now), strict=True):
            if old != new:
                yield CellChanged(
                    ordinal=ordinal, severity=severity, before=old, after=new
                )


def _cut(row: Sequence[Step]) -> Sequence[Step | None]:
    return row or [None] * len(Severity)


def _rules(
    before: Sequence[ClassRule], after: Sequence[ClassRule]
) -> Iterator[ClassChanged]:
    old = {rule.offence_class: rule for rule in before}
    new = {rule.offence_class: rule for rule in after}
    for name in {**new, **old}:
        if old.get(name) != new.get(name):
            yield ClassChanged(
                offence_class=name, before=old.get(name), after=new.get(name)
            )
