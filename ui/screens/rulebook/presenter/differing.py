"""What differs between two books, as the screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.rulebook.changes import Change, How, changes, how_text
from app.rulebook.model import NO_WORDS, Article, Rulebook
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


def all_differences(old: Rulebook, new: Rulebook) -> tuple[DifferenceShown, ...]:
    """Return all that differs, the ladder last."""
    return tuple(map(_shown, changes(old, new)))


def near_differences(old: Rulebook, new: Rulebook, number: str) -> tuple[Compared, ...]:
    """Return what differs in a clause and in the ladder."""
    return tuple(
        part
        for change in changes(_alone(old, number), _alone(new, number))
        for part in _parts(change, "" if _number(change) else change.title)
    )


def _alone(book: Rulebook, number: str) -> Rulebook:
    """Return a book of one clause: a large one is compared when all of it is wanted."""
    clause = book.clause(number)
    clauses = (clause,) if clause else ()
    article = Article(number="", title=NO_WORDS, clauses=clauses)
    return Rulebook(title=NO_WORDS, articles=(article,), ladder=book.ladder)


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
