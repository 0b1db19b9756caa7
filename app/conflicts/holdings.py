"""What is held about members in the register: what connects somebody to them.

That they are connected stays, so that it goes on being enforced.
"""

from app.conflicts.events import ConflictDeclared, ConflictStated
from app.erasure.queries.records import conflicts_with
from app.holdings import Holding

HOLDING = Holding(
    feature="conflicts",
    events=(ConflictStated, ConflictDeclared),
    about=conflicts_with,
)
