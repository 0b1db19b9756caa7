"""Taking rules in from a file at the screen, without widgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.publication.markdown.writing import as_markdown
from app.rulebook.commands import BeginDraft
from app.rulebook.queries import OpenDrafts
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol
from tests.screens.drafter import Desk
from tests.screens.hearing import OBSERVER
from ui.screens.rulebook.presenter.taken_in import RulesShown
from ui.screens.rulebook.presenter.taking_in import TakingIn

FOREIGN = """城西手作群规
欢迎各位手艺人。
第一章 秩序
第一条 刷屏：同一内容一天不超过三次。
第二条 广告：不发与手作无关的广告。
第二章 交易
第三条 私下交易：不在群里谈价。
"""
TITLE = "城西手作群规"


class SeenDialog:
    """The dialog, which remembers what it was told to show."""

    def __init__(self) -> None:
        self.file = self.asked = self.error = ""
        self.is_open = self.busy = False
        self.shown: RulesShown | None = None

    def open_rules(self, file_name: str) -> None:
        self.file, self.is_open = file_name, True
        self.shown, self.asked, self.error = None, "", ""

    def show_rules(self, shown: RulesShown) -> None:
        self.shown = shown

    def ask_replacing(self, text: str) -> None:
        self.asked = text

    def show_rules_busy(self) -> None:
        self.busy = True

    def show_rules_error(self, text: str) -> None:
        self.error = text

    def close_rules(self) -> None:
        self.is_open = self.busy = False


class Table:
    """A presenter at work, and the file it is given."""

    def __init__(self, workspace: Workspace, site: Site) -> None:
        self.desk, self.view = Desk(workspace, site), SeenDialog()
        self.problems: list[str] = []
        presenter = self.desk.presenter
        self.taking_in = TakingIn(
            self.view, presenter.room, presenter.await_draft, self.problems.append
        )
        self.file = site.root / "群规.txt"
        self.give(FOREIGN)

    def give(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")
        self.desk.host.file = self.file

    @property
    def shown(self) -> RulesShown:
        assert self.view.shown is not None
        return self.view.shown

    @property
    def titles(self) -> list[str]:
        return [
            draft.book.title.zh for draft in self.desk.workspace.query(OpenDrafts())
        ]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        enrol(workspace, OBSERVER, Role.OBSERVER)
    return site


@pytest.fixture
def table(site: Site) -> Iterator[Table]:
    with site.opened(OWNER) as workspace:
        yield Table(workspace, site)


def test_it_is_shown_what_each_line_becomes(table: Table) -> None:
    table.taking_in.start()
    assert table.view.file == "群规.txt"
    assert [figure.count for figure in table.shown.figures][:3] == [2, 3, 1]
    became = [(each.line, each.became, each.number) for each in table.shown.lines]
    assert became == [
        (1, "Title of the rules", ""),
        (2, "Not understood", ""),
        (3, "Article", "1"),
        (4, "Clause", "1.1"),
        (5, "Clause", "1.2"),
        (6, "Article", "2"),
        (7, "Clause", "2.1"),
    ]
    assert table.shown.left_out == 1
    assert "4, Clause, 1.1, 第一条 刷屏" in table.shown.lines[3].said
    assert table.titles == []


def test_a_draft_begins_and_is_shown(table: Table) -> None:
    table.taking_in.start()
    assert table.shown.action == "Begin a draft with them"
    table.taking_in.commit()
    assert table.titles == [TITLE]
    assert not table.view.is_open
    assert table.desk.clause.number == "1.1"
    assert table.desk.clause.editable
    assert table.desk.host.toasts[-1] == "A draft begun from 群规.txt"


def test_an_open_draft_gives_way_only_when_that_is_wanted(table: Table) -> None:
    table.desk.presenter.open_template("reading_club")
    before = table.titles
    table.taking_in.start()
    assert table.shown.action == "Replace the draft…"
    table.taking_in.commit()
    assert OWNER in table.view.asked
    assert "16 clauses" in table.view.asked
    assert table.titles == before
    table.taking_in.replace()
    assert table.titles == [TITLE]
    assert [row.number for row in table.desk.view.rows if not row.is_heading] == [
        "1.1",
        "1.2",
        "2.1",
    ]
    table.desk.host.undo()
    assert table.titles == before
    assert table.desk.clause.number == "1.1"


def test_a_ladder_that_is_not_there_can_be_begun(table: Table) -> None:
    table.taking_in.start()
    table.taking_in.commit()
    assert table.desk.ladder.cells == ()
    table.desk.presenter.laddering.add_row(0)
    assert [cell.text for cell in table.desk.ladder.cells[0]] == ["Reminder"] * 3
    table.desk.presenter.laddering.add_row(1)
    assert len(table.desk.ladder.cells) == 2


def test_the_ladder_of_the_newest_version_stays(table: Table) -> None:
    table.desk.presenter.open_template("reading_club")
    table.desk.presenter.publish()
    table.taking_in.start()
    table.taking_in.commit()
    (draft,) = table.desk.workspace.query(OpenDrafts())
    assert draft.book.ladder == load_template("reading_club").ladder


def test_what_this_product_wrote_comes_back_whole(table: Table) -> None:
    book = load_template("local_group")
    table.give(as_markdown(book))
    table.taking_in.start()
    assert table.shown.notes == ("This product wrote the file: nothing is lost.",)
    table.taking_in.commit()
    (draft,) = table.desk.workspace.query(OpenDrafts())
    assert draft.book == book
    table.taking_in.start()
    table.taking_in.replace()
    assert table.desk.host.toasts[-1] == "The draft replaced by 群规.txt"


def test_numbers_that_stand_twice_are_told(table: Table) -> None:
    table.give("群规\n1.1 甲：一。\n1.2 乙：二。\n1.1 丙：三。\n")
    table.taking_in.start()
    numbers = [line.number for line in table.shown.lines if line.begins]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("text", ["", "欢迎光临", "\0\1\2"])
def test_a_file_without_rules_is_refused_in_words(text: str, table: Table) -> None:
    table.give(text)
    table.taking_in.start()
    assert table.view.error != ""
    table.taking_in.commit()
    table.taking_in.replace()
    assert table.titles == []
    table.give(FOREIGN)
    table.taking_in.other()
    assert table.shown.left_out == 1


def test_nobody_takes_in_what_they_may_not_write(site: Site) -> None:
    with site.opened(OBSERVER) as workspace:
        table = Table(workspace, site)
        table.taking_in.start()
        assert table.problems == ["Your role does not allow this. Ask a lead."]
        assert not table.view.is_open


def test_thinking_better_of_it_changes_nothing(table: Table) -> None:
    table.desk.host.file = None
    table.taking_in.start()
    assert not table.view.is_open
    table.give(FOREIGN)
    table.taking_in.start()
    table.taking_in.stop()
    assert not table.view.is_open
    table.taking_in.commit()
    assert table.titles == []


def test_a_draft_that_somebody_began_meanwhile_is_told(table: Table) -> None:
    table.taking_in.start()
    command = BeginDraft(book=load_template("reading_club"))
    table.desk.workspace.execute(command)
    table.taking_in.commit()
    assert OWNER in table.view.error
