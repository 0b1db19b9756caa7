"""Words about who read the rules, in the language of the interface."""

from app.acknowledgements.model import Way
from app.words import mark, tr

_WAYS = {
    Way.GROUP: mark("In the group"),
    Way.PRIVATE_MESSAGE: mark("Private message"),
    Way.SURVEY: mark("Survey"),
    Way.IN_PERSON: mark("In person"),
    Way.OTHER: mark("Elsewhere"),
}


def way_text(way: Way) -> str:
    """Return the words for where somebody said so."""
    return tr(_WAYS[way])
