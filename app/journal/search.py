"""The search index: words of records that are not sealed.

An FTS5 table without content. It is told the old words when they go, so that
erased words leave its pages (`secure-delete`); `content=''` with explicit
deletes does this, `contentless_delete=1` would keep them.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

import msgspec
import peewee

from app.chunks import chunks
from app.text.tokens import index_text, match_query
from app.vault.store import Store

INDEX = "search_words"
"""Name of the full-text table."""

_TERMS = "search_terms"
# Ids as one value: a statement takes a limited number of them.
_WITHOUT = " AND r.subject NOT IN (SELECT value FROM json_each(?))"


class SearchTable(peewee.Model):
    """What was indexed for a record, to be able to take it out again."""

    id = peewee.TextField(unique=True)
    n = peewee.IntegerField(primary_key=True)
    area = peewee.TextField()
    ref = peewee.TextField()
    subject = peewee.TextField(index=True)
    tokens = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "search_record"


def create_index(store: Store) -> None:
    """Create the index where it is missing."""
    store.create([SearchTable])
    store.index([SearchTable])
    store.sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5"
        "(tokens, content='', tokenize='ascii')"
    )
    store.sql(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES('secure-delete', 1)")


def drop_index(store: Store) -> None:
    """Drop the index with all that is in it."""
    store.sql(f"DROP TABLE IF EXISTS {INDEX}")
    store.drop([SearchTable])


def find(
    store: Store, area: str, words: str, limit: int, without: Sequence[str] = ()
) -> list[str]:
    """Return ids of records whose words match, newest first, at most `limit`.

    Args:
        store: where to look.
        area: of the index.
        words: what is looked for.
        limit: ids at most.
        without: subjects whose records are left out.
    """
    query = match_query(words)
    if not query:
        return []
    left_out = "" if not without else _WITHOUT
    named = [json.dumps([*without])] if without else []
    found = store.sql(
        f"SELECT r.ref FROM {INDEX} f JOIN search_record r ON r.n = f.rowid"
        f" WHERE {INDEX} MATCH ? AND r.area = ?{left_out}"
        " ORDER BY f.rowid DESC LIMIT ?",
        (query, area, *named, limit),
    )
    return [row[0] for row in found]


def index_digest(store: Store) -> bytes:
    """Return a hash of the index itself: its terms, and every record's length.

    The same for the same records, however they are numbered.
    """
    sums = hashlib.blake2b(digest_size=32)
    with store.with_scratch():
        store.sql(
            f"CREATE VIRTUAL TABLE temp.{_TERMS} USING fts5vocab(main, {INDEX}, row)"
        )
        try:
            for term in store.each_sql(f"SELECT term, doc, cnt FROM temp.{_TERMS}"):
                sums.update(msgspec.msgpack.encode(term))
        finally:
            store.sql(f"DROP TABLE temp.{_TERMS}")
    lengths = (
        f"SELECT r.id, d.sz FROM {INDEX}_docsize d"
        " LEFT JOIN search_record r ON r.n = d.id ORDER BY r.id"
    )
    for length in store.each_sql(lengths):
        sums.update(msgspec.msgpack.encode(length))
    return sums.digest()


def sweep_index(store: Store) -> None:
    """Build the index anew where it still lists a word that no record has.

    FTS5 takes a word off its page, but not out of the list of what each page begins
    with. Within the caller's transaction.
    """
    if _lists_gone_words(store):
        store.sql(f"INSERT INTO {INDEX}({INDEX}) VALUES('delete-all')")
        store.sql(
            f"INSERT INTO {INDEX}(rowid, tokens)"
            " SELECT n, tokens FROM search_record ORDER BY n"
        )


def _lists_gone_words(store: Store) -> bool:
    with store.with_scratch():
        store.sql(
            f"CREATE VIRTUAL TABLE temp.{_TERMS} USING fts5vocab(main, {INDEX}, row)"
        )
        try:
            # Each entry is a byte of FTS5's own, then a word or how it begins.
            listed = store.sql(f"SELECT CAST(term AS BLOB) FROM {INDEX}_idx")
            return any(_is_gone(store, bytes(term)[1:]) for (term,) in listed)
        finally:
            store.sql(f"DROP TABLE temp.{_TERMS}")


def _is_gone(store: Store, beginning: bytes) -> bool:
    there = store.sql(
        f"SELECT CAST(term AS BLOB) FROM temp.{_TERMS}"
        " WHERE term >= CAST(? AS TEXT) ORDER BY term LIMIT 1",
        (beginning,),
    )
    return not there or not bytes(there[0][0]).startswith(beginning)


class SearchIndex:
    """A buffer of records to be indexed."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing."""
        self._store = store
        self._waiting: dict[tuple[str, str], tuple[str, str]] = {}

    def put(self, area: str, ref: str, text: str, subject: str) -> None:
        """Index a record's words in place of earlier ones; empty takes it out."""
        self._waiting[area, ref] = (subject, text)

    def forget(self, subjects: Iterable[str]) -> None:
        """Take out everything that was indexed for these subjects."""
        for part in chunks(subjects, 500):
            marks = ",".join("?" for _ in part)
            found = self._store.sql(
                f"SELECT id FROM search_record WHERE subject IN ({marks})", part
            )
            self._take_out([row[0] for row in found])

    def flush(self) -> None:
        """Write everything waiting."""
        if not self._waiting:
            return
        new = {
            f"{area}:{ref}": (area, ref, subject, index_text(text))
            for (area, ref), (subject, text) in self._waiting.items()
        }
        self._waiting.clear()
        self._take_out(list(new))
        # Numbers follow the order of arrival, so a rebuild gives the same ones.
        top = self._store.sql("SELECT coalesce(max(n), 0) FROM search_record")[0][0]
        rows = [
            (i, top + k, area, ref, subject, tokens)
            for k, (i, (area, ref, subject, tokens)) in enumerate(new.items(), start=1)
            if tokens
        ]
        self._store.many(
            "INSERT INTO search_record(id, n, area, ref, subject, tokens)"
            " VALUES(?,?,?,?,?,?)",
            rows,
        )
        self._store.many(
            f"INSERT INTO {INDEX}(rowid, tokens) VALUES(?,?)",
            [(n, tokens) for _, n, *_, tokens in rows],
        )

    def _take_out(self, ids: list[str]) -> None:
        for part in chunks(ids, 500):
            marks = ",".join("?" for _ in part)
            old = self._store.sql(
                f"SELECT n, tokens FROM search_record WHERE id IN ({marks})", part
            )
            if old:
                self._store.many(
                    f"INSERT INTO {INDEX}({INDEX}, rowid, tokens)"
                    " VALUES('delete', ?, ?)",
                    old,
                )
                self._store.many(
                    "DELETE FROM search_record WHERE n=?", [(n,) for n, _ in old]
                )
