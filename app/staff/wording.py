"""Words for roles and capabilities, in the language of the interface."""

from app.staff.roles import Capability
from app.words import mark, tr

_ROLES = {
    "owner": mark("Owner"),
    "lead": mark("Lead"),
    "moderator": mark("Moderator"),
    "observer": mark("Observer"),
}

_CAPABILITIES = {
    Capability.ADMIT_STAFF: mark("Invite people to the team"),
    Capability.CHANGE_STAFF: mark("Change roles and duties, suspend people"),
    Capability.REMOVE_STAFF: mark("Remove people from the team"),
    Capability.CHANGE_ROLES: mark("Change what roles and duties may do"),
    Capability.KEEP_CONFLICTS: mark("Keep the register of conflicts of interest"),
    Capability.LINK_STAFF: mark("Link people of the team to members"),
    Capability.IMPORT_MEMBERS: mark("Import member lists"),
    Capability.REVEAL: mark("Reveal sealed identities, with a reason"),
    Capability.DRAFT_RULES: mark("Write drafts of the rules"),
    Capability.PUBLISH_RULES: mark("Publish rules"),
    Capability.OPEN_CASES: mark("Open and import cases"),
    Capability.DECIDE_CASES: mark("Take and decide cases"),
    Capability.ASSIGN_CASES: mark("Give back cases that others look after"),
    Capability.WRITE_NOTES: mark("Write notes"),
    Capability.FILE_APPEALS: mark("Record appeals"),
    Capability.RULE_APPEALS: mark("Rule on appeals"),
    Capability.RELEASE_EXPORTS: mark("Release anonymised reports"),
    Capability.REVIEW_DECISIONS: mark("Review decisions of moderators"),
    Capability.WRITE_REVISION: mark("Record what members say about the rules"),
    Capability.DECIDE_REVISION: mark("Answer feedback, review clauses"),
    Capability.CHANGE_SETTINGS: mark("Change the vault's settings"),
    Capability.RECOVER: mark("Print a recovery sheet"),
    Capability.READ_AUDIT: mark("Read the history"),
    Capability.ADMIT_HELD: mark("Admit entries that were held back"),
    Capability.ERASE: mark("Erase what is kept about a person"),
}

_DUTIES = {
    "content": mark("Content"),
    "events": mark("Activities"),
    "members": mark("Member care"),
    "finance": mark("Finance"),
    "crisis": mark("Crisis"),
}


def duty_text(duty: str) -> str:
    """Return the word for a duty; an unknown one by its code."""
    return tr(_DUTIES[duty]) if duty in _DUTIES else duty


def role_text(role: str) -> str:
    """Return the word for a role; an unknown one by its code."""
    return tr(_ROLES[role]) if role in _ROLES else role


def capability_text(capability: str) -> str:
    """Return what a capability allows; an unknown one by its code."""
    known = {each.value: words for each, words in _CAPABILITIES.items()}
    return tr(known[capability]) if capability in known else capability
