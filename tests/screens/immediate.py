"""A runner that carries everything out at once, on the calling thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from app.errors import AppError
from app.times import system_clock
from app.verification import Report
from app.work import Changes, Command, Outcome, Query
from app.workspace import Workspace
from ui.running import Attendance, Failed, FileReader, Progress

V = TypeVar("V")


class Done:
    """Work that was over before anybody could stop it."""

    def cancel(self) -> None:
        """Do nothing."""


class ImmediateRunner:
    """Satisfies `ui.running.Runner` over an open workspace.

    Attributes:
        commands: what was carried out, in order.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._heard: list[Callable[[Changes], None]] = []
        self.commands: list[Command[Any]] = []

    def execute(
        self,
        command: Command[V],
        done: Callable[[Outcome[V]], None],
        failed: Failed,
    ) -> None:
        try:
            outcome = self._workspace.execute(command)
        except AppError as error:
            failed(error)
            return
        self.commands.append(command)
        done(outcome)
        for heard in self._heard:
            heard(outcome.changes)

    def query(self, query: Query[V], done: Callable[[V], None], failed: Failed) -> Done:
        try:
            answer = self._workspace.query(query)
        except AppError as error:
            failed(error)
        else:
            done(answer)
        return Done()

    def read_file(
        self,
        reader: FileReader[V],
        path: Path,
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Done:
        try:
            answer = reader(path, progress=progress)
        except AppError as error:
            failed(error)
        else:
            done(answer)
        return Done()

    def rekey(
        self, done: Callable[[], None], failed: Failed, progress: Progress
    ) -> Done:
        try:
            self._workspace.rekey(progress)
        except AppError as error:
            failed(error)
        else:
            done()
        return Done()

    def verify(
        self, done: Callable[[Report], None], failed: Failed, progress: Progress
    ) -> Done:
        done(self._workspace.verify(progress))
        return Done()

    def attend(
        self,
        work: Attendance[V],
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Done:
        try:
            value = work(self._workspace, progress)
        except AppError as error:
            failed(error)
        else:
            done(value)
        return Done()

    def on_change(self, heard: Callable[[Changes], None]) -> None:
        self._heard.append(heard)

    def keep(self, name: str, text: str) -> None:
        desk = self._workspace.desk
        desk.put(name, text, system_clock())

    def recall(self, name: str, done: Callable[[str], None]) -> None:
        done(self._workspace.desk.get(name))
