"""A revision of the rules in which some of everything has happened."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.ids import (
    AmendmentId,
    BallotId,
    DraftId,
    FeedbackId,
    MemberId,
    MotionId,
    VoteId,
    new_id,
)
from app.journal.event import Event
from app.members.queries import MemberLine, MemberPage
from app.revision.commands.amendments import (
    DecideAmendment,
    DraftAmendment,
    SubmitAmendment,
)
from app.revision.commands.ballots import CloseBallot, OpenBallot, RecordVote
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.commands.feedback import AnswerFeedback, RecordFeedback
from app.revision.commands.motions import DraftMotion, OpenMotion
from app.revision.commands.surveys import ImportFeedback
from app.revision.commands.takeover import TakeOver
from app.revision.events.ballots import BallotOpened, RollFixed
from app.revision.model.ballots import Choice, Entitlement, Terms
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from app.revision.model.motions import ChangeKind, ClauseChange
from app.revision.queries.motions import MotionDetail
from app.rulebook.commands import BeginDraft
from app.rulebook.model import Bilingual
from app.rulebook.queries import OpenDrafts
from app.rulebook.templates import load_template
from app.times import local_day, to_ms
from app.workspace import Workspace
from tests.polled import polled, star_row

NO_FEEDBACK, NO_BALLOT = FeedbackId(""), BallotId("")
NO_MOTION, NO_AMENDMENT = MotionId(""), AmendmentId("")
NO_VOTE, NOBODY = VoteId(""), MemberId("")
SEEN = "有人问过，没有争议。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What was begun; empty ids where nothing was.

    Attributes:
        open: feedback that waits for an answer.
        answered: feedback that has one.
        ballot: in which nobody has voted yet.
        counted: a ballot in which everybody has.
        vote: in another ballot that runs.
        passed: a motion that was.
        taken: a passed motion that a draft has.
        draft: a motion that is one.
        motion: in discussion.
        amending: an amendment that is a draft.
        waiting: an amendment that waits to be decided.
        rejected: an amendment that waits as well, for who rejects it.
        voter: who may vote in all of them.
        rules: the draft of the rules.
    """

    rules: str = ""
    open: FeedbackId = NO_FEEDBACK
    answered: FeedbackId = NO_FEEDBACK
    ballot: BallotId = NO_BALLOT
    counted: BallotId = NO_BALLOT
    vote: VoteId = NO_VOTE
    passed: MotionId = NO_MOTION
    taken: MotionId = NO_MOTION
    draft: MotionId = NO_MOTION
    motion: MotionId = NO_MOTION
    amending: AmendmentId = NO_AMENDMENT
    waiting: AmendmentId = NO_AMENDMENT
    rejected: AmendmentId = NO_AMENDMENT
    voter: MemberId = NOBODY


def discussed(workspace: Workspace) -> FeedbackId:
    """Have feedback recorded by somebody nobody knows."""
    command = RecordFeedback(
        clause="3.2", way=Way.DISCUSSION, stance=Stance.AGAINST, words="例子太少"
    )
    return workspace.execute(command).value


def rules_draft(workspace: Workspace) -> DraftId:
    """Return the draft of the rules; begin one where there is none."""
    for draft in workspace.query(OpenDrafts()):
        return draft.id
    book = load_template("reading_club")
    return workspace.execute(BeginDraft(book=book)).value


def revised(workspace: Workspace) -> Revised:
    """Have whoever is signed in begin some of everything there is."""
    answered = discussed(workspace)
    answer = AnswerFeedback(feedback=(answered,), answer=Reply.PARTLY, reason=SEEN)
    workspace.execute(answer)
    voter, other = workspace.query(MemberPage(limit=2)).rows
    counted = balloted(workspace, voter)
    voted(workspace, counted, voter)
    passed, taken = carried(workspace, voter), carried(workspace, voter)
    rules = rules_draft(workspace)
    workspace.execute(TakeOver(motion=taken, draft=rules))
    return Revised(
        rules=rules,
        passed=passed,
        taken=taken,
        open=discussed(workspace),
        answered=answered,
        ballot=balloted(workspace, voter, other),
        counted=counted,
        vote=voted(workspace, balloted(workspace, voter, other), voter),
        voter=voter.id,
    )


