"""Trying a draft on decided cases: what would change is told, nothing is written."""

from typing import Any

import pytest

from app.appeals.model import Ruling
from app.cases.commands.deciding import RetractDecision
from app.cases.queries.trial import PastTried, TryOnPast
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.ids import CaseId
from app.rulebook.commands import DiscardDraft
from app.rulebook.model import (
    ClassRule,
    Rulebook,
    SanctionKind,
    Severity,
    Step,
)
from app.rulebook.queries import Versions
from app.rulebook.trial import Shift
from tests.builders import OWNER
from tests.storage.features.rules import (
    BOOK,
    announced_at_once,
    drafted,
    published,
    replace,
    with_clause,
    with_ladder,
    without,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    REASON,
    SECOND,
    Stage,
)

WARNING = Step(kind=SanctionKind.WARNING, points=2)
MUTE = Step(kind=SanctionKind.MUTE, days=3, points=2)
LONG_MUTE = Step(kind=SanctionKind.MUTE, days=30, points=3)


def tried(stage: Stage, book: Rulebook, name: str = SECOND, **more: Any) -> PastTried:
    """Return how the past would have come out under a draft, as somebody sees it."""
    draft = drafted(stage, book, by=SECOND)
    try:
        return stage.ask(TryOnPast(rules=draft, **more), name)
    finally:
        stage.do(SECOND, DiscardDraft(draft=draft))


def counts(told: PastTried) -> dict[str, dict[Shift, int]]:
    """Return what is counted, without what is not."""
    return {
        each.number: {shift: n for shift, n in each.counts.items() if n}
        for each in told.clauses
    }


@pytest.fixture
def repeated(stage: Stage) -> list[CaseId]:
    """Three attacks of one member and one of another, days apart; and a rebuff."""
    cases: list[CaseId] = []
    for at in (0, 0, 1, 0):
        cases.append(stage.sanctioned(at))
        stage.clock.forward(days=10)
    stage.decided(stage.opened(2), clause=None)
    return cases


def test_the_same_rules_change_nothing(stage: Stage, repeated: list[CaseId]):
    told = tried(stage, BOOK)
    assert (told.cases, told.members, told.changed, told.more) == (4, 0, [], False)
    assert counts(told) == {"3.2": {Shift.SAME: 4}}
    (version,) = stage.ask(Versions())
    assert stage.ask(TryOnPast(rules=version.id)) == told


def test_another_severity_is_told_case_by_case(stage: Stage, repeated: list[CaseId]):
    told = tried(stage, with_clause(BOOK, "3.2", severity=Severity.HIGH))
    assert counts(told) == {"3.2": {Shift.HEAVIER: 4}}
    assert [case.case for case in told.changed] == [*reversed(repeated)]
    assert told.members == 2
    last, _, middle, first = told.changed
    assert (first.ordinal, first.before, first.imposed) == (1, WARNING, WARNING)
    assert first.after == Step(kind=SanctionKind.MUTE, days=3, points=3)
    assert (middle.before, middle.after) == (MUTE, LONG_MUTE)
    assert (last.ordinal, last.before, last.shift) == (3, LONG_MUTE, Shift.HEAVIER)
    assert last.proposal is not None
    assert (last.proposal.ordinal, last.proposal.severity) == (3, Severity.HIGH)
    assert (last.handle, last.clause) == (PEOPLE[0].handle, "3.2")
    assert last.number == stage.case(last.case).number


def test_a_severity_found_by_hand_stays(stage: Stage):
    stage.sanctioned(0, severity=Severity.HIGH)
    stage.sanctioned(1)
    told = tried(stage, with_clause(BOOK, "3.2", severity=Severity.LOW))
    assert counts(told) == {"3.2": {Shift.SAME: 1, Shift.LIGHTER: 1}}


def test_a_shorter_window_counts_fewer(stage: Stage, repeated: list[CaseId]):
    told = tried(stage, with_ladder(BOOK, window_days=5))
    assert counts(told) == {"3.2": {Shift.SAME: 2, Shift.LIGHTER: 2}}
    assert {case.after for case in told.changed} == {WARNING}
    rule = ClassRule(offence_class="personal_attack", window_days=15)
    told = tried(stage, with_ladder(BOOK, classes=(rule,)))
    # Of the third attack the first lies 30 days back, the second 20.
    assert [(c.before, c.after) for c in told.changed] == [(LONG_MUTE, WARNING)]


def test_a_class_that_goes_to_the_end(stage: Stage, repeated: list[CaseId]):
    rule = ClassRule(offence_class="personal_attack", to_end=True)
    told = tried(stage, with_ladder(BOOK, classes=(rule,)))
    assert counts(told) == {"3.2": {Shift.HEAVIER: 4}}
    last = BOOK.ladder.step(len(BOOK.ladder.rows), Severity.MEDIUM)
    assert {case.after for case in told.changed} == {last}


def test_a_clause_taken_out_leaves_no_breach(stage: Stage, repeated: list[CaseId]):
    stage.sanctioned(3, "1.1")
    told = tried(stage, without(BOOK, "3.2"))
    assert counts(told) == {"1.1": {Shift.SAME: 1}, "3.2": {Shift.NO_BREACH: 4}}
    assert [each.title for each in told.clauses][1] is None
    assert {case.after for case in told.changed} == {None}


