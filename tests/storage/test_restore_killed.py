"""Restoring, killed at every point: the old vault or the new, and nothing lost."""

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.custody import backups_of
from app.errors import AppError
from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.restoring import Restoration
from app.vault import restore
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials

pytestmark = pytest.mark.usefixtures("quick")

EARLY, LATE = "备份以前", "备份以后"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A vault with a backup, a note before it and one after it; closed."""
    site = Site(root=tmp_path)
    with site.created() as workspace:
        note(workspace, EARLY)
        site.clock.forward(hours=1)
        workspace.custody.back_up()
        note(workspace, LATE)
    return site


def note(workspace: Workspace, text: str) -> None:
    workspace.execute(AddNote(subject="s", text=text))


def notes(workspace: Workspace) -> list[str]:
    return [row.text for row in workspace.query(Notes(subject="s"))]


def look(site: Site, place: Path | None = None) -> Restoration:
    return look_at(backups_of(site.place)[-1].folder, site, place)


def look_at(source: Path, site: Site, place: Path | None = None) -> Restoration:
    return Restoration.look(
        source,
        place or site.place,
        credentials(OWNER),
        surroundings=site.surroundings,
    )


class Killed(BaseException):
    """The process is no more: nothing it would still do is done."""


@contextmanager
def dying(after: int) -> Generator[Callable[[], int]]:
    """Let so many changes to files happen, then none any more.

    Yields:
        Tells how many have happened.
    """
    count = 0

    def mortal(change: Callable[..., object]) -> Callable[..., object]:
        def changing(*given: object, **named: object) -> object:
            nonlocal count
            if count >= after:
                raise Killed
            count += 1
            return change(*given, **named)

        return changing

    with pytest.MonkeyPatch.context() as patch:
        for name in ("rename", "replace", "mkdir", "unlink", "rmdir", "fsync"):
            patch.setattr(os, name, mortal(getattr(os, name)))
        yield lambda: count


def killed(work: Callable[[], object], after: int) -> bool:
    """Do something in a process that dies after so many changes."""
    with dying(after):
        try:
            work()
        except Killed:
            return True
    return False


def changes_of(work: Callable[[], object]) -> int:
    with dying(10**6) as count:
        work()
        return count()


@contextmanager
def copied(site: Site, number: str) -> Generator[Site]:
    """A copy of the computer, to die on."""
    copy = Site(root=site.root / f"copy{number}", clock=site.clock)
    copy.root.mkdir()
    shutil.copytree(site.place, copy.place)
    yield copy
    shutil.rmtree(copy.root)


def check(site: Site, *, decided: bool | None = None) -> bool:
    """Open the vault: it is the old or the new, and nothing is lost.

    Returns:
        Whether it is the new one.
    """
    with site.opened() as workspace:
        found = notes(workspace)
        report = workspace.verify()
    assert report.sound
    assert found in ([EARLY], [EARLY, LATE])
    new = found == [EARLY]
    assert decided is None or new is decided
    held = [each for each in backups_of(site.place) if each.held]
    assert len(held) == new
    if held:
        again = look_at(held[0].folder, site)
        assert again.preview.backup.commits == report.commits + 1
    assert not list(site.place.glob(".*"))
    return new


def test_killed_at_every_point_it_is_the_old_or_the_new(site: Site):
    """Control: without a kill it is the new one."""
    with copied(site, "-") as whole:
        points = changes_of(look(whole).carry_out)
        assert check(whole)
    outcomes: list[bool] = []
    for after in range(points):
        with copied(site, str(after)) as copy:
            assert killed(look(copy).carry_out, after)
            outcomes.append(check(copy))
    assert outcomes == sorted(outcomes), "once decided it stays decided"
    assert not outcomes[0]
    assert outcomes[-1]


def test_killed_again_while_it_is_made_good(site: Site):
    decided = next(after for after in range(99) if _decided(site, after))
    with copied(site, "+") as copy:
        assert killed(look(copy).carry_out, decided)
        points = changes_of(lambda: restore.resume(copy.place))
    assert points > 5
    for after in range(points):
        with copied(site, f"+{after}") as copy:
            assert killed(look(copy).carry_out, decided)
            assert killed(lambda: restore.resume(copy.place), after)
            assert check(copy, decided=True)


def _decided(site: Site, after: int) -> bool:
    with copied(site, f"={after}") as copy:
        killed(look(copy).carry_out, after)
        return restore.is_decided(copy.place)


def test_without_making_good_a_kill_would_show(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    """Control: somewhere between, the place holds neither the old nor the new."""
    wanted = look(site)
    decided = next(after for after in range(99) if _decided(site, after))
    assert killed(wanted.carry_out, decided + 5)
    monkeypatch.setattr(restore, "resume", lambda _: None)
    with pytest.raises(AppError):
        site.open()


def test_a_fresh_computer_that_dies_can_begin_again(site: Site, tmp_path: Path):
    other = Site(root=tmp_path / "other", clock=site.clock)
    other.root.mkdir()
    points = changes_of(look(site, other.place).carry_out)
    shutil.rmtree(other.root)
    for after in range(points):
        other.root.mkdir()
        assert killed(look(site, other.place).carry_out, after)
        restore.resume(other.place)
        if not (other.place / "keyring").exists():
            look(site, other.place).carry_out()
        with other.opened() as workspace:
            assert notes(workspace) == [EARLY]
            assert workspace.verify().sound
        shutil.rmtree(other.root)
