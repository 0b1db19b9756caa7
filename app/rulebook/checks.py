"""What must be right before a rulebook is published."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.rulebook.model import (
    Article,
    Bilingual,
    Clause,
    Dsa,
    DsaGround,
    Ladder,
    Rulebook,
    Severity,
    Step,
    step_weight,
)

EXAMPLES_NEEDED = 2
"""How many allowed, and how many forbidden, examples every clause shows."""

_BLANK = re.compile(r"\{[^{}\n]{1,40}\}|｛[^｛｝\n]{1,40}｝")

LONGEST_DAYS = 3650
"""No window, expiry or mute is longer; ten years keep dates within range."""


class ProblemCode(StrEnum):
    """What can be wrong with a rulebook."""

    TITLE_MISSING = "title_missing"
    NO_CLAUSES = "no_clauses"
    ARTICLE_TWICE = "article_twice"
    ARTICLE_EMPTY = "article_empty"
    ARTICLE_TITLE_MISSING = "article_title_missing"
    CLAUSE_TWICE = "clause_twice"
    CLAUSE_NUMBER = "clause_number"
    CHINESE_MISSING = "chinese_missing"
    ENGLISH_MISSING = "english_missing"
    BLANK = "blank"
    BLANK_IN_ARTICLE = "blank_in_article"
    BLANK_IN_TITLE = "blank_in_title"
    ALLOWED_MISSING = "allowed_missing"
    FORBIDDEN_MISSING = "forbidden_missing"
    CLASS_MISSING = "class_missing"
    CATEGORY_MISSING = "category_missing"
    LAW_MISSING = "law_missing"
    NAME_TWICE = "name_twice"
    RULE_OF_NO_CLASS = "rule_of_no_class"
    RULE_TWICE = "rule_twice"
    RULE_WINDOW = "rule_window"
    LADDER_EMPTY = "ladder_empty"
    CELL_EMPTY = "cell_empty"
    WINDOW = "window"
    POINTS_EXPIRY = "points_expiry"
    REVIEW_POINTS = "review_points"
    DAYS_MISSING = "days_missing"
    DAYS_WITHOUT_TERM = "days_without_term"
    POINTS_NEGATIVE = "points_negative"
    LIGHTER_WHEN_REPEATED = "lighter_when_repeated"
    LIGHTER_WHEN_GRAVER = "lighter_when_graver"
    POINTS_FALL = "points_fall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to put right.

    Attributes:
        code: what is wrong.
        place: number of the article or clause, a clause's name, a class of offences,
            or empty.
        ordinal: the ladder's row, from 1; 0 if it is not about a row.
        severity: the ladder's column, or None.
    """

    code: ProblemCode
    place: str = ""
    ordinal: int = 0
    severity: Severity | None = None


def blank_in(words: str) -> str:
    """Return the first blank of a template that stands in words, or nothing.

    A rulebook's words are read as they are written: what stands in braces is filled in
    by nobody.
    """
    found = _BLANK.search(words)
    return found.group() if found else ""


