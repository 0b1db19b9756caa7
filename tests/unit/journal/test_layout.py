"""The journal's own tables migrate, and end up as this version declares them."""

import pytest

from app.errors import Corrupt
from app.journal.history import check_tables
from app.journal.layout import LAYOUT, create_layout, is_older
from app.vault.store import Store

FIRST = """
CREATE TABLE "journal_commit" ("id" INTEGER NOT NULL PRIMARY KEY, "hash" BLOB NOT NULL,
 "header" BLOB NOT NULL, "signature" BLOB NOT NULL, "feed" TEXT NOT NULL,
 "seq" INTEGER NOT NULL, "clock" INTEGER NOT NULL, "actor" TEXT NOT NULL,
 "staff" INTEGER NOT NULL, "standing" TEXT NOT NULL);
CREATE UNIQUE INDEX "committable_hash" ON "journal_commit" ("hash");
CREATE UNIQUE INDEX "committable_clock_feed_seq_hash"
 ON "journal_commit" ("clock", "feed", "seq", "hash");
CREATE INDEX "committable_feed_seq" ON "journal_commit" ("feed", "seq");
CREATE INDEX "committable_staff_clock" ON "journal_commit" ("staff", "clock");
CREATE TABLE "journal_event" ("commit_id" INTEGER NOT NULL, "n" INTEGER NOT NULL,
 "kind" TEXT NOT NULL, "version" INTEGER NOT NULL, "subject" TEXT NOT NULL,
 "facts" BLOB NOT NULL, "facts_salt" BLOB NOT NULL, "facts_leaf" BLOB NOT NULL,
 "personal" BLOB, "personal_salt" BLOB, "personal_leaf" BLOB,
 PRIMARY KEY ("commit_id", "n")) WITHOUT ROWID;
CREATE INDEX "eventtable_subject" ON "journal_event" ("subject");
CREATE TABLE "journal_wrap" ("id" BLOB NOT NULL PRIMARY KEY,
 "commit_id" INTEGER NOT NULL, "audience" TEXT NOT NULL,
 "generation" INTEGER NOT NULL, "sealed" BLOB NOT NULL);
CREATE INDEX "wraptable_commit_id" ON "journal_wrap" ("commit_id");
CREATE TABLE "journal_state" ("name" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL);
INSERT INTO journal_commit VALUES(1, x'01', x'02', x'03', 'f', 1, 1, 'p', 1, 'accepted')
"""


@pytest.fixture
def store():
    store = Store(None)
    store.connect()
    yield store
    store.close()


def shape(store):
    """Return tables and indexes as SQLite sees them."""
    names = [n for n in sorted(store.table_names()) if n.startswith("journal_")]
    tables = {n: store.sql(f'PRAGMA table_info("{n}")') for n in names}
    indexes = {
        (n, row[1], row[2]): store.sql(f'PRAGMA index_info("{row[1]}")')
        for n in names
        for row in store.sql(f'PRAGMA index_list("{n}")')
    }
    return tables, indexes


def test_the_first_layout_becomes_the_present_one(store):
    for statement in FIRST.split(";\n"):
        store.sql(statement)
    check_tables(store)
    declared = Store(None)
    declared.connect()
    create_layout(declared)
    assert shape(store) == shape(declared)
    assert not is_older(store)
    declared.close()


def test_what_stood_in_the_first_layout_stands_in_the_present_one(store):
    for statement in FIRST.split(";\n"):
        store.sql(statement)
    check_tables(store)
    assert store.sql("SELECT hash, standing, fault, signer FROM journal_commit") == [
        (b"\x01", "accepted", "", None)
    ]


def test_a_later_layout_is_left_alone(store):
    create_layout(store)
    store.sql(f"PRAGMA user_version={LAYOUT + 1}")
    with pytest.raises(Corrupt, match="vault_newer"):
        check_tables(store)


def test_a_present_layout_without_one_of_its_tables_is_damaged(store):
    create_layout(store)
    store.sql("DROP TABLE journal_tombstone")
    with pytest.raises(Corrupt, match="vault_damaged"):
        check_tables(store)
