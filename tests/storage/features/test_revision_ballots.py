"""Ballots: fixed terms and roll, closing, what comes of them."""

from datetime import timedelta

import pytest

from app.audit.queries import HistoryPage
from app.audit.wording import headline
from app.ids import BallotId, MemberId, VoteId
from app.revision.commands.ballots import (
    CancelBallot,
    CloseBallot,
    OpenBallot,
    RecordVote,
    StrikeVote,
)
from app.revision.commands.votes import ImportVotes
from app.revision.model.ballots import (
    BallotState,
    Choice,
    Entitlement,
    Outcome,
)
from app.revision.model.feedback import Way
from app.revision.queries.ballots import (
    BallotByStart,
    BallotList,
)
from app.revision.queries.roll import RollPreview
from app.rulebook.model import SanctionKind, Step
from app.times import DEFAULT_ZONE, local_day
from tests.builders import OWNER
from tests.storage.features.balloting import (
    ABSTAIN,
    AGAINST,
    BLOCK,
    FOR,
    QUESTION,
    WHY,
    ballot_vote,
    chat,
    opened,
    rows,
    terms,
    view,
    votes,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    REASON,
    SECOND_LEAD,
    Stage,
)


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        ((FOR, FOR, AGAINST), Outcome.PASSED),
        ((FOR, AGAINST, ABSTAIN), Outcome.NOT_PASSED),
        ((FOR,), Outcome.BELOW_QUORUM),
        ((FOR, FOR, FOR, BLOCK), Outcome.BLOCKED),
    ],
)
def test_a_ballot_comes_to_what_its_votes_say(
    stage: Stage, choices: tuple[Choice, ...], outcome: Outcome
):
    ballot = opened(stage)
    votes(stage, ballot, *choices)
    close = CloseBallot(ballot=ballot)
    if len(choices) < 4:
        problem = stage.refused(LEAD, close)
        assert (problem.code, problem.context) == (
            "ballot_runs",
            {"day": "2026-11-05"},
        )
        stage.clock.forward(days=4)
    assert stage.do(LEAD, close) is outcome
    found = view(stage, ballot)
    assert (found.line.outcome, found.line.state) == (outcome, BallotState.CLOSED)
    assert found.line.review_on == local_day(stage.clock()) + timedelta(days=180)
    assert found.result is not None
    assert found.result.outcome is outcome
    assert (found.taken, found.line.entitled) == (len(choices), 4)
    assert not found.differs


def test_nothing_changes_after_closing(stage: Stage):
    ballot = opened(stage)
    cast = votes(stage, ballot, FOR, FOR, FOR, AGAINST)
    stage.do(SECOND_LEAD, CloseBallot(ballot=ballot))
    for name, command in (
        (MODERATOR, ballot_vote(stage, ballot, 3, FOR)),
        (MODERATOR, StrikeVote(vote=cast[0])),
        (MODERATOR, ImportVotes(ballot=ballot, file=chat((0, "反对")))),
        (LEAD, CloseBallot(ballot=ballot)),
        (LEAD, CancelBallot(ballot=ballot, reason=WHY)),
    ):
        assert stage.refusal(name, command) == "ballot_closed"


def test_terms_change_by_a_new_ballot_alone(stage: Stage):
    ballot = opened(stage)
    votes(stage, ballot, FOR)
    assert stage.refusal(LEAD, CancelBallot(ballot=ballot, reason="错")) == (
        "feedback_reason_missing"
    )
    stage.do(LEAD, CancelBallot(ballot=ballot, reason="比例写错了"))
    found = view(stage, ballot)
    assert (found.line.state, found.line.reason) == (
        BallotState.CANCELLED,
        "比例写错了",
    )
    late = ballot_vote(stage, ballot, 1, FOR)
    assert stage.refusal(MODERATOR, late) == "ballot_cancelled"
    again = opened(stage, quorum=30)
    lines = stage.ask(BallotList())
    assert [line.id for line in lines] == [again, ballot]
    assert stage.ask(BallotByStart(start=again[:8])) == again


