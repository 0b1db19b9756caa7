"""The list of members: pages, the filter, the place kept in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.ids import MemberId
from app.members.commands import ImportMembers
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import MODERATOR, OBSERVER, Roster, crowd, listed
from ui.screens.members.presenter.listing import (
    PAGE,
    Emptiness,
    ListPresenter,
    MemberRow,
)

PEOPLE = 2 * PAGE + 5


@dataclass
class FakeList:
    """A left pane that remembers what it was told."""

    count: str = ""
    rows: list[MemberRow] = field(default_factory=list)
    more: bool = False
    may_import: bool = False
    selected: str = ""
    empty: Emptiness | None = None
    cleared: int = 0
    error: str = ""

    def show_count(self, count: str) -> None:
        self.count = count

    def allow_import(self, *, allowed: bool) -> None:
        self.may_import = allowed

    def show_rows(
        self, rows: Sequence[MemberRow], *, more: bool, selected: str
    ) -> None:
        self.rows, self.more, self.selected = list(rows), more, selected

    def append_rows(self, rows: Sequence[MemberRow], *, more: bool) -> None:
        self.rows += rows
        self.more = more

    def show_empty(self, empty: Emptiness | None) -> None:
        self.empty = empty

    def clear_search(self) -> None:
        self.cleared += 1

    def show_list_error(self, text: str) -> None:
        self.error = text


@dataclass
class Room:
    roster: Roster
    view: FakeList = field(default_factory=FakeList)
    chosen: list[MemberId | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        runner = ImmediateRunner(self.roster.workspace)
        clock = self.roster.clock
        self.presenter = ListPresenter(self.view, runner, clock, self.chosen.append)

    def titles(self) -> list[str]:
        return [row.title for row in self.view.rows]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    roster = Roster.made(tmp_path, PEOPLE)
    yield Room(roster)
    roster.workspace.close()


def test_pages_follow_by_key_without_gap_or_repeat(room: Room):
    room.presenter.refresh()
    assert room.view.count == f"{PEOPLE + 2}"
    assert len(room.view.rows) == PAGE
    while room.view.more:
        room.presenter.more()
    titles = room.titles()
    assert len(set(titles)) == len(titles) == PEOPLE + 2
    assert titles == sorted(titles)
    room.presenter.more()
    assert len(room.view.rows) == PEOPLE + 2


def test_the_first_member_is_looked_at_and_the_choice_stays(room: Room):
    room.presenter.refresh()
    first = room.view.rows[0].id
    assert room.chosen == [first]
    assert room.view.selected == first
    second = room.view.rows[1].id
    room.presenter.moved(second)
    room.presenter.moved(second)
    room.presenter.moved("")
    assert room.chosen == [first, second]
    room.presenter.more()
    room.presenter.refresh()
    assert room.view.selected == second
    assert len(room.view.rows) == 2 * PAGE
    assert room.chosen == [first, second]


def test_words_find_handles_ids_and_tags(room: Room):
    room.presenter.refresh()
    room.presenter.search("小鱼")
    assert room.titles() == ["@云上小鱼"]
    assert room.view.count == "1"
    room.presenter.search("wx_0007")
    assert room.titles() == ["@成员0007"]
    room.presenter.search("老用户")
    assert room.titles() == ["@云上小鱼"]
    room.presenter.search("")
    assert room.view.count == f"{PEOPLE + 2}"
    assert len(room.view.rows) == PAGE


def test_nothing_found_offers_to_clear_the_filter(room: Room):
    room.presenter.refresh()
    room.presenter.search("没有这样的人")
    assert room.view.rows == []
    assert room.view.empty is not None
    assert room.view.empty.action == "Clear the filter"
    assert not room.view.empty.imports
    room.presenter.take_step()
    assert room.view.cleared == 1
    assert room.view.empty is None
    assert len(room.view.rows) == PAGE


def test_an_empty_vault_offers_an_import(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        room = Room(Roster(site=site, workspace=workspace))
        room.presenter.refresh()
        assert room.view.may_import
        assert room.view.empty is not None
        assert room.view.empty.action == "Import a list"
        assert room.view.empty.imports
        assert room.chosen == [None]
        workspace.execute(ImportMembers(file=listed(*crowd(3))))
        room.presenter.refresh()
        assert room.view.empty is None
        assert room.chosen[-1] == room.view.rows[0].id


def test_an_observer_is_offered_no_import(room: Room):
    room.roster.become(OBSERVER)
    room = Room(room.roster)
    room.presenter.refresh()
    assert not room.view.may_import


def test_a_row_says_points_and_standing(room: Room):
    room.roster.become(MODERATOR)
    member = room.roster.member("云上小鱼")
    for quote in ("一", "二", "三"):
        room.roster.decide(member, quote)
    fresh = Room(room.roster)
    fresh.presenter.search("小鱼")
    row = fresh.view.rows[0]
    assert [chip.text for chip in row.chips] == ["Muted"]
    assert row.points == "Active points: 4"
    assert "@云上小鱼" in row.said
    assert "Muted" in row.said


def test_a_member_from_another_screen_is_looked_at_wherever_listed(room: Room):
    room.presenter.refresh()
    last = room.roster.member("成员0104")
    room.presenter.open(last)
    assert room.chosen[-1] == last
    assert room.view.selected == last
    room.presenter.refresh()
    assert room.chosen[-1] == last
