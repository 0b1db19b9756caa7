"""How a clause fared: figures, and the cases behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.cases.queries.queues import CaseLine
from app.cases.queries.usage import ClauseCases, ClauseUsage, ClauseUse, Use
from app.times import Clock
from app.words import mark, tr, trn
from app.work import Page
from ui.running import Failed, Job, Runner
from ui.screens.moments import moment_text

USAGE_DAYS: Final = 90


_TITLES = {
    Use.CITED: mark("Cases that cite it"),
    Use.DEPARTED: mark("Cases that departed from the ladder"),
    Use.LIGHTER: mark("Cases that departed from the ladder"),
    Use.HEAVIER: mark("Cases that departed from the ladder"),
    Use.APPEALED: mark("Cases with an appeal"),
    Use.OVERTURNED: mark("Cases overturned on appeal"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShown:
    """A figure, what it counts, and what more is to say.

    Attributes:
        use: the code of what opens its cases; empty where there are none.
    """

    figure: str
    words: str
    detail: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """A case behind a figure."""

    key: str
    text: str


class UsageView(Protocol):
    """What the figures ask of the widgets."""

    def show_usage(self, figures: Sequence[FigureShown]) -> None: ...
    def show_usage_cases(self, title: str, cases: Sequence[CaseShown]) -> None: ...


class Using:
    """Asks how a clause fared."""

    def __init__(
        self, view: UsageView, runner: Runner, clock: Clock, failed: Failed
    ) -> None:
        """Begin without a clause."""
        self._view, self._runner, self._clock = view, runner, clock
        self._failed = failed
        self._clause = ""
        self._known = False
        self._job: Job | None = None

    def forget(self) -> None:
        """Ask again when the clause is shown next: cases may have changed."""
        self._known = False

    def show(self, clause: str, *, published: bool) -> None:
        """Show how a clause fared; nothing before the first version."""
        if clause != self._clause:
            self._clause, self._known = clause, False
            self._view.show_usage_cases("", ())
        if not published:
            self._view.show_usage(())
            return
        if self._known:
            return

        def on_use(use: ClauseUse) -> None:
            self._view.show_usage(_figures(use))

        since = self._clock() - timedelta(days=USAGE_DAYS)
        query = ClauseUsage(clause=clause, since=since)
        if self._job is not None:
            self._job.cancel()
        self._known = True
        self._job = self._runner.query(query, on_use, self._failed)

    def open(self, use: str) -> None:
        """List the cases behind a figure."""

        def on_cases(page: Page[CaseLine]) -> None:
            now = self._clock()
            cases = [_case(line, now) for line in page.rows]
            self._view.show_usage_cases(tr(_TITLES[kind]), cases)

        kind = Use(use)
        since = self._clock() - timedelta(days=USAGE_DAYS)
        query = ClauseCases(clause=self._clause, use=kind, since=since)
        self._runner.query(query, on_cases, self._failed)


def _case(line: CaseLine, now: datetime) -> CaseShown:
    when = moment_text(line.decided_at or line.opened_at, now)
    return CaseShown(key=line.id, text=" · ".join((line.number, line.handle, when)))


def _figures(use: ClauseUse) -> tuple[FigureShown, ...]:
    share = tr("{percent}% of all cases", percent=round(100 * use.share))
    return (
        FigureShown(
            figure=str(use.cited),
            words=trn("citation", "citations", use.cited),
            detail=share if use.decided else "",
            use=Use.CITED if use.cited else "",
        ),
        FigureShown(
            figure=str(use.departed),
            words=trn(
                "departure from the ladder", "departures from the ladder", use.departed
            ),
            detail=_departures(use),
            use=Use.DEPARTED if use.departed else "",
        ),
        FigureShown(
            figure=str(use.overturned),
            words=tr("overturned on appeal"),
            detail=trn("Of {count} appeal", "Of {count} appeals", use.appeals),
            use=Use.OVERTURNED
            if use.overturned
            else (Use.APPEALED if use.appeals else ""),
        ),
    )


def _departures(use: ClauseUse) -> str:
    if not use.departed:
        return ""
    return tr(
        "{lighter} lighter, {heavier} heavier", lighter=use.lighter, heavier=use.heavier
    )
