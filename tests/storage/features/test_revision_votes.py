"""Votes: witnessed, replaced, struck, taken in from files, erased, forged."""

from datetime import datetime

import msgspec

from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.ids import MemberId, new_id
from app.revision.commands.ballots import (
    CloseBallot,
    RecordVote,
    StrikeVote,
)
from app.revision.commands.votes import ImportVotes
from app.revision.events.ballots import BallotOpened, RollFixed, VoteRecorded
from app.revision.model.ballots import (
    VoteProblem,
)
from app.revision.model.feedback import Way
from app.revision.queries.intake import VotesPreview
from tests.builders import BEGINNING, OWNER
from tests.polled import polled
from tests.storage.features.balloting import (
    ABSTAIN,
    AGAINST,
    BLOCK,
    FOR,
    WHY,
    ballot_vote,
    chat,
    opened,
    rows,
    terms,
    view,
    votes,
    written,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    SECOND,
    SECOND_LEAD,
    Stage,
)


def test_a_later_vote_counts_and_the_earlier_stays(stage: Stage):
    ballot = opened(stage)
    votes(stage, ballot, FOR)
    stage.clock.forward(minutes=1)
    stage.do(SECOND, ballot_vote(stage, ballot, 0, AGAINST, reason="又想了想"))
    found = view(stage, ballot)
    assert found.result is not None
    assert (found.result.tally.in_favour, found.result.tally.against) == (0, 1)
    assert [(row.choice, row.counts) for row in rows(stage, ballot)] == [
        (AGAINST, True),
        (FOR, False),
    ]
    # What was cast before and entered afterwards does not count.
    early = ballot_vote(stage, ballot, 0, ABSTAIN, cast_at=BEGINNING)
    stage.do(SECOND, early)
    assert rows(stage, ballot)[0].choice is AGAINST
    assert stage.refusal(SECOND, early) == "vote_known"


def test_a_mistaken_vote_is_struck(stage: Stage):
    ballot = opened(stage)
    (vote,) = votes(stage, ballot, FOR)
    stage.do(SECOND, StrikeVote(vote=vote))
    assert view(stage, ballot).taken == 0
    assert [(row.struck, row.counts) for row in rows(stage, ballot)] == [(True, False)]
    assert stage.refusal(SECOND, StrikeVote(vote=vote)) == "vote_struck"


def test_votes_come_from_a_chat_once(stage: Stage):
    ballot = opened(stage)
    stage.clock.forward(days=1)
    file = chat(
        (0, "赞成"),
        (1, "反对：太严"),
        (2, "今晚读什么"),
        (1, "赞成"),
        ("wx_nobody", "赞成"),
        (9, "赞成"),
        (3, "阻止"),
        (3, "阻止：会让新人不敢说话"),
    )
    foreseen = stage.ask(VotesPreview(ballot=ballot, file=file), MODERATOR)
    assert view(stage, ballot).taken == 0
    result = stage.do(MODERATOR, ImportVotes(ballot=ballot, file=file))
    assert result == foreseen
    assert (result.added, result.unchanged, result.changed) == (4, 0, 1)
    assert [(each.line, each.why) for each in result.left_out] == [
        (4, VoteProblem.NO_VOTE),
        (6, VoteProblem.UNKNOWN),
        (7, VoteProblem.NOT_ENTITLED),
        (8, VoteProblem.NO_REASON),
    ]
    found = view(stage, ballot)
    assert found.result is not None
    assert (found.result.tally.in_favour, found.result.tally.blocked) == (2, 1)
    workspace = stage.sign_in(MODERATOR)
    before = workspace._session.journal.position
    again = stage.do(MODERATOR, ImportVotes(ballot=ballot, file=file))
    assert (again.added, again.unchanged, again.changed) == (0, 4, 0)
    assert workspace._session.journal.position == before


def test_a_row_that_stands_twice_is_told(stage: Stage):
    ballot = opened(stage)
    header = ("微信号", "1、你的选择")
    who = PEOPLE[0].platform_id
    file = polled((who, "赞成"), (who, "赞成"), header=header)
    result = stage.do(SECOND, ImportVotes(ballot=ballot, file=file))
    assert (result.added, [each.why for each in result.left_out]) == (
        1,
        [VoteProblem.REPEATED],
    )
    again = stage.do(SECOND, ImportVotes(ballot=ballot, file=file))
    assert (again.added, again.unchanged) == (0, 1)


