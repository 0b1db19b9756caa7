"""The review calendar: what gives a clause its day, and who may."""

from datetime import timedelta

import msgspec

from app.audit.queries import HistoryPage
from app.audit.wording import headline
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.model.calendar import Because, Due, Verdict
from app.revision.queries.calendar import (
    CalendarLine,
    ReviewCalendar,
    ReviewsDue,
    ReviewsOfClause,
)
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, Rulebook
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.times import local_day
from tests.builders import BEGINNING, NEWS, OWNER, Site
from tests.storage.features.setting import (
    FIRST_DAY,
    LEAD,
    MODERATOR,
    OBSERVER,
    SECOND_LEAD,
    Stage,
)

TODAY = local_day(BEGINNING)
SEEN = "两个月没有争议，例子也还合适。"


def line(stage: Stage, clause: str = "3.2") -> CalendarLine:
    calendar = stage.ask(ReviewCalendar(), OBSERVER)
    return next(line for line in calendar if line.clause == clause)


def reviewed(clause: str = "3.2", verdict: Verdict = Verdict.KEEP) -> ReviewClause:
    return ReviewClause(clause=clause, verdict=verdict, note=SEEN)


def reworded(clause: str) -> Rulebook:
    book = load_template("reading_club")
    new = Bilingual(zh="换了说法。", en="Put differently.")
    articles = tuple(
        msgspec.structs.replace(
            article,
            clauses=tuple(
                msgspec.structs.replace(each, text=new)
                if each.number == clause
                else each
                for each in article.clauses
            ),
        )
        for article in book.articles
    )
    return msgspec.structs.replace(book, articles=articles)


def test_publication_gives_every_clause_a_day(stage: Stage):
    lines = stage.ask(ReviewCalendar())
    due_on = FIRST_DAY + timedelta(days=180)
    assert [each.clause for each in lines] == [
        clause.number for clause in load_template("reading_club").clauses
    ]
    for each in lines:
        assert (each.due_on, each.because) == (due_on, Because.PUBLISHED)
        assert (each.days, each.due) == ((due_on - TODAY).days, Due.OVERDUE)
    assert stage.ask(ReviewsDue())[Due.OVERDUE] == len(lines)


def test_the_setting_moves_days_that_nobody_set(stage: Stage):
    stage.do(LEAD, reviewed())
    stage.do(OWNER, ChangeSetting(setting=Setting.REVIEW_DAYS, value=365))
    assert line(stage, "3.1").due_on == FIRST_DAY + timedelta(days=365)
    assert line(stage).due_on == TODAY + timedelta(days=180)


def test_a_day_set_by_hand_holds_until_the_next_review(stage: Stage):
    day = TODAY + timedelta(days=10)
    stage.do(LEAD, SetReviewDate(clause="3.2", due_on=day))
    found = line(stage)
    assert (found.due_on, found.because, found.due) == (day, Because.BY_HAND, Due.SOON)
    assert stage.ask(ReviewCalendar())[-1].clause == "3.2"
    stage.clock.forward(days=1)
    assert stage.do(LEAD, reviewed()) == TODAY + timedelta(days=181)
    found = line(stage)
    assert (found.because, found.due) == (Because.REVIEWED, Due.LATER)
    assert found.last is not None
    assert (found.last.verdict, found.last.note) == (Verdict.KEEP, SEEN)
    rows = stage.ask(ReviewsOfClause(clause=" 3.2 "))
    assert [(row.actor, row.verdict, row.version) for row in rows] == [
        (LEAD, Verdict.KEEP, 1),
        (LEAD, None, 0),
    ]


def test_a_new_wording_begins_anew_and_others_stay(stage: Stage):
    for clause in ("3.1", "3.2"):
        stage.do(LEAD, reviewed(clause, Verdict.REVISE))
    before = line(stage, "3.1").due_on
    stage.clock.forward(days=20)
    begins = local_day(stage.clock()) + timedelta(days=7)
    publish = PublishRulebook(book=reworded("3.2"), effective_on=begins, changes=NEWS)
    stage.together(LEAD, publish, SECOND_LEAD)
    assert line(stage).because is Because.REVIEWED  # not in force yet
    stage.clock.forward(days=7)
    found = line(stage)
    assert (found.due_on, found.because) == (
        begins + timedelta(days=180),
        Because.PUBLISHED,
    )
    assert found.last is not None
    assert line(stage, "3.1").due_on == before


def test_what_cannot_be_is_refused(stage: Stage):
    yesterday = TODAY - timedelta(days=1)
    for command, code in (
        (SetReviewDate(clause="3.2", due_on=yesterday), "review_day_over"),
        (SetReviewDate(clause="9.9", due_on=TODAY), "revision_clause_not_found"),
        (reviewed("9.9"), "revision_clause_not_found"),
        (
            ReviewClause(clause="3.2", verdict=Verdict.KEEP, note=" 好 "),
            "review_words_missing",
        ),
        (
            ReviewClause(
                clause="3.2",
                verdict=Verdict.KEEP,
                note=SEEN,
                next_on=TODAY + timedelta(days=4_000),
            ),
            "review_day_far",
        ),
    ):
        assert stage.refusal(LEAD, command) == code
    for name in (MODERATOR, OBSERVER):
        assert stage.refusal(name, reviewed()) == "not_permitted"


def test_before_the_first_rules_there_is_no_calendar(quick: None, tmp_path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        assert workspace.query(ReviewCalendar()) == ()
        assert set(workspace.query(ReviewsDue()).values()) == {0}
    stage = Stage(site)
    code = stage.refusal(OWNER, SetReviewDate(clause="1.1", due_on=TODAY))
    stage.leave()
    assert code == "revision_no_rules"


def test_the_history_says_it_in_words(stage: Stage):
    stage.do(LEAD, reviewed())
    row = stage.ask(HistoryPage(limit=1)).rows[0]
    assert headline(row) == "Reviewed clause 3.2: Kept as it is"


def test_it_is_folded_to_the_same_state_again(stage: Stage):
    stage.do(LEAD, SetReviewDate(clause="3.2", due_on=TODAY))
    stage.do(LEAD, reviewed())
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    assert workspace.verify().sound
    workspace.rebuild()
    assert workspace.digests() == before
