"""Looking after a case, and deciding it."""

from datetime import timedelta

import pytest

from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    RetractDecision,
    TakeCase,
    TriageCase,
)
from app.cases.model import CaseState, Outcome
from app.cases.queries.decisions import DecisionOf, DecisionView
from app.cases.queries.queues import CasePage, Queue, QueueCounts
from app.cases.queries.sanctions import ProposalFor
from app.cases.timeline import What
from app.ids import CaseId
from app.rulebook.model import SanctionKind, Severity, Step
from app.words import Language
from tests.storage.features.setting import LEAD, MODERATOR, REASON, SECOND, Stage

WARNING = Step(kind=SanctionKind.WARNING, points=2)
REMINDER = Step(kind=SanctionKind.REMINDER, points=1)


def decision(stage: Stage, case: CaseId) -> DecisionView:
    found = stage.ask(DecisionOf(case=case))
    assert found is not None
    return found


def test_somebody_takes_a_case_and_gives_it_back(stage: Stage):
    case = stage.opened()
    outcome = stage.outcome(MODERATOR, TakeCase(case=case))
    view = stage.case(case)
    assert (view.holder, view.holder_name) == (stage.person(MODERATOR), MODERATOR)
    mine = stage.ask(CasePage(queue=Queue.MINE)).rows
    assert [(line.id, line.mine) for line in mine] == [(case, True)]
    assert outcome.undo == ReleaseCase(case=case)
    stage.do(MODERATOR, ReleaseCase(case=case))
    assert stage.case(case).holder is None
    assert stage.ask(CasePage(queue=Queue.MINE)).rows == []
    assert [entry.what for entry in stage.case(case).timeline] == [
        What.OPENED,
        What.TAKEN,
        What.RELEASED,
    ]


@pytest.mark.parametrize(
    "command",
    [
        lambda case: TakeCase(case=case),
        lambda case: TriageCase(case=case, clause="3.2"),
        lambda case: DecideCase(case=case, clause="3.2", reason=REASON),
        lambda case: DecideCase(case=case, clause=None, reason=REASON),
    ],
)
def test_nobody_works_on_a_case_another_looks_after(stage: Stage, command):
    case = stage.opened()
    stage.do(MODERATOR, TakeCase(case=case))
    for name in (SECOND, LEAD):
        assert stage.refusal(name, command(case)) == "case_taken"
    assert stage.refusal(MODERATOR, TakeCase(case=case)) == "case_taken"


def test_a_lead_can_give_back_what_another_looks_after(stage: Stage):
    case = stage.opened()
    stage.do(MODERATOR, TakeCase(case=case))
    assert stage.refusal(SECOND, ReleaseCase(case=case)) == "case_not_yours"
    stage.do(LEAD, ReleaseCase(case=case))
    assert stage.refusal(LEAD, ReleaseCase(case=case)) == "case_not_yours"
    stage.do(SECOND, TakeCase(case=case))
    assert stage.case(case).holder_name == SECOND


def test_triage_says_clause_severity_and_deadline(stage: Stage):
    case = stage.opened(complaint="说不清")
    opened = stage.clock()
    assert (stage.case(case).clause, stage.case(case).state) == (None, CaseState.TRIAGE)
    stage.clock.forward(hours=1)
    stage.do(MODERATOR, TriageCase(case=case, clause="3.1"))
    view = stage.case(case)
    assert (view.clause, view.severity) == ("3.1", Severity.HIGH)
    assert (view.state, view.due_at) == (
        CaseState.DECIDING,
        opened + timedelta(hours=6),
    )
    stage.do(SECOND, TriageCase(case=case, clause="3.2", severity=Severity.LOW))
    view = stage.case(case)
    assert (view.clause, view.severity) == ("3.2", Severity.LOW)
    assert view.due_at == opened + timedelta(hours=48)
    counts = stage.ask(QueueCounts())
    assert (counts[Queue.TRIAGE], counts[Queue.DECIDING]) == (0, 1)


def test_triage_needs_a_clause_of_that_day(stage: Stage):
    case = stage.opened()
    for clause in ("9.9", ""):
        command = TriageCase(case=case, clause=clause)
        assert stage.refusal(MODERATOR, command) == "clause_not_found"
    stage.decided(case)
    late = TriageCase(case=case, clause="3.2")
    assert stage.refusal(MODERATOR, late) == "case_transition_invalid"


def test_the_ladder_proposes_and_the_decision_says_so(stage: Stage):
    case = stage.opened()
    proposal = stage.ask(ProposalFor(case=case, clause="3.2")).proposal
    outcome = stage.outcome(
        MODERATOR, DecideCase(case=case, clause="3.2", reason=f"  {REASON} ")
    )
    found = decision(stage, case)
    assert found.step == found.proposed == proposal.step == WARNING
    assert (found.ordinal, found.window_days, found.counted) == (1, 90, [])
    assert (found.version, found.reason, found.deviation_reason) == (1, REASON, "")
    assert (found.decider_name, found.at) == (MODERATOR, stage.clock())
    assert found.clause is not None
    assert found.clause.number == "3.2"
    assert outcome.value.id == found.id
    assert outcome.value.ready_at == found.ready_at == outcome.value.undo_until
    assert outcome.undo == RetractDecision(case=case, decision=found.id)
    assert outcome.changes.areas == {"cases", "reviews"}
    assert outcome.changes.subjects == {case}
    view = stage.case(case)
    assert (view.state, view.outcome) == (CaseState.DECIDED, Outcome.WARNING)
    assert (view.decision, view.decided_at, view.holder) == (
        found.id,
        stage.clock(),
        None,
    )
    last = view.timeline[-1]
    assert (last.what, last.detail) == (What.DECIDED, "3.2 warning 0")
    assert set(found.notice) == set(Language)
    assert view.number in found.notice[Language.ZH_CN]


