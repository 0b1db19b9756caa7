"""Writing the next version of the rules at the screen, without widgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rulebook.commands import DiscardDraft
from app.rulebook.model import DsaCategory, DsaGround, Severity
from app.rulebook.model.dsa import KEYWORDS
from app.words import Language
from tests.builders import OWNER, Site
from tests.screens.drafter import Desk
from ui.screens.rulebook.presenter.choosing import Carried, carried, keyword_groups
from ui.screens.rulebook.presenter.classes import ClassShown
from ui.screens.rulebook.presenter.editing import Examples, Spot, Words


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created():
        return site


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    """The draft of a second version is open."""
    with site.opened(OWNER) as workspace:
        desk = Desk(workspace, site)
        desk.begin_second()
        yield desk


def numbers(desk: Desk, article: str = "3") -> list[str]:
    rows = [row for row in desk.view.rows if not row.is_heading]
    return [row.number for row in rows if row.number.startswith(f"{article}.")]


def chip(desk: Desk, number: str) -> str:
    row = next(row for row in desk.view.rows if row.key == number)
    return row.chip.text if row.chip else ""


def test_a_clause_is_added_under_the_next_free_number(desk: Desk) -> None:
    desk.drafting.add_clause("3.2")
    assert numbers(desk)[-1] == desk.clause.number == "3.6"
    assert desk.host.toasts[-1] == "Clause 3.6 added"
    assert chip(desk, "3.6") == "To mend"
    assert desk.clause.clause.offence_class == "provocation"
    assert desk.form.blocked.endswith("things to mend first")
    desk.host.undo()
    assert numbers(desk)[-1] == "3.5"


def test_a_number_that_was_given_up_is_not_suggested_again(desk: Desk) -> None:
    desk.drafting.remove("3.5")
    desk.drafting.add_clause("3.2")
    assert desk.clause.number == "3.6"


def test_an_article_comes_with_its_first_clause(desk: Desk) -> None:
    desk.drafting.add_article()
    assert desk.clause.number == "7.1"
    title = Spot(words=Words.ARTICLE, number="7")
    desk.drafting.write(title, Language.EN, "Events")
    assert desk.clause.path == ("7 Events", "7.1")
    assert desk.view.article == "7 Events"


def test_a_clause_taken_out_stays_in_sight_and_comes_back(desk: Desk) -> None:
    before = numbers(desk)
    desk.drafting.remove("3.2")
    assert numbers(desk) == before
    assert chip(desk, "3.2") == "Taken out"
    desk.presenter.select("3.2")
    assert desk.clause.removed
    assert not desk.clause.editable
    assert desk.clause.chips[0].text == "Taken out in the draft"
    assert desk.view.summary == "Reading club rules · 15 clauses"
    desk.drafting.restore("3.2")
    assert chip(desk, "3.2") == ""
    assert desk.clause.editable
    assert numbers(desk) == before
    assert desk.view.versions[0].state == "Draft, 0 changes"


def test_an_article_left_empty_goes_and_comes_back_where_it_was(desk: Desk) -> None:
    before = [row.key for row in desk.view.rows]
    for number in ("2.1", "2.2"):
        desk.drafting.remove(number)
    assert desk.view.versions[0].state == "Draft, 2 changes"
    for number in ("2.2", "2.1"):
        desk.drafting.restore(number)
    assert [row.key for row in desk.view.rows] == before


def test_clauses_and_articles_are_moved(desk: Desk) -> None:
    desk.drafting.move("3.2", -1)
    assert numbers(desk)[:2] == ["3.2", "3.1"]
    desk.drafting.move("3.2", -1)
    assert numbers(desk)[:2] == ["3.2", "3.1"]
    desk.drafting.move_article("3.2", 1)
    headings = [row.number for row in desk.view.rows if row.is_heading]
    assert headings == ["1", "2", "4", "3", "5", "6"]


@pytest.mark.parametrize(
    ("new", "error"),
    [
        ("3", "Write the number like 3.2."),
        ("9.1", "There is no article 9."),
        ("3.1", "Another clause is numbered 3.1."),
    ],
)
def test_a_number_that_cannot_be_is_refused_beside_it(
    new: str, error: str, desk: Desk
) -> None:
    desk.presenter.select("3.2")
    desk.drafting.renumber("3.2", new)
    assert desk.view.number_error.startswith(error)
    assert desk.clause.number == "3.2"


def test_a_clause_takes_its_number_into_another_article(desk: Desk) -> None:
    desk.drafting.renumber("3.2", "4.7")
    assert desk.clause.number == "4.7"
    assert numbers(desk, "4")[-1] == "4.7"
    assert chip(desk, "4.7") == "New"
    assert chip(desk, "3.2") == "Taken out"


def test_a_number_of_a_former_rule_is_refused(desk: Desk, site: Site) -> None:
    desk.drafting.remove("3.5")
    publish(desk, site)
    desk.presenter.begin_draft()
    desk.drafting.add_clause("3.2")
    assert desk.clause.number == "3.6"
    desk.drafting.renumber("3.6", "3.5")
    assert desk.view.number_error.startswith("Clause 3.5 was the number of another")


def publish(desk: Desk, site: Site) -> None:
    desk.write_changes()
    desk.presenter.publish()
    site.clock.forward(days=10)
    desk.presenter.activated()


def test_examples_are_added_written_moved_and_taken_out(desk: Desk) -> None:
    desk.presenter.select("3.2")
    first = desk.clause.forbidden[0].text
    desk.drafting.add_example("3.2", Examples.FORBIDDEN)
    assert desk.clause.forbidden[2].error == "Write it in this language too."
    words = Spot(words=Words.FORBIDDEN, number="3.2", place=2)
    note = Spot(words=Words.FORBIDDEN_NOTE, number="3.2", place=2)
    desk.drafting.write(words, Language.EN, "“You are too stupid to read.”")
    desk.drafting.write(words, Language.ZH_CN, "“你连字都不认识。”")
    desk.drafting.write(note, Language.EN, "Aims at the person.")
    assert desk.clause.forbidden[2].note == "Aims at the person."
    desk.drafting.move_example("3.2", Examples.FORBIDDEN, 2, -1)
    desk.drafting.move_example("3.2", Examples.FORBIDDEN, 1, -1)
    assert desk.clause.forbidden[1].text == first
    desk.drafting.remove_example("3.2", Examples.FORBIDDEN, 0)
    assert desk.clause.forbidden[0].text == first
    desk.host.undo()
    assert len(desk.clause.forbidden) == 3


def test_an_example_that_is_gone_is_not_written(desk: Desk) -> None:
    before = len(desk.runner.commands)
    gone = Spot(words=Words.ALLOWED, number="3.2", place=9)
    desk.drafting.write(gone, Language.EN, "Too late.")
    assert len(desk.runner.commands) == before


def test_a_clause_is_classified(desk: Desk) -> None:
    desk.presenter.select("3.2")
    desk.drafting.choose_severity("3.2", Severity.HIGH)
    alone, *others = desk.clause.classes
    assert desk.clause.counts_with == alone.text == "Counts on its own"
    together = next(
        each
        for each in others
        if each.text.startswith("3.3 Discrimination by origin, ")
    )
    desk.drafting.choose_kind("3.2", together.code)
    assert desk.clause.counts_with == together.text
    assert "3.2 Personal attack" in " ".join(rule.name for rule in desk.ladder.rules)
    apart = desk.clause.classes[0].code
    desk.drafting.choose_kind("3.2", apart)
    desk.drafting.name_aliases("3.2", "骂人、 辱骂，骂人")
    desk.drafting.choose_ground("3.2", DsaGround.ILLEGAL)
    desk.drafting.choose_category("3.2", DsaCategory.CYBER_VIOLENCE)
    desk.drafting.name_law("3.2", "民法典 第一千零二十四条")
    for code in desk.clause.clause.norms:
        desk.drafting.remove_code(Carried.NORMS, "3.2", code)
    desk.drafting.add_code(Carried.NORMS, "3.2", "illegal.8")
    clause = desk.clause.clause
    assert clause.norms == ("illegal.8",)
    assert (clause.severity, clause.offence_class) == (Severity.HIGH, apart)
    assert apart not in (alone.code, together.code)
    assert clause.aliases == ("骂人", "辱骂")
    assert clause.dsa.ground is DsaGround.ILLEGAL
    assert clause.dsa.category is DsaCategory.CYBER_VIOLENCE
    assert desk.ladder.column == 2


def test_a_clause_carries_further_categories_and_keywords(desk: Desk) -> None:
    desk.drafting.choose_category("3.2", DsaCategory.CYBER_VIOLENCE)
    desk.presenter.select("3.2")
    for code in carried(desk.clause.clause, Carried.KEYWORDS):
        desk.drafting.remove_code(Carried.KEYWORDS, "3.2", code)
    violence = DsaCategory.VIOLENCE
    desk.drafting.add_code(Carried.ADDITIONS, "3.2", violence)
    desk.drafting.add_code(Carried.ADDITIONS, "3.2", DsaCategory.CYBER_VIOLENCE)
    desk.drafting.add_code(Carried.KEYWORDS, "3.2", "CYBER_HARASSMENT")
    desk.drafting.add_code(Carried.KEYWORDS, "3.2", "DEFAMATION")
    desk.drafting.remove_code(Carried.KEYWORDS, "3.2", "CYBER_HARASSMENT")
    assert desk.clause.clause.dsa.additions == (violence,)
    assert desk.clause.clause.dsa.keywords == ("DEFAMATION",)
    # What becomes the main category is no further one any more.
    desk.drafting.choose_category("3.2", violence)
    assert desk.clause.clause.dsa.additions == ()


def test_every_keyword_of_the_schema_can_be_chosen() -> None:
    codes = [entry.code for group in keyword_groups() for entry in group.entries]
    assert sorted(codes) == sorted(KEYWORDS)
    assert len({entry.name for g in keyword_groups() for entry in g.entries}) == len(
        KEYWORDS
    )


def test_a_blank_that_nothing_fills_in_is_said_beside_its_field(desk: Desk) -> None:
    desk.presenter.select("3.2")
    text = Spot(words=Words.TEXT, number="3.2")
    desk.drafting.write(text, Language.EN, "Ask {moderator} first.")
    words = desk.words(Words.TEXT)
    assert words == "Ask {moderator} first."
    told = "Nothing fills “{moderator}” in. Write the words."
    assert desk.clause.words[Words.TEXT].error == told
    assert desk.form.blocked == "1 thing to mend first"
    desk.drafting.write(text, Language.EN, "Ask a moderator first.")
    assert desk.clause.words[Words.TEXT].error == ""
    assert desk.form.blocked == ""


def test_rows_are_added_and_taken_out(desk: Desk) -> None:
    rows = len(desk.ladder.labels)
    desk.presenter.laddering.add_row(2)
    assert len(desk.ladder.labels) == rows + 1
    assert [cell.text for cell in desk.ladder.cells[1]] == [
        cell.text for cell in desk.ladder.cells[2]
    ]
    assert desk.ladder.problems == ()
    desk.presenter.laddering.remove_row(2)
    assert len(desk.ladder.labels) == rows
    desk.host.undo()
    assert len(desk.ladder.labels) == rows + 1


def test_the_last_row_stays(desk: Desk) -> None:
    for _ in range(9):
        desk.presenter.laddering.remove_row(1)
    assert len(desk.ladder.labels) == 1


def test_windows_and_expiry_are_written(desk: Desk) -> None:
    laddering = desk.presenter.laddering
    laddering.change_figures("30", "60", "6")
    figures = desk.ladder.figures
    assert (figures.window, figures.expiry, figures.review) == ("30", "60", "6")
    assert desk.ladder.header[0] == "In 30 days"
    laddering.change_figures("soon", "60", "6")
    assert desk.view.ladder_error.startswith("The window must be from 1")
    assert desk.ladder.figures.window == "30"
    laddering.change_figures("30", "90", "6")
    assert desk.view.ladder_error == ""


def test_a_class_has_rules_of_its_own(desk: Desk) -> None:
    laddering = desk.presenter.laddering
    desk.presenter.select("4.1")
    before = desk.ladder.rules
    told = ClassShown(code="privacy", text="4.1 Leaking conversations")
    assert told in desk.ladder.spare
    laddering.add_rule("privacy")
    assert told not in desk.ladder.spare
    assert desk.ladder.rules[-1].name == told.text
    laddering.change_rule("privacy", "365", True)
    rule = desk.ladder.rules[-1]
    assert (rule.window, rule.to_end) == ("365", True)
    assert rule.words == "In 365 days, To the end of the ladder at once"
    assert desk.ladder.header[0] == "In 365 days"
    assert desk.ladder.note.startswith("Breaches of this kind go to the end")
    laddering.change_rule("privacy", "x", True)
    assert desk.view.ladder_error.startswith("The window of the class “privacy”")
    laddering.change_rule("privacy", "", True)
    assert desk.ladder.header[0] == "In 90 days"
    laddering.remove_rule("privacy")
    assert desk.ladder.rules == before


def test_two_people_write_in_one_draft(desk: Desk) -> None:
    text = Spot(words=Words.TEXT, number="3.2")
    other = Desk(desk.workspace, desk.site)
    desk.drafting.write(text, Language.EN, "One.")
    other.drafting.write(Spot(words=Words.WHY, number="3.1"), Language.EN, "Two.")
    desk.presenter.refresh()
    assert desk.view.versions[0].state == "Draft, 2 changes"


def test_nothing_is_written_that_was_there_before(desk: Desk) -> None:
    desk.presenter.select("3.2")
    before = len(desk.runner.commands)
    text = Spot(words=Words.TEXT, number="3.2")
    desk.drafting.write(text, Language.EN, f" {desk.words(Words.TEXT)}\n")
    assert len(desk.runner.commands) == before
    assert desk.workspace.desk.get("rulebook:typing") == ""


def test_a_draft_closed_meanwhile_takes_nothing_more(desk: Desk) -> None:
    desk.workspace.execute(DiscardDraft(draft=desk.draft))
    text = Spot(words=Words.TEXT, number="3.2")
    desk.drafting.write(text, Language.EN, "Late.")
    assert desk.view.problem.startswith("This draft is closed")
