"""What `verify` found, and words for it in the language of the interface."""

from app.journal.ingress import Fault
from app.journal.verify import Problem, Report
from app.words import mark, tr

__all__ = ["Fault", "Problem", "Report", "fault_text"]

_FAULTS = {
    Fault.HEADER: mark("A commit's header cannot be read"),
    Fault.VAULT: mark("A commit belongs to another vault"),
    Fault.SIGNATURE: mark("A signature does not hold"),
    Fault.AUTHOR: mark("A commit is signed by nobody on the staff"),
    Fault.CAPABILITY: mark("An author was not entitled to what was done"),
    Fault.STAFF_HEAD: mark("A commit names a staff chain that is not there"),
    Fault.SIBLING: mark("Another change of the team, made at the same time, stands"),
    Fault.FRONTIER: mark("It was not known when its author lost the right to it"),
    Fault.PAST: mark("A commit is missing that it builds upon"),
    Fault.ERASED: mark("Something erased is still there, or nobody signed for it"),
    Fault.CHAIN: mark("A commit does not follow the one before"),
    Fault.CLOCK: mark("A commit's clock runs backwards"),
    Fault.FUTURE: mark("A commit comes from the future"),
    Fault.COUNT: mark("Events are missing or were added"),
    Fault.LEAVES: mark("Events do not match what was signed"),
    Fault.BODY: mark("An event's content was changed"),
    Fault.COLUMN: mark("A commit's entry was changed"),
    Fault.WRAP: mark("A sealed key was changed, moved or removed"),
    Fault.FILE: mark("The database file itself is damaged"),
    Fault.TABLE: mark("A table is not what the journal gives"),
}


def fault_text(fault: Fault) -> str:
    """Return in a phrase what is wrong."""
    return tr(_FAULTS.get(fault, fault.value))
