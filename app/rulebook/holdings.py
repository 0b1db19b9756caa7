"""Rules are about everybody and name nobody."""

from app.holdings import Holding

HOLDING = Holding(feature="rulebook")