def test_earlier_sanctions_are_taken_as_they_were_decided(
    stage: Stage, repeated: list[CaseId]
):
    """They keep their class: a clause that is put into another one counts alone."""
    told = tried(stage, with_clause(BOOK, "3.2", offence_class="order"))
    assert counts(told) == {"3.2": {Shift.SAME: 2, Shift.LIGHTER: 2}}


def test_more_points_for_the_same_are_heavier(stage: Stage):
    stage.sanctioned(0)
    row = BOOK.ladder.rows[0]
    more = (row[0], replace(row[1], points=3), row[2])
    told = tried(stage, with_ladder(BOOK, rows=(more, *BOOK.ladder.rows[1:])))
    assert counts(told) == {"3.2": {Shift.HEAVIER: 1}}


def test_what_was_undone_or_overturned_is_no_finding(stage: Stage):
    undone = stage.opened(0)
    decision = stage.decided(undone, wait=False)
    stage.do(MODERATOR, RetractDecision(case=undone, decision=decision.id))
    overturned, reduced = stage.sanctioned(1), stage.sanctioned(2)
    stage.ruled(overturned, Ruling.OVERTURNED)
    reminder = Step(kind=SanctionKind.REMINDER, points=1)
    stage.ruled(reduced, Ruling.REDUCED, step=reminder)
    told = tried(stage, without(BOOK, "3.2"))
    assert [case.case for case in told.changed] == [reduced]
    assert (told.changed[0].before, told.changed[0].imposed) == (WARNING, WARNING)


def test_a_version_published_since_is_compared_with_what_it_proposed(stage: Stage):
    announced_at_once(stage)
    stage.sanctioned(0)
    stage.clock.forward(days=1)
    stricter = with_clause(BOOK, "3.2", severity=Severity.HIGH)
    published(stage, stricter)
    stage.sanctioned(1)
    # Each stands under the rules of its own day: of two findings one differs.
    assert counts(tried(stage, BOOK)) == {"3.2": {Shift.SAME: 1, Shift.LIGHTER: 1}}
    assert counts(tried(stage, stricter)) == {"3.2": {Shift.SAME: 1, Shift.HEAVIER: 1}}


def test_a_stranger_has_no_record(stage: Stage):
    for _ in range(2):
        stage.decided(stage.opened(None, subject_id="wx_stranger"))
    told = tried(stage, with_clause(BOOK, "3.2", severity=Severity.LOW))
    assert {(c.handle, c.member, c.after) for c in told.changed} == {
        ("wx_stranger", None, BOOK.ladder.rows[0][0])
    }
    assert told.members == 0


def test_only_the_latest_are_looked_at_or_listed(stage: Stage, repeated: list[CaseId]):
    book = without(BOOK, "3.2")
    few = tried(stage, book, limit=1)
    assert ([c.case for c in few.changed], few.more) == ([repeated[-1]], True)
    assert counts(few) == {"3.2": {Shift.NO_BREACH: 4}}
    assert not tried(stage, book, limit=4).more
    first = stage.case(repeated[2]).decided_at
    assert tried(stage, book, since=first).cases == 2


def test_what_one_is_involved_with_is_left_out(stage: Stage, repeated: list[CaseId]):
    entry = DeclareConflict(
        person=stage.person(MODERATOR),
        about=About.MEMBER,
        target=stage.member(0),
        reason=REASON,
    )
    stage.do(LEAD, entry)
    book = without(BOOK, "3.2")
    mine, theirs = tried(stage, book, MODERATOR), tried(stage, book)
    assert [case.case for case in mine.changed] == [repeated[2]]
    assert (mine.cases, mine.members) == (1, 1)
    assert counts(mine) == {"3.2": {Shift.NO_BREACH: 1}}
    assert (theirs.cases, theirs.members) == (4, 2)


def test_a_ladder_that_cannot_be_read_is_not_tried(stage: Stage):
    draft = drafted(stage, with_ladder(BOOK, rows=()))
    assert stage.silence(MODERATOR, TryOnPast(rules=draft)) == "rulebook_has_problems"
    gone = TryOnPast(rules="x" * 32)
    assert stage.silence(MODERATOR, gone) == "rules_version_not_found"


class _Stopped(Exception):
    """Somebody has seen enough."""


def test_it_tells_how_far_it_is_and_can_be_stopped(
    stage: Stage, repeated: list[CaseId]
):
    draft = drafted(stage, without(BOOK, "3.2"))
    workspace = stage.sign_in(OWNER)
    before = workspace._session.journal.position
    heard: list[tuple[int, int]] = []

    def stop(_done: int, _total: int) -> None:
        raise _Stopped

    workspace.query(TryOnPast(rules=draft), lambda *told: heard.append(told))
    assert heard == [(0, 4), (4, 4)]
    with pytest.raises(_Stopped):
        workspace.query(TryOnPast(rules=draft), stop)
    # The vault answers on, and nothing was written.
    assert workspace.query(TryOnPast(rules=draft)).cases == 4
    assert workspace._session.journal.position == before
