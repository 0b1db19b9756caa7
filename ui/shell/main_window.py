"""The window of an open vault: rail, top bar, the screens, palette and toasts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QDeadlineTimer, QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.words import tr
from ui.shell.command_palette import CommandPalette
from ui.shell.content import Content
from ui.shell.habits import Habits
from ui.shell.hints import HintBar
from ui.shell.keys_overlay import KeysOverlay
from ui.shell.rail import Rail
from ui.shell.screen import Command, Screen, SearchProvider
from ui.shell.settings_dialog import SettingsDialog
from ui.shell.settings_sections import VaultFacts
from ui.shell.top_bar import TopBar
from ui.theme import Token, space
from ui.widgets import Pane, Panes, PaneTabs, Toast, ToastHost, column, row
from ui.widgets.focus import focus_first
from ui.widgets.keys import OFF_PROPERTY

_HINT_BAR = 37
_UNDO_MS = 5 * 60 * 1000
"""How long Ctrl+Z keeps the newest undo after its toast has gone: as long as decisions
are held. The vault has the last word."""


class MainWindow(Pane):
    """Holds the screens of an open vault. It knows them only as `Screen`s.

    Make it after signing in, register screens, `show_screen` the first; throw it
    away on locking, so that no row stays in memory.

    Attributes:
        toasts: where toasts appear.

    Signals:
        lock_requested: Ctrl+L, the button, or the menu.
        switch_requested: lock, and let somebody else sign in.
        screen_shown: the key of the screen that came to the front.
        language_chosen: a `Language` value; build the window anew.
        mode_chosen: a `Mode` value, already in use; remember it.
        habits_chosen: the `Habits` of the person, already in use here; keep them.
    """

    lock_requested = Signal()
    switch_requested = Signal()
    screen_shown = Signal(str)
    language_chosen = Signal(str)
    mode_chosen = Signal(str)
    habits_chosen = Signal(Habits)

    def __init__(self) -> None:
        self._screens: dict[str, Screen] = {}
        self._bars: dict[str, list[HintBar]] = {}
        self._commands: tuple[Command, ...] = ()
        self._habits = Habits()
        self._vault, self._can_leave_out = VaultFacts(), False
        self._vault_parts: Callable[[], Sequence[QWidget]] = tuple
        self._current = ""
        self._undo: Callable[[], None] | None = None
        self._undo_until = QDeadlineTimer()
        self.rail = Rail()
        self.top_bar = TopBar()
        self._stack = QStackedWidget()
        self._footer = HintBar()
        self._content = Content(self._stack, self._footer)
        right = column(self.top_bar, (self._content, 1))
        super().__init__(row(self.rail, (right, 1)), Token.CANVAS, name="main_window")
        self.toasts = ToastHost(self._content)
        self.palette_overlay = CommandPalette(self)
        self.keys_overlay = KeysOverlay(self)
        self._footer.hide()
        self._connect()
        self.set_habits(Habits())

    def add_screen(self, screen: Screen) -> None:
        """Register a section; the rail shows only what is registered."""
        self._screens[screen.key] = screen
        self._stack.addWidget(screen.widget)
        self.rail.add(screen)
        self._bars[screen.key] = []
        for panes in _panes(screen.widget):
            self._add_hints(screen.key, panes)
        if isinstance(screen.widget, PaneTabs):
            screen.widget.added.connect(partial(self._add_hints, screen.key))
            screen.widget.turned.connect(partial(self._on_turned, screen.key))
        self._offer_commands()

    def show_screen(self, key: str) -> None:
        """Bring a section to the front.

        Raises:
            KeyError: no such section is registered.
        """
        screen = self._screens[key]
        self._current = key
        self._stack.setCurrentWidget(screen.widget)
        self.rail.set_current(key)
        self.refresh_hints()
        screen.activated()
        self.screen_shown.emit(key)

    def bring_focus(self) -> None:
        """Give the focus to the section in front, unless it is there already."""
        focus, screen = QApplication.focusWidget(), self._screens.get(self._current)
        away = focus is None or self.rail.isAncestorOf(focus)
        if screen is not None and self.isVisible() and away:
            screen.activated()

    def current_key(self) -> str:
        """Return the key of the section in front, or nothing."""
        return self._current

    def refresh_hints(self) -> None:
        """Ask the section in front for its key hints again."""
        screen = self._screens[self._current]
        hints = screen.hints()
        bars = self._bars[self._current]
        for bar in bars or [self._footer]:
            bar.set_hints(hints)
        self._footer.setVisible(not bars and bool(hints))
        shown = bool(bars) or self._footer.isVisibleTo(self)
        self.toasts.set_bottom(_HINT_BAR if shown else 0)

    def set_count(self, key: str, count: str) -> None:
        """Show in the rail how many wait ("12", "1000+", or nothing)."""
        self.rail.set_count(key, count)

    def set_person(self, name: str, role: str) -> None:
        """Show who is signed in; `role` in words, perhaps with the vault's name."""
        self.top_bar.person.set_person(name, role)
        person = tr("{name}, {role}", name=name, role=role)
        self._vault = replace(self._vault, person=person)

    def set_habits(self, habits: Habits) -> None:
        """Go by how the person works: when it locks, whether letters act."""
        self._habits = habits
        self.top_bar.set_idle_minutes(habits.idle_minutes)
        self.window().setProperty(OFF_PROPERTY, not habits.letters)

    def describe(
        self,
        *,
        folder: str,
        can_leave_out: bool,
        parts: Callable[[], Sequence[QWidget]] = tuple,
    ) -> None:
        """Say what the settings need to know.

        Args:
            folder: where the vault lies.
            can_leave_out: whether this system can keep windows out of captures.
            parts: makes further parts of the vault's section.
        """
        self._vault = replace(self._vault, folder=folder)
        self._can_leave_out, self._vault_parts = can_leave_out, parts

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Offer these in the palette, besides the sections."""
        self._commands = tuple(commands)
        self._offer_commands()

    def set_search(self, provider: SearchProvider | None) -> None:
        """Ask this for what the vault holds while somebody types in the palette."""
        self.palette_overlay.set_provider(provider)

    def show_toast(
        self,
        text: str,
        undo: Callable[[], None] | None = None,
        *,
        icon: str = "check-circle",
    ) -> Toast:
        """Say what was done; `undo` is offered as a button and on Ctrl+Z."""
        toast = self.toasts.show_toast(text, undo=undo is not None, icon=icon)
        if undo is not None:
            self._undo = undo
            self._undo_until = QDeadlineTimer(_UNDO_MS)
            toast.undo_pressed.connect(partial(self._take_back, undo))
        return toast

    def show_notice(self, title: str, text: str, step: Command | None = None) -> None:
        """Say above the screens what deserves attention; it stays until closed.

        Args:
            title: what is the matter.
            text: what it means, and what to do.
            step: offered as a button.
        """
        self._content.show_notice(title, text, step)

    def add_notice(self, notice: QWidget) -> None:
        """Let this stand above the screens whenever it has something to say."""
        self._content.add_notice(notice)

    def open_palette(self) -> None:
        """Open search and commands."""
        self.keys_overlay.close_overlay()
        self.palette_overlay.open()

    def open_keys(self) -> None:
        """Open the page of all keys."""
        self.palette_overlay.close_overlay()
        self.keys_overlay.open()

    def open_settings(self) -> SettingsDialog:
        """Open the settings."""
        dialog = SettingsDialog(
            self,
            self._habits,
            can_leave_out=self._can_leave_out,
            vault=self._vault,
            more=self._vault_parts(),
        )
        dialog.language_chosen.connect(dialog.accept)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.mode_chosen.connect(self.mode_chosen)
        dialog.habits_chosen.connect(self.set_habits)
        dialog.habits_chosen.connect(self.habits_chosen)
        dialog.open()
        return dialog

    def next_pane(self, step: int = 1) -> None:
        """Give the focus to the next pane, or with -1 to the one before."""
        if self.palette_overlay.isVisible() or self.keys_overlay.isVisible():
            return
        stops = self._stops()
        focus = QApplication.focusWidget()
        here = next((n for n, s in enumerate(stops) if focus and _inside(focus, s)), -1)
        start = here if here >= 0 or step > 0 else 0
        for turn in range(1, len(stops) + 1):
            if focus_first(stops[(start + step * turn) % len(stops)]):
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ParentChange:
            self._fit()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: a text field takes its own question mark.
        if event.text() == "?":
            self.open_keys()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        width = self.window().width()
        self.rail.set_narrow(narrow=width < space.NARROW_BELOW)
        self.top_bar.set_room(width)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.rail.settings_wanted.connect(self.open_settings)
        self.top_bar.search_wanted.connect(self.open_palette)
        self.top_bar.lock_wanted.connect(self.lock_requested)
        self.top_bar.switch_wanted.connect(self.switch_requested)
        self.top_bar.settings_wanted.connect(self.open_settings)
        self._footer.all_wanted.connect(self.open_keys)
        for keys, slot in (
            ("Ctrl+K", self.open_palette),
            ("Ctrl+L", self.lock_requested.emit),
            ("Ctrl+Z", self._on_undo),
            ("F1", self.open_keys),
            ("F6", self.next_pane),
            ("Shift+F6", lambda: self.next_pane(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _stops(self) -> list[QWidget]:
        screen = self._screens.get(self._current)
        inner: tuple[QWidget, ...] = ()
        if screen is not None:
            widget = screen.widget
            walked = isinstance(widget, (Panes, PaneTabs))
            inner = widget.stops() if walked else (widget,)
        return [self.rail, *inner, self.top_bar]

    def _add_hints(self, key: str, panes: Panes) -> None:
        """Put key hints under a list of a section."""
        bar = HintBar()
        bar.all_wanted.connect(self.open_keys)
        panes.footer.addWidget(bar)
        self._bars[key].append(bar)
        self._on_turned(key)

    def _on_turned(self, key: str) -> None:
        if key == self._current:
            self.refresh_hints()

    def _on_undo(self) -> None:
        for toast in reversed(self.toasts.toasts()):
            if toast.offers_undo:
                toast.press_undo()
                return
        undo, self._undo = self._undo, None
        if undo is not None and not self._undo_until.hasExpired():
            undo()
        else:
            self.show_toast(tr("There is nothing to undo now"), icon="info")

    def _take_back(self, undo: Callable[[], None]) -> None:
        self._undo = None
        undo()

    def _offer_commands(self) -> None:
        going = [
            Command(
                key=f"go.{screen.key}",
                text=tr("Go to {section}", section=screen.title),
                run=partial(self.show_screen, screen.key),
                icon=screen.icon,
            )
            for screen in self._screens.values()
        ]
        switch = self.switch_requested.emit
        own = [
            _own("settings", tr("Settings"), self._on_settings, "gear"),
            _own("keys", tr("All keys"), self.open_keys, "keyboard", "F1"),
            _own("switch", tr("Switch person"), switch, "user-circle"),
            _own("lock", tr("Lock"), self.lock_requested.emit, "lock-simple", "Ctrl+L"),
        ]
        self.palette_overlay.set_commands([*going, *self._commands, *own])

    def _on_settings(self) -> None:
        self.open_settings()


def _own(
    key: str, text: str, run: Callable[[], None], icon: str, cap: str = ""
) -> Command:
    shortcut = (cap,) if cap else ()
    return Command(key=key, text=text, run=run, icon=icon, shortcut=shortcut)


def _inside(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)


def _panes(widget: QWidget) -> Sequence[Panes]:
    """Return the panes of a section, under each of whose lists key hints stand."""
    if isinstance(widget, PaneTabs):
        return widget.pages()
    return (widget,) if isinstance(widget, Panes) else ()
