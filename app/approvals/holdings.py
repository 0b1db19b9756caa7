"""What is held about members in proposals: what was proposed about them and cases."""

from app.approvals.events import ProposalMade, ProposalRejected
from app.erasure.queries.records import proposals_about
from app.holdings import Holding

HOLDING = Holding(
    feature="approvals",
    events=(ProposalMade, ProposalRejected),
    about=proposals_about,
)
