"""What votes come to: their order, later votes, quorum, blocks, ties."""

import random
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError, InputError
from app.revision.model.ballots import (
    BallotState,
    Choice,
    Entitlement,
    Outcome,
    Tally,
    Terms,
)
from app.revision.rules.ballots import (
    LONGEST,
    Vote,
    check_cast,
    check_closing,
    check_open,
    check_question,
    check_reason,
    check_terms,
    closes_at,
    counted,
    read_vote,
    result,
    tally,
)

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = date(2026, 11, 2)
MEMBERS = [f"{n:032x}" for n in range(8)]

terms_ = st.builds(
    Terms,
    quorum=st.integers(0, 100),
    threshold=st.integers(50, 100),
    blocks=st.integers(0, 3),
    closes_on=st.just(TODAY),
    hidden=st.booleans(),
    entitled_by=st.just(Entitlement.ALL),
)
votes_ = st.lists(
    st.builds(
        Vote,
        ref=st.integers(0, 10**6).map(str),
        member=st.sampled_from([*MEMBERS, "a stranger"]),
        choice=st.sampled_from(Choice),
        cast_at=st.integers(0, 3).map(lambda h: NOW + timedelta(hours=h)),
        recorded_at=st.integers(0, 2).map(lambda h: NOW + timedelta(days=h)),
    ),
    unique_by=lambda vote: vote.ref,
    max_size=24,
)


def terms(quorum: int = 50, threshold: int = 50, blocks: int = 0) -> Terms:
    return Terms(
        quorum=quorum,
        threshold=threshold,
        blocks=blocks,
        closes_on=TODAY,
        hidden=False,
        entitled_by=Entitlement.ALL,
    )


def count(
    in_favour: int, against: int, abstained: int = 0, blocked: int = 0, of: int = 10
) -> Tally:
    return Tally(
        entitled=of,
        in_favour=in_favour,
        against=against,
        abstained=abstained,
        blocked=blocked,
    )


@pytest.mark.parametrize(
    ("under", "votes", "outcome"),
    [
        (terms(), count(3, 1), Outcome.BELOW_QUORUM),
        (terms(), count(3, 2), Outcome.PASSED),
        (terms(), count(3, 1, abstained=1), Outcome.PASSED),
        (terms(), count(2, 2, abstained=1), Outcome.NOT_PASSED),
        (terms(threshold=60), count(6, 4), Outcome.PASSED),
        (terms(threshold=61), count(6, 4), Outcome.NOT_PASSED),
        (terms(), count(8, 0, blocked=1), Outcome.BLOCKED),
        (terms(blocks=1), count(8, 0, blocked=1), Outcome.PASSED),
        (terms(), count(3, 0, blocked=1), Outcome.BELOW_QUORUM),
        (terms(), count(4, 0, blocked=1), Outcome.BLOCKED),
        (terms(blocks=5), count(0, 0, blocked=5), Outcome.NOT_PASSED),
        (terms(), count(0, 0, abstained=10), Outcome.NOT_PASSED),
        (terms(quorum=0), count(0, 0), Outcome.NOT_PASSED),
        (terms(quorum=0), count(0, 0, of=0), Outcome.BELOW_QUORUM),
        (terms(quorum=34), count(1, 0, of=3), Outcome.BELOW_QUORUM),
        (terms(quorum=33), count(1, 0, of=3), Outcome.PASSED),
    ],
)
def test_what_votes_come_to(under: Terms, votes: Tally, outcome: Outcome):
    assert result(under, votes).outcome is outcome


@given(votes=votes_, under=terms_, seed=st.integers())
def test_the_order_of_votes_is_of_no_consequence(
    votes: list[Vote], under: Terms, seed: int
):
    mixed = list(votes)
    random.Random(seed).shuffle(mixed)
    entitled = frozenset(MEMBERS)
    assert tally(mixed, entitled) == tally(votes, entitled)
    assert counted(mixed) == counted(votes)
    assert result(under, tally(mixed, entitled)) == result(
        under, tally(votes, entitled)
    )


@given(votes=votes_, choice=st.sampled_from(Choice))
def test_a_later_vote_replaces_and_counts_once(votes: list[Vote], choice: Choice):
    entitled = frozenset(MEMBERS)
    before = tally(votes, entitled)
    assert before.taken == len({v.member for v in votes} & entitled)
    assert before.entitled == len(MEMBERS)
    later = Vote(
        ref="later",
        member=MEMBERS[0],
        choice=choice,
        cast_at=NOW + timedelta(days=1),
        recorded_at=NOW,
    )
    after = tally([*votes, later], entitled)
    assert counted([*votes, later])[MEMBERS[0]] == later
    voted = any(v.member == MEMBERS[0] for v in votes)
    assert after.taken == before.taken + (not voted)


@given(votes=votes_, under=terms_)
def test_others_change_nothing_and_below_quorum_never_passes(
    votes: list[Vote], under: Terms
):
    entitled = frozenset(MEMBERS)
    own = [vote for vote in votes if vote.member in entitled]
    assert tally(own, entitled) == tally(votes, entitled)
    found = result(under, tally(votes, entitled))
    votes_cast = found.tally.taken
    if votes_cast * 100 < under.quorum * len(MEMBERS):
        assert found.outcome is Outcome.BELOW_QUORUM
    if found.outcome is Outcome.PASSED:
        assert found.tally.in_favour > found.tally.against
        assert found.tally.blocked <= under.blocks
        sides = found.tally.in_favour + found.tally.against
        assert found.tally.in_favour * 100 >= under.threshold * sides
        assert votes_cast >= found.needed


