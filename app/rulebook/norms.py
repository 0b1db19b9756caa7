"""Public norms a clause can be mapped to: lists of the law and of platforms.

They are kept in short, in words of our own, each family with its source and the day on
which it was last compared. They help to find what to read; they are no legal advice.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from app.rulebook.model import NO_WORDS, Bilingual

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "norms"

FILES = ("content_rules", "channels")
"""The shipped lists in the order they are offered."""


class Norm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a list.

    Attributes:
        code: by what clauses name it, `"illegal.8"`.
        name: what it is about, in short.
        item: article and item of its source; empty where that has none.
    """

    code: str
    name: Bilingual
    item: Bilingual = NO_WORDS


class NormFamily(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list: 违法信息, 不良信息, a platform's.

    Attributes:
        code: what its norms' codes begin with.
        source: where the list comes from, and since when it holds.
        remark: how far it can be trusted.
        checked_on: when it was last compared with its source.
    """

    code: str
    name: Bilingual
    source: Bilingual
    remark: Bilingual
    checked_on: date
    norms: tuple[Norm, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    families: tuple[NormFamily, ...]


@cache
def taxonomy() -> tuple[NormFamily, ...]:
    """Return all shipped lists, in the order they are offered."""
    return tuple(_families())


def _families() -> Iterator[NormFamily]:
    for name in FILES:
        text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
        yield from msgspec.convert(tomllib.loads(text), _File).families
