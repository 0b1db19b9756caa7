"""Seven days, four weeks, twelve months, and nothing beyond the retention."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.times import local_day
from app.vault.retention import Policy, kept

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)

LONDON = ZoneInfo("Europe/London")

zones = st.sampled_from([SHANGHAI, NEW_YORK, LONDON, ZoneInfo("UTC")])
moments = st.datetimes(
    min_value=datetime(2025, 6, 1),  # noqa: DTZ001 - the zone is added
    max_value=datetime(2027, 6, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
policies = st.builds(
    Policy,
    daily=st.integers(1, 9),
    weekly=st.integers(0, 6),
    monthly=st.integers(0, 14),
    days=st.integers(1, 500),
)


def daily(count: int, *, until: datetime = NOW) -> list[datetime]:
    return [until - timedelta(days=n) for n in range(count)]


def days_of(stamps: frozenset[datetime], zone: ZoneInfo = SHANGHAI) -> list[date]:
    return sorted((local_day(stamp, zone) for stamp in stamps), reverse=True)


def test_a_year_of_days_leaves_days_weeks_and_months():
    stay = kept(daily(500), NOW, Policy(), SHANGHAI)
    days = days_of(stay)
    assert days[:7] == [date(2026, 11, d) for d in range(28, 21, -1)]
    # Sundays end the weeks before; the 22nd is among the seven days.
    assert date(2026, 11, 15) in days
    assert date(2026, 11, 8) in days
    assert [d for d in days if d < date(2026, 11, 8)] == [
        date(2026, 10, 31),
        date(2026, 9, 30),
        date(2026, 8, 31),
        date(2026, 7, 31),
        date(2026, 6, 30),
        date(2026, 5, 31),
        date(2026, 4, 30),
        date(2026, 3, 31),
        date(2026, 2, 28),
        date(2026, 1, 31),
        date(2025, 12, 31),
    ]


def test_a_day_s_newest_stays():
    morning, noon = NOW - timedelta(hours=3), NOW
    assert kept([morning, noon, noon], NOW, Policy(), SHANGHAI) == {noon}


def test_a_long_gap_costs_none_of_the_older():
    old = daily(3, until=NOW - timedelta(days=200))
    assert set(old) <= kept([NOW, *old], NOW, Policy(), SHANGHAI)


def test_the_hour_that_comes_twice_is_one_day():
    """New York, 1 November 2026: half past one in the night comes twice."""
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert kept([first, second], NOW, Policy(), NEW_YORK) == {second}


def test_a_day_is_the_community_s():
    """23:30 and 00:30 in Shanghai are two days, though one in UTC."""
    late = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    early = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert kept([late, early], NOW, Policy(), SHANGHAI) == {late, early}
    assert kept([late, early], NOW, Policy(), ZoneInfo("UTC")) == {early}


def test_past_the_retention_even_the_newest_goes():
    old = NOW - timedelta(days=401)
    assert kept([old], NOW, Policy(), SHANGHAI) == frozenset()
    assert kept([NOW - timedelta(days=400)], NOW, Policy(), SHANGHAI)


def test_a_clock_that_was_ahead_pushes_nothing_out():
    wrong = daily(30, until=NOW + timedelta(days=3650))
    right = daily(7)
    stay = kept([*wrong, *right], NOW, Policy(), SHANGHAI)
    assert set(right) <= stay
    assert len(stay - set(right)) <= 7 + 4 + 12


def test_a_policy_that_keeps_nothing_is_refused():
    with pytest.raises(ValueError, match="newest"):
        Policy(daily=0)


@given(st.lists(moments, max_size=60), moments, policies, zones)
def test_what_stays_was_there_is_young_and_is_little(
    stamps: list[datetime], now: datetime, policy: Policy, zone: ZoneInfo
):
    stay = kept(stamps, now, policy, zone)
    assert stay <= set(stamps)
    assert all(now - stamp <= timedelta(days=policy.days) for stamp in stay)
    most = policy.daily + policy.weekly + policy.monthly
    assert sum(stamp <= now for stamp in stay) <= most
    assert sum(stamp > now for stamp in stay) <= most


@given(st.lists(moments, min_size=1, max_size=60), moments, policies, zones)
def test_the_newest_stays_unless_it_is_past_the_retention(
    stamps: list[datetime], now: datetime, policy: Policy, zone: ZoneInfo
):
    stay = kept(stamps, now, policy, zone)
    past = [stamp for stamp in stamps if stamp <= now]
    if past and now - max(past) <= timedelta(days=policy.days):
        assert max(past) in stay


@given(st.lists(moments, max_size=60), moments, policies, zones)
def test_to_thin_twice_is_to_thin_once(
    stamps: list[datetime], now: datetime, policy: Policy, zone: ZoneInfo
):
    stay = kept(stamps, now, policy, zone)
    assert kept(stay, now, policy, zone) == stay
    assert kept(reversed([*stamps, *stamps]), now, policy, zone) == stay


@given(
    st.lists(st.integers(0, 40), min_size=20, max_size=120),
    st.sampled_from([SHANGHAI, NEW_YORK]),
)
def test_thinned_day_by_day_as_well_as_at_the_end(gaps: list[int], zone: ZoneInfo):
    """Thinning each time loses nothing that thinning once at the end would keep."""
    policy, now = Policy(), datetime(2024, 1, 1, tzinfo=UTC)
    held, every = frozenset[datetime](), list[datetime]()
    for gap in gaps:
        now += timedelta(hours=6 + gap * 5)
        every.append(now)
        held = kept([*held, now], now, policy, zone)
    assert held == kept(every, now, policy, zone)
