from dataclasses import replace

import pytest

from app.exports.gates import GateCode, Remedy, Verdict, ordered
from app.exports.model import ALL, Contribution, Key, Tier
from app.exports.report import Layout, Wording, lay_out
from app.exports.rules import (
    DraftReport,
    Earlier,
    ReportRequest,
    draft_report,
    judge_file,
)
from app.files.safe_csv import csv_bytes
from tests.unit.exports.made import OUTCOMES, realistic

CASES = realistic(cases=400, members=350, months=3, seed=11)
ASKED = ReportRequest(tier=Tier.CONTROLLED, running_month="2026-11")
WORDING = Wording(
    clauses={"3.1": "人身攻击"}, outcomes={code: code for code in OUTCOMES}
)


def codes(verdict: Verdict) -> set[GateCode]:
    return {gate.code for gate in verdict.failures}


def remedies(verdict: Verdict) -> set[Remedy | None]:
    return {gate.remedy for gate in verdict.failures}


def finished(draft: DraftReport) -> tuple[Layout, bytes]:
    layout = lay_out(draft.table, draft.suppressed, WORDING)
    return layout, csv_bytes(layout.rows)


def test_a_report_passes_every_gate() -> None:
    draft = draft_report(CASES, ASKED)
    layout, data = finished(draft)
    verdict = judge_file(draft, layout, data, ["m1", "mute", "攻击", "min26132"])
    assert verdict.passed
    assert verdict.failures == ()
    assert [gate.code for gate in verdict.gates] == list(GateCode)
    assert all(gate.remedy is None for gate in verdict.gates)
    assert draft.months == ("2026-09", "2026-10")
    assert draft.audit is not None
    assert draft.audit.published + draft.audit.suppressed == len(draft.table.grid)


def test_the_running_month_is_left_out_unless_asked_for() -> None:
    draft = draft_report(CASES, ASKED)
    assert draft.left_out == sum(c.month == "2026-11" for c in CASES)
    assert draft.running_months == frozenset()
    asked = draft_report(CASES, replace(ASKED, with_running_month=True))
    assert asked.left_out == 0
    assert asked.running_months == {"2026-11"}
    assert asked.verdict.passed


def test_the_public_gets_closed_months_alone() -> None:
    request = replace(ASKED, tier=Tier.PUBLIC, with_running_month=True)
    verdict = draft_report(CASES, request).verdict
    assert codes(verdict) == {GateCode.RUNNING_MONTH}
    assert remedies(verdict) == {Remedy.LEAVE_OUT_RUNNING_MONTH}


def test_only_the_months_asked_for_are_in_it() -> None:
    request = replace(ASKED, months=frozenset({"2026-10", "2026-11"}))
    draft = draft_report(CASES, request)
    assert draft.months == ("2026-10",)
    assert draft.left_out == sum(c.month == "2026-11" for c in CASES)


@pytest.mark.parametrize("cases", [0, 4])
def test_too_few_members_make_no_report(cases: int) -> None:
    few = [replace(CASES[0], member=str(at)) for at in range(cases)]
    draft = draft_report(few, replace(ASKED, with_running_month=True))
    assert codes(draft.verdict) == {GateCode.MEMBERS}
    assert remedies(draft.verdict) == {Remedy.WIDEN}
    assert len(draft.suppressed) == len(draft.table.grid)
    assert draft.audit is None


def test_what_cannot_be_protected_makes_no_report() -> None:
    case = Contribution(member="", clause="3.1", month="2026-10", outcome="mute")
    given = [replace(case, member=name) for name in "bcde"]
    draft = draft_report([*given, replace(case, member="a", clause="3.2")], ASKED)
    assert codes(draft.verdict) == {GateCode.COMPUTED_BACK}
    assert len(draft.suppressed) == len(draft.table.grid)


def test_one_member_who_makes_up_most_makes_no_report() -> None:
    case = Contribution(member="a", clause="3.1", month="2026-10", outcome="mute")
    given = [case] * 9 + [replace(case, member=name) for name in "bcdef"]
    draft = draft_report(given, ASKED)
    assert codes(draft.verdict) == {GateCode.DOMINANCE}
    assert draft.audit is None


def test_cases_that_all_ended_alike_make_no_report() -> None:
    given = [replace(c, outcome="mute") for c in CASES]
    assert codes(draft_report(given, ASKED).verdict) == {GateCode.ONE_OUTCOME}
    inside = replace(ASKED, tier=Tier.INTERNAL)
    assert draft_report(given, inside).verdict.passed


def test_a_verdict_without_checks_lets_nothing_pass() -> None:
    assert not Verdict(gates=()).passed


def test_of_two_results_of_one_check_a_failure_stands() -> None:
    failed = draft_report([], ASKED).verdict.failures[0]
    good = replace(failed, passed=True)
    assert ordered([failed, good]) == (failed,)
    assert ordered([good, failed]) == (failed,)


