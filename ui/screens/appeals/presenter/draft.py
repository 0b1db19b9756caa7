"""A ruling half written: what lies on the desk between two looks at an appeal."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.appeals.model import Ruling
from app.rulebook.model import Step


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has chosen and written so far."""

    ruling: Ruling | None = None
    step: Step | None = None
    reply: str = ""


def draft_name(appeal: str) -> str:
    """Return under which name the draft lies on the desk."""
    return f"appeal:{appeal}:ruling"


def write_draft(draft: Draft) -> str:
    """Return a draft as text."""
    return msgspec.json.encode(draft).decode()


def read_draft(text: str, lighter: Sequence[Step]) -> Draft:
    """Return the draft a text holds; one that cannot be read is an empty one.

    Args:
        text: what `write_draft` returned.
        lighter: sanctions a reduction can choose; another is let go.
    """
    try:
        draft = msgspec.json.decode(text, type=Draft)
    except msgspec.MsgspecError:
        return Draft()
    if draft.step is None or draft.step in lighter:
        return draft
    ruling = None if draft.ruling is Ruling.REDUCED else draft.ruling
    return Draft(ruling=ruling, step=None, reply=draft.reply)
