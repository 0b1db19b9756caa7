"""Rules at the screen: proposed by one, approved by another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.approvals.commands import Approve, Reject
from app.approvals.queries import ProposalAbout
from app.errors import Conflict
from app.rulebook.model import Severity
from app.rulebook.queries import OpenDrafts, Versions
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol
from tests.screens.drafter import Desk
from tests.screens.hearing import LEAD, MODERATOR
from ui.screens.rulebook.presenter.tree import DRAFT_KEY


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    return site


@pytest.fixture
def lead(site: Site) -> Iterator[Desk]:
    """The only person who may publish."""
    with site.opened(OWNER) as workspace:
        yield Desk(workspace, site)


@pytest.fixture
def pair(site: Site) -> Site:
    """The vault with a second person who may publish."""
    with site.opened() as workspace:
        enrol(workspace, LEAD, Role.LEAD)
    return site


WAITS = "Waits for a second person's approval"


def test_one_publishes_alone_where_nobody_else_may(lead: Desk) -> None:
    lead.presenter.open_template("reading_club")
    assert not lead.form.proposes
    assert lead.form.second.startswith("Nobody else is entitled to approve this.")
    lead.presenter.publish()
    assert lead.host.toasts[-1].startswith("Reading club rules published")


def test_rules_are_submitted_to_a_second_person(pair: Site) -> None:
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        desk.presenter.open_template("reading_club")
        assert desk.form.proposes
        assert desk.form.second == f"Has to be approved by one of: {OWNER}"
        desk.presenter.publish()
        assert desk.host.toasts[-1] == "Reading club rules submitted for approval"
        assert desk.form.blocked == WAITS
        waiting = desk.form.waiting
        assert waiting is not None
        assert waiting.mine
        assert waiting.text.startswith(f"{LEAD} proposed: Publish rules")
        assert workspace.query(Versions()) == []
    with pair.opened(OWNER) as workspace:
        desk = Desk(workspace, pair)
        assert desk.form.blocked == WAITS
        assert desk.form.waiting is not None
        assert not desk.form.waiting.mine
        approve(workspace)
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        assert desk.view.form is None
        assert [row.state for row in desk.view.versions] == ["Applies now"]
        assert workspace.query(OpenDrafts()) == []


def approve(workspace: Workspace) -> None:
    line = workspace.query(ProposalAbout(about=""))
    assert line is not None
    workspace.execute(Approve(proposal=line.id))


def test_what_was_written_on_since_cannot_be_approved(pair: Site) -> None:
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        desk.presenter.open_template("reading_club")
        desk.presenter.publish()
        desk.change(1, Severity.LOW, "warning", "", "1")
    with pair.opened(OWNER) as workspace, pytest.raises(Conflict) as refused:
        approve(workspace)
    assert refused.value.code == "draft_changed"
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        assert desk.form.blocked == WAITS
        desk.publishing.withdraw()
        assert desk.form.blocked == ""


def test_rules_not_approved_are_a_draft_again(pair: Site) -> None:
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        desk.presenter.open_template("reading_club")
        desk.presenter.publish()
    with pair.opened(OWNER) as workspace:
        line = workspace.query(ProposalAbout(about=""))
        assert line is not None
        workspace.execute(Reject(proposal=line.id, reason="第 3 章还缺正面的例子。"))
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        told = f"{OWNER} did not approve: 第 3 章还缺正面的例子。"
        assert desk.view.problem == told
        desk.presenter.show_version(DRAFT_KEY)
        assert desk.form.blocked == ""
        assert desk.form.proposes


def test_what_was_proposed_is_withdrawn(pair: Site) -> None:
    with pair.opened(LEAD) as workspace:
        desk = Desk(workspace, pair)
        desk.presenter.open_template("reading_club")
        for take_back in (desk.publishing.withdraw, desk.host.undo):
            desk.presenter.publish()
            assert desk.form.blocked == WAITS
            take_back()
            assert desk.host.toasts[-1] == "Proposal withdrawn"
            assert desk.form.blocked == ""
            assert desk.form.waiting is None
