"""Points reach the threshold: a lead reviews the member and records what was found."""

from datetime import timedelta
from typing import Any

import msgspec

from app.appeals.model import Ruling
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.errors import NotPermitted
from app.ids import MemberId, MemberReviewId
from app.reviews.commands import ReviewMember, UndoMemberReview
from app.reviews.queries import (
    MemberReviewCount,
    MemberReviews,
    MemberReviewsView,
    MembersToReview,
    need,
)
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import SanctionKind, Step
from app.rulebook.templates import load_template
from app.times import local_day
from tests.builders import NEWS, OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    REASON,
    SECOND_LEAD,
    Stage,
)

NOTE = "三次都是同一场争论，已约她本周谈话，先不加重。"


def punish(stage: Stage, at: int = 0, points: int = 4, **more: Any) -> None:
    """Have somebody sanctioned with so many points."""
    step = Step(kind=SanctionKind.MUTE, days=3, points=points)
    stage.sanctioned(at, step=step, deviation_reason=REASON, **more)


def due(stage: Stage, name: str = LEAD) -> list[MemberId]:
    """Return everybody whose review is due, page by page of one."""
    found: list[MemberId] = []
    after = None
    while True:
        page = stage.ask(MembersToReview(after=after, limit=1), name)
        found += [row.member for row in page.rows]
        after = page.after
        if after is None:
            assert stage.ask(MemberReviewCount(), name) == len(found)
            return found


def seen(stage: Stage, at: int = 0) -> MemberReviewsView:
    return stage.ask(MemberReviews(member=stage.member(at)))


def review(stage: Stage, at: int = 0, note: str = NOTE) -> ReviewMember:
    return ReviewMember(member=stage.member(at), note=note)


def test_the_threshold_calls_for_a_review_from_the_sanction_on(stage: Stage):
    punish(stage)
    assert due(stage) == []
    assert seen(stage).need.due_since is None
    punish(stage, 1)
    punish(stage, wait=False)
    assert due(stage) == []
    stage.clock.forward(minutes=5)
    begun = stage.clock.now
    assert due(stage) == [stage.member(0)]
    (row,) = stage.ask(MembersToReview(), LEAD).rows
    assert (row.points, row.threshold, row.reviewed_at) == (8, 8, None)
    assert begun - row.due_since < timedelta(minutes=1)
    assert seen(stage).need.due_since == row.due_since


def test_a_review_ends_it_until_the_next_sanction(stage: Stage):
    punish(stage, points=9)
    outcome = stage.outcome(LEAD, review(stage, note=f" {NOTE} "))
    assert due(stage) == []
    view = seen(stage)
    assert view.need.due_since is None
    (made,) = view.reviews
    assert (made.reviewer, made.points, made.note) == (LEAD, 9, NOTE)
    assert view.need.reviewed_at == made.at
    assert stage.refusal(SECOND_LEAD, review(stage)) == "member_review_not_due"
    stage.clock.forward(days=2)
    # Even one without points: something happened that nobody has looked at.
    punish(stage, points=0)
    assert due(stage) == [stage.member(0)]
    stage.do(SECOND_LEAD, review(stage))
    assert [each.reviewer for each in seen(stage).reviews] == [SECOND_LEAD, LEAD]
    assert outcome.undo is not None
    assert stage.refusal(LEAD, outcome.undo) == "undo_no_longer_possible"


def test_what_is_reversed_or_expired_calls_for_nothing(stage: Stage):
    case = stage.opened(0)
    step = Step(kind=SanctionKind.MUTE, days=3, points=9)
    stage.decided(case, step=step, deviation_reason=REASON)
    punish(stage, 1, points=9)
    assert sorted(due(stage)) == sorted([stage.member(0), stage.member(1)])
    stage.ruled(case, Ruling.OVERTURNED)
    assert due(stage) == [stage.member(1)]
    stage.clock.forward(days=800)
    assert due(stage) == []
    assert stage.refusal(LEAD, review(stage, 1)) == "member_review_not_due"


def test_one_s_own_review_can_be_taken_back_in_time(stage: Stage):
    punish(stage, points=9)
    outcome = stage.outcome(LEAD, review(stage))
    undo = UndoMemberReview(review=outcome.value)
    assert outcome.undo == undo
    assert stage.refusal(SECOND_LEAD, undo) == "undo_only_own_review"
    stage.do(LEAD, undo)
    assert due(stage) == [stage.member(0)]
    assert seen(stage).reviews == []
    assert stage.refusal(LEAD, undo) == "member_review_not_found"
    again = stage.outcome(LEAD, review(stage))
    stage.clock.forward(minutes=5)
    assert again.undo is not None
    assert stage.refusal(LEAD, again.undo) == "undo_no_longer_possible"
    unknown = UndoMemberReview(review=MemberReviewId(again.value[::-1]))
    assert stage.refusal(LEAD, unknown) == "member_review_not_found"


def test_it_needs_a_note_a_member_and_a_role(stage: Stage):
    punish(stage, points=9)
    short = review(stage, note="谈过了")
    assert stage.refusal(LEAD, short) == "member_review_note_too_short"
    nobody = ReviewMember(member=MemberId("0" * 32), note=NOTE)
    assert stage.refusal(LEAD, nobody) == "member_not_found"
    for name in (MODERATOR, OBSERVER):
        assert stage.refusal(name, review(stage)) == "not_permitted"
        assert stage.silence(name, MembersToReview()) == "not_permitted"
        assert stage.ask(MemberReviewCount(), name) == 0


def test_whoever_is_involved_neither_sees_nor_reviews(stage: Stage):
    for at in (0, 1, 2):
        punish(stage, at, points=9)
    outcome = stage.outcome(LEAD, review(stage, 2))
    stage.link(LEAD, 0)
    for at in (1, 2):
        entry = DeclareConflict(
            person=stage.person(LEAD),
            about=About.MEMBER,
            target=stage.member(at),
            reason="亲属",
        )
        stage.do(OWNER, entry)
    assert due(stage) == []
    assert sorted(due(stage, SECOND_LEAD)) == sorted(map(stage.member, (0, 1)))
    for at in (0, 1):
        assert isinstance(stage.refused(LEAD, review(stage, at)), NotPermitted)
        question = MemberReviews(member=stage.member(at))
        assert stage.silence(LEAD, question).startswith("member_")
    assert outcome.undo is not None
    stage.do(LEAD, outcome.undo)


def test_another_version_of_the_rules_brings_its_threshold(stage: Stage):
    punish(stage, points=5)
    assert due(stage) == []
    book = load_template("reading_club")
    ladder = msgspec.structs.replace(book.ladder, review_at_points=5)
    stricter = msgspec.structs.replace(book, ladder=ladder)
    day = local_day(stage.clock.now) + timedelta(days=3)
    publish = PublishRulebook(book=stricter, effective_on=day, changes=NEWS)
    stage.together(LEAD, publish, OWNER)
    assert due(stage) == []
    stage.clock.forward(days=4)
    assert due(stage) == [stage.member(0)]


def test_the_sum_walks_its_own_index(stage: Stage):
    punish(stage, points=9)
    reader = stage.sign_in(LEAD)._session.reader(stage.clock.now)
    sql, given = need.due_members(reader, 8).sql()
    plan = reader.store.sql(f"EXPLAIN QUERY PLAN {sql}", given)
    assert "USING INDEX cases_sanction_counting" in plan[0][3].replace("COVERING ", "")
    assert not any("TEMP B-TREE" in step[3] for step in plan)
