"""Comparing rulebooks: nothing that differs is passed over, nothing else is told."""

from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rulebook.compare import (
    CellChanged,
    ClassChanged,
    ClauseChanged,
    Comparison,
    How,
    LadderChanged,
    Part,
    ValueChanged,
    WordsChanged,
    compare,
    compare_clauses,
    compare_ladders,
)
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
from app.rulebook.templates import load_template
from app.text.difference import Fate, Segment
from app.words import Language
from tests.unit.rulebook.books import books, clauses, edited, ruled_ladders

BOOK = load_template("reading_club")
OTHER = load_template("paid_course")
ZH, EN = Language
replace = msgspec.structs.replace


def clause(number: str) -> Clause:
    found = BOOK.clause(number)
    assert found is not None
    return found


def with_clause(number: str, /, **changed: object) -> Rulebook:
    """Return the book with one clause changed."""
    articles = tuple(
        replace(
            article,
            clauses=tuple(
                replace(each, **changed) if each.number == number else each
                for each in article.clauses
            ),
        )
        for article in BOOK.articles
    )
    return replace(BOOK, articles=articles)


def changed(number: str, /, **how: object) -> ClauseChanged:
    """Return what is told of one clause; nothing else may be told."""
    told = compare(BOOK, with_clause(number, **how))
    (only,) = told.clauses
    assert told == Comparison(clauses=(only,))
    assert (only.number, only.how) == (number, How.CHANGED)
    return only


@given(books(), st.data())
def test_books_are_told_apart(before: Rulebook, data: st.DataObject):
    after = data.draw(st.one_of(books(), edited(before), st.just(before)))
    assert compare(before, after).is_empty == (before == after)
    assert compare(before, before) == Comparison()


@given(books(), books())
def test_a_comparison_turned_around_tells_the_same(one: Rulebook, other: Rulebook):
    there, back = compare(one, other), compare(other, one)
    turned = {How.ADDED: How.REMOVED, How.REMOVED: How.ADDED}
    assert {(c.number, c.how) for c in there.clauses} == {
        (c.number, turned.get(c.how, c.how)) for c in back.clauses
    }
    assert {(c.ordinal, c.severity, c.before, c.after) for c in there.ladder.cells} == {
        (c.ordinal, c.severity, c.after, c.before) for c in back.ladder.cells
    }


def corrected(told: ClauseChanged, before: Clause) -> Clause:
    """Return a clause with its words and values corrected as a comparison says."""
    spoken: dict[tuple[str, Language], str] = {
        (words.part.value, words.language): words.after for words in told.words
    }

    def said(name: str, language: Language) -> str:
        was: Bilingual = getattr(before, name)
        return spoken.get((name, language), was.text(language))

    for words in told.words:
        was: Bilingual = getattr(before, words.part.value)
        assert words.before == was.text(words.language)
    values = {value.part.value: value.after for value in told.values}
    for value in told.values:
        if value.part in (Part.ALIASES, Part.NORMS):
            assert getattr(before, value.part.value) == value.before
    return replace(
        before,
        **{
            name: Bilingual(zh=said(name, ZH), en=said(name, EN))
            for name in ("title", "short", "text", "why")
        },
        **{name: values[name] for name in ("aliases", "norms") if name in values},
        severity=Severity(values.get("severity", (before.severity,))[0]),
    )


@given(clauses("1.1"), clauses("1.1"))
def test_the_corrections_make_one_clause_of_the_other(before: Clause, after: Clause):
    told = compare_clauses(before, after)
    made = corrected(told, before)
    for name in ("title", "short", "text", "why", "aliases", "norms", "severity"):
        assert getattr(made, name) == getattr(after, name)


@given(clauses("1.1"), clauses("1.1"))
def test_the_examples_of_one_clause_become_those_of_the_other(
    before: Clause, after: Clause
):
    told = compare_clauses(before, after)
    for part in (Part.ALLOWED, Part.FORBIDDEN):
        old: tuple[Example, ...] = getattr(before, part.value)
        new: tuple[Example, ...] = getattr(after, part.value)
        mine = [each for each in told.examples if each.part is part]
        gone = [each.before for each in mine if each.before]
        come = [each.after for each in mine if each.after]
        rest = [*old]
        for example in gone:
            rest.remove(example)
        assert sorted(map(repr, (*rest, *come))) == sorted(map(repr, new))
        for each in mine:
            side = new if each.after else old
            assert side[each.place - 1] == (each.after or each.before)
            assert bool(each.words or each.notes) or each.how is not How.CHANGED


