"""The vault on its own threads: the screen lives on, locking is clean."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from app.errors import AppError, Corrupt, VaultLocked
from app.files.profiles import MemberFile, read_members
from app.members.commands import ImportMembers, ImportResult
from app.members.queries import MemberCount, MemberLine, MemberPage
from app.notes.commands import AddNote
from app.staff.commands import AdmitPerson
from app.staff.queries import WhoAmI
from app.staff.roles import Role
from app.work import Changes, Outcome, Page, Query
from tests.builders import COMMUNITY, OWNER, Site, passphrase
from tests.generator import write_members
from ui.runner import VaultRunner
from ui.running import Progress, Runner, Stop
from ui.worker import Crash

if TYPE_CHECKING:
    from app.workspace import Report
    from ui.screens.unlock.shown import Gate

MODERATOR = "周叙"
BUDGET_SECONDS = 0.05
SECRET = "林晚的电话"


def unexpected(what: object) -> None:
    pytest.fail(f"called back with {what!r}")


@dataclass
class Desk:
    """A runner with a vault, and what was heard from it."""

    qtbot: QtBot
    site: Site
    runner: VaultRunner
    crashes: list[Crash] = field(default_factory=list)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=60_000)

    def result(self, begin: Callable[[Callable[[Any], None]], object]) -> Any:
        """Begin something and wait for what it calls back with."""
        came: list[Any] = []
        begin(came.append)
        self.wait(lambda: bool(came))
        return came[0]

    def ask(self, query: Query[Any]) -> Any:
        return self.result(lambda done: self.runner.query(query, done, unexpected))

    def carry_out(self, command: Any) -> Any:
        return self.result(lambda done: self.runner.execute(command, done, unexpected))

    def sign_in(self, name: str) -> None:
        self.result(
            lambda done: self.runner.open_vault(
                self.site.place,
                name,
                passphrase(name),
                lambda: done(True),
                unexpected,
            )
        )

    def lock(self) -> None:
        self.result(lambda done: self.runner.lock(lambda: done(True)))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    site = Site(root=tmp_path)
    desk = Desk(qtbot, site, VaultRunner(site.surroundings))
    desk.runner.crashed.connect(desk.crashes.append)
    desk.runner.troubled.connect(unexpected)
    desk.result(
        lambda done: desk.runner.create_vault(
            site.place,
            COMMUNITY,
            OWNER,
            passphrase(OWNER),
            lambda: done(True),
            unexpected,
        )
    )
    yield desk
    desk.runner.stop()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> MemberFile:
    folder = tmp_path_factory.mktemp("lists")
    return read_members(write_members(folder / "members.csv").path)


class Watchdog:
    """Measures how long the screen's thread goes without an event."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def test_it_is_what_presenters_and_the_unlock_screen_ask_for(desk: Desk):
    runner: Runner = desk.runner
    gate: Gate = desk.runner
    assert runner is gate


def test_the_screen_lives_on_while_a_list_is_read_and_taken_in(
    desk: Desk, tmp_path: Path
):
    truth = write_members(tmp_path / "members.csv")
    told: list[tuple[int, int | None]] = []
    watchdog = Watchdog()
    file = desk.result(
        lambda done: desk.runner.read_file(
            read_members, truth.path, done, unexpected, lambda *n: told.append(n)
        )
    )
    done: list[Outcome[ImportResult]] = []
    pages: list[Page[MemberLine]] = []

    def turn(page: Page[MemberLine]) -> None:
        if not done:
            pages.append(page)
            desk.runner.query(MemberPage(), turn, unexpected)

    began = time.perf_counter()
    desk.runner.query(MemberPage(), turn, unexpected)
    desk.runner.execute(ImportMembers(file=file), done.append, unexpected)
    desk.wait(lambda: bool(done))
    took = time.perf_counter() - began
    assert done[0].value.added == len(truth.people)
    assert told
    # Answered from the state before, while the list was being written.
    assert pages
    assert all(page.rows == [] for page in pages[:-1])
    # A busy computer stretches both; a thread that waits for the vault stands out.
    longest = watchdog.longest
    assert longest < max(BUDGET_SECONDS, took / 3), f"{longest:.3f} s of {took:.3f} s"


def test_nothing_is_carried_out_while_the_vault_is_locked(desk: Desk):
    desk.lock()
    failures: list[AppError] = []
    done: list[object] = []
    note = AddNote(subject="m", text="?")
    desk.runner.execute(note, done.append, failures.append)
    desk.runner.query(MemberCount(), done.append, failures.append)
    desk.runner.read_file(
        read_members, Path("list.csv"), done.append, failures.append, print
    )
    # At once, while the widgets of who asked are still there.
    assert len(failures) == 3
    assert {(type(e), e.code) for e in failures} == {(VaultLocked, "vault_closed")}
    assert done == []
    assert not desk.runner.is_open


def test_a_cancelled_job_calls_nobody_back(desk: Desk):
    came: list[object] = []
    jobs = [
        desk.runner.query(MemberCount(), came.append, came.append),
        desk.runner.read_file(
            read_members, Path("nowhere.csv"), came.append, came.append, print
        ),
    ]
    for job in jobs:
        job.cancel()
    assert desk.ask(MemberCount()) == 0
    threads_idle(desk)
    assert came == []


def threads_idle(desk: Desk) -> None:
    """Let all three threads come to the end of what they have."""

    def nothing(path: Path, **_: object) -> Path:
        return path

    desk.result(
        lambda done: desk.runner.read_file(nothing, Path(), done, unexpected, print)
    )
    desk.ask(MemberCount())
    desk.result(lambda done: desk.runner.recall("nothing", done))


