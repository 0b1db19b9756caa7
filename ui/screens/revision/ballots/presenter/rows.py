"""The list of ballots as words, tones and icons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.revision.model.ballots import BallotState, Choice, Outcome
from app.revision.queries.ballots import BallotLine
from app.revision.wording import ballot_state_text, choice_text, outcome_text
from app.words import mark, tr, trn
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

OUTCOMES: Final = {
    Outcome.PASSED: (Tone.OK, "check-circle"),
    Outcome.NOT_PASSED: (Tone.NEUTRAL, "x-circle"),
    Outcome.BELOW_QUORUM: (Tone.WARN, "users"),
    Outcome.BLOCKED: (Tone.DANGER, "hand-palm"),
}
CHOICES: Final = {
    Choice.FOR: (Tone.OK, "thumbs-up"),
    Choice.AGAINST: (Tone.DANGER, "thumbs-down"),
    Choice.ABSTAIN: (Tone.NEUTRAL, "minus"),
    Choice.BLOCK: (Tone.APPEAL, "hand-palm"),
}


class Shelf(StrEnum):
    """Which ballots the list shows: 表决中, 已结束, 全部."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


_SHELVES: Final = {
    Shelf.OPEN: mark("Voting"),
    Shelf.ENDED: mark("Closed"),
    Shelf.ALL: mark("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRow:
    """A ballot in the list.

    Attributes:
        terms: how many may vote, and what it needs.
        ends: until when, or when it ended.
        late: whether its time is over and nobody has counted.
    """

    id: str
    question: str
    terms: str
    ends: str
    late: bool
    chip: ChipSpec

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return ", ".join((self.question, self.chip.text, self.terms, self.ends))


def on_shelf(lines: Sequence[BallotLine], shelf: Shelf) -> list[BallotLine]:
    """Return the ballots that a list shows."""
    if shelf is Shelf.ALL:
        return list(lines)
    runs = shelf is Shelf.OPEN
    return [line for line in lines if (line.state is BallotState.OPEN) == runs]


def tabs(lines: Sequence[BallotLine]) -> list[TabSpec]:
    """Return the lists with how many they hold."""
    return [
        TabSpec(key=s.value, text=tr(words), count=str(len(on_shelf(lines, s))))
        for s, words in _SHELVES.items()
    ]


def row_shown(line: BallotLine, today: date) -> BallotRow:
    """Return a ballot as the list shows it."""
    entitled = trn("{count} member may vote", "{count} members may vote", line.entitled)
    late = line.state is BallotState.OPEN and line.terms.closes_on < today
    return BallotRow(
        id=line.id,
        question=line.question,
        terms=entitled,
        ends=_ends(line, today, late=late),
        late=late,
        chip=chip_of(line),
    )


def _ends(line: BallotLine, today: date, *, late: bool) -> str:
    if late:
        return tr("To be counted")
    if line.state is not BallotState.OPEN:
        return ""
    left = (line.terms.closes_on - today).days
    if left == 0:
        return tr("Ends today")
    return trn("{count} day left", "{count} days left", left)


def chip_of(line: BallotLine) -> ChipSpec:
    """Return where a ballot stands, or what it came to."""
    if line.outcome is not None:
        tone, icon = OUTCOMES[line.outcome]
        return ChipSpec(text=outcome_text(line.outcome), tone=tone, icon=icon)
    if line.state is BallotState.OPEN:
        return ChipSpec(
            text=ballot_state_text(line.state), tone=Tone.INFO, icon="check-square"
        )
    return ChipSpec(text=ballot_state_text(line.state), icon="prohibit")


def choice_chip(choice: Choice) -> ChipSpec:
    """Return how somebody votes."""
    tone, icon = CHOICES[choice]
    return ChipSpec(text=choice_text(choice), tone=tone, icon=icon)
