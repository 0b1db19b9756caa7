"""Edits of a draft: they lead from one book to the other and meet without loss."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.rulebook.model import (
    Article,
    Bilingual,
    Change,
    Rulebook,
    change_between,
    changed,
)
from app.rulebook.templates import load_template

BOOK = load_template("reading_club")
CLAUSES = {clause.number: clause for clause in BOOK.clauses}

words = st.text("一二三ab", max_size=3)
both = st.builds(Bilingual, zh=words, en=words)


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    numbers = draw(st.lists(st.sampled_from(sorted(CLAUSES)), unique=True, max_size=6))
    cut = draw(st.integers(0, len(numbers)))
    articles = [
        Article(
            number=number,
            title=draw(both),
            clauses=tuple(
                msgspec.structs.replace(CLAUSES[n], text=draw(both)) for n in part
            ),
        )
        for number, part in (("1", numbers[:cut]), ("2", numbers[cut:]))
    ]
    ladder = msgspec.structs.replace(BOOK.ladder, window_days=draw(st.integers(1, 3)))
    return Rulebook(title=draw(both), articles=tuple(articles), ladder=ladder)


@given(books(), books())
def test_an_edit_leads_from_one_book_to_the_other(before: Rulebook, after: Rulebook):
    assert changed(before, change_between(before, after)) == after


@given(books())
def test_no_edit_is_empty(book: Rulebook):
    assert change_between(book, book).is_empty
    assert changed(book, Change()) == book


@given(st.sampled_from(sorted(CLAUSES)), st.sampled_from(sorted(CLAUSES)), both, both)
def test_edits_of_two_clauses_meet_in_any_order(
    one: str, other: str, text: Bilingual, words: Bilingual
):
    first = Change(clauses=(msgspec.structs.replace(CLAUSES[one], text=text),))
    second = Change(clauses=(msgspec.structs.replace(CLAUSES[other], why=words),))
    if one != other:
        assert changed(changed(BOOK, first), second) == (
            changed(changed(BOOK, second), first)
        )


def test_an_edit_of_a_clause_that_was_taken_out_brings_nothing_back():
    gone = BOOK.articles[0].clauses[0]
    shorter = Rulebook(title=BOOK.title, articles=BOOK.articles[1:], ladder=BOOK.ladder)
    late = Change(clauses=(msgspec.structs.replace(gone, text=gone.why),))
    assert changed(shorter, late) == shorter
