"""Words for states, channels and outcomes, in the language of the interface."""

from app.cases.model import CaseState, Channel, Outcome
from app.rulebook.model import SanctionKind, Step
from app.rulebook.wording import step_text
from app.words import mark, tr

_STATES = {
    CaseState.TRIAGE: mark("To triage"),
    CaseState.DECIDING: mark("To decide"),
    CaseState.DECIDED: mark("Decided"),
}

_CHANNELS = {
    Channel.PRIVATE_MESSAGE: mark("Private message"),
    Channel.COMPLAINT: mark("Complaint"),
    Channel.IN_PERSON: mark("In person"),
    Channel.PATROL: mark("Patrol"),
    Channel.MAIL: mark("Mail"),
    Channel.OTHER: mark("Other"),
}

_OUTCOMES = {
    Outcome.NO_VIOLATION: mark("No violation"),
    Outcome.REMINDER: mark("Reminder"),
    Outcome.WARNING: mark("Warning"),
    Outcome.MUTE: mark("Mute"),
    Outcome.RESTRICTION: mark("Restriction"),
    Outcome.SUSPENSION: mark("Suspension of benefits"),
    Outcome.REMOVAL: mark("Removal"),
    Outcome.REMOVAL_BLOCKED: mark("Removal and block"),
    Outcome.PERMANENT: mark("Permanent removal"),
    Outcome.OVERTURNED: mark("Overturned on appeal"),
}


def decided_text(outcome: Outcome, days: int) -> str:
    """Return what was decided; what ends by itself with its days."""
    if days and outcome.is_timed:
        return step_text(Step(kind=SanctionKind(outcome.value), days=days))
    return outcome_text(outcome)


def state_text(state: CaseState) -> str:
    """Return the word for a case's state."""
    return tr(_STATES[state])


def channel_text(channel: Channel) -> str:
    """Return the word for a channel."""
    return tr(_CHANNELS[channel])


def outcome_text(outcome: Outcome) -> str:
    """Return the word for an outcome."""
    return tr(_OUTCOMES[outcome])
