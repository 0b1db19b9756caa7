"""What commits did, by kind of event: written with each commit, proved by `verify`."""

from collections.abc import Iterable

from app.vault.store import Store

_ASTRAY = """
SELECT commit_id FROM (
 SELECT DISTINCT kind, commit_id FROM journal_event
 EXCEPT SELECT kind, commit_id FROM journal_kind)
UNION SELECT commit_id FROM (
 SELECT kind, commit_id FROM journal_kind
 EXCEPT SELECT kind, commit_id FROM journal_event)
UNION SELECT k.commit_id FROM journal_kind k
 LEFT JOIN journal_commit c ON c.id=k.commit_id WHERE c.clock IS NOT k.clock
"""


def note_kinds(store: Store, commit_id: int, clock: int, kinds: Iterable[str]) -> None:
    """Enter which kinds of event a commit has."""
    store.many(
        "INSERT INTO journal_kind(kind, clock, commit_id) VALUES(?,?,?)",
        [(kind, clock, commit_id) for kind in sorted(kinds)],
    )


def kinds_astray(store: Store) -> list[str]:
    """Return the numbers of commits whose entered kinds are not those they have."""
    return sorted(str(row[0]) for row in store.sql(_ASTRAY))
