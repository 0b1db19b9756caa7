"""What trying the draft on the past has shown, as the screen shows it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.cases.queries.trial import CaseTried, PastTried
from app.rulebook.model import Step
from app.rulebook.trial import ClauseTried, Shift
from app.rulebook.wording import shift_text, step_text
from app.words import tr, trn
from ui.screens.moments import day_text
from ui.screens.rulebook.presenter.ladder import points_text
from ui.theme import Tone
from ui.widgets import ChipSpec, Choice, Figure

MOST_CASES: Final = 500
"""More are counted, and not listed."""

_TONES: Final = {
    Shift.HEAVIER: (Tone.WARN, "arrow-up"),
    Shift.LIGHTER: (Tone.OK, "arrow-down"),
    Shift.NO_BREACH: (Tone.INFO, "minus-circle"),
    Shift.SAME: (Tone.NEUTRAL, "minus"),
}
_CASE: Final = "case:"
_CLAUSE: Final = "clause:"


class Span(StrEnum):
    """Which decisions a draft is tried on."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"

    def since(self, now: datetime) -> datetime | None:
        """Return from which moment on; None for all."""
        days = {Span.YEAR: 365, Span.QUARTER: 90}.get(self)
        return now - timedelta(days=days) if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRow:
    """A clause, or a case under it whose outcome would change.

    Attributes:
        key: what is opened by the row.
        is_clause: which of the two it is.
        title: the clause's name, or the case's number.
        who: the member; empty for a clause.
        right: how many of how many, or the day of the decision.
        words: from what to what; empty for a clause.
        chips: how the outcomes would differ.
    """

    key: str
    is_clause: bool
    title: str
    who: str
    right: str
    words: str
    chips: tuple[ChipSpec, ...]

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        chips = (chip.text for chip in self.chips)
        parts = (self.title, self.who, self.words, *chips, self.right)
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialShown:
    """How the past would have come out.

    Attributes:
        figures: cases, those that change, members concerned.
        shares: how many outcomes differ in each way, the same last.
        rows: clauses, each followed by its cases that change.
        more: that not all cases are listed; empty where they are.
        empty: what there is to say instead of rows; empty where there are some.
    """

    figures: tuple[Figure, ...]
    shares: tuple[tuple[ChipSpec, int], ...]
    rows: tuple[TriedRow, ...]
    more: str
    empty: str


def spans() -> list[Choice]:
    """Return what a draft can be tried on."""
    words = {
        Span.ALL: tr("All decisions"),
        Span.YEAR: tr("Decisions of a year"),
        Span.QUARTER: tr("Decisions of 90 days"),
    }
    return [Choice(key=span.value, text=words[span]) for span in Span]


def opened(key: str) -> tuple[str, str]:
    """Return the case and the clause that a row's key stands for; one is empty."""
    if key.startswith(_CASE):
        return key.removeprefix(_CASE), ""
    return "", key.removeprefix(_CLAUSE)


def trial_shown(past: PastTried, now: datetime) -> TrialShown:
    """Return what a trial has shown."""
    changed = sum(clause.changed for clause in past.clauses)
    return TrialShown(
        figures=(
            Figure(count=past.cases, text=tr("decided cases tried")),
            Figure(count=changed, text=tr("would come out differently"), notable=True),
            Figure(count=past.members, text=tr("members concerned")),
        ),
        shares=_shares(past.clauses),
        rows=tuple(_rows(past, now)),
        more=_more(past, changed),
        empty=_empty(past, changed),
    )


def _shares(clauses: Sequence[ClauseTried]) -> tuple[tuple[ChipSpec, int], ...]:
    counts = {shift: sum(each.counts[shift] for each in clauses) for shift in _TONES}
    return tuple((_chip(shift, count), count) for shift, count in counts.items())


def _chip(shift: Shift, count: int | None = None) -> ChipSpec:
    tone, icon = _TONES[shift]
    words = shift_text(shift)
    told = words if count is None else f"{words} {count:,}"
    return ChipSpec(text=told, tone=tone, icon=icon)


def _rows(past: PastTried, now: datetime) -> Iterator[TriedRow]:
    under: defaultdict[str, list[CaseTried]] = defaultdict(list)
    for case in past.changed:
        under[case.clause].append(case)
    for clause in past.clauses:
        yield _clause(clause)
        yield from (_case(case, now) for case in under[clause.number])


def _clause(clause: ClauseTried) -> TriedRow:
    title = clause.title.text() if clause.title else tr("not in the draft")
    return TriedRow(
        key=f"{_CLAUSE}{clause.number if clause.title else ''}",
        is_clause=True,
        title=f"{clause.number} {title}",
        who="",
        right=tr("{changed} of {total}", changed=clause.changed, total=clause.total),
        words="",
        chips=tuple(
            _chip(shift, count)
            for shift in _TONES
            if shift is not Shift.SAME and (count := clause.counts[shift])
        ),
    )


def _case(case: CaseTried, now: datetime) -> TriedRow:
    return TriedRow(
        key=f"{_CASE}{case.case}",
        is_clause=False,
        title=case.number,
        who=case.handle,
        right=day_text(case.decided_at, now),
        words=_turn(case.before, case.after),
        chips=(_chip(case.shift),),
    )


def _turn(before: Step, after: Step | None) -> str:
    """Return from what to what; points are told where nothing else differs."""
    was = step_text(before)
    now = step_text(after) if after else shift_text(Shift.NO_BREACH)
    if after is not None and was == now:
        was = f"{was} · {points_text(before.points)}"
        now = f"{now} · {points_text(after.points)}"
    return f"{was} → {now}"


def _more(past: PastTried, changed: int) -> str:
    if not past.more:
        return ""
    return trn(
        "{count} case more would change and is not listed",
        "{count} cases more would change and are not listed",
        changed - len(past.changed),
    )


def _empty(past: PastTried, changed: int) -> str:
    if not past.cases:
        return tr("There are no decided cases with a breach in this time.")
    return "" if changed else tr("No outcome would change.")
