"""What waits as a list: groups with headings, the most pressing first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.appeals.queries import AppealLine
from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine
from app.approvals.wording import state_text, what_text
from app.cases.model import Outcome
from app.cases.queries.queues import CaseLine
from app.cases.wording import outcome_text
from app.reviews.queries import ReviewLine
from app.rulebook.wording import clause_name, step_text
from app.staff.queries import HeldRow
from app.words import mark, tr, trn
from ui.screens.cases.presenter.wording import handle_text
from ui.screens.members.presenter.shown import member_name
from ui.screens.moments import Urgency, clock, moment_text
from ui.screens.workbench.presenter.gathering import Heap
from ui.theme import Tone
from ui.widgets import ChipSpec

FEW: Final = 5
"""Cases and appeals have screens of their own; here stand the most pressing."""


class Kind(StrEnum):
    """The groups, in their order."""

    REKEY = "rekey"
    APPROVE = "approve"
    MEMBER = "member"
    REVIEW = "review"
    RETURNED = "returned"
    HELD = "held"
    MINE = "mine"
    CASE = "case"
    APPEAL = "appeal"


HEADINGS: Final = {
    Kind.REKEY: mark("Key of the vault"),
    Kind.APPROVE: mark("For you to approve"),
    Kind.MEMBER: mark("Members whose points call for a review"),
    Kind.REVIEW: mark("For you to review"),
    Kind.RETURNED: mark("Returned to you"),
    Kind.HELD: mark("Held entries"),
    Kind.MINE: mark("Proposed by you"),
    Kind.CASE: mark("Your cases"),
    Kind.APPEAL: mark("Appeals"),
}
ICONS: Final = {
    Kind.REKEY: "key",
    Kind.APPROVE: "check-square",
    Kind.MEMBER: "users",
    Kind.REVIEW: "eye",
    Kind.RETURNED: "arrow-u-up-left",
    Kind.HELD: "pause-circle",
    Kind.MINE: "hourglass",
    Kind.CASE: "clipboard-text",
    Kind.APPEAL: "scales",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A heading, or something that waits.

    Attributes:
        key: kind and id; `kind_of` and `id_of` part it.
        detail: who and what number.
        when: since when, or until when.
        count: how many a heading's group holds ("3", "50+").
    """

    key: str
    title: str
    detail: str = ""
    when: str = ""
    urgency: Urgency = Urgency.DONE
    chip: ChipSpec | None = None
    count: str = ""
    is_heading: bool = False

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        heading = tr(HEADINGS[kind_of(self.key)])
        if self.is_heading:
            return tr("{title}, {count}", title=heading, count=self.count)
        chip = self.chip.text if self.chip else ""
        parts = (heading, self.title, self.detail, chip, self.when)
        return tr(", ").join(filter(None, parts))


def key_of(kind: Kind, about: str) -> str:
    """Return a row's key."""
    return f"{kind}:{about}"


def kind_of(key: str) -> Kind:
    """Return which group a row is in."""
    return Kind(key.partition(":")[0])


def id_of(key: str) -> str:
    """Return the id of the proposal, decision, member, case, appeal or commit."""
    return key.partition(":")[2]


def rows_shown(heap: Heap, now: datetime) -> list[WorkRow]:
    """Return the list; a group without a row is left out."""
    rows: list[WorkRow] = []
    for kind in Kind:
        group = [*_GROUPS[kind](heap, now)]
        if group:
            rows.append(
                WorkRow(
                    key=key_of(kind, ""),
                    title=tr(HEADINGS[kind]),
                    count=_count(heap, kind, len(group)),
                    is_heading=True,
                )
            )
            few = kind in (Kind.CASE, Kind.APPEAL)
            rows += group[:FEW] if few else group
    return rows


def _count(heap: Heap, kind: Kind, shown: int) -> str:
    pages = {
        Kind.APPROVE: heap.for_me,
        Kind.MEMBER: heap.members,
        Kind.REVIEW: heap.reviews,
        Kind.MINE: heap.mine,
        Kind.CASE: heap.cases,
        Kind.APPEAL: heap.appeals,
    }
    more = kind in pages and pages[kind].after is not None
    return f"{shown}+" if more else str(shown)


def _rekey(heap: Heap, _: datetime) -> Iterator[WorkRow]:
    if heap.rekey_owed:
        yield WorkRow(
            key=key_of(Kind.REKEY, "owed"),
            title=tr("A new key is owed to the vault"),
            detail=tr("Somebody left the team, or changed keys"),
        )


