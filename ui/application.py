"""The application: unlock, the window of an open vault, lock, and round again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.errors import AppError
from app.staff.queries import Identity, WhoAmI
from app.staff.wording import role_text
from app.words import Language, sentence, tr, use_language
from app.work import Changes
from app.workspace import Surroundings
from ui.caretaking import look_after
from ui.clearing import clear_away
from ui.clock_dialog import ClockDialog
from ui.counting import AREAS, Counting
from ui.crash import CrashDialog
from ui.guard import Guard
from ui.keys import VaultKeys
from ui.restorer import Restorer
from ui.runner import VaultRunner
from ui.screens.audit.screen import KEY as AUDIT
from ui.screens.host import OpensRecords
from ui.screens.restore.presenter import RestorePresenter
from ui.screens.restore.view import RestoreView
from ui.screens.unlock.part import build as build_unlock
from ui.screens.workbench.presenter.gathering import Gathering, Tally
from ui.screens.workbench.screen import KEY as WORKBENCH
from ui.searching import VaultSearch
from ui.sections import SCREENS, Build
from ui.shell import (
    AppWindow,
    Command,
    Habits,
    MainWindow,
    QtWords,
    Screen,
    WindowMemory,
)
from ui.shell.habits import NAME, read, write
from ui.theme import Mode, install_theme, theme
from ui.widgets import FocusKeeper, FocusRing, seal_icon
from ui.window_host import WindowHost
from ui.worker import Crash

_USUAL: Final = "cases"
"""The section in front after signing in, if nothing waits at the workbench."""

_TURN_MS: Final = 1
"""With none at all Qt would call in the same turn of the event loop."""


class Application(QObject):
    """Holds the one top-level window and what is behind it."""

    def __init__(
        self, app: QApplication, memory: WindowMemory, around: Surroundings
    ) -> None:
        """Put everything together; `start` shows it."""
        super().__init__(app)
        self._memory, self._clock = memory, around.clock
        use_language(memory.language())
        install_theme(app, mode=memory.mode())
        app.setWindowIcon(seal_icon())
        self._words = QtWords(app)
        self._words.speak(memory.language())
        self._ring, self._keeper = FocusRing(app), FocusKeeper(app)
        self._keeper.stranded.connect(self._on_stranded)
        self.window = AppWindow(memory)
        self.runner = VaultRunner(around)
        self.runner.crashed.connect(self.fail)
        self.runner.troubled.connect(self._on_troubled)
        self.guard = Guard(app)
        self.guard.lock_wanted.connect(self.lock)
        self.guard.clipboard.copied.connect(self._on_copied)
        self.restorer = Restorer(around)
        self.restorer.crashed.connect(self.fail)
        self.main: MainWindow | None = None
        self.host: WindowHost | None = None
        self._crash: CrashDialog | None = None
        self.keys: VaultKeys | None = None
        self.screens: dict[str, Screen] = {}
        app.aboutToQuit.connect(self._on_quit)

    def start(self, place: Path | None = None) -> None:
        """Show the window; `place` is a vault's folder named on starting."""
        if place is not None:
            self._memory.set_vault(place)
        self._ask_to_unlock()
        self.window.show()

    def lock(self, note: str = "", *, fresh: bool = False) -> None:
        """Close the vault, drop every row, ask to unlock.

        Args:
            note: why, for the unlock screen.
            fresh: whether somebody else is to sign in.
        """
        try:
            self._leave()
        finally:
            # Whatever fails in a screen that goes, the vault is closed.
            self.guard.stop()
            self.runner.lock()
            self.main, self.host, self.keys = None, None, None
            self.screens = {}
            self._ask_to_unlock(note, fresh=fresh)

    def switch_person(self) -> None:
        """Lock, and ask for another person's name and passphrase."""
        self.lock(fresh=True)

    def fail(self, crash: Crash) -> None:
        """The program failed: close the vault in good order, and say so.

        What the screen shows may no longer be true; what was acknowledged is kept.
        """
        if self._crash is not None and isValid(self._crash):
            return
        try:
            if self.main is not None:
                self.lock(tr("Locked after a fault in the program"))
        finally:
            copy = self.guard.clipboard.copy
            self._crash = CrashDialog(self.window, crash, copy)
            self._crash.open()

    def _leave(self) -> None:
        """Let the page give up what was written a moment ago, while it can be kept.

        Fields do so when they lose the focus, screens and dialogs when they are
        hidden.
        """
        if self.host is not None:
            self.host.leave()
        focus, page = QApplication.focusWidget(), self.window.page()
        if focus is not None:
            focus.clearFocus()
        clear_away(self.window)
        if page is not None:
            page.hide()

    def _ask_to_unlock(self, note: str = "", *, fresh: bool = False) -> None:
        view, presenter = build_unlock(
            self.runner, self._memory, self.opened, self._on_recovered
        )
        view.restore_wanted.connect(self._ask_to_restore)
        view.language_chosen.connect(self._on_unlock_language)
        view.mode_chosen.connect(self._on_mode_chosen)
        self.window.show_page(view)
        presenter.start(note, fresh=fresh)
        # Qt holds only the view; the presenter lives as long as that does.
        self._unlock = presenter

    def _ask_to_restore(self) -> None:
        view = RestoreView()
        presenter = RestorePresenter(
            view, self.restorer, self._memory, self._ask_to_unlock
        )
        view.look_wanted.connect(presenter.look)
        view.folder_chosen.connect(presenter.choose_folder)
        view.confirmed.connect(presenter.confirm)
        view.stopped.connect(presenter.stop)
        view.back_wanted.connect(presenter.back)
        self.window.show_page(view)
        presenter.start()
        # Qt holds only the view; the presenter lives as long as that does.
        self._restore = presenter

    def opened(self) -> None:
        """Show the window of the vault that has just been opened."""
        self._build_main()
        self.guard.start(self.window.windowHandle())
        self.runner.ask_about_clock(self._on_clock_asked)

    def dress(self, language: Language, mode: Mode) -> None:
        """Speak a language and put on a look, on the unlock screen."""
        theme().set_mode(mode)
        self._on_mode_chosen(mode.value)
        self._on_unlock_language(language.value)

    def _build_main(self, front: str = "") -> None:
        main = MainWindow()
        host = WindowHost(main, self.guard.clipboard)
        self.main, self.host = main, host
        self.keys = VaultKeys(self.window, self.runner, host, self._clock)
        host.offer_rekey(self.keys.rekey)
        main.add_notice(self.keys.notice)
        main.lock_requested.connect(self._on_lock_requested)
        main.language_chosen.connect(self._on_language_chosen)
        main.mode_chosen.connect(self._on_mode_chosen)
        main.switch_requested.connect(self.switch_person)
        main.habits_chosen.connect(self._on_habits_chosen)
        main.describe(
            folder=str(self._memory.vault() or ""),
            can_leave_out=self.guard.capture.works,
            parts=self.keys.settings,
        )
        search = VaultSearch(
            self.runner, self._clock, self._icon, self._open_record, self._on_troubled
        )
        main.set_search(search)
        self.window.show_page(main)
        self.runner.on_change(self._on_change)
        self.runner.query(WhoAmI(), self._on_identity, self._on_troubled)
        self.runner.recall(NAME, self._on_habits_recalled)
        self._counting = Counting(self.runner, self._show_count, self._on_troubled)
        if front:
            self._build_soon(main, iter(SCREENS), front)
        else:
            self._build_where_it_waits(main)

    def _build_where_it_waits(self, main: MainWindow) -> None:
        """Begin at the workbench if something waits there."""

        def on_tally(tally: Tally) -> None:
            front = WORKBENCH if tally.waiting else _USUAL
            self._build_soon(main, iter(SCREENS), front)

        def on_failed(error: AppError) -> None:
            self._on_troubled(error)
            self._build_soon(main, iter(SCREENS), _USUAL)

        Gathering(self.runner, on_failed).tally(on_tally)

    def _build_soon(
        self, main: MainWindow, waiting: Iterator[Build], front: str
    ) -> None:
        """Build one screen in a turn of the event loop; all at once would be long."""
        build = next(waiting, None)
        if build is None:
            self._offer_commands()
            self._counting.count()
            audit = partial(main.show_screen, AUDIT)
            look_after(self.runner, main.show_notice, audit)
            return

        def build_it() -> None:
            if self.main is main:
                self._add_screen(main, build, front)
                self._build_soon(main, waiting, front)

        QTimer.singleShot(_TURN_MS, main, build_it)

    def _add_screen(self, main: MainWindow, build: Build, front: str) -> None:
        host = self.host
        if host is None:
            return
        screen = build(self.runner, host, self._clock)
        main.add_screen(screen)
        self.screens[screen.key] = screen
        if hasattr(screen, "open_record"):
            host.register(screen.key, _opener(screen))
        if screen.key == front:
            main.show_screen(screen.key)

    def _offer_commands(self) -> None:
        if self.main is None or self.keys is None:
            return
        main = self.main
        offered = (c for s in self.screens.values() for c in _offered(s, main))
        main.set_commands([*offered, *self.keys.commands()])

    def _on_recovered(self) -> None:
        if self.keys is not None:
            self.keys.open_recovery(after_use=True)

    def _on_identity(self, identity: Identity) -> None:
        if self.keys is not None:
            self.keys.know(identity)
            self._offer_commands()
        if self.main is not None:
            role = f"{role_text(identity.me.role)} · {identity.community}"
            self.main.set_person(identity.me.name, role)

    def _on_change(self, changes: Changes) -> None:
        if not changes.areas or changes.areas & AREAS:
            self._counting.count()

    def _show_count(self, key: str, count: str) -> None:
        if self.main is not None and key in self.screens:
            self.main.set_count(key, count)

    def _icon(self, screen: str) -> str:
        return self.screens[screen].icon

    def _open_record(self, screen: str, record: str) -> None:
        if self.host is not None:
            self.host.open_record(screen, record)

    def _on_clock_asked(self, doubted: bool) -> None:  # noqa: FBT001 - an answer
        if doubted:
            dialog = ClockDialog(self.window, self._clock())
            dialog.accepted.connect(self.runner.confirm_clock)
            dialog.rejected.connect(self.lock)
            dialog.open()

    def _on_lock_requested(self) -> None:
        self.lock()

    def _on_habits_chosen(self, habits: Habits) -> None:
        self.guard.take(habits)
        self.runner.keep(NAME, write(habits))

    def _on_habits_recalled(self, text: str) -> None:
        if self.main is not None:
            habits = read(text)
            self.guard.take(habits)
            self.main.set_habits(habits)

    def _on_copied(self, seconds: int) -> None:
        if self.main is not None:
            self.main.show_toast(
                tr("Copied; taken off again in {n} seconds", n=seconds)
            )

    def _on_language_chosen(self, chosen: str) -> None:
        front = self.main.current_key() if self.main is not None else ""
        self._leave()
        self.runner.renew()
        self.main, self.host, self.keys = None, None, None
        self.screens = {}
        # To change the fonts of widgets that are thrown away would take long.
        self.window.show_page(QWidget())
        QTimer.singleShot(_TURN_MS, self, partial(self._speak_anew, chosen, front))

    def _speak_anew(self, chosen: str, front: str) -> None:
        self._speak(chosen)
        if self.runner.is_open:
            self._build_main(front)

    def _on_unlock_language(self, chosen: str) -> None:
        self._speak(chosen)
        self._ask_to_unlock()

    def _speak(self, chosen: str) -> None:
        language = Language(chosen)
        self._memory.set_language(language)
        use_language(language)
        self._words.speak(language)
        theme().set_language(language)

    def _on_mode_chosen(self, chosen: str) -> None:
        self._memory.set_mode(Mode(chosen))

    def _on_troubled(self, error: AppError) -> None:
        if self.main is not None:
            self.main.show_toast(sentence(error), icon="warning-circle")

    def _on_stranded(self) -> None:
        if self.main is not None:
            self.main.bring_focus()

    def _on_quit(self) -> None:
        try:
            self._leave()
        finally:
            self.guard.stop()
            self.restorer.stop()
            self.runner.stop()


def _offered(screen: Screen, main: MainWindow) -> Sequence[Command]:
    """Return what the palette can do in a section, bringing it to the front first."""
    commands: Sequence[Command] = getattr(screen, "commands", tuple)()

    def run(command: Command) -> None:
        main.show_screen(screen.key)
        command.run()

    return [replace(each, run=partial(run, each)) for each in commands]


def _opener(screen: object) -> OpensRecords:
    opener: OpensRecords = screen  # pyright: ignore[reportAssignmentType] - asked above
    return opener
