"""A removal at the screen: proposed by one, approved by another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.approvals.commands import Approve
from app.approvals.queries import ProposalAbout
from app.cases.model import CaseState
from app.cases.queries.cases import CaseDetail
from tests.builders import OWNER
from tests.screens.docket import REASON, Desk, docket, open_case
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, Hearing, assemble


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


WHY = "多次私信骚扰，已有三名成员提供截图。"
ONE_OF = f"Has to be approved by one of: {OWNER}, {LEAD}"


def remove(desk: Desk) -> None:
    """Choose to remove the member, and say why."""
    desk.presenter.decision.choose_nth(5)
    desk.presenter.decision.deviation_changed(WHY)


def test_a_removal_is_submitted_to_a_second_person(
    desk: Desk, hearing: Hearing
) -> None:
    assert (desk.form.second, desk.form.proposes) == ("", False)
    remove(desk)
    assert (desk.form.second, desk.form.proposes) == (ONE_OF, True)
    desk.presenter.decision.choose_nth(1)
    assert (desk.form.second, desk.form.proposes) == ("", False)
    remove(desk)
    desk.decide()
    case = hearing.cases[0]
    number = hearing.number(desk.workspace, case)
    assert desk.host.toasts[-1] == f"{number} proposed: Removal"
    assert desk.workspace.query(CaseDetail(case=case)).decision is None
    desk.presenter.open(case)
    assert desk.header.waits
    assert desk.form.blocked == "Waits for a second person's approval"
    assert not desk.form.editable
    waiting = desk.form.waiting
    assert waiting is not None
    assert waiting.mine
    assert waiting.text.startswith(f"{MODERATOR} proposed: Remove ")


def test_what_waits_is_withdrawn_and_the_texts_come_back(
    desk: Desk, hearing: Hearing
) -> None:
    remove(desk)
    desk.decide()
    undo = desk.host.undo
    assert undo is not None
    undo()
    assert desk.form.waiting is None
    assert (desk.view.decision.reason, desk.view.decision.deviation) == (REASON, WHY)
    remove(desk)
    desk.decide()
    desk.presenter.open(hearing.cases[0])
    desk.presenter.decision.withdraw()
    assert desk.host.toasts[-1] == "Proposal withdrawn"
    assert desk.form.waiting is None
    assert not desk.header.waits
    assert desk.form.blocked == ""


def test_approved_it_says_who_did_what(hearing: Hearing) -> None:
    case = hearing.cases[0]
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        remove(desk)
        desk.decide()
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.open(case)
        assert desk.form.waiting is not None
        assert not desk.form.waiting.mine
        desk.presenter.decision.withdraw()  # it is not theirs
        line = workspace.query(ProposalAbout(about=case))
        assert line is not None
        workspace.execute(Approve(proposal=line.id))
        desk.presenter.open(case)
        assert desk.view.record.decided is not None
        told = f"{MODERATOR} proposed, {LEAD} approved"
        assert desk.view.record.decided.facts.startswith(told)
        assert desk.outcome.undo != ""
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.open(case)
        desk.presenter.outcome.undo()
        assert workspace.query(CaseDetail(case=case)).state is CaseState.DECIDING


def test_a_proposal_out_of_date_stands_in_nobody_s_way(hearing: Hearing) -> None:
    case = hearing.cases[0]
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        remove(desk)
        desk.decide()
    with hearing.site.opened(LEAD) as workspace:
        hearing.decide(workspace, HANDLES[0], "3.2")
        hearing.site.clock.forward(minutes=6)
        desk = Desk(workspace, hearing)
        desk.presenter.open(case)
        assert desk.form.waiting is None
        assert desk.form.blocked == ""
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.open(case)
        assert desk.form.waiting is not None
        assert desk.form.waiting.title == "The proposal is out of date"
        assert not desk.header.waits


def test_without_anybody_else_one_decides_alone(tmp_path: Path) -> None:
    hearing = assemble(tmp_path / "alone", staff={})
    with hearing.site.opened(OWNER) as workspace:
        open_case(workspace, hearing, hearing.members[HANDLES[0]])
        desk = Desk(workspace, hearing)
        remove(desk)
        assert desk.form.second.startswith("Nobody else is entitled to approve this.")
        assert not desk.form.proposes
        desk.decide()
        assert desk.host.toasts[-1].endswith(" decided: Removal")
