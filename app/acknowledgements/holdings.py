"""Nothing personal: who is erased leaves a random id, a version and a day."""

from app.holdings import Holding

HOLDING = Holding(feature="acknowledgements")
