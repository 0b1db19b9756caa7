"""Taking in a list: preview, commit, and what goes wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from app.errors import DiskFull
from app.members.queries import MemberCount
from app.work import Command, Outcome
from tests.generator import write_members
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import LEAD, MODERATOR, OBSERVER, Roster, Window
from ui.running import Failed
from ui.screens.importing import ResultShown, Step
from ui.screens.lines import lines_text
from ui.screens.members.presenter.importing import ImportPresenter
from ui.screens.members.presenter.preview import PreviewShown

V = TypeVar("V")


@dataclass
class FakeImport:
    """An import's pane that remembers what it was told."""

    reading: str = ""
    preview: PreviewShown | None = None
    writing: int = 0
    result: ResultShown | None = None
    error: tuple[str, str] = ("", "")
    refused: str = ""

    def show_reading(self, name: str) -> None:
        self.reading = name

    def show_read(self, done: int, total: int) -> None:
        assert done >= 0
        assert total >= 0

    def show_preview(self, preview: PreviewShown) -> None:
        self.preview = preview

    def show_writing(self, count: int) -> None:
        self.writing = count

    def show_result(self, result: ResultShown) -> None:
        self.result = result

    def show_refused(self, text: str) -> None:
        self.refused = text

    def show_import_error(self, name: str, text: str) -> None:
        self.error = (name, text)


class FullDisk(ImmediateRunner):
    """A runner whose disk is full."""

    def execute(
        self,
        command: Command[V],
        done: Callable[[Outcome[V]], None],
        failed: Failed,
    ) -> None:
        failed(DiskFull("disk_full"))


@dataclass
class Room:
    roster: Roster
    view: FakeImport = field(default_factory=FakeImport)
    host: Window = field(default_factory=Window)
    steps: list[Step] = field(default_factory=list)

    def sit_down(self, name: str, runner: type = ImmediateRunner) -> ImportPresenter:
        """Sign in as somebody, with the screen fresh before them."""
        self.roster.become(name)
        self.view = FakeImport()
        workspace = self.roster.workspace
        return ImportPresenter(
            self.view,
            runner(workspace),
            self.host,
            self.roster.clock,
            self.steps.append,
        )

    @property
    def preview(self) -> PreviewShown:
        assert self.view.preview is not None
        return self.view.preview


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    roster = Roster.made(tmp_path)
    yield Room(roster)
    roster.workspace.close()


def figures(shown: PreviewShown | ResultShown) -> list[int]:
    return [figure.count for figure in shown.figures]


def test_a_list_is_looked_at_and_then_taken_in(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "名单.csv", people=300, repeats=5)
    presenter = room.sit_down(MODERATOR)
    room.host.file = truth.path
    presenter.choose()
    preview = room.preview
    assert preview.name == "名单.csv"
    assert preview.about.startswith("305 rows · GB18030 · Title: ")
    assert figures(preview) == [300, 0, 5, 0]
    merged, damaged, *_ = preview.findings
    assert merged.title.startswith("5 people stand there more than once")
    first, second = truth.repeats[0]
    assert f"{first} = {second}" in merged.lines
    assert damaged.lines == lines_text(truth.damaged_phones)
    assert preview.action == "Take in 300 people"
    presenter.commit()
    assert room.view.writing == 300
    assert room.view.result is not None
    assert figures(room.view.result) == [300, 0, 0, 5]
    assert room.host.toasts == [room.view.result.title]
    assert room.steps == [Step.READING, Step.PREVIEW, Step.WRITING, Step.DONE]
    assert room.roster.workspace.query(MemberCount()) == 302


def test_a_moderator_s_preview_covers_phones_and_remarks(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "m.csv", people=60)
    room.sit_down(MODERATOR).read(truth.path)
    told = repr(room.preview)
    assert not any(phone in told for phone in truth.phones)
    assert not any(name in told for name in truth.legal_names)
    covers = {cell for row in room.preview.rows for cell in row.cells if "■" in cell}
    assert len(covers) == 1
    assert "Your own keys do not open them" in room.preview.sealing
    room.sit_down(LEAD).read(truth.path)
    told = repr(room.preview)
    assert any(phone in told for phone in truth.phones)
    assert "Your own keys" not in room.preview.sealing


