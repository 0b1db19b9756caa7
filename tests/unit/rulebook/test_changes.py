"""What a version changes: every word of it, and nothing else."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given

from app.rulebook.changes import Change, How, Part, changes
from app.rulebook.model import (
    Bilingual,
    ClassRule,
    Clause,
    Dsa,
    DsaCategory,
    DsaGround,
    Example,
    Ladder,
    Rulebook,
    Severity,
)
from app.rulebook.templates import load_template
from app.words import Language, use_language
from tests.unit.rulebook.strategies import ladders

BOOK = load_template("reading_club")
replace = msgspec.structs.replace


def with_clause(number: str, /, **changed: object) -> Rulebook:
    """Return the book with one clause changed."""

    def edited(clause: Clause) -> Clause:
        return replace(clause, **changed) if clause.number == number else clause

    articles = tuple(
        replace(article, clauses=tuple(map(edited, article.clauses)))
        for article in BOOK.articles
    )
    return replace(BOOK, articles=articles)


def clause(number: str) -> Clause:
    found = BOOK.clause(number)
    assert found is not None
    return found


def test_an_equal_book_changes_nothing():
    assert changes(BOOK, load_template("reading_club")) == []


def test_a_clause_is_told_by_its_words_before_and_after():
    text = replace(clause("3.2").text, zh="不得骂人。")
    (change,) = changes(BOOK, with_clause("3.2", text=text))
    assert change == Change(
        how=How.CHANGED,
        title=f"3.2 {clause('3.2').title.en}",
        parts=(
            Part(label="Text · 中文", before=clause("3.2").text.zh, after="不得骂人。"),
        ),
    )


@pytest.mark.parametrize("part", Clause.__struct_fields__)
def test_no_part_of_a_clause_changes_unseen(part: str):
    """A field that a later version adds to clauses has to be told as well."""
    other = {
        "number": "3.99",
        "severity": Severity.LOW,
        "offence_class": "another",
        "aliases": ("another",),
        "allowed": (),
        "forbidden": (),
        "norms": ("spam",),
        "dsa": Dsa(category=DsaCategory.SCAMS_AND_FRAUD),
    }
    words = Bilingual(zh="别的", en="Other")
    assert getattr(clause("3.2"), part) != other.get(part, words)
    assert changes(BOOK, with_clause("3.2", **{part: other.get(part, words)}))


@pytest.mark.parametrize("part", Ladder.__struct_fields__)
def test_no_part_of_the_ladder_changes_unseen(part: str):
    rows = BOOK.ladder.rows
    one_less = BOOK.ladder.classes[:-1]
    other = {"rows": rows[:-1], "classes": one_less}
    ladder = replace(BOOK.ladder, **{part: other.get(part, 77)})
    (change,) = changes(BOOK, replace(BOOK, ladder=ladder))
    assert (change.title, change.how) == ("Ladder", How.CHANGED)
    assert len(change.parts) == (3 if part == "rows" else 1)


@pytest.mark.parametrize(
    "dsa",
    [
        Dsa(ground=DsaGround.ILLEGAL),
        Dsa(additions=(DsaCategory.SCAMS_AND_FRAUD,)),
        Dsa(keywords=("HATE_SPEECH",)),
        Dsa(legal_ground="StGB § 185"),
    ],
)
def test_no_part_of_a_statement_of_reasons_changes_unseen(dsa: Dsa):
    (change,) = changes(with_clause("3.2", dsa=Dsa()), with_clause("3.2", dsa=dsa))
    assert len(change.parts) == 1


def test_why_an_example_is_on_its_side_is_told():
    note = Bilingual(zh="只谈观点", en="About the view alone")
    example = Example(zh="我不同意", en="I disagree", note=note)
    told = changes(
        with_clause("3.2", allowed=(Example(zh="我不同意", en="I disagree"),)),
        with_clause("3.2", allowed=(example,)),
    )
    assert told[0].parts[0] == Part(
        label="Allowed 1 · Why · 中文", before="", after="只谈观点"
    )


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (ClassRule(offence_class="order", window_days=30), "30 days, row by row"),
        (
            ClassRule(offence_class="order", to_end=True),
            "The ladder's window, at once in the last row",
        ),
    ],
)
def test_a_class_with_rules_of_its_own_is_told(rule: ClassRule, told: str):
    plain = replace(BOOK, ladder=replace(BOOK.ladder, classes=()))
    ladder = replace(plain.ladder, classes=(rule,))
    (change,) = changes(plain, replace(plain, ladder=ladder))
    label = "Breaches of 1.1, 1.2, 1.3"
    assert change.parts == (Part(label=label, before="", after=told),)


def test_a_cell_of_the_ladder_is_told_with_its_points():
    step = replace(BOOK.ladder.rows[1][1], points=9)
    row = (BOOK.ladder.rows[1][0], step, BOOK.ladder.rows[1][2])
    rows = (BOOK.ladder.rows[0], row, *BOOK.ladder.rows[2:])
    ladder = replace(BOOK.ladder, rows=rows)
    (change,) = changes(BOOK, replace(BOOK, ladder=ladder))
    (part,) = change.parts
    assert part.label == "Time 2, Medium"
    assert part.after.endswith(", 9 points")


def _retitled(book: Rulebook) -> Rulebook:
    return replace(book, title=Bilingual(zh="新名", en="New name"))


def _article_retitled(book: Rulebook) -> Rulebook:
    first = replace(book.articles[0], title=Bilingual(zh="新章", en="New article"))
    return replace(book, articles=(first, *book.articles[1:]))


def _turned(book: Rulebook) -> Rulebook:
    return replace(book, articles=tuple(reversed(book.articles)))


@pytest.mark.parametrize(
    ("edit", "title"),
    [(_retitled, "Rules"), (_article_retitled, "Article 1"), (_turned, "Rules")],
)
def test_titles_and_order_are_told(edit: Callable[[Rulebook], Rulebook], title: str):
    (change,) = changes(BOOK, edit(BOOK))
    assert change.title == title


def test_what_comes_and_goes_is_told_with_all_its_words():
    fewer = replace(BOOK, articles=BOOK.articles[:-1])
    gone = changes(BOOK, fewer)
    come = changes(fewer, BOOK)
    last = BOOK.articles[-1]
    assert [each.how for each in gone] == [How.REMOVED] * (1 + len(last.clauses))
    assert [each.how for each in come] == [How.ADDED] * (1 + len(last.clauses))
    text = last.clauses[0].text
    for pair in ((text.zh, ""), (text.en, "")):
        assert pair in {(p.before, p.after) for each in gone for p in each.parts}
        assert pair in {(p.after, p.before) for each in come for p in each.parts}


def test_of_a_first_version_everything_is_new():
    told = changes(None, BOOK)
    assert {each.how for each in told} == {How.ADDED}
    assert len(told) == 2 + len(BOOK.articles) + sum(1 for _ in BOOK.clauses)


@given(ladders(), ladders())
def test_ladders_are_told_apart(one: Ladder, other: Ladder):
    told = changes(replace(BOOK, ladder=one), replace(BOOK, ladder=other))
    assert bool(told) == (one != other)


def test_it_is_told_in_the_language_of_the_interface():
    use_language(Language.ZH_CN)
    (change,) = changes(BOOK, with_clause("3.2", severity=Severity.LOW))
    assert change.title == f"3.2 {clause('3.2').title.zh}"
    assert change.parts[0].label == "严重度"
