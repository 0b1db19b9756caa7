"""Taking votes in from a file: read, look, take in, say what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.errors import AppError
from app.files.problems import describe
from app.files.profiles import (
    Sheet,
    SurveyColumns,
    SurveyFile,
    proposed_columns,
    read_survey,
    survey_of,
)
from app.ids import BallotId
from app.revision.commands.votes import ImportVotes
from app.revision.model.feedback import Way
from app.revision.queries.intake import VotesPreview, VotesResult
from app.revision.wording import vote_problem_text
from app.words import sentence, tr, trn
from app.work import Outcome
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.ballots.presenter.opening import FILES
from ui.widgets import Choice, Figure

MOST_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesShown:
    """What taking a file in would do, or did.

    Attributes:
        columns: the titles of the file's columns.
        who, choice, when: which of them hold what; empty for none.
        figures: how many votes are new, known, changed, left out.
        problems: what is wrong with which row, at most `MOST_PROBLEMS`.
        more: how many problems are not listed, in words.
        action: what the main button says; empty if there is nothing to take in.
    """

    columns: tuple[Choice, ...]
    who: str
    choice: str
    when: str
    figures: tuple[Figure, ...]
    problems: tuple[str, ...]
    more: str
    action: str


class ImportView(Protocol):
    """What the import asks of the widgets."""

    def open_import(self, file_name: str) -> None: ...
    def show_import_progress(self, done: int, total: int) -> None: ...
    def show_import(self, shown: VotesShown) -> None: ...
    def show_import_busy(self) -> None: ...
    def show_import_result(self, figures: Sequence[Figure], text: str) -> None: ...
    def show_import_error(self, text: str) -> None: ...
    def close_import(self) -> None: ...


class ImportPresenter:
    """Reads a file in a child process and takes it in when it has been looked at."""

    def __init__(self, view: ImportView, runner: Runner, host: Host) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._ballot: BallotId | None = None
        self._sheet: Sheet | None = None
        self._columns = SurveyColumns()
        self._file: SurveyFile | None = None
        self._job: Job | None = None

    def start(self, ballot: BallotId) -> None:
        """Ask for a file and read it."""
        path = self._host.choose_file(tr("Import votes"), FILES)
        if path is None:
            return
        self._ballot, self._file = ballot, None
        self._view.open_import(path.name)

        def progress(done: int, total: int | None) -> None:
            self._view.show_import_progress(done, total or 0)

        self._job = self._runner.read_file(
            read_survey, path, self._on_read, self._fail, progress
        )

    def choose_columns(self, who: str, choice: str, when: str) -> None:
        """Read the file by these columns."""
        if self._sheet is None:
            return
        answers = (choice,) if choice else ()
        self._columns = replace(self._columns, who=who, answers=answers, submitted=when)
        self._look()

    def stop(self) -> None:
        """Read no further, take nothing in."""
        if self._job is not None:
            self._job.cancel()
        self._sheet = self._file = None
        self._view.close_import()

    def commit(self, way: str) -> None:
        """Take in what was shown.

        Args:
            way: code of how the votes came.
        """
        file, ballot = self._file, self._ballot
        if file is None or ballot is None:
            return
        self._file = None
        self._view.show_import_busy()
        command = ImportVotes(ballot=ballot, file=file, way=Way(way))
        self._runner.execute(command, self._on_done, self._fail)

    def _on_read(self, sheet: Sheet) -> None:
        self._sheet = sheet
        found = proposed_columns(sheet.facts.header)
        # One column is the vote; a survey may ask more than that.
        self._columns = replace(found, answers=found.answers[:1])
        self._look()

    def _look(self) -> None:
        sheet, ballot = self._sheet, self._ballot
        if sheet is None or ballot is None:
            return
        try:
            file = survey_of(sheet, self._columns)
        except AppError as error:
            self._file = None
            self._view.show_import(self._shown(None, (sentence(error),)))
            return

        def on_preview(result: VotesResult) -> None:
            self._file = file if result.added else None
            problems = tuple(
                tr("Line {line}: {problem}", line=each.line, problem=describe(each))
                for each in file.problems
            )
            self._view.show_import(self._shown(result, problems))

        query = VotesPreview(ballot=ballot, file=file)
        self._job = self._runner.query(query, on_preview, self._fail)

    def _on_done(self, outcome: Outcome[VotesResult]) -> None:
        result = outcome.value
        told = trn("{count} vote taken in", "{count} votes taken in", result.added)
        self._view.show_import_result(_figures(result), told)
        self._host.toast(told)

    def _fail(self, error: AppError) -> None:
        self._file = None
        self._view.show_import_error(sentence(error))

    def _shown(
        self, result: VotesResult | None, problems: tuple[str, ...]
    ) -> VotesShown:
        header = self._sheet.facts.header if self._sheet else ()
        columns = self._columns
        left_out = result.left_out if result else ()
        lines = problems + tuple(
            tr("Line {line}: {problem}", line=e.line, problem=vote_problem_text(e.why))
            for e in left_out
        )
        beyond = len(lines) - MOST_PROBLEMS
        added = result.added if result else 0
        return VotesShown(
            columns=tuple(Choice(key=t, text=t) for t in dict.fromkeys(header) if t),
            who=columns.who,
            choice=columns.answers[0] if columns.answers else "",
            when=columns.submitted,
            figures=_figures(result) if result else (),
            problems=lines[:MOST_PROBLEMS],
            more=trn("and {count} more", "and {count} more", beyond)
            if beyond > 0
            else "",
            action=trn("Take in {count} vote", "Take in {count} votes", added)
            if added
            else "",
        )


def _figures(result: VotesResult) -> tuple[Figure, ...]:
    left_out = len(result.left_out)
    return (
        Figure(count=result.added, text=tr("new")),
        Figure(count=result.unchanged, text=tr("there before")),
        Figure(count=result.changed, text=tr("changed their vote")),
        Figure(count=left_out, text=tr("left out"), notable=True),
    )
