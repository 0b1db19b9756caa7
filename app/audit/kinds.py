"""Which area a kind of event belongs to; pure."""

from app.audit.model import Area

_AREAS = {
    "vault": Area.VAULT,
    "journal": Area.VAULT,
    "staff": Area.TEAM,
    "conflict": Area.TEAM,
    "member": Area.MEMBERS,
    "members": Area.MEMBERS,
    "hold": Area.MEMBERS,
    "note": Area.NOTES,
    "rulebook": Area.RULES,
    "acknowledgement": Area.RULES,
    "revision": Area.RULES,
    "approval": Area.VAULT,
    "review": Area.CASES,
    "case": Area.CASES,
    "cases": Area.CASES,
    "appeal": Area.APPEALS,
    "export": Area.EXPORTS,
}

_APART = {
    "review.member_reviewed": Area.MEMBERS,
    "review.member_undone": Area.MEMBERS,
}

REPLACES = {
    "member.updated": ("member.added", "member.updated"),
    "case.triaged": ("case.opened", "case.triaged"),
}
"""Kinds whose values stand in the place of an earlier event's about the subject."""


def area_of(kind: str) -> Area:
    """Return the area of a kind; one that is not listed belongs to the vault."""
    if kind in _APART:
        return _APART[kind]
    return _AREAS.get(kind.partition(".")[0], Area.VAULT)
