"""A lead looks at moderators' decisions again: agrees, or gives them back."""

from typing import Any

import pytest

from app.appeals.commands import FileAppeal
from app.cases.commands.deciding import DecideCase, ReleaseCase, RetractDecision
from app.cases.commands.deciding import Decision as Made
from app.cases.model import CaseState, Channel, Outcome
from app.cases.queries.decisions import DecisionOf
from app.cases.timeline import What
from app.errors import NotPermitted
from app.reviews.commands import AgreeWithDecision, ReturnDecision, UndoReview
from app.reviews.model import ReviewState
from app.reviews.queries import (
    ReturnedToMe,
    ReviewCount,
    ReviewDetail,
    ReviewLine,
    ReviewPage,
    waiting,
)
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    REASON,
    SECOND,
    SECOND_LEAD,
    Stage,
)

NOTE = "原话是引用，请再看一遍前后的消息。"


def decision(stage: Stage, at: int = 0, **more: Any) -> Made:
    """Have a moderator decide a case; wait until it can be reviewed."""
    return stage.decided(stage.opened(at), **more)


def due(stage: Stage, name: str = LEAD) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = stage.ask(ReviewPage(after=after), name)
        found += [line.id for line in page.rows]
        after = page.after
        if after is None:
            return found


def line_of(stage: Stage, made: Made) -> ReviewLine:
    return stage.ask(ReviewDetail(decision=made.id), LEAD).line


def share(stage: Stage, percent: int) -> None:
    stage.do(OWNER, ChangeSetting(setting=Setting.REVIEW_SHARE, value=percent))


def test_moderators_decisions_wait_oldest_first(stage: Stage):
    made = [decision(stage, at, by=by) for at, by in enumerate((MODERATOR, SECOND))]
    decision(stage, 2, by=LEAD)
    decision(stage, 3, by=OWNER)
    none = decision(stage, 4, clause=None)
    assert due(stage) == [made[0].id, made[1].id, none.id]
    assert stage.ask(ReviewCount()) == 3
    rows = stage.ask(ReviewPage()).rows
    assert [(row.clause, row.decider) for row in rows] == [
        ("3.2", MODERATOR),
        ("3.2", SECOND),
        ("", MODERATOR),
    ]
    assert [row.outcome for row in rows] == [
        Outcome.WARNING,
        Outcome.WARNING,
        Outcome.NO_VIOLATION,
    ]


def test_what_can_still_be_undone_does_not_wait_yet(stage: Stage):
    made = decision(stage, wait=False)
    assert due(stage) == []
    stage.clock.forward(minutes=5)
    assert due(stage) == [made.id]


def test_pages_go_on(stage: Stage):
    made = [decision(stage, at % 4, clause=None) for at in range(5)]
    first = stage.ask(ReviewPage(limit=2), LEAD)
    second = stage.ask(ReviewPage(limit=2, after=first.after))
    third = stage.ask(ReviewPage(limit=2, after=second.after))
    pages = [[line.id for line in page.rows] for page in (first, second, third)]
    assert pages == [[m.id for m in made[n : n + 2]] for n in (0, 2, 4)]
    assert third.after is None


def test_a_lead_agrees(stage: Stage):
    made = decision(stage)
    outcome = stage.outcome(LEAD, AgreeWithDecision(decision=made.id))
    assert due(stage) == []
    line = line_of(stage, made)
    assert (line.state, line.reviewer) == (ReviewState.AGREED, LEAD)
    assert stage.case(made.case).state is CaseState.DECIDED
    again = AgreeWithDecision(decision=made.id)
    assert stage.refusal(SECOND_LEAD, again) == "review_done"
    undo = UndoReview(decision=made.id)
    assert outcome.undo == undo
    stage.do(LEAD, undo)
    assert due(stage) == [made.id]


