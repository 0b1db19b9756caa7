"""The log tab: answers and outcomes of one version, and the text for members."""

from collections.abc import Sequence
from typing import Final, Protocol

from app.errors import AppError
from app.revision.queries.outcomes import Log, RevisionLog
from app.rulebook.queries import VersionLine
from app.times import Clock, system_clock
from app.words import mark, sentence, tr
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.log.presenter.rows import (
    EntryShown,
    Kept,
    LogRow,
    entry_shown,
    narrowed,
    rows_shown,
    tabs,
    text_for_members,
)
from ui.screens.setting import Setting
from ui.widgets import Choice, TabSpec

_AREAS: Final = frozenset({"revision", "rulebook", "members", "staff"})
_EMPTY: Final = {
    Kept.ALL: mark("Nothing has been answered or decided yet"),
    Kept.TAKEN: mark("Nothing has been adopted yet"),
    Kept.NOT_TAKEN: mark("Nothing was turned down"),
}


class View(Protocol):
    """What the tab asks of the widgets."""

    def show_versions(self, choices: Sequence[Choice], current: str) -> None: ...
    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_rows(self, rows: Sequence[LogRow]) -> None: ...
    def select_row(self, entry: str) -> None: ...
    def show_entry(self, entry: EntryShown) -> None: ...
    def show_text(self, text: str) -> None: ...
    def show_nothing(self, title: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class LogPresenter:
    """Answers what a person does in the tab."""

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock = system_clock
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._setting = Setting(runner, clock)
        self._kept = Kept.ALL
        self._version: int | None = None
        self._log: Log | None = None
        self._wanted = ""
        self._job: Job | None = None
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Ask for everything again: the tab comes to the front."""
        self._setting.load(self._on_setting, self._on_failed)

    def choose_version(self, key: str) -> None:
        """Show the log of another version."""
        self._version, self._wanted = int(key), ""
        self._load()

    def choose_tab(self, key: str) -> None:
        """Show another list."""
        self._kept, self._wanted = Kept(key), ""
        self._show()

    def select(self, entry: str) -> None:
        """Open an entry of the list."""
        self._wanted = entry or self._wanted
        self._show_entry()

    def copy(self) -> None:
        """Put what the list holds on the clipboard, as a text for members."""
        if self._log is not None and self._shown_rows():
            self._host.copy(text_for_members(self._log, self._kept))

    def open_entry(self) -> None:
        """Go to the motion, or to the clause in the rules."""
        entry = self._entry()
        if entry is None:
            return
        if entry.motion:
            self._host.open_record("revision", f"motions:{entry.motion}")
        elif entry.clause:
            self._host.open_record("rulebook", entry.clause)

    def _on_setting(self) -> None:
        if self._setting.versions:
            self._load()
        else:
            self._log = None
            self._view.show_versions((), "")
            self._view.show_tabs((), "")
            self._view.show_rows(())
            self._view.show_nothing(tr("No rules are published yet"))

    def _load(self) -> None:
        if self._job is not None:
            self._job.cancel()
        query = RevisionLog(version=self._version)
        self._job = self._runner.query(query, self._on_log, self._on_failed)

    def _on_log(self, log: Log) -> None:
        self._log = log
        self._view.show_problem("")
        self._view.show_versions(
            [
                Choice(
                    key=str(each.version),
                    text=tr("Version {version}", version=each.version),
                    hint=_standing(each),
                )
                for each in self._setting.versions
            ],
            str(log.version),
        )
        self._show()

    def _titles(self) -> dict[str, str]:
        log = self._log
        versions = self._setting.versions
        found = next((v for v in versions if log and v.version == log.version), None)
        labels = found.labels if found else ()
        return {label.number: label.title.text() for label in labels}

    def _shown_rows(self) -> list[LogRow]:
        if self._log is None:
            return []
        return rows_shown(narrowed(self._log, self._kept), self._titles())

    def _entry(self) -> EntryShown | None:
        if self._log is None:
            return None
        return entry_shown(self._log, self._wanted, self._titles())

    def _show(self) -> None:
        log = self._log
        if log is None:
            return
        rows = self._shown_rows()
        self._view.show_tabs(tabs(log), self._kept.value)
        self._view.show_rows(rows)
        if all(row.id != self._wanted for row in rows):
            self._wanted = rows[0].id if rows else ""
        self._view.select_row(self._wanted)
        if rows:
            self._view.show_text(text_for_members(log, self._kept))
            self._show_entry()
        else:
            self._view.show_nothing(tr(_EMPTY[self._kept]))

    def _show_entry(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._view.show_entry(entry)

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if changes.areas & _AREAS and self._setting.known:
            self.activated()


def _standing(version: VersionLine) -> str:
    day = version.effective_on.isoformat()
    if version.in_force:
        return tr("in force since {day}", day=day)
    return tr("from {day}", day=day)
