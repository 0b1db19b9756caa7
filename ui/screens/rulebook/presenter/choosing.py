"""Lists of codes a clause carries: public norms, the DSA's categories, keywords."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from app.rulebook.model import Clause, Dsa, DsaCategory
from app.rulebook.norms import taxonomy
from ui.screens.rulebook.presenter.dsa import category_text
from ui.screens.rulebook.presenter.keywords import KEYWORDS_BY_SUBJECT, keyword_text


class Carried(StrEnum):
    """Lists of codes a clause carries: 公共规范, 其他类别, 关键词."""

    NORMS = "norms"
    ADDITIONS = "additions"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A code in words.

    Attributes:
        detail: where it stands in its source.
    """

    code: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """Codes under one title; without one they stand alone."""

    title: str
    entries: tuple[Entry, ...]


def norm_groups() -> Sequence[EntryGroup]:
    """Return the public norms, by family."""
    return [
        EntryGroup(
            title=family.name.text(),
            entries=tuple(
                Entry(code=each.code, name=each.name.text(), detail=each.item.text())
                for each in family.norms
            ),
        )
        for family in taxonomy()
    ]


def category_groups() -> Sequence[EntryGroup]:
    """Return the DSA's categories."""
    entries = (Entry(code=each, name=category_text(each)) for each in DsaCategory)
    return (EntryGroup(title="", entries=tuple(entries)),)


def keyword_groups() -> Sequence[EntryGroup]:
    """Return the DSA's keywords, by what they are about."""
    return [
        EntryGroup(
            title=category_text(subject),
            entries=tuple(Entry(code=each, name=keyword_text(each)) for each in codes),
        )
        for subject, codes in KEYWORDS_BY_SUBJECT.items()
    ]


def carried(clause: Clause, which: Carried) -> tuple[str, ...]:
    """Return the codes a clause carries."""
    return {
        Carried.NORMS: clause.norms,
        Carried.ADDITIONS: tuple(clause.dsa.additions),
        Carried.KEYWORDS: clause.dsa.keywords,
    }[which]


def carrying(clause: Clause, which: Carried, codes: Sequence[str]) -> Clause:
    """Return the clause with other codes; the main category is no further one."""
    if which is Carried.NORMS:
        return replace(clause, norms=tuple(codes))
    if which is Carried.KEYWORDS:
        return replace(clause, dsa=replace(clause.dsa, keywords=tuple(codes)))
    known = tuple(DsaCategory(code) for code in codes)
    return replace(clause, dsa=without_main(replace(clause.dsa, additions=known)))


def without_main(dsa: Dsa) -> Dsa:
    """Return the mapping without its main category among the further ones."""
    further = tuple(each for each in dsa.additions if each is not dsa.category)
    return replace(dsa, additions=further)
