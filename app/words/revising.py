"""What is said of errors while the rules are revised."""

from app.words.speech import mark

REVISING: dict[str, str] = {
    "revision_no_rules": mark("No rules are published yet. Publish them first."),
    "revision_clause_not_found": mark("The present rules have no such clause."),
    # feedback
    "survey_no_answers": mark(
        "None of the columns holds answers. Name the columns that do."
    ),
    "survey_column_unknown": mark("The file has no column “{column}”."),
    "feedback_none_in_file": mark("The file has no answer in these columns."),
    "feedback_none_chosen": mark("No feedback is chosen."),
    "feedback_not_found": mark("There is no such feedback."),
    "feedback_known": mark("This appeal counts as feedback on the clause already."),
    "feedback_words_missing": mark("Write what was said."),
    "feedback_day_ahead": mark("The day lies ahead. Check it."),
    "feedback_reason_missing": mark(
        "Give the reason in at least {least} characters; members read it."
    ),
    "feedback_struck": mark("This feedback was struck before."),
    "feedback_answered": mark(
        "This feedback is answered. Take the answer back first if it is wrong."
    ),
    "feedback_not_answered": mark("This feedback has no answer yet."),
    "feedback_erased": mark(
        "The words of this feedback were erased with the member; it is answered no"
        " more."
    ),
    # motions and amendments
    "motion_not_found": mark("There is no such motion."),
    "motion_title_missing": mark("Give the motion a title."),
    "motion_why_missing": mark("Write why it is proposed."),
    "motion_empty": mark(
        "The motion proposes nothing. Name a clause and its new words."
    ),
    "motion_too_many": mark("A motion changes at most {most} clauses."),
    "motion_clause_twice": mark("A clause is named twice."),
    "motion_clause_there": mark("Clause {clause} is there already. Change it instead."),
    "motion_number_missing": mark("Give the new clause a number."),
    "motion_words_missing": mark("The new words of clause {clause} are missing."),
    "motion_gone_on": mark("The motion has gone on since. See where it stands."),
    "motion_amendments_wait": mark(
        "An amendment waits to be decided. Accept or reject it first."
    ),
    "motion_own": mark("You wrote this. Somebody else must decide about it."),
    "motion_others": mark("Somebody else wrote this. Ask them or a lead."),
    "motion_erased": mark(
        "The words of who proposed this were erased with them; it stays as it is."
    ),
    "motion_not_passed": mark("Only what was passed gets into a draft."),
    "motion_taken": mark("A draft has this motion already."),
    "motion_not_taken": mark("No draft has this motion."),
    "amendment_not_found": mark("There is no such amendment."),
    "amendment_gone_on": mark("The amendment has gone on since. See where it stands."),
    "amendment_promoted": mark("This amendment is a motion of its own already."),
    # ballots
    "ballot_question_missing": mark("Write what is voted on."),
    "ballot_quorum": mark("The quorum is a share from 0 to 100 percent."),
    "ballot_threshold": mark(
        "The share to pass is from {least} to 100 percent of for and against."
    ),
    "ballot_blocks": mark("From 0 to {most} blocks can be borne."),
    "ballot_closing_day": mark(
        "The last day is today or later, and within {days} days."
    ),
    "ballot_joining_day": mark(
        "Name the day before which members must have joined, for that rule and for no"
        " other."
    ),
    "ballot_list_missing": mark("The list of those who may vote is empty."),
    "ballot_nobody": mark("Nobody on the member list may vote under this rule."),
    "ballot_not_found": mark("There is no such ballot."),
    "ballot_closed": mark(
        "This ballot is closed; neither its votes nor its terms change any more. Open a"
        " new one."
    ),
    "ballot_cancelled": mark("This ballot was cancelled. Open a new one."),
    "ballot_runs": mark(
        "Votes can be cast until the end of {day}, and not everybody has voted. Close"
        " it afterwards."
    ),
    "ballot_to_count": mark(
        "The ballot's time is over, so it is counted and not cancelled."
    ),
    "vote_ahead": mark("A vote cannot have been cast later than now."),
    "vote_outside": mark("The vote was not cast while the ballot ran."),
    "vote_block_reason": mark("A block needs a reason of at least {least} characters."),
    "vote_not_entitled": mark(
        "This member may not vote here: who may was fixed when the ballot opened."
    ),
    "vote_known": mark("This very vote is entered already."),
    "vote_not_found": mark("There is no such vote."),
    "vote_struck": mark("This vote was struck before."),
    # review calendar
    "review_day_over": mark("This day is over. Choose today or a later day."),
    "review_day_far": mark("Choose a day within the next {days} days."),
    "review_words_missing": mark(
        "Say in at least {least} characters what was seen in the clause."
    ),
}