def test_returned_the_case_is_its_decider_s_again(stage: Stage):
    made = decision(stage)
    assert stage.standing().points > 0
    stage.do(LEAD, ReturnDecision(decision=made.id, note=f" {NOTE} "))
    case = stage.case(made.case)
    assert (case.state, case.decision, case.outcome) == (CaseState.DECIDING, None, None)
    assert case.holder_name == MODERATOR
    assert (case.timeline[-1].what, case.timeline[-1].text) == (What.RETURNED, NOTE)
    assert stage.standing().points == 0
    returned = stage.ask(ReturnedToMe(), MODERATOR)
    assert [(row.id, row.note, row.reviewer) for row in returned] == [
        (made.id, NOTE, LEAD)
    ]
    assert stage.ask(ReturnedToMe(), SECOND) == []
    # Unlike after an appeal, who decided decides again, and that waits anew.
    again = stage.decided(made.case, clause=None)
    assert stage.ask(ReturnedToMe(), MODERATOR) == []
    assert due(stage) == [again.id]


def test_a_return_says_what_to_look_at(stage: Stage):
    made = decision(stage)
    short = ReturnDecision(decision=made.id, note="再看看")
    assert stage.refusal(LEAD, short) == "review_note_too_short"


def test_a_return_can_be_undone_in_time(stage: Stage):
    made = decision(stage)
    before = stage.ask(DecisionOf(case=made.case))
    points = stage.standing()
    outcome = stage.outcome(LEAD, ReturnDecision(decision=made.id, note=NOTE))
    assert outcome.undo is not None
    assert stage.refusal(SECOND_LEAD, outcome.undo) == "undo_only_own_review"
    stage.do(LEAD, outcome.undo)
    assert stage.ask(DecisionOf(case=made.case)) == before
    case = stage.case(made.case)
    assert (case.state, case.decision) == (CaseState.DECIDED, made.id)
    assert (case.outcome, case.holder) == (Outcome.WARNING, None)
    assert case.timeline[-1].what is What.RETURN_UNDONE
    assert stage.standing() == points
    assert due(stage) == [made.id]
    assert stage.refusal(LEAD, outcome.undo) == "undo_no_longer_possible"


def test_it_cannot_be_undone_later_or_when_the_case_went_on(stage: Stage):
    late, gone = decision(stage, 0), decision(stage, 1)
    for made in (late, gone):
        stage.do(LEAD, ReturnDecision(decision=made.id, note=NOTE))
    stage.decided(gone.case, clause=None, wait=False)
    undo = UndoReview(decision=gone.id)
    assert stage.refusal(LEAD, undo) == "undo_no_longer_possible"
    stage.clock.forward(minutes=5)
    undo = UndoReview(decision=late.id)
    assert stage.refusal(LEAD, undo) == "undo_no_longer_possible"


def test_after_an_appeal_the_ruling_decides(stage: Stage):
    made = decision(stage)
    filed = FileAppeal(case=made.case, channel=Channel.MAIL, statement="请再看一次")
    stage.do(MODERATOR, filed)
    assert due(stage) == []
    for command in (
        AgreeWithDecision(decision=made.id),
        ReturnDecision(decision=made.id, note=NOTE),
    ):
        assert stage.refusal(LEAD, command) == "review_appealed"


def test_what_was_undone_is_not_reviewed(stage: Stage):
    made = decision(stage, wait=False)
    stage.do(MODERATOR, RetractDecision(case=made.case, decision=made.id))
    stage.clock.forward(minutes=10)
    assert due(stage) == []
    command = AgreeWithDecision(decision=made.id)
    assert stage.refusal(LEAD, command) == "review_closed"


def test_nobody_reviews_their_own_or_where_they_have_a_part(stage: Stage):
    own, linked = decision(stage, 0, by=LEAD), decision(stage, 1)
    stage.link(LEAD, 1)
    assert due(stage) == []
    assert stage.ask(ReviewCount()) == 0
    assert due(stage, SECOND_LEAD) == [linked.id]
    for made, code in ((own, "review_own_part"), (linked, "case_own_part")):
        for command in (
            AgreeWithDecision(decision=made.id),
            ReturnDecision(decision=made.id, note=NOTE),
        ):
            problem = stage.refused(LEAD, command)
            assert isinstance(problem, NotPermitted)
            assert problem.code == code


def test_who_became_involved_is_not_told_what_came_back(stage: Stage):
    made, other = decision(stage, 0), decision(stage, 1)
    for each in (made, other):
        stage.do(LEAD, ReturnDecision(decision=each.id, note=NOTE))
    stage.link(MODERATOR, 0)
    returned = stage.ask(ReturnedToMe(), MODERATOR)
    assert [line.id for line in returned] == [other.id]


