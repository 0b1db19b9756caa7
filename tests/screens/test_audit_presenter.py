"""What the history screen decides: filters, pages, proofs, papers, the past."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.audit.model import Area
from app.audit.proofs import anchor_faults
from app.journal.anchor import read_anchor
from app.notes.commands import AddNote
from app.rulebook.queries import Versions
from app.workspace import Workspace
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.town import MODERATOR, Life, begin
from ui.screens.audit.presenter.listing import HistoryListPresenter
from ui.screens.audit.presenter.past import PastShown
from ui.screens.audit.presenter.record import HistoryRecordPresenter
from ui.screens.audit.presenter.shown import CommitShown, RowShown
from ui.theme import Tone
from ui.widgets import Choice


@dataclass
class SeenList:
    rows: list[RowShown] = field(default_factory=list)
    more: bool = False
    selected: str = ""
    empty: tuple[str, str, str] = ("", "", "")
    error: str = ""
    day_error: str = ""
    own_only: bool = False
    people: Sequence[Choice] = ()
    places: Sequence[Choice] = ()
    day: str = ""
    resets: int = 0

    def offer(self, areas, people, states, places) -> None:
        self.people, self.places = people, places

    def show_rows(self, rows, *, more, selected) -> None:
        self.rows, self.more, self.selected = list(rows), more, selected

    def append_rows(self, rows, *, more) -> None:
        self.rows += rows
        self.more = more

    def show_empty(self, title, text, action) -> None:
        self.empty = (title, text, action)

    def show_list_error(self, text) -> None:
        self.error = text

    def show_day_error(self, text) -> None:
        self.day_error = text

    def show_day(self, text) -> None:
        self.day = text

    def reset_filters(self) -> None:
        self.resets += 1

    def show_own_only(self, *, only) -> None:
        self.own_only = only


@dataclass
class SeenRecord:
    shown: CommitShown | None = None
    check: tuple[str, Tone] = ("", Tone.NEUTRAL)
    work: list[str] = field(default_factory=list)
    problem: str = ""
    past: PastShown | None = None
    papers: bool = False

    def show_commit(self, shown) -> None:
        self.shown = shown

    def show_check(self, words, tone) -> None:
        self.check = (words, tone)

    def show_work(self, title) -> None:
        self.work.append(title)

    def show_progress(self, done, total) -> None:
        pass

    def show_problem(self, text) -> None:
        self.problem = text

    def show_past(self, shown) -> None:
        self.past = shown

    def allow_papers(self, *, allowed) -> None:
        self.papers = allowed


@dataclass
class SavingHost(SeenHost):
    place: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.place = None

    def rekey(self) -> None:
        raise AssertionError

    def choose_save(self, title: str, suggested: str) -> Path | None:
        return self.place


@dataclass
class Desk:
    workspace: Workspace
    site: Site
    list_view: SeenList = field(default_factory=SeenList)
    view: SeenRecord = field(default_factory=SeenRecord)
    host: SavingHost = field(default_factory=SavingHost)

    def __post_init__(self) -> None:
        runner = ImmediateRunner(self.workspace)
        self.record = HistoryRecordPresenter(
            self.view, runner, self.host, str.encode, lambda: None
        )
        self.list = HistoryListPresenter(self.list_view, runner, self.record.choose)
        self.list.refresh()
        self.record.refresh()

    def titles(self) -> list[str]:
        return [row.title for row in self.list_view.rows]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(root=tmp_path_factory.mktemp("site"))
    with site.created() as workspace:
        begin(workspace, members=30, complaints=10)
        site.clock.forward(days=1)
        Life(workspace, site.clock, random.Random(2)).steps(90)
    return site


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    with site.opened() as workspace:
        yield Desk(workspace, site)


def test_the_first_row_is_shown_and_days_have_headings(desk: Desk):
    rows = desk.list_view.rows
    assert desk.list_view.selected == rows[0].id
    assert desk.view.shown is not None
    assert desk.view.shown.id == rows[0].id
    assert rows[0].day.startswith("2026-11-0")
    assert sum(bool(row.day) for row in rows) >= 1
    assert all(row.title in row.said for row in rows)


def test_pages_follow_one_another(desk: Desk):
    assert desk.list_view.more
    before = len(desk.list_view.rows)
    desk.list.more()
    ids = [row.id for row in desk.list_view.rows]
    assert len(ids) > before
    assert len(ids) == len(set(ids))


def test_filters_narrow_and_can_be_cleared(desk: Desk):
    whole = desk.titles()
    desk.list.narrow("area", Area.NOTES.value)
    assert desk.titles()
    notes = ("Wrote a note", "Something that you may not")
    assert all(title.startswith(notes) for title in desk.titles())
    desk.list.search("no such thing")
    assert desk.titles() == []
    assert desk.list_view.empty[0] == "Nothing like this happened"
    desk.list.clear()
    assert desk.titles() == whole
    assert desk.list_view.resets == 1
    assert desk.list_view.empty == ("", "", "")


def test_a_day_is_jumped_to_and_a_slip_is_told(desk: Desk):
    desk.list.jump("2026-11-02")
    assert {row.said[:10] for row in desk.list_view.rows} == {"2026-11-02"}
    desk.list.jump("yesterday")
    assert desk.list_view.day_error == "Write a day as 2026-11-03."
    desk.list.jump("")
    assert desk.list_view.day_error == ""


def test_a_commit_is_opened_from_elsewhere(desk: Desk):
    desk.list.more()
    far = desk.list_view.rows[-1].id
    desk.list.clear()
    desk.list.narrow("area", Area.NOTES.value)
    desk.list.open(far)
    assert desk.view.shown is not None
    assert desk.view.shown.id == desk.list_view.selected == far
    assert all(row.said[:10] <= desk.list_view.day for row in desk.list_view.rows)
    assert any(not row.title.startswith("Wrote") for row in desk.list_view.rows)
    # Being asked for again, as on every change, moves nobody away from it.
    desk.list.refresh()
    assert desk.list_view.selected == far
    other = next(row.id for row in desk.list_view.rows if row.id != far)
    desk.list.moved(other)
    assert desk.view.shown.id == other
    desk.list.clear()
    assert desk.list_view.selected in {row.id for row in desk.list_view.rows}


def test_a_commit_that_is_not_there_says_so(desk: Desk):
    desk.list.open("00" * 32)
    assert desk.view.problem
    assert desk.view.shown is None


def test_the_rules_are_named_by_the_id_of_their_version(desk: Desk):
    desk.list.narrow("area", Area.RULES.value)
    links = see(desk, desk.list_view.rows[-1].id).links
    versions = [version.id for version in desk.workspace.query(Versions())]
    assert [link.screen for link in links] == ["rulebook"]
    assert links[0].record in versions


def test_an_entry_says_its_facts_and_where_they_lead(desk: Desk):
    desk.list.narrow("area", Area.CASES.value)
    shown = next(s for row in desk.list_view.rows if (s := see(desk, row.id)).links)
    link = shown.links[0]
    desk.record.open(link.screen, link.record)
    assert desk.host.opened == [(link.screen, link.record)]
    labels = [label for label, _ in shown.facts]
    assert labels == ["Who", "When", "Installation", "State", "Events", "Fingerprint"]


def see(desk: Desk, commit: str) -> CommitShown:
    desk.list.moved(commit)
    desk.record.choose(commit)
    assert desk.view.shown is not None
    return desk.view.shown


def test_a_case_is_seen_as_it_stood_and_left_again(desk: Desk):
    desk.list.narrow("area", Area.CASES.value)
    row, link = next(
        (row, link)
        for row in desk.list_view.rows
        for link in see(desk, row.id).links
        if link.past and link.screen == "cases"
    )
    see(desk, row.id)
    desk.record.look_back("cases", link.record)
    assert desk.view.past is not None
    assert desk.view.past.banner.startswith("As it stood at 2026-11-")
    assert dict(desk.view.past.facts)["State"]
    desk.record.leave_past()
    assert desk.view.past is None


def test_a_member_is_seen_as_it_stood(desk: Desk):
    desk.list.narrow("area", Area.NOTES.value)
    row, link = next(
        (row, link)
        for row in desk.list_view.rows
        for link in see(desk, row.id).links
        if link.screen == "members"
    )
    see(desk, row.id)
    desk.record.look_back("members", link.record)
    assert desk.view.past is not None
    assert any(line.icon == "note" for line in desk.view.past.lines)


def test_a_check_ends_in_words_and_marks_rows(desk: Desk):
    desk.record.check()
    words, tone = desk.view.check
    assert words.startswith("Checked 2026-11-")
    assert tone is Tone.OK
    assert desk.view.work == ["Checking every entry", ""]
    desk.list.refresh()
    assert all(row.verified for row in desk.list_view.rows)


def test_an_anchor_is_written_as_text_or_pages(desk: Desk, tmp_path: Path):
    for name in ("anchor.txt", "anchor.pdf"):
        desk.host.place = tmp_path / name
        desk.record.write_anchor()
        signed = read_anchor((tmp_path / name).read_text(encoding="utf-8"))
        report = desk.workspace.witness.compare(signed)
        assert report.sound
        assert anchor_faults(report) == []
        assert desk.host.toasts[-1] == f"Written: {name}"


def test_a_copy_is_written_once(desk: Desk, tmp_path: Path):
    desk.host.place = tmp_path / "copy.jsonl"
    desk.record.write_copy()
    assert desk.host.place.stat().st_size > 1000
    desk.record.write_copy()
    assert "already" in desk.view.problem


def test_nothing_is_written_when_no_place_is_chosen(desk: Desk):
    desk.record.write_anchor()
    desk.record.write_copy()
    assert desk.view.work == []


def test_whoever_does_not_read_the_history_sees_their_own(site: Site):
    with site.opened(MODERATOR) as workspace:
        workspace.execute(AddNote(subject="s", text="一句"))
        desk = Desk(workspace, site)
        assert desk.list_view.own_only
        assert not desk.view.papers
        assert len(desk.list_view.people) == 1
        assert all(MODERATOR in row.meta for row in desk.list_view.rows)
        desk.host.place = site.root / "anchor.txt"
        desk.record.write_anchor()
        assert desk.view.problem
        assert not desk.host.place.exists()
