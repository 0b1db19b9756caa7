"""Made-up rulebooks with every field, in whatever words."""

from hypothesis import strategies as st

from app.rulebook.model import (
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
    SanctionKind,
    Severity,
    Step,
)

# Surrogates are no text; everything else may be typed or pasted.
_CHARACTERS = st.characters(exclude_categories=["Cs"])
_AWKWARD = st.sampled_from(
    [
        *("", " ", "\\", "\\n", "·", " · ", "|", "()", "、", "，", ",", "：", ": "),
        *(
            "- 条文：",
            "## 处罚阶梯 · Ladder",
            "处罚阶梯 · Ladder",
            "第几次",
            "违规类别",
        ),
        *("\n", "a\nb", " \n ", "\r\n", "\t", "\\\n", "\u2028", "\ufeff", "\x85", "> "),
        *("<b>", "**", "`", "---", "# ", "<!-- gongdao rulebook 1 -->", "\x00", "💥"),
    ]
)
texts = st.one_of(st.text(_CHARACTERS, max_size=12), _AWKWARD)
_numbers = st.one_of(st.from_regex(r"[0-9]{1,2}(\.[0-9]{1,2})?", fullmatch=True), texts)
_wholes = st.integers(-(2**31), 2**31 - 1)
_several = st.lists(texts, max_size=3).map(tuple)

bilinguals = st.builds(Bilingual, zh=texts, en=texts)
examples = st.builds(Example, zh=texts, en=texts, note=bilinguals)
steps = st.builds(
    Step, kind=st.sampled_from(SanctionKind), days=_wholes, points=_wholes
)
ladders = st.builds(
    Ladder,
    window_days=_wholes,
    points_expire_days=_wholes,
    review_at_points=_wholes,
    rows=st.lists(st.tuples(steps, steps, steps), max_size=3).map(tuple),
    classes=st.lists(
        st.builds(
            ClassRule,
            offence_class=texts,
            window_days=_wholes,
            to_end=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)
_dsas = st.builds(
    Dsa,
    ground=st.sampled_from(DsaGround),
    category=st.none() | st.sampled_from(DsaCategory),
    additions=st.lists(st.sampled_from(DsaCategory), max_size=2).map(tuple),
    keywords=_several,
    legal_ground=texts,
)


def _clauses(number: str) -> st.SearchStrategy[Clause]:
    made = st.lists(examples, max_size=3).map(tuple)
    return st.builds(
        Clause,
        number=st.just(number),
        title=bilinguals,
        text=bilinguals,
        why=bilinguals,
        allowed=made,
        forbidden=made,
        severity=st.sampled_from(Severity),
        offence_class=texts,
        aliases=_several,
        short=bilinguals,
        norms=_several,
        dsa=_dsas,
    )


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    """Return a book in which every number names one thing, as in every draft."""
    numbers = draw(st.lists(_numbers, unique=True, max_size=4))
    free = list(draw(st.lists(_numbers, unique=True, max_size=3)))
    articles: list[Article] = []
    for number in free:
        size = draw(st.integers(0, len(numbers)))
        mine, numbers = numbers[:size], numbers[size:]
        articles.append(
            Article(
                number=number,
                title=draw(bilinguals),
                clauses=tuple(draw(_clauses(each)) for each in mine),
            )
        )
    return Rulebook(
        title=draw(bilinguals), articles=tuple(articles), ladder=draw(ladders)
    )
