"""Bits turn over, ends of files vanish: told, or of no consequence, never believed."""

import random
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.custody import backups_of
from app.errors import AppError, Corrupt, InputError
from app.restoring import Restoration
from app.vault.keyring import Keyring
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.reliability.rows import (
    Control,
    Harm,
    Row,
    Tally,
    Trial,
    commits_of,
    sure,
)
from tests.reliability.sabotage import without
from tests.reliability.work import Scene, add_note
from tests.town import LEAD, Life, begin

NOBODY = "没有这个人"
MOST_BITS = 3
NOTES = 6
"""Commits that stand in the log alone."""

FRESH = "fresh"
"""A folder for a computer on which a backup is restored."""


@dataclass(slots=True)
class Kept:
    """A vault as it lay on the disk at one moment, and what stood in it.

    Attributes:
        site: where it is put back.
        files: their bytes, by their place in the site.
        commits, digests: what stood in it.
        secrets: what the keyring gave one of its people.
    """

    site: Site
    files: dict[Path, bytes] = field(default_factory=dict[Path, bytes])
    commits: set[bytes] = field(default_factory=set[bytes])
    digests: dict[str, str] = field(default_factory=dict[str, str])
    secrets: tuple[str, bytes, bytes] = ("", b"", b"")

    def look(self, workspace: Workspace) -> None:
        """Take note of what stands in it."""
        self.commits, self.digests = commits_of(workspace), workspace.digests()

    def take(self) -> None:
        """Keep all files as they lie on the disk now."""
        self.secrets = secrets_in(self.site.place)
        self.files = {
            path: path.read_bytes()
            for path in self.site.root.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }

    def put_back(self) -> None:
        """Have every file as it was."""
        for path in [p for p in self.site.root.rglob("*") if p.is_file()]:
            if path not in self.files:
                path.unlink()
        shutil.rmtree(self.site.root / FRESH, ignore_errors=True)
        for path, content in self.files.items():
            path.write_bytes(content)

    def path(self, ending: str) -> Path:
        """Return the file whose name ends like this; of the backup if there is one."""
        found = [path for path in self.files if path.name.endswith(ending)]
        return max(found, key=lambda path: "backups" in path.parts)


def closed_vault(trial: Trial) -> Kept:
    """Return a vault at rest: one database file."""
    kept = Kept(Site(root=trial.folder()))
    with kept.site.created() as workspace:
        begin(workspace, members=12, complaints=9)
        Life(workspace, kept.site.clock, trial.chance).steps(30)
        kept.look(workspace)
    kept.take()
    return kept


def vault_cut_off(trial: Trial) -> Kept:
    """Return a vault whose process was killed: what it did last is in the log."""
    kept = closed_vault(trial)
    with kept.site.opened() as workspace:
        scene = Scene(kept.site, workspace, trial.chance)
        for _ in range(NOTES):
            add_note(scene)
        kept.look(workspace)
        kept.take()
    return kept


def vault_with_backup(trial: Trial) -> Kept:
    """Return a vault at rest, with a backup of all that stands in it."""
    kept = closed_vault(trial)
    with kept.site.opened() as workspace:
        workspace.custody.back_up()
    kept.take()
    return kept


