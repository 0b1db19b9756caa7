"""What an import of a file shows, whatever the file holds; knows no Qt."""

from dataclasses import dataclass
from enum import StrEnum

from ui.theme import Tone
from ui.widgets import Figure


class Step(StrEnum):
    """Where an import stands."""

    NONE = "none"
    READING = "reading"
    FAILED = "failed"
    PREVIEW = "preview"
    WRITING = "writing"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the file, with the lines it is about."""

    icon: str
    tone: Tone
    title: str
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """A row of the file as it would be taken in."""

    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultShown:
    """What an import did."""

    title: str
    figures: tuple[Figure, ...]
    text: str