@given(ruled_ladders(), ruled_ladders())
def test_cells_and_rules_make_one_ladder_of_the_other(before: Ladder, after: Ladder):
    told = compare_ladders(before, after)
    cells = {
        (row, severity): before.rows[row - 1][severity.column]
        for row, severity in product(range(1, len(before.rows) + 1), Severity)
    }
    for cell in told.cells:
        assert cells.pop((cell.ordinal, cell.severity), None) == cell.before
        if cell.after:
            cells[cell.ordinal, cell.severity] = cell.after
    assert cells == {
        (row, severity): after.rows[row - 1][severity.column]
        for row, severity in product(range(1, len(after.rows) + 1), Severity)
    }
    rules = {rule.offence_class: rule for rule in before.classes}
    for each in told.classes:
        assert rules.pop(each.offence_class, None) == each.before
        if each.after:
            rules[each.offence_class] = each.after
    assert rules == {rule.offence_class: rule for rule in after.classes}
    assert told.is_empty == (before == after)


def test_a_word_more_in_a_clause():
    text = clause("3.2").text
    longer = replace(text, zh=text.zh.removesuffix("。") + "，包括在私信中。")
    told = changed("3.2", text=longer)
    (words,) = told.words
    assert (words.part, words.language) == (Part.TEXT, ZH)
    assert words.segments[-2:] == (
        Segment(Fate.ADDED, "，包括在私信中"),
        Segment(Fate.KEPT, "。"),
    )
    assert told.examples == told.values == ()


@pytest.mark.parametrize("part", sorted({*Clause.__struct_fields__} - {"number"}))
def test_no_part_of_a_clause_changes_unseen(part: str):
    """A field that a later version adds to clauses has to be told as well."""
    other = {
        "severity": Severity.LOW,
        "offence_class": "another",
        "aliases": ("another",),
        "allowed": (),
        "forbidden": (),
        "norms": ("spam",),
        "dsa": Dsa(category=DsaCategory.ANIMAL_WELFARE),
    }
    told = changed("3.2", **{part: other.get(part, Bilingual(zh="别的", en="Other"))})
    assert told.words or told.examples or told.values


@pytest.mark.parametrize(
    ("part", "dsa"),
    [
        (Part.DSA_GROUND, Dsa(ground=DsaGround.ILLEGAL)),
        (Part.DSA_CATEGORY, Dsa(category=DsaCategory.VIOLENCE)),
        (Part.DSA_ADDITIONS, Dsa(additions=(DsaCategory.SELF_HARM,))),
        (Part.DSA_KEYWORDS, Dsa(keywords=("OTHER",))),
        (Part.LEGAL_GROUND, Dsa(legal_ground="StGB § 185")),
    ],
)
def test_each_part_of_a_statement_of_reasons_is_told(part: Part, dsa: Dsa):
    bare = replace(clause("3.2"), dsa=Dsa())
    told = compare_clauses(bare, replace(bare, dsa=dsa))
    assert [value.part for value in told.values] == [part]


@pytest.mark.parametrize("part", Ladder.__struct_fields__)
def test_no_part_of_the_ladder_changes_unseen(part: str):
    other = {"rows": BOOK.ladder.rows[:-1], "classes": (ClassRule(offence_class="x"),)}
    ladder = replace(BOOK.ladder, **{part: other.get(part, 77)})
    told = compare(BOOK, replace(BOOK, ladder=ladder))
    assert not told.ladder.is_empty
    assert told == Comparison(ladder=told.ladder)


