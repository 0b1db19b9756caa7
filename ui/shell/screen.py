"""What the shell knows of a screen, a command and a search hit; nothing more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Group(StrEnum):
    """The rail's groups, in their order."""

    REVIEW = "review"
    COMMUNITY = "community"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHint:
    """Keys and what they do, for the footer and the page of all keys."""

    keys: tuple[str, ...]
    label: str


class Screen(Protocol):
    """A section of the window. Words are asked for when they are shown.

    Attributes:
        key: a fixed code ("cases").
        group: where the rail lists it.
        icon: a Phosphor name that also has a `-fill` form.
        widget: the screen itself; a `Panes`, or each of a `PaneTabs`, gets key hints
            under its list and is walked by F6 pane by pane.
    """

    @property
    def key(self) -> str: ...

    @property
    def group(self) -> Group: ...

    @property
    def icon(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def widget(self) -> QWidget: ...

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list; four at most."""
        ...

    def activated(self) -> None:
        """Come to the front: ask again for what is shown, take the focus."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something the command palette can do.

    Attributes:
        key: a fixed code ("cases.new").
        text: verb plus object, in the current language.
        run: does it.
        icon: a Phosphor name.
        shortcut: key-caps to show ("Ctrl", "L").
        words: further words by which it is found, in any language.
    """

    key: str
    text: str
    run: Callable[[], None]
    icon: str = "arrow-right"
    shortcut: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """Something found in the vault."""

    key: str
    title: str
    detail: str
    icon: str
    open: Callable[[], None]


Deliver = Callable[[Sequence[SearchHit]], None]
SearchProvider = Callable[[str, Deliver], None]
"""Asked with the text typed; delivers hits later, on the UI thread."""
