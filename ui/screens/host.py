"""What the shell offers a screen, and what it may ask of one."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable


class Host(Protocol):
    """The window round a screen, as a presenter knows it."""

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; `undo` is offered as a button and on Ctrl+Z."""
        ...

    def open_record(self, screen: str, record: str) -> None:
        """Bring another screen to the front and open one of its records."""
        ...

    def choose_file(self, title: str, filters: str) -> Path | None:
        """Ask for a file to read; None if the person thinks better of it."""
        ...

    def choose_save(self, title: str, suggested: str) -> Path | None:
        """Ask where to write a file; None if the person thinks better of it."""
        ...

    def rekey(self) -> None:
        """Put the vault under a new key, shown above the screens."""
        ...

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; it is taken off again after 15 seconds."""
        ...


class OpensRecords(Protocol):
    """A screen that another one can send people to."""

    def open_record(self, record: str) -> None:
        """Show the record with this id, whatever list it is in."""
        ...


@runtime_checkable
class TakesCases(Protocol):
    """A screen that has a form for a new case, or a host that sends people there."""

    def take_case(self, member: str) -> None:
        """Open the form of a new case about this member."""
        ...
