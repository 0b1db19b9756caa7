"""What is held about members among the staff: a link, by random ids alone.

It stays, so that whoever is that member still has a part in their cases.
"""

from app.holdings import Holding
from app.journal.staff_events import PersonAdmitted, VaultFounded

HOLDING = Holding(
    feature="staff",
    apart={
        VaultFounded: "the community's name",
        PersonAdmitted: "a colleague's sign-in name; signatures must stay named",
    },
)
