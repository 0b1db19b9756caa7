"""Trying other rules on what was found: the same reading of the ladder, only faster."""

import dataclasses
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ids import SanctionId
from app.rulebook.model import (
    ClassRule,
    Clause,
    Ladder,
    Rulebook,
    SanctionKind,
    Severity,
    Step,
)
from app.rulebook.rules import PriorOffence, propose
from app.rulebook.templates import load_template
from app.rulebook.trial import Finding, Record, Shift, Trial, shift_between
from tests.unit.rulebook.books import ruled_ladders
from tests.unit.rulebook.strategies import (
    CLASSES,
    NOW,
    heavier,
    histories,
    moments,
    severities,
    steps,
)

BOOK = load_template("reading_club")
replace = msgspec.structs.replace


def with_ladder(ladder: Ladder, offence_class: str, severity: Severity) -> Rulebook:
    """Return the book with this ladder, and clause 3.2 of this class and severity."""

    def given_class(clause: Clause) -> Clause:
        if clause.number != "3.2":
            return clause
        return replace(clause, offence_class=offence_class, severity=severity)

    articles = tuple(
        replace(article, clauses=tuple(map(given_class, article.clauses)))
        for article in BOOK.articles
    )
    return replace(BOOK, articles=articles, ladder=ladder)


def finding(**more: object) -> Finding:
    known = {"clause": "3.2", "severity": Severity.MEDIUM, "by_hand": False, "at": NOW}
    return Finding(**(known | more))  # pyright: ignore[reportArgumentType]


@given(
    ruled_ladders(),
    histories(),
    st.sampled_from(CLASSES),
    severities,
    moments,
    st.integers(0, 8),
)
def test_it_proposes_what_the_ladder_proposes(
    ladder: Ladder,
    history: list[PriorOffence],
    offence_class: str,
    severity: Severity,
    at: datetime,
    own: int,
):
    """What cannot count is passed over, and nothing else."""
    trial = Trial(with_ladder(ladder, offence_class, severity))
    mine = SanctionId(f"{own:032x}")
    others = [prior for prior in history if prior.sanction_id != mine]
    plain = propose(ladder, severity, offence_class, others, at)
    tried = trial.retry(finding(at=at), Record(history), {mine})
    assert tried is not None
    assert (tried.step, tried.ordinal) == (plain.step, plain.ordinal)
    assert tried.counted == plain.counted
    assert tried.window_days == plain.window_days


def test_a_severity_set_by_hand_is_kept():
    trial = Trial(with_ladder(BOOK.ladder, "order", Severity.LOW))
    rows = BOOK.ladder.rows[0]
    plain = trial.retry(finding(severity=Severity.HIGH), Record())
    by_hand = trial.retry(finding(severity=Severity.HIGH, by_hand=True), Record())
    assert plain is not None
    assert by_hand is not None
    assert (plain.step, by_hand.step) == (rows[0], rows[2])


def test_what_the_rules_do_not_have_is_no_breach():
    assert Trial(BOOK).retry(finding(clause="9.9"), Record()) is None
    assert shift_between(Step(kind=SanctionKind.REMINDER), None) is Shift.NO_BREACH


@given(steps, steps)
def test_a_shift_is_the_difference_of_two_steps(before: Step, after: Step):
    shift = shift_between(before, after)
    if heavier(after, before):
        assert shift is Shift.HEAVIER
    elif heavier(before, after):
        assert shift is Shift.LIGHTER
    elif before.kind.is_removal:
        assert shift is Shift.SAME
    else:
        assert (shift is Shift.HEAVIER) == (after.points > before.points)
        assert (shift is Shift.SAME) == (after.points == before.points)
    back = {Shift.HEAVIER: Shift.LIGHTER, Shift.LIGHTER: Shift.HEAVIER}
    assert shift_between(after, before) is back.get(shift, shift)


def test_counts_stand_in_the_order_of_the_book_and_then_what_is_gone():
    trial = Trial(BOOK)
    for number, shift in (
        ("9.9", Shift.NO_BREACH),
        ("3.2", Shift.SAME),
        ("1.1", Shift.HEAVIER),
        ("3.2", Shift.LIGHTER),
    ):
        trial.count(finding(clause=number), shift)
    told = [(c.number, c.total, c.changed, bool(c.title)) for c in trial.clauses]
    assert told == [("1.1", 1, 1, True), ("3.2", 2, 1, True), ("9.9", 1, 1, False)]


@pytest.mark.parametrize(
    "ladder",
    [
        replace(BOOK.ladder, rows=()),
        replace(BOOK.ladder, window_days=0),
        replace(BOOK.ladder, window_days=2**31 - 1),
        replace(
            BOOK.ladder, classes=(ClassRule(offence_class="order", window_days=-5),)
        ),
    ],
)
def test_a_ladder_that_cannot_be_read_is_refused(ladder: Ladder):
    with pytest.raises(InputError) as caught:
        Trial(replace(BOOK, ladder=ladder))
    assert caught.value.code == "rulebook_has_problems"


def test_an_unfinished_draft_can_be_tried():
    """Only the ladder is read: words may still be missing, steps may still fall."""
    turned = replace(BOOK.ladder, rows=tuple(reversed(BOOK.ladder.rows)))
    bare = replace(BOOK.articles[0], clauses=())
    Trial(replace(BOOK, ladder=turned, articles=(bare, *BOOK.articles[1:])))


def test_a_window_has_its_edge_where_the_rules_have_it():
    prior = PriorOffence(
        sanction_id=SanctionId("0" * 32),
        case_number="GD-2611-0001",
        clause_number="3.2",
        offence_class="order",
        kind=SanctionKind.WARNING,
        days=0,
        points=1,
        effective_at=NOW - timedelta(days=30),
        expires_at=NOW + timedelta(days=30),
    )
    later = prior.effective_at + timedelta(milliseconds=1)
    just = dataclasses.replace(prior, effective_at=later)
    assert [*Record([prior]).within("order", 30, NOW)] == []
    assert [*Record([just]).within("order", 30, NOW)] == [just]
    assert [*Record([just]).within("other", 30, NOW)] == []
