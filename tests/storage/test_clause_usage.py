from datetime import timedelta
from pathlib import Path

from app.appeals.commands import RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import RulingsSince
from app.cases.commands.deciding import RetractDecision
from app.cases.queries.cases import CaseDetail
from app.cases.queries.usage import ClauseUsage, ClauseUse
from app.rulebook.model import SanctionKind, Step
from tests.screens.hearing import LEAD, MODERATOR, hold

REPLY = "当天的提醒发在另一个话题里，成员没有看到。"


def test_a_clause_tells_how_it_fared(tmp_path: Path) -> None:
    hearing = hold(tmp_path)
    clock = hearing.site.clock
    began = clock.now - timedelta(days=30)
    with hearing.site.opened(MODERATOR) as workspace:
        hearing.decide(
            workspace,
            "半山木作",
            step=Step(kind=SanctionKind.WARNING, points=2),
            deviation_reason="此前已经在群里当面提醒过两次。",
        )
        undone = hearing.decide(workspace, "云上小鱼")
        view = workspace.query(CaseDetail(case=undone))
        workspace.execute(RetractDecision(case=undone, decision=view.decision or ""))
    with hearing.site.opened(LEAD) as workspace:
        usage = workspace.query(ClauseUsage(clause="1.1", since=began))
        assert (usage.cited, usage.departed, usage.appeals) == (2, 1, 0)
        clock.forward(hours=1)
        for appeal in hearing.appeals[:2]:
            workspace.execute(
                RuleOnAppeal(appeal=appeal, ruling=Ruling.OVERTURNED, reply=REPLY)
            )
        usage = workspace.query(ClauseUsage(clause="1.1", since=began))
        assert (usage.appeals, usage.overturned) == (1, 1)
        later = ClauseUsage(clause="1.1", since=clock.now + timedelta(seconds=1))
        assert workspace.query(later) == ClauseUse(
            cited=0,
            departed=0,
            lighter=0,
            heavier=0,
            appeals=0,
            overturned=0,
            decided=0,
        )
        assert workspace.query(later).share == 0


def test_rulings_of_late_are_counted_with_their_median(tmp_path: Path) -> None:
    hearing = hold(tmp_path)
    clock = hearing.site.clock
    with hearing.site.opened(LEAD) as workspace:
        empty = workspace.query(RulingsSince(since=clock.now))
        assert (empty.total, empty.median_time) == (0, None)
        clock.forward(hours=5)
        for appeal, ruling in (
            (hearing.appeals[0], Ruling.UPHELD),
            (hearing.appeals[2], Ruling.OVERTURNED),
        ):
            command = RuleOnAppeal(appeal=appeal, ruling=ruling, reply=REPLY)
            workspace.execute(command)
        tally = workspace.query(RulingsSince(since=clock.now - timedelta(days=1)))
        assert tally.counts == {Ruling.UPHELD: 1, Ruling.OVERTURNED: 1}
        # Recorded 38 and 5 hours before.
        assert tally.median_time == timedelta(hours=21, minutes=30)
