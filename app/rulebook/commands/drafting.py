"""Writing the next version of the rules, together and one clause at a time."""

from dataclasses import dataclass

from app.errors import Conflict, InputError
from app.ids import DraftId, new_id
from app.rulebook.checks import repeated
from app.rulebook.events import DraftBegun, DraftChanged, DraftClosed, DraftReopened
from app.rulebook.model import Change, Closed, Rulebook, change_between, changed
from app.rulebook.queries import Draft, OpenDrafts, draft_of, open_drafts
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDraft(Command[DraftId]):
    """Begin a draft; there is one at a time.

    Attributes:
        book: what it begins as: a version, a template, an imported rulebook.
        base: id of the version it began from; empty where it was none.
    """

    book: Rulebook
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDraft(Command[None]):
    """Change what `change` names; everything else stays as others have written it."""

    draft: DraftId
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(Command[None]):
    """Let a draft go; its history stays."""

    draft: DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenDraft(Command[None]):
    """Go on with a draft that was let go."""

    draft: DraftId


def begin_draft(command: BeginDraft, act: Act) -> Intent[DraftId]:
    """Handle `BeginDraft`.

    Raises:
        Conflict: somebody is writing one already.
        InputError: two clauses or two articles have one number.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DRAFT_RULES)
    _check_none_open(act)
    check_numbers(command.book)
    draft = DraftId(new_id())
    event = DraftBegun(subject=draft, base=command.base, book=command.book)
    return Intent(value=draft, events=[event], undo=DiscardDraft(draft=draft))


def edit_draft(command: EditDraft, act: Act) -> Intent[None]:
    """Handle `EditDraft`; an edit that changes nothing is none.

    Raises:
        Conflict: nobody writes in this draft any more.
        InputError: two clauses or two articles would have one number.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DRAFT_RULES)
    before = written(command.draft, act).book
    after = changed(before, command.change)
    check_numbers(after)
    change = change_between(before, after)
    if change.is_empty:
        return Intent(value=None, events=[])
    back = EditDraft(draft=command.draft, change=change_between(after, before))
    event = DraftChanged(subject=command.draft, change=change)
    return Intent(value=None, events=[event], undo=back)


def discard_draft(command: DiscardDraft, act: Act) -> Intent[None]:
    """Handle `DiscardDraft`.

    Raises:
        Conflict: nobody writes in this draft any more.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DRAFT_RULES)
    draft = written(command.draft, act)
    event = DraftClosed(subject=draft.id, version="")
    return Intent(value=None, events=[event], undo=ReopenDraft(draft=draft.id))


def reopen_draft(command: ReopenDraft, act: Act) -> Intent[None]:
    """Handle `ReopenDraft`; one that was published stays closed.

    Raises:
        Conflict: somebody is writing another one, or it was not let go.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DRAFT_RULES)
    _check_none_open(act)
    if draft_of(act, command.draft, Closed.LET_GO) is None:
        raise Conflict("draft_closed")
    event = DraftReopened(subject=command.draft)
    return Intent(value=None, events=[event], undo=DiscardDraft(draft=command.draft))


def check_numbers(book: Rulebook) -> None:
    """Let pass a book in which a number names one thing.

    Raises:
        InputError: two clauses or two articles have one number.
    """
    for code, numbers in (
        ("article_number_twice", (article.number for article in book.articles)),
        ("clause_number_twice", (clause.number for clause in book.clauses)),
    ):
        for number in repeated(numbers):
            raise InputError(code, number=number)


def _check_none_open(act: Act) -> None:
    for draft in open_drafts(OpenDrafts(), act):
        raise Conflict("draft_open", name=draft.begun_by)


def written(draft: DraftId, act: Act) -> Draft:
    """Return a draft that is written in.

    Raises:
        Conflict: nobody writes in it any more.
    """
    found = draft_of(act, draft)
    if found is None:
        raise Conflict("draft_closed")
    return found


HANDLERS: dict[type, Handler] = {
    BeginDraft: begin_draft,
    EditDraft: edit_draft,
    DiscardDraft: discard_draft,
    ReopenDraft: reopen_draft,
}
