import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.rulebook.model import (
    Article,
    Bilingual,
    Clause,
    Dsa,
    DsaGround,
    Example,
    Ladder,
    Rulebook,
    SanctionKind,
    Severity,
    Step,
    step_weight,
)
from app.rulebook.rules import ProblemCode, check, check_ladder
from app.rulebook.templates import load_template
from tests.unit.rulebook.strategies import ladders, steps

BOOK = load_template("reading_club")
FIRST = BOOK.articles[0]
CLAUSE = FIRST.clauses[0]


def codes(rulebook: Rulebook) -> set[ProblemCode]:
    return {problem.code for problem in check(rulebook)}


def ladder_codes(ladder: Ladder) -> set[ProblemCode]:
    return {problem.code for problem in check_ladder(ladder)}


def with_clause(clause: Clause) -> Rulebook:
    article = msgspec.structs.replace(FIRST, clauses=(clause, *FIRST.clauses[1:]))
    return msgspec.structs.replace(BOOK, articles=(article, *BOOK.articles[1:]))


def with_cell(ladder: Ladder, row: int, column: int, step: Step) -> Ladder:
    rows = [list(each) for each in ladder.rows]
    rows[row][column] = step
    return msgspec.structs.replace(ladder, rows=tuple((a, b, c) for a, b, c in rows))


@given(ladders())
def test_a_ladder_that_grows_heavier_has_no_problem(ladder: Ladder) -> None:
    assert check_ladder(ladder) == ()


@given(ladders(), st.data())
def test_a_cell_lighter_than_the_time_before_is_refused(
    ladder: Ladder, data: st.DataObject
) -> None:
    assume(len(ladder.rows) > 1)
    row = data.draw(st.integers(1, len(ladder.rows) - 1))
    column = data.draw(st.integers(0, 2))
    lighter = data.draw(steps)
    assume(step_weight(lighter) < step_weight(ladder.rows[row - 1][column]))
    problems = check_ladder(with_cell(ladder, row, column, lighter))
    assert any(
        problem.code is ProblemCode.LIGHTER_WHEN_REPEATED
        and problem.ordinal == row + 1
        and problem.severity is list(Severity)[column]
        for problem in problems
    )


@given(ladders(), st.data())
def test_a_cell_lighter_than_for_a_less_severe_breach_is_refused(
    ladder: Ladder, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(ladder.rows) - 1))
    column = data.draw(st.integers(1, 2))
    lighter = data.draw(steps)
    assume(step_weight(lighter) < step_weight(ladder.rows[row][column - 1]))
    problems = check_ladder(with_cell(ladder, row, column, lighter))
    assert any(
        problem.code is ProblemCode.LIGHTER_WHEN_GRAVER
        and problem.ordinal == row + 1
        and problem.severity is list(Severity)[column]
        for problem in problems
    )


@given(ladders(), st.data())
def test_points_that_fall_are_refused(ladder: Ladder, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(ladder.rows) - 1))
    before, cell = ladder.rows[row][0], ladder.rows[row][1]
    assume(not cell.kind.is_removal)
    fewer = msgspec.structs.replace(cell, points=before.points - 1)
    assert ProblemCode.POINTS_FALL in ladder_codes(with_cell(ladder, row, 1, fewer))


