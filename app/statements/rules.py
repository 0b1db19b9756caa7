"""From a decision to its statement of reasons, and what is wrong with one."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from msgspec.structs import replace

from app.cases.model import Channel
from app.rulebook.model import (
    Clause,
    DsaCategory,
    DsaGround,
    SanctionKind,
    Step,
)
from app.rulebook.model.dsa import KEYWORDS
from app.statements.model import (
    FACTS,
    LAST_DAY,
    LONG,
    SHORT,
    Automated,
    ContentType,
    Monetary,
    Provision,
    Source,
    Statement,
    Visibility,
    YesNo,
)
from app.words import Language

_PUID = re.compile(r"[A-Za-z0-9_-]{1,500}")
_HAN = re.compile(r"[㐀-鿿]")
_KEYWORD = "KEYWORD_"

_PROVISIONS = {
    SanctionKind.MUTE: Provision.PARTIAL_SUSPENSION,
    SanctionKind.RESTRICTION: Provision.PARTIAL_SUSPENSION,
    SanctionKind.REMOVAL: Provision.TOTAL_TERMINATION,
    SanctionKind.REMOVAL_BLOCKED: Provision.TOTAL_TERMINATION,
    SanctionKind.PERMANENT: Provision.TOTAL_TERMINATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a decision says, as far as its statement needs it.

    Attributes:
        decision: its id; the statement carries a digest of it alone.
        book: what the rules are called.
        version: their version that applied.
        clause: the clause broken, as it was worded then.
        step: what was imposed.
        imposed: what was imposed, in words.
        channel: how the conduct came to notice.
        has_words: whether it is about something that was said.
        happened_on: day of the conduct.
        effective_on: the first day of the sanction.
        ends_on: its last day; None where it does not end by itself.
        reason: why, as the member read it, without names.
    """

    decision: str
    book: str
    version: int
    clause: Clause
    step: Step
    imposed: str
    channel: Channel
    has_words: bool
    happened_on: date
    effective_on: date
    ends_on: date | None
    reason: str


class Problem(StrEnum):
    """What keeps a statement from being handed on.

    Members:
        NO_DECISION: none of the four kinds of decision is named.
        CATEGORY: the clause has no category.
        ADDITIONS: the main category stands among the further ones.
        KEYWORDS: a keyword is none of the schema's.
        LEGAL_GROUND: illegal, but no law is named.
        EXPLANATION: why it is illegal, or against the rules, is missing or too long.
        GROUND: the clause's name is missing or too long.
        FACTS: missing or too long.
        DATES: the conduct lies after the decision, or an end before it.
        END: the end lies after what the schema can say.
        PUID: no identifier the schema takes.
        NAMES: it names somebody.
    """

    NO_DECISION = "no_decision"
    CATEGORY = "category"
    ADDITIONS = "additions"
    KEYWORDS = "keywords"
    LEGAL_GROUND = "legal_ground"
    EXPLANATION = "explanation"
    GROUND = "ground"
    FACTS = "facts"
    DATES = "dates"
    END = "end"
    PUID = "puid"
    NAMES = "names"


def statement(facts: Facts, language: Language) -> Statement:
    """Return the statement of a decision.

    A clause without a category makes one of `OTHER_VIOLATION_TC`; `problems` tells.

    Args:
        facts: what the decision says.
        language: of the rules' words in it.
    """
    dsa = facts.clause.dsa
    illegal = dsa.ground is DsaGround.ILLEGAL
    text = facts.clause.text.text(language)
    made = Statement(
        puid=puid(facts.decision),
        decision_ground=dsa.ground,
        content_type=(ContentType.TEXT if facts.has_words else ContentType.OTHER,),
        content_type_other="" if facts.has_words else facts.clause.title.en,
        category=dsa.category or DsaCategory.OTHER_VIOLATION_TC,
        category_addition=dsa.additions,
        category_specification=tuple(f"{_KEYWORD}{each}" for each in dsa.keywords),
        content_language=_language(facts.reason) if facts.has_words else "",
        content_date=facts.happened_on,
        application_date=facts.effective_on,
        decision_facts=facts.reason,
        source_type=_source(facts.channel, illegal=illegal),
        automated_detection=YesNo.NO,
        automated_decision=Automated.NOT,
    )
    if illegal:
        made = replace(
            made,
            illegal_content_legal_ground=dsa.legal_ground,
            illegal_content_explanation=text,
        )
    else:
        made = replace(
            made,
            incompatible_content_ground=_named(facts, language),
            incompatible_content_explanation=text,
            incompatible_content_illegal=YesNo.NO,
        )
    return _restricted(made, facts)


