"""One member's record: what is shown, and what may be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.cases.queries.cases import CaseDetail
from app.ids import MemberId
from app.notes.queries import Notes
from app.staff.queries import StaffList
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import (
    LEAD,
    MODERATOR,
    OBSERVER,
    IntakeWindow,
    Roster,
    Window,
)
from ui.screens.members.presenter.record import Colleague, RecordPresenter
from ui.screens.members.presenter.shown import RecordShown


@dataclass
class FakeRecord:
    """A right pane that remembers what it was told."""

    record: RecordShown | None = None
    anew: list[bool] = field(default_factory=list)
    asked: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    reason_error: str = ""
    note_open: bool = False
    draft: str = ""
    reason: str = ""
    note_error: str = ""
    people: tuple[Colleague, ...] = ()
    link_error: str = ""
    error: str = ""
    left: int = 0

    def show_record(self, record: RecordShown, *, anew: bool) -> None:
        self.record = record
        self.anew.append(anew)

    def show_nobody(self) -> None:
        self.record = None

    def show_record_error(self, text: str) -> None:
        self.error = text

    def open_reason(self) -> None:
        self.asked = True

    def show_reason_error(self, text: str) -> None:
        self.reason_error = text

    def reveal(self, values: Mapping[str, str]) -> None:
        self.values = values

    def leave(self) -> None:
        self.values = {}
        self.left += 1

    def show_draft(self, text: str) -> None:
        self.draft = text

    def show_reason(self, text: str) -> None:
        self.reason = text

    def open_note(self) -> None:
        self.note_open = True

    def show_note_error(self, text: str) -> None:
        self.note_error = text

    def close_note(self) -> None:
        self.note_open = False
        self.draft = ""

    def offer_link(self, title: str, people: tuple[Colleague, ...]) -> None:
        self.people = people

    def show_link_error(self, text: str) -> None:
        self.link_error = text

    def close_link(self) -> None:
        self.people = ()


@dataclass
class Room:
    roster: Roster
    view: FakeRecord = field(default_factory=FakeRecord)
    host: Window = field(default_factory=IntakeWindow)
    presenter: RecordPresenter = field(init=False)

    def sit_down(self, name: str) -> "Room":
        """Sign in as somebody, with the screen fresh before them."""
        self.roster.become(name)
        self.view = FakeRecord()
        runner = ImmediateRunner(self.roster.workspace)
        self.presenter = RecordPresenter(
            self.view, runner, self.host, self.roster.clock
        )
        return self

    def look(self, words: str) -> RecordShown:
        self.presenter.choose(self.roster.member(words))
        return self.shown

    @property
    def shown(self) -> RecordShown:
        assert self.view.record is not None
        return self.view.record


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    roster = Roster.made(tmp_path)
    yield Room(roster)
    roster.workspace.close()


def test_a_record_says_who_it_is_and_what_is_sealed(room: Room):
    shown = room.sit_down(LEAD).look("云上小鱼")
    assert shown.header.title == "@云上小鱼"
    assert shown.header.meta == "Joined 2024-03-11 · Platform id wx_cloud · 成员"
    assert [label for _, label in shown.identity.fields] == [
        "Phone",
        "Remark on the list",
    ]
    assert shown.identity.may_reveal
    assert "13800138000" not in repr(shown)
    assert "王小云" not in repr(shown)
    assert ("Tags", "老用户") in [(f.label, f.value) for f in shown.facts]


def test_what_a_spreadsheet_spoilt_is_said_in_words(room: Room):
    shown = room.sit_down(LEAD).look("半山木作")
    assert shown.header.title == "@=半山木作"
    assert shown.identity.doubts == (
        "The phone was damaged in the spreadsheet and has been left out.",
    )
    assert not shown.identity.may_reveal
    assert shown.identity.footing.startswith("The list had nothing to seal")
    joined = next(fact for fact in shown.facts if fact.label == "Joined")
    assert joined.doubtful


def test_a_lead_reveals_with_a_reason_and_it_is_remembered(room: Room):
    room.sit_down(LEAD).look("云上小鱼")
    room.presenter.reveal_wanted()
    assert room.view.asked
    room.presenter.reveal("查")
    assert "at least 4" in room.view.reason_error
    assert room.view.values == {}
    room.presenter.reveal("核对身份")
    assert room.view.values == {
        "Phone": "13800138000",
        "Remark on the list": "王小云",
    }
    room.presenter.refresh()
    assert f"Last: {LEAD}, 11-02 17:00" in room.shown.identity.footing
    assert room.view.anew == [True, False]


def test_turning_to_somebody_else_covers_what_was_revealed(room: Room):
    room.sit_down(LEAD).look("云上小鱼")
    room.presenter.reveal("核对身份")
    room.look("半山木作")
    assert room.view.values == {}
    room.presenter.choose(None)
    assert room.view.record is None


def test_a_moderator_sees_why_nothing_can_be_revealed(room: Room):
    shown = room.sit_down(MODERATOR).look("云上小鱼")
    assert not shown.identity.may_reveal
    assert shown.identity.fields
    assert "your keys do not open it" in shown.identity.footing
    room.presenter.reveal_wanted()
    assert not room.view.asked
    room.presenter.reveal("核对身份")
    assert room.view.reason_error == "Your role does not allow this. Ask a lead."


def test_points_sanctions_and_cases_with_their_working(room: Room):
    room.sit_down(MODERATOR)
    member = room.roster.member("云上小鱼")
    room.roster.decide(member, "第一次")
    room.roster.decide(member, "第二次")
    open_case = room.roster.open_case(member, "还没有决定")
    shown = room.look("云上小鱼")
    kinds = [sanction.chip.text for sanction in shown.sanctions]
    assert kinds == ["Warning", "Reminder"]
    assert shown.points.points == sum(int(w.points) for w in shown.points.working)
    assert shown.points.limit == 8
    assert shown.points.beside == "/ 8; at 8 a lead reviews"
    assert "expire" in shown.points.expiry
    assert all(row.counts for row in shown.points.working)
    assert len(shown.cases) == 3
    number = room.roster.workspace.query(CaseDetail(case=open_case)).number
    first = next(case for case in shown.cases if case.id == open_case)
    assert first.below == f"{number} · 还没有决定"
    room.presenter.open_case(open_case)
    assert room.host.opened == [("cases", open_case)]


def test_a_mute_stands_beside_the_name_until_it_ends(room: Room):
    room.sit_down(MODERATOR)
    member = room.roster.member("云上小鱼")
    for quote in ("一", "二", "三"):
        room.roster.decide(member, quote)
    chips = [chip.text for chip in room.look("云上小鱼").header.chips]
    assert len(chips) == 1
    assert chips[0].startswith("Muted until 11-05")
    room.roster.clock.forward(days=40)
    room.presenter.refresh()
    assert room.shown.header.chips == ()


def test_points_expire_and_say_so(room: Room):
    room.sit_down(MODERATOR)
    room.roster.decide(room.roster.member("云上小鱼"), "一次")
    room.roster.clock.forward(days=400)
    shown = room.look("云上小鱼")
    assert shown.points.points == 0
    assert shown.points.expiry == "No points count now"
    assert shown.points.working[0].verdict == "Expired"
    assert shown.sanctions[0].when.endswith("Expired")


def test_notes_are_written_and_shown_newest_first(room: Room):
    room.sit_down(MODERATOR).look("云上小鱼")
    room.presenter.note_wanted()
    assert room.view.note_open
    room.presenter.add_note("先私下提醒")
    room.roster.clock.forward(hours=1)
    room.presenter.add_note("再看一次")
    assert not room.view.note_open
    room.presenter.refresh()
    assert [note.text for note in room.shown.notes] == ["再看一次", "先私下提醒"]
    assert room.shown.notes[0].author == MODERATOR


def test_an_empty_note_is_refused_in_words(room: Room):
    room.sit_down(MODERATOR).look("云上小鱼")
    room.presenter.add_note("  ")
    assert room.view.note_error == "Write something first."
    member = room.roster.member("云上小鱼")
    assert room.roster.workspace.query(Notes(subject=member)) == []


def test_a_half_written_note_waits_on_the_desk(room: Room):
    room.sit_down(MODERATOR).look("云上小鱼")
    room.presenter.note_typed("写到一半")
    room.look("半山木作")
    assert room.view.draft == ""
    room.look("云上小鱼")
    assert room.view.draft == "写到一半"
    room.presenter.add_note("写完了")
    room.look("半山木作")
    room.look("云上小鱼")
    assert room.view.draft == ""


def test_a_half_written_reason_waits_until_it_is_used(room: Room):
    room.sit_down(LEAD).look("云上小鱼")
    room.presenter.reason_left("要退还书")
    room.look("半山木作")
    assert room.view.reason == ""
    room.look("云上小鱼")
    assert room.view.reason == "要退还书"
    room.presenter.reveal("要退还书押金，核对姓名")
    assert room.view.values
    room.view.reason = ""
    room.look("半山木作")
    room.look("云上小鱼")
    assert room.view.reason == ""


def test_an_observer_may_only_look(room: Room):
    shown = room.sit_down(OBSERVER).look("云上小鱼")
    assert (shown.may_note, shown.may_open, shown.may_link) == (False, False, False)
    room.presenter.note_wanted()
    room.presenter.case_wanted()
    room.presenter.link_wanted()
    assert not room.view.note_open
    assert isinstance(room.host, IntakeWindow)
    assert room.host.taken == []
    assert room.view.people == ()


def test_a_new_case_is_offered_where_the_window_has_a_form(room: Room):
    room.sit_down(MODERATOR)
    assert room.look("云上小鱼").may_open
    room.presenter.case_wanted()
    assert isinstance(room.host, IntakeWindow)
    assert room.host.taken == [room.roster.member("云上小鱼")]
    room.host = Window()
    room.sit_down(MODERATOR)
    assert not room.look("云上小鱼").may_open
    room.presenter.case_wanted()


def test_a_lead_links_a_colleague_and_the_record_says_so(room: Room):
    room.sit_down(LEAD).look("云上小鱼")
    room.presenter.link_wanted()
    person = next(p for p in room.view.people if p.name == MODERATOR)
    assert not person.linked
    room.presenter.link(person.id)
    assert room.view.people == ()
    assert room.host.toasts == [f"{MODERATOR} can no longer handle this member's cases"]
    room.presenter.refresh()
    assert [chip.text for chip in room.shown.header.chips] == ["On the team"]
    assert ("On the team as", MODERATOR) in [
        (fact.label, fact.value) for fact in room.shown.facts
    ]
    room.presenter.link_wanted()
    assert next(p for p in room.view.people if p.name == MODERATOR).linked
    room.presenter.link(person.id)
    assert room.view.link_error == "This person is linked to this member already."
    staff = room.roster.workspace.query(StaffList())
    member = room.roster.member("云上小鱼")
    assert [p.name for p in staff if member in p.members] == [MODERATOR]


def test_a_member_who_is_gone_is_said_in_words(room: Room):
    room.sit_down(LEAD)
    gone = MemberId("nobody")
    room.presenter.choose(gone)
    assert room.view.error == "There is no such member on the list."
