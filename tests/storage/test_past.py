"""The vault as it stood at a moment."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.audit.queries import HistoryPage
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, CasesOf, Queue
from app.cases.queries.sanctions import RecordOf
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.errors import AppError
from app.features import folder
from app.members.queries import MemberDetail, MemberPage
from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.past import Past
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import Site, enrol
from tests.town import MODERATOR, Life, begin


@pytest.fixture
def site(quick: None, tmp_path: Path) -> Site:
    return Site(root=tmp_path)


def tables(past: Past) -> dict[str, str]:
    return past.digests(folder())


def commits(workspace: Workspace) -> list[str]:
    rows = workspace.query(HistoryPage(limit=1000)).rows
    return [row.commit for row in reversed(rows)]


def live(workspace: Workspace, site: Site, steps: int, seed: int = 5) -> Iterator[str]:
    """Let things happen; yield the newest commit after each."""
    life = Life(workspace, site.clock, random.Random(seed))
    for _ in range(steps):
        site.clock.forward(minutes=7)
        life.step()
        yield commits(workspace)[-1]


def test_as_of_each_commit_the_tables_are_those_of_a_vault_stopped_there(site: Site):
    with site.created() as workspace:
        begin(workspace, members=8, complaints=4)
        seen = {commits(workspace)[-1]: workspace.digests()}
        for commit in live(workspace, site, 25):
            seen[commit] = workspace.digests()
        for commit, digests in seen.items():
            with closing(workspace.witness.at(commit)) as past:
                assert tables(past) == digests


def test_as_of_now_is_now(site: Site):
    with site.created() as workspace:
        begin(workspace, members=8, complaints=4)
        list(live(workspace, site, 10))
        with closing(workspace.witness.at(site.clock.now)) as past:
            assert tables(past) == workspace.digests()
            assert past.at == site.clock.now
            assert past.query(StaffList()) == workspace.query(StaffList())


def test_what_a_record_needs_is_enough_for_it(site: Site):
    with site.created() as workspace:
        begin(workspace, members=8, complaints=4)
        list(live(workspace, site, 40))
        moment = site.clock.now - timedelta(minutes=100)
        cases = workspace.query(CasePage(queue=Queue.ALL, limit=100)).rows
        members = workspace.query(MemberPage()).rows
        with closing(workspace.witness.at(moment)) as whole:
            for case in cases:
                asked = (CaseDetail(case=case.id), Notes(subject=case.id))
                compare(workspace, whole, case.id, moment, asked)
            for member in members:
                asked = (
                    MemberDetail(member=member.id),
                    RecordOf(member=member.id),
                    CasesOf(member=member.id),
                    Notes(subject=member.id),
                )
                compare(workspace, whole, member.id, moment, asked)


def compare(workspace, whole, about, moment, asked):
    with closing(workspace.witness.at(moment, about=about)) as part:
        for query in asked:
            assert answer(part, query) == answer(whole, query)


def answer(past: Past, query):
    try:
        return past.query(query)
    except AppError as error:
        return error.code


def test_moments_before_the_founding_and_after_now_are_refused(site: Site):
    with site.created() as workspace:
        begun = site.clock.now
        site.clock.forward(days=1)
        enrol(workspace, MODERATOR, Role.MODERATOR)
        for moment, code in (
            (begun - timedelta(minutes=1), "past_too_early"),
            (site.clock.now + timedelta(seconds=1), "past_in_future"),
            ("00" * 32, "commit_not_found"),
            ("no hash", "commit_not_found"),
        ):
            with pytest.raises(AppError, match=code):
                workspace.witness.at(moment)
        with closing(workspace.witness.at(begun)) as past:
            assert [row.role for row in past.query(StaffList())] == [Role.OWNER]


def test_the_past_is_read_with_the_rights_of_today(site: Site):
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
        moment = site.clock.now
    with (
        site.opened(MODERATOR) as workspace,
        closing(workspace.witness.at(moment)) as past,
    ):
        reader = past._reader()
        assert not reader.may("audit.read")
        assert reader.may("notes.write")
        assert reader.now == moment
        with pytest.raises(AppError, match="past_not_asked"):
            past.query(HistoryPage())


def test_who_is_involved_today_is_not_answered_about_the_past(site: Site):
    """Nor is anybody held by what has ended since."""
    with site.created() as workspace:
        begin(workspace, members=6, complaints=4)
        (me,) = (r.id for r in workspace.query(StaffList()) if r.name == MODERATOR)
    with site.opened(MODERATOR) as workspace:
        case, other = workspace.query(CasePage(queue=Queue.ALL)).rows[:2]
    with site.opened() as workspace:
        ended = workspace.execute(conflict(me, other.id)).value
        site.clock.forward(days=1)
        moment = site.clock.now
        site.clock.forward(days=1)
        workspace.execute(EndConflict(conflict=ended))
        workspace.execute(conflict(me, case.id))
    with site.opened(MODERATOR) as workspace:
        with pytest.raises(AppError, match="case_conflict"):
            workspace.witness.at(moment, about=case.id)
        with closing(workspace.witness.at(moment)) as past:
            with pytest.raises(AppError, match="case_conflict"):
                past.query(CaseDetail(case=case.id))
            with pytest.raises(AppError, match="case_conflict"):
                past.query(Notes(subject=case.id))
            seen = [line.id for line in past.query(CasePage(queue=Queue.ALL)).rows]
            assert case.id not in seen
            assert other.id in seen
            assert past.query(CaseDetail(case=other.id)).id == other.id


def conflict(person, case) -> DeclareConflict:
    return DeclareConflict(
        person=person, about=About.CASE, target=case, reason="亲属关系"
    )


def test_it_can_be_stopped(site: Site):
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with site.created() as workspace:
        workspace.execute(AddNote(subject="s", text="一句"))
        with pytest.raises(Stopped):
            workspace.witness.at(site.clock.now, progress=stop)
        workspace.execute(AddNote(subject="s", text="两句"))


def test_the_past_leaves_the_present_as_it_is(site: Site):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        before = workspace.digests()
        with closing(workspace.witness.at(site.clock.now)):
            pass
        assert workspace.digests() == before
        assert workspace.verify().sound
