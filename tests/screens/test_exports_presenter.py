import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.exports.commands import ReleaseReport
from app.exports.model import Tier
from app.exports.preparation import PrepareReport
from app.exports.queries import Releases
from app.work import Query
from app.workspace import Workspace
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.quarter import (
    CLOSED,
    LEAD,
    MODERATOR,
    PURPOSE,
    RUNNING,
    Desk,
    copied,
    founded,
)
from ui.screens.exports.presenter.shown import Deed, Step
from ui.screens.exports.presenter.whole import PURPOSE as DRAFT
from ui.theme import Tone


class Asking(ImmediateRunner):
    """Remembers what was asked, and answers later if told to."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.asked: list[Query[Any]] = []
        self.waits = False
        self.waiting: list[Waiting] = []

    def query(
        self,
        query: Query[Any],
        done: Callable[[Any], None],
        failed: Callable[[AppError], None],
    ) -> Any:
        self.asked.append(query)
        if not self.waits:
            return super().query(query, done, failed)
        job = Waiting(lambda: super(Asking, self).query(query, done, failed))
        self.waiting.append(job)
        return job

    def answer(self) -> None:
        """Answer all that waits and is still wanted."""
        while self.waiting:
            self.waiting.pop(0).run()


class Waiting:
    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True

    def run(self) -> None:
        if not self.cancelled:
            self._ask()


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return founded(tmp_path_factory.mktemp("quarter"))


@pytest.fixture
def site(quarter: Site, tmp_path: Path) -> Site:
    return copied(quarter, tmp_path)


@pytest.fixture
def workspace(site: Site) -> Iterator[Workspace]:
    with site.opened(LEAD) as workspace:
        yield workspace


@pytest.fixture
def desk(workspace: Workspace, site: Site) -> Desk:
    return Desk(workspace, site)


def test_it_begins_with_the_closed_months_and_asks_what_for(desk: Desk):
    assert desk.chosen == set(CLOSED)
    assert desk.hint(RUNNING) == "not ended"
    assert desk.checked.verdict.tone is Tone.OK
    assert desk.failed() == []
    assert desk.view.step is Step.WRITING
    assert desk.view.blocked == "Say what it is for, in 4 characters at least"
    desk.presenter.write_purpose(PURPOSE)
    assert not desk.view.blocked


def test_a_moderator_is_told_why_and_sees_no_figure(site: Site):
    with site.opened(MODERATOR) as workspace:
        runner = Asking(workspace)
        desk = Desk(workspace, site, runner)
    assert desk.view.absent is not None
    assert desk.view.absent.title == "Exports are made by leads and owners"
    assert (desk.view.checked, desk.view.releases) == (None, ())
    assert len(runner.asked) == 1  # who it is, no figure, no ledger


def test_without_a_decided_case_the_next_step_is_named(tmp_path: Path):
    site = founded(tmp_path, decided=())
    with site.opened(LEAD) as workspace:
        desk = Desk(workspace, site)
    assert desk.view.absent is not None
    assert desk.view.absent.title == "No case has been decided yet"


def test_where_only_this_month_has_cases_it_is_asked_for(tmp_path: Path):
    site = founded(tmp_path, decided=(RUNNING,))
    with site.opened(LEAD) as workspace:
        desk = Desk(workspace, site)
        assert desk.chosen == set()
        assert (desk.view.step, desk.checked.verdict.tone) == (Step.SCOPE, Tone.WARN)
        assert desk.checked.verdict.deed_text == "Include the running month"
        desk.presenter.act()
        assert desk.chosen == {RUNNING}
        assert desk.failed() == []
        desk.presenter.choose_tier("public")
        title, remedy = desk.failed()[0]
        assert (title, remedy) == ("Closed months", "")
        assert "Wait until the month has ended" in desk.checked.gates[0].detail
        assert desk.checked.verdict.deed is Deed.NOTHING


def test_the_running_month_is_left_out_where_the_tier_does_not_take_it(desk: Desk):
    desk.presenter.choose_month(RUNNING, wanted=True)
    assert desk.failed() == []
    desk.presenter.choose_tier("public")
    assert desk.failed() == [("Closed months", "leave_out_running_month")]
    assert desk.hint(RUNNING) == "not ended, not for this tier"
    assert desk.view.blocked == "1 check is not passed"
    assert desk.view.step is Step.CHECKS
    desk.presenter.help("leave_out_running_month")
    assert desk.chosen == set(CLOSED)
    assert desk.failed() == []
    assert desk.view.choices is not None
    assert [m.able for m in desk.view.choices.months] == [False, True, True]


def test_a_remedy_that_would_leave_no_month_takes_others(desk: Desk):
    desk.presenter.choose_every_month()
    desk.presenter.choose_every_month()
    assert desk.chosen == set()
    desk.presenter.choose_month(RUNNING, wanted=True)
    desk.presenter.choose_tier("public")
    failed = next(gate for gate in desk.checked.gates if not gate.passed)
    assert failed.remedy_text == "Choose other months"
    desk.presenter.act()
    assert desk.chosen == set(CLOSED)


def test_writing_leaves_file_ledger_and_notes(
    desk: Desk, site: Site, workspace: Workspace
):
    desk.release()
    entry = workspace.query(Releases())[0]
    data = (site.root / "report.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry.sha256
    assert (entry.tier, entry.months) == (Tier.CONTROLLED, CLOSED)
    assert entry.purpose == PURPOSE
    shown = desk.view.releases[0]
    assert (shown.whole, shown.purpose, shown.actor) == (entry.sha256, PURPOSE, LEAD)
    assert shown.months == "2026-09 – 10"
    assert desk.view.written is not None
    assert any("Withheld" in note for note in desk.view.written.notes)
    assert desk.view.step is Step.WRITTEN
    assert desk.host.suggested == ["Enforcement-Controlled-2026-09_2026-10.csv"]
    assert desk.host.toasts == ["Report written and entered in the ledger"]
    assert desk.hint("2026-09") == "left before"


def test_the_preview_is_the_file(desk: Desk, site: Site):
    preview = desk.checked.preview
    assert preview is not None
    desk.release()
    with (site.root / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == preview.header
    assert [["" if c is None else str(c) for c in row] for row in preview.rows] == rows
    assert {row[-1] for row in rows} == {"Shown", preview.withheld}
    facts = dict(desk.checked.facts)
    assert int(facts["Figures withheld"]) == sum(row[3] == "" for row in rows)


def test_what_was_written_stays_until_something_else_is_chosen(desk: Desk):
    desk.release()
    desk.presenter.activated()
    assert desk.view.written is not None
    desk.presenter.choose_tier("internal")
    assert desk.view.written is None
    assert desk.view.step is Step.WRITING


def test_the_next_report_has_a_purpose_of_its_own(desk: Desk):
    desk.presenter.write_purpose(PURPOSE)
    desk.presenter.keep_purpose()
    desk.release()
    assert desk.view.purpose == ""
    assert desk.view.blocked.startswith("Say what it is for")
    desk.presenter.write()
    assert len(desk.runner.commands) == 1
    desk.runner.recall(DRAFT, desk.view.show_purpose)
    assert desk.view.purpose == ""


def test_a_half_written_purpose_is_there_the_next_day(
    desk: Desk, workspace: Workspace, site: Site
):
    desk.presenter.write_purpose("季度")
    desk.presenter.keep_purpose()
    assert Desk(workspace, site).view.purpose == "季度"


def test_months_that_left_before_are_left_out(desk: Desk):
    desk.release()
    desk.presenter.choose_month(RUNNING, wanted=True)
    assert desk.failed() == [("Earlier exports", "leave_out_released_months")]
    desk.presenter.act()
    assert desk.chosen == {RUNNING}
    assert "Earlier exports" not in dict(desk.failed())


def test_the_team_itself_may_see_months_again(desk: Desk):
    desk.release()
    desk.presenter.choose_tier("internal")
    desk.presenter.choose_month(RUNNING, wanted=True)
    assert desk.failed() == []


def test_a_release_to_the_team_alone_bars_nothing(desk: Desk):
    desk.presenter.choose_tier("internal")
    desk.release()
    assert desk.hint("2026-09") == ""


def test_thinking_better_of_it_writes_nothing(desk: Desk):
    desk.host.place = None
    desk.release()
    assert desk.runner.commands == []
    assert not desk.view.blocked


def test_a_place_that_cannot_be_written_keeps_what_was_typed(desk: Desk, site: Site):
    desk.host.place = site.root / "gone" / "report.csv"
    desk.release()
    assert desk.view.problem.startswith("The folder is not there any more")
    assert not desk.view.blocked
    desk.host.place = site.root / "report.csv"
    desk.presenter.write()
    assert desk.view.problem == ""
    assert desk.view.written is not None


def test_what_came_in_meanwhile_is_found_as_the_file_is_written(
    workspace: Workspace, site: Site
):
    runner = Asking(workspace)
    desk = Desk(workspace, site, runner)
    desk.view.front = False
    release = ReleaseReport(
        place=site.root / "other.csv",
        tier=Tier.CONTROLLED,
        purpose=PURPOSE,
        months=frozenset({"2026-09"}),
    )
    runner.execute(release, lambda _: None, lambda e: pytest.fail(e.code))
    desk.release()
    assert not (site.root / "report.csv").exists()
    assert desk.view.problem.startswith("The report was not written")
    assert desk.failed() == [("Earlier exports", "leave_out_released_months")]
    assert desk.view.blocked == "1 check is not passed"


def test_nothing_is_written_while_a_check_fails(desk: Desk):
    desk.presenter.choose_month(RUNNING, wanted=True)
    desk.presenter.choose_tier("public")
    desk.release()
    assert desk.host.suggested == []
    assert desk.runner.commands == []


def test_numbers_only_changes_the_rows(desk: Desk):
    desk.presenter.choose_numbers_only(wanted=True)
    assert desk.checked.preview is not None
    assert desk.checked.preview.rows[0][0] == "Clause 1.2"
    desk.release()
    (command,) = desk.runner.commands
    assert isinstance(command, ReleaseReport)
    assert command.numbers_only
    assert not command.with_running_month


def test_an_older_question_is_not_answered(workspace: Workspace, site: Site):
    runner = Asking(workspace)
    desk = Desk(workspace, site, runner)
    runner.waits = True
    before = desk.view.checked
    for tier in ("public", "internal"):
        desk.presenter.choose_tier(tier)
    assert desk.view.blocked == "Checking…"
    first, second = runner.waiting
    assert (first.cancelled, second.cancelled) == (True, False)
    assert desk.view.checked is before
    runner.answer()
    assert "Internal" in desk.checked.verdict.title


def test_checks_that_take_long_can_be_stopped(workspace: Workspace, site: Site):
    runner = Asking(workspace)
    desk = Desk(workspace, site, runner)
    runner.waits = True
    desk.presenter.choose_tier("public")
    desk.presenter.stop()
    runner.answer()
    assert desk.checked.verdict.title == "The checks were stopped"
    assert desk.view.blocked == "Not checked yet"
    runner.waits = False
    desk.presenter.act()
    assert desk.checked.verdict.tone is Tone.OK


def test_it_asks_again_only_while_it_can_be_seen(workspace: Workspace, site: Site):
    runner = Asking(workspace)
    desk = Desk(workspace, site, runner)
    desk.view.front = False
    asked = len(runner.asked)
    release = ReleaseReport(
        place=site.root / "other.csv", tier=Tier.CONTROLLED, purpose=PURPOSE
    )
    runner.execute(release, lambda _: None, lambda e: pytest.fail(e.code))
    assert len(runner.asked) == asked
    assert desk.view.releases == []
    desk.view.front = True
    desk.presenter.activated()
    assert len(desk.view.releases) == 1


def test_every_choice_is_asked_of_the_vault(workspace: Workspace, site: Site):
    runner = Asking(workspace)
    desk = Desk(workspace, site, runner)
    desk.presenter.choose_month("2026-09", wanted=False)
    assert runner.asked[-1] == PrepareReport(
        tier=Tier.CONTROLLED, months=frozenset({"2026-10"})
    )


def test_a_fingerprint_and_the_notes_go_to_the_clipboard(desk: Desk):
    desk.release()
    desk.presenter.copy_fingerprint(desk.view.releases[0].id)
    assert desk.host.copied == [desk.view.releases[0].whole]
    desk.presenter.copy_notes(("one", "two"))
    assert desk.host.copied[-1] == "one\ntwo"


def test_bars_count_every_figure_that_has_a_case(desk: Desk):
    spread, facts = desk.checked.spread, dict(desk.checked.facts)
    assert spread is not None
    shown = sum(bar.shown for bar in spread.bars)
    withheld = sum(bar.withheld for bar in spread.bars)
    assert shown == int(facts["Figures shown"])
    empty = int(spread.note.split()[0]) if spread.note else 0
    assert withheld + empty == int(facts["Figures withheld"])
    assert all(not bar.shown for bar in spread.bars[: spread.threshold])
