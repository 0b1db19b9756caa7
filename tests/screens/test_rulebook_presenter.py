from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.json import encode
from msgspec.structs import replace

from app.rulebook.commands import BeginDraft, PublishRulebook
from app.rulebook.model import Bilingual, SanctionKind, Severity, Step
from app.rulebook.queries import OpenDrafts
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.staff.roles import Role
from app.times import local_day
from app.words import Language
from tests.builders import OWNER, Site, enrol
from tests.screens.drafter import Desk
from tests.screens.hearing import LEAD, MODERATOR, OBSERVER, hold
from ui.screens.rulebook.presenter.desk import OWN_DRAFT, TYPING, OwnDraft
from ui.screens.rulebook.presenter.editing import Spot, Words, with_step


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    return site


@pytest.fixture
def lead(site: Site) -> Iterator[Desk]:
    """The only person who may publish."""
    with site.opened(OWNER) as workspace:
        yield Desk(workspace, site)


@pytest.fixture
def pair(site: Site) -> Site:
    """The vault with a second person who may publish."""
    with site.opened() as workspace:
        enrol(workspace, LEAD, Role.LEAD)
    return site


def test_before_the_first_version_templates_are_offered(lead: Desk) -> None:
    assert lead.view.is_start
    titles = [(card.title, card.clauses) for card in lead.view.cards]
    assert titles[0] == ("Reading club rules", "16 clauses")
    assert len(titles) == 4
    assert (lead.view.rows, lead.view.versions, lead.view.form) == ((), [], None)