def test_who_became_involved_can_still_take_a_review_back(stage: Stage):
    made = decision(stage)
    outcome = stage.outcome(LEAD, ReturnDecision(decision=made.id, note=NOTE))
    stage.link(LEAD, 0)
    assert stage.silence(LEAD, ReviewDetail(decision=made.id)) == "case_own_part"
    assert outcome.undo is not None
    stage.do(LEAD, outcome.undo)
    assert due(stage, SECOND_LEAD) == [made.id]


def test_it_is_for_leads_alone(stage: Stage):
    made = decision(stage)
    for name in (MODERATOR, SECOND, OBSERVER):
        command = AgreeWithDecision(decision=made.id)
        assert stage.refusal(name, command) == "not_permitted"
        assert stage.ask(ReviewCount(), name) == 0
        with pytest.raises(NotPermitted):
            stage.ask(ReviewPage(), name)
        with pytest.raises(NotPermitted):
            stage.ask(ReviewDetail(decision=made.id), name)


def test_an_unknown_decision_is_not_there(stage: Stage):
    assert stage.refusal(LEAD, AgreeWithDecision(decision="0")) == "review_not_found"


def test_a_returned_case_given_back_to_the_queue_is_nobody_s(stage: Stage):
    made = decision(stage)
    stage.do(LEAD, ReturnDecision(decision=made.id, note=NOTE))
    stage.do(MODERATOR, ReleaseCase(case=made.case))
    assert stage.ask(ReturnedToMe(), MODERATOR) == []
    stage.do(SECOND, DecideCase(case=made.case, clause=None, reason=REASON))


def test_a_share_is_drawn_and_stays_drawn(stage: Stage):
    share(stage, 50)
    made = [decision(stage, at % 4, clause=None).id for at in range(18)]
    drawn = due(stage)
    assert 0 < len(drawn) < len(made)
    assert stage.ask(ReviewCount(), LEAD) == len(drawn)
    assert due(stage, SECOND_LEAD) == drawn
    # Another share is for what is decided from then on.
    for percent in (0, 100, 0):
        stage.clock.forward(minutes=1)
        share(stage, percent)
        assert due(stage) == drawn
    decision(stage, 0, clause=None)
    assert due(stage) == drawn
    share(stage, 100)
    last = decision(stage, 1, clause=None)
    assert due(stage) == [*drawn, last.id]


def test_a_moderator_cannot_tell_what_is_drawn(stage: Stage):
    share(stage, 40)
    workspace = stage.sign_in(MODERATOR)
    (lot,) = (
        row[0]
        for row in workspace._session.store.sql(
            "SELECT lot FROM settings_change WHERE lot IS NOT NULL"
        )
    )
    with pytest.raises(NotPermitted):
        workspace._session.opener().open(
            lot, workspace._session.keyring.vault_id, "lot"
        )


def test_what_was_not_drawn_is_passed_over_with_what_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    made = [decision(stage, at % 4, clause=None).id for at in range(8)]
    drawn = [made[1], made[5]]
    monkeypatch.setattr(waiting, "is_drawn", lambda _lots, each, _at: each in drawn)
    assert due(stage) == drawn
    last = drawn[-1]
    stage.do(LEAD, AgreeWithDecision(decision=last))
    states = dict(
        stage.sign_in(LEAD)._session.store.sql("SELECT id, state FROM reviews_review")
    )
    older = made[: made.index(last)]
    assert {states[each] for each in older if each not in drawn} == {"passed"}
    assert {states[each] for each in drawn[:-1]} <= {"open"}
    assert {states[each] for each in made[made.index(last) + 1 :]} <= {"open"}
    assert due(stage) == drawn[:-1]
    # Nothing stands in the way of looking at one of them all the same.
    passed = next(each for each in older if each not in drawn)
    stage.do(LEAD, AgreeWithDecision(decision=passed))


def test_a_rebuild_gives_the_same(stage: Stage):
    made = [decision(stage, at) for at in range(4)]
    stage.do(LEAD, AgreeWithDecision(decision=made[0].id))
    stage.do(LEAD, ReturnDecision(decision=made[1].id, note=NOTE))
    outcome = stage.outcome(LEAD, ReturnDecision(decision=made[2].id, note=NOTE))
    assert outcome.undo is not None
    stage.do(LEAD, outcome.undo)
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
    assert workspace.verify().sound
