"""What a person may do about the rules."""

from app.rulebook.commands.drafting import HANDLERS as _DRAFTING
from app.rulebook.commands.drafting import (
    BeginDraft,
    DiscardDraft,
    EditDraft,
    ReopenDraft,
)
from app.rulebook.commands.publishing import HANDLERS as _PUBLISHING
from app.rulebook.commands.publishing import LONGEST_WAIT, PublishRulebook
from app.work import Handler

__all__ = [
    "HANDLERS",
    "LONGEST_WAIT",
    "BeginDraft",
    "DiscardDraft",
    "EditDraft",
    "PublishRulebook",
    "ReopenDraft",
]

HANDLERS: dict[type, Handler] = {**_DRAFTING, **_PUBLISHING}
