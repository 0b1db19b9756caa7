"""A report made ready in memory, with the verdict on its finished bytes."""

from dataclasses import dataclass, field

from app.cases.model import Outcome
from app.cases.wording import outcome_text
from app.exports.gates import Verdict
from app.exports.model import Tier
from app.exports.queries import (
    Releases,
    contributions,
    known_identifiers,
    releases,
)
from app.exports.report import Layout, Wording, lay_out
from app.exports.rules import (
    DraftReport,
    Earlier,
    ReportRequest,
    draft_report,
    judge_file,
)
from app.files.safe_csv import csv_bytes
from app.rulebook.queries import BookInForce, book_in_force
from app.times import local_day
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareReport(Query["Prepared"]):
    """What a report would contain, and whether it may be written.

    Attributes:
        tier: who will read it.
        with_running_month: whether the month that has not ended is wanted.
        months: the months wanted, None for all.
        numbers_only: clauses by number, without their titles.
    """

    tier: Tier
    with_running_month: bool = False
    months: frozenset[str] | None = None
    numbers_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A report ready to be written, or the reasons why not.

    Attributes:
        draft: figures and their checks.
        layout: rows of the file.
        data: the finished bytes; not for showing.
        verdict: every check, the finished file's among them.
        available: every month that has decided cases.
        running_month: the month of today where the community lives.
    """

    draft: DraftReport
    layout: Layout
    data: bytes = field(repr=False)
    verdict: Verdict
    available: tuple[str, ...]
    running_month: str


def prepare_report(query: PrepareReport, reader: Reader) -> Prepared:
    """Answer `PrepareReport`."""
    given = list(contributions(reader))
    request = _request(query, reader)
    draft = draft_report(given, request, _earlier(reader))
    layout = lay_out(draft.table, draft.suppressed, _wording(query, reader))
    data = csv_bytes(layout.rows)
    return Prepared(
        draft=draft,
        layout=layout,
        data=data,
        verdict=judge_file(draft, layout, data, known_identifiers(reader)),
        available=tuple(sorted({each.month for each in given})),
        running_month=request.running_month,
    )


def _request(query: PrepareReport, reader: Reader) -> ReportRequest:
    return ReportRequest(
        tier=query.tier,
        running_month=f"{local_day(reader.now):%Y-%m}",
        with_running_month=query.with_running_month,
        months=query.months,
    )


def _earlier(reader: Reader) -> list[Earlier]:
    return [
        Earlier(
            tier=release.tier,
            months=frozenset(release.months),
            figures=release.figures,
        )
        for release in reversed(releases(Releases(), reader))
    ]


def _wording(query: PrepareReport, reader: Reader) -> Wording:
    version = book_in_force(BookInForce(at=reader.now), reader)
    titled = version is not None and not query.numbers_only
    return Wording(
        clauses={c.number: c.title.text() for c in version.book.clauses}
        if version is not None and titled
        else {},
        outcomes={outcome.value: outcome_text(outcome) for outcome in Outcome},
    )


ANSWERS: dict[type, Answer] = {PrepareReport: prepare_report}
