"""Copied vaults and restored ones go on as feeds of their own; nothing is lost."""

import shutil
from collections import Counter
from pathlib import Path

from app.custody import backups_of
from app.workspace import Workspace
from tests.builders import Site
from tests.reliability.kills import base_vault
from tests.reliability.rows import (
    Row,
    Tally,
    Trial,
    commits_of,
    proved,
    still_opens,
    sure,
)
from tests.reliability.sabotage import without
from tests.reliability.work import Scene, add_note, command, restore_newest

STEPS = 3

Places = dict[tuple[str, int], bytes]
"""Which commit stands at a feed's place."""


def places_in(workspace: Workspace) -> Places:
    """Return every commit by its feed and its place in it."""
    rows = workspace._session.store.sql("SELECT feed, seq, hash FROM journal_commit")
    return {(feed, seq): bytes(head) for feed, seq, head in rows}


def events_in(workspace: Workspace) -> int:
    """Return how many events the journal has."""
    return workspace._session.store.sql("SELECT count(*) FROM journal_event")[0][0]


def lived(site: Site, trial: Trial) -> tuple[Places, set[bytes]]:
    """Open a vault and work in it; return what stands in it, and what was written.

    Raises:
        Harm: an event is gone, or it is not sound.
    """
    with still_opens(site) as workspace:
        before, events = commits_of(workspace), events_in(workspace)
        scene = Scene(site, workspace, trial.chance)
        for _ in range(trial.chance.randint(1, STEPS)):
            command(scene)
        add_note(scene)
        after = commits_of(workspace)
        sure(before < after, "a commit is gone")
        sure(events_in(workspace) > events, "an event is gone")
        proved(workspace)
        return places_in(workspace), after - before


def never_twice(*all_places: Places) -> None:
    """Let pass copies in which no place of a feed has two commits.

    Raises:
        Harm: somebody signed one place of a chain twice.
    """
    told = Counter(at for places in all_places for at in {*places.items()})
    sure(
        len({at for at, _ in told}) == len(told), "one place of a feed has two commits"
    )


def copied(trial: Trial, base: Path) -> str:
    """Copy a vault to another computer; both go on.

    Raises:
        Harm: something is lost, or the copies cannot be told apart.
    """
    site = _copy(base, trial)
    lived(site, trial)
    other = Site(root=trial.folder(), clock=site.clock)
    shutil.copytree(site.place, other.place)
    first, _ = lived(site, trial)
    second, _ = lived(other, trial)
    never_twice(first, second)
    return "copied: a feed of its own"


def restored_here(trial: Trial, base: Path) -> str:
    """Restore a backup as the product does; it goes on, and what stood is kept.

    Raises:
        Harm: something is lost, or the two histories cannot be told apart.
    """
    site = _copy(base, trial)
    lived(site, trial)
    with still_opens(site) as workspace:
        add_note(Scene(site, workspace, trial.chance))
        workspace.custody.back_up()
    lost, _ = lived(site, trial)
    restore_newest(site)
    now, _ = lived(site, trial)
    never_twice(lost, now)
    kept = Site(root=trial.folder(), clock=site.clock)
    shutil.copytree(backups_of(site.place)[0].folder, kept.place)
    with still_opens(kept) as workspace:
        sure(places_in(workspace) == lost, "what stood before the restore is gone")
    return "restored by the product: a feed of its own, what stood is kept"


def restored(trial: Trial, base: Path) -> str:
    """Put an older copy in the vault's place; it goes on.

    Raises:
        Harm: something is lost, or the two histories cannot be told apart.
    """
    site = _copy(base, trial)
    lived(site, trial)
    kept = trial.folder() / "backup"
    shutil.copytree(site.place, kept)
    lost, _ = lived(site, trial)
    shutil.rmtree(site.place)
    shutil.copytree(kept, site.place)
    with still_opens(site) as workspace:
        sure(workspace.fell_behind, "an older copy is taken for the newest")
    now, _ = lived(site, trial)
    never_twice(lost, now)
    return "restored: a feed of its own"


def _copy(base: Path, trial: Trial) -> Site:
    root = trial.folder()
    shutil.copytree(base, root, dirs_exist_ok=True)
    return Site(root=root)


WAYS = (copied, restored, restored_here)


def attack(trial: Trial) -> Tally:
    """Copy and restore in turn."""
    tally = Tally()
    base = base_vault(trial.folder())
    for n in range(trial.count):
        tally.note(WAYS[n % len(WAYS)](trial, base))
    return tally


def control(trial: Trial) -> int:
    """Copy with every copy going on in the same feed."""
    base = base_vault(trial.folder())
    with without("a feed of its own"):
        return trial.until_harmed(lambda: copied(trial, base))


ROW = Row(
    name="copies",
    test="a vault copied to another computer, an older copy or a backup restored",
    must_be="continued as a new feed, no event lost",
    full=50,
    short=6,
    attack=attack,
    controls={"a feed of its own": control},
)
