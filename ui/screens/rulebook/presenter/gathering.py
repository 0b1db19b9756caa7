"""Entering from a file who read a version: a list, a survey, or a chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from app.acknowledgements.commands import AcknowledgeFromFile, FileAcknowledged
from app.acknowledgements.model import Way
from app.acknowledgements.queries import Recognised
from app.acknowledgements.said import (
    AGREEMENT,
    SaidColumns,
    Terms,
    proposed_said,
    said_in,
)
from app.errors import AppError
from app.files.profiles import Sheet, read_survey
from app.ids import RulebookId
from app.times import Clock, local_day
from app.words import sentence, tr, trn
from app.work import Command, Outcome
from app.workspace import Workspace
from ui.running import Check, Job, untold
from ui.screens.rulebook.presenter.days import day_error, typed_day
from ui.screens.rulebook.presenter.drafting import Room
from ui.screens.rulebook.presenter.gathered import (
    Gathered,
    GatheredShown,
    MappingShown,
    gathered_shown,
    mapping_shown,
)

_FILTERS: Final = "CSV, XLSX, XLS, ODS, JSON"
_SUFFIXES: Final = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.jsonl"
_FIELDS: Final = frozenset({"who", "at", "words"})
_SEPARATORS: Final = "、，；;/\n"


class GatheringView(Protocol):
    """What the presenter needs of the dialog."""

    def open_gathering(self, file_name: str) -> None:
        """Open the dialog; the file is being read."""
        ...

    def show_reading(self, done: int, total: int) -> None:
        """Show how far reading is; a total of 0 is unknown."""
        ...

    def show_mapping(self, mapping: MappingShown, way: Way, terms: str) -> None:
        """Show how the file is read."""
        ...

    def show_days(self, since: str, day: str) -> None:
        """Put the first day, and that of undated rows, into their fields."""
        ...

    def show_gathered(self, shown: GatheredShown) -> None:
        """Show what the file would bring."""
        ...

    def show_field_error(self, field: str, text: str) -> None:
        """Say under `who`, `words`, `since` or `day` what is wrong with it."""
        ...

    def show_gathering_busy(self) -> None:
        """Say that it is being written."""
        ...

    def show_gathering_error(self, text: str) -> None:
        """Say what is wrong; nothing was entered."""
        ...

    def close_gathering(self) -> None:
        """Take the dialog away."""
        ...


@dataclass(slots=True)
class _Form:
    """What was chosen and typed."""

    columns: SaidColumns
    words: str
    since: str
    day: str


class Gathering:
    """Reads a file, says who would be entered, and enters them."""

    def __init__(
        self,
        view: GatheringView,
        room: Room,
        clock: Clock,
        problem: Callable[[str], None],
    ) -> None:
        """Begin without a file.

        Args:
            view: the dialog.
            room: what to work with.
            clock: tells the day.
            problem: shows what went wrong when the dialog is gone.
        """
        self._view, self._room, self._clock = view, room, clock
        self._problem = problem
        self._version = RulebookId("")
        self._sheet: Sheet | None = None
        self._form = _Form(SaidColumns(), "", "", "")
        self._gathered: Gathered | None = None
        self._chosen: set[int] = set()
        self._job: Job | None = None

    def start(self, version: RulebookId) -> None:
        """Ask for a file and read it.

        Args:
            version: which one its people read.
        """
        self._version = version
        filters = f"{_FILTERS} ({_SUFFIXES})"
        path = self._room.host.choose_file(tr("Who has acknowledged"), filters)
        if path is not None:
            self._read(path)

    def stop(self) -> None:
        """Enter nobody."""
        self._cancel()
        self._sheet = self._gathered = None
        self._view.close_gathering()

    def choose_column(self, field: str, title: str) -> None:
        """Say which column holds a field: `who`, `at` or `words`."""
        if field in _FIELDS:
            # The fields of the columns are known by these very names.
            chosen: dict[str, str] = {field: title}
            self._form.columns = replace(self._form.columns, **chosen)
            self._look()

    def write_words(self, text: str) -> None:
        """Say what counts as agreement, as it is typed."""
        self._form.words = text
        self._look()

    def write_since(self, text: str) -> None:
        """Say from which day on, as it is typed; empty for no limit."""
        self._form.since = text
        self._look()

    def write_day(self, text: str) -> None:
        """Say the day of rows that have none, as it is typed."""
        self._form.day = text

    def toggle(self, line: str) -> None:
        """Enter a person of the file, or not."""
        if self._gathered is None:
            return
        if int(line or 0) in {each.line for each in self._gathered.fit}:
            self._chosen ^= {int(line)}
            self._view.show_gathered(gathered_shown(self._gathered, self._chosen))

    def commit(self, way: str) -> None:
        """Enter the people chosen."""
        gathered, on = self._gathered, typed_day(self._form.day)
        if gathered is None or not self._chosen:
            return
        if on is None:
            self._view.show_field_error("day", day_error())
            return
        people = tuple(s for s in gathered.fit if s.line in self._chosen)
        command = AcknowledgeFromFile(
            version=self._version, said=people, way=Way(way), on=on
        )
        self._view.show_gathering_busy()
        self._room.runner.execute(command, self._on_entered, self._on_refused)

    # --------------------------------------------------------------------------

    def _read(self, path: Path) -> None:
        self._cancel()
        self._sheet = self._gathered = None
        self._view.open_gathering(path.name)

        def progress(done: int, total: int | None) -> None:
            self._view.show_reading(done, total or 0)

        self._job = self._room.runner.read_file(
            read_survey, path, self._on_sheet, self._on_failed, progress
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _on_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        columns = proposed_said(sheet.facts.header)
        is_chat = bool(columns.words)
        self._form = _Form(
            columns=columns,
            words=tr(", ").join(AGREEMENT),
            since=self._published() if is_chat else "",
            day=local_day(self._clock()).isoformat(),
        )
        way = Way.GROUP if is_chat else Way.SURVEY
        mapping = mapping_shown(sheet, columns)
        self._view.show_mapping(mapping, way, self._form.words)
        self._view.show_days(self._form.since, self._form.day)
        self._look()

    def _published(self) -> str:
        """Return when the version was published: nobody agreed to it before."""
        lines = self._room.books.lines
        found = (local_day(e.published_at) for e in lines if e.id == self._version)
        return next((day.isoformat() for day in found), "")

    def _look(self) -> None:
        """See who would be entered, as it is chosen and typed now."""
        sheet, terms = self._sheet, self._terms()
        if sheet is None or terms is None:
            return
        work = partial(_gathered, sheet, self._form.columns, terms, self._version)
        self._cancel()
        self._job = self._room.runner.attend(
            work, self._on_gathered, self._on_unreadable, untold
        )

    def _terms(self) -> Terms | None:
        """Return what counts; None, and say so, where the first day is no day."""
        told = self._form.since.strip()
        since = typed_day(told) if told else None
        error = day_error() if told and since is None else ""
        self._view.show_field_error("since", error)
        if error:
            return None
        words = tuple(_words(self._form.words))
        return Terms(words=words, since=since, until=local_day(self._clock()))

    def _on_gathered(self, gathered: Gathered) -> None:
        self._job, self._gathered = None, gathered
        clear = {each.line for each in gathered.file.said}
        self._chosen = {each.line for each in gathered.fit} & clear
        for field in ("who", "words"):
            self._view.show_field_error(field, "")
        self._view.show_gathered(gathered_shown(gathered, self._chosen))

    def _on_unreadable(self, error: AppError) -> None:
        """The columns, or the words, do not do."""
        self._job = self._gathered = None
        field = "words" if error.code == "acknowledgement_without_words" else "who"
        self._view.show_field_error(field, sentence(error))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_gathering_error(sentence(error))

    def _on_refused(self, error: AppError) -> None:
        if error.code == "acknowledgement_to_come":
            self._view.show_field_error("day", sentence(error))
        else:
            self._on_failed(error)

    def _on_entered(self, outcome: Outcome[FileAcknowledged]) -> None:
        self._sheet = self._gathered = None
        self._view.close_gathering()
        back, result = outcome.undo, outcome.value
        told = trn(
            "{count} member entered from the file",
            "{count} members entered from the file",
            result.added,
        )
        self._room.host.toast(told, partial(self._undo, back) if back else None)

    def _undo(self, command: Command[Any]) -> None:
        def failed(error: AppError) -> None:
            self._problem(sentence(error))

        self._room.runner.execute(command, lambda _: None, failed)


def _gathered(
    sheet: Sheet,
    columns: SaidColumns,
    terms: Terms,
    version: RulebookId,
    vault: Workspace,
    _check: Check,
) -> Gathered:
    file = said_in(sheet, columns, terms)
    named = tuple({each.who for each in (*file.said, *file.unclear)})
    standings = vault.query(Recognised(version=version, platform_ids=named))
    return Gathered(file=file, standings=standings)


def _words(text: str) -> Sequence[str]:
    """Return the words between signs."""
    for sign in _SEPARATORS:
        text = text.replace(sign, ",")
    return [word.strip() for word in text.split(",") if word.strip()]
