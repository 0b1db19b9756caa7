"""A clause beside what is said of it: its words, all feedback on it; knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.revision.model.feedback import Stance
from app.revision.queries.feedback import ClauseFeedback
from app.revision.wording import stance_text
from app.rulebook.model import Clause
from app.words import tr, trn
from ui.theme import Tone

STANCE_TONES: Final = {
    Stance.FOR: Tone.OK,
    Stance.AGAINST: Tone.DANGER,
    Stance.SUGGESTION: Tone.INFO,
    Stance.UNCLEAR: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseShown:
    """A clause as it reads in one version, and what members say of it.

    Attributes:
        title: its number and name; words where none is known.
        version: which version that was.
        text: its words; empty where there are none to show.
        shares: each stance's tone and number, over all feedback on the clause.
        tally: the same in words.
    """

    title: str
    version: str
    text: str
    why: str
    shares: tuple[tuple[Tone, int], ...]
    total: str
    tally: str


def clause_shown(
    number: str,
    clause: Clause | None,
    version: int,
    groups: Sequence[ClauseFeedback],
    name: str,
) -> ClauseShown:
    """Return a clause as its card shows it.

    Args:
        number: its number; empty for none.
        clause: its words; None where they are not known.
        version: in which version it reads so; 0 where none is known.
        groups: how much was said about each clause.
        name: what it is called where its words are not known.
    """
    group = next((each for each in groups if number and each.clause == number), None)
    taken = [
        (stance, group.stances[stance])
        for stance in Stance
        if group is not None and group.stances.get(stance)
    ]
    known = bool(number and version)
    return ClauseShown(
        title=f"{clause.number} {clause.title.text()}" if clause else name,
        version=tr("Version {version}", version=version) if known else "",
        text=clause.text.text() if clause else "",
        why=clause.why.text() if clause else "",
        shares=tuple((STANCE_TONES[stance], count) for stance, count in taken),
        total=pieces(group.total) if group else "",
        tally=" · ".join(
            tr("{stance} {count}", stance=stance_text(stance), count=count)
            for stance, count in taken
        ),
    )


def pieces(count: int) -> str:
    """Return a number of pieces of feedback in words."""
    return trn("{count} piece", "{count} pieces", count)
