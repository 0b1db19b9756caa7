"""Words for appeals and rulings, in the language of the interface."""

from app.appeals.model import AppealState, Ruling
from app.words import mark, tr

_STATES = {
    AppealState.OPEN: mark("To rule"),
    AppealState.RULED: mark("Ruled"),
}

_RULINGS = {
    Ruling.UPHELD: mark("Uphold"),
    Ruling.REDUCED: mark("Reduce"),
    Ruling.OVERTURNED: mark("Overturn"),
    Ruling.REMANDED: mark("Send back"),
}

_EFFECTS = {
    Ruling.UPHELD: mark("The decision stands and the points remain"),
    Ruling.REDUCED: mark("A lighter sanction takes its place"),
    Ruling.OVERTURNED: mark("The sanction and its points are reversed"),
    Ruling.REMANDED: mark("Somebody else decides the case anew"),
}


def state_text(state: AppealState) -> str:
    """Return the word for an appeal's state."""
    return tr(_STATES[state])


def ruling_text(ruling: Ruling) -> str:
    """Return the word for a ruling."""
    return tr(_RULINGS[ruling])


def effect_text(ruling: Ruling) -> str:
    """Return in a phrase what a ruling brings about."""
    return tr(_EFFECTS[ruling])
