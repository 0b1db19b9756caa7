"""Changing a database behind the journal's back, one value at a time."""

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any

import peewee

from app.vault.store import Store

ALL_ROWS = ("first", "middle", "last")


def name_of(table: type[peewee.Model]) -> str:
    return str(table._meta.table_name)


def columns_of(*tables: type[peewee.Model]) -> list[tuple[type[peewee.Model], str]]:
    return [(table, column) for table in tables for column in table._meta.columns]


def place_of(store: Store, table: type[peewee.Model], row: str) -> peewee.Expression:
    """Return the condition that finds the first, middle or last row."""
    keys = table._meta.get_primary_keys()
    found = store.rows(table.select(*keys).order_by(*keys))
    place = {"first": 0, "middle": len(found) // 2, "last": -1}[row]
    return reduce(
        and_, (key == part for key, part in zip(keys, found[place], strict=True))
    )


def change(
    store: Store,
    table: type[peewee.Model],
    column: str,
    row: str,
    value: Callable[[Any], object],
) -> None:
    """Put another value into one row's column."""
    field, where = table._meta.columns[column], place_of(store, table, row)
    old = store.rows(table.select(field).where(where))[0][0]
    new = value(old)
    assert new != old
    store.run(table.update({field: peewee.Value(new, converter=False)}).where(where))


def other_value(old: object) -> object:
    """Return a value of the same type that is not the old one."""
    match old:
        case int():
            return old + 1000
        case str():
            return old + "x"
        case bytes():
            return bytes([old[0] ^ 1]) + old[1:]
        case _:
            return b"where there was nothing"


def last_bit(old: object) -> object:
    match old:
        case int():
            return old ^ 1 << 40
        case str():
            return old[:-1] + chr(ord(old[-1:] or "a") ^ 1)
        case bytes():
            return old[:-1] + bytes([old[-1] ^ 1])
        case _:
            return bytes(32)


def another_type(old: object) -> object:
    return old.encode() if isinstance(old, str) else "words"
