"""Publishing a version of the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import Conflict, InputError
from app.ids import DraftId, RulebookId, new_id
from app.journal.event import Event
from app.rulebook.checks import check
from app.rulebook.events import DraftClosed, RulebookPublished
from app.rulebook.model import NO_WORDS, Bilingual, Rulebook
from app.rulebook.queries import Shelf, VersionLine, draft_of
from app.rulebook.rules import earliest_day
from app.rulebook.succession import reused_numbers
from app.settings.model import Setting
from app.settings.queries import setting_value
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
            begin when they have been announced long enough, and after the version
            they replace.
        changes: what is new, in words for members; needed from the second version on.
        draft: the draft it was written in, which is closed by it; empty for none.
    """

    book: Rulebook
    effective_on: date
    changes: Bilingual = NO_WORDS
    draft: str = ""


def publish_rulebook(command: PublishRulebook, act: Act) -> Intent[RulebookId]:
    """Handle `PublishRulebook`.

    Raises:
        Conflict: the draft was changed meanwhile, or is closed.
        InputError: the book has a problem, a number is used for something else than
            before, the change log is missing, or it begins too early or too late.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.PUBLISH_RULES)
    problems = check(command.book)
    if problems:
        raise InputError("rulebook_has_problems", count=len(problems))
    earlier = Shelf(act).lines
    _check_day(command.effective_on, earlier, act)
    for number in reused_numbers(command.book, earlier):
        raise InputError("clause_number_reused", number=number)
    if earlier and not (command.changes.zh.strip() and command.changes.en.strip()):
        raise InputError("rulebook_changes_missing")
    book = RulebookId(new_id())
    event = RulebookPublished(
        subject=book,
        version=1 + max((v.version for v in earlier), default=0),
        effective_on=command.effective_on,
        book=command.book,
        changes=command.changes,
    )
    return Intent(value=book, events=[event, *_closed(command, book, act)])


def _check_day(day: date, earlier: Sequence[VersionLine], act: Act) -> None:
    today = local_day(act.now)
    if day > today + LONGEST_WAIT:
        raise InputError("rulebook_begins_too_late", days=LONGEST_WAIT.days)
    if not earlier:
        return
    if day < today:
        raise InputError("rulebook_begins_in_past")
    if day <= earlier[0].effective_on:
        raise InputError(
            "rulebook_overlaps",
            version=earlier[0].version,
            day=earlier[0].effective_on.isoformat(),
        )
    notice = setting_value(act, Setting.NOTICE_DAYS) or 0
    earliest = earliest_day(today, notice, earlier[0])
    if day < earliest:
        raise InputError("rulebook_notice_too_short", day=earliest.isoformat())


def _closed(command: PublishRulebook, book: RulebookId, act: Act) -> Iterator[Event]:
    if not command.draft:
        return
    draft = draft_of(act, DraftId(command.draft))
    if draft is None:
        raise Conflict("draft_closed")
    if draft.book != command.book:
        raise Conflict("draft_changed")
    yield DraftClosed(subject=draft.id, version=book)


HANDLERS: dict[type, Handler] = {PublishRulebook: publish_rulebook}