# --- reports that left before -------------------------------------------------


def left(draft: DraftReport, tier: Tier = Tier.CONTROLLED) -> Earlier:
    return Earlier(tier=tier, months=frozenset(draft.months), figures=draft.figures)


def test_the_same_report_may_leave_again_and_is_the_same_file() -> None:
    first = draft_report(CASES, ASKED)
    again = draft_report(CASES[::-1], ASKED, [left(first), left(first)])
    assert again.verdict.passed
    assert finished(again) == finished(first)


def test_a_month_does_not_leave_again_with_other_figures() -> None:
    first = draft_report(CASES, ASKED)
    changed = [replace(CASES[0], outcome="overturned", month="2026-10"), *CASES[1:]]
    verdict = draft_report(changed, ASKED, [left(first)]).verdict
    assert codes(verdict) == {GateCode.RELEASED_MONTHS}
    assert remedies(verdict) == {Remedy.LEAVE_OUT_RELEASED_MONTHS}
    wider = replace(ASKED, with_running_month=True)
    gate = draft_report(CASES, wider, [left(first)]).verdict.failures[0]
    assert (gate.code, gate.measured) == (GateCode.RELEASED_MONTHS, 2)
    new = replace(wider, months=frozenset({"2026-11"}))
    assert draft_report(CASES, new, [left(first)]).verdict.passed


@pytest.mark.parametrize(
    ("before", "after"),
    [(Tier.PUBLIC, Tier.CONTROLLED), (Tier.CONTROLLED, Tier.PUBLIC)],
)
def test_two_tiers_laid_over_one_another_show_no_more(
    before: Tier, after: Tier
) -> None:
    first = draft_report(CASES, replace(ASKED, tier=before))
    second = draft_report(CASES, replace(ASKED, tier=after), [left(first, before)])
    assert second.verdict.passed
    assert second.suppressed >= first.suppressed


def test_what_the_team_saw_does_not_count() -> None:
    inside = draft_report(CASES, replace(ASKED, tier=Tier.INTERNAL))
    before = replace(left(inside, Tier.INTERNAL), figures="other")
    assert draft_report(CASES, ASKED, [before]) == draft_report(CASES, ASKED)
    assert (
        draft_report(CASES, replace(ASKED, tier=Tier.INTERNAL), [left(inside)])
        == inside
    )


# --- the finished file --------------------------------------------------------


def test_a_file_that_differs_from_what_was_checked_is_not_written() -> None:
    draft = draft_report(CASES, ASKED)
    layout, data = finished(draft)
    hidden = draft.table.grid.cell(Key(ALL, ALL, ALL))
    other = lay_out(draft.table, draft.suppressed | {hidden}, WORDING)
    for wrong in (csv_bytes(other.rows), csv_bytes(layout.rows[:-1]), data + data, b""):
        assert GateCode.READ_BACK in codes(judge_file(draft, layout, wrong, []))


def test_a_handle_that_slipped_in_is_found() -> None:
    draft = draft_report(CASES, ASKED)
    layout, _ = finished(draft)
    planted = csv_bytes([*layout.rows, ("老\u200b巷口", "2026-10", "mute", 1, "Shown")])
    verdict = judge_file(draft, layout, planted, ["老巷口"])
    assert codes(verdict) == {GateCode.READ_BACK, GateCode.LEAKS}
    assert remedies(verdict) == {Remedy.REPORT_DEFECT}


def test_an_account_in_a_clauses_title_can_be_left_out() -> None:
    draft = draft_report(CASES, ASKED)
    worded = replace(WORDING, clauses={"3.1": "不得骚扰 min26132"})
    layout = lay_out(draft.table, draft.suppressed, worded)
    verdict = judge_file(draft, layout, csv_bytes(layout.rows), ["min26132"])
    assert codes(verdict) == {GateCode.LEAKS}
    assert remedies(verdict) == {Remedy.NUMBERS_ONLY}
    bare = lay_out(draft.table, draft.suppressed, replace(WORDING, clauses={}))
    assert judge_file(draft, bare, csv_bytes(bare.rows), ["min26132"]).passed


def test_a_cell_that_would_run_is_found_and_a_guarded_one_is_right() -> None:
    given = [
        replace(c, outcome="=cmd()" if c.outcome == "mute" else c.outcome)
        for c in CASES
    ]
    draft = draft_report(given, ASKED)
    layout = lay_out(draft.table, draft.suppressed, WORDING)
    data = csv_bytes(layout.rows)
    assert judge_file(draft, layout, data, []).passed
    bare = data.replace(b'"\'=cmd()"', b'"=cmd()"')
    assert codes(judge_file(draft, layout, bare, [])) == {GateCode.FORMULAS}
