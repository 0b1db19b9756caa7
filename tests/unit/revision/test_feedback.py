"""What feedback is about, by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Conflict, InputError
from app.revision.model.feedback import FeedbackState, Stance
from app.revision.rules.feedback import (
    check_reason,
    check_words,
    clauses_asked,
    clauses_named,
    refuse_unless,
)
from app.rulebook.templates import load_template

BOOK = load_template("reading_club")
NUMBERS = [clause.number for clause in BOOK.clauses]


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("3.2", ("3.2",)),
        ("第3.2条 人身攻击┋3.1", ("3.2", "3.1")),
        ("人身攻击", ("3.2",)),
        ("99.9", ()),
        ("", ()),
        ("随便写写", ()),
    ],
)
def test_words_name_clauses(words: str, clauses: tuple[str, ...]):
    assert clauses_named(words, BOOK) == clauses
    assert clauses_named(words, None) == ()


def test_a_question_about_one_clause_wins_over_the_row():
    assert clauses_asked("第 3.1 条是否合适", "3.2", BOOK) == ("3.1",)
    assert clauses_asked("您对 2026.11 版怎么看", "3.2", BOOK) == ("3.2",)
    assert clauses_asked("您的意见", "", BOOK) == ()


@given(words=st.text())
def test_what_is_named_is_in_the_book_once(words: str):
    found = clauses_named(words, BOOK)
    assert set(found) <= set(NUMBERS)
    assert len(set(found)) == len(found)


@given(words=st.text())
def test_any_word_is_some_stance(words: str):
    assert Stance.parse(words) in set(Stance)


def test_words_for_a_stance():
    told = {word: Stance.parse(word) for word in ("赞成", "不同意", "建 议", "看情况")}
    assert [*told.values()] == [
        Stance.FOR,
        Stance.AGAINST,
        Stance.SUGGESTION,
        Stance.UNCLEAR,
    ]


def test_what_says_nothing_is_refused():
    for check in (check_words, check_reason):
        for words in ("  ", "x" * 10_001):
            with pytest.raises(InputError):
                check(words)


@pytest.mark.parametrize("state", FeedbackState)
@pytest.mark.parametrize("wanted", [FeedbackState.OPEN, FeedbackState.ANSWERED])
def test_feedback_stands_where_it_should(state: FeedbackState, wanted: FeedbackState):
    if state is wanted:
        refuse_unless(state, wanted)
        return
    with pytest.raises(Conflict):
        refuse_unless(state, wanted)
