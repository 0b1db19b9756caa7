"""Clocks that jump: the order stays, the person is asked, the future waits outside."""

import shutil
from datetime import timedelta

from app.errors import AppError, Conflict
from app.journal.bundle import commits_beyond
from app.journal.tables import ORDER, CommitTable
from app.workspace import Workspace
from tests.builders import Site
from tests.reliability.rows import (
    Control,
    Harm,
    Row,
    Tally,
    Trial,
    commits_of,
    head_of,
    proved,
    still_opens,
    sure,
)
from tests.reliability.sabotage import without
from tests.reliability.work import Scene, add_note

DAY = timedelta(days=1)
JUMPS = {
    "ten years back": (-3650 * DAY, True),
    "a year back": (-365 * DAY, True),
    "a day back": (-DAY, True),
    "an hour back": (-timedelta(hours=1), True),
    "four minutes back": (-timedelta(minutes=4), False),
    "a day on": (DAY, False),
    "a year on": (365 * DAY, False),
    "two years on": (730 * DAY, True),
    "ten years on": (3650 * DAY, True),
}
"""How far, and whether it is to be confirmed."""

AHEAD = {
    "four minutes": (timedelta(minutes=4), False),
    "six minutes": (timedelta(minutes=6), True),
    "a day": (DAY, True),
    "ten years": (3650 * DAY, True),
}
"""How far ahead a commit is, and whether it waits outside."""


def jump(trial: Trial, by: timedelta, *, doubted: bool) -> None:
    """Work, have the clock jump, work, have it jump back, work.

    Raises:
        Harm: somebody is not asked, or asked in vain, or the order is lost.
    """
    site = Site(root=trial.folder())
    written: list[bytes] = []
    with site.created() as workspace:
        written.append(head_of(workspace))
        write(site, workspace, trial, written)
    site.clock.now += by
    with still_opens(site) as workspace:
        confirmed(site, workspace, trial, written, doubted=doubted)
        write(site, workspace, trial, written)
    site.clock.now -= by
    with still_opens(site) as workspace:
        if workspace.doubts_clock():
            workspace.confirm_clock()
        write(site, workspace, trial, written)
        query = CommitTable.select(CommitTable.hash).order_by(*ORDER)
        order = [bytes(row[0]) for row in workspace._session.store.rows(query)]
        sure(order == written, "the order is not that in which it was written")
        proved(workspace)


def confirmed(
    site: Site,
    workspace: Workspace,
    trial: Trial,
    written: list[bytes],
    *,
    doubted: bool,
) -> None:
    """Work under a clock that has jumped; say that it is right where that is asked.

    Raises:
        Harm: it is asked where it need not be, or not asked where it must.
    """
    sure(workspace.doubts_clock() is doubted, "a jump is not told from a pause")
    if doubted:
        before = commits_of(workspace)
        try:
            write(site, workspace, trial, written)
        except Conflict as problem:
            sure(problem.code == "clock_jumped", f"told as {problem.code}")
        else:
            raise Harm("a command goes through although the clock jumped")
        sure(commits_of(workspace) == before, "a refused command left something")
        workspace.confirm_clock()
    write(site, workspace, trial, written)


def write(site: Site, workspace: Workspace, trial: Trial, written: list[bytes]) -> None:
    """Carry out a command in the same minute as the one before.

    Raises:
        Harm: it is refused for another reason than the clock.
    """
    try:
        add_note(Scene(site, workspace, trial.chance))
    except Conflict:
        raise
    except AppError as problem:
        raise Harm(f"a command is refused: {problem.code}") from problem
    written.append(head_of(workspace))


def arrive(trial: Trial, ahead: timedelta, *, waits: bool) -> None:
    """Bring commits from a copy whose clock is ahead, and let the time come.

    Raises:
        Harm: they count too early, or are held for nothing, or are lost.
    """
    site, other = Site(root=trial.folder()), Site(root=trial.folder())
    site.create().close()
    shutil.copytree(site.place, other.place)
    other.clock.now += ahead
    with other.opened() as workspace:
        workspace.confirm_clock()
        written: list[bytes] = []
        write(other, workspace, trial, written)
        bundle = [*commits_beyond(workspace._session.store)]
    with still_opens(site) as workspace:
        before = workspace.digests()
        merged = workspace.merge(bundle)
        sure(merged.taken == 1, "it was not taken in")
        sure((merged.accepted == 0) is waits, f"held: {waits} is right {ahead} ahead")
        sure((workspace.digests() == before) is waits, "what is held was folded")
        sure(set(written) <= commits_of(workspace), "what is held was lost")
        proved(workspace)
    site.clock.now += ahead
    with still_opens(site) as workspace:
        sure((workspace.digests() != before), "it is held although its time has come")
        proved(workspace)


def attack(trial: Trial) -> Tally:
    """Try every jump, and every distance from the future."""
    tally = Tally()
    for name, (by, doubted) in JUMPS.items():
        jump(trial, by, doubted=doubted)
        tally.note(f"{name}: {'asked' if doubted else 'believed'}")
    for name, (ahead, waits) in AHEAD.items():
        arrive(trial, ahead, waits=waits)
        tally.note(f"{name} ahead: {'held' if waits else 'let in'}")
    return tally


def control(defence: str) -> Control:
    """Return the control that tries the same without this defence."""

    def run(trial: Trial) -> int:
        with without(defence):
            if defence == "holding the future":
                return trial.until_harmed(lambda: arrive(trial, DAY, waits=True), 1)
            by = -DAY if defence == "asking about a jump" else -timedelta(minutes=4)
            doubted = by == -DAY
            return trial.until_harmed(lambda: jump(trial, by, doubted=doubted), 1)

    return run


ROW = Row(
    name="clock",
    test="clock backwards, a day back and on, ten years on",
    must_be="order kept, the jump confirmed first, far future held at ingress",
    full=0,
    short=0,
    attack=attack,
    controls={
        name: control(name)
        for name in ("asking about a jump", "the hybrid clock", "holding the future")
    },
)
