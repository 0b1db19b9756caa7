from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.approvals.commands import Approve, Propose
from app.cases.commands.deciding import DecideCase, TriageCase
from app.cases.model import CaseState
from app.cases.queries.cases import CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, SanctionKind, Severity
from app.rulebook.templates import load_template
from app.staff.queries import WhoAmI
from app.words import Language
from tests.builders import OWNER, Site
from tests.screens.docket import QUOTE, REASON, Desk, docket, open_case
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, OBSERVER, Hearing


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def test_the_clause_suggested_is_cited_and_the_ladder_read(desk: Desk) -> None:
    form = desk.form
    assert (form.clause, form.severity, form.rules) == (
        "3.2",
        Severity.MEDIUM,
        "Version 1",
    )
    assert ("3.2", "3.2 Personal attack") in [(c.number, c.text) for c in form.clauses]
    assert form.ladder is not None
    assert form.ladder.steps == (
        "Warning",
        "Mute 3 d",
        "Mute 30 d",
        "Removal",
        "Removal and block",
    )
    assert (form.ladder.place, form.ladder.words) == (0, "Number 1 within 90 days")
    assert form.ladder.title == "Proposed: Warning"
    assert form.blocked == ""
    assert form.editable


def test_choices_are_numbered_with_the_proposed_first(desk: Desk) -> None:
    choices = desk.form.choices
    assert [choice.text for choice in choices] == [
        "Warning",
        "Reminder",
        "Mute for 3 days",
        "Mute for 30 days",
        "Removal",
        "Removal and block",
        "Permanent removal",
    ]
    assert [choice.proposed for choice in choices] == [True, *[False] * 6]
    assert choices[1].hint == "lighter, needs a reason"
    assert choices[2].hint == "heavier, needs a reason"
    assert desk.form.chosen == choices[0].key
    desk.presenter.decision.choose_nth(3)
    assert desk.form.chosen == choices[2].key
    assert desk.form.departs
    desk.presenter.decision.choose_nth(9)
    assert desk.form.chosen == choices[2].key
    desk.presenter.decision.choose_nth(1)
    assert not desk.form.departs


def test_another_clause_or_severity_reads_the_ladder_anew(desk: Desk) -> None:
    desk.presenter.decision.choose_severity(Severity.HIGH)
    assert desk.form.ladder is not None
    assert desk.form.ladder.title == "Proposed: Mute for 3 days"
    desk.presenter.decision.choose_clause("1.2")
    assert desk.form.severity is Severity.LOW
    assert desk.form.ladder.title == "Proposed: Reminder"


def test_an_earlier_sanction_is_counted_and_named(desk: Desk, hearing: Hearing) -> None:
    member = hearing.members[HANDLES[0]]
    desk.decide()
    hearing.site.clock.forward(minutes=6)
    again = open_case(desk.workspace, hearing, member)
    desk.presenter.open(again)
    assert desk.form.ladder is not None
    assert desk.form.ladder.words == "Number 2 within 90 days"
    assert desk.form.ladder.reason.startswith("Warning on 11-02 under clause 3.2.")
    assert desk.form.ladder.title == "Proposed: Mute for 3 days"


def test_a_decision_is_told_with_a_way_back(desk: Desk, hearing: Hearing) -> None:
    number = desk.header.number
    desk.decide()
    assert desk.host.toasts == [f"{number} decided: Warning"]
    view = desk.workspace.query(CaseDetail(case=hearing.cases[0]))
    assert view.state is CaseState.DECIDED
    assert view.severity is Severity.MEDIUM
    assert desk.host.undo is not None
    desk.host.undo()
    view = desk.workspace.query(CaseDetail(case=hearing.cases[0]))
    assert view.state is CaseState.DECIDING
    assert (desk.header.number, desk.header.mine) == (number, True)
    assert desk.view.queue.selected == hearing.cases[0]
    assert desk.view.decision.reason == REASON


def test_undoing_too_late_is_said_in_words(desk: Desk, hearing: Hearing) -> None:
    desk.decide()
    hearing.site.clock.forward(minutes=6)
    assert desk.host.undo is not None
    desk.host.undo()
    assert desk.view.trouble.startswith("The five minutes to undo are over.")


def test_a_reason_too_short_is_said_under_its_field(desk: Desk) -> None:
    desk.decide("太短")
    assert "at least 10 characters" in desk.view.decision.reason_error
    assert desk.view.decision.reason == "太短"
    assert desk.host.toasts == []