def check(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Return everything that stands against publishing, in the book's order."""
    return (
        *_title(rulebook),
        *_numbers(rulebook),
        *(p for article in rulebook.articles for p in _article(article)),
        *_names(rulebook),
        *_classes(rulebook),
        *check_ladder(rulebook.ladder),
    )


def check_ladder(ladder: Ladder) -> tuple[Problem, ...]:
    """Return everything that is wrong with a ladder alone."""
    return (*_lengths(ladder), *_cells(ladder), *_order(ladder))


def step_problem(step: Step) -> ProblemCode | None:
    """Return what is wrong with one step, or None."""
    if step.points < 0:
        return ProblemCode.POINTS_NEGATIVE
    if step.kind.is_timed:
        fine = 1 <= step.days <= LONGEST_DAYS
        return None if fine else ProblemCode.DAYS_MISSING
    return ProblemCode.DAYS_WITHOUT_TERM if step.days else None


def _title(rulebook: Rulebook) -> Iterator[Problem]:
    if not _complete(rulebook.title):
        yield Problem(code=ProblemCode.TITLE_MISSING)
    if _has_blank(rulebook.title):
        yield Problem(code=ProblemCode.BLANK_IN_TITLE)
    if not any(True for _ in rulebook.clauses):
        yield Problem(code=ProblemCode.NO_CLAUSES)


def _numbers(rulebook: Rulebook) -> Iterator[Problem]:
    articles = repeated(article.number for article in rulebook.articles)
    clauses = repeated(clause.number for clause in rulebook.clauses)
    yield from (Problem(code=ProblemCode.ARTICLE_TWICE, place=n) for n in articles)
    yield from (Problem(code=ProblemCode.CLAUSE_TWICE, place=n) for n in clauses)


def _article(article: Article) -> Iterator[Problem]:
    number = article.number
    if not _complete(article.title):
        yield Problem(code=ProblemCode.ARTICLE_TITLE_MISSING, place=number)
    if _has_blank(article.title):
        yield Problem(code=ProblemCode.BLANK_IN_ARTICLE, place=number)
    if not article.clauses:
        yield Problem(code=ProblemCode.ARTICLE_EMPTY, place=number)
    for clause in article.clauses:
        if not re.fullmatch(rf"{re.escape(number)}\.[0-9]+", clause.number):
            yield Problem(code=ProblemCode.CLAUSE_NUMBER, place=clause.number)
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[Problem]:
    words = _words(clause)
    wrong = {
        ProblemCode.CHINESE_MISSING: not all(each.zh.strip() for each in words),
        ProblemCode.ENGLISH_MISSING: not all(each.en.strip() for each in words),
        ProblemCode.BLANK: any(map(_has_blank, words)),
        ProblemCode.ALLOWED_MISSING: len(clause.allowed) < EXAMPLES_NEEDED,
        ProblemCode.FORBIDDEN_MISSING: len(clause.forbidden) < EXAMPLES_NEEDED,
        ProblemCode.CLASS_MISSING: not clause.offence_class.strip(),
        ProblemCode.CATEGORY_MISSING: clause.dsa.category is None,
        ProblemCode.LAW_MISSING: _names_no_law(clause.dsa),
    }
    for code, holds in wrong.items():
        if holds:
            yield Problem(code=code, place=clause.number)


def _words(clause: Clause) -> tuple[Bilingual, ...]:
    """Return what needs both languages; what may be empty only where it is not."""
    examples = (*clause.allowed, *clause.forbidden)
    may_be_empty = (clause.short, *(example.note for example in examples))
    given = (each for each in may_be_empty if each.zh.strip() or each.en.strip())
    return (clause.title, clause.text, clause.why, *examples, *given)


def _has_blank(words: Bilingual) -> bool:
    return bool(blank_in(words.zh) or blank_in(words.en))


def _names_no_law(dsa: Dsa) -> bool:
    return dsa.ground is DsaGround.ILLEGAL and not dsa.legal_ground.strip()


def _names(rulebook: Rulebook) -> Iterator[Problem]:
    # A name of two clauses would send the same complaint to either.
    names = (name for clause in rulebook.clauses for name in clause.names)
    for name in repeated(names):
        yield Problem(code=ProblemCode.NAME_TWICE, place=name)


def _classes(rulebook: Rulebook) -> Iterator[Problem]:
    rules = rulebook.ladder.classes
    known = {clause.offence_class for clause in rulebook.clauses}
    for rule in rules:
        if rule.offence_class not in known:
            yield Problem(code=ProblemCode.RULE_OF_NO_CLASS, place=rule.offence_class)
        if not 0 <= rule.window_days <= LONGEST_DAYS:
            yield Problem(code=ProblemCode.RULE_WINDOW, place=rule.offence_class)
    for offence_class in repeated(rule.offence_class for rule in rules):
        yield Problem(code=ProblemCode.RULE_TWICE, place=offence_class)


def _lengths(ladder: Ladder) -> Iterator[Problem]:
    if not 1 <= ladder.window_days <= LONGEST_DAYS:
        yield Problem(code=ProblemCode.WINDOW)
    if not 1 <= ladder.points_expire_days <= LONGEST_DAYS:
        yield Problem(code=ProblemCode.POINTS_EXPIRY)
    if ladder.review_at_points < 1:
        yield Problem(code=ProblemCode.REVIEW_POINTS)
    if not ladder.rows:
        yield Problem(code=ProblemCode.LADDER_EMPTY)


def _cells(ladder: Ladder) -> Iterator[Problem]:
    for ordinal, row in enumerate(ladder.rows, start=1):
        if _short(row):
            yield Problem(code=ProblemCode.CELL_EMPTY, ordinal=ordinal)
        for severity, step in zip(Severity, row, strict=False):
            code = step_problem(step)
            if code is not None:
                yield Problem(code=code, ordinal=ordinal, severity=severity)


def _order(ladder: Ladder) -> Iterator[Problem]:
    repeated = ProblemCode.LIGHTER_WHEN_REPEATED
    graver = ProblemCode.LIGHTER_WHEN_GRAVER
    for ordinal, (above, row) in enumerate(pairwise(ladder.rows), start=2):
        for severity, before, after in zip(Severity, above, row, strict=False):
            yield from _falls(before, after, repeated, ordinal, severity)
    for ordinal, row in enumerate(ladder.rows, start=1):
        columns = tuple(Severity)[1:]
        for severity, (before, after) in zip(columns, pairwise(row), strict=False):
            yield from _falls(before, after, graver, ordinal, severity)


def _falls(
    before: Step, after: Step, code: ProblemCode, ordinal: int, severity: Severity
) -> Iterator[Problem]:
    if step_weight(after) < step_weight(before):
        yield Problem(code=code, ordinal=ordinal, severity=severity)
    # Points of a removed member are of no consequence, so they may be left out.
    elif not after.kind.is_removal and after.points < before.points:
        yield Problem(code=ProblemCode.POINTS_FALL, ordinal=ordinal, severity=severity)


def _short(row: tuple[Step, ...]) -> bool:
    return len(row) < len(Severity)


def _complete(words: Bilingual) -> bool:
    return bool(words.zh.strip() and words.en.strip())


def repeated(values: Iterable[str]) -> list[str]:
    """Return what is there more than once, each once."""
    return [value for value, times in Counter(values).items() if times > 1]
