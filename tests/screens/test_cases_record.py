from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.cases.commands.deciding import DecideCase, TakeCase
from app.cases.model import Channel, Outcome
from app.cases.queries.cases import CaseDetail
from app.files.member_list import MemberMerge, MemberRow
from app.files.tables import TableFacts
from app.members.commands import ImportMembers
from app.notes.queries import Notes
from app.words import Language
from tests.builders import OWNER
from tests.screens.docket import QUOTE, REASON, Desk, docket, open_case
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, STATEMENT, Hearing
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.outcome import AppealForm


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def decided(desk: Desk, hearing: Hearing) -> None:
    """Decide the first case and look at it."""
    desk.decide()
    desk.presenter.open(hearing.cases[0])


def test_the_header_names_case_channel_and_clock(desk: Desk) -> None:
    header = desk.header
    assert header.number == "GD-2611-0001"
    assert header.facts == "Private message · reported 11-02 17:00"
    assert header.title == "Personal attack"
    assert (header.clock.text, header.allowed) == ("23 h 56 min left", "of 1 d")
    assert header.holder == ""


def test_what_the_complaint_adds_stands_in_the_title(
    desk: Desk, hearing: Hearing
) -> None:
    words = "人身攻击，骂了教学视频的作者"
    member = hearing.members[HANDLES[0]]
    desk.presenter.open(open_case(desk.workspace, hearing, member, words))
    assert desk.header.title == f"Personal attack: {words}"


def test_a_case_is_taken_and_given_back(desk: Desk, hearing: Hearing) -> None:
    assert desk.view.record.holding == "Take"
    desk.presenter.record.switch_holding()
    assert desk.host.toasts == ["Took GD-2611-0001"]
    assert (desk.header.holder, desk.header.mine) == (MODERATOR, True)
    assert desk.view.record.holding == "Give back"
    assert desk.host.undo is not None
    desk.host.undo()
    assert desk.header.holder == ""
    desk.presenter.record.switch_holding()
    desk.presenter.record.switch_holding()
    assert desk.host.toasts[-1] == "Gave GD-2611-0001 back"
    assert desk.workspace.query(CaseDetail(case=hearing.cases[0])).holder is None


