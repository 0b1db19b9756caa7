"""`calendar` and the other pages about revising the rules with the members."""

from collections.abc import Iterator

import typer

from app.cli.revising import ballots, calendar, feedback, motions


def groups() -> Iterator[typer.Typer]:
    """Yield the groups of commands, in the order of the help page."""
    yield calendar.group()
    yield feedback.group()
    yield motions.group()
    yield ballots.group()
