from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.model import CaseAction, CaseState, Channel, Outcome
from app.cases.rules import (
    HOLDING_WINDOW,
    INVOLVED,
    AlreadyInState,
    DecisionDraft,
    InvalidTransition,
    Part,
    case_number,
    check_decision,
    check_step,
    conduct_at,
    due_at,
    feed_letter,
    part_in_case,
    refuse_part,
    sanction_times,
    transition,
)
from app.errors import InputError, NotPermitted
from app.ids import MemberId
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.rules import propose
from app.rulebook.templates import load_template
from app.times import from_ms
from app.words import known_codes
from tests.unit.rulebook.strategies import NOW, severities, steps

LADDER = load_template("reading_club").ladder
REASON = "评论侮辱作者本人，不是批评作品。"
PROPOSAL = propose(LADDER, Severity.MEDIUM, "personal_attack", [], NOW)
MUTE = Step(kind=SanctionKind.MUTE, days=3, points=2)

moments = st.integers(0, 4_102_444_800_000).map(from_ms)

MOVES = {
    (CaseState.TRIAGE, CaseAction.TRIAGE): CaseState.DECIDING,
    (CaseState.TRIAGE, CaseAction.UNTRIAGE): AlreadyInState,
    (CaseState.TRIAGE, CaseAction.DECIDE): CaseState.DECIDED,
    (CaseState.TRIAGE, CaseAction.RETRACT): InvalidTransition,
    (CaseState.TRIAGE, CaseAction.REMAND): InvalidTransition,
    (CaseState.DECIDING, CaseAction.TRIAGE): AlreadyInState,
    (CaseState.DECIDING, CaseAction.UNTRIAGE): CaseState.TRIAGE,
    (CaseState.DECIDING, CaseAction.DECIDE): CaseState.DECIDED,
    (CaseState.DECIDING, CaseAction.RETRACT): AlreadyInState,
    (CaseState.DECIDING, CaseAction.REMAND): AlreadyInState,
    (CaseState.DECIDED, CaseAction.TRIAGE): InvalidTransition,
    (CaseState.DECIDED, CaseAction.UNTRIAGE): InvalidTransition,
    (CaseState.DECIDED, CaseAction.DECIDE): AlreadyInState,
    (CaseState.DECIDED, CaseAction.RETRACT): CaseState.DECIDING,
    (CaseState.DECIDED, CaseAction.REMAND): CaseState.DECIDING,
    (CaseState.TRIAGE, CaseAction.RETURN): InvalidTransition,
    (CaseState.DECIDING, CaseAction.RETURN): AlreadyInState,
    (CaseState.DECIDED, CaseAction.RETURN): CaseState.DECIDING,
}


def refused(code: str, draft: DecisionDraft) -> None:
    with pytest.raises(InputError) as caught:
        check_decision(draft, PROPOSAL)
    assert caught.value.code == code


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("action", list(CaseAction))
def test_every_move_is_made_or_refused_in_words(
    state: CaseState, action: CaseAction
) -> None:
    expected = MOVES[state, action]
    if isinstance(expected, CaseState):
        assert transition(state, action) is expected
        return
    with pytest.raises(expected) as caught:
        transition(state, action)
    assert caught.value.code in known_codes()


@given(moments, severities)
def test_graver_cases_are_due_sooner(opened_at: datetime, severity: Severity) -> None:
    assert due_at(opened_at, severity) > opened_at
    assert due_at(opened_at, None) == due_at(opened_at, Severity.MEDIUM)
    hours = [(due_at(opened_at, s) - opened_at).total_seconds() for s in Severity]
    assert hours == [48 * 3600, 24 * 3600, 6 * 3600]


def test_a_case_number_is_of_the_communitys_month() -> None:
    evening = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # 1 November in Shanghai
    assert case_number(evening, "", 417) == "GD-2611-0417"
    assert case_number(evening, "B", 417) == "GD-2611-B0417"
    assert case_number(evening, "", 12345) == "GD-2611-12345"


@given(
    st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 10**5), st.integers(1, 9)
)
def test_feeds_never_share_a_number(a: int, b: int, m: int, n: int) -> None:
    one = case_number(NOW, feed_letter(a), m)
    other = case_number(NOW, feed_letter(b), n)
    assert (one == other) is ((a, m) == (b, n))


def test_letters_of_feeds() -> None:
    assert [feed_letter(n) for n in (0, 1, 2, 25, 26, 27, 51, 52)] == [
        *("", "B", "C", "Z", "AA", "AB", "AZ", "BA")
    ]


members = st.frozensets(st.sampled_from([MemberId(each) for each in "abcdef"]))


