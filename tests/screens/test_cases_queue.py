from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.cases.model import CaseState
from app.cases.queries.queues import Queue
from app.rulebook.commands import PublishRulebook
from app.rulebook.templates import load_template
from tests.builders import Site
from tests.screens.docket import Desk, docket, open_case
from tests.screens.hearing import HANDLES, MODERATOR, Hearing
from ui.screens.cases.presenter.rows import NextStep, count_text
from ui.screens.moments import Urgency


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path, triaged=1)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def test_the_first_case_is_looked_at(desk: Desk, hearing: Hearing) -> None:
    assert [row.id for row in desk.view.queue.rows] == hearing.cases[1:]
    assert desk.view.queue.selected == hearing.cases[1]
    assert desk.header.number == desk.view.queue.rows[0].number
    assert desk.view.decided is False


def test_a_row_says_rule_member_clock_and_severity(desk: Desk) -> None:
    row = desk.view.queue.rows[0]
    assert row.rule == "3.2 Personal attack"
    assert row.handle == f"@{HANDLES[1]}"
    assert row.clock.text == "23 h 57 min left"
    assert row.clock.urgency is Urgency.CALM
    assert row.holder == ""
    assert row.said == (
        f"3.2 Personal attack, {HANDLES[1]}, Medium severity, 23 h 57 min left,"
        f" 0 notes, nobody has taken it, {row.number}"
    )


def test_tabs_count_the_queues(desk: Desk) -> None:
    assert desk.view.queue.counts() == {
        Queue.TRIAGE: "3",
        Queue.DECIDING: "1",
        Queue.MINE: "0",
        Queue.DECIDED: "0",
        Queue.ALL: "4",
    }
    assert count_text(1000) == "1000+"


def test_clocks_go_on_and_warn(desk: Desk, hearing: Hearing) -> None:
    hearing.site.clock.forward(hours=23, minutes=30)
    desk.presenter.tick()
    assert desk.view.queue.rows[0].clock.urgency is Urgency.LATE
    hearing.site.clock.forward(hours=2)
    desk.presenter.tick()
    assert desk.view.queue.rows[0].clock.text == "1 h 33 min overdue"
    assert desk.header.clock.text == "1 h 33 min overdue"


def test_another_queue_begins_at_its_first_case(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.choose_queue("deciding")
    assert [row.id for row in desk.view.queue.rows] == hearing.cases[:1]
    assert desk.header.state is CaseState.DECIDING


def test_an_empty_queue_shows_the_way_to_a_full_one(desk: Desk) -> None:
    desk.presenter.choose_queue("mine")
    empty = desk.view.queue.empty
    assert empty is not None
    assert (empty.title, empty.action) == (
        "You look after no case",
        "Go to “To triage”",
    )
    assert desk.view.record.nothing is not None
    assert desk.view.decided is None
    desk.presenter.take_step(empty.step)
    assert desk.view.queue.queue is Queue.TRIAGE
    assert desk.view.queue.empty is None


def test_words_are_searched_in_all_queues(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.queue.search("这水平")
    assert len(desk.view.queue.rows) == 4
    desk.presenter.queue.search("天气")
    empty = desk.view.queue.empty
    assert empty is not None
    assert empty.step is NextStep.CLEAR
    desk.presenter.take_step(NextStep.CLEAR)
    assert [row.id for row in desk.view.queue.rows] == hearing.cases[1:]


def test_pages_follow_one_another_by_key(tmp_path: Path) -> None:
    hearing = docket(tmp_path / "many", count=60)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        assert len(desk.view.queue.rows) == 50
        assert desk.view.queue.more
        desk.presenter.queue.more()
        assert [row.id for row in desk.view.queue.rows] == hearing.cases
        assert not desk.view.queue.more
        desk.presenter.queue.moved(hearing.cases[55])
        desk.presenter.record.switch_holding()
        assert [row.id for row in desk.view.queue.rows] == hearing.cases
        assert desk.view.queue.selected == hearing.cases[55]


def test_steps_go_up_and_down_and_stop(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.queue.step(1)
    assert desk.view.queue.selected == hearing.cases[2]
    desk.presenter.queue.step(-1)
    desk.presenter.queue.step(-1)
    assert desk.view.queue.selected == hearing.cases[1]


def test_a_decided_case_gives_way_to_the_next(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.queue.moved(hearing.cases[2])
    desk.decide()
    assert desk.view.queue.selected == hearing.cases[3]
    desk.decide()
    assert desk.view.queue.selected == hearing.cases[1]
    desk.decide()
    assert desk.view.queue.selected == ""
    assert desk.view.decided is None


def test_among_all_cases_the_next_one_open_is_looked_at(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.choose_queue("all")
    assert desk.view.queue.selected == hearing.cases[3]
    desk.decide()
    assert desk.view.queue.selected == hearing.cases[2]
    assert desk.view.queue.rows[0].clock.urgency is Urgency.DONE
    assert not desk.view.queue.rows[0].wants_holder


def test_a_case_opened_from_elsewhere_is_shown_in_its_queue(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.open(hearing.cases[0])
    assert desk.view.queue.queue is Queue.DECIDING
    assert desk.view.queue.selected == hearing.cases[0]
    assert desk.header.state is CaseState.DECIDING


def test_a_case_opened_from_elsewhere_stays_when_it_is_on_no_page(
    tmp_path: Path,
) -> None:
    hearing = docket(tmp_path / "many", count=55)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.open(hearing.cases[54])
        assert desk.header.number.endswith("0055")
        hearing.site.clock.forward(minutes=1)
        desk.presenter.record.switch_holding()
        assert desk.header.number.endswith("0055")
        assert desk.header.mine


def test_a_new_vault_says_to_begin_with_the_rules(tmp_path: Path) -> None:
    hearing = Hearing(site=Site(root=tmp_path / "new"))
    with hearing.site.created() as workspace:
        desk = Desk(workspace, hearing)
        nothing = desk.view.record.nothing
        assert nothing is not None
        assert nothing.title == "Begin with the rules"
        desk.presenter.take_step(nothing.step)
        assert desk.host.opened == [("rulebook", "")]
        publish = PublishRulebook(
            book=load_template("reading_club"), effective_on=date(2026, 11, 2)
        )
        desk.runner.execute(publish, lambda _: None, lambda _: None)
        nothing = desk.view.record.nothing
        assert nothing is not None
        assert nothing.step is NextStep.IMPORT
        assert desk.view.queue.empty is not None
        assert desk.view.queue.empty.title == "There are no cases yet"


def test_a_case_about_somebody_unknown_is_no_error(
    desk: Desk, hearing: Hearing
) -> None:
    case = open_case(desk.workspace, hearing, None, "看不懂的理由", "wxid_stranger")
    desk.presenter.open(case)
    row = desk.view.queue.rows[-1]
    assert (row.handle, row.known, row.rule, row.severity) == (
        "wxid_stranger",
        False,
        "No clause yet",
        None,
    )
    member = desk.view.record.member
    assert member is not None
    assert member.id == ""
    assert desk.header.title == "看不懂的理由"
