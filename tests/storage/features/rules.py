"""Rules that a test writes: a template with a few words of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from app.ids import DraftId, RulebookId
from app.rulebook.commands import BeginDraft, PublishRulebook
from app.rulebook.model import Bilingual, Clause, Ladder, Rulebook, Step
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.times import local_day
from tests.builders import OWNER
from tests.storage.features.setting import LEAD, MODERATOR, SECOND_LEAD, Stage

BOOK = load_template("reading_club")
CHANGES = Bilingual(zh="改了几处", en="A few changes")
replace = msgspec.structs.replace


def edited(book: Rulebook, edit: Callable[[Clause], Clause | None]) -> Rulebook:
    """Return a book with every clause edited; without those for which it is None."""
    articles = tuple(
        replace(article, clauses=tuple(filter(None, map(edit, article.clauses))))
        for article in book.articles
    )
    return replace(book, articles=articles)


def with_clause(book: Rulebook, number: str, **changed: Any) -> Rulebook:
    """Return a book with one clause changed."""
    return edited(book, lambda c: replace(c, **changed) if c.number == number else c)


def without(book: Rulebook, number: str) -> Rulebook:
    """Return a book with one clause taken out."""
    return edited(book, lambda c: None if c.number == number else c)


def with_cells(book: Rulebook, edit: Callable[[Step], Step]) -> Rulebook:
    """Return a book with every cell of its ladder edited."""
    rows = tuple((edit(a), edit(b), edit(c)) for a, b, c in book.ladder.rows)
    return with_ladder(book, rows=rows)


def with_ladder(book: Rulebook, **changed: Any) -> Rulebook:
    """Return a book with another ladder."""
    ladder: Ladder = replace(book.ladder, **changed)
    return replace(book, ladder=ladder)


def drafted(stage: Stage, book: Rulebook, by: str = MODERATOR) -> DraftId:
    """Have somebody begin a draft."""
    return stage.do(by, BeginDraft(book=book))


def announced_at_once(stage: Stage) -> None:
    """Let new rules begin on the day they are published."""
    stage.do(OWNER, ChangeSetting(setting=Setting.NOTICE_DAYS, value=0))


def published(stage: Stage, book: Rulebook, days: int = 0) -> RulebookId:
    """Have two leads publish rules that begin in so many days."""
    command = PublishRulebook(
        book=book,
        effective_on=local_day(stage.clock()) + timedelta(days=days),
        changes=CHANGES,
    )
    return stage.together(LEAD, command, SECOND_LEAD)
