"""The next version of the rules, as the people of the demonstration write it."""

from typing import Final

from msgspec import structs

from app.rulebook.model import Bilingual, Clause, Rulebook, SanctionKind, Step

REVISED: Final = "3.2"
"""The clause they rewrite."""

_AIMED: Final = Bilingual(
    zh="贬低人格，与作品无关", en="Belittles the person, not the work"
)


def revised(book: Rulebook) -> Rulebook:
    """Return the rules as the team would have them next."""

    def clause(former: Clause) -> Clause:
        if former.number != REVISED:
            return former
        first, *rest = former.forbidden
        aimed = structs.replace(first, note=_AIMED)
        text = Bilingual(
            zh=former.text.zh.replace("弹幕和", "弹幕、连麦和"),
            en=former.text.en.replace("comments or", "comments, calls or"),
        )
        return structs.replace(former, text=text, forbidden=(aimed, *rest))

    articles = tuple(
        structs.replace(each, clauses=tuple(map(clause, each.clauses)))
        for each in book.articles
    )
    ladder = book.ladder
    low, _, high = ladder.rows[2]
    mute = Step(kind=SanctionKind.MUTE, days=14, points=3)
    rows = (*ladder.rows[:2], (low, mute, high), *ladder.rows[3:])
    return structs.replace(
        book, articles=articles, ladder=structs.replace(ladder, rows=rows)
    )
