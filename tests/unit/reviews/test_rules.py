"""What is drawn for review."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.reviews.rules import Lot, is_drawn

NOW = datetime(2026, 11, 2, tzinfo=UTC)
MANY = [f"{n:032x}" for n in range(4_000)]


def lot(share: int, *, minutes: int = 0, secret: str = "s") -> Lot:
    return Lot(since=NOW + timedelta(minutes=minutes), share=share, secret=secret)


def drawn(lots: list[Lot], at: datetime = NOW) -> set[str]:
    return {each for each in MANY if is_drawn(lots, each, at)}


def test_without_a_share_everything_is_drawn():
    assert len(drawn([])) == len(MANY)


@given(share=st.integers(0, 100))
def test_a_share_draws_about_as_many(share: int):
    found = len(drawn([lot(share)])) / len(MANY) * 100
    assert abs(found - share) < 4


def test_a_larger_share_draws_all_of_a_smaller_one():
    assert drawn([lot(20)]) < drawn([lot(60)])


def test_another_secret_draws_others():
    first, second = drawn([lot(30)]), drawn([lot(30, secret="t")])
    assert 0.05 < len(first & second) / len(MANY) < 0.13


def test_the_share_of_the_day_holds():
    lots = [lot(10), lot(90, minutes=10, secret="t"), lot(0, minutes=20)]
    assert drawn(lots, NOW + timedelta(minutes=9)) == drawn([lots[0]])
    later = NOW + timedelta(minutes=10)
    assert drawn(lots, later) == drawn([lots[1]], later)
    assert drawn(lots, NOW + timedelta(minutes=20)) == set()
    assert len(drawn(lots, NOW - timedelta(seconds=1))) == len(MANY)
