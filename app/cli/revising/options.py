"""Options that several pages about the revision take."""

from typing import Annotated, Final

import typer

from app.words import mark

ON: Final = ["%Y-%m-%d"]
"""How a day is written."""

_SHOWN = 8

TextFile = Annotated[
    str | None,
    typer.Option(
        "--text-file",
        metavar=mark("FILE"),
        help=mark("A file with the text; - or nothing: standard input, or typed."),
    ),
]


def short(identifier: str) -> str:
    """Return how something is named on the command line."""
    return identifier[:_SHOWN]
