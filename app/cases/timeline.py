"""What a case's timeline tells."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """What happened; `detail` of the entry holds its codes, parted by spaces.

    Members:
        OPENED: detail is the channel.
        TAKEN, RELEASED: no detail.
        TRIAGED: detail is clause and severity.
        DECIDED: detail is clause (empty for no violation), outcome and days.
        RETRACTED: no detail.
        NOTED: detail is the note's id.
        APPEALED: detail is the appeal's number.
        RULED: detail is the ruling.
        RETURNED, RETURN_UNDONE: no detail.
    """

    OPENED = "opened"
    TAKEN = "taken"
    RELEASED = "released"
    TRIAGED = "triaged"
    DECIDED = "decided"
    RETRACTED = "retracted"
    NOTED = "noted"
    APPEALED = "appealed"
    RULED = "ruled"
    RETURNED = "returned"
    RETURN_UNDONE = "return_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened.

    Attributes:
        actor: name of who did it.
        detail: codes as `What` describes them.
        text: a note, reason or reply.
    """

    what: What
    actor: str
    at: datetime
    detail: str
    text: str
