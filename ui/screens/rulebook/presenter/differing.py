"""What differs between two books, as the screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.rulebook.changes import Change, How, changes, how_text
from app.rulebook.model import Rulebook
from app.rulebook.queries import VersionLine
from app.text.difference import difference
from app.words import tr
from ui.screens.rulebook.presenter.tree import next_number
from ui.theme import Tone
from ui.widgets import ChipSpec, Choice, Compared

_TONES: Final = {
    How.ADDED: Tone.OK,
    How.CHANGED: Tone.INFO,
    How.REMOVED: Tone.WARN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShown:
    """A clause, an article or the ladder, with what differs.

    Attributes:
        number: the clause's; empty where it is none.
        title: what it is called.
        chip: what became of it.
        parts: what it said and says.
    """

    number: str
    title: str
    chip: ChipSpec
    parts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedShown:
    """Two books beside each other.

    Attributes:
        title: which two.
        others: what can be compared with, by key.
        other: the key of what is compared with.
        differences: all that differs, the ladder last.
    """

    title: str
    others: tuple[Choice, ...]
    other: str
    differences: tuple[DifferenceShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What differs in the clause that is shown, and in the ladder.

    Attributes:
        title: which two books.
    """

    title: str
    parts: tuple[Compared, ...]


class Differences:
    """Remembers what differs between the last two books that were compared."""

    def __init__(self) -> None:
        """Begin with none."""
        self._books: tuple[Rulebook | None, Rulebook | None] = (None, None)
        self._changes: Sequence[Change] = ()

    def all(self, old: Rulebook, new: Rulebook) -> tuple[DifferenceShown, ...]:
        """Return all that differs."""
        return tuple(map(_shown, self._between(old, new)))

    def near(self, old: Rulebook, new: Rulebook, number: str) -> tuple[Compared, ...]:
        """Return what differs in a clause and in the ladder."""
        return tuple(
            part
            for change in self._between(old, new)
            if _number(change) == number or _is_ladder(change)
            for part in _parts(change, tr("Ladder") if _is_ladder(change) else "")
        )

    def _between(self, old: Rulebook, new: Rulebook) -> Sequence[Change]:
        if self._books[0] is not old or self._books[1] is not new:
            self._books, self._changes = (old, new), changes(old, new)
        return self._changes


def earlier_versions(lines: Sequence[VersionLine], key: str) -> Sequence[VersionLine]:
    """Return the versions before one, or before the draft, the newest first."""
    place = next((n for n, line in enumerate(lines) if line.id == key), -1)
    return lines[place + 1 :]


def compared_title(lines: Sequence[VersionLine], key: str, other: VersionLine) -> str:
    """Return which two books are compared: 第 5 版 对 第 4 版."""
    number = next((e.version for e in lines if e.id == key), next_number(lines))
    return tr(
        "Version {version} against version {other}",
        version=number,
        other=other.version,
    )


def _shown(change: Change) -> DifferenceShown:
    return DifferenceShown(
        number=_number(change),
        title=change.title,
        chip=ChipSpec(text=how_text(change.how), tone=_TONES[change.how]),
        parts=_parts(change),
    )


def _parts(change: Change, over: str = "") -> tuple[Compared, ...]:
    return tuple(
        Compared(
            f"{over} · {part.label}" if over else part.label,
            *difference(part.before, part.after),
        )
        for part in change.parts
    )


def _number(change: Change) -> str:
    number = change.title.partition(" ")[0]
    return number if "." in number else ""


def _is_ladder(change: Change) -> bool:
    return change.title == tr("Ladder")
