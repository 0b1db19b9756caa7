"""Versions of the rules: published in order, cited by the day of the conduct."""

from datetime import UTC, date, datetime, time, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealDetail
from app.cases.commands.deciding import DecideCase
from app.cases.model import Channel
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.sanctions import ClausesFor, ProposalFor, RecordOf
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, Rulebook, SanctionKind, Step
from app.rulebook.queries import BookInForce, Versions
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.times import DEFAULT_ZONE, local_day
from tests.builders import BEGINNING, NEWS, OWNER, Site
from tests.storage.features.setting import (
    FIRST_DAY,
    LEAD,
    MODERATOR,
    REASON,
    REPLY,
    SECOND_LEAD,
    Stage,
    copied,
)

BOOK = load_template("reading_club")
TODAY = local_day(BEGINNING)


def edition(number: int) -> Rulebook:
    """Return rules in which this number can be read from clause 3.2 and the ladder."""
    ladder = msgspec.structs.replace(
        BOOK.ladder,
        window_days=60 + number,
        points_expire_days=100 * number,
        rows=tuple(
            tuple(msgspec.structs.replace(step, points=10 * number) for step in row)
            for row in BOOK.ladder.rows
        ),
    )
    articles = tuple(
        msgspec.structs.replace(
            article,
            clauses=tuple(
                msgspec.structs.replace(
                    clause, why=Bilingual(zh=f"第 {number} 版", en=f"Edition {number}")
                )
                for clause in article.clauses
            ),
        )
        for article in BOOK.articles
    )
    return Rulebook(title=BOOK.title, articles=articles, ladder=ladder)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), DEFAULT_ZONE).astimezone(UTC)


def publish(stage: Stage, book: Rulebook, day: date) -> None:
    command = PublishRulebook(book=book, effective_on=day, changes=NEWS)
    stage.together(LEAD, command, SECOND_LEAD)


def test_a_book_with_problems_is_not_published(stage: Stage):
    rows = tuple(reversed(BOOK.ladder.rows))
    ladder = msgspec.structs.replace(BOOK.ladder, rows=rows, window_days=0)
    wrong = msgspec.structs.replace(BOOK, ladder=ladder)
    problem = stage.refused(LEAD, PublishRulebook(book=wrong, effective_on=TODAY))
    assert problem.code == "rulebook_has_problems"
    assert int(problem.context["count"]) > 2
    assert len(stage.ask(Versions())) == 1


def test_the_first_version_may_write_down_what_was_known(tmp_path, quick: None):
    with Site(root=tmp_path).created() as workspace:
        assert workspace.query(BookInForce(at=BEGINNING)) is None
        past = TODAY - timedelta(days=700)
        workspace.execute(PublishRulebook(book=BOOK, effective_on=past))
        first = workspace.query(BookInForce(at=noon(past)))
        assert first is not None
        assert (first.version, first.in_force, first.publisher) == (1, True, OWNER)
        assert first.book == BOOK
        assert workspace.query(BookInForce(at=noon(past - timedelta(days=1)))) is None


def test_later_versions_do_not_begin_in_the_past(stage: Stage):
    yesterday = PublishRulebook(book=BOOK, effective_on=TODAY - timedelta(days=1))
    assert stage.refusal(LEAD, yesterday) == "rulebook_begins_in_past"
    publish(stage, edition(2), TODAY + timedelta(days=10))
    for days in (9, 10):
        day = TODAY + timedelta(days=days)
        refused = stage.refused(LEAD, PublishRulebook(book=BOOK, effective_on=day))
        assert refused.code == "rulebook_overlaps"
        assert refused.context == {"version": 2, "day": "2026-11-12"}
    publish(stage, edition(3), TODAY + timedelta(days=11))
    assert [each.version for each in stage.ask(Versions())] == [3, 2, 1]


