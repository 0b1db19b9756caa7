"""A vault that was copied, restored or carried goes on, as a feed of its own."""

import random
import shutil
from pathlib import Path

import pytest

from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, Queue
from app.journal import header as heads
from app.notes.commands import AddNote
from app.staff.roles import Role
from app.vault import keyring as keyrings
from app.workspace import Surroundings, Workspace
from tests.builders import CHEAP, COMMUNITY, OWNER, HandClock, Site, credentials, enrol
from tests.town import MODERATOR, Life, begin


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A computer with room for one vault."""
    return Site(root=tmp_path)


def note(workspace: Workspace, text: str = "一句备注") -> str:
    return workspace.execute(AddNote(subject="s", text=text)).value


def opened_case(workspace: Workspace, clock: HandClock) -> str:
    """Open a case a minute later; return its number."""
    clock.forward(minutes=1)
    Life(workspace, clock, random.Random(1)).open()
    rows = workspace.query(CasePage(queue=Queue.ALL, limit=100)).rows
    newest = max(rows, key=lambda row: (row.opened_at, row.number))
    return workspace.query(CaseDetail(case=newest.id)).number


def feed_of(workspace: Workspace) -> str:
    return workspace._session.journal.position.feed


def test_the_same_computer_goes_on_in_the_same_feed(site: Site):
    with site.created() as workspace:
        first = feed_of(workspace)
        enrol(workspace, MODERATOR, Role.MODERATOR)
    for name in (OWNER, MODERATOR):
        with site.opened(name) as workspace:
            assert feed_of(workspace) == first
            note(workspace)
    with site.opened() as workspace:
        assert workspace.verify().sound


def test_a_copied_vault_goes_on_as_a_new_feed(site: Site, tmp_path: Path):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        first = feed_of(workspace)
        assert opened_case(workspace, site.clock).startswith("GD-2611-0")
    copy = Site(root=tmp_path / "copy", clock=site.clock)
    shutil.copytree(site.place, copy.place)
    with copy.opened() as workspace:
        assert feed_of(workspace) != first
        assert opened_case(workspace, site.clock) == "GD-2611-B0001"
        assert workspace.verify().sound
        second = feed_of(workspace)
    with copy.opened() as workspace:
        assert feed_of(workspace) == second
        assert opened_case(workspace, site.clock) == "GD-2611-B0002"
    with site.opened() as workspace:
        assert feed_of(workspace) == first
        assert opened_case(workspace, site.clock).startswith("GD-2611-0")
        assert workspace.verify().sound


def test_a_restored_backup_goes_on_as_a_new_feed(site: Site, tmp_path: Path):
    """The marker is ahead of what was restored: one place is never signed twice."""
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        first = feed_of(workspace)
    backup = tmp_path / "backup"
    shutil.copytree(site.place, backup)
    with site.opened() as workspace:
        opened_case(workspace, site.clock)
    shutil.rmtree(site.place)
    shutil.copytree(backup, site.place)
    with site.opened() as workspace:
        assert feed_of(workspace) != first
        assert opened_case(workspace, site.clock) == "GD-2611-B0001"
        report = workspace.verify()
        assert report.sound
    with site.opened() as workspace:
        assert workspace._session.journal.position.previous.seq == 1


def test_a_folder_carried_between_computers_keeps_each_one_s_letter(
    site: Site, tmp_path: Path
):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        first = feed_of(workspace)
    other = Surroundings(clock=site.clock, markers=tmp_path / "b", cost=CHEAP)
    workspace = Workspace.open(site.place, credentials(OWNER), surroundings=other)
    assert opened_case(workspace, site.clock) == "GD-2611-B0001"
    workspace.close()
    with site.opened() as workspace:
        assert feed_of(workspace) == first
        assert opened_case(workspace, site.clock).startswith("GD-2611-0")
    workspace = Workspace.open(site.place, credentials(OWNER), surroundings=other)
    assert opened_case(workspace, site.clock) == "GD-2611-B0002"
    assert workspace.verify().sound
    workspace.close()


def test_a_lost_or_spoilt_marker_costs_no_more_than_a_new_feed(site: Site):
    with site.created() as workspace:
        first = feed_of(workspace)
        note(workspace)
    marker = next((site.root / "markers").iterdir())
    for spoil in (marker.unlink, lambda: marker.write_bytes(b"\xa1\xff")):
        spoil()
        with site.opened() as workspace:
            assert feed_of(workspace) != first
            note(workspace)
            assert workspace.verify().sound


def test_markers_that_cannot_be_written_stop_nothing(site: Site):
    (site.root / "markers").parent.mkdir(exist_ok=True)
    (site.root / "markers").write_text("a file in the folder's place")
    with site.created() as workspace:
        note(workspace)
    with site.opened() as workspace:
        note(workspace)
        assert workspace.verify().sound


def test_a_marker_names_neither_vault_nor_place(site: Site):
    site.create().close()
    marker = next((site.root / "markers").iterdir())
    keyring = keyrings.Keyring.read(site.place)
    told = marker.name.encode() + marker.read_bytes()
    assert keyring.vault_id.encode() not in told
    assert COMMUNITY.encode() not in told


def test_a_vault_moved_on_one_computer_goes_on_as_a_new_feed(
    site: Site, tmp_path: Path
):
    with site.created() as workspace:
        first = feed_of(workspace)
    moved = site.place.rename(tmp_path / "另一处.gongdao")
    workspace = Workspace.open(
        moved, credentials(OWNER), surroundings=site.surroundings
    )
    assert feed_of(workspace) != first
    note(workspace)
    assert workspace.verify().sound
    workspace.close()


def test_a_later_feed_names_the_heads_it_builds_on(site: Site, tmp_path: Path):
    with site.created() as workspace:
        note(workspace)
        head = workspace._session.journal.position.previous
        first = feed_of(workspace)
    copy = Site(root=tmp_path / "copy", clock=site.clock)
    shutil.copytree(site.place, copy.place)
    with copy.opened() as workspace:
        for _ in range(2):
            note(workspace)
        rows = workspace._session.store.sql(
            "SELECT header FROM journal_commit ORDER BY clock"
        )
    seen = [header.seen for row in rows[-2:] if (header := heads.decode(row[0]))]
    assert [(h.feed, h.seq, h.commit) for h in seen[0]] == [
        (first, head.seq, head.hash)
    ]
    assert seen[1] == ()
