"""Words about taking rules in, in the language of the interface."""

from app.publication.markdown.outline import Place
from app.words import mark, tr

_PLACES = {
    Place.BOOK_TITLE: mark("Title of the rules"),
    Place.ARTICLE: mark("Article"),
    Place.CLAUSE: mark("Clause"),
    Place.TEXT: mark("Text"),
    Place.SHORT: mark("Short form"),
    Place.WHY: mark("Why"),
    Place.ALLOWED: mark("Allowed"),
    Place.FORBIDDEN: mark("Forbidden"),
    Place.NOTE: mark("Note to an example"),
    Place.DETAIL: mark("Detail of a clause"),
    Place.LADDER: mark("Ladder"),
    Place.LEFT_OUT: mark("Not understood"),
}


def place_text(place: Place) -> str:
    """Return what a line of a file became."""
    return tr(_PLACES[place])
