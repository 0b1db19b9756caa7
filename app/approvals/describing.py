"""What a proposal would do, in words for whoever approves it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.cases.commands.deciding import DecideCase
from app.cases.queries.cases import CaseDetail, case_detail
from app.cases.queries.sanctions import ProposalFor, proposal_for
from app.erasure.commands import EraseMembers
from app.erasure.queries.plans import receipt_for
from app.erasure.wording import because_text, remains_told, texts_told
from app.members.queries import handles
from app.rulebook.changes import Change, changes
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Rulebook
from app.rulebook.queries import Shelf
from app.rulebook.wording import severity_text, step_text
from app.staff.commands import RemovePerson
from app.staff.queries import StaffList, staff_list
from app.staff.wording import duty_text, role_text
from app.times import local_day
from app.words import tr, trn
from app.work import Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a proposal would do.

    Attributes:
        title: in a line.
        facts: label and text, in the order to read them.
        reasons: label and text of what the proposer wrote, often long.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


def describe_removal(command: DecideCase, reader: Reader) -> Described:
    """Describe a decision that removes a member."""
    case = case_detail(CaseDetail(case=command.case), reader)
    asked = ProposalFor(
        case=command.case, clause=command.clause or "", severity=command.severity
    )
    ladder = proposal_for(asked, reader)
    proposal = ladder.proposal
    clause = f"{ladder.clause.number} {ladder.clause.title.text()}"
    reasons = [(tr("Reason"), command.reason)]
    if command.deviation_reason:
        words = tr("Why not what the ladder proposes")
        reasons.append((words, command.deviation_reason))
    return Described(
        title=tr("Remove {handle}", handle=case.handle),
        facts=(
            (tr("Case"), case.number),
            (tr("Clause"), clause),
            (tr("Severity"), severity_text(proposal.severity)),
            (tr("The ladder proposes"), step_text(proposal.step)),
            (
                tr("Which time"),
                tr(
                    "{ordinal} within {days} days",
                    ordinal=proposal.ordinal,
                    days=proposal.window_days,
                ),
            ),
            (tr("Points now"), str(ladder.balance.points)),
        ),
        reasons=tuple(reasons),
    )


def describe_staff_removal(command: RemovePerson, reader: Reader) -> Described:
    """Describe a removal from the team."""
    rows = {row.id: row for row in staff_list(StaffList(), reader)}
    person = found(rows.get(command.person), "person_not_found")
    return Described(
        title=tr("Remove {name} from the team", name=person.name),
        facts=(
            (tr("Role"), role_text(person.role)),
            (tr("Duties"), tr(", ").join(map(duty_text, sorted(person.duties)))),
            (tr("On the team since"), local_day(person.admitted_at).isoformat()),
        ),
    )


def describe_publication(command: PublishRulebook, reader: Reader) -> Described:
    """Describe a version of the rules beside the one it replaces."""
    shelf = Shelf(reader)
    newest = shelf.newest()
    number = 1 + max((v.version for v in shelf.lines), default=0)
    changed = [*_changes(newest.book, command.book)] if newest else []
    book, day = command.book, command.effective_on.isoformat()
    return Described(
        title=tr("Publish rules that apply from {day}", day=day),
        facts=(
            (tr("Version"), str(number)),
            (tr("Title"), book.title.text()),
            (tr("Applies from"), day),
            (tr("Extent"), trn("{count} clause", "{count} clauses", _size(book))),
            *((tr("Changes"), text) for text in changed or [tr("None")] if newest),
        ),
    )


def publication_changes(command: PublishRulebook, reader: Reader) -> Sequence[Change]:
    """Return the words that change with a version of the rules."""
    newest = Shelf(reader).newest()
    return changes(newest.book if newest else None, command.book)


def _size(book: Rulebook) -> int:
    return sum(1 for _ in book.clauses)


def _changes(old: Rulebook, new: Rulebook) -> Iterator[str]:
    before = {clause.number: clause for clause in old.clauses}
    after = {clause.number: clause for clause in new.clauses}
    changed = [n for n, c in after.items() if before.get(n, c) != c]
    for words, numbers in (
        (tr("Added: {clauses}"), [n for n in after if n not in before]),
        (tr("Changed: {clauses}"), changed),
        (tr("Taken out: {clauses}"), [n for n in before if n not in after]),
    ):
        if numbers:
            yield words.format(clauses=tr(", ").join(numbers))
    if old.ladder != new.ladder:
        yield tr("The ladder changed")


def describe_erasure(command: EraseMembers, reader: Reader) -> Described:
    """Describe erasing members, and what it does not reach."""
    named = handles(reader, command.members)
    receipt = receipt_for(reader, command.members)
    lost = ((words, str(count)) for words, count in texts_told(receipt.texts))
    left = ((tr("Not reached"), line) for line in remains_told(receipt.remains))
    return Described(
        title=trn("Erase {count} member", "Erase {count} members", len(named)),
        facts=(
            (tr("Members"), tr(", ").join(sorted(named.values()))),
            (tr("Why"), because_text(command.because)),
            *lost,
            *left,
        ),
    )