def puid(decision: str) -> str:
    """Return the statement's identifier: always the same, and of no other decision.

    A digest, so that no id of the vault leaves it.
    """
    return hashlib.blake2b(
        decision.encode(), digest_size=16, person=b"gongdao-puid"
    ).hexdigest()


def _restricted(made: Statement, facts: Facts) -> Statement:
    kind = facts.step.kind
    if kind is SanctionKind.SUSPENSION:
        return replace(
            made,
            decision_monetary=Monetary.SUSPENSION,
            end_date_monetary_restriction=facts.ends_on,
        )
    provision = _PROVISIONS.get(kind)
    if provision is not None:
        return replace(
            made,
            decision_provision=provision,
            end_date_service_restriction=facts.ends_on,
        )
    # A reminder and a warning restrict nothing; the schema has no other place.
    return replace(
        made,
        decision_visibility=(Visibility.OTHER,),
        decision_visibility_other=facts.imposed,
    )


def _named(facts: Facts, language: Language) -> str:
    title = facts.clause.title.text(language)
    return f"{facts.book}, v{facts.version}, {facts.clause.number} {title}".strip()


def _language(words: str) -> str:
    return "ZH" if _HAN.search(words) else "EN"


def _source(channel: Channel, *, illegal: bool) -> Source:
    if channel is Channel.PATROL:
        return Source.VOLUNTARY
    return Source.NOTICE if illegal else Source.OTHER_NOTIFICATION


def problems(made: Statement) -> tuple[Problem, ...]:
    """Return what the schema would refuse, in the order of `Problem`."""
    return tuple(code for code, wrong in _CHECKS.items() if wrong(made))


def _no_decision(made: Statement) -> bool:
    named = (
        made.decision_visibility,
        made.decision_monetary,
        made.decision_provision,
    )
    other = Visibility.OTHER in made.decision_visibility
    unsaid = other and not _fits(made.decision_visibility_other, SHORT)
    return not any(named) or unsaid


def _explained(made: Statement) -> bool:
    if made.decision_ground is DsaGround.ILLEGAL:
        return _fits(made.illegal_content_explanation, LONG)
    return _fits(made.incompatible_content_explanation, LONG)


def _wrong_ground(made: Statement) -> bool:
    ours = made.decision_ground is DsaGround.INCOMPATIBLE
    return ours and not _fits(made.incompatible_content_ground, SHORT)


def _no_law(made: Statement) -> bool:
    illegal = made.decision_ground is DsaGround.ILLEGAL
    return illegal and not _fits(made.illegal_content_legal_ground, SHORT)


def _ends(made: Statement) -> Iterator[date]:
    for end in (made.end_date_monetary_restriction, made.end_date_service_restriction):
        if end is not None:
            yield end


def _wrong_dates(made: Statement) -> bool:
    after = any(end < made.application_date for end in _ends(made))
    return after or made.content_date > made.application_date


def _unknown_keyword(made: Statement) -> bool:
    return any(
        not each.startswith(_KEYWORD) or each.removeprefix(_KEYWORD) not in KEYWORDS
        for each in made.category_specification
    )


def _fits(text: str, most: int) -> bool:
    return len(text.strip()) > 0 and len(text) <= most


_CHECKS: dict[Problem, Callable[[Statement], bool]] = {
    Problem.NO_DECISION: _no_decision,
    Problem.ADDITIONS: lambda made: made.category in made.category_addition,
    Problem.KEYWORDS: _unknown_keyword,
    Problem.LEGAL_GROUND: _no_law,
    Problem.EXPLANATION: lambda made: not _explained(made),
    Problem.GROUND: _wrong_ground,
    Problem.FACTS: lambda made: not _fits(made.decision_facts, FACTS),
    Problem.DATES: _wrong_dates,
    Problem.END: lambda made: any(end > LAST_DAY for end in _ends(made)),
    Problem.PUID: lambda made: not _PUID.fullmatch(made.puid),
}


def written(made: Statement) -> dict[str, Any]:
    """Return a statement as the schema writes it: what does not apply is left out."""
    fields: dict[str, Any] = msgspec.to_builtins(made, str_keys=True)
    return fields
