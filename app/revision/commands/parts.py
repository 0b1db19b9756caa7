"""Who has a part in a motion, and may therefore not decide about it."""

from app.conflicts.queries.involvement import refuse_member
from app.errors import NotPermitted
from app.revision.queries.motions import author_of
from app.staff.roles import Capability
from app.work import Act


def refuse_part(act: Act, subject: str, drafter: str) -> None:
    """Let pass who neither wrote something nor is involved with who proposed it.

    Where nobody else on the staff could decide, the one who wrote it may: a community
    with one owner would else never vote.

    Args:
        act: of the person who is about to decide.
        subject: the motion or amendment.
        drafter: who wrote it down.

    Raises:
        NotPermitted: they have a part in it.
    """
    author = author_of(act, subject)
    if author is not None:
        refuse_member(act, author)
    if drafter != act.person:
        return
    others = (person for person in act.authority.people if person != act.person)
    if any(act.authority.may(each, Capability.DECIDE_REVISION) for each in others):
        raise NotPermitted("motion_own")
