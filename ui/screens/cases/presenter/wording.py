"""Words the parts of the screen share: titles, severities, what happened."""

from dataclasses import dataclass
from typing import Final

from app.appeals.model import Ruling
from app.appeals.wording import ruling_text
from app.cases.model import Channel, Outcome
from app.cases.timeline import Entry, What
from app.cases.wording import channel_text, decided_text
from app.members.wording import erased_member
from app.rulebook.model import Clause, ClauseLabel, SanctionKind, Severity, Step
from app.rulebook.wording import severity_text, step_text
from app.words import mark, tr, trn

_DETAIL_PARTS: Final = 3
_PLAIN: Final = {
    What.TAKEN: mark("{actor} took the case"),
    What.RELEASED: mark("{actor} gave the case back"),
    What.RETRACTED: mark("{actor} undid the decision"),
    What.NOTED: mark("Note by {actor}, for the team only"),
    What.RETURNED: mark("{actor} returned the decision to be made again"),
    What.RETURN_UNDONE: mark("{actor} took the return back"),
}


def severity_words(severity: Severity) -> str:
    """Return a severity as a chip says it: 中严重."""
    return tr("{severity} severity", severity=severity_text(severity))


def handle_text(handle: str, *, known: bool) -> str:
    """Return whom something is about; only people on the list have an @ sign."""
    if not handle:
        return tr("Nobody named")
    if not known or handle == erased_member():
        return handle
    return f"@{handle.removeprefix('@')}"


def short_step(step: Step) -> str:
    """Return a step in as few letters as the ladder has room for."""
    match step.kind:
        case SanctionKind.MUTE:
            return trn("Mute {count} d", "Mute {count} d", step.days)
        case SanctionKind.RESTRICTION:
            return trn("Restrict {count} d", "Restrict {count} d", step.days)
        case SanctionKind.SUSPENSION:
            return trn("No benefits {count} d", "No benefits {count} d", step.days)
        case _:
            return step_text(step)


def case_title(clause: Clause | ClauseLabel | None, complaint: str) -> str:
    """Return a case's title: the clause, and what the complaint adds to it."""
    said = " ".join(complaint.split())
    if clause is None:
        return said or tr("No clause yet")
    title = clause.title.text()
    if not said or "".join(said.split()).casefold() in clause.names:
        return title
    return tr("{clause}: {complaint}", clause=title, complaint=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """One thing that happened.

    Attributes:
        title: what, by whom.
        body: words that belong to it.
    """

    what: What
    title: str
    when: str
    exact: str
    body: str


def entry_title(entry: Entry) -> str:
    """Return what happened in a case, by whom."""
    match entry.what:
        case What.TRIAGED:
            return _triaged(entry)
        case What.DECIDED:
            return _decided(entry)
        case What.OPENED:
            return tr(
                "{actor} opened the case ({channel})",
                actor=entry.actor,
                channel=channel_text(Channel(entry.detail)),
            )
        case What.APPEALED:
            return tr(
                "{actor} recorded appeal {number}",
                actor=entry.actor,
                number=entry.detail,
            )
        case What.RULED:
            return tr(
                "{actor} ruled on the appeal: {ruling}",
                actor=entry.actor,
                ruling=ruling_text(Ruling(entry.detail)),
            )
        case _:
            return tr(_PLAIN[entry.what], actor=entry.actor)


def _triaged(entry: Entry) -> str:
    clause, _, severity = entry.detail.rpartition(" ")
    return tr(
        "{actor} triaged: {severity}, clause {clause}",
        actor=entry.actor,
        severity=severity_words(Severity(severity)),
        clause=clause,
    )


def _decided(entry: Entry) -> str:
    # A decision without a violation has an empty clause before the first space.
    clause, outcome, days = (*entry.detail.split(" "), "", "")[:_DETAIL_PARTS]
    words = decided_text(Outcome(outcome), int(days or 0))
    if not clause:
        return tr("{actor} decided: {outcome}", actor=entry.actor, outcome=words)
    return tr(
        "{actor} decided: {outcome}, clause {clause}",
        actor=entry.actor,
        outcome=words,
        clause=clause,
    )
