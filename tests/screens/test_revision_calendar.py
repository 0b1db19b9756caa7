from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.model.calendar import Verdict
from app.workspace import Workspace
from tests.screens.heard import Heard, hear
from tests.screens.hearing import LEAD, MODERATOR
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.revision.calendar.presenter.reviewing import FormShown
from ui.screens.revision.calendar.presenter.rows import CalendarRow
from ui.screens.revision.calendar.presenter.whole import (
    CalendarPresenter,
    RecordShown,
)
from ui.theme import Tone
from ui.widgets import TabSpec

NOTE = "三个月里没有争议，写法清楚。"


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.tabs: Sequence[TabSpec] = ()
        self.rows: Sequence[CalendarRow] = ()
        self.selected = self.nothing = self.problem = ""
        self.record: RecordShown | None = None
        self.form: FormShown | None = None
        self.texts = ("", "")
        self.errors: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str]] = []
        self.day_errors: list[str] = []
        self.day_back: dict[str, str] = {}
        self.day_closed = 0

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_rows(self, rows: Sequence[CalendarRow]) -> None:
        self.rows = rows

    def select_row(self, clause: str) -> None:
        self.selected = clause

    def show_clause(self, record: RecordShown) -> None:
        self.record, self.nothing = record, ""

    def show_nothing(self, title: str) -> None:
        self.record, self.nothing = None, title

    def show_form(self, form: FormShown | None) -> None:
        self.form = form

    def show_texts(self, note: str, next_on: str) -> None:
        self.texts = (note, next_on)

    def show_field_error(self, field: str, text: str) -> None:
        self.errors.append((field, text))

    def show_problem(self, text: str) -> None:
        self.problem = text

    def ask_day(self, clause: str, day: str) -> None:
        self.asked.append((clause, day))

    def show_written(self, texts: dict[str, str]) -> None:
        self.day_back = dict(texts)

    def show_day_error(self, text: str) -> None:
        self.day_errors.append(text)

    def close_day(self) -> None:
        self.day_closed += 1


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, heard: Heard) -> None:
        self.view, self.host = SeenView(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.counts: list[str] = []
        self.presenter = CalendarPresenter(
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

    def review(self, verdict: Verdict, note: str = NOTE, next_on: str = "") -> None:
        self.presenter.reviewing.choose(verdict.value)
        self.presenter.reviewing.write(note, next_on)
        self.presenter.reviewing.submit()

    def figures(self) -> list[str]:
        return [tab.count for tab in self.view.tabs]


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return hear(tmp_path)


@pytest.fixture
def lead(heard: Heard) -> Iterator[Desk]:
    with heard.hearing.site.opened(LEAD) as workspace:
        yield Desk(workspace, heard)


def test_the_first_due_comes_first(lead: Desk) -> None:
    first = lead.view.rows[0]
    assert (first.id, first.title) == ("1.1", "1.1 Off topic")
    assert (first.badge.tone, first.facts) == (Tone.DANGER, "Since it was published")
    assert first.badge.text.endswith("days overdue")
    everything = str(len(lead.view.rows))
    assert lead.figures() == [everything] * 3
    assert lead.counts[-1] == everything
    assert lead.view.selected == lead.record.id == "1.1"
    assert lead.record.clause.tally == "In favour 1 · Opposed 1"
    assert lead.record.usage == "1 citation · 0 departures · 0 overturned"
    assert lead.record.past == ()


def test_a_review_moves_the_clause_to_its_next_day(lead: Desk) -> None:
    assert lead.form.blocked == "Choose what it comes to"
    lead.review(Verdict.KEEP, next_on="2027-03-01")
    assert lead.runner.commands == [
        ReviewClause(
            clause="1.1", verdict=Verdict.KEEP, note=NOTE, next_on=date(2027, 3, 1)
        )
    ]
    assert lead.host.toasts == ["Clause 1.1 is reviewed by 2027-03-01."]
    assert lead.view.rows[-1].id == "1.1"
    assert (lead.form.chosen, lead.form.saved, lead.view.texts) == ("", False, ("", ""))
    (past,) = lead.record.past
    assert past.title == f"Kept as it is, by {LEAD}; next by 2027-03-01"
    assert past.body == NOTE
    assert lead.view.rows[-1].facts == "Kept as it is"


def test_among_the_overdue_the_next_one_opens(lead: Desk) -> None:
    lead.presenter.choose_tab("overdue")
    second = lead.view.rows[1].id
    lead.review(Verdict.REVISE)
    assert lead.record.id == second


@pytest.mark.parametrize(
    ("note", "next_on", "field", "words"),
    [
        ("短", "", "note", "4 characters"),
        (NOTE, "2020-01-01", "next", "This day is over"),
        (NOTE, "2099-01-01", "next", "within the next"),
        (NOTE, "nächstes Jahr", "next", "like 2027-05-22"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_stays(
    lead: Desk, note: str, next_on: str, field: str, words: str
) -> None:
    lead.review(Verdict.KEEP, note, next_on)
    ((place, told),) = lead.view.errors
    assert place == field
    assert words in told
    assert not lead.runner.commands
    lead.presenter.select("3.2")
    assert lead.view.texts == ("", "")
    lead.presenter.select("1.1")
    assert lead.view.texts == (note, next_on)
    assert lead.form.chosen == "keep"


def test_a_day_is_chosen_by_hand(lead: Desk) -> None:
    lead.presenter.select("3.2")
    lead.presenter.ask_day()
    assert lead.view.asked == [("3.2", "2026-06-30")]
    lead.presenter.set_day("bald")
    lead.presenter.set_day("2020-01-01")
    assert ["like" in lead.view.day_errors[0], "over" in lead.view.day_errors[1]] == [
        True,
        True,
    ]
    lead.presenter.day_written({"day": "2026-12"})
    lead.presenter.ask_day()
    assert lead.view.day_back == {"day": "2026-12"}
    lead.presenter.set_day("2026-12-01")
    assert lead.runner.commands == [
        SetReviewDate(clause="3.2", due_on=date(2026, 12, 1))
    ]
    assert lead.view.day_closed == 1
    assert lead.record.past[0].title.startswith("Day set by hand")


def test_other_screens_lead_to_a_clause(lead: Desk) -> None:
    lead.presenter.choose_tab("overdue")
    lead.presenter.open_record("3.2")
    assert (lead.view.selected, lead.record.id) == ("3.2", "3.2")
    lead.presenter.open_clause()
    assert lead.host.opened == [("rulebook", "3.2")]


def test_a_moderator_reads_alone(heard: Heard) -> None:
    with heard.hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, heard)
        assert "role" in desk.form.blocked
        assert not desk.record.settable
        desk.review(Verdict.KEEP)
        desk.presenter.ask_day()
        assert not desk.runner.commands
        assert desk.view.asked == []
        assert desk.host.toasts
