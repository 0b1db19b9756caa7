from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.revision.commands.feedback import (
    AnswerFeedback,
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.model.feedback import Reply, Stance
from app.workspace import Workspace
from tests.screens.heard import REASON, Heard, hear
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, OBSERVER
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.revision.feedback.presenter.answering import FormShown
from ui.screens.revision.feedback.presenter.rows import ALL_CLAUSES, FeedbackRow
from ui.screens.revision.feedback.presenter.shown import RecordShown
from ui.screens.revision.feedback.presenter.whole import FeedbackPresenter
from ui.widgets import Choice, TabSpec


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.tabs: Sequence[TabSpec] = ()
        self.clauses: Sequence[Choice] = ()
        self.clause = self.selected = self.nothing = ""
        self.rows: list[FeedbackRow] = []
        self.more = False
        self.record: RecordShown | None = None
        self.form: FormShown | None = None
        self.reason = self.reason_error = self.problem = ""
        self.may_record = False
        self.sorting: tuple[str, str] | None = None
        self.offered: Sequence[Choice] = ()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_clauses(self, choices: Sequence[Choice], current: str) -> None:
        self.clauses, self.clause = choices, current

    def show_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        self.rows, self.more = list(rows), more

    def append_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        self.rows += rows
        self.more = more

    def select_row(self, feedback: str) -> None:
        self.selected = feedback

    def show_feedback(self, record: RecordShown) -> None:
        self.record, self.nothing = record, ""

    def show_nothing(self, title: str, *, may_record: bool) -> None:
        self.record, self.nothing = None, title

    def set_may_record(self, *, may_record: bool) -> None:
        self.may_record = may_record

    def ask_sorting(
        self,
        clauses: Sequence[Choice],
        stances: Sequence[Choice],
        chosen: tuple[str, str],
    ) -> None:
        self.offered, self.sorting = clauses, chosen

    def show_form(self, form: FormShown | None) -> None:
        self.form = form

    def show_reason(self, text: str) -> None:
        self.reason = text

    def show_reason_error(self, text: str) -> None:
        self.reason_error = text

    def show_problem(self, text: str) -> None:
        self.problem = text


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, heard: Heard) -> None:
        self.view, self.host = SeenView(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.counts: list[str] = []
        self.presenter = FeedbackPresenter(
            self.view,
            self.runner,
            self.host,
            self.counts.append,
            heard.hearing.site.clock,
        )
        self.presenter.activated()

    @property
    def record(self) -> RecordShown:
        assert self.view.record is not None
        return self.view.record

    @property
    def form(self) -> FormShown:
        assert self.view.form is not None
        return self.view.form

    def answer(self, reply: Reply, reason: str = REASON) -> None:
        self.presenter.answering.choose(reply.value)
        self.presenter.answering.write(reason)
        self.presenter.answering.submit()

    def ids(self) -> list[str]:
        return [row.id for row in self.view.rows]


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return hear(tmp_path)


@pytest.fixture
def lead(heard: Heard) -> Iterator[Desk]:
    with heard.hearing.site.opened(LEAD) as workspace:
        yield Desk(workspace, heard)


@pytest.fixture
def moderator(heard: Heard) -> Iterator[Desk]:
    with heard.hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, heard)


def test_the_newest_comes_first_with_figures_by_clause(
    lead: Desk, heard: Heard
) -> None:
    assert lead.ids() == heard.pieces[::-1]
    assert [(tab.key, tab.count) for tab in lead.view.tabs] == [
        ("open", "4"),
        ("answered", "0"),
        ("all", ""),
    ]
    assert [(each.key, each.hint) for each in lead.view.clauses] == [
        (ALL_CLAUSES, "4 pieces"),
        ("1.1", "2 pieces, 2 to answer"),
        ("3.2", "2 pieces, 2 to answer"),
    ]
    assert lead.counts[-1] == "4"
    first, second = lead.view.rows[:2]
    assert first.facts.endswith("Appeal")
    assert second.title == "3.2 Personal attack"
    assert second.facts == f"@{HANDLES[1]} · Private message"
    assert second.stance.text == "Suggestion"


def test_the_open_piece_shows_its_clause_as_it_read_then(lead: Desk) -> None:
    lead.presenter.select(lead.view.rows[1].id)
    clause = lead.record.clause
    assert clause.version == "Version 1"
    assert clause.text
    assert clause.tally == "Opposed 1 · Suggestion 1"
    assert lead.record.said.words == "建议写明连麦也算。"
    assert lead.record.can_sort


def test_an_answer_goes_on_to_the_next_and_can_be_taken_back(
    lead: Desk, heard: Heard
) -> None:
    first, second = lead.view.rows[1:3]
    lead.presenter.select(first.id)
    lead.answer(Reply.PARTLY)
    assert lead.runner.commands == [
        AnswerFeedback(feedback=(heard.pieces[2],), answer=Reply.PARTLY, reason=REASON)
    ]
    assert lead.view.selected == lead.record.id == second.id
    assert (lead.form.chosen, lead.view.reason) == ("", "")
    assert lead.counts[-1] == "3"
    assert lead.host.toasts == ["Answered: Adopted in part"]
    lead.host.undo()
    assert lead.runner.commands[-1] == WithdrawAnswers(feedback=(heard.pieces[2],))
    assert first.id in lead.ids()


