"""Questions about the rules: versions, drafts, what differs, where words stand."""

from app.rulebook.queries import comparing, finding, shelf
from app.rulebook.queries.comparing import CompareVersions
from app.rulebook.queries.finding import ClauseFound, FindClauses, Hit
from app.rulebook.queries.shelf import (
    BookInForce,
    Draft,
    OpenDrafts,
    Shelf,
    Version,
    VersionLine,
    Versions,
    VersionText,
    book_in_force,
    book_of,
    draft_of,
    open_drafts,
    version_numbers,
    version_of,
    versions,
)
from app.work import Answer

__all__ = [
    "BookInForce",
    "ClauseFound",
    "CompareVersions",
    "Draft",
    "FindClauses",
    "Hit",
    "OpenDrafts",
    "Shelf",
    "Version",
    "VersionLine",
    "VersionText",
    "Versions",
    "book_in_force",
    "book_of",
    "draft_of",
    "open_drafts",
    "version_numbers",
    "version_of",
    "versions",
]

ANSWERS: dict[type, Answer] = {
    **shelf.ANSWERS,
    **comparing.ANSWERS,
    **finding.ANSWERS,
}
