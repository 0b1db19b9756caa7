"""A passed motion's words in a draft."""

from app.revision.model.motions import ChangeKind, ClauseChange
from app.revision.rules.drafting import with_motion
from app.rulebook.model import Bilingual, Clause, Rulebook
from app.rulebook.templates import load_template

BOOK = load_template("reading_club")


def clause_of(book: Rulebook, number: str) -> Clause:
    found = book.clause(number)
    assert found is not None
    return found


def change(kind: ChangeKind, number: str, zh: str = "", en: str = "") -> ClauseChange:
    return ClauseChange(kind=kind, clause=number, text=Bilingual(zh=zh, en=en))


def test_words_are_changed_in_the_languages_that_are_given():
    book = with_motion(BOOK, [change(ChangeKind.CHANGE, "1.1", zh="新的话")])
    before, after = clause_of(BOOK, "1.1"), clause_of(book, "1.1")
    assert after.text == Bilingual(zh="新的话", en=before.text.en)
    assert after.why == before.why
    assert [c for c in book.clauses if c.number != "1.1"] == [
        c for c in BOOK.clauses if c.number != "1.1"
    ]


def test_a_clause_is_taken_out():
    book = with_motion(BOOK, [change(ChangeKind.REMOVE, "1.2")])
    numbers = [clause.number for clause in BOOK.clauses]
    numbers.remove("1.2")
    assert [clause.number for clause in book.clauses] == numbers


def test_a_new_clause_stands_at_the_end_of_its_article():
    book = with_motion(BOOK, [change(ChangeKind.ADD, "1.9", "新", "new")])
    assert book.articles[0].clauses[-1].number == "1.9"
    assert clause_of(book, "1.9").text == Bilingual(zh="新", en="new")
    other = with_motion(BOOK, [change(ChangeKind.ADD, "99.1", "新", "new")])
    assert other.articles[-1].clauses[-1].number == "99.1"


def test_what_does_not_fit_the_draft_changes_nothing():
    late = [
        change(ChangeKind.CHANGE, "9.9", "晚"),
        change(ChangeKind.REMOVE, "9.9"),
        change(ChangeKind.ADD, "1.1", "已经有了"),
    ]
    assert with_motion(BOOK, late) == BOOK
