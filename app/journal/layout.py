"""Bringing the journal's own tables to this version's layout, all or nothing.

Only these tables ever migrate; those of the present state are folded anew. Each
step is frozen once it has been released.
"""

from collections.abc import Callable

from app.errors import Corrupt
from app.journal.tables import JOURNAL_TABLES
from app.vault.store import Store

LAYOUT = 2
"""Kept in the database's `user_version`; the first layout left it at 0."""


def create_layout(store: Store) -> None:
    """Create the journal's tables in the present layout."""
    store.create(JOURNAL_TABLES)
    store.index(JOURNAL_TABLES)
    store.sql(f"PRAGMA user_version={LAYOUT}")


def is_older(store: Store) -> bool:
    """Tell whether the tables are of an earlier layout.

    Raises:
        Corrupt: they are of a later one: `vault_newer`.
    """
    found = _layout_of(store)
    if found > LAYOUT:
        raise Corrupt("vault_newer")
    return found < LAYOUT


def upgrade(store: Store) -> None:
    """Bring the tables to the present layout, in one transaction."""
    with store.transaction():
        for step in range(_layout_of(store), LAYOUT):
            _STEPS[step](store)
        store.sql(f"PRAGMA user_version={LAYOUT}")


def _layout_of(store: Store) -> int:
    return max(1, store.sql("PRAGMA user_version")[0][0])


def _to_second(store: Store) -> None:
    for column in ("fault TEXT NOT NULL DEFAULT ''", "signer BLOB"):
        store.sql(f"ALTER TABLE journal_commit ADD COLUMN {column}")
    store.sql("ALTER TABLE journal_wrap RENAME TO journal_wrap_first")
    store.sql("DROP INDEX IF EXISTS wraptable_commit_id")
    store.sql(
        "CREATE TABLE journal_wrap(id BLOB NOT NULL, commit_id INTEGER NOT NULL,"
        " audience TEXT NOT NULL, generation INTEGER NOT NULL, sealed BLOB NOT NULL,"
        " PRIMARY KEY (id, commit_id))"
    )
    store.sql("CREATE INDEX wraptable_commit_id ON journal_wrap(commit_id)")
    store.sql(
        "INSERT INTO journal_wrap(id, commit_id, audience, generation, sealed)"
        " SELECT id, commit_id, audience, generation, sealed FROM journal_wrap_first"
    )
    store.sql("DROP TABLE journal_wrap_first")
    store.sql(
        "CREATE TABLE journal_tombstone(subject TEXT NOT NULL PRIMARY KEY,"
        " commit_hash BLOB NOT NULL, proof BLOB NOT NULL)"
    )
    store.sql(
        "CREATE INDEX tombstonetable_commit_hash ON journal_tombstone(commit_hash)"
    )
    store.sql(
        "CREATE INDEX committable_held ON journal_commit(clock) WHERE standing='held'"
    )
    for column in ("actor", "feed"):
        store.sql(
            f"CREATE INDEX committable_{column}_clock"
            f" ON journal_commit({column}, clock)"
        )
    store.sql(
        "CREATE TABLE journal_kind(kind TEXT NOT NULL, clock INTEGER NOT NULL,"
        " commit_id INTEGER NOT NULL, PRIMARY KEY(kind, clock, commit_id))"
        " WITHOUT ROWID"
    )
    store.sql(
        "INSERT INTO journal_kind SELECT DISTINCT e.kind, c.clock, c.id"
        " FROM journal_event e JOIN journal_commit c ON c.id=e.commit_id"
    )


_STEPS: dict[int, Callable[[Store], None]] = {1: _to_second}
