"""When a clause is due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.revision.model.calendar import Because, Due
from app.revision.rules.calendar import (
    LATEST,
    DaySet,
    check_day,
    check_note,
    days_after,
    due_by,
    standing,
)

NOW = datetime(2026, 11, 2, tzinfo=UTC)
TODAY = date(2026, 11, 2)

acts = st.builds(
    DaySet,
    at=st.integers(-400, 400).map(lambda days: NOW + timedelta(days=days)),
    ref=st.text("abc", min_size=1, max_size=4),
    due_on=st.dates(),
    because=st.sampled_from(Because),
)


@given(published=acts, later=st.lists(acts, unique_by=lambda act: (act.at, act.ref)))
def test_the_last_act_counts_whatever_their_order(
    published: DaySet, later: list[DaySet]
):
    found = due_by(published, later)
    assert found.at == max(act.at for act in (published, *later))
    assert due_by(published, reversed(later)).at == found.at
    assert due_by(published, sorted(later, key=lambda a: a.ref)) in (published, *later)


@given(day=st.dates(), days=st.integers(0, 10**7))
def test_no_day_lies_beyond_the_calendar(day: date, days: int):
    assert day <= days_after(day, days) <= date.max


@given(left=st.integers(-4_000, 4_000), soon=st.integers(0, 3_650))
def test_a_day_is_late_from_the_next_on(left: int, soon: int):
    found = standing(TODAY + timedelta(days=left), TODAY, soon)
    assert (found is Due.OVERDUE) == (left < 0)
    assert (found is Due.LATER) == (left > soon)


def test_a_day_lies_ahead_and_not_too_far():
    check_day(TODAY, TODAY)
    check_day(TODAY + LATEST, TODAY)
    for wrong in (TODAY - timedelta(days=1), TODAY + LATEST + timedelta(days=1)):
        with pytest.raises(InputError):
            check_day(wrong, TODAY)


@pytest.mark.parametrize("note", ["", " 好 好 ", "x" * 10_001])
def test_a_note_says_something(note: str):
    with pytest.raises(InputError):
        check_note(note)
    assert check_note("  没有争议 ") == "没有争议"
