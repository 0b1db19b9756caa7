"""Trying the draft on the past at the screen, without widgets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.errors import AppError
from app.rulebook.commands import DiscardDraft, EditDraft
from app.rulebook.model import Change
from app.staff.queries import WhoAmI
from app.words import Language
from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.drafter import Desk
from tests.screens.hearing import HANDLES, Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.tried import tried
from tests.storage.features.rules import BOOK, replace
from ui.running import Failed, Progress
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.screens.rulebook.presenter.tried import TrialShown, TriedRow
from ui.screens.rulebook.presenter.trying import Trying

TEXT = Spot(words=Words.TEXT, number="3.2")


class SeenTrial:
    """The page, which remembers what it was told to show."""

    def __init__(self) -> None:
        self.shown: TrialShown | None = None
        self.failed, self.stale = "", False
        self.runs = self.stops = 0
        self.progress: list[tuple[int, int]] = []
        self.left: Callable[[], None] = self._gone
        self.is_gone, self.in_front = False, True

    def show_running(self) -> None:
        self.shown, self.failed = None, ""
        self.runs += 1

    def show_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))

    def show_tried(self, shown: TrialShown) -> None:
        self.shown = shown

    def show_failed(self, text: str) -> None:
        self.failed = text

    def show_stopped(self) -> None:
        self.stops += 1

    def show_stale(self, *, stale: bool) -> None:
        self.stale = stale

    def is_in_front(self) -> bool:
        return self.in_front

    def leave(self) -> None:
        self.is_gone = True
        self.left()

    def _gone(self) -> None:
        """Nobody listens yet."""

    @property
    def rows(self) -> list[TriedRow]:
        assert self.shown is not None
        return [*self.shown.rows]


class Trial:
    """A presenter at work."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.hearing = hearing
        self.desk = Desk(workspace, hearing.site)
        self.desk.presenter.show_version("draft")
        self.view = SeenTrial()
        room = self.desk.presenter.room
        self.trying = Trying(self.view, room, hearing.site.clock)
        self.view.left = self.trying.left


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return tried(tmp_path)


@pytest.fixture
def trial(hearing: Hearing) -> Iterator[Trial]:
    with hearing.site.opened(OWNER) as workspace:
        yield Trial(workspace, hearing)


def figures(trial: Trial) -> list[int]:
    assert trial.view.shown is not None
    return [figure.count for figure in trial.view.shown.figures]


def test_it_tells_what_would_change_by_clause_and_case(trial: Trial) -> None:
    trial.trying.begin()
    assert figures(trial) == [20, 15, 5]
    clauses = [row for row in trial.view.rows if row.is_clause]
    assert [(row.title, row.right) for row in clauses] == [
        ("1.2 Flooding", "0 of 5"),
        ("2.1 Advertising and luring away", "5 of 5"),
        ("3.2 Personal attack", "5 of 5"),
        ("1.1 not in the draft", "5 of 5"),
    ]
    assert [chip.text for chip in clauses[2].chips] == ["Heavier 5"]
    assert trial.view.shown is not None
    shares = {chip.text: count for chip, count in trial.view.shown.shares}
    assert shares == {
        "Heavier 5": 5,
        "Lighter 5": 5,
        "No longer a breach 5": 5,
        "The same 5": 5,
    }
    under = trial.view.rows[trial.view.rows.index(clauses[2]) + 1]
    assert under.words == "Warning → Mute for 3 days"
    assert under.who in HANDLES
    assert under.said.startswith("GD-")
    assert trial.view.progress[-1] == (20, 20)


def test_nothing_is_written(trial: Trial) -> None:
    before = trial.desk.workspace.digests()
    trial.trying.begin()
    assert trial.desk.workspace.digests() == before
    assert trial.desk.runner.commands == []


def test_rows_open_the_case_or_the_clause(trial: Trial) -> None:
    trial.trying.begin()
    case = next(row for row in trial.view.rows if not row.is_clause)
    trial.trying.open(case.key)
    assert trial.desk.host.opened == [("cases", case.key.removeprefix("case:"))]
    trial.trying.open("clause:3.2")
    assert trial.view.is_gone
    assert trial.desk.clause.number == "3.2"
    trial.trying.open("clause:")  # a clause the draft does not have
    assert trial.desk.clause.number == "3.2"


