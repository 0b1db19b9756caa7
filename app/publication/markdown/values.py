"""Codes and lists of a clause, as a file of ours writes them."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, TypeVar

import msgspec

from app.publication.markdown.escapes import split, trimmed, unescaped
from app.publication.markdown.labels import SEVERITY_OF, Label
from app.publication.markdown.outline import ClauseNotes
from app.rulebook.model import DsaCategory, DsaGround

EnumT = TypeVar("EnumT", bound=StrEnum)

_BETWEEN: Final = "、，,"


def set_detail(clause: ClauseNotes, label: Label, raw: str) -> bool:
    """Give a clause a code or list; False where it cannot be understood.

    Args:
        clause: the clause.
        label: which field.
        raw: what the file says, still escaped.
    """
    setter = _SETTERS.get(label)
    return setter is not None and setter(clause, raw)


def several(raw: str) -> tuple[str, ...]:
    """Return the parts of a list."""
    return tuple(unescaped(trimmed(part)) for part in split(raw, _BETWEEN))


def _severity(clause: ClauseNotes, raw: str) -> bool:
    found = SEVERITY_OF.get(unescaped(raw).casefold())
    clause.severity = found or clause.severity
    return found is not None


def _class(clause: ClauseNotes, raw: str) -> bool:
    clause.offence_class = unescaped(raw)
    return True


def _aliases(clause: ClauseNotes, raw: str) -> bool:
    clause.aliases = several(raw)
    return True


def _norms(clause: ClauseNotes, raw: str) -> bool:
    clause.norms = several(raw)
    return True


def _ground(clause: ClauseNotes, raw: str) -> bool:
    found = _of(DsaGround, raw, "DECISION_GROUND_")
    if found is not None:
        clause.dsa = msgspec.structs.replace(clause.dsa, ground=found)
    return found is not None


def _category(clause: ClauseNotes, raw: str) -> bool:
    found = _of(DsaCategory, raw, "STATEMENT_CATEGORY_")
    if found is not None:
        clause.dsa = msgspec.structs.replace(clause.dsa, category=found)
    return found is not None


def _additions(clause: ClauseNotes, raw: str) -> bool:
    parts = [_of(DsaCategory, part, "STATEMENT_CATEGORY_") for part in several(raw)]
    known = tuple(part for part in parts if part is not None)
    clause.dsa = msgspec.structs.replace(clause.dsa, additions=known)
    return len(known) == len(parts)


def _keywords(clause: ClauseNotes, raw: str) -> bool:
    clause.dsa = msgspec.structs.replace(clause.dsa, keywords=several(raw))
    return True


def _law(clause: ClauseNotes, raw: str) -> bool:
    clause.dsa = msgspec.structs.replace(clause.dsa, legal_ground=unescaped(raw))
    return True


def _of(kind: type[EnumT], raw: str, prefix: str) -> EnumT | None:
    """Return a code, with or without what all of its kind begin with."""
    code = unescaped(raw).upper()
    wanted = code if code.startswith(prefix) else f"{prefix}{code}"
    return next((each for each in kind if each.value == wanted), None)


_SETTERS: Final[dict[Label, Callable[[ClauseNotes, str], bool]]] = {
    Label.SEVERITY: _severity,
    Label.CLASS: _class,
    Label.ALIASES: _aliases,
    Label.NORMS: _norms,
    Label.DSA_GROUND: _ground,
    Label.DSA_CATEGORY: _category,
    Label.DSA_ADDITIONS: _additions,
    Label.DSA_KEYWORDS: _keywords,
    Label.DSA_LAW: _law,
}
