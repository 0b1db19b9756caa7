from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.revision.commands.feedback import AnswerFeedback
from app.revision.model.feedback import Reply
from app.workspace import Workspace
from tests.builders import Site
from tests.screens.heard import REASON, Heard, hear
from tests.screens.hearing import LEAD, OBSERVER
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.revision.log.presenter.rows import EntryShown, LogRow
from ui.screens.revision.log.presenter.whole import LogPresenter
from ui.widgets import Choice, TabSpec

KEPT = "保持不变，谢谢。"
TEXT = f"""\
What became of your feedback on version 1 of the rules

1. Clause 1.1: Adopted, {KEPT}
2. Clause 3.2: Not adopted, {REASON} ×2"""


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.versions: Sequence[Choice] = ()
        self.tabs: Sequence[TabSpec] = ()
        self.rows: Sequence[LogRow] = ()
        self.selected = self.text = self.nothing = self.problem = ""
        self.entry: EntryShown | None = None

    def show_versions(self, choices: Sequence[Choice], current: str) -> None:
        self.versions = choices

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        self.rows = rows

    def select_row(self, entry: str) -> None:
        self.selected = entry

    def show_entry(self, entry: EntryShown) -> None:
        self.entry, self.nothing = entry, ""

    def show_text(self, text: str) -> None:
        self.text = text

    def show_nothing(self, title: str) -> None:
        self.entry, self.nothing = None, title

    def show_problem(self, text: str) -> None:
        self.problem = text


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, site: Site) -> None:
        self.view, self.host = SeenView(), SeenHost()
        runner = ImmediateRunner(workspace)
        self.presenter = LogPresenter(self.view, runner, self.host, site.clock)
        self.presenter.activated()


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    heard = hear(tmp_path)
    first, second, third, _ = heard.pieces
    with heard.hearing.site.opened(LEAD) as workspace:
        for pieces, reply, reason in (
            ((first,), Reply.ADOPTED, KEPT),
            ((second, third), Reply.DECLINED, REASON),
        ):
            command = AnswerFeedback(feedback=pieces, answer=reply, reason=reason)
            workspace.execute(command)
    return heard


@pytest.fixture
def desk(heard: Heard) -> Iterator[Desk]:
    site = heard.hearing.site
    with site.opened(OBSERVER) as workspace:
        yield Desk(workspace, site)


def test_answers_stand_by_clause_with_their_reasons(desk: Desk) -> None:
    told = [(r.title, r.outcome.text, r.words, r.facts) for r in desk.view.rows]
    assert told == [
        ("1.1 Off topic", "Adopted", KEPT, "1 piece"),
        ("3.2 Personal attack", "Not adopted", REASON, "2 pieces"),
    ]
    assert [tab.count for tab in desk.view.tabs] == ["2", "1", "1"]
    assert [each.hint for each in desk.view.versions] == ["in force since 2026-01-01"]
    assert desk.view.selected == desk.view.rows[0].id


def test_an_entry_opens_and_leads_to_its_clause(desk: Desk) -> None:
    desk.presenter.select(desk.view.rows[1].id)
    entry = desk.view.entry
    assert entry is not None
    assert (entry.title, entry.reason) == ("3.2 Personal attack", REASON)
    desk.presenter.open_entry()
    assert desk.host.opened == [("rulebook", "3.2")]


def test_the_text_for_members_is_copied_as_it_is_listed(desk: Desk) -> None:
    assert desk.view.text == TEXT
    desk.presenter.copy()
    assert desk.host.copied == [TEXT]
    desk.presenter.choose_tab("taken")
    desk.presenter.copy()
    assert desk.host.copied[-1].splitlines()[2:] == [f"1. Clause 1.1: Adopted, {KEPT}"]


def test_nothing_is_copied_where_nothing_stands(heard: Heard, desk: Desk) -> None:
    desk.presenter.choose_tab("not_taken")
    assert len(desk.view.rows) == 1
    site = Site(root=heard.hearing.site.root / "new")
    with site.created() as workspace:
        empty = Desk(workspace, site)
        empty.presenter.copy()
        assert empty.view.nothing == "No rules are published yet"
        assert empty.host.copied == []
