"""What happens to the rulebook."""

from datetime import date
from typing import ClassVar

from app.journal.event import Body, Event, Upcaster
from app.rulebook.model import NO_WORDS, Bilingual, Change, Rulebook
from app.staff.roles import Capability


class RulebookPublished(Event, frozen=True, kw_only=True):
    """A version of the rules was published; the subject is the version.

    Attributes:
        version: its number, from 1.
        effective_on: the first day on which it applies.
        book: all of it; rules are public and stay as they were.
        changes: what is new, in words for members; empty for a first version.
    """

    kind: ClassVar[str] = "rulebook.published"
    layout: ClassVar[int] = 2
    requires: ClassVar[str | None] = Capability.PUBLISH_RULES

    version: int
    effective_on: date
    book: Rulebook
    changes: Bilingual = NO_WORDS


class DraftBegun(Event, frozen=True, kw_only=True):
    """A draft of the next version was begun; the subject is the draft.

    Attributes:
        base: id of the version it began from; empty where it was none.
        book: what it began as.
    """

    kind: ClassVar[str] = "rulebook.draft_begun"
    requires: ClassVar[str | None] = Capability.DRAFT_RULES

    base: str
    book: Rulebook


class DraftChanged(Event, frozen=True, kw_only=True):
    """Somebody edited the draft; the subject is the draft."""

    kind: ClassVar[str] = "rulebook.draft_changed"
    requires: ClassVar[str | None] = Capability.DRAFT_RULES

    change: Change


class DraftClosed(Event, frozen=True, kw_only=True):
    """Nobody writes in the draft any more; the subject is the draft.

    Attributes:
        version: id of the version it became; empty where it was let go.
    """

    kind: ClassVar[str] = "rulebook.draft_closed"
    requires: ClassVar[str | None] = Capability.DRAFT_RULES

    version: str


class DraftReopened(Event, frozen=True, kw_only=True):
    """A draft that was let go is written in again; the subject is the draft."""

    kind: ClassVar[str] = "rulebook.draft_reopened"
    requires: ClassVar[str | None] = Capability.DRAFT_RULES


EVENTS: tuple[type[Event], ...] = (
    RulebookPublished,
    DraftBegun,
    DraftChanged,
    DraftClosed,
    DraftReopened,
)


def _with_changes(facts: Body, personal: Body) -> tuple[Body, Body]:
    """The first layout had no change log."""
    return {**facts, "changes": {"zh": "", "en": ""}}, personal


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    (RulebookPublished.kind, 1): _with_changes
}
