"""Whatever becomes of the rules, a finding cites those of the day of the conduct."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.queries.decisions import DecisionOf, DecisionView
from app.cases.queries.sanctions import ProposalFor
from app.ids import CaseId
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, Clause, Rulebook
from app.rulebook.rules import PriorOffence, propose
from app.times import local_day
from tests.builders import NEWS, Site
from tests.storage.features.rules import BOOK, replace, with_clause
from tests.storage.features.setting import (
    FIRST_DAY,
    LEAD,
    SECOND_LEAD,
    Stage,
    copied,
)
from tests.unit.rulebook.books import ruled_ladders
from tests.unit.rulebook.strategies import CLASSES, severities

LATER = 3


@st.composite
def editions(draw: st.DrawFn) -> Rulebook:
    """Return rules with another clause 3.2, and a ladder with rules for classes."""
    clause = BOOK.clause("3.2")
    assert clause is not None
    words = draw(st.text("不得骂人起哄嘲讽", min_size=1, max_size=8))
    # The class it had keeps a clause, since the ladder may have a rule for it.
    book = with_clause(BOOK, "3.3", offence_class="personal_attack")
    book = with_clause(
        book,
        "3.2",
        text=Bilingual(zh=f"{words}。", en=f"No {words}."),
        severity=draw(severities),
        offence_class=draw(st.sampled_from(CLASSES)),
    )
    ladder = replace(
        draw(ruled_ladders()), points_expire_days=draw(st.sampled_from([20, 90, 200]))
    )
    return replace(book, ladder=ladder)


@st.composite
def lives(draw: st.DrawFn) -> list[Rulebook | tuple[int, int]]:
    """Return versions of the rules, and between them conduct of some member and day.

    Four versions at least besides the first; conduct is named by the member and by how
    many days ago it was.
    """
    versions = draw(st.lists(editions(), min_size=4, max_size=5))
    life: list[Rulebook | tuple[int, int]] = []
    conduct = st.tuples(st.integers(0, 1), st.integers(0, 40))
    for version in versions:
        life += draw(st.lists(conduct, max_size=2))
        life.append(version)
    return [*life, *draw(st.lists(conduct, min_size=1, max_size=3))]


@dataclass(slots=True)
class Chronicle:
    """What should have been cited, kept beside the vault.

    Attributes:
        begins: versions by the day they began, the oldest first.
        priors: what each member was imposed.
        cited: what each decision was founded on.
    """

    stage: Stage
    begins: list[tuple[date, Rulebook]] = field(
        default_factory=lambda: [(FIRST_DAY, BOOK)]
    )
    priors: dict[int, list[PriorOffence]] = field(
        default_factory=lambda: {0: [], 1: []}
    )
    cited: dict[CaseId, tuple[int, Clause, DecisionView]] = field(
        default_factory=dict[CaseId, tuple[int, Clause, DecisionView]]
    )

    def publish(self, book: Rulebook, gap: int) -> None:
        """Let days pass, and publish a version that begins at once."""
        self.stage.clock.forward(days=gap)
        day = local_day(self.stage.clock())
        command = PublishRulebook(book=book, effective_on=day, changes=NEWS)
        self.stage.together(LEAD, command, SECOND_LEAD)
        self.begins.append((day, book))

    def decide(self, member: int, days: int) -> None:
        """Decide about conduct of some days ago; hold it against its day's rules."""
        conduct = self.stage.clock() - timedelta(days=days)
        begun = [book for day, book in self.begins if day <= local_day(conduct)]
        number, ladder = len(begun), begun[-1].ladder
        clause = begun[-1].clause("3.2")
        assert clause is not None
        expected = propose(
            ladder,
            clause.severity,
            clause.offence_class,
            self.priors[member],
            self.stage.clock(),
        )
        case = self.stage.opened(member, occurred_at=conduct)
        told = self.stage.ask(ProposalFor(case=case, clause="3.2"))
        assert told.version.version == number
        self.stage.decided(case)
        view = self.view(case)
        assert view.sanction is not None
        assert (view.version, view.clause) == (number, clause)
        assert (view.proposed, view.step) == (expected.step, expected.step)
        assert view.ordinal == expected.ordinal
        assert view.window_days == ladder.window(clause.offence_class)
        assert [row.id for row in view.counted] == [
            prior.sanction_id for prior in expected.counted
        ]
        lasts = view.sanction.expires_at - view.sanction.effective_at
        assert lasts == timedelta(days=ladder.points_expire_days)
        self.cited[case] = (number, clause, view)
        self.priors[member].append(prior_in(view, clause))

    def view(self, case: CaseId) -> DecisionView:
        """Return the decision that stands."""
        view = self.stage.ask(DecisionOf(case=case))
        assert view is not None
        return view


def prior_in(view: DecisionView, clause: Clause) -> PriorOffence:
    """Return what a decision imposed, as the next one counts it."""
    imposed = view.sanction
    assert imposed is not None
    return PriorOffence(
        sanction_id=imposed.id,
        case_number=imposed.case_number,
        clause_number=clause.number,
        offence_class=clause.offence_class,
        kind=imposed.step.kind,
        days=imposed.step.days,
        points=imposed.step.points,
        effective_at=imposed.effective_at,
        expires_at=imposed.expires_at,
    )


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    life=lives(),
    gaps=st.lists(st.integers(1, 15), min_size=12, max_size=12),
    later=st.lists(editions(), min_size=LATER, max_size=LATER),
)
def test_a_finding_cites_the_clause_and_the_ladder_of_its_day(
    founded_site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    life: list[Rulebook | tuple[int, int]],
    gaps: list[int],
    later: list[Rulebook],
):
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("history")))
    chronicle = Chronicle(stage)
    days = iter(gaps)
    for event in life:
        if isinstance(event, Rulebook):
            chronicle.publish(event, next(days))
        else:
            chronicle.decide(*event)
    for book in later:
        chronicle.publish(book, next(days))
    for case, (number, clause, before) in chronicle.cited.items():
        after = chronicle.view(case)
        assert (after.version, after.clause) == (number, clause)
        assert after == before
    stage.leave()
