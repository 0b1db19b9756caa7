from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ids import BallotId
from app.revision.commands.ballots import CloseBallot, OpenBallot, RecordVote
from app.revision.model.ballots import Choice, Entitlement, Outcome, Terms
from app.revision.model.feedback import Way
from app.revision.queries.ballots import BallotDetail
from app.times import local_day
from tests.screens.ballot_room import QUESTION, WHY, Desk, opened
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, OBSERVER, Hearing, assemble
from ui.screens.revision.ballots.presenter.voting import Field


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(LEAD) as workspace:
        opened(workspace, hearing)
        yield Desk(workspace, hearing)


def test_a_ballot_is_listed_and_shown_with_its_terms(desk: Desk) -> None:
    (row,) = desk.view.rows
    assert (row.question, row.terms) == (QUESTION, "5 members may vote")
    assert (row.ends, row.chip.text) == ("7 days left", "Voting")
    assert [(tab.key, tab.count) for tab in desk.view.tabs] == [
        ("open", "1"),
        ("ended", "0"),
        ("all", "1"),
    ]
    assert desk.counts[-1] == "1"
    facts = dict(desk.ballot.facts)
    assert (facts["Quorum"], facts["To pass"]) == ("50 %", "60 % for")
    assert facts["Who may vote"] == "All members: 5"
    assert desk.view.offered == {
        "opening": True,
        "importing": True,
        "ending": "cancel",
    }


def test_votes_are_entered_one_after_another(desk: Desk) -> None:
    desk.vote(HANDLES[0], Choice.FOR)
    assert desk.view.errors == {}
    assert desk.view.texts["member"] == ""
    assert desk.view.entered == 1
    assert desk.host.toasts == [f"{HANDLES[0]}: In favour"]
    desk.vote(f"@{HANDLES[1]}", Choice.AGAINST, WHY)
    shares = [(share.text, share.count) for share in desk.ballot.tally.shares]
    assert shares[:2] == [("In favour", 1), ("Against", 1)]
    assert shares[-1] == ("Not voted", 3)
    assert desk.ballot.tally.side == "2 of 5 voted"
    assert [step.met for step in desk.ballot.tally.steps] == [False, False, True]
    votes = {vote.handle: vote for vote in desk.ballot.votes}
    told = votes[f"@{HANDLES[1]}"]
    assert told.reason == WHY
    assert told.witnessed.startswith("Meeting · ")
    assert told.witnessed.endswith(f"entered by {LEAD}")


def test_a_later_vote_counts_and_the_earlier_is_shown(desk: Desk) -> None:
    desk.vote(HANDLES[0], Choice.FOR)
    desk.hearing.site.clock.forward(minutes=5)
    desk.vote(HANDLES[0], Choice.ABSTAIN)
    last, earlier = desk.ballot.votes
    assert (last.chip and last.chip.text, last.state) == ("Abstain", "")
    assert (earlier.chip and earlier.chip.text, earlier.state) == (
        "In favour",
        "Replaced",
    )
    assert desk.ballot.votes_side == "1 earlier vote kept"
    desk.host.undo()
    assert [vote.state for vote in desk.ballot.votes] == ["Struck", ""]
    desk.presenter.strike(desk.ballot.votes[1].id)
    assert [vote.state for vote in desk.ballot.votes] == ["Struck", "Struck"]


def test_members_are_offered_while_a_name_is_typed(desk: Desk) -> None:
    voting = desk.presenter.voting
    voting.find("老")
    assert {match.handle for match in desk.view.matches} == {"@北门老陈", "@老巷口"}
    chosen = next(m for m in desk.view.matches if m.handle == "@老巷口")
    voting.choose_member(chosen.id)
    assert desk.view.member == chosen
    assert desk.view.matches == ()


def test_what_is_wrong_is_told_beside_its_field_and_all_stays(desk: Desk) -> None:
    desk.vote("没有这个人", Choice.FOR)
    problem = "There is no such member on the list."
    assert desk.view.errors == {Field.MEMBER: problem, Field.CHOICE: ""}
    desk.presenter.voting.find(HANDLES[0])
    desk.vote(HANDLES[0], Choice.BLOCK, "不")
    assert "needs a reason" in desk.view.errors[Field.REASON]
    desk.vote(HANDLES[0], Choice.BLOCK, "会让新人不敢说话", when="昨天")
    assert "2026-11-22 18:00" in desk.view.errors[Field.WHEN]
    desk.vote(HANDLES[0], Choice.BLOCK, "会让新人不敢说话", when="2026-10-01")
    told = "The vote was not cast while the ballot ran."
    assert desk.view.errors[Field.WHEN] == told
    assert desk.runner.commands == []
    # It lies on the desk until it is entered.
    again = Desk(desk.workspace, desk.hearing)
    assert again.view.texts == {
        "member": HANDLES[0],
        "choice": "block",
        "when": "2026-10-01",
        "reason": "会让新人不敢说话",
    }
    assert again.view.member is not None
    again.vote(HANDLES[0], Choice.FOR)
    assert Desk(desk.workspace, desk.hearing).view.texts["member"] == ""


