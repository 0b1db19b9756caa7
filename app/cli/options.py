"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from app.words import mark

CaseNumber = Annotated[
    str,
    typer.Argument(
        metavar=mark("CASE"), help=mark("The case's number, such as GD-2611-0417.")
    ),
]
AppealNumber = Annotated[
    str,
    typer.Argument(
        metavar=mark("APPEAL"), help=mark("The appeal's number, such as AP-2611-006.")
    ),
]
ListFile = Annotated[
    Path, typer.Argument(metavar=mark("FILE"), help=mark("The file with the list."))
]
Yes = Annotated[
    bool, typer.Option("--yes", help=mark("Take it in without being asked."))
]
Find = Annotated[
    str,
    typer.Option(
        "--find", metavar=mark("WORDS"), help=mark("Part of what you look for.")
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", min=1, max=10_000, help=mark("Rows at most."))
]
NewPassphrase = Annotated[
    str | None,
    typer.Option(
        "--new-passphrase-file",
        metavar=mark("FILE"),
        help=mark(
            "A file whose first line is the new person's passphrase; - reads it from"
            " standard input. Without it, it is asked for twice."
        ),
    ),
]
