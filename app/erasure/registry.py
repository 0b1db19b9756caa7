"""What all features hold about members; a feature that holds nothing says so too."""

from collections.abc import Iterable

from app.acknowledgements.holdings import HOLDING as ACKNOWLEDGEMENTS
from app.appeals.holdings import HOLDING as APPEALS
from app.approvals.holdings import HOLDING as APPROVALS
from app.cases.holdings import HOLDING as CASES
from app.conflicts.holdings import HOLDING as CONFLICTS
from app.erasure.holdings import HOLDING as ERASURE
from app.erasure.model import Wait
from app.erasure.rules import in_order
from app.exports.holdings import HOLDING as EXPORTS
from app.holdings import Holding
from app.ids import MemberId
from app.members.holdings import HOLDING as MEMBERS
from app.notes.holdings import HOLDING as NOTES
from app.reviews.holdings import HOLDING as REVIEWS
from app.revision.holdings import HOLDING as REVISION
from app.rulebook.holdings import HOLDING as RULEBOOK
from app.settings.holdings import HOLDING as SETTINGS
from app.staff.holdings import HOLDING as STAFF
from app.work import Reader

HOLDINGS: tuple[Holding, ...] = (
    STAFF,
    MEMBERS,
    NOTES,
    RULEBOOK,
    ACKNOWLEDGEMENTS,
    CASES,
    APPEALS,
    EXPORTS,
    CONFLICTS,
    APPROVALS,
    REVIEWS,
    REVISION,
    SETTINGS,
    ERASURE,
)


def subjects_of(reader: Reader, members: Iterable[str]) -> frozenset[str]:
    """Return the members themselves and all that goes with them."""
    known = frozenset(members)
    fresh = known
    while fresh:
        more = {s for h in HOLDINGS for s in h.about(reader, fresh)}
        fresh = frozenset(more) - known
        known |= fresh
    return known


def waits_of(reader: Reader, member: MemberId) -> list[Wait]:
    """Return why a member cannot be erased yet, the weightiest first."""
    return in_order(wait for h in HOLDINGS for wait in h.waits(reader, member))
