"""Taking in a survey: choose, read, say which column is what, commit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from app.errors import AppError, NotPermitted
from app.files.profiles import (
    Sheet,
    SurveyColumns,
    proposed_columns,
    read_survey,
    survey_of,
)
from app.revision.commands.surveys import FeedbackResult, ImportFeedback
from app.revision.model.feedback import Way
from app.revision.queries.feedback import FeedbackFileKnown, FeedbackKnown
from app.rulebook.queries import BookInForce, Version
from app.staff.roles import Capability
from app.words import sentence, tr
from app.work import Outcome
from app.workspace import Workspace
from ui.running import Check, Job, Runner
from ui.screens.host import Host
from ui.screens.importing import ResultShown, Step
from ui.screens.revision.feedback.presenter.survey import (
    FIELDS,
    Looked,
    SurveyShown,
    looked_at,
    result_shown,
    survey_shown,
)
from ui.screens.setting import Setting

UNDER_WAY: Final = frozenset({Step.READING, Step.PREVIEW, Step.WRITING})


class SurveyView(Protocol):
    """What the presenter needs of the import's page."""

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        ...

    def show_read(self, done: int, total: int) -> None:
        """Show how many rows are read; a total of 0 is unknown."""
        ...

    def show_preview(self, preview: SurveyShown) -> None:
        """Show what an import would do."""
        ...

    def show_writing(self) -> None:
        """Say that the answers are being taken in."""
        ...

    def show_result(self, result: ResultShown) -> None:
        """Show what the import did."""
        ...

    def show_refused(self, text: str) -> None:
        """Say over the preview why nothing was taken in."""
        ...

    def show_import_error(self, name: str, text: str) -> None:
        """Say what is wrong with the file."""
        ...


class SurveyPresenter:
    """Leads through an import; its state stays while feedback is looked at."""

    def __init__(
        self,
        view: SurveyView,
        runner: Runner,
        host: Host,
        setting: Setting,
        moved: Callable[[Step], None],
    ) -> None:
        """Wire the page; `moved` is told where the import stands now."""
        self._view, self._runner, self._host = view, runner, host
        self._setting, self._moved = setting, moved
        self._step = Step.NONE
        self._name = ""
        self._sheet: Sheet | None = None
        self._columns = SurveyColumns()
        self._looked: Looked | None = None
        self._before: datetime | None = None
        self._way = Way.SURVEY
        self._job: Job | None = None

    @property
    def step(self) -> Step:
        """Return where the import stands."""
        return self._step

    def choose(self) -> None:
        """Ask for a file and read it; while one is being taken in, do nothing."""
        if not self._setting.may(Capability.WRITE_REVISION):
            self._host.toast(sentence(NotPermitted("not_permitted")))
            return
        if self._step is Step.WRITING:
            return
        path = self._host.choose_file(
            tr("Choose a survey's file"),
            tr("Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods)"),
        )
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file for a preview."""
        self._stop()
        self._name, self._way = path.name, Way.SURVEY
        self._go(Step.READING)
        self._view.show_reading(path.name)
        self._job = self._runner.read_file(
            read_survey,
            path,
            self._on_read,
            self._on_unread,
            lambda done, total: self._view.show_read(done, total or 0),
        )

    def take_column(self, field: str, place: str) -> None:
        """Take a field from another column, or from none.

        Args:
            field: as `SurveyColumns` spells it.
            place: the column's place as text; empty for none.
        """
        sheet = self._sheet
        if sheet is None or field not in FIELDS:
            return
        title = sheet.facts.header[int(place)] if place else ""
        answers = tuple(each for each in self._columns.answers if each != title)
        columns = replace(self._columns, **{field: title})
        self._map(replace(columns, answers=answers))

    def take_answers(self, place: str, *, taken: bool) -> None:
        """Take answers from a column, or no more."""
        sheet = self._sheet
        if sheet is None:
            return
        header, title = sheet.facts.header, sheet.facts.header[int(place)]
        wanted = {each for each in self._columns.answers if each != title}
        if taken:
            wanted.add(title)
        self._map(
            replace(self._columns, answers=tuple(t for t in header if t in wanted))
        )

    def choose_way(self, key: str) -> None:
        """Say how the answers came."""
        self._way = Way(key)

    def cancel(self) -> None:
        """Leave the import; nothing has been changed."""
        self._stop()
        self._sheet = self._looked = None
        self._go(Step.NONE)

    def commit(self) -> None:
        """Take the answers in."""
        looked = self._looked
        if looked is None or self._step is not Step.PREVIEW:
            return
        self._go(Step.WRITING)
        self._view.show_writing()
        command = ImportFeedback(file=looked.file, way=self._way)
        self._runner.execute(command, self._on_done, self._on_refused)

    def _go(self, step: Step) -> None:
        self._step = step
        self._moved(step)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_unread(self, error: AppError) -> None:
        self._go(Step.FAILED)
        self._view.show_import_error(self._name, sentence(error))

    def _on_refused(self, error: AppError) -> None:
        self._go(Step.PREVIEW)
        self._view.show_refused(sentence(error))

    def _on_read(self, sheet: Sheet) -> None:
        self._sheet = sheet

        def on_before(before: datetime | None) -> None:
            self._before = before
            self._map(proposed_columns(sheet.facts.header))

        query = FeedbackFileKnown(sha256=sheet.facts.sha256)
        self._job = self._runner.query(query, on_before, self._on_unread)

    def _map(self, columns: SurveyColumns) -> None:
        sheet, now = self._sheet, self._setting.now()
        if sheet is None:
            return
        self._columns = columns
        self._stop()
        if not columns.answers:
            self._on_looked(None)
            return

        def look(workspace: Workspace, _check: Check) -> Looked:
            file = survey_of(sheet, columns)
            version: Version | None = workspace.query(BookInForce(at=now))
            keys = tuple(answer.key for answer in file.answers)
            known = workspace.query(FeedbackKnown(keys=keys))
            return looked_at(file, version.book if version else None, known)

        self._job = self._runner.attend(
            look, self._on_looked, self._on_unread, lambda _done, _total: None
        )

    def _on_looked(self, looked: Looked | None) -> None:
        if self._sheet is None:
            return
        self._looked = looked
        self._go(Step.PREVIEW)
        self._view.show_preview(
            survey_shown(
                self._name,
                self._sheet.facts.header,
                self._columns,
                looked,
                self._way,
                self._before,
                self._setting.now(),
            )
        )

    def _on_done(self, outcome: Outcome[FeedbackResult]) -> None:
        self._sheet = self._looked = None
        self._go(Step.DONE)
        result, undo = result_shown(outcome.value), outcome.undo
        self._view.show_result(result)

        def strike() -> None:
            if undo is not None:
                self._runner.execute(undo, lambda _: None, self._on_stuck)

        self._host.toast(result.title, strike if undo is not None else None)

    def _on_stuck(self, error: AppError) -> None:
        self._host.toast(sentence(error))
