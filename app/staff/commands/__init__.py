"""What a person may do about the staff: people, keys, links, the chain itself."""

from app.staff.commands import chain, keys, people
from app.staff.commands.chain import AdmitHeld, ChangeRoles
from app.staff.commands.founding import found_vault
from app.staff.commands.keys import (
    ChangePassphrase,
    MakeRecoverySheet,
    ReissueSlot,
    SetPassphrase,
)
from app.staff.commands.linking import (
    LinkStaff,
    UnlinkStaff,
    link_staff,
    unlink_staff,
)
from app.staff.commands.people import (
    AdmitPerson,
    ChangePerson,
    ReinstatePerson,
    RemovePerson,
    SuspendPerson,
)
from app.work import Handler

__all__ = [
    "AdmitHeld",
    "AdmitPerson",
    "ChangePassphrase",
    "ChangePerson",
    "ChangeRoles",
    "LinkStaff",
    "MakeRecoverySheet",
    "ReinstatePerson",
    "ReissueSlot",
    "RemovePerson",
    "SetPassphrase",
    "SuspendPerson",
    "UnlinkStaff",
    "found_vault",
    "link_staff",
    "unlink_staff",
]

HANDLERS: dict[type, Handler] = {
    **people.HANDLERS,
    **keys.HANDLERS,
    **chain.HANDLERS,
}