def test_a_cell_of_the_ladder():
    rows = [list(row) for row in BOOK.ladder.rows]
    before, after = rows[2][1], Step(kind=SanctionKind.MUTE, days=14, points=3)
    rows[2][1] = after
    ladder = replace(BOOK.ladder, rows=tuple(map(tuple, rows)), window_days=120)
    assert compare_ladders(BOOK.ladder, ladder) == LadderChanged(
        values=(
            ValueChanged(
                part=Part.WINDOW,
                before=(str(BOOK.ladder.window_days),),
                after=("120",),
            ),
        ),
        cells=(
            CellChanged(
                ordinal=3, severity=Severity.MEDIUM, before=before, after=after
            ),
        ),
    )


def test_a_class_gets_a_rule_of_its_own():
    rule = ClassRule(offence_class="order", window_days=30)
    plain = replace(BOOK.ladder, classes=())
    told = compare_ladders(plain, replace(plain, classes=(rule,)))
    assert told == LadderChanged(
        classes=(ClassChanged(offence_class="order", before=None, after=rule),)
    )


def test_an_example_written_anew_and_one_more():
    first, *rest = clause("3.2").allowed
    new = replace(first, zh=first.zh + "！")
    more = Example(zh="再说一遍", en="Once more", note=Bilingual(zh="无妨", en="Fine"))
    told = changed("3.2", allowed=(new, *rest, more))
    one, other = told.examples
    assert (one.how, one.place, one.before, one.after) == (How.CHANGED, 1, first, new)
    assert [words.language for words in one.words] == [ZH]
    assert (other.how, other.place) == (How.ADDED, len(rest) + 2)
    assert [words.after for words in other.notes] == ["无妨", "Fine"]


def test_of_a_first_book_everything_is_new():
    told = compare(None, BOOK)
    assert {each.how for each in (*told.articles, *told.clauses)} == {How.ADDED}
    assert len(told.clauses) == sum(1 for _ in BOOK.clauses)
    assert len(told.ladder.cells) == 3 * len(BOOK.ladder.rows)
    assert told.order is None
    assert told.clauses[0].title == next(BOOK.clauses).title


def test_what_went_keeps_its_words_and_its_name():
    fewer = replace(BOOK, articles=BOOK.articles[:-1])
    told = compare(BOOK, fewer)
    gone = BOOK.articles[-1]
    assert [(a.number, a.how, a.title) for a in told.articles] == [
        (gone.number, How.REMOVED, gone.title)
    ]
    assert [c.title for c in told.clauses] == [c.title for c in gone.clauses]
    assert told.order is None
    for each in told.clauses:
        assert {segment.fate for w in each.words for segment in w.segments} == {
            Fate.REMOVED
        }


def test_a_clause_put_elsewhere_is_a_matter_of_order():
    first, second, *rest = BOOK.articles
    moved = second.clauses[0]
    there = replace(first, clauses=(*first.clauses, moved))
    left = replace(second, clauses=second.clauses[1:])
    told = compare(BOOK, replace(BOOK, articles=(there, left, *rest)))
    assert told.order is not None
    assert told == Comparison(order=told.order)
    assert told.order.after[0][1][-1] == moved.number


def test_a_new_article_title_is_told_word_by_word():
    first = BOOK.articles[0]
    title = Bilingual(zh=first.title.zh + "与安宁", en=first.title.en)
    book = replace(BOOK, articles=(replace(first, title=title), *BOOK.articles[1:]))
    told = compare(BOOK, book)
    (article,) = told.articles
    assert (article.number, article.how) == (first.number, How.CHANGED)
    assert article.words == (
        WordsChanged(
            part=Part.TITLE,
            language=ZH,
            segments=(
                Segment(Fate.KEPT, first.title.zh),
                Segment(Fate.ADDED, "与安宁"),
            ),
        ),
    )


def test_an_empty_article_is_told_as_well():
    empty = Article(number="9", title=Bilingual(zh="", en=""), clauses=())
    told = compare(BOOK, replace(BOOK, articles=(*BOOK.articles, empty)))
    assert [(a.number, a.how) for a in told.articles] == [("9", How.ADDED)]


def test_two_templates_share_numbers_and_little_else():
    told = compare(BOOK, OTHER)
    assert not told.is_empty
    assert {each.how for each in told.clauses} >= {How.CHANGED}
