from collections.abc import Iterator

import pytest

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.members.queries import MemberPage
from app.staff.commands import ChangeRoles, LinkStaff, UnlinkStaff
from app.staff.roles import SHIPPED_DUTIES, SHIPPED_ROLES, Capability, Role
from tests.screens.hearing import HANDLES
from tests.screens.team_room import LEAD, MODERATOR, Room, person
from tests.screens.test_team_presenter import Desk, furnished, room, sit
from ui.screens.team.presenter.powers import GROUPS

__all__ = ["furnished", "room"]


@pytest.fixture
def desk(room: Room) -> Iterator[Desk]:
    with room.opened() as workspace:
        yield sit(workspace, room)


def ticks(desk: Desk, capability: str) -> dict[str, bool]:
    row = next(row for row in desk.view.powers.rows if row.code == capability)
    codes = [column.code for column in desk.view.powers.columns]
    return dict(zip(codes, row.ticks, strict=True))


# --- links and conflicts ------------------------------------------------------


def test_profiles_and_conflicts_are_named(desk: Desk):
    desk.choose(MODERATOR)
    (link,) = desk.view.links
    assert link.label == HANDLES[2]
    (entry,) = desk.view.conflicts
    assert entry.title == f"Member {HANDLES[0]}"
    assert entry.detail.startswith("合租的室友")
    assert entry.endable


def test_a_member_is_found_linked_and_unlinked(desk: Desk):
    desk.choose(LEAD)
    desk.presenter.ties.link_wanted()
    assert desk.view.asked[-1] == LEAD
    desk.presenter.ties.look_for(HANDLES[3])
    ((member, handle, _),) = desk.view.offered
    assert handle == HANDLES[3]
    desk.presenter.ties.link(member)
    assert isinstance(desk.last, LinkStaff)
    assert [each.label for each in desk.view.links] == [HANDLES[3]]
    desk.presenter.ties.link(member)
    assert desk.view.errors[-1][0] == "tie"
    desk.presenter.ties.unlink(member)
    assert isinstance(desk.last, UnlinkStaff)
    assert desk.view.links == []
    desk.presenter.ties.look_for(" ")
    assert desk.view.offered == ()


def test_a_linked_member_is_opened(desk: Desk):
    desk.presenter.ties.open_member("m")
    assert desk.host.opened == [("members", "m")]


def test_a_conflict_is_declared_and_ended(desk: Desk):
    desk.choose(LEAD)
    desk.presenter.ties.declare_wanted()
    assert desk.view.asked[-1] == LEAD
    member = desk.workspace.query(MemberPage(words=HANDLES[4])).rows[0].id
    desk.presenter.ties.declare("member", member, "")
    assert desk.view.errors[-1][0] == "tie"
    desk.presenter.ties.declare("member", member, "亲属")
    assert desk.last == DeclareConflict(
        person=person(desk.workspace, LEAD),
        about=About.MEMBER,
        target=member,
        reason="亲属",
    )
    assert desk.view.closed == ["tie"]
    (entry,) = desk.view.conflicts
    desk.presenter.ties.end(entry.id)
    assert isinstance(desk.last, EndConflict)
    assert desk.view.conflicts == []


def test_a_case_is_named_by_its_number(desk: Desk):
    member = desk.workspace.query(MemberPage(words=HANDLES[4])).rows[0].id
    opened = OpenCase(member=member, subject_id="", channel=Channel.PATROL, quote="x")
    case = desk.workspace.execute(opened).value
    number = desk.workspace.query(CaseDetail(case=case)).number
    desk.choose(LEAD)
    desk.presenter.ties.declare("case", "GD-0000-0000", "亲属")
    assert desk.view.errors[-1][0] == "tie"
    desk.presenter.ties.declare("case", number, "亲属")
    assert [each.title for each in desk.view.conflicts] == [f"Case {number}"]


# --- what roles and duties may do ---------------------------------------------


def test_the_table_has_every_capability_once():
    listed = [each for _, group in GROUPS for each in group]
    assert sorted(listed) == sorted(Capability)


def test_the_columns_of_the_person_are_marked(desk: Desk):
    desk.choose(MODERATOR)
    marked = [c.code for c in desk.view.powers.columns if c.theirs]
    assert marked == ["moderator", "content", "members"]


def test_changes_are_saved_together(desk: Desk):
    desk.presenter.powers.toggle(Capability.REVEAL, "lead")
    desk.presenter.powers.toggle(Capability.RELEASE_EXPORTS, "moderator")
    assert desk.view.powers.changes == 2
    assert not ticks(desk, Capability.REVEAL)["lead"]
    desk.presenter.powers.toggle(Capability.REVEAL, "lead")
    assert desk.view.powers.changes == 1
    assert desk.runner.commands == []
    desk.presenter.powers.save()
    assert isinstance(desk.last, ChangeRoles)
    assert desk.view.powers.changes == 0
    assert ticks(desk, Capability.RELEASE_EXPORTS)["moderator"]
    desk.presenter.powers.save()
    assert len(desk.runner.commands) == 1


def test_changes_are_discarded(desk: Desk):
    desk.presenter.powers.toggle(Capability.REVEAL, "lead")
    desk.presenter.powers.discard()
    assert desk.view.powers.changes == 0
    assert ticks(desk, Capability.REVEAL)["lead"]


def test_nobody_left_to_look_after_the_team_is_refused(desk: Desk):
    for capability in (Capability.CHANGE_STAFF, Capability.CHANGE_ROLES):
        desk.presenter.powers.toggle(capability, "observer")
        desk.presenter.powers.toggle(capability, "owner")
    desk.presenter.powers.save()
    # The only observer is suspended.
    assert desk.view.errors[-1][0] == "powers"
    assert desk.view.powers.changes == 4
    assert desk.runner.commands == []


def test_what_nobody_could_do_any_more_keeps_its_last_tick(desk: Desk):
    desk.presenter.powers.toggle(Capability.RECOVER, "owner")
    assert desk.view.errors[-1][0] == "powers"
    assert ticks(desk, Capability.RECOVER)["owner"]


def test_others_look_at_the_table_alone(room: Room):
    with room.opened(LEAD) as workspace:
        desk = sit(workspace, room)
        desk.presenter.powers.toggle(Capability.REVEAL, "lead")
        assert desk.view.powers.changes == 0
        assert not desk.view.powers.lacking


def test_an_older_vault_takes_over_the_table(desk: Desk):
    older = {Capability.ERASE, Capability.ADMIT_HELD}
    roles = {
        role: tuple(c for c in held if c not in older)
        for role, held in SHIPPED_ROLES.items()
    }
    desk.workspace.execute(ChangeRoles(roles=roles, duties=SHIPPED_DUTIES))
    desk.presenter.refresh()
    assert desk.view.powers.lacking
    desk.presenter.powers.adopt()
    assert desk.last == ChangeRoles(roles=SHIPPED_ROLES, duties=SHIPPED_DUTIES)
    assert not desk.view.powers.lacking
    assert ticks(desk, Capability.ERASE)[Role.LEAD]
