"""How events change the revision's tables."""

from app.journal.fold import Feature
from app.revision.events import EVENTS
from app.revision.events.ballots import (
    BallotCancelled,
    BallotClosed,
    BallotOpened,
    RollFixed,
    VoteRecorded,
    VoteStruck,
)
from app.revision.events.calendar import ClauseReviewed, ReviewDateSet
from app.revision.events.feedback import (
    AnswerWithdrawn,
    FeedbackAnswered,
    FeedbackImported,
    FeedbackRecorded,
    FeedbackSorted,
    FeedbackStruck,
)
from app.revision.events.motions import (
    AmendmentDecided,
    AmendmentDrafted,
    AmendmentEdited,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    MotionDrafted,
    MotionEdited,
    MotionGivenBack,
    MotionOpened,
    MotionReworded,
    MotionTakenOver,
    MotionWithdrawn,
)
from app.revision.fold import ballots, calendar, feedback, motions
from app.revision.tables import (
    AmendmentTable,
    BallotTable,
    FeedbackImportTable,
    FeedbackTable,
    MotionTable,
    ReviewTable,
    RollTable,
    VoteTable,
    WordingTable,
)

FEATURE = Feature(
    events=EVENTS,
    folds={
        ReviewDateSet: calendar.date_set,
        ClauseReviewed: calendar.reviewed,
        FeedbackRecorded: feedback.recorded,
        FeedbackImported: feedback.imported,
        FeedbackSorted: feedback.sorted_,
        FeedbackStruck: feedback.struck,
        FeedbackAnswered: feedback.answered,
        AnswerWithdrawn: feedback.withdrawn,
        BallotOpened: ballots.opened,
        RollFixed: ballots.roll_fixed,
        VoteRecorded: ballots.vote_recorded,
        VoteStruck: ballots.vote_struck,
        BallotClosed: ballots.closed,
        BallotCancelled: ballots.cancelled,
        MotionDrafted: motions.drafted,
        MotionEdited: motions.edited,
        MotionOpened: motions.opened,
        MotionReworded: motions.reworded,
        MotionWithdrawn: motions.withdrawn,
        MotionTakenOver: motions.taken_over,
        MotionGivenBack: motions.given_back,
        AmendmentDrafted: motions.amendment_drafted,
        AmendmentEdited: motions.amendment_edited,
        AmendmentSubmitted: motions.amendment_submitted,
        AmendmentDecided: motions.amendment_decided,
        AmendmentWithdrawn: motions.amendment_withdrawn,
    },
    tables=(
        ReviewTable,
        FeedbackTable,
        FeedbackImportTable,
        BallotTable,
        RollTable,
        VoteTable,
        MotionTable,
        WordingTable,
        AmendmentTable,
    ),
    owned={RollTable: "ballot", WordingTable: "motion"},
)
