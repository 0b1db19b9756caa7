"""What is published of the rules: one source for announcement, page and PDF."""

from dataclasses import dataclass
from datetime import date

from app.appeals.rules import APPEAL_WINDOW_DAYS
from app.rulebook.model import NO_WORDS, Bilingual, Rulebook
from app.rulebook.queries import Draft, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A rulebook on its way to members.

    Attributes:
        book: all of it.
        version: its number; 0 for a draft, which is marked so on every page.
        effective_on: the first day it applies; None for a draft.
        changes: what is new, in words for members; may be empty.
        appeal_days: how long a decision can be appealed.
    """

    book: Rulebook
    version: int = 0
    effective_on: date | None = None
    changes: Bilingual = NO_WORDS
    appeal_days: int = APPEAL_WINDOW_DAYS

    @classmethod
    def of_version(cls, version: Version) -> "Document":
        """Return a published version's."""
        return cls(
            book=version.book,
            version=version.version,
            effective_on=version.effective_on,
            changes=version.changes,
        )

    @classmethod
    def of_draft(cls, draft: Draft) -> "Document":
        """Return the preview of a draft."""
        return cls(book=draft.book)

    @property
    def is_draft(self) -> bool:
        """Whether it was not published."""
        return not self.version