def hurt(content: bytes, chance: random.Random) -> bytes:
    """Turn over a few bits, or cut off the end."""
    if chance.random() < 0.25:
        return content[: chance.randrange(len(content))]
    raw = bytearray(content)
    for _ in range(chance.randint(1, MOST_BITS)):
        place = chance.randrange(len(raw) * 8)
        raw[place // 8] ^= 1 << place % 8
    return bytes(raw)


def judge_database(kept: Kept, chance: random.Random) -> str:
    """Look at a vault whose database file is hurt; return how that showed.

    Raises:
        Harm: what it answers is not what was stored, and nothing says so.
    """
    if chance.random() < 0.1:
        _told_from_a_wrong_passphrase(kept)
    try:
        workspace = kept.site.open()
    except Corrupt:
        return "told when opened"
    try:
        return _answers(kept, workspace)
    except Corrupt:
        return "told when read"
    finally:
        workspace.close()


def _answers(kept: Kept, workspace: Workspace) -> str:
    behind = workspace.fell_behind
    there = commits_of(workspace)
    digests = workspace.digests()
    if behind:
        sure(there < kept.commits, "something else is in its place")
        sure(workspace.verify().sound, "what is left does not hold")
        return "the end is lost: told by the marker"
    sure(there == kept.commits, "commits are gone, and nothing says so")
    # The search index has no digest where it cannot be read.
    given = {name: digest for name, digest in digests.items() if digest}
    sure(given.items() <= kept.digests.items(), "a wrong answer, and nothing says so")
    return "no harm" if workspace.verify().sound else "told by verify"


def _told_from_a_wrong_passphrase(kept: Kept) -> None:
    try:
        kept.site.open(NOBODY).close()
    except InputError as problem:
        sure(problem.code == "wrong_name_or_passphrase", problem.code)
    except AppError as problem:
        raise Harm(f"a wrong passphrase is told as {problem.code}") from problem


def judge_backup(kept: Kept, _: random.Random) -> str:
    """Restore a backup that is hurt to a fresh computer; return how that showed.

    Raises:
        Harm: it becomes another vault than the one that was backed up.
    """
    source = backups_of(kept.site.place)[0].folder
    fresh = Site(root=kept.site.root / FRESH, clock=kept.site.clock)
    fresh.root.mkdir()
    try:
        restoration = Restoration.look(
            source, fresh.place, credentials(OWNER), surroundings=fresh.surroundings
        )
        restoration.carry_out()
    except Corrupt:
        sure(not fresh.place.exists(), "a damaged backup leaves half a vault")
        return "told when restored"
    except InputError as problem:
        raise Harm(f"damage is told as {problem.code}") from problem
    shown = judge_database(replace(kept, site=fresh), random.Random(0))
    sure(shown == "no harm", f"a damaged backup has become the vault: {shown}")
    return shown


def judge_keyring(kept: Kept, _: random.Random) -> str:
    """Look at a keyring that is hurt; return how that showed.

    Raises:
        Harm: it opens to something else, or calls a right passphrase a wrong one.
    """
    folder = kept.site.place
    try:
        sure(secrets_in(folder) == kept.secrets, "it opens to other keys")
    except Corrupt:
        return "told when opened"
    except InputError as problem:
        raise Harm(f"damage is told as {problem.code}") from problem
    try:
        Keyring.read(folder).unlock(credentials(NOBODY))
    except InputError:
        return "no harm"
    raise Harm("a wrong passphrase opens it")


def secrets_in(place: Path) -> tuple[str, bytes, bytes]:
    """Return what a vault's keyring gives its lead."""
    opened = Keyring.read(place).unlock(credentials(LEAD))
    return opened.person_id, opened.vault_key, opened.keys.seed


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A kind of file that is hurt.

    Attributes:
        ending: of its name.
        share: how many of ten tries it gets.
        made: the vault it is in.
        judge: looks at what came of it.
    """

    ending: str
    share: int
    made: Callable[[Trial], Kept]
    judge: Callable[[Kept, random.Random], str]


TARGETS: Mapping[str, Target] = {
    "database": Target(ending=".db", share=3, made=closed_vault, judge=judge_database),
    "log": Target(ending="-wal", share=3, made=vault_cut_off, judge=judge_database),
    "keyring": Target(
        ending="keyring", share=2, made=closed_vault, judge=judge_keyring
    ),
    "backup": Target(ending=".db", share=1, made=vault_with_backup, judge=judge_backup),
    "backup's keyring": Target(
        ending="keyring", share=1, made=vault_with_backup, judge=judge_backup
    ),
}


def tried(target: Target, trial: Trial, count: int, tally: Tally, name: str) -> None:
    """Hurt one kind of file so many times."""
    kept = target.made(trial)
    path = kept.path(target.ending)
    for _ in range(count):
        kept.put_back()
        path.write_bytes(hurt(kept.files[path], trial.chance))
        tally.note(f"{name}: {target.judge(kept, trial.chance)}")


def attack(trial: Trial) -> Tally:
    """Hurt every kind of file."""
    tally = Tally()
    whole = sum(target.share for target in TARGETS.values())
    for name, target in TARGETS.items():
        tried(target, trial, -(-trial.count * target.share // whole), tally, name)
    return tally


def control(name: str, *defences: str) -> Control:
    """Return the control that hurts files of this kind without these defences."""

    def run(trial: Trial) -> int:
        with without(*defences):
            kept = TARGETS[name].made(trial)
            path = kept.path(TARGETS[name].ending)

            def attempt() -> None:
                for _ in range(TARGETS[name].share * 4):
                    kept.put_back()
                    path.write_bytes(hurt(kept.files[path], trial.chance))
                    # Without authentic pages the driver meets names that are no text.
                    with suppress(UnicodeDecodeError):
                        TARGETS[name].judge(kept, trial.chance)

            return trial.until_harmed(attempt)

    return run


ROW = Row(
    name="damage",
    test="bit flips and truncations in database, log, keyring and backup",
    must_be="never a silent wrong result; wrong passphrase and damage told apart",
    full=5000,
    short=120,
    attack=attack,
    controls={
        "authentic pages": control("database", "authentic pages"),
        "the local marker": control("log", "the local marker"),
        "checksums": control("keyring", "checksums"),
        "proving copies": control("backup", "proving copies"),
    },
)
