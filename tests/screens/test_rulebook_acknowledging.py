"""Who said that they read a version, at the screen and without widgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.acknowledgements.queries import AcknowledgementCounts
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.errors import AppError
from app.files.member_list import MemberRow
from app.members.commands import ImportMembers
from app.staff.queries import WhoAmI
from app.staff.roles import Role
from tests.builders import OWNER
from tests.screens.hearing import HANDLES, OBSERVER, Hearing, assemble
from tests.screens.reading_log import Log
from tests.screens.roster import crowd, listed
from ui.screens.rulebook.presenter.acknowledging import PAGE


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    # Nobody else may publish: the next version needs no second person.
    return assemble(tmp_path, {OBSERVER: Role.OBSERVER})


@pytest.fixture
def log(hearing: Hearing) -> Iterator[Log]:
    with hearing.site.opened(OWNER) as workspace:
        yield Log(workspace, hearing)


def handles(log: Log) -> set[str]:
    return {row.handle for row in log.page.rows}


def test_it_begins_with_those_who_have_not(log: Log) -> None:
    assert [choice.text for choice in log.page.versions] == ["Version 1"]
    assert log.counts == (0, 5)
    assert handles(log) == set(HANDLES)
    assert log.page.day == "2026-11-02"
    assert log.bar.blocked == "Choose members with X"


def test_members_are_entered_together_and_taken_back(log: Log) -> None:
    log.people.toggle(log.member(0))
    log.people.toggle(log.member(1))
    assert log.bar.action == "Enter 2 as acknowledged"
    assert [row.chosen for row in log.page.rows].count(True) == 2
    log.people.submit("private_message", "2026-11-01")
    assert log.counts == (2, 3)
    assert log.desk.host.toasts[-1] == "Entered: 2."
    log.people.choose_list(missing=False)
    assert handles(log) == {HANDLES[0], HANDLES[1]}
    assert log.page.rows[0].detail == f"Private message · 2026-11-01 · {OWNER}"
    log.people.choose_all()
    assert log.bar.action == "Take back 2"
    log.people.choose_all()
    assert log.bar.told == "Nobody chosen"
    log.people.toggle(log.page.rows[0].key)
    log.people.submit("", "")
    assert log.counts == (1, 4)
    log.desk.host.undo()
    assert log.counts == (2, 3)


def test_the_toast_takes_entering_back(log: Log) -> None:
    log.enter(0, 1, 2)
    assert log.counts == (3, 2)
    log.desk.host.undo()
    assert log.counts == (0, 5)


def test_a_day_that_is_none_is_told_beside_it_and_nobody_is_lost(log: Log) -> None:
    log.people.toggle(log.member(0))
    log.people.submit("group", "昨天")
    assert log.page.day_error == "Write the day like 2026-11-29."
    log.people.submit("group", "2027-01-01")
    assert log.page.day_error.startswith("This day is still to come.")
    assert log.counts == (0, 5)
    assert log.bar.action == "Enter 1 as acknowledged"
    log.people.submit("group", "2026-11-02")
    assert log.page.day_error == ""
    assert log.counts == (1, 4)


def test_members_are_found_by_words_and_stay_chosen(log: Log) -> None:
    log.people.find(HANDLES[0])
    assert handles(log) == {HANDLES[0]}
    log.people.toggle(log.page.rows[0].key)
    log.people.find(HANDLES[1])
    log.people.toggle(log.page.rows[0].key)
    assert log.bar.told == "2 members chosen"
    log.people.submit("group", "2026-11-02")
    assert log.counts == (2, 3)


def test_lists_come_by_pages(hearing: Hearing) -> None:
    with hearing.site.opened(OWNER) as workspace:
        workspace.execute(ImportMembers(file=listed(*crowd(2 * PAGE))))
        log = Log(workspace, hearing)
        assert (len(log.page.rows), log.page.more) == (PAGE, True)
        log.people.more()
        log.people.more()
        assert (len(log.page.rows), log.page.more) == (2 * PAGE + 5, False)
        log.people.more()
        assert len({row.key for row in log.page.rows}) == 2 * PAGE + 5


def test_who_has_not_is_copied(log: Log) -> None:
    log.enter(0)
    log.people.copy()
    lines = log.desk.host.copied[-1].splitlines()
    assert len(lines) == 4
    assert f"{HANDLES[1]} wxid_0002" in lines


def test_an_observer_sees_and_cannot_enter(hearing: Hearing) -> None:
    with hearing.site.opened(OBSERVER) as workspace:
        log = Log(workspace, hearing)
        log.enter(0)
        assert log.bar.blocked == "Your role does not allow this. Ask a lead."
        assert log.counts == (0, 5)


def test_whoever_becomes_involved_no_longer_sees_the_member(log: Log) -> None:
    me = log.desk.workspace.query(WhoAmI()).me.id
    log.people.toggle(log.member(0))
    command = DeclareConflict(
        person=me,
        about=About.MEMBER,
        target=log.member(0),
        reason="是我表弟，住在一起。",
    )
    log.desk.runner.execute(command, lambda _: None, _never)
    assert HANDLES[0] not in handles(log)
    assert log.bar.told == "Nobody chosen"


def test_another_version_has_a_log_of_its_own(log: Log) -> None:
    log.enter(0)
    log.desk.presenter.begin_draft()
    log.desk.write_changes()
    log.desk.presenter.publish()
    log.people.begin()
    newest, first = log.page.versions
    assert (newest.text, first.text) == ("Version 2", "Version 1")
    assert log.page.version == first.key
    log.people.choose_version(newest.key)
    assert log.counts == (0, 5)
    log.people.choose_version(first.key)
    assert log.counts == (1, 4)
    counts = AcknowledgementCounts(version=log.people.version)
    assert log.desk.workspace.query(counts).done == 1


def test_a_page_that_was_left_asks_nothing(log: Log) -> None:
    log.people.left()
    log.page.counts = None
    row = MemberRow(99, "新人", "wx_new", "", None, None, "", ())
    command = ImportMembers(file=listed(row))
    log.desk.runner.execute(command, lambda _: None, _never)
    assert log.page.counts is None


def _never(error: AppError) -> None:
    raise error