def test_a_template_opens_as_a_draft_to_look_through(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    assert not lead.view.is_start
    assert lead.view.summary == "Reading club rules · 16 clauses"
    assert lead.view.rows[0].is_heading
    assert lead.view.current == lead.clause.number == "1.1"
    assert lead.clause.editable
    assert [chip.text for chip in lead.clause.chips] == [
        "Draft of version 1",
        "Low severity",
    ]
    assert lead.form.title == "Publish version 1"
    assert lead.form.effective_on == str(local_day(lead.site.clock.now))
    assert lead.form.blocked == ""
    assert all(check.is_right for check in lead.form.checks)
    (row,) = lead.view.versions
    assert (row.title, row.is_shown) == ("Version 1", True)


def test_the_first_version_may_begin_in_the_past(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    lead.publishing.write_date("2026-01-01")
    lead.presenter.publish()
    command = lead.published()
    assert command.effective_on == date(2026, 1, 1)
    assert lead.host.toasts == [
        "Reading club rules published, in force from 2026-01-01"
    ]
    assert lead.view.form is None
    assert not lead.clause.editable
    assert lead.clause.chips[0].text == "Version 1 applies"
    (row,) = lead.view.versions
    assert (row.publisher, row.state, row.day) == (OWNER, "Applies now", "01-01")
    assert lead.workspace.query(OpenDrafts()) == []


def test_later_versions_are_announced_first(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    assert lead.form.changes is None
    lead.presenter.publish()
    assert lead.view.offered == "Draft version 2"
    lead.site.clock.forward(days=3)
    lead.presenter.begin_draft()
    assert lead.form.hint == "2026-11-12 at the earliest, announced for 7 days"
    assert lead.form.effective_on == "2026-11-12"
    lead.write_changes()
    for day, words in (
        ("2026-11-04", "The day lies in the past."),
        ("2026-11-11", "Members need time to read new rules first."),
        ("2028-01-01", "A version begins within"),
    ):
        lead.publishing.write_date(day)
        lead.presenter.publish()
        assert lead.view.date_error.startswith(words)
        assert lead.form.effective_on == day
    lead.publishing.write_date("someday")
    lead.presenter.publish()
    assert lead.view.date_error == "Write the day like 2026-11-29."
    lead.publishing.write_date("2026-11-20")
    lead.presenter.publish()
    assert lead.published().changes == Bilingual(zh="新增一条。", en="One clause more.")
    states = [(row.title, row.state) for row in lead.view.versions]
    assert states == [
        ("Version 2", "Not yet in force · One clause more."),
        ("Version 1", "Applies now"),
    ]
    assert lead.clause.chips[0].text == "Version 2 will apply"


def test_what_is_new_is_said_in_both_languages(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    lead.presenter.publish()
    lead.presenter.begin_draft()
    lead.publishing.write_changes(Language.ZH_CN, "新增一条。")
    lead.presenter.publish()
    assert lead.view.changes_error.startswith("Write in Chinese and in English")
    lead.publishing.write_changes(Language.EN, "One clause more.")
    lead.presenter.publish()
    assert [row.title for row in lead.view.versions] == ["Version 2", "Version 1"]


def test_who_may_not_publish_drafts_and_is_told_why(site: Site) -> None:
    with site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, site)
        desk.presenter.open_template("paid_course")
        assert desk.form.blocked == "Your role does not allow this. Ask a lead."
        desk.presenter.publish()
        assert [type(each) for each in desk.runner.commands] == [BeginDraft]


def test_who_may_not_draft_is_told_so(site: Site) -> None:
    with site.opened() as workspace:
        enrol(workspace, OBSERVER, Role.OBSERVER)
    with site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, site)
        assert desk.view.is_start
        assert desk.view.cards == ()
        assert desk.view.hint == "Your role does not allow this. Ask a lead."
        desk.presenter.open_template("paid_course")
        assert desk.runner.commands == []


def test_a_cell_is_changed_and_shows_what_it_was(lead: Desk) -> None:
    lead.begin_second()
    lead.change(2, Severity.MEDIUM, "mute", "5", "2")
    cell = lead.ladder.cells[1][1]
    assert (cell.text, cell.was) == ("Mute for 5 days", "Mute for 3 days")
    assert (cell.is_wrong, lead.ladder.problems) == (False, ())
    assert lead.form.blocked == ""
    lead.change(2, Severity.MEDIUM, "mute", "3", "3")
    assert lead.ladder.cells[1][1].was == "2 points"
    lead.write_changes()
    lead.presenter.publish()
    command = lead.published()
    step = command.book.ladder.step(2, Severity.MEDIUM)
    assert (step.kind, step.days, step.points) == (SanctionKind.MUTE, 3, 3)


@pytest.mark.parametrize(
    ("kind", "days", "points", "problem"),
    [
        ("mute", "", "2", "it needs from 1"),
        ("mute", "three", "2", "it needs from 1"),
        ("warning", "9", "-1", "points cannot be negative"),
        ("warning", "", "", "points cannot be negative"),
    ],
)
def test_figures_that_are_none_are_refused_in_the_form(
    kind: str, days: str, points: str, problem: str, lead: Desk
) -> None:
    lead.presenter.open_template("reading_club")
    lead.change(1, Severity.LOW, kind, days, points)
    assert problem in lead.view.step_error
    assert lead.view.step is not None
    assert lead.ladder.cells[0][0].text == "Reminder"


def test_lighter_with_repetition_is_refused_beside_its_cell(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    before = lead.ladder.cells
    lead.change(3, Severity.MEDIUM, "reminder", "", "3")
    assert lead.view.step_error == (
        "Ladder, time 3, Medium: lighter than the time before."
    )
    assert lead.view.step is not None
    assert lead.ladder.cells == before
    assert all(check.is_right for check in lead.form.checks)


def test_a_ladder_that_came_wrong_is_mended_step_by_step(lead: Desk) -> None:
    book = load_template("reading_club")
    light = with_step(book.ladder, 3, Severity.MEDIUM, Step(kind=SanctionKind.REMINDER))
    begin = BeginDraft(book=replace(book, ladder=light))
    lead.runner.execute(begin, lambda _: None, lambda _: None)
    assert lead.ladder.cells[2][1].is_wrong
    assert lead.form.blocked == "2 things to mend first"
    assert [check.is_right for check in lead.form.checks] == [
        True,
        True,
        True,
        False,
        True,
    ]
    lead.change(3, Severity.MEDIUM, "warning", "", "2")
    assert lead.view.step is None
    lead.presenter.publish()
    assert lead.view.problem.startswith("The rulebook has ")


def test_words_are_changed_in_one_language(lead: Desk) -> None:
    lead.begin_second()
    lead.presenter.select("3.2")
    before = lead.words(Words.TEXT)
    text = Spot(words=Words.TEXT, number="3.2")
    lead.drafting.write(text, Language.ZH_CN, "新的条文。")
    assert lead.words(Words.TEXT) == before
    lead.presenter.choose_languages((Language.ZH_CN,))
    assert lead.words(Words.TEXT) == "新的条文。"
    assert lead.clause.title == "3.2 人身攻击"
    row = next(row for row in lead.view.rows if row.key == "3.2")
    assert row.chip is not None
    assert row.chip.text == "Changed"
    lead.drafting.write(text, Language.ZH_CN, " ")
    assert lead.clause.words[Words.TEXT].error == "Write it in this language too."
    assert lead.form.problems == ("Clause 3.2: Chinese words are missing.",)
    row = next(row for row in lead.view.rows if row.key == "3.2")
    assert row.chip is not None
    assert row.chip.text == "To mend"


def test_the_draft_is_there_again(pair: Site) -> None:
    site = pair
    with site.opened(LEAD) as workspace:
        desk = Desk(workspace, site)
        desk.presenter.open_template("local_group")
        desk.change(1, Severity.LOW, "warning", "", "1")
        desk.publishing.write_date("2026-02-0")
    with site.opened(LEAD) as workspace:
        desk = Desk(workspace, site)
        assert desk.form.effective_on == "2026-02-0"
        assert desk.ladder.cells[0][0].text == "Warning"
    with site.opened(OWNER) as workspace:
        # The draft is everybody's; what was typed about its day is one's own.
        desk = Desk(workspace, site)
        assert desk.ladder.cells[0][0].text == "Warning"
        assert desk.form.kept == f"Kept; {LEAD} wrote last"
        assert desk.form.effective_on == str(local_day(site.clock.now))


def test_a_draft_is_let_go_and_taken_back(lead: Desk) -> None:
    lead.presenter.open_template("local_group")
    lead.presenter.discard()
    assert lead.view.is_start
    lead.host.undo()
    assert not lead.view.is_start
    assert lead.form.title == "Publish version 1"


def test_a_draft_of_ones_own_becomes_the_shared_one(lead: Desk, site: Site) -> None:
    own = OwnDraft(
        base=load_template("reading_club"),
        book=load_template("local_group"),
        effective_on="2026-02-03",
    )
    lead.workspace.desk.put(OWN_DRAFT, encode(own).decode(), site.clock.now)
    desk = Desk(lead.workspace, site)
    assert desk.view.summary.startswith("Local group rules")
    assert desk.form.effective_on == "2026-02-03"
    assert lead.workspace.desk.get(OWN_DRAFT) == ""
    desk.presenter.discard()
    assert Desk(lead.workspace, site).view.is_start


def test_a_draft_of_ones_own_waits_while_somebody_writes(
    lead: Desk, site: Site
) -> None:
    lead.presenter.open_template("reading_club")
    own = load_template("local_group")
    text = encode(OwnDraft(base=own, book=own, effective_on="")).decode()
    lead.workspace.desk.put(OWN_DRAFT, text, site.clock.now)
    desk = Desk(lead.workspace, site)
    assert desk.view.summary.startswith("Reading club rules")
    assert lead.workspace.desk.get(OWN_DRAFT) == text


def test_a_draft_that_cannot_be_read_is_none(lead: Desk, site: Site) -> None:
    lead.workspace.desk.put(OWN_DRAFT, "{}", site.clock.now)
    assert Desk(lead.workspace, site).view.is_start


def test_what_was_being_typed_reaches_the_draft(lead: Desk, site: Site) -> None:
    lead.presenter.open_template("reading_club")
    text = Spot(words=Words.TEXT, number="1.1")
    lead.drafting.type(text, Language.EN, "Half a sen")
    assert lead.words(Words.TEXT) != "Half a sen"
    desk = Desk(lead.workspace, site)
    assert desk.words(Words.TEXT) == "Half a sen"
    assert lead.workspace.desk.get(TYPING) == ""


def test_clauses_are_found_by_their_words(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    lead.presenter.find("刷屏")
    assert [row.key for row in lead.view.rows] == ["#1", "1.2"]
    assert lead.clause.number == "1.1"
    lead.presenter.find("no such words")
    assert lead.view.rows == []
    lead.presenter.find("")
    assert len(lead.view.rows) == 16 + 6


def test_the_severity_of_the_clause_stands_out(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    assert lead.ladder.column == 0
    lead.presenter.select("3.2")
    assert lead.ladder.column == 1
    assert lead.ladder.labels[-1] == "Time 5 on"
    assert lead.ladder.points[0] == "1 / 2 / 3"
    assert lead.ladder.cells[0][1].said == "Time 1, Medium, Warning, 2 points"


def test_former_versions_can_be_looked_at(lead: Desk) -> None:
    notice = ChangeSetting(setting=Setting.NOTICE_DAYS, value=0)
    lead.runner.execute(notice, lambda _: None, lambda _: None)
    for days in (0, 4):
        lead.site.clock.forward(days=days)
        command = PublishRulebook(
            book=load_template("reading_club"),
            effective_on=local_day(lead.site.clock.now),
            changes=Bilingual(zh="措辞。", en="Wording."),
        )
        lead.runner.execute(command, lambda _: None, lambda _: None)
    assert [row.state for row in lead.view.versions] == [
        "Applies now · Wording.",
        "Archived · Wording.",
    ]
    # Nobody is moved away from what is being read.
    assert lead.clause.chips[0].text == "Version 1, archived"
    lead.presenter.show_version(lead.view.versions[0].key)
    assert lead.clause.chips[0].text == "Version 2 applies"
    lead.presenter.open_record("2.1")
    assert lead.clause.number == "2.1"
    # The history names versions by their ids.
    newest, oldest = lead.view.versions
    for row in (oldest, newest):
        lead.presenter.open_record(row.key)
        assert lead.clause.chips[0].text.startswith(row.title)
        assert lead.clause.number == "2.1"
    lead.presenter.open_record("2.2")
    assert lead.clause.chips[0].text == "Version 2 applies"


def test_a_clause_tells_how_it_fared(tmp_path: Path) -> None:
    hearing = hold(tmp_path)
    with closing(hearing.site.open(LEAD)) as workspace:
        desk = Desk(workspace, hearing.site)
        assert [each.figure for each in desk.view.usage] == ["1", "0", "0"]
        cited = desk.view.usage[0]
        assert (cited.words, cited.detail) == ("citation", "33% of all cases")
        desk.presenter.using.open(cited.use)
        assert desk.view.cases_title == "Cases that cite it"
        (case,) = desk.view.cases
        assert "GD-2611-0001" in case.text
        desk.presenter.open_case(case.key)
        assert desk.host.opened == [("cases", case.key)]
        desk.presenter.select("4.1")
        assert [each.figure for each in desk.view.usage] == ["0", "0", "0"]
        assert (desk.view.cases_title, desk.view.cases) == ("", ())
