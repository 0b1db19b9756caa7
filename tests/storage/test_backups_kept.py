"""Which backups stay, which go, and who lets them go."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.custody import Custody, backups_of
from app.errors import DiskFull, NotPermitted
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.staff.roles import Role
from app.times import DEFAULT_ZONE
from app.vault import backup
from app.vault.retention import Policy
from app.workspace import Workspace
from tests.builders import Site, enrol
from tests.storage.test_backup import names, opened, site, workspace

__all__ = ["site", "workspace"]


def keeping(workspace: Workspace, policy: Policy) -> Custody:
    """Return the vault's custody, were another policy agreed on."""
    return replace(workspace.custody, kept=lambda: policy)


def test_it_is_due_once_a_day(site: Site, workspace: Workspace):
    assert workspace.custody.due()
    workspace.custody.back_up()
    assert not workspace.custody.due()
    # Nine in UTC is five in the afternoon in Shanghai: the day ends seven hours on.
    site.clock.forward(hours=6, minutes=59)
    assert not workspace.custody.due()
    site.clock.forward(minutes=1)
    assert workspace.custody.due()


def test_making_one_lets_old_ones_go(site: Site, workspace: Workspace):
    policy = Policy(daily=2, weekly=0, monthly=0)
    for _ in range(4):
        keeping(workspace, policy).back_up()
        site.clock.forward(days=1)
    made = [each.made_at.day for each in backups_of(site.place)]
    assert made == [5, 4]


def test_what_stood_before_a_restore_is_not_thinned(site: Site, workspace: Workspace):
    made = workspace.custody.back_up()
    home = site.place / "backups"
    held = backup.free_name(home, made.made_at, held=True)
    shutil.copytree(made.folder, held)
    site.clock.forward(days=300)
    policy = Policy(daily=1, weekly=0, monthly=0)
    keeping(workspace, policy).back_up()
    assert names(home) == ["20261102T090000Z-kept", "20270829T090000Z"]
    assert backups_of(site.place)[1].held
    assert backup.prune(home, site.clock.forward(days=101), DEFAULT_ZONE, policy) == 1
    assert names(home) == ["20270829T090000Z"]


def test_a_new_one_takes_the_place_of_all_others(site: Site, workspace: Workspace):
    assert workspace.custody.renew_backups() in workspace.custody.backups()
    site.clock.forward(hours=1)
    home = site.place / "backups"
    (home / ".20261101T000000Z.part").mkdir()
    (home / "stray").write_text("x")
    made = workspace.custody.renew_backups()
    assert names(home) == [made.folder.name]
    assert opened(made.folder, site).sound


def test_the_others_go_only_once_there_is_a_new_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    before = workspace.custody.back_up()
    full = shutil.disk_usage(before.folder)._replace(free=1 << 20)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: full)
    with pytest.raises(DiskFull):
        workspace.custody.renew_backups()
    assert workspace.custody.backups() == (before,)


def test_everybody_makes_backups_and_only_some_let_them_go(
    site: Site, workspace: Workspace
):
    enrol(workspace, "林岚", Role.LEAD)
    made = workspace.custody.back_up()
    workspace.close()
    with site.opened("林岚") as theirs:
        with pytest.raises(NotPermitted, match="not_permitted"):
            theirs.custody.renew_backups()
        assert theirs.custody.backups() == (made,)
        assert theirs.custody.back_up() in theirs.custody.backups()


def test_one_can_be_put_elsewhere_and_nothing_goes_there(
    tmp_path: Path, site: Site, workspace: Workspace
):
    stick = tmp_path / "stick"
    stick.mkdir()
    for _ in range(3):
        custody = keeping(workspace, Policy(daily=1, weekly=0, monthly=0))
        custody.back_up(home=stick)
    assert len(backup.listed(stick)) == 3
    assert not (site.place / "backups").exists()
    assert opened(backup.listed(stick)[0].folder, site).sound


def test_the_vault_s_own_retention_is_kept(site: Site, workspace: Workspace):
    workspace.custody.back_up()
    site.clock.forward(days=40)
    workspace.custody.back_up()
    assert len(workspace.custody.backups()) == 2
    workspace.execute(ChangeSetting(setting=Setting.BACKUP_DAYS, value=30))
    site.clock.forward(days=1)
    workspace.custody.back_up()
    assert len(workspace.custody.backups()) == 2  # the oldest is past it
