"""A small encrypted database with one table, for tests of the store."""

from app.vault.store import Store

KEY = bytes(range(32))
ROWS = 400


def table_of(store: Store, rows: int = ROWS) -> None:
    store.sql("CREATE TABLE plant(id TEXT PRIMARY KEY, words TEXT)")
    with store.transaction():
        store.many(
            "INSERT INTO plant VALUES(?, ?)",
            [(f"{i:04}", f"第 {i} 株" * 9) for i in range(rows)],
        )


def all_rows(store: Store) -> list[tuple[object, ...]]:
    return store.sql("SELECT id, words FROM plant ORDER BY id")
