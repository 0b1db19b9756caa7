from dataclasses import replace
from datetime import timedelta

import pytest

from app.ids import SanctionId
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.rules import (
    PriorOffence,
    Problem,
    ProblemCode,
    Standing,
    propose,
)
from app.rulebook.templates import load_template
from app.rulebook.wording import (
    kind_text,
    problem_text,
    proposal_reason,
    severity_text,
    standing_text,
    step_text,
)
from app.words import Language, use_language
from tests.unit.rulebook.strategies import NOW

LADDER = load_template("reading_club").ladder


@pytest.fixture
def chinese() -> None:
    use_language(Language.ZH_CN)


def prior(days_ago: int) -> PriorOffence:
    effective_at = NOW - timedelta(days=days_ago)
    return PriorOffence(
        sanction_id=SanctionId(f"{days_ago:032x}"),
        case_number="GD-2610-0031",
        clause_number="3.2",
        offence_class="personal_attack",
        kind=SanctionKind.WARNING,
        days=0,
        points=2,
        effective_at=effective_at,
        expires_at=effective_at + timedelta(days=90),
    )


@pytest.mark.parametrize("spoken", list(Language))
def test_every_code_has_its_words(spoken: Language) -> None:
    use_language(spoken)
    for code in ProblemCode:
        problem = Problem(code=code, place="3.2", ordinal=2, severity=Severity.HIGH)
        text = problem_text(problem)
        assert text
        assert "{" not in text
    words = [
        *map(severity_text, Severity),
        *map(kind_text, SanctionKind),
        *map(standing_text, Standing),
    ]
    assert all(words)
    if spoken is Language.ZH_CN:
        assert not any(word.isascii() for word in words)


@pytest.mark.usefixtures("chinese")
def test_a_step_names_the_days_of_a_mute() -> None:
    assert step_text(Step(kind=SanctionKind.MUTE, days=3)) == "禁言 3 天"
    assert step_text(Step(kind=SanctionKind.REMOVAL)) == "移出"


@pytest.mark.usefixtures("chinese")
def test_the_ladders_reason_tells_what_was_counted() -> None:
    found = propose(LADDER, Severity.MEDIUM, "personal_attack", [prior(50)], NOW)
    assert proposal_reason(found, 3, 8) == (
        "10-03 已因第 3.2 条警告。这是 90 天内第 2 次。记 2 分，合计 5 / 8。"
    )


@pytest.mark.usefixtures("chinese")
def test_the_ladders_reason_tells_what_was_left_out() -> None:
    undone = replace(prior(20), reversed_at=NOW)
    found = propose(LADDER, Severity.LOW, "personal_attack", [undone], NOW)
    assert proposal_reason(found, 0, 8) == (
        "此前没有计入的处罚。另有 1 次不计入。"
        "这是 90 天内第 1 次。记 1 分，合计 1 / 8。"
    )


@pytest.mark.usefixtures("chinese")
def test_earlier_sanctions_are_told_oldest_first() -> None:
    mute = replace(prior(10), kind=SanctionKind.MUTE, days=3)
    found = propose(LADDER, Severity.LOW, "personal_attack", [mute, prior(50)], NOW)
    assert proposal_reason(found, 4, 8).startswith(
        "10-03 已因第 3.2 条警告；11-12 已因第 3.2 条禁言 3 天。"
    )


def test_the_reason_reads_well_in_english() -> None:
    found = propose(LADDER, Severity.MEDIUM, "personal_attack", [prior(50)], NOW)
    assert proposal_reason(found, 3, 8) == (
        "Warning on 10-03 under clause 3.2. This is number 2 within 90 days."
        " Points: 2, 5 of 8 in all."
    )