def carried(workspace: Workspace, voter: MemberLine) -> MotionId:
    """Have a motion passed by one vote; another event is what its writer may not do."""
    motion = proposed(workspace, opens=True)
    question = workspace.query(MotionDetail(motion=motion))
    today = local_day(workspace._session.surroundings.clock())
    opened = BallotOpened(
        subject=new_id(),
        question=question.line.title,
        terms=terms_until(today + timedelta(days=7)),
        entitled=1,
        motion=motion,
        wording=question.wordings[0].ref,
    )
    roll = RollFixed(subject=opened.subject, members=(voter.id,))
    write(workspace, opened, roll)
    ballot = BallotId(opened.subject)
    voted(workspace, ballot, voter, Choice.FOR)
    workspace.execute(CloseBallot(ballot=ballot))
    return motion


def write(workspace: Workspace, *events: Event) -> None:
    """Write events past the commands."""
    session = workspace._session
    now = to_ms(session.surroundings.clock())
    with session.store.transaction():
        done = session.journal.write(session.author, events, [], now)
    session.journal.adopt(done)


def motioned(workspace: Workspace, begun: Revised) -> Revised:
    """Have whoever is signed in propose changes as well."""
    return replace(
        begun,
        draft=proposed(workspace),
        motion=proposed(workspace, opens=True),
        amending=other_words(workspace),
        waiting=other_words(workspace, submits=True),
        rejected=other_words(workspace, submits=True),
    )


CHANGED = (
    ClauseChange(
        kind=ChangeKind.CHANGE, clause="3.2", text=Bilingual(zh="对事不对人。", en="")
    ),
)


def proposed(workspace: Workspace, *, opens: bool = False) -> MotionId:
    """Have a motion drafted."""
    draft = DraftMotion(title="加一档提醒", clauses=CHANGED, why="太严")
    motion = workspace.execute(draft).value
    if opens:
        workspace.execute(OpenMotion(motion=motion))
    return motion


def other_words(workspace: Workspace, *, submits: bool = False) -> AmendmentId:
    """Have an amendment drafted to a motion of its own."""
    motion = proposed(workspace, opens=True)
    draft = DraftAmendment(motion=motion, clauses=CHANGED, why="更短")
    amendment = workspace.execute(draft).value
    if submits:
        workspace.execute(SubmitAmendment(amendment=amendment))
    return amendment


def rejected(workspace: Workspace, amendment: AmendmentId) -> None:
    """Have an amendment rejected by who did not write it."""
    command = DecideAmendment(amendment=amendment, is_accepted=False, reason=SEEN)
    workspace.execute(command)


def terms_until(day: date) -> Terms:
    """Return terms of a ballot for those on a list."""
    return Terms(
        quorum=50,
        threshold=50,
        blocks=0,
        closes_on=day,
        hidden=False,
        entitled_by=Entitlement.LISTED,
    )


def balloted(workspace: Workspace, *voters: MemberLine) -> BallotId:
    """Have a ballot opened in which these may vote."""
    today = local_day(workspace._session.surroundings.clock())
    terms = terms_until(today + timedelta(days=7))
    listed = tuple(voter.platform_id for voter in voters)
    question = "第 3.2 条加一个提醒档"
    command = OpenBallot(question=question, terms=terms, listed=listed)
    return workspace.execute(command).value


def voted(
    workspace: Workspace,
    ballot: BallotId,
    voter: MemberLine,
    choice: Choice = Choice.AGAINST,
) -> VoteId:
    """Have somebody's vote entered."""
    vote = RecordVote(
        ballot=ballot,
        member=voter.id,
        choice=choice,
        way=Way.MEETING,
        reason="太严",
    )
    return workspace.execute(vote).value


def settle_revision(workspace: Workspace) -> None:
    """Have whoever is signed in do so much that every table has rows."""
    today = local_day(workspace._session.surroundings.clock())
    workspace.execute(SetReviewDate(clause="3.1", due_on=today))
    for clause in ("3.1", "3.2"):
        kept = ReviewClause(clause=clause, verdict=Verdict.KEEP, note=SEEN)
        workspace.execute(kept)
    begun = revised(workspace)
    workspace.execute(CloseBallot(ballot=begun.counted))
    motioned(workspace, begun)
    workspace.execute(ImportFeedback(file=polled(star_row(1, "", "3.2", "太严"))))
