"""What lies on a person's desk and is not history: drafts and choices of view.

Kept in the vault, sealed to the person's own key, erased without trace.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import cast

import peewee

from app.chunks import chunks
from app.errors import Corrupt
from app.times import to_ms
from app.vault.keys import PersonalKeys, box, derive, unbox
from app.vault.store import Store


class DeskTable(peewee.Model):
    """One thing on one desk."""

    id = peewee.TextField(primary_key=True)
    contents = peewee.BlobField()
    changed_at = peewee.BigIntegerField()

    class Meta:
        """Name."""

        table_name = "desk_item"


class Desk:
    """One person's desk."""

    def __init__(self, store: Store, person: str, keys: PersonalKeys) -> None:
        """Open the desk of a signed-in person."""
        self._store = store
        self._person = person
        self._key = derive(keys.seed, b"gongdao/desk/1")

    def put(self, name: str, text: str, now: datetime) -> None:
        """Keep a text under a name; an empty one clears it."""
        if not text:
            self.clear(name)
            return
        row_id = self._id(name)
        row = {
            DeskTable.id: row_id,
            DeskTable.contents: box(self._key, _bytes(text), row_id.encode()),
            DeskTable.changed_at: to_ms(now),
        }
        self._store.run(cast("peewee.Query", DeskTable.replace(row)))

    def get(self, name: str) -> str:
        """Return the text kept under a name; empty if there is none.

        One under keys that the person has no more is none: who lost a passphrase lost
        what was half written.
        """
        row_id = self._id(name)
        found = self._store.rows(
            DeskTable.select(DeskTable.contents).where(DeskTable.id == row_id)
        )
        if not found:
            return ""
        kept = self._unboxed(row_id, found[0][0])
        return (kept or b"").decode("utf-8", "surrogatepass")

    def clear(self, name: str) -> None:
        """Take it off the desk."""
        self._store.run(DeskTable.delete().where(DeskTable.id == self._id(name)))

    def forget(self, subjects: Collection[str]) -> None:
        """Take off everybody's desk what is about these subjects."""
        items = self._store.rows(DeskTable.select(DeskTable.id))
        gone = [i for (i,) in items if any(subject in i for subject in subjects)]
        for part in chunks(gone, 500):
            self._store.run(DeskTable.delete().where(DeskTable.id.in_(part)))

    def under(self, keys: PersonalKeys) -> None:
        """Box all that lies on the desk under new personal keys."""
        renewed = Desk(self._store, self._person, keys)
        mine = DeskTable.select(DeskTable.id, DeskTable.contents).where(
            DeskTable.id.startswith(f"{self._person}:")
        )
        for row_id, contents in self._store.rows(mine):
            plain = self._unboxed(row_id, contents)
            if plain is None:
                continue
            boxed = box(renewed._key, plain, row_id.encode())
            self._store.run(
                DeskTable.update({DeskTable.contents: boxed}).where(
                    DeskTable.id == row_id
                )
            )

    def _unboxed(self, row_id: str, contents: bytes) -> bytes | None:
        with suppress(Corrupt):
            return unbox(self._key, bytes(contents), row_id.encode())
        return None

    def _id(self, name: str) -> str:
        return f"{self._person}:{name}"


def _bytes(text: str) -> bytes:
    # A draft is kept as it was typed, half of an emoji included.
    return text.encode("utf-8", "surrogatepass")
