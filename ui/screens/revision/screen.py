"""The revision as the shell knows a section: tabs, each with list and record."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.part import Part
from ui.screens.revision.parts import PARTS
from ui.shell import Command, Group, KeyHint
from ui.widgets import PaneTabs

KEY: Final = "revision"

_TURN_MS: Final = 10


class RevisionScreen:
    """The revision in the rail.

    Attributes:
        widget: the tabs and what stands under them.
    """

    key: str = KEY
    group: Group = Group.COMMUNITY
    icon: str = "chat-circle-dots"

    def __init__(self, runner: Runner, host: Host, clock: Clock = system_clock) -> None:
        self.widget = PaneTabs(self.title, name=KEY)
        self._runner, self._host, self._clock = runner, host, clock
        self._counts = [""] * len(PARTS)
        self._parts: list[Part] = []
        self._build_next()
        self.widget.turned.connect(self.activated)
        self._build_soon()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Revision")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list of the tab in front."""
        return self._current().hints()

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do in any of the tabs."""
        while self._build_next():
            pass
        return [
            replace(command, run=partial(self._run, part, command))
            for part in self._parts
            for command in part.commands()
        ]

    def activated(self) -> None:
        """Ask again for what the tab in front shows, and take the focus."""
        self._current().activated()

    def open_record(self, record: str) -> None:
        """Show a tab's record.

        Args:
            record: the tab's key, perhaps a colon and the record's id: "feedback",
                "feedback:<id>", "calendar:3.2".
        """
        key, _, wanted = record.partition(":")
        while all(part.key != key for part in self._parts):
            if not self._build_next():
                break
        self.widget.turn_to(key)
        if wanted and self._current().key == key:
            self._current().open_record(wanted)

    def _build_soon(self) -> None:
        """Build one tab in a turn of the event loop; all at once would be long."""

        def build() -> None:
            if self._build_next():
                self._build_soon()

        QTimer.singleShot(_TURN_MS, self.widget, build)

    def _build_next(self) -> bool:
        """Build the next tab; return whether there was one to build."""
        place = len(self._parts)
        if place == len(PARTS):
            return False
        counted = partial(self._on_counted, place)
        part = PARTS[place](self._runner, self._host, self._clock, counted)
        self._parts.append(part)
        self.widget.add_page(part.key, part.title, part.widget)
        self._on_counted(place, self._counts[place])
        return True

    def _current(self) -> Part:
        key = self.widget.current()
        return next(part for part in self._parts if part.key == key)

    def _run(self, part: Part, command: Command) -> None:
        self.widget.turn_to(part.key)
        command.run()

    def _on_counted(self, place: int, count: str) -> None:
        # A part may count while it is being built; its tab comes after it.
        self._counts[place] = count
        if place < len(self._parts):
            self.widget.set_count(self._parts[place].key, count)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> RevisionScreen:
    """Return the section of an open vault."""
    return RevisionScreen(runner, host, clock)