def test_a_case_of_somebody_else_is_not_taken(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        workspace.execute(TakeCase(case=hearing.cases[0]))
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.record.blocked == f"{LEAD} looks after this case."
        desk.presenter.record.switch_holding()
        assert desk.view.trouble == f"{LEAD} looks after this case."


def test_a_note_is_added_and_told(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.record.send_note()
    assert desk.view.record.note_error == "Write something first."
    desk.presenter.record.note_changed("“手残”指向作者本人，不是对作品的评价。")
    desk.presenter.record.send_note()
    assert desk.view.record.note == ""
    last = desk.view.record.entries[-1]
    assert last.title == f"Note by {MODERATOR}, for the team only"
    assert last.body == "“手残”指向作者本人，不是对作品的评价。"
    assert len(desk.workspace.query(Notes(subject=hearing.cases[0]))) == 1
    assert desk.view.queue.rows[0].notes == 1


def test_a_half_written_note_waits_on_the_desk(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.record.note_changed("写到一半")
    desk.presenter.queue.moved(hearing.cases[1])
    assert desk.view.record.note == ""
    desk.presenter.queue.moved(hearing.cases[0])
    assert desk.view.record.note == "写到一半"


def test_the_record_begins_at_its_top_only_for_another_case(
    desk: Desk, hearing: Hearing
) -> None:
    before = desk.view.record.scrolled_up
    desk.presenter.record.switch_holding()
    assert desk.view.record.scrolled_up == before
    desk.presenter.queue.moved(hearing.cases[1])
    assert desk.view.record.scrolled_up == before + 1


def test_the_words_and_whether_the_reporter_is_sealed(desk: Desk) -> None:
    quote = desk.view.record.quote
    assert quote is not None
    assert (quote.text, quote.complaint, quote.when) == (
        QUOTE,
        "人身攻击",
        "11-02 17:00",
    )
    assert quote.has_reporter


def test_points_show_their_working(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    member = desk.view.record.member
    assert member is not None
    assert (member.handle, member.points, member.limit) == (f"@{HANDLES[0]}", 0, 8)
    row = member.rows[0]
    assert (row.state, row.points) == ("Takes effect 11-02 17:09", "+2")
    assert not row.counts
    assert not row.is_over
    hearing.site.clock.forward(days=2)
    desk.presenter.start()
    member = desk.view.record.member
    assert member is not None
    row = member.rows[0]
    assert (row.sanction, row.clause) == ("Warning", "3.2 Personal attack")
    assert row.state == "Expires 2027-01-31, 88 days left"
    assert (row.points, row.counts, member.points) == ("+2", True, 2)


def test_sealed_fields_are_told_and_the_record_is_a_step_away(
    desk: Desk, hearing: Hearing
) -> None:
    merge = MemberMerge()
    merge.add(
        [
            MemberRow(
                *(1, HANDLES[0], "wxid_0001", "某人", "13800138000"),
                *(date(2026, 1, 1), "成员", ()),
            )
        ]
    )
    file = merge.finish(TableFacts("1" * 64, "utf-8", (), ()))
    desk.runner.execute(ImportMembers(file=file), lambda _: None, lambda _: None)
    member = desk.view.record.member
    assert member is not None
    assert member.sealed
    assert member.facts == "Joined 1/2026 · 成员"
    desk.presenter.record.open_member()
    assert desk.host.opened == [("members", hearing.members[HANDLES[0]])]


def test_a_decision_explains_itself(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    shown = desk.view.record.decided
    assert shown is not None
    assert (shown.title, shown.outcome) == ("Warning", Outcome.WARNING)
    assert shown.clause == "3.2 Personal attack, version 1"
    assert shown.text
    assert shown.working == ["Medium severity, number 1 within 90 days"]
    assert shown.reason == REASON
    assert shown.effect.startswith("Takes effect 11-02 17:09, 2 points until")
    assert desk.view.record.entries[-1].title == (
        f"{MODERATOR} decided: Warning, clause 3.2"
    )
    assert desk.header.outcome == "Warning"
    assert desk.view.record.holding == ""


def test_the_notice_can_be_copied_when_the_holding_window_is_over(
    desk: Desk, hearing: Hearing
) -> None:
    decided(desk, hearing)
    assert desk.outcome.waits == "It may go out from 17:09 on"
    assert desk.outcome.undo == "You can undo this until 17:09"
    desk.presenter.outcome.copy_notice()
    assert desk.host.copied == []
    hearing.site.clock.forward(minutes=5)
    desk.presenter.tick()
    assert (desk.outcome.waits, desk.outcome.undo) == ("", "")
    desk.presenter.outcome.copy_notice()
    assert desk.host.copied == [desk.outcome.notice]


def test_the_statement_of_reasons_is_copied(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    desk.presenter.outcome.choose_language(Language.EN)
    desk.presenter.outcome.copy_statement()
    assert desk.host.copied == []
    hearing.site.clock.forward(minutes=5)
    desk.presenter.tick()
    desk.presenter.outcome.copy_statement()
    copied = msgspec.json.decode(desk.host.copied[-1])
    assert copied["decision_facts"] == REASON
    assert copied["incompatible_content_ground"].endswith("3.2 Personal attack")


def test_a_decision_can_be_undone_from_the_record(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    desk.presenter.outcome.undo()
    assert desk.host.toasts[-1] == "The decision is undone"
    assert desk.header.outcome == ""
    assert desk.view.decided is False


def test_somebody_elses_decision_cannot_be_undone(hearing: Hearing) -> None:
    with hearing.site.opened(OWNER) as workspace:
        command = DecideCase(case=hearing.cases[0], clause="3.2", reason=REASON)
        workspace.execute(command)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.open(hearing.cases[0])
        assert desk.outcome.undo == ""


def test_an_appeal_is_recorded_once(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    hearing.site.clock.forward(hours=3)
    desk.presenter.outcome.appeal_wanted()
    assert desk.view.outcome.appealing == "GD-2611-0001"
    form = AppealForm(channel=Channel.PRIVATE_MESSAGE, statement=" ", received="")
    desk.presenter.outcome.file_appeal(form)
    assert desk.view.outcome.errors[-1][0] is Field.STATEMENT
    form = AppealForm(
        channel=Channel.PRIVATE_MESSAGE, statement=STATEMENT, received="明天"
    )
    desk.presenter.outcome.file_appeal(form)
    assert desk.view.outcome.errors[-1][0] is Field.WHEN
    form = AppealForm(
        channel=Channel.PRIVATE_MESSAGE,
        statement=STATEMENT,
        received="2026-11-02 18:30",
    )
    desk.presenter.outcome.file_appeal(form)
    assert desk.view.outcome.appealing == ""
    assert [each.state for each in desk.outcome.appeals] == ["To rule"]
    assert desk.outcome.appeal_blocked == "An appeal of this case is already waiting."
    desk.presenter.outcome.appeal_wanted()
    assert desk.view.trouble == desk.outcome.appeal_blocked
    desk.presenter.outcome.open_appeal(desk.outcome.appeals[0].id)
    assert desk.host.opened == [("appeals", desk.outcome.appeals[0].id)]


def test_a_late_appeal_is_said_under_its_moment(desk: Desk, hearing: Hearing) -> None:
    decided(desk, hearing)
    hearing.site.clock.forward(days=8)
    desk.presenter.outcome.appeal_wanted()
    form = AppealForm(channel=Channel.MAIL, statement=STATEMENT, received="")
    desk.presenter.outcome.file_appeal(form)
    assert desk.view.outcome.errors[-1][0] is Field.WHEN


def test_nothing_is_sent_or_appealed_where_no_violation_was_found(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.decision.switch_no_violation()
    decided(desk, hearing)
    assert desk.outcome.notice == ""
    assert not desk.outcome.offers_appeal
    shown = desk.view.record.decided
    assert shown is not None
    assert (shown.title, shown.clause, shown.effect) == ("No violation", "", "")
