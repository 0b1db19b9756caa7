"""What a person may do about conflicts of interest."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.cases.events import CaseWithdrawn, CaseYielded
from app.conflicts.events import (
    ConflictDeclared,
    ConflictEnded,
    ConflictStated,
    ConflictWithdrawn,
)
from app.conflicts.model import About
from app.conflicts.queries.involvement import held_about, is_known, refuse_subject
from app.conflicts.queries.register import entry_of, is_entered
from app.conflicts.rules import check_reason
from app.errors import Conflict, NotFound, NotPermitted
from app.ids import ConflictId, PersonId, new_id
from app.journal.event import Event
from app.staff.queries import staff_names
from app.staff.roles import Audience, Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConflict(Command[ConflictId]):
    """Say that somebody of the staff is involved with a member or a case.

    Attributes:
        person: who; oneself, or somebody else for who keeps the register.
        about: whether `target` is a member or a case.
        target: its id.
        reason: what connects them; sealed to leads.
    """

    person: PersonId
    about: About
    target: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndConflict(Command[None]):
    """Say that somebody is not, or no longer, involved."""

    conflict: ConflictId


def declare_conflict(command: DeclareConflict, act: Act) -> Intent[ConflictId]:
    """Handle `DeclareConflict`.

    Cases the person looks after, and must not any longer, are given back with it.

    Raises:
        InputError: the reason is too short.
        NotFound: there is no such person, member or case.
        NotPermitted: it is about somebody else and the role does not allow it, or who
            enters it is involved with the same member or case.
        Conflict: it is entered already.
    """
    own = command.person == act.person
    if not own:
        act.require(Capability.KEEP_CONFLICTS)
        found(staff_names(act).get(command.person), "person_not_found")
    reason = check_reason(command.reason)
    if not is_known(act, command.about, command.target):
        member = command.about is About.MEMBER
        raise NotFound("member_not_found" if member else "case_not_found")
    if not own:
        refuse_subject(act, command.target)
    if is_entered(act, command.person, command.target, by_themselves=own):
        raise Conflict("conflict_known")
    entry = ConflictId(new_id())
    return Intent(
        value=entry,
        events=[_entered(command, act, entry, reason), *_given_back(command, act)],
        undo=EndConflict(conflict=entry),
    )


def _entered(
    command: DeclareConflict, act: Act, entry: ConflictId, reason: str
) -> Event:
    sealed = act.seal(Audience.LEADS, "reason", reason, subject=entry)
    if command.person == act.person:
        return ConflictStated(
            subject=entry, about=command.about, target=command.target, reason=sealed
        )
    return ConflictDeclared(
        subject=entry,
        person=command.person,
        about=command.about,
        target=command.target,
        reason=sealed,
    )


def _given_back(command: DeclareConflict, act: Act) -> Iterator[Event]:
    held = held_about(act, command.person, command.about, command.target)
    for case in held:
        if command.person == act.person:
            yield CaseYielded(subject=case)
        else:
            yield CaseWithdrawn(subject=case, person=command.person)


def end_conflict(command: EndConflict, act: Act) -> Intent[None]:
    """Handle `EndConflict`.

    Raises:
        NotFound: there is no such entry.
        NotPermitted: the person is the one entered, and somebody else entered them;
            or it is about somebody else, and is not theirs to end.
        Conflict: it has ended already.
    """
    entry = entry_of(act, command.conflict)
    if entry.ended_at is not None:
        raise Conflict("conflict_over")
    if not entry.endable:
        raise NotPermitted("conflict_entered_by_others")
    own = entry.person == act.person
    event = ConflictWithdrawn if own else ConflictEnded
    return Intent(value=None, events=[event(subject=command.conflict)])


HANDLERS: dict[type, Handler] = {
    DeclareConflict: declare_conflict,
    EndConflict: end_conflict,
}
