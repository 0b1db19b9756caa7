"""Linking staff to members, and what follows for the cases they complained in.

A link is the staff's own fact; that whoever complained stands aside is the cases'.
Both belong in one commit, so the command is handled here, where both are known.
"""

from app.cases.events import CaseRecused
from app.cases.queries.reporters import complained_in
from app.members.queries import MemberDetail, member_detail
from app.staff.commands import LinkStaff, link_staff
from app.work import Act, Handler, Intent


def link_and_recuse(command: LinkStaff, act: Act) -> Intent[None]:
    """Handle `LinkStaff`.

    The person is recused from every case that member complained in: open ones
    they do not decide, decided ones stand, but they do not rule on an appeal.

    Raises:
        NotFound: there is no such person or member.
        NotPermitted: the role does not allow it, or the reporters of cases are not
            sealed to the person linking.
        Conflict: the two are linked already.
    """
    linked = link_staff(command, act)
    member = member_detail(MemberDetail(member=command.member), act)
    recused = (
        CaseRecused(subject=case, person=command.person)
        for case in complained_in(act, member.platform_id, command.person)
    )
    return Intent(value=None, events=[*linked.events, *recused])


HANDLERS: dict[type, Handler] = {LinkStaff: link_and_recuse}
