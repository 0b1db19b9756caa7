"""What is said of errors while the rules are revised."""

from app.words.speech import mark

REVISING: dict[str, str] = {
    "revision_no_rules": mark("No rules are published yet. Publish them first."),
    "revision_clause_not_found": mark("The present rules have no such clause."),
    # review calendar
    "review_day_over": mark("This day is over. Choose today or a later day."),
    "review_day_far": mark("Choose a day within the next {days} days."),
    "review_words_missing": mark(
        "Say in at least {least} characters what was seen in the clause."
    ),
}
