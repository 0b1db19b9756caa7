"""The list of appeals as words, tones and icons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.appeals.model import AppealState, Ruling
from app.appeals.queries import COUNT_CAP, AppealLine, AppealQueue, RulingTally
from app.appeals.rules import RulingBar
from app.appeals.wording import ruling_text
from app.members.wording import erased_member
from app.rulebook.queries import VersionLine
from app.rulebook.wording import step_text
from app.words import mark, tr, trn
from ui.screens.moments import ClockShown, clock, day_text, span
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

ICONS: Final = {
    Ruling.UPHELD: "equals",
    Ruling.REDUCED: "arrow-down",
    Ruling.OVERTURNED: "x",
    Ruling.REMANDED: "arrow-u-up-left",
}
TONES: Final = {
    Ruling.UPHELD: Tone.NEUTRAL,
    Ruling.REDUCED: Tone.INFO,
    Ruling.OVERTURNED: Tone.OK,
    Ruling.REMANDED: Tone.APPEAL,
}
_BARS: Final = {
    RulingBar.OWN_DECISION: mark("You decided"),
    RulingBar.DECIDED_EARLIER: mark("You decided earlier"),
}
_QUEUES: Final = {
    AppealQueue.OPEN: mark("To rule"),
    AppealQueue.RULED: mark("Ruled"),
    AppealQueue.ALL: mark("All"),
}

Titles = Mapping[tuple[int, str], str]
"""Titles of clauses by version and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRow:
    """An appeal in the list.

    Attributes:
        title: what is appealed against, and the clause.
        chip: whether the person may rule, or how it was ruled.
        quiet: whether the person has no say in it.
        clock: until when it should be ruled on; None when it is.
        spent: share of the time that is over, 0 to 1.
        ended: the day it was ruled on.
    """

    id: str
    title: str
    handle: str
    number: str
    chip: ChipSpec
    quiet: bool
    clock: ClockShown | None
    spent: float
    ended: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        clock = self.clock.text if self.clock else self.ended
        return ", ".join((self.title, self.handle, self.number, self.chip.text, clock))


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyShown:
    """How rulings came out of late.

    Attributes:
        shares: each ruling's tone and number.
    """

    total: str
    shares: tuple[tuple[Tone, int], ...]
    words: str


def tabs(counts: Mapping[AppealQueue, int]) -> list[TabSpec]:
    """Return the lists with how many they hold."""
    return [
        TabSpec(key=queue.value, text=tr(words), count=_count(counts.get(queue, 0)))
        for queue, words in _QUEUES.items()
    ]


def _count(number: int) -> str:
    return f"{number}+" if number >= COUNT_CAP else str(number)


def titles_of(versions: Sequence[VersionLine]) -> Titles:
    """Return the titles of every version's clauses, in the current language."""
    return {
        (version.version, label.number): label.title.text()
        for version in versions
        for label in version.labels
    }


def row_shown(
    line: AppealLine, titles: Titles, now: datetime, *, may_rule: bool
) -> AppealRow:
    """Return an appeal as the list shows it."""
    is_open = line.state is AppealState.OPEN
    allowed = line.due_at - line.filed_at
    return AppealRow(
        id=line.id,
        title=about(line, titles),
        handle=called(line),
        number=line.number,
        chip=_row_chip(line, may_rule=may_rule),
        quiet=is_open and (line.bar is not None or not may_rule),
        clock=clock(line.due_at, now) if is_open else None,
        spent=min(1.0, max(0.0, (now - line.filed_at) / allowed)),
        ended=day_text(line.ruled_at, now) if line.ruled_at else "",
    )


def called(line: AppealLine) -> str:
    """Return the member's handle as people write it: @绣娘阿珍."""
    if line.handle == erased_member():
        return line.handle
    return f"@{line.handle.removeprefix('@')}"


def about(line: AppealLine, titles: Titles) -> str:
    """Return what is appealed against: 警告 · 2.1 广告引流."""
    title = titles.get((line.version, line.clause), "")
    clause = f"{line.clause} {title}".strip()
    sanction = step_text(line.step) if line.step else ""
    return " · ".join(filter(None, (sanction, clause)))


def _row_chip(line: AppealLine, *, may_rule: bool) -> ChipSpec:
    if line.ruling is not None:
        return ChipSpec(
            text=ruling_text(line.ruling),
            tone=TONES[line.ruling],
            icon=ICONS[line.ruling],
        )
    if line.bar is not None:
        return ChipSpec(text=tr(_BARS[line.bar]), icon="lock-simple")
    if not may_rule:
        return ChipSpec(text=tr("For a lead"), icon="lock-simple")
    return ChipSpec(text=tr("You may rule"), tone=Tone.OK, icon="check")


def tally_shown(tally: RulingTally) -> TallyShown:
    """Return how rulings came out in a line."""
    parts = [
        tr("{ruling} {count}", ruling=ruling_text(ruling), count=tally.counts[ruling])
        for ruling in Ruling
        if tally.counts.get(ruling)
    ]
    taken = tally.median_time or timedelta(0)
    return TallyShown(
        total=trn("{count} ruled", "{count} ruled", tally.total),
        shares=tuple(
            (TONES[ruling], tally.counts[ruling])
            for ruling in Ruling
            if tally.counts.get(ruling)
        ),
        words=tr(
            "{rulings} | median time {span}",
            rulings=" · ".join(parts),
            span=span(taken),
        ),
    )
