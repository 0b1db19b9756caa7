from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from app.appeals.commands import RuleOnAppeal
from app.appeals.model import Ruling
from app.ids import CaseId
from app.rulebook.model import SanctionKind
from app.words import Language
from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.hearing import LEAD, MODERATOR, OBSERVER, Hearing, hold
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.appeals.presenter.rows import AppealRow, TallyShown
from ui.screens.appeals.presenter.ruling import FormShown
from ui.screens.appeals.presenter.shown import RecordShown
from ui.screens.appeals.presenter.whole import AppealsPresenter
from ui.theme import Tone
from ui.widgets import TabSpec

REPLY = "当天的提醒发在另一个话题里，成员没有看到。"


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.tabs: Sequence[TabSpec] = ()
        self.rows: list[AppealRow] = []
        self.more = False
        self.selected = ""
        self.tally: TallyShown | None = None
        self.record: RecordShown | None = None
        self.form: FormShown | None = None
        self.reply = self.reply_error = self.problem = self.nothing = ""
        self.may_file = False
        self.filing_errors: list[tuple[str, str]] = []
        self.filing_closed = 0
        self.filing_back: dict[str, str] = {}

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        self.rows, self.more = list(rows), more

    def append_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        self.rows += rows
        self.more = more

    def select_row(self, appeal: str) -> None:
        self.selected = appeal

    def show_tally(self, tally: TallyShown | None) -> None:
        self.tally = tally

    def show_appeal(self, record: RecordShown) -> None:
        self.record, self.nothing = record, ""

    def show_nothing(self, title: str, *, may_file: bool) -> None:
        self.record, self.nothing = None, title

    def show_form(self, form: FormShown | None) -> None:
        self.form = form

    def show_reply(self, text: str) -> None:
        self.reply = text

    def show_reply_error(self, text: str) -> None:
        self.reply_error = text

    def show_problem(self, text: str) -> None:
        self.problem = text

    def set_may_file(self, *, may_file: bool) -> None:
        self.may_file = may_file

    def show_filing_error(self, field: str, text: str) -> None:
        self.filing_errors.append((field, text))

    def show_written(self, texts: Mapping[str, str]) -> None:
        self.filing_back = dict(texts)

    def close_filing(self) -> None:
        self.filing_closed += 1


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.view, self.host = SeenView(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.presenter = AppealsPresenter(
            self.view, self.runner, self.host, hearing.site.clock
        )
        self.presenter.activated()

    @property
    def form(self) -> FormShown:
        assert self.view.form is not None
        return self.view.form

    @property
    def record(self) -> RecordShown:
        assert self.view.record is not None
        return self.view.record

    def rule(self, ruling: Ruling, reply: str = REPLY) -> None:
        self.presenter.ruling.choose(ruling.value)
        self.presenter.ruling.write(reply)
        self.presenter.ruling.submit()


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return hold(tmp_path)


@pytest.fixture
def lead(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(LEAD) as workspace:
        yield Desk(workspace, hearing)


@pytest.fixture
def moderator(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def test_the_open_appeals_are_listed_by_deadline(lead: Desk, hearing: Hearing) -> None:
    assert [row.id for row in lead.view.rows] == hearing.appeals
    first, second, third = lead.view.rows
    assert first.title == "Warning · 1.1 Off topic"
    assert first.handle == "@绣娘阿珍"
    assert first.chip.text == "You may rule"
    assert first.clock is not None
    assert 0 == third.spent < second.spent < first.spent < 1
    assert [(tab.key, tab.count) for tab in lead.view.tabs] == [
        ("open", "3"),
        ("ruled", "0"),
        ("all", "3"),
    ]
    assert lead.view.tally is None


def test_the_first_is_open_with_both_sides(lead: Desk, hearing: Hearing) -> None:
    record = lead.record
    assert lead.view.selected == record.id == hearing.appeals[0]
    assert record.decision.decider == MODERATOR
    assert dict(record.decision.facts) == {
        "Clause": "1.1 Off topic (version 1)",
        "Sanction": "Warning, 2 points",
        "Counted": "Number 1 within 30 days",
    }
    assert dict(record.statement.facts)["Channel"] == "Private message"
    assert record.banner is not None
    assert record.banner.tone is Tone.OK
    assert MODERATOR in record.banner.text
    assert lead.form.blocked == "Choose an outcome first"


def test_what_it_says_can_count_as_feedback(lead: Desk) -> None:
    lead.presenter.count_as_feedback()
    number = lead.view.rows[0].number
    assert lead.host.opened == [("revision", f"feedback:new:{number}")]


def test_whoever_decided_is_told_in_words(moderator: Desk) -> None:
    own, _, others = moderator.view.rows
    assert (own.chip.text, own.quiet) == ("You decided", True)
    assert (others.chip.text, others.quiet) == ("For a lead", True)
    assert moderator.record.banner is not None
    assert moderator.record.banner.text.startswith("You made this decision.")
    assert moderator.form.blocked == moderator.record.banner.text
    assert not moderator.form.editable


def test_who_is_barred_changes_and_submits_nothing(moderator: Desk) -> None:
    moderator.rule(Ruling.OVERTURNED)
    assert moderator.form.chosen == ""
    assert moderator.runner.commands == []


def test_a_role_that_may_not_rule_is_told_so(hearing: Hearing) -> None:
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.form.blocked == "Your role does not allow this. Ask a lead."
        assert not desk.view.may_file


def test_overturning_ends_it_and_gives_a_notice(lead: Desk, hearing: Hearing) -> None:
    lead.rule(Ruling.OVERTURNED)
    (command,) = lead.runner.commands
    assert command == RuleOnAppeal(
        appeal=hearing.appeals[0], ruling=Ruling.OVERTURNED, reply=REPLY
    )
    ruled = lead.record.ruled
    assert ruled is not None
    assert (ruled.title, ruled.by, ruled.reply) == ("Overturn", LEAD, REPLY)
    assert "维持" not in ruled.notice[Language.ZH_CN]
    assert "目前有效记分 0 分" in ruled.notice[Language.ZH_CN]
    assert lead.view.form is None
    assert lead.record.banner is None
    assert [row.id for row in lead.view.rows] == hearing.appeals[1:]
    assert lead.host.toasts == ["AP-2611-001 ruled on: Overturn"]
    lead.presenter.copy_notice(Language.EN)
    assert lead.host.copied == [ruled.notice[Language.EN]]


def test_the_ruled_are_listed_with_how_they_came_out(lead: Desk) -> None:
    lead.rule(Ruling.UPHELD)
    assert lead.view.tally is not None
    assert lead.view.tally.words.startswith("Uphold 1 | median time")
    lead.presenter.choose_tab("ruled")
    (row,) = lead.view.rows
    assert (row.chip.text, row.clock) == ("Uphold", None)
    assert lead.record.id == row.id


def test_a_reduction_takes_the_nearest_lighter_step_or_another(lead: Desk) -> None:
    lead.presenter.select(lead.view.rows[1].id)
    lead.presenter.ruling.choose("reduced")
    assert [choice.text for choice in lead.form.steps] == [
        "Warning, 2 points",
        "Warning, 1 point",
        "Reminder, 1 point",
    ]
    assert lead.form.outcomes[1].hint == "Reduced to: Warning, 2 points"
    lead.presenter.ruling.choose_step("2")
    assert lead.form.step == "2"
    lead.presenter.ruling.write(REPLY)
    lead.presenter.ruling.submit()
    (command,) = lead.runner.commands
    assert isinstance(command, RuleOnAppeal)
    assert command.step is not None
    assert command.step.kind is SanctionKind.REMINDER
    assert lead.record.ruled is not None
    assert lead.record.ruled.effect == "Reduced to: Reminder, 1 point"


def test_the_lightest_sanction_cannot_be_reduced(lead: Desk) -> None:
    lead.presenter.select(lead.view.rows[2].id)
    assert not lead.form.can_reduce
    lead.presenter.ruling.choose("reduced")
    assert lead.form.chosen == ""


def test_a_reason_too_short_is_told_under_its_field(lead: Desk) -> None:
    lead.rule(Ruling.UPHELD, "因为。")
    assert lead.view.reply_error.startswith("Write the reasons of the ruling")
    assert lead.runner.commands == []
    assert lead.form.blocked == ""
    assert lead.form.chosen == "upheld"


def test_what_is_half_written_is_there_again(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.select(hearing.appeals[1])
        desk.presenter.ruling.choose("reduced")
        desk.presenter.ruling.write("先写一半")
        desk.presenter.select(hearing.appeals[0])
        assert desk.view.reply == ""
        assert desk.form.chosen == ""
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.select(hearing.appeals[1])
        assert desk.view.reply == "先写一半"
        assert (desk.form.chosen, desk.form.step) == ("reduced", "0")
        assert desk.form.saved
        desk.presenter.ruling.write(REPLY)
        desk.presenter.ruling.submit()
        assert workspace.desk.get(f"appeal:{hearing.appeals[1]}:ruling") == ""


def test_a_damaged_draft_is_an_empty_one(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        name = f"appeal:{hearing.appeals[0]}:ruling"
        workspace.desk.put(name, "{", hearing.site.clock.now)
        desk = Desk(workspace, hearing)
        assert (desk.form.chosen, desk.view.reply) == ("", "")


def test_somebody_else_ruled_meanwhile(lead: Desk, hearing: Hearing) -> None:
    lead.presenter.ruling.choose("upheld")
    lead.presenter.ruling.write(REPLY)
    late = RuleOnAppeal(
        appeal=hearing.appeals[0], ruling=Ruling.OVERTURNED, reply=REPLY
    )
    lead.runner._workspace.execute(late)
    lead.presenter.ruling.submit()
    assert lead.view.problem == "Somebody has ruled on this appeal already."
    assert lead.record.ruled is not None


def test_the_case_can_be_opened(lead: Desk, hearing: Hearing) -> None:
    lead.presenter.open_case()
    assert lead.host.opened == [("cases", hearing.cases[0])]


def test_another_screen_can_point_to_an_appeal(lead: Desk, hearing: Hearing) -> None:
    lead.presenter.open_record(hearing.appeals[2])
    assert lead.view.selected == lead.record.id == hearing.appeals[2]
    assert len(lead.view.rows) == 3


def test_clocks_move_on(lead: Desk, hearing: Hearing) -> None:
    hearing.site.clock.forward(hours=40)
    lead.presenter.tick()
    clock = lead.view.rows[0].clock
    assert clock is not None
    assert "overdue" in clock.text
    assert lead.view.rows[0].spent == 1.0


def test_pages_follow_one_another(
    lead: Desk, monkeypatch: pytest.MonkeyPatch, hearing: Hearing
) -> None:
    monkeypatch.setattr("ui.screens.appeals.presenter.whole.PAGE", 2)
    lead.presenter.choose_tab("open")
    assert (len(lead.view.rows), lead.view.more) == (2, True)
    lead.presenter.more()
    assert [row.id for row in lead.view.rows] == hearing.appeals
    assert not lead.view.more


@pytest.fixture
def undecided(hearing: Hearing) -> tuple[CaseId, str]:
    with hearing.site.opened(MODERATOR) as workspace:
        case = hearing.decide(workspace, "云上小鱼")
        return case, hearing.number(workspace, case)


def test_an_appeal_is_recorded(undecided: tuple[CaseId, str], hearing: Hearing) -> None:
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.may_file
        submit = desk.presenter.filing.submit
        submit("GD-2611-9999", "mail", "", "我没有看到。")
        submit(undecided[1], "mail", "yesterday", "我没有看到。")
        submit(undecided[1], "mail", "2031-01-01", "我没有看到。")
        submit(undecided[1], "mail", "", " ")
        fields = [field for field, _ in desk.view.filing_errors]
        assert fields == ["number", "received", "received", "statement"]
        assert desk.view.filing_closed == 0
        submit(undecided[1], "mail", "2026-11-03 08:00", "我没有看到。")
        assert desk.view.filing_closed == 1
        assert len(desk.view.rows) == 4


def test_a_half_written_appeal_waits_on_the_desk(
    undecided: tuple[CaseId, str], hearing: Hearing
) -> None:
    typed = {"number": undecided[1], "received": "", "statement": "我没有"}
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.filing.begin()
        desk.presenter.filing.written(typed)
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.filing.begin()
        assert desk.view.filing_back == {}
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        filing = desk.presenter.filing
        filing.begin()
        assert desk.view.filing_back == typed
        filing.submit(undecided[1], "mail", "", "我没有看到。")
        assert desk.view.filing_closed == 1
        desk.view.filing_back = {}
        filing.begin()
        filing.written(typed)
        filing.given_up()
        filing.begin()
        assert desk.view.filing_back == {}


def test_nothing_waits(hearing: Hearing) -> None:
    for who in (LEAD, OWNER):
        with hearing.site.opened(who) as workspace:
            desk = Desk(workspace, hearing)
            for row in [r for r in desk.view.rows if not r.quiet]:
                desk.presenter.select(row.id)
                desk.rule(Ruling.UPHELD)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.nothing == "No appeal waits for a ruling"
        assert desk.view.form is None
