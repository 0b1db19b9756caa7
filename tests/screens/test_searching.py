"""What the palette finds in a vault: cases, members and clauses together."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import AppError
from tests.screens.docket import open_case
from tests.screens.hearing import HANDLES, LEAD, assemble
from tests.screens.immediate import ImmediateRunner
from ui.searching import VaultSearch
from ui.shell import SearchHit

QUOTE = "把管理群的聊天记录转给朋友看了"


def _never(error: AppError) -> None:
    pytest.fail(error.code)


class Room:
    """A search over a small vault, and what was opened from it."""

    def __init__(self, root: Path) -> None:
        self.hearing = assemble(root)
        self.opened: list[tuple[str, str]] = []

    def find(self, words: str) -> Sequence[SearchHit]:
        told: list[Sequence[SearchHit]] = []
        with self.hearing.site.opened(LEAD) as workspace:
            search = VaultSearch(
                ImmediateRunner(workspace),
                self.hearing.site.clock,
                lambda screen: f"icon of {screen}",
                lambda screen, record: self.opened.append((screen, record)),
                _never,
            )
            search(words, told.append)
        assert len(told) == 1
        return told[0]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("vault"))
    with made.hearing.site.opened(LEAD) as workspace:
        member = made.hearing.members[HANDLES[0]]
        open_case(workspace, made.hearing, member, QUOTE)
    return made


def test_a_nickname_finds_the_member(room: Room):
    hits = room.find(HANDLES[1])
    assert [hit.title for hit in hits] == [f"@{HANDLES[1]}"]
    hits[0].open()
    assert room.opened[-1] == ("members", room.hearing.members[HANDLES[1]])


@pytest.mark.parametrize("words", ["人身攻击", "3.2", "Personal attack"])
def test_a_clause_is_found_by_name_and_number(room: Room, words: str):
    hits = [hit for hit in room.find(words) if hit.key.startswith("rulebook:")]
    assert [hit.key for hit in hits] == ["rulebook:3.2"]
    assert hits[0].icon == "icon of rulebook"
    hits[0].open()
    assert room.opened[-1] == ("rulebook", "3.2")


def test_a_number_finds_the_case(room: Room):
    number = next(hit.title for hit in room.find(QUOTE[:6]))
    assert [hit.title for hit in room.find(number)] == [number]


def test_what_is_nowhere_finds_nothing(room: Room):
    assert not room.find("没有这样的词")
