"""What rulings came to: their notices, and how they were of late."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from app.appeals.model import AppealState, Ruling
from app.appeals.notices import RulingFacts, ruling_notice
from app.appeals.tables import AppealTable
from app.cases.queries.cases import CaseView
from app.cases.queries.decisions import DecisionView
from app.cases.queries.sanctions import (
    SanctionRow,
    prior_of,
    sanction_records,
    sanction_row,
)
from app.cases.tables import SanctionTable
from app.conflicts.queries.involvement import barred_cases
from app.rulebook.rules import balance
from app.times import to_ms
from app.words import Language
from app.work import Answer, Query, Reader

TALLY_CAP = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A ruling that was made.

    Attributes:
        ruling: the outcome.
        at: when.
        reply: the reasons.
        replacement: the lighter sanction; for a reduction only.
    """

    ruling: Ruling
    at: datetime
    reply: str
    replacement: SanctionRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingTally:
    """How rulings came out.

    Attributes:
        counts: how many of each; those that never came out are left out.
        median_time: from recording an appeal to its ruling; None without any.
    """

    counts: Mapping[Ruling, int]
    median_time: timedelta | None

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingsSince(Query[RulingTally]):
    """How rulings came out from a moment on; the latest `TALLY_CAP` at most.

    Those in cases with which the person asking is involved are left out.
    """

    since: datetime


def rulings_since(query: RulingsSince, reader: Reader) -> RulingTally:
    """Answer `RulingsSince`."""
    chosen = (
        AppealTable.select(
            AppealTable.ruling, AppealTable.filed_at, AppealTable.ruled_at
        )
        .where(
            AppealTable.state == AppealState.RULED.value,
            AppealTable.ruled_at >= to_ms(query.since),
            AppealTable.case.not_in(barred_cases(reader)),
        )
        .order_by(AppealTable.ruled_at.desc())
    )
    rows = reader.rows(chosen.limit(TALLY_CAP))
    times: list[int] = [ruled - filed for _, filed, ruled in rows]
    return RulingTally(
        counts=Counter(Ruling(ruling) for ruling, _, _ in rows),
        median_time=timedelta(milliseconds=median(times)) if times else None,
    )


def replacement_of(reader: Reader, sanction: str | None) -> SanctionRow | None:
    """Return the lighter sanction that took another's place, if there is one."""
    if sanction is None:
        return None
    records = sanction_records(reader, SanctionTable.id == sanction)
    return sanction_row(records[0]) if records else None


def notices_of(
    reader: Reader, ruled: Ruled, case: CaseView, decision: DecisionView
) -> Mapping[Language, str]:
    """Return the notice of a ruling by language; none where nothing was imposed."""
    clause, old, new = decision.clause, decision.sanction, ruled.replacement
    if clause is None or old is None:
        return {}
    member = case.member
    whose = SanctionTable.member == member if member else SanctionTable.case == case.id
    facts = RulingFacts(
        case_number=case.number,
        clause_number=clause.number,
        clause_title=clause.title,
        ruling=ruled.ruling,
        reply=ruled.reply,
        ruled_at=ruled.at,
        balance=balance(
            map(prior_of, sanction_records(reader, whose)), ruled.at
        ).points,
        step=new.step if new else None,
        ends_at=new.ends_at if new else None,
    )
    return {chosen: ruling_notice(facts, chosen) for chosen in Language}


ANSWERS: dict[type, Answer] = {RulingsSince: rulings_since}
