"""The list of feedback as words, tones and icons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from app.members.wording import erased_member
from app.revision.model.feedback import FeedbackState, Stance
from app.revision.queries.feedback import ClauseFeedback, FeedbackLine, FeedbackQueue
from app.revision.wording import reply_text, stance_text, way_text
from app.rulebook.queries import VersionLine
from app.times import DEFAULT_ZONE
from app.words import mark, tr
from ui.screens.moments import day_text
from ui.screens.revision.clause import STANCE_TONES, pieces
from ui.screens.revision.looks import REPLY_ICONS, REPLY_TONES
from ui.widgets import ChipSpec, Choice, TabSpec

ALL_CLAUSES: Final = "*"
"""Key of the choice that filters nothing."""

STANCE_ICONS: Final = {
    Stance.FOR: "thumbs-up",
    Stance.AGAINST: "thumbs-down",
    Stance.SUGGESTION: "lightbulb",
    Stance.UNCLEAR: "question",
}
_QUEUES: Final = {
    FeedbackQueue.OPEN: mark("To answer"),
    FeedbackQueue.ANSWERED: mark("Answered"),
    FeedbackQueue.ALL: mark("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """A piece of feedback in the list.

    Attributes:
        title: the clause it is about.
        words: what was said, in a line.
        who: who said it.
        way: how it came.
        stance: what they think of the clause.
        state: what it was answered, or that it was struck; None while it waits.
        day: when it was received.
        quiet: whether nothing is to be done about it.
    """

    id: str
    title: str
    words: str
    who: str
    way: str
    stance: ChipSpec
    state: ChipSpec | None
    day: str
    quiet: bool

    @property
    def facts(self) -> str:
        """Who said it, and how it came."""
        return f"{self.who} · {self.way}"

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        state = self.state.text if self.state else ""
        parts = (self.title, self.stance.text, self.words, self.facts, state, self.day)
        return ", ".join(filter(None, parts))


def tabs(groups: Sequence[ClauseFeedback], clause: str | None) -> list[TabSpec]:
    """Return the lists with how many they hold; what was struck is in none.

    Args:
        groups: how much was said about each clause.
        clause: the one that is looked at; None for all.
    """
    counted = [each for each in groups if clause in (None, each.clause)]
    counts = {
        FeedbackQueue.OPEN: sum(each.waiting for each in counted),
        FeedbackQueue.ANSWERED: sum(sum(each.replies.values()) for each in counted),
    }
    return [
        TabSpec(
            key=queue.value,
            text=tr(words),
            count=str(counts[queue]) if queue in counts else "",
        )
        for queue, words in _QUEUES.items()
    ]


def clause_choices(
    groups: Sequence[ClauseFeedback], titles: Mapping[str, str], clause: str | None
) -> list[Choice]:
    """Return what the list can be narrowed to: clauses anything was said about.

    Args:
        groups: how much was said about each clause, the most first.
        titles: of the clauses in force.
        clause: the one that is chosen stays, whatever was said about it.
    """
    total = sum(each.total for each in groups)
    every = Choice(key=ALL_CLAUSES, text=tr("All clauses"), hint=pieces(total))
    named = [
        Choice(
            key=each.clause,
            text=clause_title(each.clause, titles),
            hint=_heard(each),
        )
        for each in groups
    ]
    if clause is not None and all(each.clause != clause for each in groups):
        named.append(Choice(key=clause, text=clause_title(clause, titles)))
    return [every, *named]


def _heard(group: ClauseFeedback) -> str:
    if not group.waiting:
        return pieces(group.total)
    return tr(
        "{pieces}, {waiting} to answer",
        pieces=pieces(group.total),
        waiting=group.waiting,
    )


def present_titles(versions: Sequence[VersionLine]) -> dict[str, str]:
    """Return the titles of the clauses in force, by number; in the current language."""
    present = next((each for each in versions if each.in_force), None)
    if present is None and versions:
        present = versions[0]
    labels = present.labels if present else ()
    return {label.number: label.title.text() for label in labels}


def clause_title(number: str, titles: Mapping[str, str]) -> str:
    """Return a clause as lists name it: 3.2 人身攻击; words where there is none."""
    if not number:
        return tr("About no clause yet")
    return f"{number} {titles.get(number, '')}".strip()


def called(line: FeedbackLine) -> str:
    """Return who said it: @绣娘阿珍, what is known of them; or the appeal's number."""
    if not line.who:
        return line.appeal or tr("Nobody named")
    if line.member is None or line.who == erased_member():
        return line.who
    return f"@{line.who.removeprefix('@')}"


def stance_choices() -> list[Choice]:
    """Return what somebody can think of a clause, to choose among."""
    return [Choice(key=each.value, text=stance_text(each)) for each in Stance]


def stance_chip(stance: Stance) -> ChipSpec:
    """Return what somebody thinks of a clause as a chip."""
    return ChipSpec(
        text=stance_text(stance), tone=STANCE_TONES[stance], icon=STANCE_ICONS[stance]
    )


def state_chip(line: FeedbackLine) -> ChipSpec | None:
    """Return what became of feedback as a chip; None while it waits."""
    if line.answer is not None:
        return ChipSpec(
            text=reply_text(line.answer),
            tone=REPLY_TONES[line.answer],
            icon=REPLY_ICONS[line.answer],
        )
    if line.state is FeedbackState.STRUCK:
        return ChipSpec(text=tr("Struck"), icon="prohibit")
    return None


def received_text(day: date, now: datetime) -> str:
    """Return the day feedback came as lists show days."""
    return day_text(datetime.combine(day, time(12), DEFAULT_ZONE), now)


def row_shown(
    line: FeedbackLine, titles: Mapping[str, str], now: datetime
) -> FeedbackRow:
    """Return a piece of feedback as the list shows it."""
    return FeedbackRow(
        id=line.id,
        title=clause_title(line.clause, titles),
        words=" ".join(line.words.split()),
        who=called(line),
        way=way_text(line.way),
        stance=stance_chip(line.stance),
        state=state_chip(line),
        day=received_text(line.received_on, now),
        quiet=line.state is not FeedbackState.OPEN,
    )
