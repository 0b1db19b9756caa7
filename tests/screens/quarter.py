"""A community with a quarter of decided cases, for the tests of the exports screen."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import ImportCases
from app.cases.queries.queues import CasePage, Queue
from app.files.profiles import ComplaintFile, ComplaintRow, MemberFile, MemberRow
from app.files.tables import TableFacts
from app.members.commands import ImportMembers
from app.rulebook.commands import PublishRulebook
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import HandClock, Site, enrol
from tests.screens.immediate import ImmediateRunner
from ui.screens.exports.presenter.shown import (
    AbsentShown,
    CheckedShown,
    ChoicesShown,
    ReleaseShown,
    Step,
    WrittenShown,
)
from ui.screens.exports.presenter.whole import ExportsPresenter

LEAD, MODERATOR = "许知行", "周叙"
CLOSED = ("2026-09", "2026-10")
RUNNING = "2026-11"
PURPOSE = "向群内说明第四季度的执行情况"
REASON = "核对了前后十条消息，原话指向具体成员。"
_DECIDED = {"2026-09": 50, "2026-10": 50, "2026-11": 30}
"""How many cases are decided in each month."""


def _people(count: int) -> MemberFile:
    rows = (
        MemberRow(n + 2, f"成员{n:03}", f"wx_{n:04}", "", None, None, "成员", ())
        for n in range(count)
    )
    facts = TableFacts("m" * 64, "utf-8", (), ())
    return MemberFile(facts=facts, rows=tuple(rows), repeats=(), problems=())


def _complaints(count: int) -> ComplaintFile:
    rows = (
        ComplaintRow(
            line=n + 2,
            reported_at=None,
            channel="私信",
            reporter=None,
            subject=f"wx_{n:04}",
            quote="你这种人不配看书",
            occurred_at=None,
            reason="刷屏" if n % 3 else "人身攻击",
        )
        for n in range(count)
    )
    facts = TableFacts("c" * 64, "utf-8", (), ())
    return ComplaintFile(facts=facts, rows=tuple(rows), repeats=(), problems=())


def founded(root: Path, decided: Sequence[str] = (*CLOSED, RUNNING)) -> Site:
    """Make a vault with cases decided in these months; it is closed.

    The clock stands in the last of the months, or in November.
    """
    site = Site(root=root, clock=HandClock(datetime(2026, 9, 3, 9, tzinfo=UTC)))
    count = sum(_DECIDED.values())
    with site.created() as workspace:
        book = load_template("reading_club")
        workspace.execute(PublishRulebook(book=book, effective_on=date(2026, 9, 1)))
        enrol(workspace, LEAD, Role.LEAD)
        enrol(workspace, MODERATOR, Role.MODERATOR)
        workspace.execute(ImportMembers(file=_people(count)))
        workspace.execute(ImportCases(file=_complaints(count)))
        lines = list(workspace.query(CasePage(queue=Queue.TRIAGE, limit=count)).rows)
        for month in decided:
            year, number = map(int, month.split("-"))
            site.clock.now = datetime(year, number, 5, 9, tzinfo=UTC)
            for place in range(_DECIDED[month]):
                line = lines.pop()
                # Every second person is found to be in breach.
                clause = line.clause if place % 2 else None
                workspace.execute(
                    DecideCase(case=line.id, clause=clause, reason=REASON)
                )
                site.clock.forward(minutes=7)
    site.clock.now = max(site.clock.now, datetime(2026, 11, 9, 9, tzinfo=UTC))
    return site


def copied(site: Site, root: Path) -> Site:
    """Return a site of its own with a copy of a closed vault, under its own clock."""
    copy = Site(root=root, clock=HandClock(site.clock.now))
    shutil.copytree(site.place, copy.place)
    return copy


@dataclass(slots=True)
class SeenHost:
    """A window that remembers what it was asked for.

    Attributes:
        place: where a person saves; None when they think better of it.
    """

    place: Path | None = None
    toasts: list[str] = field(default_factory=list[str])
    copied: list[str] = field(default_factory=list[str])
    suggested: list[str] = field(default_factory=list[str])

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)

    def open_record(self, screen: str, record: str) -> None:
        raise AssertionError

    def choose_file(self, title: str, filters: str) -> Path | None:
        raise AssertionError

    def rekey(self) -> None:
        raise AssertionError

    def choose_save(self, title: str, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return self.place

    def copy(self, text: str) -> None:
        self.copied.append(text)


@dataclass(slots=True)
class SeenView:
    """Remembers what it was told to show."""

    front: bool = True
    absent: AbsentShown | None = None
    choices: ChoicesShown | None = None
    checked: CheckedShown | None = None
    written: WrittenShown | None = None
    releases: Sequence[ReleaseShown] = ()
    purpose: str = ""
    problem: str = ""
    step: Step = Step.SCOPE
    blocked: str = ""
    checkings: int = 0

    def in_front(self) -> bool:
        return self.front

    def show_absent(self, why: AbsentShown | None) -> None:
        self.absent = why

    def show_choices(self, choices: ChoicesShown) -> None:
        self.choices = choices

    def show_purpose(self, text: str) -> None:
        self.purpose = text

    def show_checking(self) -> None:
        self.checkings += 1

    def show_checked(self, checked: CheckedShown) -> None:
        self.checked = checked

    def show_releases(self, rows: Sequence[ReleaseShown]) -> None:
        self.releases = rows

    def show_written(self, written: WrittenShown | None) -> None:
        self.written = written

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_step(self, step: Step, blocked: str) -> None:
        self.step, self.blocked = step, blocked


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(
        self, workspace: Workspace, site: Site, runner: ImmediateRunner | None = None
    ) -> None:
        self.view = SeenView()
        self.host = SeenHost(place=site.root / "report.csv")
        self.runner = runner or ImmediateRunner(workspace)
        self.presenter = ExportsPresenter(
            self.view, self.runner, self.host, site.clock, timer=lambda: 0.0
        )
        self.presenter.activated()

    @property
    def checked(self) -> CheckedShown:
        assert self.view.checked is not None
        return self.view.checked

    @property
    def chosen(self) -> set[str]:
        """The months that are ticked."""
        assert self.view.choices is not None
        return {month.key for month in self.view.choices.months if month.checked}

    def hint(self, month: str) -> str:
        """Return what stands behind a month."""
        assert self.view.choices is not None
        return next(m.hint for m in self.view.choices.months if m.key == month)

    def failed(self) -> list[tuple[str, str]]:
        """Return name and remedy of the checks that are not passed."""
        gates = self.checked.gates
        return [(gate.title, gate.remedy) for gate in gates if not gate.passed]

    def release(self, purpose: str = PURPOSE) -> None:
        """Say what for and write the file."""
        self.presenter.write_purpose(purpose)
        self.presenter.write()
