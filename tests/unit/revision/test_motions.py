"""Where a motion stands, and what an amendment makes of its words."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.revision.model.ballots import BallotState, Outcome
from app.revision.model.motions import (
    ChangeKind,
    ClauseChange,
    MotionState,
    Stage,
)
from app.revision.rules.motions import (
    CHANGES_MOST,
    Held,
    amended,
    check_changes,
    check_title,
    check_why,
    stage,
)
from app.rulebook.model import Bilingual
from app.rulebook.templates import load_template

NOW = datetime(2026, 11, 2, tzinfo=UTC)
BOOK = load_template("reading_club")
WORDS = Bilingual(zh="对事不对人。", en="Criticise the matter, not the person.")

held_ = st.builds(
    lambda minutes, ended: Held(
        opened_at=NOW + timedelta(minutes=minutes), state=ended[0], outcome=ended[1]
    ),
    st.integers(0, 10**6),
    st.one_of(
        st.just((BallotState.OPEN, None)),
        st.just((BallotState.CANCELLED, None)),
        st.sampled_from(Outcome).map(lambda each: (BallotState.CLOSED, each)),
    ),
)
changes_ = st.lists(
    st.builds(
        ClauseChange,
        kind=st.sampled_from(ChangeKind),
        clause=st.sampled_from([clause.number for clause in BOOK.clauses]),
        other=st.text(max_size=5),
    ),
    unique_by=lambda change: change.clause,
    max_size=6,
)


def change(clause: str = "3.2", kind: ChangeKind = ChangeKind.CHANGE) -> ClauseChange:
    text = Bilingual(zh="", en="") if kind is ChangeKind.REMOVE else WORDS
    return ClauseChange(kind=kind, clause=clause, text=text)


@given(
    ballots=st.lists(held_, unique_by=lambda b: b.opened_at, max_size=6),
    seed=st.integers(),
)
def test_the_last_ballot_that_was_not_cancelled_says(ballots: list[Held], seed: int):
    found = stage(MotionState.DISCUSSION, ballots)
    mixed = list(ballots)
    random.Random(seed).shuffle(mixed)
    assert stage(MotionState.DISCUSSION, mixed) is found
    held = [b for b in ballots if b.state is not BallotState.CANCELLED]
    assert (found is Stage.DISCUSSION) == (not held)
    if found is Stage.PASSED:
        last = max(held, key=lambda ballot: ballot.opened_at)
        assert last.outcome is Outcome.PASSED
    for state in (MotionState.DRAFT, MotionState.WITHDRAWN):
        assert stage(state, ballots) == Stage(state.value)


@given(words=changes_, amendment=changes_)
def test_an_amendment_stands_in_the_place_of_the_same_clauses(
    words: list[ClauseChange], amendment: list[ClauseChange]
):
    found = amended(words, amendment)
    by_clause = {each.clause: each for each in found}
    assert len(by_clause) == len(found)
    expected = {each.clause: each for each in words}
    assert by_clause == expected | {each.clause: each for each in amendment}
    assert [each.clause for each in found][: len(words)] == [w.clause for w in words]
    assert amended(found, amendment) == found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], "motion_empty"),
        ([change(), change()], "motion_clause_twice"),
        ([change("9.9")], "revision_clause_not_found"),
        ([change("3.2", ChangeKind.ADD)], "motion_clause_there"),
        ([change(" ", ChangeKind.ADD)], "motion_number_missing"),
        (
            [ClauseChange(kind=ChangeKind.CHANGE, clause="3.2")],
            "motion_words_missing",
        ),
        (
            [ClauseChange(kind=ChangeKind.CHANGE, clause="3.2", other="字" * 10_001)],
            "text_too_long",
        ),
        (
            [change(f"8.{n}", ChangeKind.ADD) for n in range(CHANGES_MOST + 1)],
            "motion_too_many",
        ),
    ],
)
def test_what_cannot_be_proposed_is_told(changes: list[ClauseChange], code: str):
    with pytest.raises(AppError) as caught:
        check_changes(changes, BOOK)
    assert caught.value.code == code


def test_what_can_be_proposed_passes():
    check_changes(
        [
            change(),
            change("8.1", ChangeKind.ADD),
            change("3.1", ChangeKind.REMOVE),
        ],
        BOOK,
    )
    assert check_title(" 加一档 \n 提醒 ") == "加一档 提醒"
    for check, words in (
        (check_title, ""),
        (check_title, "字" * 121),
        (check_why, " "),
    ):
        with pytest.raises(AppError):
            check(words)
