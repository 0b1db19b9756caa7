"""The recovery key as a window or a terminal shows and reads it."""

from app.vault.recovery import (
    GROUPS,
    PER_GROUP,
    as_groups,
    as_text,
    folded,
    is_right,
    parse,
)

__all__ = [
    "GROUPS",
    "PER_GROUP",
    "as_groups",
    "as_text",
    "folded",
    "is_right",
    "parse",
]
