"""Comparing the draft with versions, and versions with those before them."""

from collections.abc import Sequence
from typing import Protocol

from app.rulebook.model import Rulebook
from app.rulebook.queries import VersionLine
from app.words import tr
from ui.screens.rulebook.presenter.differing import (
    ComparedShown,
    Near,
    all_differences,
    compared_title,
    earlier_versions,
    near_differences,
)
from ui.screens.rulebook.presenter.drafting import Room
from ui.widgets import Choice


class CompareView(Protocol):
    """What comparing asks of the widgets."""

    def show_book(self) -> None: ...
    def show_near(self, near: Near | None) -> None: ...
    def show_compared(self, compared: ComparedShown) -> None: ...


class Comparing:
    """Knows what is compared with what, and whether a clause or all of it is shown."""

    def __init__(self, view: CompareView, room: Room) -> None:
        """Begin with clauses."""
        self._view, self._room = view, room
        self._whole, self._other = False, ""
        self._shown: tuple[Rulebook, str, str] | None = None

    def begin(self) -> None:
        """Show all that differs from the version before."""
        self._whole = True
        self._room.show()

    def choose(self, other: str) -> None:
        """Compare with another version."""
        self._other = other
        self._room.show()

    def end(self) -> None:
        """Go back to the clause."""
        self._whole, self._other = False, ""
        self._room.show()

    def show(self, book: Rulebook, key: str, number: str) -> None:
        """Show what differs from the version before, or from the one chosen.

        Args:
            book: what is shown.
            key: its key among the versions.
            number: the clause that is shown.
        """
        self._shown = (book, key, number)
        books = self._room.books
        earlier = earlier_versions(books.lines, key)
        if not earlier:
            self._whole = False
            self._view.show_near(None)
            self._view.show_book()
            return
        other = next((e for e in earlier if e.id == self._other), earlier[0])
        old = books.text(other.id)
        if old is None:
            self._want(other.id)
            return
        title = compared_title(books.lines, key, other)
        near = near_differences(old, book, number)
        self._view.show_near(Near(title=title, parts=near))
        if not self._whole:
            self._view.show_book()
            return
        compared = ComparedShown(
            title=title,
            others=_choices(earlier),
            other=other.id,
            differences=all_differences(old, book),
        )
        self._view.show_compared(compared)

    def _want(self, version: str) -> None:
        def ready() -> None:
            if self._room.books.text(version) is not None and self._shown:
                self.show(*self._shown)

        self._room.books.want(version, ready)


def _choices(versions: Sequence[VersionLine]) -> tuple[Choice, ...]:
    return tuple(
        Choice(key=each.id, text=tr("Version {version}", version=each.version))
        for each in versions
    )
