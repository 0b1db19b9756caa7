import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.approvals.commands import Approve, Propose
from app.approvals.queries import ProposalPage, ProposalQueue
from app.errors import AppError, Conflict
from app.staff.commands import (
    AdmitPerson,
    ChangePerson,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import StaffList
from app.staff.roles import Duty, Role
from app.words import sentence
from app.workspace import Workspace
from tests.builders import OWNER, HandClock, Site, passphrase
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.seen_team import SeenTeam
from tests.screens.team_room import (
    GONE,
    LEAD,
    LEAVING,
    MODERATOR,
    OBSERVER,
    SECOND_OWNER,
    Room,
    furnish,
    person,
)
from ui.screens.team.presenter.acting import NewPassphrase, RemovalAsked
from ui.screens.team.presenter.inviting import Invitation
from ui.screens.team.presenter.whole import TeamPresenter

SECRET = passphrase("新人")


@dataclass(slots=True)
class Desk:
    """The presenter over an open vault, and what it showed and said."""

    workspace: Workspace
    view: SeenTeam
    host: SeenHost
    runner: ImmediateRunner
    presenter: TeamPresenter

    def choose(self, name: str) -> None:
        self.presenter.choose(person(self.workspace, name))

    @property
    def last(self) -> object:
        return self.runner.commands[-1]


def refuse(error: AppError) -> None:
    pytest.fail(error.code)


def sit(workspace: Workspace, room: Room) -> Desk:
    view, host, runner = SeenTeam(), SeenHost(), ImmediateRunner(workspace)
    presenter = TeamPresenter(view, runner, host, room.site.clock)
    presenter.refresh()
    return Desk(workspace, view, host, runner, presenter)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return furnish(tmp_path_factory.mktemp("team"))


@pytest.fixture
def room(furnished: Room, tmp_path: Path) -> Room:
    copy = Site(root=tmp_path, clock=HandClock(furnished.site.clock.now))
    shutil.copytree(furnished.site.place, copy.place)
    return Room(copy)


@pytest.fixture
def desk(room: Room) -> Iterator[Desk]:
    with room.opened() as workspace:
        yield sit(workspace, room)


def test_people_are_listed_with_what_sets_them_apart(desk: Desk):
    chips = {line.name: line.chip and line.chip.text for line in desk.view.lines}
    assert chips == {
        OWNER: "You",
        SECOND_OWNER: None,
        LEAD: None,
        MODERATOR: None,
        LEAVING: "Waits for a second person",
        OBSERVER: "Suspended",
        GONE: "Left",
    }
    names = [line.name for line in desk.view.lines]
    assert names[-2:] == [OBSERVER, GONE]
    assert desk.view.line(MODERATOR).detail == "Moderator · Content · Member care"
    assert desk.view.line(GONE).quiet
    assert desk.view.person.name == OWNER


def test_keys_are_said_to_be_there_or_not(desk: Desk):
    assert [key.text for key in desk.view.person.keys] == [
        "opens the vault",
        "printed and valid",
    ]
    desk.choose(GONE)
    assert [key.text for key in desk.view.person.keys] == [
        "none: cannot open the vault",
        "none",
    ]
    assert {key.icon for key in desk.view.person.keys} == {"minus"}
    assert "left on 2026-11-02" in desk.view.person.meta


def test_an_owner_does_all_but_to_oneself(desk: Desk):
    mine = desk.view.person.actions
    assert mine.change
    assert not any((mine.suspend, mine.reissue, mine.remove))
    desk.choose(MODERATOR)
    theirs = desk.view.person.actions
    assert theirs.suspend
    assert theirs.reissue
    assert theirs.remove
    desk.choose(OBSERVER)
    assert desk.view.person.actions.reinstate
    assert not desk.view.person.actions.suspend
    desk.choose(GONE)
    gone = desk.view.person.actions
    assert not any(getattr(gone, name) for name in gone.__slots__)


def test_a_moderator_looks_on_and_states_own_conflicts(room: Room):
    with room.opened(MODERATOR) as workspace:
        desk = sit(workspace, room)
        assert desk.view.roles == ()
        assert desk.view.person.actions.declare
        # One's own profile is not for oneself to read.
        assert [each.label for each in desk.view.links] == ["A member you may not see"]
        desk.choose(LEAD)
        actions = desk.view.person.actions
        assert not any(getattr(actions, name) for name in actions.__slots__)
        assert not desk.view.powers.changeable


def test_a_change_says_what_it_brings_about(desk: Desk):
    desk.choose(LEAD)
    desk.presenter.acting.change_wanted()
    assert desk.view.form is not None
    assert desk.view.form.role == "lead"
    desk.presenter.acting.changing("moderator", ("finance",))
    less, sealed = desk.view.told
    assert less.startswith("No longer: Link people of the team to members")
    # What finance gives stays.
    assert "Read the history" not in less
    assert sealed.startswith("What is sealed to leads gets a new key")
    desk.presenter.acting.changing("lead", ("finance",))
    assert desk.view.told == ("What they may do stays the same.",)
    desk.presenter.acting.changing("lead", ())
    assert desk.view.told == ()
    desk.presenter.acting.change("moderator", ("finance",))
    assert desk.last == ChangePerson(
        person=person(desk.workspace, LEAD),
        role=Role.MODERATOR,
        duties=(Duty.FINANCE,),
    )
    assert desk.view.form is None
    assert desk.view.person.duties == ("Finance",)


def test_a_change_of_nothing_is_said_in_the_form(desk: Desk):
    desk.choose(LEAD)
    desk.presenter.acting.change_wanted()
    desk.presenter.acting.change("lead", ())
    assert desk.view.errors == [("change", sentence(Conflict("nothing_changes")))]
    assert desk.view.form is not None


def test_a_suspension_can_be_undone(desk: Desk):
    desk.choose(LEAD)
    desk.presenter.acting.suspend()
    lead = person(desk.workspace, LEAD)
    assert desk.last == SuspendPerson(person=lead)
    assert desk.view.person.actions.reinstate
    desk.host.undo()
    assert desk.last == ReinstatePerson(person=lead)
    assert desk.view.person.chips[0].text == "Active"
    desk.presenter.acting.suspend()
    desk.presenter.acting.reinstate()
    assert desk.last == ReinstatePerson(person=lead)


def test_a_removal_that_needs_two_is_proposed(desk: Desk, room: Room):
    desk.choose(MODERATOR)
    desk.presenter.acting.remove_wanted()
    asked = desk.view.asked[-1]
    assert isinstance(asked, RemovalAsked)
    assert asked.title == f"Remove {MODERATOR} from the team?"
    assert "put under a new key" in asked.text
    assert SECOND_OWNER in asked.text
    assert asked.confirm == "Propose the removal"
    desk.presenter.acting.remove()
    command = RemovePerson(person=person(desk.workspace, MODERATOR))
    assert desk.last == Propose(command=command)
    waiting = desk.view.person.waiting
    assert waiting is not None
    assert waiting.mine
    assert not desk.view.person.actions.remove
    desk.presenter.acting.withdraw()
    assert desk.view.person.waiting is None
    assert desk.view.person.actions.remove


def test_a_second_owner_sees_it_and_approves(room: Room):
    with room.opened(SECOND_OWNER) as workspace:
        desk = sit(workspace, room)
        desk.choose(LEAVING)
        waiting = desk.view.person.waiting
        assert waiting is not None
        assert not waiting.mine
        (line,) = workspace.query(ProposalPage(queue=ProposalQueue.FOR_ME)).rows
        desk.runner.execute(Approve(proposal=line.id), lambda _: None, refuse)
        assert desk.view.line(LEAVING).quiet


def test_the_only_owner_removes_alone(room: Room):
    with room.opened() as workspace:
        desk = sit(workspace, room)
        desk.choose(SECOND_OWNER)
        desk.presenter.acting.remove_wanted()
        asked = desk.view.asked[-1]
        assert isinstance(asked, RemovalAsked)
        assert asked.confirm == "Remove"
        assert "You do it alone" in asked.text
        desk.presenter.acting.remove()
        assert desk.last == RemovePerson(person=person(workspace, SECOND_OWNER))


def test_a_passphrase_is_reissued(desk: Desk, room: Room):
    desk.choose(MODERATOR)
    desk.presenter.acting.reissue_wanted()
    assert desk.view.asked[-1] == MODERATOR
    form = NewPassphrase(passphrase="short", repeated="shirt")
    desk.presenter.acting.reissue(form)
    assert desk.view.errors[-1][0] == "repeated"
    form = NewPassphrase(passphrase="short", repeated="short")
    desk.presenter.acting.reissue(form)
    assert desk.view.errors[-1][0] == "passphrase"
    assert not desk.view.busy
    secret = passphrase("新的一句")
    desk.presenter.acting.reissue(NewPassphrase(passphrase=secret, repeated=secret))
    assert isinstance(desk.last, ReissueSlot)
    assert desk.view.closed == ["passphrase"]
    assert secret not in repr(desk.last)


def test_somebody_is_invited_with_duties(desk: Desk):
    assert [code for code, _ in desk.view.roles] == [*Role]
    form = Invitation(
        name=" 新人 ",
        role="moderator",
        passphrase=SECRET,
        repeated=SECRET,
        duties=("events",),
    )
    desk.presenter.inviting.invite(form)
    command = desk.last
    assert isinstance(command, AdmitPerson)
    assert command.duties == (Duty.EVENTS,)
    assert desk.view.person.name == "新人"
    assert desk.view.closed == ["invitation"]


@pytest.mark.parametrize(
    ("name", "first", "again", "place"),
    [
        ("", SECRET, SECRET, "name"),
        ("新人", SECRET, f"{SECRET}？", "repeated"),
        ("新人", "short", "short", "passphrase"),
        (LEAD, SECRET, SECRET, "name"),
    ],
)
def test_what_an_invitation_lacks(
    desk: Desk, name: str, first: str, again: str, place: str
):
    before = len(desk.workspace.query(StaffList()))
    form = Invitation(name=name, role="moderator", passphrase=first, repeated=again)
    desk.presenter.inviting.invite(form)
    assert [where for where, _ in desk.view.errors] == [place]
    assert len(desk.workspace.query(StaffList())) == before


def test_the_history_is_that_of_the_place_on_the_team(desk: Desk):
    desk.choose(OBSERVER)
    titles = [each.title for each in desk.view.history]
    assert titles == [
        f"{OWNER} · Suspended {OBSERVER}",
        f"{OWNER} · Took {OBSERVER} into the team as Observer",
    ]


def test_the_journal_is_checked(desk: Desk):
    desk.presenter.checking.check()
    assert desk.view.verdict.sound
    assert "commits" in desk.view.verdict.figures


def test_another_screen_opens_a_person(desk: Desk):
    desk.presenter.open_record(person(desk.workspace, LEAVING))
    assert desk.view.chosen == person(desk.workspace, LEAVING)
    assert desk.view.person.name == LEAVING