@given(votes=votes_, under=terms_)
def test_one_more_for_never_undoes_a_pass(votes: list[Vote], under: Terms):
    entitled = frozenset([*MEMBERS, "one more"])
    before = result(under, tally(votes, entitled))
    extra = Vote(
        ref="x",
        member="one more",
        choice=Choice.FOR,
        cast_at=NOW,
        recorded_at=NOW,
    )
    after = result(under, tally([*votes, extra], entitled))
    if before.outcome is Outcome.PASSED:
        assert after.outcome is Outcome.PASSED


@given(under=terms_, votes=votes_)
def test_terms_and_counts_travel(under: Terms, votes: list[Vote]):
    found = tally(votes, frozenset(MEMBERS))
    for value in (under, found):
        packed = msgspec.msgpack.encode(value)
        assert msgspec.msgpack.decode(packed, type=type(value)) == value


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"quorum": 101}, "ballot_quorum"),
        ({"quorum": -1}, "ballot_quorum"),
        ({"threshold": 49}, "ballot_threshold"),
        ({"threshold": 101}, "ballot_threshold"),
        ({"blocks": -1}, "ballot_blocks"),
        ({"blocks": 2**40}, "ballot_blocks"),
        ({"closes_on": TODAY - timedelta(days=1)}, "ballot_closing_day"),
        ({"closes_on": TODAY + LONGEST + timedelta(days=1)}, "ballot_closing_day"),
        ({"joined_before": TODAY}, "ballot_joining_day"),
        ({"entitled_by": Entitlement.JOINED_BEFORE}, "ballot_joining_day"),
    ],
)
def test_terms_that_do_not_do_are_told(changed: dict[str, object], code: str):
    with pytest.raises(InputError) as caught:
        check_terms(msgspec.structs.replace(terms(), **changed), TODAY)
    assert caught.value.code == code
    check_terms(terms(), TODAY)


def test_a_ballot_ends_with_its_last_day():
    ends = closes_at(terms())
    assert ends == datetime(2026, 11, 2, 16, tzinfo=UTC)
    last = msgspec.structs.replace(terms(), closes_on=date.max)
    assert closes_at(last) > ends
    with pytest.raises(AppError) as caught:
        check_closing(terms(), count(1, 1), ends - timedelta(seconds=1))
    assert caught.value.code == "ballot_runs"
    check_closing(terms(), count(1, 1), ends)
    check_closing(terms(), count(5, 5), NOW)


def test_a_vote_is_cast_while_the_ballot_runs():
    ends = closes_at(terms())
    later = ends + timedelta(days=1)
    check_cast(NOW, opened_at=NOW, terms=terms(), now=later)
    for cast_at, now, code in (
        (NOW + timedelta(minutes=1), NOW, "vote_ahead"),
        (NOW - timedelta(minutes=1), NOW, "vote_outside"),
        (ends, later, "vote_outside"),
    ):
        with pytest.raises(InputError) as caught:
            check_cast(cast_at, opened_at=NOW, terms=terms(), now=now)
        assert caught.value.code == code


def test_what_is_over_changes_no_more():
    check_open(BallotState.OPEN)
    for state in (BallotState.CLOSED, BallotState.CANCELLED):
        with pytest.raises(AppError):
            check_open(state)


def test_only_a_block_needs_a_reason():
    assert check_reason(Choice.AGAINST, "  ") == ""
    assert check_reason(Choice.BLOCK, " 伤及新人 ") == "伤及新人"
    for choice, reason in ((Choice.BLOCK, "不"), (Choice.FOR, "字" * 2_001)):
        with pytest.raises(InputError):
            check_reason(choice, reason)


def test_a_question_asks_something():
    assert check_question(" 改 \n 3.2 ") == "改 3.2"
    for question in ("", "字" * 301):
        with pytest.raises(InputError):
            check_question(question)


@pytest.mark.parametrize(
    ("words", "vote"),
    [
        ("赞成", (Choice.FOR, "")),
        (" +1 ", (Choice.FOR, "")),
        ("A. 赞成", (Choice.FOR, "")),
        ("1、反对", (Choice.AGAINST, "")),
        ("-1", (Choice.AGAINST, "")),
        ("不同意，太严", (Choice.AGAINST, "太严")),
        ("反对：太严", (Choice.AGAINST, "太严")),
        ("弃权。", (Choice.ABSTAIN, "")),
        ("一票否决: 伤及新人", (Choice.BLOCK, "伤及新人")),
        ("Block: hurts newcomers", (Choice.BLOCK, "hurts newcomers")),
        ("同意楼上说的反对", None),
        ("今晚读什么", None),
        ("noon", None),
        ("", None),
    ],
)
def test_messages_that_are_votes(words: str, vote: tuple[Choice, str] | None):
    assert read_vote(words) == vote


@given(words=st.text())
def test_any_message_is_a_vote_or_none(words: str):
    found = read_vote(words)
    assert found is None or found[0] in set(Choice)
