"""Arguments and options that several pages about the revision take."""

from pathlib import Path
from typing import Annotated, Final

import typer

from app.errors import NotFound
from app.ids import BallotId, MemberId
from app.members.queries import MembersNamed
from app.revision.queries.ballots import BallotByStart
from app.words import mark
from app.workspace import Workspace

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
BallotStart = Annotated[
    str,
    typer.Argument(
        metavar=mark("BALLOT"),
        help=mark("The beginning of the ballot's id, as the list shows it."),
    ),
]
SurveyPath = Annotated[
    Path,
    typer.Argument(metavar=mark("FILE"), help=mark("The survey's or chat's export.")),
]


def column(option: str, about: str) -> typer.models.OptionInfo:
    """Return an option that names a column of a file."""
    return typer.Option(option, metavar=mark("COLUMN"), help=about)


def short(identifier: str) -> str:
    """Return how something is named on the command line."""
    return identifier[:_SHOWN]


def ballot_id(workspace: Workspace, start: str) -> BallotId:
    """Return the ballot whose id begins so."""
    return workspace.query(BallotByStart(start=start))


def member_id(workspace: Workspace, platform_id: str) -> MemberId:
    """Return the member of a platform id.

    Raises:
        NotFound: nobody on the list has it.
    """
    known = workspace.query(MembersNamed(platform_ids=(platform_id,)))
    if platform_id not in known:
        raise NotFound("member_not_found")
    return known[platform_id]