def test_departing_from_the_ladder_wants_its_own_reason(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.decision.choose_nth(2)
    desk.decide()
    assert "not what the ladder proposes" in desk.view.decision.deviation_error
    desk.presenter.decision.deviation_changed("当事人已当面道歉，并删除了全部言论。")
    desk.presenter.decision.decide()
    decision = desk.workspace.query(DecisionOf(case=hearing.cases[0]))
    assert decision is not None
    assert decision.step is not None
    assert decision.step.kind is SanctionKind.REMINDER
    assert decision.deviation_reason == "当事人已当面道歉，并删除了全部言论。"


def test_a_reason_for_departing_is_not_sent_where_nothing_departs(
    desk: Desk, hearing: Hearing
) -> None:
    desk.presenter.decision.choose_nth(2)
    desk.presenter.decision.deviation_changed("想了想还是按阶梯的建议来。")
    desk.presenter.decision.choose_nth(1)
    desk.decide()
    decision = desk.workspace.query(DecisionOf(case=hearing.cases[0]))
    assert decision is not None
    assert decision.deviation_reason == ""


def test_no_violation_is_closed_with_a_reason(desk: Desk, hearing: Hearing) -> None:
    desk.presenter.decision.switch_no_violation()
    assert desk.form.no_violation
    assert (desk.form.chosen, desk.form.notice) == ("", "")
    desk.decide("原话是引用书里的句子，不针对任何成员。")
    decision = desk.workspace.query(DecisionOf(case=hearing.cases[0]))
    assert decision is not None
    assert decision.sanction is None
    assert desk.host.toasts[-1].endswith("decided: No violation")


def test_choosing_a_sanction_ends_no_violation(desk: Desk) -> None:
    desk.presenter.decision.switch_no_violation()
    desk.presenter.decision.choose_nth(1)
    assert not desk.form.no_violation
    desk.presenter.decision.switch_no_violation()
    desk.presenter.decision.switch_no_violation()
    assert not desk.form.no_violation


@pytest.mark.parametrize("chosen", Language)
def test_the_preview_is_the_notice_to_come(
    desk: Desk, hearing: Hearing, chosen: Language
) -> None:
    desk.write()
    desk.presenter.decision.choose_language(chosen)
    preview = desk.form.notice
    assert QUOTE.rstrip("。") in preview
    desk.presenter.decision.decide()
    decision = desk.workspace.query(DecisionOf(case=hearing.cases[0]))
    assert decision is not None
    assert decision.notice[chosen] == preview


def test_half_written_texts_wait_on_the_desk(desk: Desk, hearing: Hearing) -> None:
    desk.write("还没有写完的理由")
    assert not desk.view.decision.saved
    desk.presenter.decision.keep_texts()
    assert desk.view.decision.saved
    desk.presenter.queue.moved(hearing.cases[1])
    assert desk.view.decision.reason == ""
    assert not desk.view.decision.saved
    desk.presenter.queue.moved(hearing.cases[0])
    assert desk.view.decision.reason == "还没有写完的理由"
    assert desk.view.decision.saved


def test_leaving_a_case_keeps_what_was_typed_last(desk: Desk, hearing: Hearing) -> None:
    desk.write("走开时正写到一半")
    desk.presenter.queue.moved(hearing.cases[1])
    desk.presenter.queue.moved(hearing.cases[0])
    assert desk.view.decision.reason == "走开时正写到一半"


def test_a_change_elsewhere_leaves_the_form_as_it_is(desk: Desk) -> None:
    desk.write("正在写的理由，还没有写完")
    desk.presenter.decision.choose_nth(3)
    chosen = desk.form.chosen
    desk.presenter.record.note_changed("先看上下文")
    desk.presenter.record.send_note()
    assert desk.form.chosen == chosen
    assert desk.view.decision.reason == "正在写的理由，还没有写完"


def test_triage_records_clause_and_severity(desk: Desk, hearing: Hearing) -> None:
    number = desk.header.number
    desk.presenter.decision.choose_clause("5.1")
    desk.presenter.decision.triage(Severity.HIGH)
    assert desk.host.toasts == [f"{number} triaged: High severity"]
    view = desk.workspace.query(CaseDetail(case=hearing.cases[0]))
    assert (view.state, view.clause) == (CaseState.DECIDING, "5.1")
    assert view.due_at - view.opened_at == timedelta(hours=6)
    assert desk.view.queue.selected == hearing.cases[1]


def test_triage_without_a_clause_says_what_is_missing(
    desk: Desk, hearing: Hearing
) -> None:
    case = open_case(desk.workspace, hearing, hearing.members[HANDLES[0]], "看不懂")
    desk.presenter.open(case)
    assert desk.form.blocked == "Cite the clause that was broken."
    assert desk.form.ladder is None
    desk.presenter.decision.triage(Severity.LOW)
    assert desk.view.trouble == "Cite the clause that was broken."
    desk.presenter.decision.choose_clause("1.1")
    assert desk.form.blocked == ""


def test_what_becomes_somebody_elses_matter_leaves_the_screen(
    desk: Desk, hearing: Hearing
) -> None:
    case = open_case(desk.workspace, hearing, hearing.members[HANDLES[0]], "看不懂")
    desk.presenter.open(case)
    assert desk.view.record.quote is not None
    assert desk.view.record.quote.complaint == "看不懂"
    me = desk.workspace.query(WhoAmI()).me.id
    entered = DeclareConflict(person=me, about=About.CASE, target=case, reason="同事")
    desk.runner.execute(entered, lambda _: None, lambda _: None)
    # The list goes on to another case.
    assert desk.view.record.quote.complaint != "看不懂"
    assert case not in [row.id for row in desk.view.queue.rows]
    desk.presenter.open(case)
    why = desk.view.record.nothing
    assert why is not None
    assert why.title == "Somebody else looks after this case"
    assert why.text.startswith("A conflict of interest is entered for you")
    assert desk.view.decided is None


def test_an_observer_may_look_and_not_decide(hearing: Hearing) -> None:
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.form.blocked == "Your role does not allow this. Ask a lead."
        desk.presenter.decision.choose_nth(2)
        assert not desk.form.departs
        desk.presenter.record.switch_holding()
        desk.presenter.record.send_note()
        assert desk.view.record.note_error == desk.form.blocked
        assert desk.runner.commands == []


def test_without_rules_a_case_can_only_be_closed(tmp_path: Path) -> None:
    hearing = Hearing(site=Site(root=tmp_path / "new"))
    with hearing.site.created() as workspace:
        open_case(workspace, hearing, None, subject="wxid_x")
        desk = Desk(workspace, hearing)
        assert desk.form.blocked.startswith("No rules were in force")
        assert (desk.form.rules, desk.form.clauses) == ("", ())
        desk.presenter.decision.switch_no_violation()
        assert desk.form.blocked == ""
        desk.decide("内容核对过，没有违反任何约定。")
        assert desk.view.decided is None


def test_the_rules_of_the_day_apply(tmp_path: Path) -> None:
    hearing = docket(tmp_path / "late", count=1)
    with hearing.site.opened(OWNER) as workspace:
        hearing.site.clock.forward(days=3)
        later = load_template("paid_course")
        effective = date(2026, 11, 12)
        changes = Bilingual(zh="另一份公约。", en="Other rules.")
        publish = PublishRulebook(book=later, effective_on=effective, changes=changes)
        proposal = workspace.execute(Propose(command=publish)).value
    with hearing.site.opened(LEAD) as workspace:
        workspace.execute(Approve(proposal=proposal))
    with hearing.site.opened(MODERATOR) as workspace:
        assert Desk(workspace, hearing).form.rules == "Version 1"


def test_a_case_decided_meanwhile_says_so(desk: Desk, hearing: Hearing) -> None:
    desk.workspace.execute(
        DecideCase(case=hearing.cases[0], clause="3.2", reason=REASON)
    )
    desk.decide()
    assert desk.view.trouble == "Somebody has decided this case already."


def test_what_the_ladder_proposes_now_is_not_imposed_unseen(
    desk: Desk, hearing: Hearing
) -> None:
    member = hearing.members[HANDLES[0]]
    other = open_case(desk.workspace, hearing, member)
    desk.presenter.open(hearing.cases[0])
    command = DecideCase(case=other, clause="3.2", reason=REASON)
    desk.workspace.execute(command)
    hearing.site.clock.forward(minutes=6)
    desk.decide()
    assert "not what the ladder proposes" in desk.view.decision.deviation_error


def test_a_triaged_severity_stays_with_its_clause(desk: Desk, hearing: Hearing) -> None:
    case = hearing.cases[0]
    triage = TriageCase(case=case, clause="3.2", severity=Severity.HIGH)
    desk.workspace.execute(triage)
    desk.presenter.open(case)
    assert desk.form.severity is Severity.HIGH
    desk.presenter.decision.choose_clause("1.1")
    assert desk.form.severity is Severity.LOW
