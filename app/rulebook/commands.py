"""What a person may do about the rules."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import InputError
from app.ids import RulebookId, new_id
from app.rulebook.events import RulebookPublished
from app.rulebook.model import Rulebook
from app.rulebook.queries import Versions, versions
from app.rulebook.rules import check
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent

LONGEST_WAIT = timedelta(days=366)
"""A version begins within a year: none may replace it before it begins, so a slip of
the pen in the year would stop all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRulebook(Command[RulebookId]):
    """Publish a version of the rules.

    Attributes:
        book: all of it.
        effective_on: the first day it applies. The first version may begin in the
            past, since it writes down rules the members already know; later ones
            begin today at the earliest.
    """

    book: Rulebook
    effective_on: date


def publish_rulebook(command: PublishRulebook, act: Act) -> Intent[RulebookId]:
    """Handle `PublishRulebook`.

    Raises:
        InputError: the book has a problem, or begins too early or too late.
    """
    act.require(Capability.PUBLISH_RULES)
    problems = check(command.book)
    if problems:
        raise InputError("rulebook_has_problems", count=len(problems))
    earlier = versions(Versions(), act)
    today = local_day(act.now)
    if command.effective_on > today + LONGEST_WAIT:
        raise InputError("rulebook_begins_too_late", days=LONGEST_WAIT.days)
    if earlier and command.effective_on < max(today, earlier[0].effective_on):
        raise InputError("rulebook_begins_too_early")
    book = RulebookId(new_id())
    event = RulebookPublished(
        subject=book,
        version=1 + max((v.version for v in earlier), default=0),
        effective_on=command.effective_on,
        book=command.book,
    )
    return Intent(value=book, events=[event])


HANDLERS: dict[type, Handler] = {PublishRulebook: publish_rulebook}