def test_locking_during_an_import_lets_it_end_and_leaves_a_sound_vault(
    desk: Desk, listed: MemberFile
):
    heard: list[object] = []
    desk.runner.on_change(heard.append)
    desk.runner.execute(ImportMembers(file=listed), heard.append, unexpected)
    desk.runner.query(MemberPage(), heard.append, unexpected)
    desk.lock()
    assert heard == []
    with desk.site.opened() as workspace:
        assert workspace.query(MemberCount()) == 1200
        assert workspace.verify().sound


def test_the_next_person_signs_in_at_once(desk: Desk, listed: MemberFile):
    admit = AdmitPerson(
        name=MODERATOR, passphrase=passphrase(MODERATOR), role=Role.MODERATOR
    )
    desk.carry_out(admit)
    stale: list[object] = []
    desk.runner.execute(ImportMembers(file=listed), stale.append, unexpected)
    desk.runner.query(WhoAmI(), stale.append, unexpected)
    desk.runner.lock()
    desk.sign_in(MODERATOR)
    assert desk.ask(WhoAmI()).me.role == Role.MODERATOR
    assert desk.ask(MemberCount()) == 1200
    assert stale == []


def test_a_wrong_passphrase_leaves_the_vault_locked(desk: Desk):
    desk.lock()
    error = desk.result(
        lambda failed: desk.runner.open_vault(
            desk.site.place, OWNER, "wrong, but long enough", print, failed
        )
    )
    assert error.code == "wrong_name_or_passphrase"
    assert error.__traceback__ is None
    assert not desk.runner.is_open
    desk.sign_in(OWNER)


def test_locking_while_it_opens_closes_what_was_opened(desk: Desk):
    opened: list[bool] = []
    desk.runner.open_vault(
        desk.site.place,
        OWNER,
        passphrase(OWNER),
        lambda: opened.append(True),
        unexpected,
    )
    desk.lock()
    assert opened == []
    with desk.site.opened() as workspace:
        assert workspace.query(MemberCount()) == 0


def test_locking_stops_the_reading_of_a_file(desk: Desk):
    begun, ended = threading.Event(), threading.Event()

    def endless(
        path: Path, *, cancel: Stop | None = None, progress: Progress | None = None
    ) -> None:
        begun.set()
        while cancel is not None and not cancel.is_set():
            if progress:
                progress(1, None)
            begun.wait(0.001)
        ended.set()

    desk.runner.read_file(endless, Path(), unexpected, unexpected, lambda *_: None)
    desk.wait(begun.is_set)
    desk.lock()
    desk.wait(ended.is_set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Query[None]):
    """A question nobody has an answer to: a bug."""


def test_the_journal_is_proved_while_commands_and_queries_go_on(
    desk: Desk, listed: MemberFile
):
    desk.carry_out(ImportMembers(file=listed))
    reports: list[Report] = []
    desk.runner.verify(reports.append, unexpected, lambda *_: None)
    desk.carry_out(AddNote(subject="m", text="在核对时写的"))
    assert desk.ask(MemberCount()) == 1200
    desk.wait(lambda: bool(reports))
    assert reports[0].sound
    desk.runner.verify(unexpected, unexpected, print)
    desk.lock()


def test_a_bug_is_told_without_a_word_of_the_case(desk: Desk):
    def broken(path: Path, **_: object) -> None:
        raise ValueError(SECRET) from KeyError(SECRET)

    desk.runner.read_file(broken, Path(SECRET), unexpected, unexpected, print)
    desk.runner.query(Unknown(), unexpected, unexpected)
    desk.wait(lambda: len(desk.crashes) == 2)
    kinds = {crash.kind: crash for crash in desk.crashes}
    crash = kinds["ValueError < KeyError"]
    assert crash.where[-1].endswith("broken")
    assert SECRET not in repr(desk.crashes)
    # The threads go on.
    assert desk.ask(MemberCount()) == 0


def test_screens_hear_of_a_change_after_the_one_who_made_it(
    desk: Desk, listed: MemberFile
):
    heard: list[str] = []

    def hear(changes: Changes) -> None:
        assert "members" in changes.areas
        heard.append("screen")

    desk.runner.on_change(hear)
    command = ImportMembers(file=listed)
    desk.runner.execute(command, lambda _: heard.append("presenter"), unexpected)
    desk.wait(lambda: len(heard) == 2)
    assert heard == ["presenter", "screen"]


def test_half_written_text_stays_on_the_desk(desk: Desk):
    desk.runner.keep("note", "半句")
    desk.runner.keep("note", "半句话")
    # Asked for before it is written.
    assert desk.result(lambda done: desk.runner.recall("note", done)) == "半句话"
    desk.lock()
    desk.runner.keep("note", "nobody is there")
    desk.sign_in(OWNER)
    assert desk.result(lambda done: desk.runner.recall("note", done)) == "半句话"
    desk.runner.keep("note", "")
    assert desk.result(lambda done: desk.runner.recall("note", done)) == ""


def test_a_thread_opened_for_reading_cannot_write(tmp_path: Path):
    with Site(root=tmp_path).created() as workspace:
        refused: list[AppError] = []

        def write() -> None:
            workspace.open_reader_thread()
            try:
                workspace.execute(AddNote(subject="m", text="?"))
            except Corrupt as error:
                refused.append(error)
            finally:
                workspace.release_thread()

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert [error.code for error in refused] == ["storage_failed"]


def test_stopping_waits_for_what_was_asked(
    qtbot: QtBot, tmp_path: Path, listed: MemberFile
):
    site = Site(root=tmp_path)
    site.create().close()
    desk = Desk(qtbot, site, VaultRunner(site.surroundings))
    desk.sign_in(OWNER)
    desk.runner.execute(ImportMembers(file=listed), print, unexpected)
    desk.runner.stop()
    with site.opened() as workspace:
        assert workspace.query(MemberCount()) == 1200
