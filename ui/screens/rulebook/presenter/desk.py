"""What lies on a person's desk: words not yet told, and drafts of former versions."""

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from app.rulebook.model import Rulebook
from app.words import Language
from ui.screens.rulebook.presenter.editing import Spot

T = TypeVar("T")

TYPING: Final = "rulebook:typing"
"""Under which name the words lie that are being typed."""

OWN_DRAFT: Final = "rulebook:draft"
"""Under which name a draft lies from when drafts were a person's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Words that were typed and not yet told to the draft."""

    draft: str
    spot: Spot
    language: Language
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """A draft from when drafts were a person's own.

    Attributes:
        base: the template or version it began from.
        effective_on: the first day, as it was typed.
    """

    base: Rulebook
    book: Rulebook
    effective_on: str


def write_typed(typed: Typed) -> str:
    """Return typed words as text."""
    return msgspec.json.encode(typed).decode()


def read_typed(text: str) -> Typed | None:
    """Return the words a text holds; None if it holds none that can be read."""
    return _read(text, Typed)


def read_own_draft(text: str) -> OwnDraft | None:
    """Return the draft a text holds; None if it holds none that can be read."""
    return _read(text, OwnDraft)


def _read(text: str, shape: type[T]) -> T | None:
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.MsgspecError:
        return None
