"""What is held about members in reviews: a lead's note, which goes with the case."""

from app.holdings import Holding
from app.reviews.events import DecisionReturned

HOLDING = Holding(feature="reviews", events=(DecisionReturned,))