def test_a_known_file_and_known_people_are_told(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "m.csv", people=40, repeats=0)
    presenter = room.sit_down(LEAD)
    presenter.read(truth.path)
    assert room.preview.notice == ""
    presenter.commit()
    presenter.read(truth.path)
    assert figures(room.preview) == [0, 40, 0, 0]
    assert room.preview.notice.startswith("This very file was taken in on 11-02")
    assert room.preview.action == "Bring 40 people up to date"
    presenter.commit()
    assert room.view.result is not None
    assert figures(room.view.result) == [0, 0, 40, 0]


def test_a_file_that_is_no_list_is_refused_in_words(room: Room, tmp_path: Path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x00\x01\x02")
    presenter = room.sit_down(LEAD)
    presenter.read(path)
    name, words = room.view.error
    assert name == "picture.csv"
    assert words
    assert presenter.step is Step.FAILED
    presenter.commit()
    assert room.view.writing == 0


def test_rows_without_an_id_alone_block_the_import(room: Room, tmp_path: Path):
    path = tmp_path / "ids.csv"
    path.write_text("昵称,微信号\n甲,\n乙,1.38E+10\n", encoding="utf-8")
    presenter = room.sit_down(LEAD)
    presenter.read(path)
    assert room.preview.blocked == "No row names a platform id"
    assert room.preview.findings[-1].lines == "Lines: 2; 3"
    assert figures(room.preview) == [0, 0, 0, 2]
    presenter.commit()
    assert presenter.step is Step.PREVIEW


def test_what_cannot_be_stored_leaves_the_preview_as_it_was(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "m.csv", people=20, repeats=0)
    presenter = room.sit_down(LEAD, FullDisk)
    presenter.read(truth.path)
    presenter.commit()
    assert presenter.step is Step.PREVIEW
    assert "The disk is full" in room.view.refused
    assert room.view.result is None


def test_an_observer_is_refused_in_words(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "m.csv", people=20, repeats=0)
    presenter = room.sit_down(OBSERVER)
    presenter.read(truth.path)
    presenter.commit()
    assert room.view.refused == "Your role does not allow this. Ask a lead."


def test_leaving_forgets_the_file_and_changes_nothing(room: Room, tmp_path: Path):
    truth = write_members(tmp_path / "m.csv", people=20, repeats=0)
    presenter = room.sit_down(LEAD)
    presenter.read(truth.path)
    presenter.cancel()
    presenter.commit()
    assert presenter.step is Step.NONE
    assert room.roster.workspace.query(MemberCount()) == 2


def test_no_file_chosen_leaves_everything_as_it_was(room: Room):
    presenter = room.sit_down(LEAD)
    presenter.choose()
    assert room.steps == []


def test_many_lines_are_named_by_the_dozen():
    assert lines_text([3]) == "Lines: 3"
    assert lines_text(range(1, 13)).endswith("11; 12")
    assert lines_text(range(1, 21)).endswith("12 and 8 more")


def test_damaged_cells_say_so_in_the_first_rows(room: Room, tmp_path: Path):
    path = tmp_path / "m.csv"
    lines = "昵称,微信号,手机号,入群时间\n=甲,wx_1,1.38E+10,某天\n"
    path.write_text(lines, encoding="utf-8")
    room.sit_down(LEAD).read(path)
    assert room.preview.rows[0].cells[:3] == ("=甲", "wx_1", "damaged")
    titles = [finding.title for finding in room.preview.findings]
    assert titles == [
        "1 phone was damaged by a spreadsheet (1.38E+10); left out.",
        "1 joining date cannot be read; left empty.",
    ]
