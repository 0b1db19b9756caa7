"""Words for the revision, in the language of the interface."""

from collections.abc import Sequence

from app.revision.model.ballots import (
    BallotState,
    Choice,
    Entitlement,
    Outcome,
    Tally,
    Terms,
    VoteProblem,
)
from app.revision.model.calendar import Because, Due, Verdict
from app.revision.model.feedback import FeedbackState, Reply, Stance, Way
from app.revision.model.motions import (
    AmendmentState,
    ChangeKind,
    ClauseChange,
    Stage,
)
from app.revision.queries.ballots import VoteRow
from app.revision.queries.outcomes import Answered, Log
from app.revision.rules.ballots import Result
from app.words import mark, tr, trn

_VERDICTS = {
    Verdict.KEEP: mark("Kept as it is"),
    Verdict.REVISE: mark("To be revised"),
}

_BECAUSE = {
    Because.PUBLISHED: mark("Since it was published"),
    Because.BY_HAND: mark("Set by hand"),
    Because.REVIEWED: mark("Since the last clause review"),
}


_WAYS = {
    Way.PRIVATE_MESSAGE: mark("Private message"),
    Way.SURVEY: mark("Survey"),
    Way.APPEAL: mark("Appeal"),
    Way.DISCUSSION: mark("Discussion record"),
    Way.MEETING: mark("Meeting"),
    Way.OTHER: mark("Other"),
}

_STANCES = {
    Stance.FOR: mark("In favour"),
    Stance.AGAINST: mark("Opposed"),
    Stance.SUGGESTION: mark("Suggestion"),
    Stance.UNCLEAR: mark("Unclear"),
}

_REPLIES = {
    Reply.ADOPTED: mark("Adopted"),
    Reply.PARTLY: mark("Adopted in part"),
    Reply.DECLINED: mark("Not adopted"),
}

_FEEDBACK_STATES = {
    FeedbackState.OPEN: mark("Waits for an answer"),
    FeedbackState.ANSWERED: mark("Answered"),
    FeedbackState.STRUCK: mark("Struck"),
}


_CHOICES = {
    Choice.FOR: mark("In favour"),
    Choice.AGAINST: mark("Against"),
    Choice.ABSTAIN: mark("Abstain"),
    Choice.BLOCK: mark("Block"),
}

_ENTITLED = {
    Entitlement.ALL: mark("All members"),
    Entitlement.JOINED_BEFORE: mark("Members who joined before a day"),
    Entitlement.LISTED: mark("Members on a list"),
}

_OUTCOMES = {
    Outcome.PASSED: mark("Passed"),
    Outcome.NOT_PASSED: mark("Not passed"),
    Outcome.BELOW_QUORUM: mark("Not passed: too few voted"),
    Outcome.BLOCKED: mark("Blocked"),
}

_BALLOT_STATES = {
    BallotState.OPEN: mark("Voting"),
    BallotState.CLOSED: mark("Closed"),
    BallotState.CANCELLED: mark("Cancelled"),
}

_VOTE_PROBLEMS = {
    VoteProblem.NO_VOTE: mark("states no choice"),
    VoteProblem.UNKNOWN: mark("by nobody on the member list"),
    VoteProblem.NOT_ENTITLED: mark("by a member who may not vote here"),
    VoteProblem.OUTSIDE: mark("not cast while the ballot ran"),
    VoteProblem.NO_REASON: mark("a block without a reason"),
    VoteProblem.INVOLVED: mark("somebody else must enter it: you are involved"),
    VoteProblem.REPEATED: mark("the same vote as before in the file"),
}


_STAGES = {
    Stage.DRAFT: mark("Draft"),
    Stage.DISCUSSION: mark("In discussion"),
    Stage.WITHDRAWN: mark("Withdrawn"),
    Stage.BALLOT: mark("Voting"),
    Stage.PASSED: mark("Passed"),
    Stage.NOT_PASSED: mark("Not passed"),
    Stage.BELOW_QUORUM: mark("Not passed: too few voted"),
    Stage.BLOCKED: mark("Blocked"),
}

_AMENDMENTS = {
    AmendmentState.DRAFT: mark("Draft"),
    AmendmentState.EVALUATING: mark("To decide"),
    AmendmentState.ACCEPTED: mark("Accepted"),
    AmendmentState.REJECTED: mark("Rejected"),
    AmendmentState.WITHDRAWN: mark("Withdrawn"),
}

_CHANGES = {
    ChangeKind.CHANGE: mark("Change clause {clause}"),
    ChangeKind.ADD: mark("Add clause {clause}"),
    ChangeKind.REMOVE: mark("Take out clause {clause}"),
}


def stage_text(stage: Stage) -> str:
    """Return the words for where a motion stands."""
    return tr(_STAGES[stage])


def amendment_state_text(state: AmendmentState) -> str:
    """Return the word for where an amendment stands."""
    return tr(_AMENDMENTS[state])


