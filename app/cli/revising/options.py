"""Arguments and options that several pages about the revision take."""

from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from app.cli.misuse import Misuse
from app.errors import NotFound
from app.ids import BallotId, MemberId, MotionId
from app.members.queries import MembersNamed
from app.revision.model.motions import ClauseChange
from app.revision.queries.ballots import BallotByStart
from app.revision.queries.motions import MotionByStart
from app.words import mark, tr
from app.workspace import Workspace

ON: Final = ["%Y-%m-%d"]
"""How a day is written."""

_SHOWN = 8
_LONGEST = 4_000_000

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
MotionStart = Annotated[
    str,
    typer.Argument(
        metavar=mark("MOTION"),
        help=mark("The beginning of the motion's id, as the list shows it."),
    ),
]
ClausesFile = Annotated[
    Path,
    typer.Option(
        "--clauses-file",
        metavar=mark("FILE"),
        help=mark(
            "A JSON list of what changes: kind (change, add, remove), clause, text with"
            " zh and en, other."
        ),
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


def clauses_of(file: Path) -> tuple[ClauseChange, ...]:
    """Return what a file proposes for clauses.

    Raises:
        Misuse: it cannot be read, or says something else.
    """
    try:
        with file.open("rb") as stream:
            read = stream.read(_LONGEST)
        return msgspec.json.decode(read, type=tuple[ClauseChange, ...])
    except (OSError, ValueError, RecursionError):
        name = file.name
        raise Misuse(tr("{name} is no JSON list of clauses.", name=name)) from None


def motion_id(workspace: Workspace, start: str) -> MotionId:
    """Return the motion whose id begins so."""
    return workspace.query(MotionByStart(start=start))


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
