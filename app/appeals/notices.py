"""The notice of a ruling, to the member who appealed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.appeals.model import Ruling
from app.cases.notices import Dates, fill, load_parts, one_line, sanction_phrase
from app.errors import InputError
from app.rulebook.model import Bilingual, Step
from app.times import DEFAULT_ZONE
from app.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFacts:
    """What the notice of a ruling tells.

    Attributes:
        case_number: label of the case.
        clause_number: the clause that was cited.
        clause_title: its title in both languages.
        ruling: the outcome.
        reply: the reasons.
        ruled_at: when it was ruled.
        balance: points that count from now on.
        step: the step in place of the old one; for a reduction only.
        ends_at: when that ends, for a mute.
    """

    case_number: str
    clause_number: str
    clause_title: Bilingual
    ruling: Ruling
    reply: str
    ruled_at: datetime
    balance: int
    step: Step | None = None
    ends_at: datetime | None = None


def ruling_notice(
    facts: RulingFacts, chosen: Language, zone: ZoneInfo = DEFAULT_ZONE
) -> str:
    """Return the text of a ruling's notice, ready to copy.

    Raises:
        InputError: a fact is missing.
    """
    parts = load_parts("ruling", chosen)
    dates = Dates(
        parts=load_parts("decision", chosen),
        chosen=chosen,
        beside=facts.ruled_at,
        zone=zone,
    )
    inner: dict[str, str] = {}
    if facts.ruling is Ruling.REDUCED:
        if facts.step is None:
            raise InputError("appeal_step_missing")
        inner["sanction"] = sanction_phrase(parts, facts.step, facts.ends_at, dates)
        inner["points"] = str(facts.step.points)
    values = {
        "case_number": facts.case_number,
        "clause": facts.clause_number,
        "title": facts.clause_title.text(chosen),
        "ruling": fill(parts["ruling"][facts.ruling.value], inner),
        "balance": str(facts.balance),
        "reply": one_line(facts.reply),
    }
    return fill(parts["notice"]["text"], values).strip()
