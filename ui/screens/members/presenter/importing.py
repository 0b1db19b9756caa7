"""Taking in a member list: choose, read, look at it, commit."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.errors import AppError
from app.members.commands import ImportMembers, ImportResult
from app.members.queries import FileKnown, KnownCount
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock
from app.words import sentence, tr
from app.work import Outcome
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.importing import ResultShown, Step
from ui.screens.members.presenter.preview import (
    PreviewShown,
    Reading,
    preview_shown,
    read_list,
    result_shown,
)
from ui.screens.moments import moment_text


class ImportView(Protocol):
    """What the presenter needs of the import's pane."""

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        ...

    def show_read(self, done: int, total: int) -> None:
        """Show how many rows are read; a total of 0 is unknown."""
        ...

    def show_preview(self, preview: PreviewShown) -> None:
        """Show what an import would do."""
        ...

    def show_writing(self, count: int) -> None:
        """Say that so many people are being taken in."""
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


class ImportPresenter:
    """Leads through an import; its state stays while other members are looked at."""

    def __init__(
        self,
        view: ImportView,
        runner: Runner,
        host: Host,
        clock: Clock,
        moved: Callable[[Step], None],
    ) -> None:
        """Wire the pane.

        Args:
            view: the pane.
            runner: reads the file and asks the vault.
            host: asks for the file.
            clock: tells the moment.
            moved: told where the import stands now.
        """
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._moved = clock, moved
        self._step = Step.NONE
        self._reading: Reading | None = None
        self._job: Job | None = None

    @property
    def step(self) -> Step:
        """Return where the import stands."""
        return self._step

    def choose(self) -> None:
        """Ask for a file and read it; while one is being taken in, do nothing."""
        if self._step is Step.WRITING:
            return
        path = self._host.choose_file(
            tr("Choose a member list"),
            tr("Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods)"),
        )
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file for a preview."""
        self._stop()
        self._go(Step.READING)
        self._view.show_reading(path.name)
        self._job = self._runner.read_file(
            read_list,
            path,
            self._on_read,
            lambda error: self._on_unread(path, error),
            lambda done, total: self._view.show_read(done, total or 0),
        )

    def cancel(self) -> None:
        """Leave the import; nothing has been changed."""
        self._stop()
        self._reading = None
        self._go(Step.NONE)

    def commit(self) -> None:
        """Take the list in."""
        reading = self._reading
        if reading is None or self._step is not Step.PREVIEW or not reading.ids:
            return
        self._go(Step.WRITING)
        self._view.show_writing(len(reading.ids))
        self._runner.execute(
            ImportMembers(file=reading.file), self._on_done, self._on_refused
        )

    def _go(self, step: Step) -> None:
        self._step = step
        self._moved(step)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_unread(self, path: Path, error: AppError) -> None:
        self._go(Step.FAILED)
        self._view.show_import_error(path.name, sentence(error))

    def _on_refused(self, error: AppError) -> None:
        self._go(Step.PREVIEW)
        self._view.show_refused(sentence(error))

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading

        def failed(error: AppError) -> None:
            self._on_unread(reading.path, error)

        def on_known(known: int) -> None:
            query = FileKnown(sha256=reading.file.sha256)
            self._job = self._runner.query(
                query, lambda at: on_before(known, at), failed
            )

        def on_before(known: int, at: datetime | None) -> None:
            self._job = self._runner.query(
                WhoAmI(), lambda who: on_viewer(known, at, who), failed
            )

        def on_viewer(known: int, at: datetime | None, who: Identity) -> None:
            clear = Capability.REVEAL in who.me.capabilities
            before = moment_text(at, self._clock()) if at else ""
            self._go(Step.PREVIEW)
            self._view.show_preview(
                preview_shown(reading, known=known, before=before, clear=clear)
            )

        self._job = self._runner.query(
            KnownCount(platform_ids=reading.ids), on_known, failed
        )

    def _on_done(self, outcome: Outcome[ImportResult]) -> None:
        self._reading = None
        self._go(Step.DONE)
        result = result_shown(outcome.value)
        self._view.show_result(result)
        self._host.toast(result.title)