def change_text(change: ClauseChange) -> str:
    """Return what is done to a clause, without its words."""
    return tr(_CHANGES[change.kind], clause=change.clause)


def changes_text(changes: Sequence[ClauseChange]) -> str:
    """Return what is done to clauses, in a line."""
    return tr(", ").join(map(change_text, changes))


def log_told(log: Log) -> list[str]:
    """Return what became of feedback and motions, in sentences for a change log."""
    lines = [
        tr(
            "{title}: {stage} ({votes})",
            title=each.line.title,
            stage=stage_text(each.line.stage),
            votes=tally_text(each.tally),
        )
        for each in log.motions
    ]
    return lines + [_answer_told(each) for each in log.answers]


def _answer_told(each: Answered) -> str:
    about = tr("Clause {clause}", clause=each.clause) if each.clause else tr("General")
    told = tr(
        "{about}: {reply}, {reason}",
        about=about,
        reply=reply_text(each.reply),
        reason=each.reason or tr("(no reason kept)"),
    )
    return told if each.times == 1 else f"{told} ×{each.times}"


def choice_text(choice: Choice) -> str:
    """Return the word for how somebody votes."""
    return tr(_CHOICES[choice])


def entitlement_text(rule: Entitlement) -> str:
    """Return the words for who may vote."""
    return tr(_ENTITLED[rule])


def outcome_text(outcome: Outcome) -> str:
    """Return the words for what a ballot comes to."""
    return tr(_OUTCOMES[outcome])


def ballot_state_text(state: BallotState) -> str:
    """Return the word for where a ballot stands."""
    return tr(_BALLOT_STATES[state])


def vote_problem_text(problem: VoteProblem) -> str:
    """Return why a row of a file was not taken in."""
    return tr(_VOTE_PROBLEMS[problem])


def tally_text(tally: Tally) -> str:
    """Return how many voted how, in a line."""
    return tr(
        "{in_favour} for, {against} against, {abstained} abstained, {blocked} blocked",
        in_favour=tally.in_favour,
        against=tally.against,
        abstained=tally.abstained,
        blocked=tally.blocked,
    )


def terms_text(terms: Terms) -> str:
    """Return what a ballot is held under, in a line."""
    return tr(
        "Quorum {quorum} %, {threshold} % to pass, {blocks} blocks borne, until {day}",
        quorum=terms.quorum,
        threshold=terms.threshold,
        blocks=terms.blocks,
        day=terms.closes_on.isoformat(),
    )


def working_told(result: Result, blocks: int) -> list[str]:
    """Return in sentences how a ballot came to its outcome.

    Args:
        result: what it came to.
        blocks: how many were borne.
    """
    count = result.tally
    sides = count.in_favour + count.against
    return [
        tr(
            "{taken} of {entitled} voted; {needed} were needed.",
            taken=count.taken,
            entitled=count.entitled,
            needed=result.needed,
        ),
        tr(
            "Of {sides} for and against, {in_favour} are for; {needed} were needed.",
            sides=sides,
            in_favour=count.in_favour,
            needed=result.needed_for,
        ),
        tr(
            "{abstained} abstained and {blocked} blocked; {blocks} blocks were borne.",
            abstained=count.abstained,
            blocked=count.blocked,
            blocks=blocks,
        ),
    ]


def hidden_text() -> str:
    """Return that nobody is told how a ballot stands yet."""
    return tr("How it stands is told when it is closed.")


def came_late_text() -> str:
    """Return that votes came in after a ballot was closed."""
    return tr(
        "Votes that were entered elsewhere came in after it was closed; they"
        " are not counted."
    )


def vote_state_text(vote: VoteRow) -> str:
    """Return the word for whether a vote counts."""
    if vote.struck:
        return tr("Struck")
    return tr("Counts") if vote.counts else tr("Replaced")


def way_text(way: Way) -> str:
    """Return the words for how feedback came."""
    return tr(_WAYS[way])


def stance_text(stance: Stance) -> str:
    """Return the word for what somebody thinks of a clause."""
    return tr(_STANCES[stance])


def reply_text(reply: Reply) -> str:
    """Return the words for what becomes of feedback."""
    return tr(_REPLIES[reply])


def feedback_state_text(state: FeedbackState) -> str:
    """Return the words for where feedback stands."""
    return tr(_FEEDBACK_STATES[state])


def verdict_text(verdict: Verdict) -> str:
    """Return the words for what a review of a clause comes to."""
    return tr(_VERDICTS[verdict])


def because_text(because: Because) -> str:
    """Return the words for what gave a clause its day."""
    return tr(_BECAUSE[because])


def due_text(due: Due, days: int) -> str:
    """Return a clause's badge: overdue by so many days, or due in so many."""
    if due is Due.OVERDUE:
        return trn("{count} day overdue", "{count} days overdue", -days)
    if days == 0:
        return tr("Due today")
    return trn("Due in {count} day", "Due in {count} days", days)
