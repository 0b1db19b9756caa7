"""The list of motions as words, tones and icons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionLine
from app.revision.wording import stage_text
from app.words import mark, tr
from ui.screens.cases.presenter.wording import handle_text
from ui.screens.moments import day_text
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

STAGES: Final = {
    Stage.DRAFT: (Tone.NEUTRAL, "pencil-simple"),
    Stage.DISCUSSION: (Tone.INFO, "chats"),
    Stage.WITHDRAWN: (Tone.NEUTRAL, "prohibit"),
    Stage.BALLOT: (Tone.INFO, "check-square"),
    Stage.PASSED: (Tone.OK, "check-circle"),
    Stage.NOT_PASSED: (Tone.NEUTRAL, "x-circle"),
    Stage.BELOW_QUORUM: (Tone.WARN, "users"),
    Stage.BLOCKED: (Tone.DANGER, "hand-palm"),
}
_RUNNING: Final = frozenset(
    {Stage.DRAFT, Stage.DISCUSSION, Stage.BALLOT, Stage.BELOW_QUORUM}
)


class Shelf(StrEnum):
    """Which motions the list shows: 进行中, 待采入, 已了结, 全部."""

    RUNNING = "running"
    AWAITING = "awaiting"
    ENDED = "ended"
    ALL = "all"


_SHELVES: Final = {
    Shelf.RUNNING: mark("Under way"),
    Shelf.AWAITING: mark("To take up"),
    Shelf.ENDED: mark("Done"),
    Shelf.ALL: mark("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionRow:
    """A motion in the list.

    Attributes:
        clauses: those it is about.
        author: who proposes it.
        quiet: whether nothing is to be done about it any more.
    """

    id: str
    title: str
    clauses: str
    author: str
    day: str
    chips: tuple[ChipSpec, ...]
    quiet: bool

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        chips = (chip.text for chip in self.chips)
        return ", ".join((self.title, *chips, self.clauses, self.author, self.day))


def shelf_of(line: MotionLine) -> Shelf:
    """Return the list on which a motion stands, besides the one that holds all."""
    if line.stage in _RUNNING:
        return Shelf.RUNNING
    waits = line.stage is Stage.PASSED and line.draft is None
    return Shelf.AWAITING if waits else Shelf.ENDED


def on_shelf(lines: Sequence[MotionLine], shelf: Shelf) -> list[MotionLine]:
    """Return the motions that a list shows."""
    return [line for line in lines if shelf in (Shelf.ALL, shelf_of(line))]


def tabs(lines: Sequence[MotionLine]) -> list[TabSpec]:
    """Return the lists with how many they hold."""
    return [
        TabSpec(key=s.value, text=tr(words), count=str(len(on_shelf(lines, s))))
        for s, words in _SHELVES.items()
    ]


def row_shown(line: MotionLine, now: datetime) -> MotionRow:
    """Return a motion as the list shows it."""
    return MotionRow(
        id=line.id,
        title=line.title,
        clauses=tr("Clause {clause}", clause=tr(", ").join(line.clauses)),
        author=author_text(line.author),
        day=day_text(line.drafted_at, now),
        chips=chips_of(line),
        quiet=shelf_of(line) is Shelf.ENDED,
    )


def chips_of(line: MotionLine) -> tuple[ChipSpec, ...]:
    """Return where a motion stands, and whether a draft has it."""
    tone, icon = STAGES[line.stage]
    stands = ChipSpec(text=stage_text(line.stage), tone=tone, icon=icon)
    if line.draft is None:
        return (stands,)
    taken = ChipSpec(text=tr("Taken up"), tone=Tone.INFO, icon="book-bookmark")
    return (stands, taken)


def author_text(handle: str) -> str:
    """Return who proposes something: a member, or the staff."""
    return handle_text(handle, known=True) if handle else tr("The team")
