"""What is held about members in reviews.

A note on a decision goes with its case, one on a member with the member.
"""

from app.holdings import Holding
from app.reviews.events import DecisionReturned, MemberReviewed

HOLDING = Holding(feature="reviews", events=(DecisionReturned, MemberReviewed))