@given(members, members, st.booleans(), st.booleans(), st.booleans())
def test_nobody_acts_in_a_case_in_which_they_have_a_part(
    own: frozenset[MemberId],
    about: frozenset[MemberId],
    recused: bool,
    conflicted: bool,
    set_aside: bool,
) -> None:
    part = part_in_case(
        actor_members=own,
        case_members=about,
        recused=recused,
        conflicted=conflicted,
        set_aside=set_aside,
    )
    involved = bool(own & about) or recused or conflicted
    assert (part is None) is not (involved or set_aside)
    assert (part is Part.OWN) is bool(own & about)
    assert (part in INVOLVED) is involved


def test_a_part_is_refused_in_words() -> None:
    refuse_part(None)
    for part in Part:
        with pytest.raises(NotPermitted) as caught:
            refuse_part(part)
        assert caught.value.code in known_codes()


@given(moments, steps, st.integers(1, 3650))
def test_a_sanction_begins_after_the_holding_window(
    decided_at: datetime, step: Step, expire_days: int
) -> None:
    times = sanction_times(decided_at, step, expire_days)
    assert times.effective_at == decided_at + HOLDING_WINDOW
    assert times.points_expire_at == times.effective_at + timedelta(days=expire_days)
    if step.kind.is_timed:
        assert times.ends_at == times.effective_at + timedelta(days=step.days)
    else:
        assert times.ends_at is None


def test_the_proposed_step_needs_a_reason_alone() -> None:
    check_decision(
        DecisionDraft(clause_number="3.2", step=PROPOSAL.step, reason=REASON), PROPOSAL
    )


def test_another_step_needs_its_own_reason() -> None:
    departing = DecisionDraft(clause_number="3.2", step=MUTE, reason=REASON)
    refused("decision_deviation_reason_too_short", departing)
    check_decision(
        DecisionDraft(
            clause_number="3.2",
            step=MUTE,
            reason=REASON,
            deviation_reason="同一天内连续三次，经提示仍不停止。",
        ),
        PROPOSAL,
    )


def test_no_violation_needs_neither_clause_nor_proposal() -> None:
    check_decision(DecisionDraft(clause_number=None, step=None, reason=REASON), None)


@pytest.mark.parametrize(
    "reason", ["", "违规", "123456789", "九 个 字 也 还 是 不 够 的"]
)
def test_a_reason_that_explains_nothing_is_refused(reason: str) -> None:
    refused(
        "decision_reason_too_short",
        DecisionDraft(clause_number="3.2", step=PROPOSAL.step, reason=reason),
    )


@pytest.mark.parametrize("number", [None, "", " "])
def test_a_violation_cites_a_clause(number: str | None) -> None:
    refused(
        "decision_clause_missing",
        DecisionDraft(clause_number=number, step=PROPOSAL.step, reason=REASON),
    )


def test_nobody_unknown_is_sanctioned() -> None:
    draft = DecisionDraft(clause_number="3.2", step=MUTE, reason=REASON)
    with pytest.raises(InputError) as caught:
        check_decision(draft, None)
    assert caught.value.code == "decision_subject_unknown"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (Step(kind=SanctionKind.MUTE), "step_days_missing"),
        (Step(kind=SanctionKind.WARNING, days=3), "step_days_without_term"),
        (Step(kind=SanctionKind.WARNING, points=-1), "step_points_negative"),
    ],
)
def test_an_impossible_step_is_refused(step: Step, code: str) -> None:
    with pytest.raises(InputError) as caught:
        check_step(step)
    assert caught.value.code == code
    assert code in known_codes()


@given(steps)
def test_a_possible_step_passes(step: Step) -> None:
    check_step(step)


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("私信", Channel.PRIVATE_MESSAGE),
        ("投诉", Channel.COMPLAINT),
        ("当面", Channel.IN_PERSON),
        ("巡查", Channel.PATROL),
        (" 邮 件 ", Channel.MAIL),
        ("E-mail", Channel.MAIL),
        ("In person", Channel.IN_PERSON),
        ("其他", Channel.OTHER),
        ("", Channel.OTHER),
        ("飞鸽", Channel.OTHER),
    ],
)
def test_channels_are_read_from_their_words(words: str, channel: Channel) -> None:
    assert Channel.parse(words) is channel


@given(st.text())
def test_any_word_is_some_channel(words: str) -> None:
    assert Channel.parse(words) in Channel


def test_codes_of_channels_are_understood() -> None:
    assert [Channel.parse(channel.value) for channel in Channel] == list(Channel)


def test_an_outcome_is_what_was_imposed() -> None:
    assert Outcome.of(None) is Outcome.NO_VIOLATION
    assert [Outcome.of(kind).value for kind in SanctionKind] == list(SanctionKind)


@given(occurred=st.none() | moments, reported=st.none() | moments, opened=moments)
def test_conduct_lies_where_it_was_stated_and_never_after_the_opening(
    occurred: datetime | None, reported: datetime | None, opened: datetime
):
    at = conduct_at(occurred, reported, opened)
    assert at <= opened
    assert at in {occurred, reported, opened}
    if occurred is not None and occurred <= opened:
        assert at == occurred
