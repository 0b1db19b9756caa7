"""What a person may do about the log of who read the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.acknowledgements.events import AcknowledgementWithdrawn, RulesAcknowledged
from app.acknowledgements.model import Way
from app.acknowledgements.queries import acknowledged_among, members_among
from app.acknowledgements.said import Said
from app.conflicts.queries.involvement import barred_members, refuse_member
from app.errors import InputError, NotFound
from app.files.cells import id_key
from app.ids import MemberId, RulebookId, new_id
from app.members.queries import known_by_platform
from app.rulebook.queries import version_of
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeRules(Command[int]):
    """Enter that members read a version; many at once are one commit.

    Attributes:
        version: which one.
        members: who did; those of whom it is known already stay as they are.
        way: where they said so.
        on: the day they did; None for today.
    """

    version: RulebookId
    members: tuple[MemberId, ...]
    way: Way
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAcknowledged:
    """What a file brought.

    Attributes:
        added: members of whom it was not known.
        known: members of whom it was.
        unknown: lines of people who are not on the member list.
        left_out: members with whom the person entering is involved.
    """

    added: int
    known: int
    unknown: tuple[int, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeFromFile(Command[FileAcknowledged]):
    """Enter that people of a file read a version (see `said.said_in`).

    Attributes:
        version: which one.
        said: who said so.
        way: where.
        on: the day of those for whom the file names none; None for today.
    """

    version: RulebookId
    said: tuple[Said, ...]
    way: Way
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAcknowledgements(Command[int]):
    """Take back what was entered by mistake."""

    version: RulebookId
    members: tuple[MemberId, ...]


def acknowledge_rules(command: AcknowledgeRules, act: Act) -> Intent[int]:
    """Handle `AcknowledgeRules`.

    Raises:
        InputError: nobody is named, or the day is to come.
        NotFound: there is no such version or member.
        NotPermitted: the role does not allow it, or the person is involved with one
            of the members.
    """
    act.require(Capability.IMPORT_MEMBERS)
    _check_version(command.version, act)
    day = _day(command.on, act)
    if not command.members:
        raise InputError("acknowledgement_of_nobody")
    members = dict.fromkeys(command.members)
    for member in members:
        refuse_member(act, member)
    if members_among(act, members) != members.keys():
        raise NotFound("member_not_found")
    known = acknowledged_among(act, command.version, members)
    fresh = tuple(member for member in members if member not in known)
    return Intent(
        value=len(fresh),
        events=_recorded(command.version, fresh, command.way, day),
        undo=_undo(command.version, fresh),
    )


def acknowledge_from_file(
    command: AcknowledgeFromFile, act: Act
) -> Intent[FileAcknowledged]:
    """Handle `AcknowledgeFromFile`; the same file again adds nobody.

    Raises:
        InputError: nobody is named, or a day is to come.
        NotFound: there is no such version.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.IMPORT_MEMBERS)
    _check_version(command.version, act)
    day = _day(command.on, act)
    if not command.said:
        raise InputError("acknowledgement_of_nobody")
    there = known_by_platform(act, (each.who for each in command.said))
    barred = frozenset(barred_members(act))
    days = {
        member.id: _day(each.on or day, act)
        for each in reversed(command.said)
        if (member := there.get(id_key(each.who))) is not None
    }
    free = [member for member in days if member not in barred]
    known = acknowledged_among(act, command.version, free)
    fresh = tuple(member for member in free if member not in known)
    value = FileAcknowledged(
        added=len(fresh),
        known=len(known),
        unknown=tuple(s.line for s in command.said if id_key(s.who) not in there),
        left_out=len(days) - len(free),
    )
    source = new_id()
    recorded = (
        RulesAcknowledged(
            subject=member,
            version=command.version,
            where=command.way,
            on=days[member],
            source=source,
        )
        for member in fresh
    )
    return Intent(value=value, events=recorded, undo=_undo(command.version, fresh))


def withdraw_acknowledgements(
    command: WithdrawAcknowledgements, act: Act
) -> Intent[int]:
    """Handle `WithdrawAcknowledgements`; of whom nothing is entered stays so.

    Raises:
        NotFound: there is no such version.
        NotPermitted: the role does not allow it, or the person is involved with one
            of the members.
    """
    act.require(Capability.IMPORT_MEMBERS)
    _check_version(command.version, act)
    for member in command.members:
        refuse_member(act, member)
    known = acknowledged_among(act, command.version, command.members)
    events = [
        AcknowledgementWithdrawn(subject=member, version=command.version)
        for member in known
    ]
    return Intent(value=len(events), events=events, undo=_again(command.version, known))


def _check_version(version: RulebookId, act: Act) -> None:
    if version_of(act, version) is None:
        raise NotFound("rules_version_not_found")


def _day(on: date | None, act: Act) -> date:
    today = local_day(act.now)
    if on is not None and on > today:
        raise InputError("acknowledgement_to_come")
    return on or today


def _recorded(
    version: RulebookId, members: tuple[MemberId, ...], way: Way, day: date
) -> Iterator[RulesAcknowledged]:
    for member in members:
        yield RulesAcknowledged(subject=member, version=version, where=way, on=day)


def _undo(
    version: RulebookId, members: tuple[MemberId, ...]
) -> WithdrawAcknowledgements | None:
    if not members:
        return None
    return WithdrawAcknowledgements(version=version, members=members)


def _again(
    version: RulebookId, known: dict[str, tuple[Way, date]]
) -> AcknowledgeRules | None:
    """Return what enters it again, where all of it was said in one way on one day."""
    said = set(known.values())
    if len(said) != 1:
        return None
    ((way, day),) = said
    members = tuple(MemberId(member) for member in known)
    return AcknowledgeRules(version=version, members=members, way=way, on=day)


HANDLERS: dict[type, Handler] = {
    AcknowledgeRules: acknowledge_rules,
    AcknowledgeFromFile: acknowledge_from_file,
    WithdrawAcknowledgements: withdraw_acknowledgements,
}
