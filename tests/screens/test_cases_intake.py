from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, Queue
from tests.builders import Site
from tests.generator import write_members, write_reports
from tests.screens.docket import QUOTE, Desk, docket
from tests.screens.hearing import HANDLES, MODERATOR, OBSERVER, Hearing
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.intake import NewCase


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path, count=1)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def form(subject: str = "", quote: str = QUOTE, when: str = "") -> NewCase:
    return NewCase(
        subject=subject,
        channel=Channel.PATROL,
        quote=quote,
        complaint="人身攻击",
        reporter="",
        when=when,
    )


def test_typing_finds_members_and_choosing_one_is_shown(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.new_case()
    assert desk.view.intake.open
    desk.presenter.intake.subject_changed("老")
    assert {match.handle for match in desk.view.intake.matches} == {
        f"@{HANDLES[1]}",
        f"@{HANDLES[2]}",
    }
    assert "“老”" in desk.view.intake.note
    desk.presenter.intake.choose_member(hearing.members[HANDLES[2]])
    assert desk.view.intake.member == f"@{HANDLES[2]}"
    desk.presenter.intake.submit(form("老"))
    assert not desk.view.intake.open
    assert desk.header.number == "GD-2611-0002"
    case = desk.workspace.query(CasePage(queue=Queue.ALL)).rows[0].id
    view = desk.workspace.query(CaseDetail(case=case))
    assert view.member == hearing.members[HANDLES[2]]
    assert (view.clause, view.has_reporter) == ("3.2", False)


@pytest.mark.parametrize("typed", [f"@{HANDLES[3]}", "WXID_0004"])
def test_a_whole_name_or_id_needs_no_choosing(desk: Desk, typed: str) -> None:
    desk.presenter.new_case()
    desk.presenter.intake.subject_changed(typed)
    assert desk.view.intake.member == f"@{HANDLES[3]}"
    desk.presenter.intake.subject_changed(f"{typed}吗")
    assert desk.view.intake.member == ""


def test_a_half_written_case_waits_on_the_desk(hearing: Hearing) -> None:
    typed = {"subject": "老", "quote": "转述一半", "complaint": "", "reporter": ""}
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.new_case()
        desk.presenter.intake.written(typed)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        about = hearing.members[HANDLES[2]]
        desk.presenter.intake.start_about(about)
        assert desk.view.intake.back == {}
        desk.presenter.new_case()
        assert desk.view.intake.back == {**typed, "when": ""}
        desk.presenter.intake.submit(form("老"))
        desk.presenter.new_case()
        assert desk.view.intake.back == {}
        desk.presenter.intake.written(typed)
        desk.presenter.intake.given_up()
        desk.presenter.new_case()
        assert desk.view.intake.back == {}


def test_somebody_unknown_is_taken_as_typed(desk: Desk) -> None:
    desk.presenter.new_case()
    desk.presenter.intake.subject_changed("路过的人")
    assert desk.view.intake.matches == []
    desk.presenter.intake.submit(form("@路过的人", when="2026-11-02 08:30"))
    quote = desk.view.record.quote
    assert quote is not None
    assert (quote.handle, quote.when) == ("路过的人", "11-02 08:30")


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (form(), Field.SUBJECT),
        (form("路过的人", quote=" "), Field.QUOTE),
        (form("路过的人", when="昨天"), Field.WHEN),
        (form("路过的人", when="2026-11-09"), Field.WHEN),
    ],
)
def test_what_is_missing_is_said_under_its_field(
    desk: Desk, wrong: NewCase, place: Field
) -> None:
    desk.presenter.new_case()
    desk.presenter.intake.submit(wrong)
    assert desk.view.intake.errors[-1][0] is place
    assert desk.view.intake.open
    assert desk.runner.commands == []


def test_a_case_about_a_certain_member(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.take_case(hearing.members[HANDLES[4]])
    assert desk.view.intake.open
    assert desk.view.intake.member == f"@{HANDLES[4]}"
    desk.presenter.intake.submit(form())
    member = desk.view.record.member
    assert member is not None
    assert member.handle == f"@{HANDLES[4]}"


def test_an_observer_takes_nothing_in(hearing: Hearing) -> None:
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.new_case()
        assert not desk.view.intake.open
        assert desk.view.trouble == "Your role does not allow this. Ask a lead."
        desk.presenter.import_cases()
        assert desk.view.importing.file_name == ""


def test_a_file_is_read_looked_at_and_taken_in(tmp_path: Path) -> None:
    people = write_members(tmp_path / "members.csv", people=30, repeats=1)
    truth = write_reports(tmp_path / "reports.csv", people, count=60)
    hearing = Hearing(site=Site(root=tmp_path / "site"))
    with hearing.site.created() as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.import_cases()
        assert desk.view.importing.file_name == ""
        desk.host.file = truth.path
        desk.presenter.import_cases()
        assert desk.view.importing.file_name == "reports.csv"
        shown = desk.view.importing.shown
        assert shown is not None
        figures = {figure.text: figure.count for figure in shown.figures}
        assert figures["complaints"] == 60
        assert figures["not on the member list"] == 60
        assert len(shown.rows) == 5
        assert shown.action == "Open 60 cases"
        assert not any(row.known for row in shown.rows)
        desk.presenter.importing.commit()
        assert desk.view.importing.result[0].count == 60
        assert "GD-2611-0001 to GD-2611-0060" in desk.view.importing.told
        assert len(desk.view.queue.rows) == 50
        desk.presenter.import_cases()
        desk.presenter.importing.commit()
        assert "taken in before" in desk.view.importing.error


def test_a_file_that_is_no_list_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    desk.host.file = tmp_path / "letter.csv"
    desk.host.file.write_text("亲爱的读者\n你好\n", encoding="utf-8")
    desk.presenter.import_cases()
    assert desk.view.importing.error.startswith("No row names the columns.")
    desk.presenter.importing.commit()
    assert desk.runner.commands == []


def test_stopping_takes_nothing_in(desk: Desk, tmp_path: Path) -> None:
    people = write_members(tmp_path / "members.csv", people=10, repeats=1)
    truth = write_reports(tmp_path / "reports.csv", people, count=5)
    desk.host.file = truth.path
    desk.presenter.import_cases()
    desk.presenter.importing.stop()
    desk.presenter.importing.commit()
    assert desk.runner.commands == []
    assert desk.view.importing.file_name == ""