def test_what_was_answered_shows_why(lead: Desk) -> None:
    lead.answer(Reply.DECLINED)
    lead.presenter.choose_tab("answered")
    answer = lead.record.answer
    assert answer is not None
    assert (answer.title, answer.reason) == ("Not adopted", REASON)
    assert answer.by.startswith(LEAD)
    assert lead.view.form is None
    assert [row.state.text for row in lead.view.rows if row.state] == ["Not adopted"]
    lead.presenter.withdraw()
    assert lead.view.rows == []
    assert lead.record.answer is None
    assert lead.form.chosen == ""


def test_a_reason_too_short_is_told_beside_it_and_kept(lead: Desk) -> None:
    lead.answer(Reply.ADOPTED, "好")
    assert "4 characters" in lead.view.reason_error
    assert (lead.form.chosen, lead.form.saved) == ("adopted", True)
    assert not lead.runner.commands


def test_half_an_answer_comes_back(lead: Desk) -> None:
    first, second = lead.ids()[:2]
    lead.presenter.answering.choose("adopted")
    lead.presenter.answering.write(REASON)
    lead.presenter.select(second)
    assert (lead.form.chosen, lead.view.reason) == ("", "")
    lead.presenter.select(first)
    assert (lead.form.chosen, lead.view.reason) == ("adopted", REASON)


def test_answering_needs_a_lead(moderator: Desk) -> None:
    assert "role" in moderator.form.blocked
    moderator.answer(Reply.ADOPTED)
    assert not moderator.runner.commands
    assert moderator.view.may_record


def test_the_list_narrows_to_a_clause(lead: Desk, heard: Heard) -> None:
    lead.presenter.choose_clause("3.2")
    assert lead.ids() == [heard.pieces[2], heard.pieces[1]]
    assert lead.view.tabs[0].count == "2"
    assert lead.view.clause == "3.2"
    lead.presenter.choose_clause(ALL_CLAUSES)
    assert len(lead.ids()) == 4


def test_filing_under_a_clause(moderator: Desk, heard: Heard) -> None:
    moderator.presenter.select(heard.pieces[0])
    moderator.presenter.ask_sorting()
    assert moderator.view.sorting == ("1.1", "for")
    assert moderator.view.offered[0].text == "1.1 Off topic"
    moderator.presenter.sort("3.2", "against")
    command = SortFeedback(
        feedback=heard.pieces[0], clause="3.2", stance=Stance.AGAINST
    )
    assert moderator.runner.commands == [command]
    assert moderator.record.title == "3.2 Personal attack"
    assert moderator.host.toasts == ["Filed under clause 3.2"]


def test_striking_goes_on_to_the_next(moderator: Desk, heard: Heard) -> None:
    moderator.presenter.select(heard.pieces[2])
    moderator.presenter.strike()
    assert moderator.runner.commands == [StrikeFeedback(feedback=(heard.pieces[2],))]
    assert moderator.record.id == heard.pieces[1]
    moderator.presenter.choose_tab("all")
    struck = next(row for row in moderator.view.rows if row.id == heard.pieces[2])
    assert struck.state is not None
    assert struck.state.text == "Struck"


def test_other_screens_lead_here_and_this_one_to_others(
    lead: Desk, heard: Heard
) -> None:
    lead.presenter.open_record(heard.pieces[1])
    assert lead.record.id == heard.pieces[1]
    lead.presenter.open_clause()
    lead.presenter.open_member()
    assert lead.host.opened == [
        ("rulebook", "3.2"),
        ("members", heard.hearing.members[HANDLES[0]]),
    ]


def test_what_an_involved_person_may_not_see_is_refused_in_words(
    lead: Desk, heard: Heard
) -> None:
    assert lead.presenter.setting.me is not None
    declared = DeclareConflict(
        person=lead.presenter.setting.me.id,
        about=About.MEMBER,
        target=heard.hearing.members[HANDLES[0]],
        reason="邻居",
    )
    lead.runner.execute(declared, lambda _: None, _raise)
    assert heard.pieces[1] not in lead.ids()
    lead.presenter.open_record(heard.pieces[1])
    assert lead.view.record is None
    assert lead.view.nothing
    # Figures are the whole community's.
    assert lead.counts[-1] == "4"


def test_an_observer_only_reads(heard: Heard) -> None:
    with heard.hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, heard)
        assert not desk.view.may_record
        assert not desk.record.can_sort
        desk.presenter.ask_sorting()
        assert desk.view.sorting is None
        assert desk.host.toasts


def _raise(error: Exception) -> None:
    raise error