def test_a_draft_that_was_changed_since_says_so_until_it_is_tried_again(
    trial: Trial,
) -> None:
    trial.trying.begin()
    assert not trial.view.stale
    trial.desk.drafting.write(TEXT, Language.EN, "Attack nobody.")
    assert trial.view.stale
    assert trial.view.runs == 1
    trial.trying.begin()
    assert not trial.view.stale


def test_decisions_of_a_time_alone_can_be_tried(trial: Trial) -> None:
    trial.hearing.site.clock.forward(days=80)
    trial.trying.begin()
    trial.trying.choose_span("quarter")
    assert 0 < figures(trial)[0] < 20
    trial.hearing.site.clock.forward(days=300)
    trial.trying.choose_span("quarter")
    assert trial.view.shown is not None
    assert trial.view.shown.rows == ()
    assert trial.view.shown.empty.startswith("There are no decided cases")


def test_whoever_becomes_involved_no_longer_sees_it(trial: Trial) -> None:
    trial.trying.begin()
    member = trial.hearing.members[HANDLES[0]]
    me = trial.desk.workspace.query(WhoAmI()).me.id
    command = DeclareConflict(
        person=me, about=About.MEMBER, target=member, reason="是我表弟，住在一起。"
    )
    trial.desk.runner.execute(command, lambda _: None, _never)
    assert figures(trial) == [16, 12, 4]
    assert HANDLES[0] not in {row.who for row in trial.view.rows}


def test_what_changes_behind_the_page_is_tried_when_it_is_seen_again(
    trial: Trial,
) -> None:
    trial.trying.begin()
    trial.view.in_front = False
    handle = HANDLES[0]
    trial.desk.runner.execute(
        OpenCase(
            member=trial.hearing.members[handle],
            subject_id="",
            channel=Channel.PATROL,
            quote="原话",
        ),
        lambda _: None,
        _never,
    )
    assert trial.view.runs == 1
    trial.trying.activated()
    trial.trying.activated()
    assert trial.view.runs == 2


def test_a_draft_that_cannot_be_read_is_told(trial: Trial) -> None:
    bare = replace(BOOK.ladder, rows=())
    command = EditDraft(draft=trial.desk.draft, change=Change(ladder=bare))
    trial.desk.runner.execute(command, lambda _: None, _never)
    trial.trying.begin()
    assert trial.view.failed != ""


def test_the_page_goes_with_the_draft(trial: Trial) -> None:
    trial.trying.begin()
    command = DiscardDraft(draft=trial.desk.draft)
    trial.desk.runner.execute(command, lambda _: None, _never)
    assert trial.view.is_gone
    trial.view.is_gone = False
    trial.trying.begin()
    assert trial.view.runs == 1


def test_it_can_be_stopped(trial: Trial) -> None:
    trial.trying.begin()
    trial.trying.stop()
    assert trial.view.stops == 1
    trial.trying.left()
    trial.trying.choose_span("year")
    assert trial.view.runs == 1


class Slow(ImmediateRunner):
    """A runner that is still writing when it is asked to try."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.held: list[tuple[Any, ...]] = []
        self.slow = False

    def execute(
        self, command: Any, done: Callable[[Any], None], failed: Failed
    ) -> None:
        if self.slow:
            self.held.append((command, done, failed))
        else:
            super().execute(command, done, failed)

    def attend(self, work: Any, done: Any, failed: Failed, progress: Progress) -> Any:
        assert not self.held, "it is tried before the words are written"
        return super().attend(work, done, failed, progress)


def test_what_was_typed_a_moment_ago_is_tried_as_well(hearing: Hearing) -> None:
    with hearing.site.opened(OWNER) as workspace:
        trial = Trial(workspace, hearing)
        runner = Slow(workspace)
        trial.desk.presenter.room.books._runner = runner
        object.__setattr__(trial.desk.presenter.room, "runner", runner)
        runner.slow = True
        trial.desk.drafting.write(TEXT, Language.EN, "Attack nobody.")
        trial.trying.begin()
        assert trial.view.shown is None
        runner.slow = False
        command, done, failed = runner.held.pop()
        runner.execute(command, done, failed)
        assert figures(trial) == [20, 15, 5]
        assert not trial.view.stale


def _never(error: AppError) -> None:
    raise error
