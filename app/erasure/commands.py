"""What a person may do about erasing: erase members, place holds and lift them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.conflicts.queries.involvement import refuse_member
from app.erasure.events import HoldLifted, HoldPlaced
from app.erasure.model import Because, Receipt
from app.erasure.queries.holds import hold_of
from app.erasure.queries.plans import receipt_for
from app.erasure.registry import subjects_of, waits_of
from app.erasure.rules import refuse_waits
from app.errors import Conflict, InputError
from app.ids import HoldId, MemberId, new_id
from app.journal.erasure import SubjectErased
from app.members.commands import REASON_LEAST
from app.members.queries import handles, refuse_erased
from app.staff.roles import Audience, Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseMembers(Command[Receipt]):
    """Erase what is personal about members, for good; facts stay.

    Who was erased before is erased again if something has come in since.
    """

    members: tuple[MemberId, ...]
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(Command[HoldId]):
    """Let nothing about a member be erased until the hold is lifted."""

    member: MemberId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(Command[None]):
    """End a hold."""

    hold: HoldId


def erase_members(command: EraseMembers, act: Act) -> Intent[Receipt]:
    """Handle `EraseMembers`: all of them in one commit, or none.

    Raises:
        Conflict: something must be ended or waited for, or nothing is left to erase.
        InputError: nobody is named.
        NotFound: there is no such member.
        NotPermitted: the role does not allow it, or the person is involved with one
            of them.
    """
    act.require(Capability.ERASE)
    if not command.members:
        raise InputError("erasure_nobody")
    there = handles(act, command.members)
    wholes: dict[str, str] = {}
    for member in command.members:
        found(there.get(member), "member_not_found")
        refuse_member(act, member)
        refuse_waits(waits_of(act, member))
        wholes |= dict.fromkeys(subjects_of(act, [member]), member)
    left = wholes.keys() - act.erased(wholes)
    if not left:
        raise Conflict("member_erased")
    events = _erased(command, {subject: wholes[subject] for subject in sorted(left)})
    return Intent(value=receipt_for(act, command.members), events=events)


def _erased(command: EraseMembers, wholes: dict[str, str]) -> Iterator[SubjectErased]:
    for subject, member in wholes.items():
        yield SubjectErased(subject=subject, because=command.because, whole=member)


def place_hold(command: PlaceHold, act: Act) -> Intent[HoldId]:
    """Handle `PlaceHold`.

    Raises:
        Conflict: the member was erased.
        InputError: the reason is too short.
        NotFound: there is no such member.
        NotPermitted: the role does not allow it, or the person is involved.
    """
    act.require(Capability.ERASE)
    found(handles(act, [command.member]).get(command.member), "member_not_found")
    refuse_member(act, command.member)
    refuse_erased(act, command.member)
    reason = command.reason.strip()
    if len(reason) < REASON_LEAST:
        raise InputError("hold_reason_too_short", least=REASON_LEAST)
    hold = HoldId(new_id())
    sealed = act.seal(Audience.LEADS, "reason", reason, subject=hold)
    event = HoldPlaced(subject=hold, member=command.member, reason=sealed)
    return Intent(value=hold, events=[event], undo=LiftHold(hold=hold))


def lift_hold(command: LiftHold, act: Act) -> Intent[None]:
    """Handle `LiftHold`.

    Raises:
        Conflict: it was lifted before.
        NotFound: there is no such hold.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.ERASE)
    hold = hold_of(act, command.hold)
    refuse_member(act, hold.member)
    if hold.lifted_at is not None:
        raise Conflict("hold_lifted")
    return Intent(value=None, events=[HoldLifted(subject=command.hold)])


HANDLERS: dict[type, Handler] = {
    EraseMembers: erase_members,
    PlaceHold: place_hold,
    LiftHold: lift_hold,
}
