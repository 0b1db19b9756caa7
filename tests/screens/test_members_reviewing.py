"""A member's points call for a review: what the record shows, and recording one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.cases.commands.deciding import DecideCase
from app.journal import clock
from app.reviews.queries import MemberReviews
from app.rulebook.model import SanctionKind, Step
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import LEAD, MODERATOR, REASON, IntakeWindow, Roster
from ui.screens.members.reviews_part import ReviewsPart
from ui.screens.members.screen import MembersScreen, build
from ui.screens.members.view import MembersView

NOTE = "三次都是同一场争论，已约她本周谈话，先不加重。"
HEAVY = Step(kind=SanctionKind.MUTE, days=3, points=9)


def punish(roster: Roster, words: str) -> None:
    """Have a member sanctioned with so many points that a review is due."""
    case = roster.open_case(roster.member(words), "一句")
    command = DecideCase(
        case=case, clause="3.2", step=HEAVY, reason=REASON, deviation_reason=REASON
    )
    roster.workspace.execute(command)
    roster.clock.forward(minutes=6)


@dataclass(slots=True, kw_only=True)
class UndoingWindow(IntakeWindow):
    """A host whose last toast can be undone."""

    undo: Callable[[], None] | None = None

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.undo = undo


@dataclass
class Desk:
    roster: Roster
    host: UndoingWindow
    screen: MembersScreen

    @property
    def part(self) -> ReviewsPart:
        assert isinstance(self.screen.widget, MembersView)
        return self.screen.widget.record.points.reviews

    def look(self, words: str) -> None:
        self.screen.open_record(self.roster.member(words))

    def child(self, name: str) -> Any:
        return self.part.findChild(QWidget, name)

    def press(self, name: str) -> None:
        button = self.part.findChild(QPushButton, name)
        assert button is not None
        button.click()

    def notes(self, words: str) -> list[str]:
        asked = MemberReviews(member=self.roster.member(words))
        return [each.note for each in self.roster.workspace.query(asked).reviews]


def seat(roster: Roster, shown: Any, who: str) -> Desk:
    roster.become(who)
    host = UndoingWindow()
    screen = build(ImmediateRunner(roster.workspace), host, clock=roster.clock)
    screen.widget.resize(1240, 900)
    shown(screen.widget)
    screen.activated()
    return Desk(roster, host, screen)


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Roster]:
    monkeypatch.setattr(clock, "jumped", lambda *_: False)
    roster = Roster.made(tmp_path)
    punish(roster, "云上小鱼")
    yield roster
    roster.workspace.close()


@pytest.fixture
def desk(qtbot: QtBot, roster: Roster, shown: Any) -> Desk:
    del qtbot
    return seat(roster, shown, LEAD)


def test_who_is_due_is_told_and_others_show_nothing(desk: Desk):
    desk.look("云上小鱼")
    assert desk.part.isVisible()
    banner = desk.child("member_review_due")
    assert banner.accessibleName().startswith("Review due since 11-02 17:")
    assert desk.part.open_button.isVisible()
    desk.look("半山木作")
    assert not desk.part.isVisible()


def test_a_review_is_recorded_listed_and_taken_back(desk: Desk):
    desk.look("云上小鱼")
    desk.press("member_review")
    assert not desk.part.open_button.isVisible()
    desk.press("review_save")
    assert "at least 10" in desk.part._field.error()
    desk.part._field.set_text(NOTE)
    desk.press("review_save")
    assert desk.notes("云上小鱼") == [NOTE]
    assert not desk.child("member_review_due").isVisible()
    assert not desk.part._form.isVisible()
    assert desk.part._rows.count() == 1
    undo = desk.host.undo
    assert undo is not None
    undo()
    assert desk.notes("云上小鱼") == []
    # What was written was somebody's work: it is there to be used again.
    assert desk.part._form.isVisible()
    assert desk.part._field.text() == NOTE


def test_half_written_words_come_back_to_their_member_after_a_lock(
    desk: Desk, shown: Any
):
    punish(desk.roster, "半山木作")
    desk.look("云上小鱼")
    desk.press("member_review")
    desk.part._field.edit.insertPlainText("先谈")
    desk.screen.widget.hide()
    desk = seat(desk.roster, shown, LEAD)
    desk.look("半山木作")
    assert not desk.part._form.isVisible()
    desk.look("云上小鱼")
    assert desk.part._form.isVisible()
    assert desk.part._field.text() == "先谈"
    desk.press("review_cancel")
    assert not desk.part._form.isVisible()
    assert desk.part.open_button.isVisible()


def test_a_moderator_reads_but_records_none(qtbot: QtBot, roster: Roster, shown: Any):
    del qtbot
    desk = seat(roster, shown, MODERATOR)
    desk.look("云上小鱼")
    banner = desk.child("member_review_due")
    assert banner.isVisible()
    assert "a lead reviews" in banner.accessibleName()
    assert not desk.part.open_button.isVisible()
