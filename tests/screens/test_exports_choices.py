"""What a person wants in a report, what helps, and its words; no vault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.gates import GateCode, GateResult, Remedy, Verdict
from app.exports.model import POLICIES, Tier
from app.words import Language, use_language
from ui.screens.exports.presenter.checks import gates_shown
from ui.screens.exports.presenter.choices import Choices, Months, helped
from ui.screens.exports.presenter.measures import BUCKETS
from ui.screens.exports.presenter.wording import file_name, months_text


@pytest.mark.parametrize("tier", Tier)
def test_a_tiers_line_stands_between_two_bars(tier: Tier):
    assert POLICIES[tier].least_members in {low for low, _ in BUCKETS}


def test_a_check_nothing_here_helps_says_so():
    gate = GateResult(
        code=GateCode.READ_BACK,
        passed=False,
        measured=2,
        limit=0,
        remedy=Remedy.REPORT_DEFECT,
    )
    passed = GateResult(code=GateCode.MEMBERS, passed=True, measured=9, limit=5)
    shown = gates_shown(
        Verdict(gates=(passed, gate)),
        Choices(months=frozenset({"2026-09"})),
        Months(available=("2026-09",), running="2026-11"),
    )
    assert [each.passed for each in shown] == [False, True]
    assert shown[0].remedy == ""
    assert shown[0].detail.endswith("Tell those who maintain Gongdao")


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((), ""),
        (("2026-11",), "2026-11"),
        (("2026-09", "2026-10"), "2026-09 – 10"),
        (("2025-12", "2026-01"), "2025-12 – 2026-01"),
        (("2026-08", "2026-10"), "2026-08, 2026-10"),
    ],
)
def test_months_in_words(months: tuple[str, ...], words: str):
    assert months_text(months) == words


def test_the_files_name_is_neutral():
    use_language(Language.ZH_CN)
    assert file_name(Tier.CONTROLLED, ("2026-11",)) == "执行情况-受控-2026-11.csv"


MONTHS = tuple(f"2026-{month:02}" for month in range(6, 12))


@given(
    tier=st.sampled_from(list(Tier)),
    remedy=st.sampled_from(list(Remedy)),
    chosen=st.frozensets(st.sampled_from(MONTHS), min_size=1),
    released=st.frozensets(st.sampled_from(MONTHS)),
    numbers_only=st.booleans(),
)
def test_a_remedy_changes_something_and_leaves_a_report(
    tier: Tier,
    remedy: Remedy,
    chosen: frozenset[str],
    released: frozenset[str],
    numbers_only: bool,
):
    months = Months(
        available=MONTHS,
        running=MONTHS[-1],
        released=released,
        differing=released & chosen,
    )
    choices = Choices(tier=tier, months=chosen, numbers_only=numbers_only)
    after = helped(choices, remedy, months)
    if after is not None:
        assert after.months
        assert after != choices
        assert after.tier is tier
        new = after.months - chosen
        assert not new & released or POLICIES[tier].rereleases
        assert new <= months.selectable(tier)
