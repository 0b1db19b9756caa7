"""Tones, icons and chips of cases: what a word looks like."""

from typing import Final

from app.cases.model import CaseState, Outcome
from app.cases.timeline import What
from app.cases.wording import state_text
from app.rulebook.model import Severity
from app.words import tr
from ui.screens.cases.presenter.shown import HeaderShown
from ui.screens.cases.presenter.wording import severity_words
from ui.screens.moments import Urgency
from ui.theme import Token, Tone
from ui.widgets import ChipSpec

_SEVERITIES: Final = {
    Severity.HIGH: (Tone.DANGER, "caret-double-up"),
    Severity.MEDIUM: (Tone.WARN, "caret-up"),
    Severity.LOW: (Tone.NEUTRAL, "minus"),
}
_STATES: Final = {
    CaseState.TRIAGE: (Tone.NEUTRAL, "circle-dashed"),
    CaseState.DECIDING: (Tone.INFO, "circle-half"),
}
_CLOCKS: Final = {
    Urgency.CALM: (Token.TEXT_2, "clock"),
    Urgency.SOON: (Token.WARN, "clock"),
    Urgency.LATE: (Token.DANGER, "warning"),
    Urgency.DONE: (Token.TEXT_2, "check-circle"),
}
_OUTCOMES: Final = {
    Outcome.NO_VIOLATION: (Tone.NEUTRAL, "x-circle"),
    Outcome.REMINDER: (Tone.OK, "check-circle"),
    Outcome.WARNING: (Tone.OK, "check-circle"),
    Outcome.MUTE: (Tone.OK, "microphone-slash"),
    Outcome.RESTRICTION: (Tone.OK, "lock-simple"),
    Outcome.SUSPENSION: (Tone.OK, "pause-circle"),
    Outcome.REMOVAL: (Tone.OK, "prohibit"),
    Outcome.REMOVAL_BLOCKED: (Tone.OK, "prohibit"),
    Outcome.PERMANENT: (Tone.OK, "prohibit"),
    Outcome.OVERTURNED: (Tone.APPEAL, "scales"),
}
_HAPPENED: Final = {
    What.OPENED: (Tone.NEUTRAL, "flag"),
    What.TAKEN: (Tone.NEUTRAL, "user"),
    What.RELEASED: (Tone.NEUTRAL, "arrow-u-up-left"),
    What.TRIAGED: (Tone.NEUTRAL, "magnifying-glass"),
    What.DECIDED: (Tone.INFO, "check-circle"),
    What.RETRACTED: (Tone.NEUTRAL, "arrow-counter-clockwise"),
    What.NOTED: (Tone.WARN, "note-pencil"),
    What.APPEALED: (Tone.APPEAL, "scales"),
    What.RULED: (Tone.APPEAL, "scales"),
    What.RETURNED: (Tone.WARN, "arrow-u-up-left"),
    What.RETURN_UNDONE: (Tone.NEUTRAL, "arrow-counter-clockwise"),
}


def severity_chip(severity: Severity) -> ChipSpec:
    """Return the chip of a severity."""
    tone, icon = _SEVERITIES[severity]
    return ChipSpec(text=severity_words(severity), tone=tone, icon=icon)


def state_chip(header: HeaderShown) -> ChipSpec:
    """Return the chip of where a case stands; a decided one says how it ended."""
    if header.waits:
        words = tr("Waits for approval")
        return ChipSpec(text=words, tone=Tone.WARN, icon="users")
    if header.state in _STATES:
        tone, icon = _STATES[header.state]
        return ChipSpec(text=state_text(header.state), tone=tone, icon=icon)
    tone = Tone.APPEAL if header.overturned else Tone.OK
    icon = "scales" if header.overturned else "check-circle"
    return ChipSpec(text=header.outcome, tone=tone, icon=icon)


def clock_look(urgency: Urgency) -> tuple[Token, str]:
    """Return a clock's colour and icon."""
    return _CLOCKS[urgency]


def outcome_look(outcome: Outcome) -> tuple[Tone, str]:
    """Return an outcome's tone and icon."""
    return _OUTCOMES[outcome]


def happened_look(what: What) -> tuple[Tone, str]:
    """Return the tone and icon of something that happened."""
    return _HAPPENED[what]
