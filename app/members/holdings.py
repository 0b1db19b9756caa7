"""What is held about members: what the lists say, and who read what is sealed."""

from app.holdings import Holding
from app.members.events import IdentityRevealed, MemberAdded, MemberUpdated

HOLDING = Holding(
    feature="members", events=(MemberAdded, MemberUpdated, IdentityRevealed)
)
