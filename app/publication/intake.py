"""Rules from a file, ready for a draft."""

from pathlib import Path

from app.publication.markdown.files import read_rulebook_file
from app.publication.markdown.outline import EMPTY_LADDER, Reading
from app.rulebook.model import Ladder
from app.rulebook.queries import Versions, VersionText
from app.workspace import Workspace


def read_rules(path: Path, vault: Workspace) -> Reading:
    """Read a rulebook; one without a ladder of its own gets the newest version's.

    Raises:
        InputError: what is wrong with the file (see `read_rulebook_file`).
    """
    return read_rulebook_file(path, _newest_ladder(vault))


def _newest_ladder(vault: Workspace) -> Ladder:
    for line in vault.query(Versions())[:1]:
        newest = vault.query(VersionText(version=line.id))
        if newest is not None:
            return newest.book.ladder
    return EMPTY_LADDER