def test_members_have_time_to_read_new_rules(stage: Stage):
    stage.do(OWNER, ChangeSetting(setting=Setting.NOTICE_DAYS, value=7))
    soon = PublishRulebook(
        book=BOOK, effective_on=TODAY + timedelta(days=6), changes=NEWS
    )
    refused = stage.refused(LEAD, soon)
    assert refused.code == "rulebook_notice_too_short"
    assert refused.context == {"day": "2026-11-09"}
    publish(stage, BOOK, TODAY + timedelta(days=7))


def test_members_are_told_what_is_new(stage: Stage):
    silent = PublishRulebook(book=BOOK, effective_on=TODAY)
    assert stage.refusal(LEAD, silent) == "rulebook_changes_missing"
    half = msgspec.structs.replace(NEWS, en=" ")
    command = PublishRulebook(book=BOOK, effective_on=TODAY, changes=half)
    assert stage.refusal(LEAD, command) == "rulebook_changes_missing"
    publish(stage, BOOK, TODAY)
    assert stage.ask(Versions())[0].changes == NEWS


def without(number: str) -> Rulebook:
    articles = tuple(
        msgspec.structs.replace(
            article,
            clauses=tuple(c for c in article.clauses if c.number != number),
        )
        for article in BOOK.articles
    )
    return msgspec.structs.replace(BOOK, articles=articles)


def renamed(number: str) -> Rulebook:
    title = Bilingual(zh="另一件事", en="Something else")
    articles = tuple(
        msgspec.structs.replace(
            article,
            clauses=tuple(
                msgspec.structs.replace(c, title=title, aliases=())
                if c.number == number
                else c
                for c in article.clauses
            ),
        )
        for article in BOOK.articles
    )
    return msgspec.structs.replace(BOOK, articles=articles)


def test_a_number_that_was_given_up_means_no_other_rule(stage: Stage):
    publish(stage, without("1.3"), TODAY)
    stage.clock.forward(days=1)
    day = local_day(stage.clock())
    other = PublishRulebook(book=renamed("1.3"), effective_on=day, changes=NEWS)
    refused = stage.refused(LEAD, other)
    assert refused.code == "clause_number_reused"
    assert refused.context == {"number": "1.3"}
    publish(stage, BOOK, day)  # the same rule comes back
    stage.clock.forward(days=1)
    # While it stands, it is called as one likes.
    publish(stage, renamed("1.3"), local_day(stage.clock()))


def test_a_version_begins_within_a_year(stage: Stage):
    for days in (367, 66_000):
        day = TODAY + timedelta(days=days)
        command = PublishRulebook(book=BOOK, effective_on=day, changes=NEWS)
        problem = stage.refused(LEAD, command)
        assert problem.code == "rulebook_begins_too_late"
        assert problem.context == {"days": 366}
    publish(stage, BOOK, TODAY + timedelta(days=366))


def test_each_day_has_its_version(stage: Stage):
    publish(stage, edition(2), TODAY)
    publish(stage, edition(3), TODAY + timedelta(days=1))
    publish(stage, edition(4), TODAY + timedelta(days=5))
    in_force = {
        FIRST_DAY - timedelta(days=1): None,
        FIRST_DAY: 1,
        TODAY - timedelta(days=1): 1,
        TODAY: 2,
        TODAY + timedelta(days=1): 3,
        TODAY + timedelta(days=4): 3,
        TODAY + timedelta(days=5): 4,
    }
    for day, number in in_force.items():
        found = stage.ask(BookInForce(at=noon(day)))
        assert (found.version if found else None) == number
    assert [v.version for v in stage.ask(Versions()) if v.in_force] == [2]
    stage.clock.forward(days=5)
    assert [v.version for v in stage.ask(Versions()) if v.in_force] == [4]


def test_a_day_begins_where_the_community_lives(stage: Stage):
    publish(stage, edition(2), TODAY + timedelta(days=1))
    midnight = datetime.combine(TODAY + timedelta(days=1), time(), DEFAULT_ZONE)
    before = stage.ask(BookInForce(at=midnight - timedelta(seconds=1)))
    after = stage.ask(BookInForce(at=midnight))
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == (1, 2)