def test_votes_from_outside_the_time_are_told(stage: Stage):
    stage.clock.forward(days=1)
    ballot = opened(stage)
    stage.clock.forward(days=1)
    result = stage.do(SECOND, ImportVotes(ballot=ballot, file=chat((0, "赞成"))))
    assert [each.why for each in result.left_out] == [VoteProblem.OUTSIDE]


def test_nobody_witnesses_a_vote_they_are_involved_with(stage: Stage):
    ballot = opened(stage)
    stage.link(MODERATOR, 0)
    entry = DeclareConflict(
        person=stage.person(MODERATOR),
        about=About.MEMBER,
        target=stage.member(1),
        reason="亲属",
    )
    stage.do(MODERATOR, entry)
    for at, code in ((0, "member_own_part"), (1, "member_conflict")):
        command = ballot_vote(stage, ballot, at, FOR)
        assert stage.refusal(MODERATOR, command) == code
        vote = stage.do(SECOND, command)
        assert stage.refusal(MODERATOR, StrikeVote(vote=vote)) == code
    assert rows(stage, ballot, MODERATOR) == []
    assert len(rows(stage, ballot, SECOND)) == 2
    assert view(stage, ballot, MODERATOR).taken == 2
    stage.clock.forward(minutes=5)
    file = chat((2, "赞成"), (0, "反对"))
    result = stage.do(MODERATOR, ImportVotes(ballot=ballot, file=file))
    assert (result.added, [each.why for each in result.left_out]) == (
        1,
        [VoteProblem.INVOLVED],
    )


def test_erasing_a_member_leaves_the_count(stage: Stage):
    ballot = opened(stage)
    votes(stage, ballot, BLOCK, FOR, FOR)
    before = view(stage, ballot).result
    erase = EraseMembers(members=(stage.member(0),), because=Because.REQUEST)
    gone = stage.member(0)
    stage.together(LEAD, erase, SECOND_LEAD)
    assert view(stage, ballot).result == before
    row = next(row for row in rows(stage, ballot) if row.member == gone)
    assert PEOPLE[0].handle not in row.handle
    assert WHY not in row.reason
    texts = stage.sign_in(OWNER)._session.store.sql("SELECT reason FROM revision_vote")
    assert {text for (text,) in texts} == {""}
    late = RecordVote(ballot=ballot, member=gone, choice=FOR, way=Way.MEETING)
    assert stage.refusal(MODERATOR, late) == "member_erased"


def test_what_another_program_writes_changes_no_terms_and_no_roll(stage: Stage):
    ballot = opened(stage, voters=2)
    votes(stage, ballot, FOR, AGAINST)
    before = view(stage, ballot)
    third = stage.member(2)
    vote = VoteRecorded(
        subject=new_id(),
        ballot=ballot,
        member=third,
        choice=FOR,
        way=Way.OTHER,
        cast_at=stage.clock(),
    )
    outside = msgspec.structs.replace(
        vote,
        subject=new_id(),
        member=stage.member(0),
        choice=AGAINST,
        cast_at=datetime(2030, 1, 1, tzinfo=BEGINNING.tzinfo),
    )
    easier = BallotOpened(
        subject=ballot, question="别的", terms=terms(quorum=0), entitled=9
    )
    added = RollFixed(subject=ballot, members=(MemberId(third),))
    written(stage, easier, added, vote, outside)
    found = view(stage, ballot)
    assert (found.line, found.result) == (before.line, before.result)
    workspace = stage.sign_in(OWNER)
    kept = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == kept
    assert workspace.verify().sound


def test_a_vote_that_comes_from_elsewhere_after_closing_is_told(stage: Stage):
    ballot = opened(stage, voters=3)
    votes(stage, ballot, FOR, FOR, AGAINST)
    stage.do(LEAD, CloseBallot(ballot=ballot))
    counted = view(stage, ballot).result
    late = VoteRecorded(
        subject=new_id(),
        ballot=ballot,
        member=stage.member(0),
        choice=AGAINST,
        way=Way.OTHER,
        cast_at=stage.clock(),
    )
    written(stage, late)
    found = view(stage, ballot)
    assert (found.differs, found.result) == (True, counted)
