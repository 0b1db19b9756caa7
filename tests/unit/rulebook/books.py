"""Made-up rulebooks, small and unlike each other."""

import msgspec
from hypothesis import strategies as st

from app.rulebook.model import (
    NO_WORDS,
    Article,
    Bilingual,
    ClassRule,
    Clause,
    Dsa,
    DsaCategory,
    DsaGround,
    Example,
    Ladder,
    Rulebook,
)
from tests.unit.rulebook.strategies import CLASSES, ladders, severities

_zh = st.text("不得侮辱、骂人成员群里公开或者。 3天", max_size=24)
_en = st.text("no abuse of members, in the group 12.", max_size=30)
bilingual = st.builds(Bilingual, zh=_zh, en=_en)
examples = st.builds(Example, zh=_zh, en=_en, note=st.just(NO_WORDS) | bilingual)
dsas = st.builds(
    Dsa,
    ground=st.sampled_from(DsaGround),
    category=st.none() | st.sampled_from(DsaCategory),
    additions=st.lists(st.sampled_from(DsaCategory), max_size=2).map(tuple),
    keywords=st.sampled_from([(), ("SPAM",), ("OTHER", "NUDITY")]),
    legal_ground=st.sampled_from(["", "StGB § 185"]),
)


def clauses(number: str) -> st.SearchStrategy[Clause]:
    """Return clauses of this number."""
    few = st.lists(examples, max_size=3).map(tuple)
    return st.builds(
        Clause,
        number=st.just(number),
        title=bilingual,
        text=bilingual,
        why=bilingual,
        allowed=few,
        forbidden=few,
        severity=severities,
        offence_class=st.sampled_from(CLASSES),
        aliases=st.lists(_zh, max_size=2).map(tuple),
        short=st.just(NO_WORDS) | bilingual,
        norms=st.sampled_from([(), ("abuse",), ("spam", "fraud")]),
        dsa=dsas,
    )


class_rules = st.lists(
    st.builds(
        ClassRule,
        offence_class=st.sampled_from(CLASSES),
        window_days=st.sampled_from([0, 7, 90, 365]),
        to_end=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda rule: rule.offence_class,
).map(lambda rules: tuple(sorted(rules, key=lambda rule: rule.offence_class)))


@st.composite
def ruled_ladders(draw: st.DrawFn) -> Ladder:
    """Return ladders in which some classes have rules of their own."""
    return msgspec.structs.replace(draw(ladders()), classes=draw(class_rules))


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    """Return books in which every number names one thing."""
    articles: list[Article] = []
    for number in draw(st.permutations(["1", "2", "3"])):
        places = draw(st.lists(st.integers(1, 3), max_size=3, unique=True))
        if not draw(st.booleans()):
            continue
        article = Article(
            number=number,
            title=draw(bilingual),
            clauses=tuple(draw(clauses(f"{number}.{place}")) for place in places),
        )
        articles.append(article)
    return Rulebook(
        title=draw(bilingual), articles=tuple(articles), ladder=draw(ruled_ladders())
    )


@st.composite
def edited(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    """Return a book with a few clauses written anew."""
    articles = tuple(
        msgspec.structs.replace(
            article,
            clauses=tuple(
                draw(clauses(clause.number)) if draw(st.booleans()) else clause
                for clause in article.clauses
            ),
        )
        for article in book.articles
    )
    return msgspec.structs.replace(book, articles=articles)
