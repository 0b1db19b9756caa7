"""What the workbench tells, and what is done at it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.approvals.commands import Approve, Reject, Withdraw
from app.approvals.queries import ProposalDetail
from app.cases.model import CaseState
from app.cases.queries.cases import CaseDetail
from app.reviews.commands import AgreeWithDecision, ReturnDecision, ReviewMember
from app.rulebook.model import SanctionKind, Step
from app.rulebook.queries import Versions
from app.staff.commands import AdmitHeld
from app.workspace import Workspace
from tests.builders import OWNER, Site
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, OBSERVER, assemble, hold
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.waiting import (
    DEVIATION,
    REASON,
    WHY_NOT,
    Waiting,
    hold_back,
    wait,
)
from ui.counting import Counting
from ui.screens.workbench.presenter.acting import FormShown
from ui.screens.workbench.presenter.rows import Kind, WorkRow, key_of, kind_of
from ui.screens.workbench.presenter.task import DetailShown
from ui.screens.workbench.presenter.whole import WorkbenchPresenter


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.rows: list[WorkRow] = []
        self.selected = self.reason = self.reason_error = self.problem = ""
        self.detail: DetailShown | None = None
        self.form: FormShown | None = None
        self.is_empty = self.at_record = False

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        self.rows = list(rows)

    def select_row(self, key: str) -> None:
        self.selected = key

    def show_detail(self, detail: DetailShown) -> None:
        self.detail, self.is_empty = detail, False

    def show_nothing(self) -> None:
        self.detail, self.is_empty = None, True

    def show_record(self) -> None:
        self.at_record = True

    def focus_record(self) -> None:
        """There is no focus here."""

    def show_form(self, form: FormShown | None) -> None:
        self.form = form

    def show_reason(self, text: str) -> None:
        self.reason = text

    def show_reason_error(self, text: str) -> None:
        self.reason_error = text

    def show_problem(self, text: str) -> None:
        self.problem = text


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, site: Site) -> None:
        self.view, self.host = SeenView(), SeenHost()
        self.workspace, self.runner = workspace, ImmediateRunner(workspace)
        self.presenter = WorkbenchPresenter(
            self.view, self.runner, self.host, site.clock
        )
        self.acting = self.presenter.acting
        self.presenter.activated()

    @property
    def detail(self) -> DetailShown:
        assert self.view.detail is not None
        return self.view.detail

    @property
    def form(self) -> FormShown:
        assert self.view.form is not None
        return self.view.form

    def groups(self) -> dict[Kind, str]:
        return {kind_of(r.key): r.count for r in self.view.rows if r.is_heading}

    def first(self, kind: Kind) -> str:
        """Go to the first task of a group; return its key."""
        rows = (r.key for r in self.view.rows if not r.is_heading)
        key = next(key for key in rows if kind_of(key) is kind)
        self.presenter.select(key)
        return key

    def refuse(self, reason: str) -> None:
        self.acting.write(reason)
        self.acting.act_otherwise()


@pytest.fixture
def waiting(tmp_path: Path) -> Waiting:
    return wait(tmp_path)


@pytest.fixture
def owner(waiting: Waiting) -> Iterator[Desk]:
    with waiting.site.opened(OWNER) as workspace:
        yield Desk(workspace, waiting.site)


@pytest.fixture
def moderator(waiting: Waiting) -> Iterator[Desk]:
    with waiting.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, waiting.site)


def test_what_waits_stands_in_groups_with_counts(owner: Desk, waiting: Waiting) -> None:
    assert owner.groups() == {Kind.APPROVE: "2", Kind.REVIEW: "1", Kind.APPEAL: "2"}
    first = owner.view.rows[1]
    assert owner.view.selected == first.key == key_of(Kind.APPROVE, waiting.removal)
    assert first.said == (
        f"For you to approve, Remove 北门老陈, Proposed by {MODERATOR}, 11-04 05:00"
    )
    assert owner.view.rows[0].said == "For you to approve, 2"


def test_everybody_sees_what_is_theirs(moderator: Desk, waiting: Waiting) -> None:
    assert moderator.groups() == {
        Kind.RETURNED: "1",
        Kind.MINE: "1",
        Kind.CASE: "1",
    }
    assert moderator.detail.banner is not None
    assert moderator.detail.banner.title == f"{LEAD} asks you to decide this again"
    assert moderator.detail.cards[0].texts[0].text == WHY_NOT
    moderator.acting.act()
    moderator.presenter.open(key_of(Kind.CASE, waiting.taken))
    assert moderator.host.opened == [
        ("cases", waiting.returned),
        ("cases", waiting.taken),
    ]


def test_a_proposal_says_what_would_be_done(owner: Desk) -> None:
    what, who = owner.detail.cards
    assert dict(what.facts)["The ladder proposes"] == "Mute for 3 days"
    assert "five minutes" in what.texts[0].text
    assert who.person == MODERATOR
    assert [text.text for text in who.texts] == [REASON, DEVIATION]
    assert (owner.form.main, owner.form.other) == ("Approve", "Do not approve")
    assert owner.form.reason == "Why not approved"


def test_rules_are_approved_by_their_words(owner: Desk, waiting: Waiting) -> None:
    assert owner.detail.changes == ()  # of a removal
    owner.presenter.select(key_of(Kind.APPROVE, waiting.rules))
    told = {change.title: change for change in owner.detail.changes}
    chips = {change.chip.text for change in told.values()}
    assert chips == {"Changed", "Taken out"}
    assert "Ladder" in told
    title = told["Rules"].parts[0]
    assert title.label == "Title · 中文"
    assert title.before == (("读书会", True), ("公约", False))
    assert title.after == (("同城群", True), ("公约", False))
    gone = next(c for c in told.values() if c.chip.text == "Taken out")
    assert all(not differs for p in gone.parts for _, differs in p.before)
    assert all(p.after == (("", False),) for p in gone.parts)


def test_approving_does_it_and_goes_on(owner: Desk, waiting: Waiting) -> None:
    owner.acting.act()
    assert owner.runner.commands == [Approve(proposal=waiting.removal)]
    assert owner.host.toasts == ["Approved and done: Remove 北门老陈"]
    assert owner.view.selected == key_of(Kind.APPROVE, waiting.rules)
    owner.host.undo()
    case = owner.workspace.query(CaseDetail(case=waiting.accused))
    assert case.state is CaseState.DECIDING
    assert owner.host.toasts[-1] == "The decision is undone"


def test_rules_are_approved(owner: Desk, waiting: Waiting) -> None:
    owner.presenter.select(key_of(Kind.APPROVE, waiting.rules))
    assert dict(owner.detail.cards[0].facts)["Applies from"] == "2026-12-01"
    owner.presenter.go()
    assert owner.host.opened == [("rulebook", "")]
    owner.acting.act()
    assert len(owner.workspace.query(Versions())) == 2


def test_refusing_needs_a_reason_that_is_kept(owner: Desk, waiting: Waiting) -> None:
    owner.refuse("不行")
    assert owner.view.reason_error != ""
    assert owner.runner.commands == []
    owner.presenter.select(key_of(Kind.APPROVE, waiting.rules))
    assert owner.view.reason == ""
    owner.presenter.select(key_of(Kind.APPROVE, waiting.removal))
    assert owner.view.reason == "不行"
    assert owner.form.saved
    owner.refuse(WHY_NOT)
    assert owner.runner.commands == [Reject(proposal=waiting.removal, reason=WHY_NOT)]
    name = f"workbench:{key_of(Kind.APPROVE, waiting.removal)}:reason"
    assert owner.workspace.desk.get(name) == ""


def test_a_decision_is_agreed_with_or_returned(owner: Desk) -> None:
    owner.first(Kind.REVIEW)
    decision, matter = owner.detail.cards
    assert decision.person == MODERATOR
    assert dict(decision.facts)["Sanction"] == "Warning, 2 points"
    assert matter.texts[0].quiet
    owner.acting.act()
    assert isinstance(owner.runner.commands[-1], AgreeWithDecision)
    assert Kind.REVIEW not in owner.groups()
    owner.host.undo()
    owner.first(Kind.REVIEW)
    owner.refuse("短")
    assert owner.view.reason_error != ""
    owner.refuse(WHY_NOT)
    assert isinstance(owner.runner.commands[-1], ReturnDecision)
    assert Kind.REVIEW not in owner.groups()


def test_ones_own_proposal_is_withdrawn(moderator: Desk, waiting: Waiting) -> None:
    moderator.first(Kind.MINE)
    assert (moderator.form.main, moderator.form.other) == ("", "Withdraw")
    moderator.acting.act()
    assert moderator.runner.commands == []
    moderator.acting.act_otherwise()
    assert moderator.runner.commands == [Withdraw(proposal=waiting.removal)]
    assert Kind.MINE not in moderator.groups()


def test_one_out_of_date_can_only_be_withdrawn(waiting: Waiting) -> None:
    with waiting.site.opened(LEAD) as workspace:
        waiting.hearing.decide(workspace, "北门老陈", "3.2")
    waiting.site.clock.forward(minutes=6)
    with waiting.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, waiting.site)
        desk.first(Kind.MINE)
        assert desk.detail.chip.text == "Out of date"
        assert desk.form.main == "Withdraw"
        desk.acting.act()
        assert desk.runner.commands == [Withdraw(proposal=waiting.removal)]


def test_somebody_else_was_quicker(owner: Desk, waiting: Waiting) -> None:
    reject = Reject(proposal=waiting.removal, reason=WHY_NOT)
    owner.workspace.execute(reject)
    owner.acting.act()
    assert owner.view.selected == key_of(Kind.APPROVE, waiting.rules)
    view = owner.workspace.query(ProposalDetail(proposal=waiting.removal))
    assert view.line.reason == WHY_NOT


def test_held_entries_are_let_in_with_their_reason_in_sight(waiting: Waiting) -> None:
    hold_back(waiting)
    with waiting.site.opened(OWNER) as workspace:
        desk = Desk(workspace, waiting.site)
        desk.first(Kind.HELD)
        banner = desk.detail.banner
        assert banner is not None
        assert banner.title == "It was not known when its author lost the right to it"
        desk.acting.act()
        assert isinstance(desk.runner.commands[-1], AdmitHeld)
        assert Kind.HELD not in desk.groups()


def test_nothing_waits(tmp_path: Path) -> None:
    hearing = assemble(tmp_path)
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing.site)
        assert desk.view.is_empty
        assert desk.view.rows == []
        assert desk.view.form is None


def test_the_rail_counts_what_waits(owner: Desk) -> None:
    told: dict[str, str] = {}
    Counting(owner.runner, told.__setitem__, owner.presenter._on_failed).count()
    assert (told["workbench"], told["appeals"]) == ("3", "3")


def test_a_member_whose_points_call_for_a_review_waits_for_a_lead(tmp_path: Path):
    hearing = hold(tmp_path)
    site, step = hearing.site, Step(kind=SanctionKind.MUTE, days=3, points=9)
    with site.opened(MODERATOR) as workspace:
        hearing.decide(
            workspace, HANDLES[4], "3.2", step=step, deviation_reason=DEVIATION
        )
    site.clock.forward(minutes=6)
    with site.opened(LEAD) as workspace:
        desk = Desk(workspace, site)
        assert desk.groups()[Kind.MEMBER] == "1"
        key = desk.first(Kind.MEMBER)
        row = next(row for row in desk.view.rows if row.key == key)
        assert row.title == f"@{HANDLES[4]}"
        assert row.detail == "Points 9 / 8"
        assert desk.detail.title == row.title
        desk.presenter.open(key)
        assert desk.host.opened[-1] == ("members", hearing.members[HANDLES[4]])
        told: dict[str, str] = {}
        Counting(desk.runner, told.__setitem__, desk.presenter._on_failed).count()
        counted = int(told["workbench"])
        review = ReviewMember(member=hearing.members[HANDLES[4]], note=DEVIATION)
        desk.runner.execute(review, lambda _: None, desk.presenter._on_failed)
        assert Kind.MEMBER not in desk.groups()
        Counting(desk.runner, told.__setitem__, desk.presenter._on_failed).count()
        assert int(told["workbench"]) == counted - 1
    with site.opened(MODERATOR) as workspace:
        assert Kind.MEMBER not in Desk(workspace, site).groups()
