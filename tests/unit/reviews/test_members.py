"""When points call for a review: at which sanction, and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ids import SanctionId
from app.reviews.rules import check_finding, due_since
from app.rulebook.model import SanctionKind
from app.rulebook.rules import PriorOffence, Standing, balance

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LIMIT = 8


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def prior(days: float, points: int, **more: object) -> PriorOffence:
    """Return an offence whose sanction took effect so many days ago."""
    given: dict[str, object] = {"expires_at": ago(days - 90)}
    return PriorOffence(
        sanction_id=SanctionId(f"{days}"),
        case_number="GD-1",
        clause_number="3.2",
        offence_class="attack",
        kind=SanctionKind.WARNING,
        days=0,
        points=points,
        effective_at=ago(days),
        **(given | more),  # type: ignore[arg-type]
    )


def due(
    *priors: PriorOffence, limit: int = LIMIT, reviewed: datetime | None = None
) -> datetime | None:
    return due_since(balance(priors, NOW), limit, reviewed)


def test_it_is_due_since_the_sanction_that_reached_the_threshold():
    assert due(prior(9, 4), prior(5, 3)) is None
    assert due(prior(9, 4), prior(5, 4), prior(1, 2)) == ago(5)
    assert due(prior(9, 4), prior(5, 4), limit=0) is None


def test_what_does_not_count_counts_here_neither():
    reversed_one = prior(5, 4, reversed_at=ago(2))
    assert due(prior(9, 4), reversed_one) is None
    assert due(prior(95, 4), prior(5, 4)) is None
    assert due(prior(9, 4), prior(-1, 4)) is None


def test_after_a_review_the_next_sanction_calls_again():
    first = prior(9, 9)
    assert due(first, reviewed=ago(9)) is None
    assert due(first, prior(3, 0), reviewed=ago(5)) == ago(3)
    assert due(first, prior(3, 0, reversed_at=ago(1)), reviewed=ago(5)) is None


OFFENCES = st.builds(
    prior,
    st.floats(-2, 120).map(lambda days: round(days, 3)),
    st.integers(0, 6),
    reversed_at=st.none() | st.just(ago(1)),
)


@given(st.lists(OFFENCES, max_size=8), st.none() | st.floats(0, 120).map(ago))
def test_it_is_what_the_rule_says(
    offences: list[PriorOffence], reviewed: datetime | None
):
    counted = [
        row.offence
        for row in balance(offences, NOW).rows
        if row.standing is Standing.COUNTED
    ]
    later = [o for o in counted if reviewed is None or o.effective_at > reviewed]
    found = due(*offences, reviewed=reviewed)
    reached = sum(o.points for o in counted) >= LIMIT
    assert (found is not None) == (reached and bool(later))
    assert found is None or found in {o.effective_at for o in later}


def test_a_finding_says_something():
    with pytest.raises(InputError, match="member_review_note_too_short"):
        check_finding("  谈 过 了  ")
    check_finding("已约她本周谈话，先不加重。")
