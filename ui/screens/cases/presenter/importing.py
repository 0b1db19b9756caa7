"""Taking in a file of complaints: read, preview, commit, say what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.cases.commands.intake import CasesResult, ImportCases
from app.errors import AppError, NotPermitted
from app.files.problems import describe
from app.files.profiles import ComplaintFile, ComplaintRow, read_complaints
from app.ids import MemberId
from app.members.queries import MembersNamed
from app.staff.roles import Capability
from app.words import sentence, tr, trn
from app.work import Outcome
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.moments import moment_text
from ui.screens.setting import Setting
from ui.widgets import Figure

FIRST_ROWS: Final = 5
MOST_PROBLEMS: Final = 20
_FILTERS: Final = "CSV, XLSX, XLS, ODS (*.csv *.xlsx *.xls *.ods *.txt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """A complaint as the preview shows it."""

    when: str
    subject: str
    known: bool
    quote: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportShown:
    """What an import would do.

    Attributes:
        figures: how many rows, complaints, repeats, unknown subjects.
        problems: what is wrong with which line, at most `MOST_PROBLEMS`.
        more: how many problems are not listed, in words.
        rows: the first complaints.
        action: what the main button says; empty if there is nothing to take in.
    """

    file_name: str
    figures: Sequence[Figure]
    problems: Sequence[str]
    more: str
    rows: Sequence[FirstRow]
    action: str


class ImportView(Protocol):
    """What the presenter needs of the import's dialog."""

    def open_import(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        ...

    def show_import_progress(self, done: int, total: int) -> None:
        """Show how far reading is; a total of 0 is unknown."""
        ...

    def show_import(self, shown: ImportShown) -> None:
        """Show what would be taken in."""
        ...

    def show_import_busy(self) -> None:
        """Say that it is being written."""
        ...

    def show_import_result(self, figures: Sequence[Figure], text: str) -> None:
        """Say what came of it."""
        ...

    def show_import_error(self, text: str) -> None:
        """Say what went wrong; nothing was taken in."""
        ...

    def close_import(self) -> None:
        """Take the dialog away."""
        ...


class ImportPresenter:
    """Reads a file in a child process and takes it in when it has been looked at."""

    def __init__(
        self,
        view: ImportView,
        runner: Runner,
        setting: Setting,
        host: Host,
        *,
        failed: Callable[[str], None],
    ) -> None:
        """Wire the dialog."""
        self._view, self._runner, self._setting = view, runner, setting
        self._host, self._failed = host, failed
        self._file: ComplaintFile | None = None
        self._job: Job | None = None

    def start(self) -> None:
        """Ask for a file and read it."""
        if not self._setting.may(Capability.OPEN_CASES):
            self._failed(sentence(NotPermitted("not_permitted")))
            return
        path = self._host.choose_file(tr("Import complaints"), _FILTERS)
        if path is None:
            return
        self._file = None
        self._view.open_import(path.name)

        def read(file: ComplaintFile) -> None:
            self._on_read(path.name, file)

        self._job = self._runner.read_file(
            read_complaints, path, read, self._fail, self._on_progress
        )

    def stop(self) -> None:
        """Read no further, take nothing in."""
        if self._job is not None:
            self._job.cancel()
        self._file = None
        self._view.close_import()

    def commit(self) -> None:
        """Take in what was shown."""
        file = self._file
        if file is None:
            return
        self._file = None
        self._view.show_import_busy()
        self._runner.execute(ImportCases(file=file), self._on_done, self._fail)

    def _on_progress(self, done: int, total: int | None) -> None:
        self._view.show_import_progress(done, total or 0)

    def _on_read(self, file_name: str, file: ComplaintFile) -> None:
        named = tuple({row.subject for row in file.rows if row.subject})

        def on_known(known: Mapping[str, MemberId]) -> None:
            self._file = file if file.rows else None
            self._view.show_import(self._shown(file_name, file, known))

        query = MembersNamed(platform_ids=named)
        self._job = self._runner.query(query, on_known, self._fail)

    def _on_done(self, outcome: Outcome[CasesResult]) -> None:
        result = outcome.value
        figures = [
            Figure(count=result.opened, text=tr("cases opened")),
            Figure(count=result.suggested, text=tr("with a suggested clause")),
            _unknown(result.unknown),
        ]
        text = tr(
            "Numbers {first} to {last} wait for triage.",
            first=result.first,
            last=result.last,
        )
        self._view.show_import_result(figures, text)
        told = trn("{count} case opened", "{count} cases opened", result.opened)
        self._host.toast(told)

    def _fail(self, error: AppError) -> None:
        self._file = None
        self._view.show_import_error(sentence(error))

    def _shown(
        self, file_name: str, file: ComplaintFile, known: Mapping[str, MemberId]
    ) -> ImportShown:
        preview = file.preview()
        unknown = sum(row.subject not in known for row in file.rows)
        left_out = preview.rows - preview.complaints
        beyond = len(file.problems) - MOST_PROBLEMS
        return ImportShown(
            file_name=file_name,
            figures=[
                Figure(count=preview.rows, text=tr("rows")),
                Figure(count=preview.complaints, text=tr("complaints")),
                Figure(count=left_out, text=tr("repeats left out")),
                _unknown(unknown),
                Figure(
                    count=len(file.problems),
                    text=tr("problems"),
                    notable=True,
                ),
            ],
            problems=[
                tr("Line {line}: {problem}", line=each.line, problem=describe(each))
                for each in file.problems[:MOST_PROBLEMS]
            ],
            more=trn("and {count} more", "and {count} more", beyond)
            if beyond > 0
            else "",
            rows=[self._row(row, known) for row in file.rows[:FIRST_ROWS]],
            action=trn("Open {count} case", "Open {count} cases", len(file.rows))
            if file.rows
            else "",
        )

    def _row(self, row: ComplaintRow, known: Mapping[str, MemberId]) -> FirstRow:
        at = row.reported_at
        return FirstRow(
            when=moment_text(at, self._setting.now()) if at else "",
            subject=row.subject or tr("Nobody named"),
            known=row.subject in known,
            quote=" ".join(row.quote.split()),
            reason=row.reason,
        )


def _unknown(count: int) -> Figure:
    return Figure(count=count, text=tr("not on the member list"), notable=True)
