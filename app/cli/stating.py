"""`cases statement`: the statement of reasons of a decision."""

from typing import Annotated

import typer

from app.cli.case_page import case_id, label
from app.cli.options import CaseNumber
from app.cli.session import Session
from app.errors import InputError, NotFound
from app.statements.queries import StatementOf, StatementView
from app.statements.wording import problem_text
from app.words import Language, mark, trn

HELP = mark(
    "Show the statement of reasons of a decision, as the transparency database of the"
    " DSA takes it. Names are taken out; one that cannot be handed on is not shown."
)


def statement(
    context: typer.Context,
    number: CaseNumber,
    language: Annotated[
        Language,
        typer.Option("--language", help=mark("Language of the rules' words in it.")),
    ] = Language.EN,
) -> None:
    """Show a statement of reasons.

    Raises:
        InputError: it cannot be handed on as it stands.
        NotFound: nothing was imposed, or what was does not stand.
    """
    session = Session.of(context)
    with session.opened() as workspace:
        asked = StatementOf(case=case_id(workspace, number), language=language)
        view = workspace.query(asked)
    if view is None:
        raise NotFound("statement_of_nothing", number=label(number))
    if view.problems:
        raise InputError("statement_not_ready", why=_why(view))
    session.out.document({"case": view.case_number, "statement": view.fields})
    session.out.say(view.text)
    if view.taken_out:
        session.out.say(
            trn("{count} name taken out.", "{count} names taken out.", view.taken_out)
        )


def _why(view: StatementView) -> str:
    return " ".join(map(problem_text, view.problems))
