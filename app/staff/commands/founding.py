"""How a vault begins."""

from app.ids import new_id
from app.journal.event import Event
from app.journal.sealing import grant, new_audience
from app.journal.staff_events import PersonAdmitted, VaultFounded
from app.staff.roles import (
    AUDIENCE_ROLES,
    SHIPPED_DUTIES,
    SHIPPED_ROLES,
    Audience,
    Role,
)
from app.vault.keys import PersonalKeys


def found_vault(
    vault: str, *, community: str, zone: str, person: str, name: str, keys: PersonalKeys
) -> list[Event]:
    """Return the founding events: roles, audiences and the first owner."""
    made = [new_audience(a, new_id()) for a in Audience]
    public = keys.receiving.public
    return [
        VaultFounded(
            subject=vault,
            zone=zone,
            roles=dict(SHIPPED_ROLES),
            duties=dict(SHIPPED_DUTIES),
            audience_roles=dict(AUDIENCE_ROLES),
            audiences=tuple(key for key, _ in made),
            community=community,
        ),
        PersonAdmitted(
            subject=person,
            role=Role.OWNER,
            sign_key=keys.signing.public,
            receive_key=public,
            grants=tuple(grant(key, seed, person, public) for key, seed in made),
            name=name,
        ),
    ]
