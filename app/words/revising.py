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
    # review calendar
    "review_day_over": mark("This day is over. Choose today or a later day."),
    "review_day_far": mark("Choose a day within the next {days} days."),
    "review_words_missing": mark(
        "Say in at least {least} characters what was seen in the clause."
    ),
}
