"""Statements of reasons out of cases: nothing is typed twice, nobody is named."""

from app.appeals.model import Ruling
from app.cases.commands.deciding import DecideCase
from app.ids import CaseId
from app.statements.queries import StatementOf, StatementView
from app.statements.rules import Problem
from app.words import Language
from tests.storage.features.setting import (
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REASON,
    Stage,
)


def stated(stage: Stage, case: CaseId, name: str = MODERATOR) -> StatementView | None:
    return stage.ask(StatementOf(case=case, language=Language.ZH_CN), name)


def test_a_decision_states_itself(stage: Stage):
    case = stage.sanctioned()
    view = stated(stage, case)
    assert view is not None
    assert view.problems == ()
    assert view.fields["decision_facts"] == REASON
    assert view.fields["incompatible_content_ground"] == "读书会公约, v1, 3.2 人身攻击"
    assert view.fields["source_type"] == "SOURCE_VOLUNTARY"
    assert view.fields["content_type"] == ("CONTENT_TYPE_TEXT",)
    assert stated(stage, case) == view


def test_nothing_is_stated_where_nothing_stands(stage: Stage):
    case = stage.opened()
    assert stated(stage, case) is None
    stage.decided(case, clause=None)
    assert stated(stage, case) is None
    overturned = stage.sanctioned(1)
    stage.ruled(overturned, Ruling.OVERTURNED)
    assert stated(stage, overturned) is None


def test_members_are_not_named(stage: Stage):
    case = stage.opened()
    one = PEOPLE[3].handle
    reason = f"回复 @{one.removeprefix('@')} 时贬低对方人格，前后十条消息可以印证。"
    stage.do(MODERATOR, DecideCase(case=case, clause="3.2", reason=reason))
    view = stated(stage, case)
    assert view is not None
    assert view.taken_out == 1
    assert one not in view.fields["decision_facts"]
    assert view.problems == ()


def test_what_names_somebody_after_all_is_not_handed_on(stage: Stage):
    case = stage.opened()
    reason = "把对方的号码 13800138000 发到群里，并要大家去骚扰。"
    stage.do(MODERATOR, DecideCase(case=case, clause="3.2", reason=reason))
    view = stated(stage, case)
    assert view is not None
    assert view.problems == (Problem.NAMES,)


def test_only_who_decides_reads_statements(stage: Stage):
    case = stage.sanctioned()
    query = StatementOf(case=case, language=Language.EN)
    assert stage.silence(OBSERVER, query) == "not_permitted"