def _approve(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.for_me.rows:
        yield _proposed(Kind.APPROVE, line, now)


def _mine(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.mine.rows:
        yield _proposed(Kind.MINE, line, now)


def _proposed(kind: Kind, line: ProposalLine, now: datetime) -> WorkRow:
    by = tr("Proposed by {name}", name=line.proposer)
    stale = line.state is ProposalState.STALE
    return WorkRow(
        key=key_of(kind, line.id),
        title=line.title,
        detail=what_text(line.what) if line.mine else by,
        when=moment_text(line.at, now),
        chip=ChipSpec(text=state_text(line.state), tone=Tone.WARN, icon="warning")
        if stale
        else None,
    )


def _reviews(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.reviews.rows:
        yield _decided(Kind.REVIEW, line, line.decider, heap, now)


def _members(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.members.rows:
        yield WorkRow(
            key=key_of(Kind.MEMBER, line.member),
            title=member_name(line.handle, line.platform_id),
            detail=tr(
                "Points {points} / {limit}", points=line.points, limit=line.threshold
            ),
            when=moment_text(line.due_since, now),
        )


def _returned(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.returned:
        yield _decided(Kind.RETURNED, line, line.reviewer, heap, now)


def _decided(
    kind: Kind, line: ReviewLine, name: str, heap: Heap, now: datetime
) -> WorkRow:
    return WorkRow(
        key=key_of(kind, line.id),
        title=f"{outcome_of(line)} · {clause_of(line.clause, line.at, heap)}"
        if line.clause
        else outcome_of(line),
        detail=" · ".join((line.case_number, name)),
        when=moment_text(line.at, now),
    )


def outcome_of(line: ReviewLine) -> str:
    """Return what was decided: 警告, 禁言 3 天, 不成立."""
    return step_text(line.step) if line.step else outcome_text(Outcome.NO_VIOLATION)


def clause_of(number: str, at: datetime, heap: Heap) -> str:
    """Return a clause as lists name it, in the rules of a moment: 3.2 人身攻击."""
    return clause_name(heap.versions, number, at)


def _held(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for row in heap.admissible:
        yield _kept_out(row, heap, now)


def _kept_out(row: HeldRow, heap: Heap, now: datetime) -> WorkRow:
    name = heap.name_of(row.person) or tr("(no name)")
    return WorkRow(
        key=key_of(Kind.HELD, row.commit.hex()),
        title=tr("An entry of {name}", name=name),
        detail=trn("{count} event", "{count} events", row.events),
        when=moment_text(row.at, now),
    )


def _cases(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    returned = {line.case for line in heap.returned}
    for line in heap.cases.rows:
        if line.id not in returned:
            yield _case(line, heap, now)


def _case(line: CaseLine, heap: Heap, now: datetime) -> WorkRow:
    due = clock(line.due_at, now)
    rule = tr("No clause yet")
    if line.clause:
        rule = clause_of(line.clause, line.opened_at, heap)
    return WorkRow(
        key=key_of(Kind.CASE, line.id),
        title=rule,
        detail=f"{handle_text(line.handle, known=line.known)} · {line.number}",
        when=due.text,
        urgency=due.urgency,
    )


def _appeals(heap: Heap, now: datetime) -> Iterator[WorkRow]:
    for line in heap.appeals.rows:
        if line.bar is None:
            yield _appeal(line, heap, now)


def _appeal(line: AppealLine, heap: Heap, now: datetime) -> WorkRow:
    due = clock(line.due_at, now)
    against = step_text(line.step) if line.step else ""
    clause = clause_of(line.clause, line.filed_at, heap)
    return WorkRow(
        key=key_of(Kind.APPEAL, line.id),
        title=" · ".join(filter(None, (against, clause))),
        detail=f"@{line.handle.removeprefix('@')} · {line.number}",
        when=due.text,
        urgency=due.urgency,
    )


_GROUPS: Final[dict[Kind, Callable[[Heap, datetime], Iterator[WorkRow]]]] = {
    Kind.REKEY: _rekey,
    Kind.APPROVE: _approve,
    Kind.MEMBER: _members,
    Kind.REVIEW: _reviews,
    Kind.RETURNED: _returned,
    Kind.HELD: _held,
    Kind.MINE: _mine,
    Kind.CASE: _cases,
    Kind.APPEAL: _appeals,
}


def next_key(before: Sequence[WorkRow], after: Sequence[WorkRow], gone: str) -> str:
    """Return the row to go to when one has left the list; empty if none is left."""
    keys = [row.key for row in before]
    there = {row.key for row in after if not row.is_heading}
    place = keys.index(gone) if gone in keys else 0
    following = [*keys[place:], *reversed(keys[:place])]
    fallback = next((row.key for row in after if not row.is_heading), "")
    return next((key for key in following if key in there), fallback)
