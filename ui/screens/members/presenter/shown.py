"""A member's record as the screen shows it; pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.cases.queries.sanctions import MemberStanding
from app.ids import CaseId, MemberId
from app.rulebook.model import SanctionKind
from app.words import mark, tr
from ui.screens.moments import moment_text
from ui.theme import Tone
from ui.widgets import ChipSpec

SEALED: Final = {
    "phone": mark("Phone"),
    "remark": mark("Remark on the list"),
}
"""Names of sealed fields, as `MemberProfile.sealed` spells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderShown:
    """The lines over a record.

    Attributes:
        meta: since when on the list, platform id, role in the group.
    """

    id: MemberId
    title: str
    name: str
    chips: tuple[ChipSpec, ...]
    meta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityShown:
    """The sealed card.

    Attributes:
        fields: sealed fields that have a value, by name and label.
        doubts: what the list spoilt, in words.
        may_reveal: whether the person signed in has the keys.
        footing: the rule for revealing, and who did last; or why not.
    """

    fields: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    may_reveal: bool
    footing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingRow:
    """A line of how the points come about."""

    day: str
    what: str
    verdict: str
    points: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsShown:
    """Points that count now.

    Attributes:
        limit: the threshold of review; 0 without rules.
        beside: words behind the figure.
        expiry: when points expire.
    """

    points: int
    limit: int
    beside: str
    expiry: str
    working: tuple[WorkingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionShown:
    """A sanction."""

    chip: ChipSpec
    clause: str
    when: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """A case about the member.

    Attributes:
        below: its number and what was reported.
        said: the whole row in a sentence.
    """

    id: CaseId
    tone: Tone
    title: str
    below: str
    when: str
    exact: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteShown:
    """A note of the staff."""

    author: str
    text: str
    when: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShown:
    """What the list says, a line."""

    label: str
    value: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """The whole record.

    Attributes:
        may_note, may_open, may_link: what the person signed in may do.
    """

    header: HeaderShown
    identity: IdentityShown
    points: PointsShown
    sanctions: tuple[SanctionShown, ...]
    cases: tuple[CaseShown, ...]
    notes: tuple[NoteShown, ...]
    facts: tuple[FactShown, ...]
    may_note: bool
    may_open: bool
    may_link: bool


_LIMITS: Final = {
    SanctionKind.MUTE: (
        mark("Muted"),
        mark("Muted until {moment}"),
        "microphone-slash",
    ),
    SanctionKind.RESTRICTION: (
        mark("Restricted"),
        mark("Restricted until {moment}"),
        "lock-simple",
    ),
    SanctionKind.SUSPENSION: (
        mark("Benefits suspended"),
        mark("Benefits suspended until {moment}"),
        "pause-circle",
    ),
}


def member_name(handle: str, platform_id: str) -> str:
    """Return how a member is called: the handle, or else the platform id."""
    return f"@{handle}" if handle else platform_id


def standing_chips(
    standing: MemberStanding, now: datetime, *, until: bool
) -> tuple[ChipSpec, ...]:
    """Return whether somebody is removed, muted…; `until` names the ends."""
    if standing.removed:
        return (ChipSpec(text=tr("Removed"), tone=Tone.DANGER, icon="prohibit"),)
    return tuple(
        ChipSpec(
            text=tr(long, moment=moment_text(standing.ends[kind], now))
            if until
            else tr(short),
            tone=Tone.WARN,
            icon=icon,
        )
        for kind, (short, long, icon) in _LIMITS.items()
        if kind in standing.ends
    )
