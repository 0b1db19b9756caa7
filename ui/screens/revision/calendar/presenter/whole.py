"""The calendar tab: clauses by their days, the open one, and its review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from app.cases.queries.usage import ClauseUsage, ClauseUse
from app.errors import AppError, NotPermitted
from app.files.cells import day
from app.revision.commands.calendar import SetReviewDate
from app.revision.model.calendar import Due, Verdict
from app.revision.queries.calendar import (
    CalendarLine,
    ReviewCalendar,
    ReviewRow,
    ReviewsOfClause,
)
from app.revision.queries.feedback import ClauseFeedback, FeedbackByClause
from app.revision.wording import because_text, verdict_text
from app.rulebook.queries import Version, VersionText
from app.staff.roles import Capability
from app.times import Clock, local_day, system_clock
from app.words import mark, sentence, tr, trn
from app.work import Changes, Outcome
from ui.drafts import Drafts
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.moments import exact, moment_text
from ui.screens.revision.calendar.presenter.reviewing import (
    ReviewPresenter,
    ReviewView,
)
from ui.screens.revision.calendar.presenter.rows import (
    CalendarRow,
    Span,
    badge,
    row_shown,
    tabs,
    within,
)
from ui.screens.revision.clause import ClauseShown, clause_shown
from ui.screens.revision.part import Counted
from ui.screens.setting import Setting
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

USAGE_DAYS: Final = 90
_AREAS: Final = frozenset({"revision", "rulebook", "settings", "staff"})
_EMPTY: Final = {
    Span.OVERDUE: mark("No clause is overdue"),
    Span.SOON: mark("No clause is due soon"),
    Span.ALL: mark("No rules are published yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastShown:
    """A day that was set for a clause, and what came of a review."""

    icon: str
    tone: Tone
    title: str
    when: str
    exact: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """A clause of the calendar.

    Attributes:
        facts: the small line above the title.
        usage: how it fared of late, in a line; empty before that is known.
        past: every day that was set for it, the latest first.
        settable: whether the person may choose another day.
    """

    id: str
    facts: str
    title: str
    badge: ChipSpec
    clause: ClauseShown
    usage: str
    past: tuple[PastShown, ...]
    settable: bool


class View(ReviewView, Protocol):
    """What the tab asks of the widgets."""

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_rows(self, rows: Sequence[CalendarRow]) -> None: ...
    def select_row(self, clause: str) -> None: ...
    def show_clause(self, record: RecordShown) -> None: ...
    def show_nothing(self, title: str) -> None: ...
    def ask_day(self, clause: str, day: str) -> None: ...
    def show_written(self, texts: dict[str, str]) -> None: ...
    def show_day_error(self, text: str) -> None: ...
    def close_day(self) -> None: ...


class CalendarPresenter:
    """Answers what a person does in the tab.

    Attributes:
        reviewing: the form under the open clause.
    """

    def __init__(
        self,
        view: View,
        runner: Runner,
        host: Host,
        counted: Counted,
        clock: Clock = system_clock,
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._counted, self._clock = counted, clock
        self._setting = Setting(runner, clock)
        self.reviewing = ReviewPresenter(view, runner, host, self._on_reviewed)
        self._drafts = Drafts(runner, "day")
        self._span = Span.ALL
        self._lines: Sequence[CalendarLine] = ()
        self._groups: Sequence[ClauseFeedback] = ()
        self._wanted = ""
        self._version: Version | None = None
        self._past: Sequence[ReviewRow] = ()
        self._use: ClauseUse | None = None
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)
        self._load_lines()

    def activated(self) -> None:
        """Ask for everything again: the tab comes to the front."""
        self._setting.load(self._on_setting, self._on_failed)

    def choose_tab(self, key: str) -> None:
        """Show another list, and the first clause in it."""
        self._span, self._wanted = Span(key), ""
        self._show_list()

    def select(self, clause: str) -> None:
        """Open a clause of the list."""
        if clause and clause != self._wanted:
            self._wanted, self._use = clause, None
            self._load_record()

    def open_record(self, clause: str) -> None:
        """Open a clause another screen points to, in the list that holds all."""
        self._span, self._wanted = Span.ALL, clause
        self.activated()

    def open_clause(self) -> None:
        """Go to the clause in the rules."""
        if self._wanted:
            self._host.open_record("rulebook", self._wanted)

    def ask_day(self) -> None:
        """Ask by which day the open clause is looked at again."""
        line = self._line()
        if line is None:
            return
        if not self._setting.may(Capability.DECIDE_REVISION):
            self._host.toast(sentence(NotPermitted("not_permitted")))
            return
        self._view.ask_day(line.clause, line.due_on.isoformat())
        self._drafts.begin(f"review-day:{line.clause}", self._on_recalled)

    def day_written(self, texts: dict[str, str]) -> None:
        """Keep what is half written of the day."""
        self._drafts.take(texts)

    def day_given_up(self) -> None:
        """The day stays as it is."""
        self._drafts.drop()

    def set_day(self, text: str) -> None:
        """Choose the day of the open clause."""
        found, clause = day(text), self._wanted
        if found is None:
            told = tr("Write a day from today on, like 2027-05-22.")
            self._view.show_day_error(told)
            return

        def done(_: Outcome[None]) -> None:
            self._drafts.drop()
            self._view.close_day()
            self._host.toast(
                tr(
                    "Clause {clause} is reviewed by {day}.",
                    clause=clause,
                    day=found.isoformat(),
                )
            )

        def failed(error: AppError) -> None:
            self._view.show_day_error(sentence(error))

        self._runner.execute(SetReviewDate(clause=clause, due_on=found), done, failed)

    def _line(self) -> CalendarLine | None:
        lines = (line for line in self._lines if line.clause == self._wanted)
        return next(lines, None)

    def _today(self) -> date:
        return local_day(self._clock())

    def _ask(self, what: str, job: Job) -> None:
        # An answer to an older question of the same kind is of no use any more.
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _load_lines(self) -> None:
        run = self._runner.query
        self._ask("lines", run(ReviewCalendar(), self._on_lines, self._on_failed))

    def _on_setting(self) -> None:
        run = self._runner.query
        self._ask("groups", run(FeedbackByClause(), self._on_groups, self._on_failed))

    def _on_groups(self, groups: Sequence[ClauseFeedback]) -> None:
        self._groups = groups
        present = next((v.id for v in self._setting.versions if v.in_force), None)
        if present is None:
            self._load_lines()
            return

        def on_version(version: Version | None) -> None:
            self._version = version
            self._load_lines()

        query = VersionText(version=present)
        self._ask("text", self._runner.query(query, on_version, self._on_failed))

    def _on_lines(self, lines: Sequence[CalendarLine]) -> None:
        self._lines = lines
        late = sum(line.due is Due.OVERDUE for line in lines)
        self._counted(str(late or ""))
        if self._setting.known:
            self._show_list()

    def _show_list(self) -> None:
        shown = within(self._lines, self._span)
        self._view.show_tabs(tabs(self._lines), self._span.value)
        self._view.show_rows([row_shown(line, self._today()) for line in shown])
        if self._line() is None:
            self._wanted = shown[0].clause if shown else ""
        self._view.select_row(self._wanted)
        if self._wanted:
            self._load_record()
        else:
            self.reviewing.close()
            self._view.show_nothing(tr(_EMPTY[self._span]))

    def _load_record(self) -> None:
        clause, run = self._wanted, self._runner.query

        def on_past(past: Sequence[ReviewRow]) -> None:
            self._past = past
            self._show_record()
            may = self._setting.may(Capability.DECIDE_REVISION)
            self.reviewing.open(clause, may_decide=may)
            since = self._clock() - timedelta(days=USAGE_DAYS)
            query = ClauseUsage(clause=clause, since=since)
            self._ask("use", run(query, self._on_use, self._on_failed))

        query = ReviewsOfClause(clause=clause)
        self._ask("past", run(query, on_past, self._on_failed))

    def _on_use(self, use: ClauseUse) -> None:
        self._use = use
        self._show_record()

    def _show_record(self) -> None:
        line = self._line()
        if line is None:
            return
        version = self._version
        clause = version.book.clause(line.clause) if version else None
        number = version.version if version else 0
        name = f"{line.clause} {line.title.text()}"
        now = self._clock()
        self._view.show_clause(
            RecordShown(
                id=line.clause,
                facts=" · ".join(_facts(line)),
                title=name,
                badge=badge(line),
                clause=clause_shown(line.clause, clause, number, self._groups, name),
                usage=_usage(self._use) if self._use else "",
                past=tuple(
                    PastShown(
                        icon=_PAST_ICONS[row.verdict],
                        tone=_PAST_TONES[row.verdict],
                        title=_past_title(row),
                        when=moment_text(row.at, now),
                        exact=exact(row.at),
                        body=row.note,
                    )
                    for row in self._past
                ),
                settable=self._setting.may(Capability.DECIDE_REVISION),
            )
        )

    def _on_reviewed(self, clause: str) -> None:
        if clause == self._wanted and self._span is not Span.ALL:
            self._wanted = ""

    def _on_recalled(self) -> None:
        self._view.show_written(self._drafts.texts)

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if not changes.areas & _AREAS:
            return
        if self._setting.known:
            self.activated()
        else:
            self._load_lines()


_PAST_ICONS: Final[dict[Verdict | None, str]] = {
    None: "calendar-blank",
    Verdict.KEEP: "equals",
    Verdict.REVISE: "note-pencil",
}
_PAST_TONES: Final[dict[Verdict | None, Tone]] = {
    None: Tone.NEUTRAL,
    Verdict.KEEP: Tone.OK,
    Verdict.REVISE: Tone.WARN,
}


def _facts(line: CalendarLine) -> list[str]:
    return [
        tr("Review by {day}", day=line.due_on.isoformat()),
        because_text(line.because),
    ]


def _past_title(row: ReviewRow) -> str:
    did = verdict_text(row.verdict) if row.verdict else tr("Day set by hand")
    return tr(
        "{did}, by {actor}; next by {day}",
        did=did,
        actor=row.actor,
        day=row.due_on.isoformat(),
    )


def _usage(use: ClauseUse) -> str:
    return " · ".join(
        (
            trn("{count} citation", "{count} citations", use.cited),
            trn("{count} departure", "{count} departures", use.departed),
            tr("{count} overturned", count=use.overturned),
        )
    )
