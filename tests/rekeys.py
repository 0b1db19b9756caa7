"""A vault's folder with an open database, about to be moved to another key."""

from dataclasses import dataclass
from pathlib import Path

from app.vault.folder import database
from app.vault.keyring import Keyring
from app.vault.rekey import Progress, rekey
from app.vault.store import Store
from tests.keyrings import Ring
from tests.plants import table_of

LAYOUT = (
    "CREATE INDEX by_words ON plant(words)",
    "CREATE TABLE bed(id INTEGER PRIMARY KEY, at TEXT) WITHOUT ROWID",
    "INSERT INTO bed VALUES(7, 'south')",
    "CREATE VIRTUAL TABLE seek USING fts5(words, content='', tokenize='unicode61')",
    "INSERT INTO seek(seek, rank) VALUES('secure-delete', 1)",
    "INSERT INTO seek(rowid, words) VALUES(3, 'a pear tree')",
    "CREATE TABLE spare(x)",
    "PRAGMA user_version=41",
    "PRAGMA application_id=77",
)


@dataclass
class Kept:
    """A vault's folder with its keyring and open database."""

    ring: Ring
    store: Store

    @property
    def place(self) -> Path:
        return self.ring.folder

    @property
    def names(self) -> set[str]:
        return {path.name for path in self.place.iterdir()}

    def receivers(self, *gone: str) -> dict[str, bytes]:
        return {
            person: keys.receiving.public
            for name, (person, keys) in self.ring.people.items()
            if name not in gone
        }

    def rekey(self, *gone: str, progress: Progress | None = None) -> bytes:
        return rekey(
            self.place,
            self.ring.keyring,
            self.store,
            vault_key=self.ring.vault_key,
            receivers=self.receivers(*gone),
            progress=progress,
        )


def kept_in(folder: Path) -> Kept:
    """Make one with everything a copy could lose."""
    ring = Ring(folder, ("林晚", "周慎"))
    store = Store(database(folder, ring.keyring), ring.vault_key)
    store.connect()
    table_of(store)
    for statement in LAYOUT:
        store.sql(statement)
    return Kept(ring, store)


def moved(kept: Kept, key: bytes) -> Store:
    kept.ring.vault_key = key
    store = Store(database(kept.place, Keyring.read(kept.place)), key)
    store.connect()
    return store
