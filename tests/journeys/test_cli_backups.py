"""Backups at the command line: made, listed, and put in the vault's place."""

import json
import shutil
from pathlib import Path

import pytest

from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.vault import place as places
from tests.builders import COMMUNITY, OWNER, Site
from tests.journeys.typist import Typist


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    """Somebody with a vault that has a backup, and a note made since."""
    typist = Typist(site=Site(root=tmp_path))
    typist.site.create().close()
    typist.does("backup", "make")
    typist.site.clock.forward(hours=1)
    with typist.site.opened() as workspace:
        workspace.execute(AddNote(subject="s", text="后来的备注"))
    return typist


def notes(typist: Typist) -> int:
    with typist.site.opened() as workspace:
        return len(workspace.query(Notes(subject="s")))


def test_a_backup_is_made_and_listed_without_signing_in(typist: Typist):
    listed = typist.types("backup", "list", "--json")
    assert listed.exit_code == 0
    (made,) = json.loads(listed.stdout)["backups"]
    assert made["name"] == "20261102T090000Z"
    assert made["made_at"] == "2026-11-02T09:00:00+00:00"
    assert made["bytes"] > 4096
    assert not made["before_restore"]
    shown = typist.types("backup", "list")
    assert "20261102T090000Z" in shown.stdout
    assert "2026-11-02 17:00" in shown.stdout
    typist.language = "zh_CN"
    assert "大小" in typist.types("backup", "list").stdout


def test_a_preview_changes_nothing(typist: Typist):
    told = typist.does("backup", "restore", "20261102T090000Z")
    assert not told["restored"]
    assert told["preview"]["lost_commits"] == 1
    assert told["preview"]["backup"]["staff"] == [OWNER]
    assert told["preview"]["may_sign_in_again"] == []
    assert notes(typist) == 1


def test_a_person_reads_what_would_be_lost_and_says_no(typist: Typist):
    typist.there = True
    result = typist.says("backup", "restore", "20261102T090000Z", typing="n\n")
    assert result.exit_code == 0
    assert COMMUNITY in result.stdout
    assert "1 commit made since would be missing." in result.stderr
    assert "passphrase of that day" in result.stderr
    assert "Nothing was changed." in result.stderr
    assert notes(typist) == 1


def test_a_backup_takes_the_vault_s_place_and_goes_back_again(typist: Typist):
    assert typist.does("backup", "restore", "20261102T090000Z", "--yes")["restored"]
    assert notes(typist) == 0
    kept, _ = json.loads(typist.types("backup", "list", "--json").stdout)["backups"]
    assert kept["before_restore"]
    assert "the vault before a restore" in typist.types("backup", "list").stdout
    typist.site.clock.forward(hours=1)
    typist.does("backup", "restore", kept["folder"], "--yes")
    assert notes(typist) == 1


def test_a_backup_from_a_stick_on_a_fresh_computer(typist: Typist, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    typist.does("backup", "make", "--to", str(stick))
    shutil.rmtree(typist.site.place)
    told = typist.does("backup", "restore", str(stick), "--yes")
    assert told["preview"]["present"] is None
    assert notes(typist) == 1


def test_what_cannot_be_restored_is_told(typist: Typist, tmp_path: Path):
    assert typist.fails("backup", "restore", "nothing")[:2] == (1, "backup_not_found")
    assert typist.fails("backup", "restore", str(tmp_path))[1] == "backup_not_found"
    typist.site.clock.forward(days=1)
    typist.does("backup", "make")
    code, kind, words = typist.fails("backup", "restore", str(typist.site.place))
    assert (code, kind) == (2, "usage")
    assert "20261102T090000Z, " not in words.split(": ")[0]
    file = next(typist.site.place.glob("backups/*/vault-*.db"))
    file.write_bytes(file.read_bytes()[:-4096])
    name = file.parent.name
    assert typist.fails("backup", "restore", name, "--yes")[:2] == (3, "backup_damaged")
    assert notes(typist) == 1


def test_a_vault_on_a_network_drive_is_warned_of_and_opens(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
):
    root = Path(typist.site.place.anchor)
    monkeypatch.setattr(places, "system_mounts", lambda: [(root, "nfs4")])
    result = typist.says("vault", "info")
    assert result.exit_code == 0
    assert "network drive (nfs4)" in result.stderr
    assert "network drive" not in result.stdout