def test_a_ballot_whose_time_is_over_is_counted_and_not_cancelled(stage: Stage):
    ballot = opened(stage)
    stage.clock.forward(days=4)
    cancel = CancelBallot(ballot=ballot, reason="看着要输了")
    assert stage.refusal(LEAD, cancel) == "ballot_to_count"
    assert view(stage, ballot).is_over


def test_who_may_vote_is_fixed_at_opening(stage: Stage):
    ballot = opened(stage, voters=2)
    stranger = ballot_vote(stage, ballot, 2, FOR)
    assert stage.refusal(MODERATOR, stranger) == "vote_not_entitled"
    preview = stage.ask(RollPreview(entitled_by=Entitlement.ALL))
    assert len(preview.members) == len(PEOPLE)
    day = PEOPLE[0].joined_at.astimezone(DEFAULT_ZONE).date() + timedelta(days=1)
    asked = RollPreview(entitled_by=Entitlement.JOINED_BEFORE, joined_before=day)
    older = stage.ask(asked)
    assert stage.member(0) in older.members
    assert len(older.members) < len(PEOPLE)
    listed = RollPreview(
        entitled_by=Entitlement.LISTED, listed=(PEOPLE[0].platform_id, "wx_no", "wx_no")
    )
    found = stage.ask(listed)
    assert (found.members, found.unknown) == ((stage.member(0),), ("wx_no",))


def test_a_removed_member_has_no_vote(stage: Stage):
    step = Step(kind=SanctionKind.REMOVAL, points=4)
    stage.sanctioned(1, step=step, deviation_reason=REASON)
    found = stage.ask(RollPreview(entitled_by=Entitlement.ALL))
    assert (len(found.members), found.removed) == (len(PEOPLE) - 1, 1)
    assert stage.member(1) not in found.members


def test_nobody_sees_how_a_hidden_ballot_stands(stage: Stage):
    ballot = opened(stage, hidden=True)
    votes(stage, ballot, FOR, AGAINST, FOR, BLOCK)
    for name in (OWNER, LEAD, MODERATOR):
        found = view(stage, ballot, name)
        assert (found.result, found.taken) == (None, 4)
        assert {row.choice for row in rows(stage, ballot, name)} == {None}
        assert {row.reason for row in rows(stage, ballot, name)} == {""}
    stage.do(LEAD, CloseBallot(ballot=ballot))
    assert view(stage, ballot).result is not None
    assert BLOCK in {row.choice for row in rows(stage, ballot)}


def test_what_cannot_be_is_refused(stage: Stage):
    ballot = opened(stage)
    later = stage.clock() + timedelta(minutes=1)
    for command, code in (
        (ballot_vote(stage, ballot, 0, BLOCK), "vote_block_reason"),
        (ballot_vote(stage, ballot, 0, FOR, cast_at=later), "vote_ahead"),
        (
            RecordVote(
                ballot=ballot,
                member=MemberId("0" * 32),
                choice=FOR,
                way=Way.OTHER,
            ),
            "member_not_found",
        ),
        (ballot_vote(stage, BallotId("0" * 32), 0, FOR), "ballot_not_found"),
        (StrikeVote(vote=VoteId("0" * 32)), "vote_not_found"),
    ):
        assert stage.refusal(MODERATOR, command) == code
    for listed, code in (((), "ballot_list_missing"), (("wx_no",), "ballot_nobody")):
        command = OpenBallot(question=QUESTION, terms=terms(), listed=listed)
        assert stage.refusal(LEAD, command) == code
    everybody = OpenBallot(question=" ", terms=terms(entitled_by=Entitlement.ALL))
    assert stage.refusal(LEAD, everybody) == "ballot_question_missing"
    assert stage.refusal(MODERATOR, everybody) == "not_permitted"


def test_the_history_names_no_choice(stage: Stage):
    ballot = opened(stage, hidden=True)
    row = stage.ask(HistoryPage(limit=1), OWNER).rows[0]
    assert headline(row) == f"Opened a ballot: {QUESTION}"
    votes(stage, ballot, AGAINST)
    row = stage.ask(HistoryPage(limit=1), OWNER).rows[0]
    told = f"Entered a vote of {PEOPLE[0].handle}: Private message"
    assert headline(row) == told