def test_a_removal_may_leave_its_points_out() -> None:
    removal = Step(kind=SanctionKind.PERMANENT)
    ladder = with_cell(BOOK.ladder, 4, 2, removal)
    assert check_ladder(ladder) == ()


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (Step(kind=SanctionKind.MUTE, points=9), ProblemCode.DAYS_MISSING),
        (Step(kind=SanctionKind.MUTE, days=4000), ProblemCode.DAYS_MISSING),
        (Step(kind=SanctionKind.REMOVAL, days=1), ProblemCode.DAYS_WITHOUT_TERM),
        (Step(kind=SanctionKind.REMOVAL, points=-1), ProblemCode.POINTS_NEGATIVE),
    ],
)
def test_an_impossible_cell_is_refused(step: Step, code: ProblemCode) -> None:
    assert code in ladder_codes(with_cell(BOOK.ladder, 4, 2, step))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("window_days", 0, ProblemCode.WINDOW),
        ("window_days", 100_000, ProblemCode.WINDOW),
        ("points_expire_days", 0, ProblemCode.POINTS_EXPIRY),
        ("review_at_points", 0, ProblemCode.REVIEW_POINTS),
        ("rows", (), ProblemCode.LADDER_EMPTY),
        ("rows", (BOOK.ladder.rows[0][:2],), ProblemCode.CELL_EMPTY),
    ],
)
def test_an_impossible_ladder_is_refused(
    field: str, value: object, code: ProblemCode
) -> None:
    ladder = msgspec.structs.replace(BOOK.ladder, **{field: value})
    assert ladder_codes(ladder) == {code}


EMPTY = Bilingual(zh=" ", en="")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", EMPTY, {ProblemCode.CHINESE_MISSING, ProblemCode.ENGLISH_MISSING}),
        ("text", Bilingual(zh="文", en=" "), {ProblemCode.ENGLISH_MISSING}),
        ("why", Bilingual(zh="", en="why"), {ProblemCode.CHINESE_MISSING}),
        ("text", Bilingual(zh="先问{群主}", en="Ask."), {ProblemCode.BLANK}),
        ("why", Bilingual(zh="因为", en="So ｛say｝ it"), {ProblemCode.BLANK}),
        ("text", Bilingual(zh="集合 {} 与 {", en="Sets"), set()),
        ("allowed", (), {ProblemCode.ALLOWED_MISSING}),
        ("forbidden", CLAUSE.forbidden[:1], {ProblemCode.FORBIDDEN_MISSING}),
        (
            "forbidden",
            (CLAUSE.forbidden[0], Example(zh="例", en="")),
            {ProblemCode.ENGLISH_MISSING},
        ),
        ("offence_class", " ", {ProblemCode.CLASS_MISSING}),
        ("dsa", Dsa(), {ProblemCode.CATEGORY_MISSING}),
        (
            "dsa",
            msgspec.structs.replace(CLAUSE.dsa, ground=DsaGround.ILLEGAL),
            {ProblemCode.LAW_MISSING},
        ),
        ("short", EMPTY, set()),
        ("short", Bilingual(zh="短", en=""), {ProblemCode.ENGLISH_MISSING}),
        (
            "allowed",
            (
                CLAUSE.allowed[0],
                Example(zh="例", en="an example", note=Bilingual(zh="", en="why")),
            ),
            {ProblemCode.CHINESE_MISSING},
        ),
        ("number", "1.2", {ProblemCode.CLAUSE_TWICE}),
        ("number", "2.9", {ProblemCode.CLAUSE_NUMBER}),
        ("number", "", {ProblemCode.CLAUSE_NUMBER}),
        ("aliases", ("辱骂",), {ProblemCode.NAME_TWICE}),
        ("aliases", ("人身攻击",), {ProblemCode.NAME_TWICE}),
        ("aliases", ("偏题", "偏题"), set()),
    ],
)
def test_a_clause_must_be_complete(
    field: str, value: object, expected: set[ProblemCode]
) -> None:
    assert codes(with_clause(msgspec.structs.replace(CLAUSE, **{field: value}))) == (
        expected
    )


def test_a_book_must_have_title_articles_and_clauses() -> None:
    bare = msgspec.structs.replace(BOOK, title=EMPTY, articles=())
    assert codes(bare) == {
        ProblemCode.TITLE_MISSING,
        ProblemCode.NO_CLAUSES,
        ProblemCode.RULE_OF_NO_CLASS,
    }
    hollow = Article(number="1", title=EMPTY, clauses=())
    assert codes(msgspec.structs.replace(BOOK, articles=(*BOOK.articles, hollow))) == {
        ProblemCode.ARTICLE_TWICE,
        ProblemCode.ARTICLE_TITLE_MISSING,
        ProblemCode.ARTICLE_EMPTY,
    }
