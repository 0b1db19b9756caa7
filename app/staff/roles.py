"""Roles and capabilities as shipped; the staff chain carries them as data."""

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
    LINK_STAFF = "staff.link"
    IMPORT_MEMBERS = "members.import"
    REVEAL = "members.reveal"
    PUBLISH_RULES = "rules.publish"
    OPEN_CASES = "cases.open"
    DECIDE_CASES = "cases.decide"
    ASSIGN_CASES = "cases.assign"
    WRITE_NOTES = "notes.write"
    FILE_APPEALS = "appeals.file"
    RULE_APPEALS = "appeals.rule"
    RELEASE_EXPORTS = "exports.release"


class Audience(StrEnum):
    """To whom values are sealed."""

    IDENTITY = "identity"
    LEADS = "leads"


_MODERATOR = (
    Capability.IMPORT_MEMBERS,
    Capability.OPEN_CASES,
    Capability.DECIDE_CASES,
    Capability.WRITE_NOTES,
    Capability.FILE_APPEALS,
)
_LEAD = (
    *_MODERATOR,
    Capability.ASSIGN_CASES,
    Capability.LINK_STAFF,
    Capability.REVEAL,
    Capability.PUBLISH_RULES,
    Capability.RULE_APPEALS,
    Capability.RELEASE_EXPORTS,
)

SHIPPED_ROLES: dict[str, tuple[str, ...]] = {
    Role.OWNER: (*_LEAD, Capability.ADMIT_STAFF),
    Role.LEAD: _LEAD,
    Role.MODERATOR: _MODERATOR,
    Role.OBSERVER: (),
}

AUDIENCE_ROLES: dict[str, tuple[str, ...]] = {
    Audience.IDENTITY: (Role.OWNER, Role.LEAD),
    Audience.LEADS: (Role.OWNER, Role.LEAD),
}
