"""Seeded secrets stand in no byte that a process leaves, at work or broken down."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from tests.builders import COMMUNITY
from tests.reliability.rows import Control, Harm, Row, Tally, Trial, sure
from tests.reliability.scenes import Scene, app_at_work, window_at_work
from tests.reliability.searching import Files, Search, names_on

Work = Callable[..., AbstractContextManager[Scene]]

FORMS: Final[dict[str, Work]] = {"app": app_at_work, "window": window_at_work}

_VAULT: Final = ("/keyring", ".db", ".db-wal")
LEFT: Final = {
    "app": (*_VAULT, "gongdao/markers/"),
    "window": (*_VAULT, "/markers/", "/backups/", "/tombstones", "/window.ini"),
}
"""Parts of the names of what must be there to be searched."""


def looked_at(scene: Scene, where: str, tally: Tally) -> None:
    """Search every byte of a computer for every secret.

    Raises:
        Harm: one of them stands somewhere.
    """
    everything = scene.everything()
    _none_in(everything, scene, scene.words, where)
    tally.outcomes[f"{where}: none"] += len(scene.words)
    tally.seen["files searched"] += len(everything)
    tally.seen["bytes searched"] += sum(len(content) for _, content in everything)


def sure_of_much(scene: Scene, form: str) -> None:
    """Look whether there is something to search, and something to search for.

    Raises:
        Harm: there is not, so that to find nothing would mean nothing.
    """
    names = [name for name, _ in scene.everything()]
    for part in LEFT[form]:
        sure(any(part in name for name in names), f"there is no {part} in {names}")
    for what, words in scene.needles.items():
        sure(bool(words), f"there are no {what}")


def names_looked_at(scene: Scene, where: str, tally: Tally) -> None:
    """Search the names of all files and folders.

    Raises:
        Harm: one is named after somebody.
    """
    # The vault's folder has the name it was given.
    words = scene.words - {COMMUNITY}
    _none_in(names_on(scene.computer), scene, words, where)
    tally.outcomes[f"{where}: none"] += len(words)


def _none_in(files: Files, scene: Scene, words: frozenset[str], where: str) -> None:
    search = Search(words)
    for name, content in files:
        # One word is enough: a dump holds them by the thousand.
        for word in search.found(content):
            raise Harm(f"{where}: {scene.kind_of(word)} in {name}")


def lived(trial: Trial, form: str, *defences: str) -> Tally:
    """Have a process work and wait, look, have it crash, look again.

    Raises:
        Harm: something is found.
    """
    tally = Tally()
    with FORMS[form](trial.folder(), *defences) as scene:
        if not defences:
            sure_of_much(scene, form)
        looked_at(scene, f"{form}, open", tally)
        scene.crash()
        looked_at(scene, f"{form}, after the crash", tally)
        names_looked_at(scene, f"{form}, names of files", tally)
    return tally


def attack(trial: Trial) -> Tally:
    """Look for what the product leaves without its window, and with it."""
    tally = Tally()
    for form in FORMS:
        one = lived(trial, form)
        tally.outcomes += one.outcomes
        tally.seen += one.seen
    return tally


def control(form: str, defence: str) -> Control:
    """Return the control in which a process does without this defence."""

    def run(trial: Trial) -> int:
        return trial.until_harmed(lambda: lived(trial, form, defence), 1)

    return run


def dumped_here() -> bool:
    """Tell whether the system would write a dump into the folder of who crashes."""
    pattern = Path("/proc/sys/kernel/core_pattern")
    if sys.platform != "linux" or not pattern.exists():
        return False
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    return pattern.read_text(encoding="utf-8")[:1] not in "|/" and hard != 0


ROW = Row(
    name="secrets",
    test="seeded secrets searched in disk, temp, settings, logs, crash output",
    must_be="none",
    full=0,
    short=0,
    attack=attack,
    controls={
        "encryption": control("app", "encryption"),
        "silent failures": control("window", "silent failures"),
        **({"closed memory": control("app", "closed memory")} if dumped_here() else {}),
    },
)