def test_departing_from_the_ladder_asks_for_a_reason(stage: Stage):
    case = stage.opened()
    command = DecideCase(case=case, clause="3.2", reason=REASON, step=REMINDER)
    problem = stage.refused(MODERATOR, command)
    assert problem.code == "decision_deviation_reason_too_short"
    why = "当事人立刻道歉并且撤回了那句话。"
    stage.decided(case, step=REMINDER, deviation_reason=why)
    found = decision(stage, case)
    assert (found.step, found.proposed) == (REMINDER, WARNING)
    assert found.deviation_reason == why
    assert stage.case(case).outcome is Outcome.REMINDER


def test_the_same_sanction_with_other_points_departs_too(stage: Stage):
    case = stage.opened()
    other = Step(kind=SanctionKind.WARNING, points=1)
    command = DecideCase(case=case, clause="3.2", reason=REASON, step=other)
    code = stage.refusal(MODERATOR, command)
    assert code == "decision_deviation_reason_too_short"


@pytest.mark.parametrize(
    ("severity", "step"),
    [
        (Severity.LOW, REMINDER),
        (Severity.MEDIUM, WARNING),
        (Severity.HIGH, Step(kind=SanctionKind.MUTE, days=3, points=3)),
    ],
)
def test_another_severity_reads_another_column(
    stage: Stage, severity: Severity, step: Step
):
    case = stage.opened()
    stage.decided(case, severity=severity)
    found = decision(stage, case)
    assert (found.severity, found.step, found.proposed) == (severity, step, step)
    assert stage.case(case).severity is severity


def test_no_violation_imposes_nothing(stage: Stage):
    case = stage.opened()
    outcome = stage.outcome(
        MODERATOR, DecideCase(case=case, clause=None, reason=REASON)
    )
    assert (outcome.value.sanction, outcome.value.ready_at) == (None, None)
    found = decision(stage, case)
    assert (found.clause, found.step, found.sanction, found.notice) == (
        *(None, None, None),
        {},
    )
    view = stage.case(case)
    assert view.outcome is Outcome.NO_VIOLATION
    # What it was about is still known, for the report.
    assert (view.clause, view.severity) == ("3.2", Severity.MEDIUM)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"clause": ""}, "clause_not_found"),
        ({"clause": "9.9"}, "clause_not_found"),
        ({"clause": None, "step": WARNING}, "decision_clause_missing"),
        ({"reason": "太短了"}, "decision_reason_too_short"),
        ({"reason": " " * 40, "clause": None}, "decision_reason_too_short"),
        (
            {"step": Step(kind=SanctionKind.MUTE), "deviation_reason": REASON},
            "step_days_missing",
        ),
        (
            {
                "step": Step(kind=SanctionKind.WARNING, days=3),
                "deviation_reason": REASON,
            },
            "step_days_without_term",
        ),
        (
            {
                "step": Step(kind=SanctionKind.WARNING, points=-1),
                "deviation_reason": REASON,
            },
            "step_points_negative",
        ),
    ],
)
def test_what_does_not_fit_together_is_not_decided(
    stage: Stage, wrong: dict[str, object], code: str
):
    case = stage.opened()
    given = {"clause": "3.2", "reason": REASON} | wrong
    command = DecideCase(case=case, **given)  # pyright: ignore[reportArgumentType]
    assert stage.refusal(MODERATOR, command) == code
    assert stage.case(case).state is CaseState.TRIAGE


def test_a_decided_case_is_not_decided_again(stage: Stage):
    case = stage.opened()
    stage.decided(case)
    for name in (MODERATOR, SECOND, LEAD):
        for command in (
            DecideCase(case=case, clause="3.2", reason=REASON),
            DecideCase(case=case, clause=None, reason=REASON),
            TakeCase(case=case),
        ):
            assert stage.refusal(name, command) == "case_already_decided"


def test_a_case_that_is_not_there_is_not_found(stage: Stage):
    nowhere = CaseId("0" * 32)
    for command in (
        TakeCase(case=nowhere),
        ReleaseCase(case=nowhere),
        TriageCase(case=nowhere, clause="3.2"),
        DecideCase(case=nowhere, clause="3.2", reason=REASON),
        RetractDecision(case=nowhere, decision="x"),
    ):
        assert stage.refusal(MODERATOR, command) == "case_not_found"


def test_a_stranger_can_be_sanctioned_without_a_record(stage: Stage):
    for _ in range(2):
        case = stage.opened(None, subject_id="路人甲")
        stage.decided(case)
        found = decision(stage, case)
        assert found.sanction is not None
        # Nobody can be told apart by what they were called, so nothing is counted.
        assert found.ordinal == 1


def test_the_decided_are_paged_newest_first(stage: Stage):
    cases = [stage.sanctioned(at) for at in range(5)]
    first = stage.ask(CasePage(queue=Queue.DECIDED, limit=3))
    rest = stage.ask(CasePage(queue=Queue.DECIDED, limit=3, after=first.after))
    lines = [*first.rows, *rest.rows]
    assert [line.id for line in lines] == cases[::-1]
    assert rest.after is None
