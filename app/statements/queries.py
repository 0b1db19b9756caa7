"""The statement of a decision, ready to be handed on, or what keeps it from that."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app.cases.queries.cases import CaseView, case_view
from app.cases.queries.decisions import DecisionView, decision_view
from app.cases.rules import conduct_at
from app.conflicts.queries.involvement import refuse_case
from app.exports.queries import known_identifiers
from app.ids import CaseId
from app.rulebook.queries import version_of
from app.rulebook.wording import step_text
from app.staff.roles import Capability
from app.statements.naming import names_somebody, without_names
from app.statements.rules import Facts, Problem, problems, statement, written
from app.times import local_day
from app.words import Language, tr
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement of reasons, and whether it can be handed on.

    Attributes:
        fields: as the schema writes them.
        problems: what keeps it from being handed on.
        taken_out: how many names were exchanged for "a member".
    """

    case_number: str
    fields: dict[str, Any]
    problems: tuple[Problem, ...]
    taken_out: int

    @property
    def text(self) -> str:
        """The statement as JSON, indented."""
        return msgspec.json.format(msgspec.json.encode(self.fields)).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOf(Query[StatementView | None]):
    """The statement of the decision that stands in a case.

    None where nothing was imposed, or what was does not stand.

    Attributes:
        language: of the rules' words in it.
    """

    case: CaseId
    language: Language


def statement_of(query: StatementOf, reader: Reader) -> StatementView | None:
    """Answer `StatementOf`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved with it, or may not decide.
    """
    reader.require(Capability.DECIDE_CASES)
    refuse_case(reader, query.case)
    case = case_view(reader, query.case)
    decision = decision_view(reader, query.case)
    if decision is None or case.decision != decision.id or case.erased:
        return None
    facts = _facts(case, decision, query.language, reader)
    if facts is None:
        return None
    known = [*known_identifiers(reader)]
    reason, taken = without_names(facts.reason, known, tr("a member"))
    made = statement(replace(facts, reason=reason), query.language)
    found = set(problems(made))
    if facts.clause.dsa.category is None:
        found.add(Problem.CATEGORY)
    if names_somebody(reason, known):
        found.add(Problem.NAMES)
    return StatementView(
        case_number=case.number,
        fields=written(made),
        problems=tuple(each for each in Problem if each in found),
        taken_out=taken,
    )


def _facts(
    case: CaseView, decision: DecisionView, language: Language, reader: Reader
) -> Facts | None:
    imposed, clause = decision.sanction, decision.clause
    if imposed is None or clause is None or imposed.reversed_at is not None:
        return None
    version = version_of(reader, decision.rulebook) if decision.rulebook else None
    happened = conduct_at(case.occurred_at, case.reported_at, case.opened_at)
    return Facts(
        decision=decision.id,
        book=version.book.title.text(language) if version else "",
        version=decision.version,
        clause=clause,
        step=imposed.step,
        imposed=step_text(imposed.step),
        channel=case.channel,
        has_words=bool(case.quote),
        happened_on=local_day(happened),
        effective_on=local_day(imposed.effective_at),
        ends_on=local_day(imposed.ends_at) if imposed.ends_at else None,
        reason=decision.reason,
    )


ANSWERS: dict[type, Answer] = {StatementOf: statement_of}
