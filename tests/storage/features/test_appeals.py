"""Appeals: recorded, heard by somebody else, answered in words."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import AppealState, Ruling
from app.appeals.queries import (
    AppealByNumber,
    AppealCounts,
    AppealDetail,
    AppealLine,
    AppealPage,
    AppealQueue,
    AppealsOf,
    AppealView,
    RulingsSince,
)
from app.cases.commands.deciding import RetractDecision
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.sanctions import RecordOf
from app.cases.timeline import What
from app.errors import NotFound
from app.ids import AppealId, CaseId
from app.rulebook.model import SanctionKind, Severity, Step
from app.words import Language, sentence, use_language
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
)

STATEMENT = "那段话是书里的原句，没有针对任何人。"
WARNING = Step(kind=SanctionKind.WARNING, points=2)


def appeal_of(case: CaseId, received_at: datetime | None = None) -> FileAppeal:
    return FileAppeal(
        case=case,
        channel=Channel.PRIVATE_MESSAGE,
        statement=STATEMENT,
        received_at=received_at,
    )


def ruling_on(
    appeal: AppealId, ruling: Ruling = Ruling.OVERTURNED, step: Step | None = None
) -> RuleOnAppeal:
    return RuleOnAppeal(appeal=appeal, ruling=ruling, reply=f" {REPLY} ", step=step)


def view(stage: Stage, appeal: AppealId) -> AppealView:
    return stage.ask(AppealDetail(appeal=appeal))


def test_the_moderator_who_decided_is_refused_and_the_lead_overturns(stage: Stage):
    case = stage.sanctioned()
    appeal = stage.do(MODERATOR, appeal_of(case))
    problem = stage.refused(MODERATOR, ruling_on(appeal))
    assert problem.code == "appeal_own_decision"
    assert sentence(problem) == (
        "You made this decision. Somebody else must rule on the appeal."
    )
    use_language(Language.ZH_CN)
    assert "决定" in sentence(problem)
    assert "别人" in sentence(problem) or "他人" in sentence(problem)

    outcome = stage.outcome(LEAD, ruling_on(appeal))
    assert outcome.changes.areas == {"appeals", "cases"}
    assert outcome.undo is None
    found = view(stage, appeal)
    assert (found.line.state, found.line.ruling) == (
        AppealState.RULED,
        Ruling.OVERTURNED,
    )
    assert (found.ruled_by, found.reply, found.bar) == (LEAD, REPLY, None)
    record = stage.ask(RecordOf(member=stage.member(0)))
    assert record.balance.points == 0
    assert record.sanctions[0].reversed_at == stage.clock()


def test_an_appeal_says_what_was_recorded(stage: Stage):
    case = stage.sanctioned()
    came = stage.clock() - timedelta(minutes=2)
    outcome = stage.outcome(SECOND, appeal_of(case, came))
    assert outcome.changes.areas == {"appeals", "cases", "reviews"}
    found = view(stage, outcome.value)
    line = found.line
    assert (line.number, line.case, line.handle) == (
        "AP-2611-B001",
        case,
        PEOPLE[0].handle,
    )
    assert (line.clause, line.version, line.step) == ("3.2", 1, WARNING)
    assert (line.state, line.ruling, line.ruled_at) == (AppealState.OPEN, None, None)
    assert (found.received_at, line.filed_at) == (came, stage.clock())
    assert line.due_at == stage.clock() + timedelta(hours=72)
    assert (found.channel, found.statement) == (Channel.PRIVATE_MESSAGE, STATEMENT)
    assert (found.filed_by, found.ruled_by, found.notice) == (SECOND, None, {})
    assert found.decision.id == line.decision == stage.case(case).decision
    assert [step.kind for step in found.lighter] == [SanctionKind.REMINDER]
    last = stage.case(case).timeline[-1]
    assert (last.what, last.detail) == (What.APPEALED, line.number)


def test_one_appeal_waits_at_a_time(stage: Stage):
    case = stage.sanctioned()
    stage.do(MODERATOR, appeal_of(case))
    assert stage.refusal(SECOND, appeal_of(case)) == "appeal_already_open"


@pytest.mark.parametrize(
    ("ruling", "step"),
    [
        (Ruling.UPHELD, None),
        (Ruling.OVERTURNED, None),
        (Ruling.REMANDED, None),
        (Ruling.REDUCED, Step(kind=SanctionKind.REMINDER, points=1)),
    ],
)
def test_a_decision_is_appealed_once(stage: Stage, ruling: Ruling, step: Step | None):
    case = stage.sanctioned()
    stage.do(LEAD, ruling_on(stage.do(MODERATOR, appeal_of(case)), ruling, step))
    stage.clock.forward(days=1)
    problem = stage.refused(SECOND, appeal_of(case))
    assert problem.code == "appeal_already_heard"
    use_language(Language.ZH_CN)
    assert "每项决定" in sentence(problem)
    assert len(stage.ask(AppealsOf(case=case))) == 1


def test_a_new_decision_can_be_appealed_anew(stage: Stage):
    case = stage.sanctioned()
    first = stage.do(MODERATOR, appeal_of(case))
    stage.do(LEAD, ruling_on(first, Ruling.REMANDED))
    stage.decided(case, by=SECOND)
    second = stage.do(MODERATOR, appeal_of(case))
    assert [line.id for line in stage.ask(AppealsOf(case=case))] == [first, second]
    assert view(stage, second).decision.decider_name == SECOND
    assert view(stage, first).decision.decider_name == MODERATOR
    # Whoever had a hand in it before stays out of it.
    for name in (MODERATOR, LEAD):
        assert stage.refusal(name, ruling_on(second)) == "appeal_decided_earlier"
    assert stage.refusal(SECOND, ruling_on(second)) == "appeal_own_decision"
    stage.do(SECOND_LEAD, ruling_on(second, Ruling.UPHELD))


def test_there_is_nothing_to_appeal_without_a_sanction(stage: Stage):
    undecided, innocent, undone = (stage.opened(at) for at in range(3))
    stage.decided(innocent, clause=None)
    decision = stage.decided(undone, wait=False)
    stage.do(MODERATOR, RetractDecision(case=undone, decision=decision.id))
    for case in (undecided, innocent, undone):
        assert stage.refusal(MODERATOR, appeal_of(case)) == "appeal_no_sanction"
    assert stage.refusal(MODERATOR, appeal_of(CaseId("0" * 32))) == "case_not_found"


def test_an_appeal_within_the_holding_window_is_heard(stage: Stage):
    case = stage.opened()
    stage.decided(case, wait=False)
    appeal = stage.do(SECOND, appeal_of(case))
    stage.do(LEAD, ruling_on(appeal))
    stage.clock.forward(minutes=5)
    assert stage.ask(RecordOf(member=stage.member(0))).balance.points == 0


def test_the_moment_the_member_appealed_counts(stage: Stage):
    case = stage.sanctioned()
    begun = stage.clock()
    last = begun + timedelta(days=7)
    stage.clock.now = last + timedelta(days=3)
    late = stage.refused(MODERATOR, appeal_of(case, last + timedelta(milliseconds=1)))
    assert (late.code, late.context) == ("appeal_too_late", {"days": 7})
    assert stage.refusal(MODERATOR, appeal_of(case)) == "appeal_too_late"
    ahead = appeal_of(case, stage.clock() + timedelta(seconds=1))
    assert stage.refusal(MODERATOR, ahead) == "appeal_in_future"
    stage.do(MODERATOR, appeal_of(case, last))


def test_an_appeal_has_words(stage: Stage):
    case = stage.sanctioned()
    empty = FileAppeal(case=case, channel=Channel.MAIL, statement=" \n")
    assert stage.refusal(MODERATOR, empty) == "appeal_statement_missing"


def test_numbers_go_on_from_the_highest(stage: Stage):
    numbers: list[str] = []
    for at in range(3):
        appeal = stage.do(MODERATOR, appeal_of(stage.sanctioned(at)))
        numbers.append(view(stage, appeal).line.number)
    assert numbers == ["AP-2611-B001", "AP-2611-B002", "AP-2611-B003"]
    found = stage.ask(AppealByNumber(number=" ap-2611-b002 "))
    assert view(stage, found).line.number == numbers[1]
    with pytest.raises(NotFound):
        stage.ask(AppealByNumber(number="AP-2611-002"))
    stage.clock.forward(days=29)
    appeal = stage.do(MODERATOR, appeal_of(stage.sanctioned()))
    assert view(stage, appeal).line.number == "AP-2612-B001"


def test_a_ruling_needs_reasons_that_fit(stage: Stage):
    case = stage.sanctioned(severity=Severity.HIGH)
    appeal = stage.do(MODERATOR, appeal_of(case))
    short = RuleOnAppeal(appeal=appeal, ruling=Ruling.UPHELD, reply="维持原决定")
    assert stage.refusal(LEAD, short) == "appeal_reply_too_short"
    heavier = Step(kind=SanctionKind.MUTE, days=30, points=3)
    more_points = Step(kind=SanctionKind.WARNING, points=4)
    for command, code in (
        (ruling_on(appeal, Ruling.UPHELD, WARNING), "appeal_step_unexpected"),
        (ruling_on(appeal, Ruling.OVERTURNED, WARNING), "appeal_step_unexpected"),
        (ruling_on(appeal, Ruling.REDUCED), "appeal_step_missing"),
        (ruling_on(appeal, Ruling.REDUCED, heavier), "appeal_step_not_lighter"),
        (ruling_on(appeal, Ruling.REDUCED, more_points), "appeal_step_not_lighter"),
    ):
        assert stage.refusal(LEAD, command) == code
    stage.do(LEAD, ruling_on(appeal, Ruling.REDUCED, WARNING))


def test_an_appeal_is_ruled_on_once(stage: Stage):
    appeal = stage.do(MODERATOR, appeal_of(stage.sanctioned()))
    stage.do(LEAD, ruling_on(appeal, Ruling.UPHELD))
    for name in (LEAD, SECOND_LEAD, OWNER):
        assert stage.refusal(name, ruling_on(appeal)) == "appeal_already_ruled"


def test_rulings_are_for_leads(stage: Stage):
    appeal = stage.do(MODERATOR, appeal_of(stage.sanctioned()))
    for name in (SECOND, OBSERVER):
        assert stage.refusal(name, ruling_on(appeal)) == "not_permitted"
    nowhere = ruling_on(AppealId("0" * 32))
    assert stage.refusal(LEAD, nowhere) == "appeal_not_found"


def test_a_lead_who_decided_does_not_rule(stage: Stage):
    case = stage.opened()
    stage.decided(case, by=LEAD)
    appeal = stage.do(LEAD, appeal_of(case))
    assert stage.refusal(LEAD, ruling_on(appeal)) == "appeal_own_decision"
    lines = stage.ask(AppealPage(queue=AppealQueue.OPEN)).rows
    assert [line.bar is None for line in lines] == [False]
    stage.do(SECOND_LEAD, ruling_on(appeal))


@pytest.mark.parametrize(
    ("ruling", "step", "words"),
    [
        (Ruling.UPHELD, None, ("维持", "upheld")),
        (Ruling.OVERTURNED, None, ("撤销", "overturned")),
        (Ruling.REMANDED, None, ("发回", "sent back")),
        (Ruling.REDUCED, WARNING, ("警告", "warning")),
    ],
)
def test_a_ruling_has_its_notice(
    stage: Stage, ruling: Ruling, step: Step | None, words: tuple[str, str]
):
    case = stage.sanctioned(severity=Severity.HIGH)
    appeal = stage.do(MODERATOR, appeal_of(case))
    stage.do(LEAD, ruling_on(appeal, ruling, step))
    found = view(stage, appeal)
    number = stage.ask(CaseDetail(case=case)).number
    for language, word in zip(Language, words, strict=True):
        text = found.notice[language]
        assert word in text.casefold()
        assert number in text
        assert REPLY in text
        for name in (LEAD, MODERATOR, PEOPLE[0].handle):
            assert name not in text
    points = {Ruling.UPHELD: 3, Ruling.REDUCED: 2}.get(ruling, 0)
    assert str(points) in found.notice[Language.ZH_CN]
    assert (found.replacement is not None) == (ruling is Ruling.REDUCED)


def paged(stage: Stage, queue: AppealQueue, limit: int) -> list[AppealLine]:
    found: list[AppealLine] = []
    after: tuple[int, str] | None = None
    while True:
        page = stage.ask(AppealPage(queue=queue, after=after, limit=limit))
        found += page.rows
        if page.after is None:
            return found
        after = page.after


def test_queues_hold_every_appeal_once(stage: Stage):
    appeals: list[AppealId] = []
    for at in range(6):
        appeals.append(stage.do(MODERATOR, appeal_of(stage.sanctioned(at))))
        stage.clock.forward(minutes=7)
    for appeal in appeals[::2]:
        stage.do(LEAD, ruling_on(appeal, Ruling.UPHELD))
        stage.clock.forward(hours=1)
    for limit in (1, 2, 3, 50):
        assert [x.id for x in paged(stage, AppealQueue.ALL, limit)] == appeals[::-1]
        assert [x.id for x in paged(stage, AppealQueue.OPEN, limit)] == appeals[1::2]
        ruled = paged(stage, AppealQueue.RULED, limit)
        assert [x.id for x in ruled] == appeals[::2][::-1]
        times = [x.ruled_at for x in ruled]
        assert all(a and b and a > b for a, b in pairwise(times))
    assert stage.ask(AppealCounts()) == {
        AppealQueue.OPEN: 3,
        AppealQueue.RULED: 3,
        AppealQueue.ALL: 6,
    }


def test_how_rulings_came_out_is_told(stage: Stage):
    begun = stage.clock()
    for at, ruling in enumerate((Ruling.UPHELD, Ruling.UPHELD, Ruling.OVERTURNED)):
        appeal = stage.do(MODERATOR, appeal_of(stage.sanctioned(at)))
        stage.clock.forward(hours=at + 1)
        stage.do(LEAD, ruling_on(appeal, ruling))
    tally = stage.ask(RulingsSince(since=begun))
    assert tally.counts == {Ruling.UPHELD: 2, Ruling.OVERTURNED: 1}
    assert (tally.total, tally.median_time) == (3, timedelta(hours=2))
    tally = stage.ask(RulingsSince(since=stage.clock() + timedelta(minutes=1)))
    assert (tally.total, tally.median_time) == (0, None)