@settings(max_examples=12)
@given(
    gaps=st.lists(st.integers(1, 20), min_size=2, max_size=4),
    back=st.lists(st.integers(0, 90), min_size=1, max_size=3),
)
def test_a_decision_cites_the_rules_of_the_day_of_the_conduct(
    founded_site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    gaps: list[int],
    back: list[int],
):
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("history")))
    begins: list[tuple[date, int]] = [(FIRST_DAY, 1)]
    for number, gap in enumerate(gaps, start=2):
        stage.clock.forward(days=gap)
        day = local_day(stage.clock())
        publish(stage, edition(number), day)
        begins.append((day, number))
    for at, days in enumerate(back):
        conduct = stage.clock() - timedelta(days=days)
        cited = max((d, n) for d, n in begins if d <= local_day(conduct))[1]
        case = stage.opened(at, occurred_at=conduct)
        ladder = stage.ask(ProposalFor(case=case, clause="3.2"))
        stage.decided(case)
        view = stage.ask(DecisionOf(case=case))
        assert view is not None
        assert view.sanction is not None
        assert ladder.version.version == view.version == cited
        assert view.clause == ladder.clause
        expiry = view.sanction.expires_at - view.sanction.effective_at
        if cited == 1:
            assert view.clause == BOOK.clause("3.2")
            assert expiry == timedelta(days=BOOK.ladder.points_expire_days)
        else:
            assert view.clause == edition(cited).clause("3.2")
            assert view.window_days == 60 + cited
            assert view.sanction.step.points == 10 * cited
            assert expiry == timedelta(days=100 * cited)
    stage.leave()


def test_a_later_version_changes_nothing_that_was_decided(stage: Stage):
    case = stage.sanctioned()
    before = stage.ask(DecisionOf(case=case))
    for number in (2, 3):
        publish(stage, edition(number), TODAY + timedelta(days=number))
    assert stage.ask(DecisionOf(case=case)) == before


def test_conduct_before_the_first_rules_cannot_be_judged_by_them(stage: Stage):
    long_ago = noon(FIRST_DAY - timedelta(days=1))
    case = stage.opened(occurred_at=long_ago)
    assert stage.case(case).clause is None
    assert stage.ask(ClausesFor(case=case)) is None
    command = DecideCase(case=case, clause="3.2", reason=REASON)
    assert stage.refusal(MODERATOR, command) == "rules_none_in_force"
    stage.decided(case, clause=None)


def test_a_date_to_come_brings_no_rules_to_come(stage: Stage):
    """The control for it: the version of that day is published already."""
    publish(stage, edition(2), TODAY + timedelta(days=30))
    ahead = stage.clock() + timedelta(days=60)
    found = stage.ask(BookInForce(at=ahead))
    assert found is not None
    assert found.version == 2
    case = stage.opened(occurred_at=ahead)
    version = stage.ask(ClausesFor(case=case))
    assert version is not None
    assert version.version == 1


def test_a_reduction_expires_by_the_rules_that_were_cited(stage: Stage):
    case = stage.opened(0)
    publish(stage, edition(2), TODAY)
    stage.clock.forward(days=1)
    late = stage.opened(1, occurred_at=stage.clock() - timedelta(days=2))
    mute = Step(kind=SanctionKind.MUTE, days=3, points=2)
    for each in (case, late):
        stage.decided(each, step=mute, deviation_reason=REASON)
        appeal = stage.do(
            MODERATOR,
            FileAppeal(case=each, channel=Channel.MAIL, statement="请再看一次"),
        )
        warning = Step(kind=SanctionKind.WARNING, points=1)
        stage.do(
            LEAD,
            RuleOnAppeal(
                appeal=appeal, ruling=Ruling.REDUCED, reply=REPLY, step=warning
            ),
        )
        view = stage.ask(AppealDetail(appeal=appeal))
        assert view.replacement is not None
        lasts = view.replacement.expires_at - view.replacement.effective_at
        days = {1: BOOK.ladder.points_expire_days, 2: 200}[view.decision.version]
        assert lasts == timedelta(days=days)
    record = stage.ask(RecordOf(member=stage.member(1)))
    assert record.review_at_points == BOOK.ladder.review_at_points
