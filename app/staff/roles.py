"""Roles and capabilities as shipped; the staff chain carries them as data."""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What somebody is on the staff."""

    OWNER = "owner"
    LEAD = "lead"
    MODERATOR = "moderator"
    OBSERVER = "observer"


class Capability(StrEnum):
    """What a role may do; every command and every kind of event names one."""

    ADMIT_STAFF = "staff.admit"
    CHANGE_STAFF = "staff.change"
    REMOVE_STAFF = "staff.remove"
    CHANGE_ROLES = "staff.roles"
    LINK_STAFF = "staff.link"
    KEEP_CONFLICTS = "staff.conflicts"
    IMPORT_MEMBERS = "members.import"
    REVEAL = "members.reveal"
    DRAFT_RULES = "rules.draft"
    PUBLISH_RULES = "rules.publish"
    OPEN_CASES = "cases.open"
    DECIDE_CASES = "cases.decide"
    ASSIGN_CASES = "cases.assign"
    WRITE_NOTES = "notes.write"
    FILE_APPEALS = "appeals.file"
    RULE_APPEALS = "appeals.rule"
    RELEASE_EXPORTS = "exports.release"
    REVIEW_DECISIONS = "cases.review"
    WRITE_REVISION = "revision.write"
    DECIDE_REVISION = "revision.decide"
    CHANGE_SETTINGS = "vault.settings"
    RECOVER = "vault.recover"
    READ_AUDIT = "audit.read"
    ADMIT_HELD = "journal.admit"
    ERASE = "journal.erase"


class Duty(StrEnum):
    """What somebody looks after besides their role."""

    CONTENT = "content"
    EVENTS = "events"
    MEMBERS = "members"
    FINANCE = "finance"
    CRISIS = "crisis"


class Audience(StrEnum):
    """To whom values are sealed."""

    IDENTITY = "identity"
    LEADS = "leads"


_OBSERVER = (Capability.READ_AUDIT,)
_MODERATOR = (
    Capability.IMPORT_MEMBERS,
    Capability.OPEN_CASES,
    Capability.DECIDE_CASES,
    Capability.WRITE_NOTES,
    Capability.FILE_APPEALS,
    Capability.DRAFT_RULES,
    Capability.WRITE_REVISION,
)
_LEAD = (
    *_MODERATOR,
    Capability.ASSIGN_CASES,
    Capability.LINK_STAFF,
    Capability.KEEP_CONFLICTS,
    Capability.REVEAL,
    Capability.PUBLISH_RULES,
    Capability.RULE_APPEALS,
    Capability.RELEASE_EXPORTS,
    Capability.REVIEW_DECISIONS,
    Capability.DECIDE_REVISION,
    Capability.READ_AUDIT,
    Capability.ADMIT_HELD,
    Capability.ERASE,
)
_OWNER = (
    *_LEAD,
    Capability.ADMIT_STAFF,
    Capability.CHANGE_STAFF,
    Capability.REMOVE_STAFF,
    Capability.CHANGE_ROLES,
    Capability.CHANGE_SETTINGS,
    Capability.RECOVER,
)

SHIPPED_ROLES: dict[str, tuple[str, ...]] = {
    Role.OWNER: _OWNER,
    Role.LEAD: _LEAD,
    Role.MODERATOR: _MODERATOR,
    Role.OBSERVER: _OBSERVER,
}

SHIPPED_DUTIES: dict[str, tuple[str, ...]] = {
    Duty.CONTENT: (Capability.OPEN_CASES, Capability.WRITE_NOTES),
    Duty.EVENTS: (Capability.OPEN_CASES, Capability.WRITE_NOTES),
    Duty.MEMBERS: (
        Capability.IMPORT_MEMBERS,
        Capability.OPEN_CASES,
        Capability.WRITE_NOTES,
        Capability.FILE_APPEALS,
    ),
    Duty.FINANCE: (Capability.READ_AUDIT,),
    Duty.CRISIS: (
        Capability.OPEN_CASES,
        Capability.WRITE_NOTES,
        Capability.ASSIGN_CASES,
        Capability.READ_AUDIT,
    ),
}
"""What a duty adds to any role; later features add capabilities of their own."""

REKEYING: tuple[str, ...] = (Capability.ADMIT_STAFF, Capability.REMOVE_STAFF)
"""Whoever holds one of these may put the vault under a new key, and let go what the
old one opens: who decides about people and their keys has to be able to end it, too."""

AUDIENCE_ROLES: dict[str, tuple[str, ...]] = {
    Audience.IDENTITY: (Role.OWNER, Role.LEAD),
    Audience.LEADS: (Role.OWNER, Role.LEAD),
}


def may_rekey(capabilities: Collection[str]) -> bool:
    """Tell whether somebody with these may put the vault under a new key."""
    return not frozenset(REKEYING).isdisjoint(capabilities)
