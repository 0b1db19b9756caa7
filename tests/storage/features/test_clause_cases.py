"""Every figure about a clause opens the cases it counts."""

from datetime import timedelta

from app.appeals.model import Ruling
from app.cases.commands.deciding import RetractDecision
from app.cases.queries.usage import ClauseCases, ClauseUsage, ClauseUse, Use
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.ids import CaseId
from app.reviews.commands import ReturnDecision
from app.rulebook.model import SanctionKind, Step
from tests.builders import BEGINNING
from tests.storage.features.setting import LEAD, MODERATOR, REASON, SECOND, Stage

LIGHT = Step(kind=SanctionKind.REMINDER, points=1)
HEAVY = Step(kind=SanctionKind.MUTE, days=3, points=3)
MORE_POINTS = Step(kind=SanctionKind.WARNING, points=3)


def used(stage: Stage, clause: str = "3.2", name: str = SECOND) -> ClauseUse:
    return stage.ask(ClauseUsage(clause=clause, since=BEGINNING), name)


def listed(stage: Stage, use: Use, name: str = SECOND) -> list[CaseId]:
    """Return all cases behind a figure, page by page."""
    found: list[CaseId] = []
    after = None
    while True:
        query = ClauseCases(
            clause="3.2", use=use, since=BEGINNING, after=after, limit=2
        )
        page = stage.ask(query, name)
        found += [line.id for line in page.rows]
        after = page.after
        if after is None:
            return found


def agree(stage: Stage, use: ClauseUse, name: str = SECOND) -> None:
    """Hold every figure against the cases it opens."""
    counts = {
        Use.CITED: use.cited,
        Use.DEPARTED: use.departed,
        Use.LIGHTER: use.lighter,
        Use.HEAVIER: use.heavier,
        Use.APPEALED: use.appeals,
        Use.OVERTURNED: use.overturned,
    }
    assert {each: len(listed(stage, each, name)) for each in Use} == counts


def test_figures_open_their_cases(stage: Stage):
    plain = stage.sanctioned(0)
    light = stage.sanctioned(1, step=LIGHT, deviation_reason=REASON)
    heavy = stage.sanctioned(2, step=HEAVY, deviation_reason=REASON)
    pointed = stage.sanctioned(3, step=MORE_POINTS, deviation_reason=REASON)
    other = stage.sanctioned(4, "1.1")
    stage.decided(stage.opened(5), clause=None)
    stage.ruled(plain, Ruling.OVERTURNED)
    stage.clock.forward(minutes=1)
    stage.ruled(light, Ruling.UPHELD)
    stage.ruled(other, Ruling.OVERTURNED)
    use = used(stage)
    assert use == ClauseUse(
        cited=4,
        departed=3,
        lighter=1,
        heavier=2,
        appeals=2,
        overturned=1,
        decided=6,
    )
    assert use.share == 4 / 6
    assert listed(stage, Use.CITED) == [pointed, heavy, light, plain]
    assert listed(stage, Use.DEPARTED) == [pointed, heavy, light]
    assert listed(stage, Use.LIGHTER) == [light]
    assert listed(stage, Use.HEAVIER) == [pointed, heavy]
    assert listed(stage, Use.APPEALED) == [light, plain]
    assert listed(stage, Use.OVERTURNED) == [plain]
    agree(stage, use)


def test_what_was_undone_or_given_back_was_not_cited(stage: Stage):
    undone, back = stage.opened(0), stage.opened(1)
    decision = stage.decided(undone, wait=False)
    stage.do(MODERATOR, RetractDecision(case=undone, decision=decision.id))
    returned = stage.decided(back)
    stage.do(LEAD, ReturnDecision(decision=returned.id, note=REASON))
    assert used(stage).cited == 0
    stage.decided(back)
    use = used(stage)
    assert (use.cited, use.decided) == (1, 1)
    agree(stage, use)


def test_a_case_decided_twice_is_one_case(stage: Stage):
    case = stage.sanctioned(0)
    stage.ruled(case, Ruling.REMANDED)
    stage.decided(case, by=SECOND)
    use = used(stage)
    assert (use.cited, use.appeals, use.overturned) == (1, 1, 0)
    agree(stage, use)


def test_what_one_is_involved_with_opens_nothing(stage: Stage):
    mine = stage.sanctioned(0, step=LIGHT, deviation_reason=REASON)
    stage.ruled(mine, Ruling.OVERTURNED)
    free = stage.sanctioned(1)
    entry = DeclareConflict(
        person=stage.person(MODERATOR),
        about=About.MEMBER,
        target=stage.member(0),
        reason=REASON,
    )
    stage.do(LEAD, entry)
    use = used(stage, name=MODERATOR)
    assert (use.cited, use.departed, use.appeals, use.decided) == (1, 0, 0, 1)
    assert listed(stage, Use.CITED, MODERATOR) == [free]
    agree(stage, use, MODERATOR)
    assert used(stage).cited == 2


def test_figures_are_of_late(stage: Stage):
    stage.sanctioned(0)
    since = stage.clock.now + timedelta(days=1)
    query = ClauseCases(clause="3.2", use=Use.CITED, since=since)
    assert stage.ask(query).rows == []
    assert stage.ask(ClauseUsage(clause="3.2", since=since)).decided == 0
