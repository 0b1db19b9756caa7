"""Linking staff to members, and what follows for their cases.

A link is the staff's own fact; that whoever complained stands aside, and that nobody
looks after a case about themselves, is the cases'. Both belong in one commit, so the
commands are handled here, where both are known.
"""

from collections.abc import Iterator

from app.cases.events import CaseRecused, CaseReleased, RecusalLifted
from app.cases.queries.reporters import complained_in
from app.conflicts.model import About
from app.conflicts.queries.involvement import held_about
from app.journal.event import Event
from app.members.queries import MemberDetail, member_detail, refuse_erased
from app.staff.commands import LinkStaff, UnlinkStaff, link_staff, unlink_staff
from app.staff.roles import Capability
from app.work import Act, Handler, Intent


def link_and_recuse(command: LinkStaff, act: Act) -> Intent[None]:
    """Handle `LinkStaff`.

    The person is recused from every case that member complained in: open ones
    they do not decide, decided ones stand, but they do not rule on an appeal.
    Cases about the member are given back.

    Raises:
        NotFound: there is no such person or member.
        NotPermitted: the role does not allow it, the reporters of cases are not
            sealed to the person linking, or that person is involved with the member.
        Conflict: the two are linked already, or the member was erased.
    """
    linked = link_staff(command, act)
    refuse_erased(act, command.member)
    member = member_detail(MemberDetail(member=command.member), act)
    recused = (
        CaseRecused(subject=case, person=command.person)
        for case in complained_in(act, member.platform_id, command.person, aside=False)
    )
    events = [*linked.events, *recused, *_given_back(command, act)]
    return Intent(value=None, events=events, undo=linked.undo)


def _given_back(command: LinkStaff, act: Act) -> Iterator[Event]:
    held = held_about(act, command.person, About.MEMBER, command.member)
    if held:
        act.require(Capability.DECIDE_CASES)
    yield from (CaseReleased(subject=case) for case in held)


def unlink_and_lift(command: UnlinkStaff, act: Act) -> Intent[None]:
    """Handle `UnlinkStaff`.

    In cases that member complained in the person need not stand aside any more.

    Raises:
        NotFound: there is no such person, or the two are not linked.
        NotPermitted: the role does not allow it, the link is the person's own, the
            reporters of cases are not sealed to them, or they are involved with the
            member.
    """
    unlinked = unlink_staff(command, act)
    member = member_detail(MemberDetail(member=command.member), act)
    lifted = (
        RecusalLifted(subject=case, person=command.person)
        for case in complained_in(act, member.platform_id, command.person, aside=True)
    )
    events = [*unlinked.events, *lifted]
    return Intent(value=None, events=events, undo=unlinked.undo)


HANDLERS: dict[type, Handler] = {
    LinkStaff: link_and_recuse,
    UnlinkStaff: unlink_and_lift,
}
