import msgspec
import pytest
from hypothesis import given

from app.rulebook.model import (
    Bilingual,
    Ladder,
    Rulebook,
    Severity,
    Step,
    step_weight,
)
from app.rulebook.templates import load_template
from app.words import Language
from tests.unit.rulebook.strategies import SCALE, ladders, severities, steps


def test_kinds_and_mutes_are_ordered_by_weight() -> None:
    weights = [step_weight(step) for step in SCALE]
    assert weights == sorted(set(weights))


@given(steps, steps)
def test_weight_heeds_kind_first_then_the_days(a: Step, b: Step) -> None:
    if a.kind is not b.kind:
        assert (step_weight(a) < step_weight(b)) is (a.kind.rank < b.kind.rank)
    elif a.kind.is_timed:
        assert (step_weight(a) < step_weight(b)) is (a.days < b.days)
    else:
        assert step_weight(a) == step_weight(b)


@given(ladders(), severities)
def test_beyond_the_last_row_the_last_row_holds(
    ladder: Ladder, severity: Severity
) -> None:
    last = ladder.rows[-1][severity.column]
    for beyond in range(3):
        assert ladder.step(len(ladder.rows) + beyond, severity) == last
    assert ladder.step(1, severity) == ladder.rows[0][severity.column]


def test_a_rulebook_travels_unchanged() -> None:
    rulebook = load_template("reading_club")
    packed = msgspec.msgpack.encode(rulebook)
    assert msgspec.msgpack.decode(packed, type=Rulebook) == rulebook


def test_words_come_in_the_language_asked_for() -> None:
    both = Bilingual(zh="刷屏", en="Flooding")
    assert both.text(Language.ZH_CN) == "刷屏"
    assert both.text(Language.EN) == "Flooding"


@pytest.mark.parametrize(
    ("reason", "number"),
    [
        ("人身攻击", "3.2"),
        ("地域歧视", "3.3"),
        ("性别歧视", "3.4"),
        ("刷屏", "1.2"),
        ("引战", "3.5"),
        ("广告引流", "2.1"),
        ("泄露聊天记录", "4.1"),
        (" 人身 攻击 ", "3.2"),
        ("他一直在群里骂人", "3.2"),
        ("PERSONAL attack", "3.2"),
    ],
)
def test_a_complaints_reason_suggests_a_clause(reason: str, number: str) -> None:
    found = load_template("reading_club").suggest_clause(reason)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("reason", ["", "  ", "天气不好"])
def test_an_unknown_reason_suggests_nothing(reason: str) -> None:
    assert load_template("reading_club").suggest_clause(reason) is None


def test_the_longest_name_in_a_reason_wins() -> None:
    found = load_template("reading_club").suggest_clause("又是冒充管理员发广告引流的")
    assert found is not None
    assert found.number == "5.1"


def test_a_clause_is_found_by_its_number() -> None:
    rulebook = load_template("reading_club")
    found = rulebook.clause("3.2")
    assert found is not None
    assert found.title.zh == "人身攻击"
    assert rulebook.clause("9.9") is None