def test_who_may_not_vote_and_a_vote_known_are_told_at_the_name(
    hearing: Hearing,
) -> None:
    with hearing.site.opened(LEAD) as workspace:
        command = OpenBallot(
            question=QUESTION,
            terms=Terms(
                quorum=0,
                threshold=50,
                blocks=0,
                closes_on=local_day(hearing.site.clock()),
                hidden=False,
                entitled_by=Entitlement.LISTED,
            ),
            listed=("wxid_0001",),
        )
        workspace.execute(command)
        desk = Desk(workspace, hearing)
        desk.vote(HANDLES[3], Choice.FOR)
        assert "may not vote here" in desk.view.errors[Field.MEMBER]
        desk.vote(HANDLES[0], Choice.FOR)
        assert desk.view.errors == {}
        desk.vote(HANDLES[0], Choice.FOR)
        assert "entered already" in desk.view.errors[Field.MEMBER]


def test_a_choice_is_asked_for(desk: Desk) -> None:
    desk.presenter.voting.find(HANDLES[0])
    desk.presenter.voting.submit(Way.MEETING.value, "", "")
    assert desk.view.errors == {Field.CHOICE: "Choose how the member votes."}


def test_a_ballot_closed_elsewhere_takes_no_vote_and_keeps_what_is_typed(
    desk: Desk,
) -> None:
    for handle in HANDLES[:4]:
        desk.vote(handle, Choice.FOR)
    desk.hearing.site.clock.forward(days=9)
    desk.workspace.execute(CloseBallot(ballot=BallotId(desk.ballot.id)))
    desk.vote(HANDLES[4], Choice.AGAINST, WHY)
    assert "closed" in desk.view.errors[Field.FORM]
    kept: list[str] = []
    desk.runner.recall(f"ballot:{desk.ballot.id}:vote:reason", kept.append)
    assert kept == [WHY]


def test_it_is_closed_after_its_day_and_counted(desk: Desk) -> None:
    for handle in HANDLES[:3]:
        desk.vote(handle, Choice.FOR)
    desk.presenter.close()
    assert desk.view.offered["ending"] == "cancel"
    desk.hearing.site.clock.forward(days=8)
    desk.presenter.activated()
    (row,) = desk.view.rows
    assert (row.ends, row.late) == ("To be counted", True)
    assert desk.view.offered["ending"] == "close"
    assert desk.ballot.banner.startswith("Its time is over.")
    desk.presenter.close()
    assert desk.host.toasts[-1] == "Closed: Passed"
    assert dict(desk.ballot.outcome)["Outcome"] == "Passed"
    assert desk.view.form is None
    assert desk.view.rows == []
    assert desk.counts[-1] == ""


def test_below_quorum_is_not_passed(desk: Desk) -> None:
    desk.vote(HANDLES[0], Choice.FOR)
    desk.hearing.site.clock.forward(days=8)
    desk.presenter.activated()
    desk.presenter.close()
    assert desk.ballot.chip.text == "Not passed: too few voted"
    assert [step.met for step in desk.ballot.tally.steps] == [False, True, True]


def test_a_hidden_ballot_tells_only_how_many(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        opened(workspace, hearing, hidden=True)
        desk = Desk(workspace, hearing)
        desk.vote(HANDLES[0], Choice.FOR, "因为")
        assert [share.text for share in desk.ballot.tally.shares] == [
            "Voted",
            "Not voted",
        ]
        assert desk.ballot.tally.steps == ()
        (vote,) = desk.ballot.votes
        assert (vote.chip, vote.reason) == (None, "")


def test_it_is_cancelled_with_a_reason(desk: Desk) -> None:
    desk.presenter.cancel()
    assert desk.view.ending.asked == QUESTION
    desk.presenter.ending.written({"text": "写错"})
    desk.presenter.ending.cancel("写")
    assert "at least" in desk.view.ending.error
    desk.presenter.ending.cancel("比例写错了，重新发起")
    assert (desk.view.ending.closed, desk.ballot.chip.text) == (1, "Cancelled")
    assert dict(desk.ballot.outcome)["Reason"] == "比例写错了，重新发起"


def test_what_a_role_may_not_is_not_offered(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        opened(workspace, hearing)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.offered == {
            "opening": False,
            "importing": True,
            "ending": "",
        }
        assert desk.view.form is not None
        desk.presenter.opening.start()
        assert desk.view.problem == "Your role does not allow this. Ask a lead."
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.form is None
        desk.presenter.bring_in()
        assert desk.view.importing.file_name == ""


def test_the_list_is_narrowed_and_turned(desk: Desk) -> None:
    desk.presenter.search("没有")
    assert desk.view.rows == []
    desk.presenter.search("九点")
    assert len(desk.view.rows) == 1
    desk.presenter.choose_tab("ended")
    assert desk.view.nothing == "Nothing found"
    desk.presenter.search("")
    assert desk.view.nothing == "No ballot has ended"


def test_an_outcome_is_told_in_the_command_too(desk: Desk) -> None:
    ballot = BallotId(desk.ballot.id)
    for member in desk.hearing.members.values():
        vote = RecordVote(
            ballot=ballot, member=member, choice=Choice.FOR, way=Way.SURVEY
        )
        desk.workspace.execute(vote)
    desk.presenter.activated()
    assert desk.ballot.banner == "Everybody has voted."
    desk.presenter.close()
    line = desk.workspace.query(BallotDetail(ballot=ballot)).line
    assert line.outcome is Outcome.PASSED
