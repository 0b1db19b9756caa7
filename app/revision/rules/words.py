"""How long a text of the revision may be."""

from app.errors import InputError

LONGEST = 10_000
"""Characters; a clause with all of its examples is far shorter."""


def refuse_long(words: str) -> None:
    """Let pass a text of a length people write.

    Raises:
        InputError: it is too long.
    """
    if len(words) > LONGEST:
        raise InputError("text_too_long", most=LONGEST)
