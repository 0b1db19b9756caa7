"""Made-up ladders and offences."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.ids import SanctionId
from app.rulebook.model import Ladder, SanctionKind, Severity, Step, step_weight
from app.rulebook.rules import PriorOffence

NOW = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)
CLASSES = ("order", "personal_attack", "privacy")

SCALE = (
    Step(kind=SanctionKind.REMINDER, points=1),
    Step(kind=SanctionKind.WARNING, points=2),
    Step(kind=SanctionKind.MUTE, days=3, points=3),
    Step(kind=SanctionKind.MUTE, days=7, points=3),
    Step(kind=SanctionKind.MUTE, days=30, points=4),
    Step(kind=SanctionKind.RESTRICTION, days=7, points=4),
    Step(kind=SanctionKind.SUSPENSION, days=30, points=4),
    Step(kind=SanctionKind.REMOVAL, points=5),
    Step(kind=SanctionKind.REMOVAL_BLOCKED, points=5),
    Step(kind=SanctionKind.PERMANENT, points=5),
)

steps = st.one_of(
    st.builds(
        Step,
        kind=st.sampled_from([k for k in SanctionKind if not k.is_timed]),
        points=st.integers(0, 12),
    ),
    st.builds(
        Step,
        kind=st.sampled_from([k for k in SanctionKind if k.is_timed]),
        days=st.integers(1, 365),
        points=st.integers(0, 12),
    ),
)

# Moments about the edges of windows, not only anywhere.
_offsets = st.one_of(
    st.integers(-200 * 24 * 60, 2 * 24 * 60).map(lambda m: timedelta(minutes=m)),
    st.sampled_from([-180, -120, -90, -30, -1, 0, 1]).flatmap(
        lambda days: st.sampled_from([-1, 0, 1]).map(
            lambda ms: timedelta(days=days, milliseconds=ms)
        )
    ),
)
moments = _offsets.map(lambda offset: NOW + offset)


@st.composite
def priors(draw: st.DrawFn, *, number: int = 0) -> PriorOffence:
    step = draw(steps)
    effective_at = draw(moments)
    return PriorOffence(
        sanction_id=SanctionId(f"{number:032x}"),
        case_number=f"GD-2611-{number:04d}",
        clause_number=draw(st.sampled_from(["1.2", "3.2", "4.1"])),
        offence_class=draw(st.sampled_from(CLASSES)),
        kind=step.kind,
        days=step.days,
        points=step.points,
        effective_at=effective_at,
        expires_at=effective_at + timedelta(days=draw(st.sampled_from([1, 90, 180]))),
        reversed_at=draw(st.none() | moments),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[PriorOffence]:
    size = draw(st.integers(0, 8))
    return [draw(priors(number=number)) for number in range(size)]


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Return a ladder that grows heavier downwards and to the right."""
    height = draw(st.integers(1, 6))
    top = len(SCALE) - 1
    rows: list[tuple[Step, Step, Step]] = []
    above = (0, 0, 0)
    for _ in range(height):
        row: list[int] = []
        for place in above:
            least = max(place, row[-1] if row else 0)
            row.append(draw(st.integers(least, top)))
        above = (row[0], row[1], row[2])
        rows.append((SCALE[row[0]], SCALE[row[1]], SCALE[row[2]]))
    return Ladder(
        window_days=draw(st.sampled_from([1, 30, 90, 180])),
        points_expire_days=90,
        review_at_points=8,
        rows=tuple(rows),
    )


severities = st.sampled_from(list(Severity))


def heavier(step: Step, than: Step) -> bool:
    return step_weight(step) > step_weight(than)
