"""Sentences about statements of reasons."""

from typing import Final

from app.statements.model import FACTS, LONG, SHORT
from app.statements.rules import Problem
from app.words import mark, tr

_PROBLEMS: Final = {
    Problem.NO_DECISION: mark("It does not say what was decided."),
    Problem.CATEGORY: mark(
        "The clause had no category for statements of reasons. Choose one in the next"
        " version of the rules."
    ),
    Problem.ADDITIONS: mark("Its main category stands among the further ones too."),
    Problem.KEYWORDS: mark("A keyword of the clause is none of the schema's."),
    Problem.LEGAL_GROUND: mark(
        "The clause is about a law, but does not name it in {short} characters or less."
    ),
    Problem.EXPLANATION: mark(
        "The clause's text is missing, or longer than {long} characters."
    ),
    Problem.GROUND: mark(
        "The names of rules and clause are longer than {short} characters together."
    ),
    Problem.FACTS: mark("The reason is missing, or longer than {facts} characters."),
    Problem.DATES: mark("Its days do not follow one another."),
    Problem.END: mark("It ends later than the schema can say (2038-01-01)."),
    Problem.PUID: mark("Its identifier is none the schema takes."),
    Problem.NAMES: mark(
        "The reason names somebody, or holds a number that looks like one of theirs."
    ),
}


def problem_text(problem: Problem) -> str:
    """Return what keeps a statement from being handed on."""
    return tr(_PROBLEMS[problem], short=SHORT, long=LONG, facts=FACTS)
