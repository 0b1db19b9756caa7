"""Rulebooks in files."""

from pathlib import Path

from app.errors import InputError
from app.files.plain_text import read_text
from app.publication.markdown.outline import EMPTY_LADDER, Reading
from app.publication.markdown.reading import read_rulebook
from app.rulebook.model import Ladder

MOST_CLAUSES = 1_000
"""More are no rulebook."""


def read_rulebook_file(path: Path, ladder: Ladder = EMPTY_LADDER) -> Reading:
    """Read a rulebook from Markdown or plain text.

    Args:
        path: the file.
        ladder: the one the book gets where the file says nothing of sanctions.

    Raises:
        InputError: what is wrong with the file (`file_…`), or it has no clauses, or
            too many.
    """
    reading = read_rulebook(read_text(path).text, ladder)
    count = sum(1 for _ in reading.book.clauses)
    if not count:
        raise InputError("rulebook_file_without_clauses")
    if count > MOST_CLAUSES:
        raise InputError("rulebook_file_too_long", limit=MOST_CLAUSES)
    return reading
