"""What the section knows of one of its tabs; nothing more."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.times import Clock
from ui.running import Runner
from ui.screens.host import Host
from ui.shell import Command, KeyHint
from ui.widgets import Panes

Counted = Callable[[str], None]
"""Told what the tab shows behind its title: "12", "1000+", or nothing."""


class Part(Protocol):
    """A tab of the section. Words are asked for when they are shown.

    Attributes:
        key: a fixed code ("feedback"); records are asked for as "feedback:<id>".
        widget: what stands under the tabs; key hints go under its list.
    """

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def widget(self) -> Panes: ...

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list; four at most."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here, with the tab in front."""
        ...

    def activated(self) -> None:
        """Come to the front: ask again for what is shown, take the focus."""
        ...

    def open_record(self, record: str) -> None:
        """Show the record with this id, whatever list it is in."""
        ...


class BuildPart(Protocol):
    """Makes a part.

    Parts are built with the section, long before they are looked at. One asks for its
    count when it is built if its tab shows one, and again when something has changed.
    """

    def __call__(
        self, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> Part:
        """Return the part."""
        ...
