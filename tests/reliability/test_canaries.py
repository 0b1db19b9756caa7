"""Personal data stands in no byte on the disk, while the vault is open or after."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.builders import COMMUNITY, OWNER, Site, passphrase
from tests.generator import MembersTruth, ReportsTruth, write_members, write_reports
from tests.reliability.canary_worker import DRAFT, NOTE, SEARCHED
from tests.town import LEAD, MODERATOR

LEAST_BYTES = 6
"""Shorter strings turn up in encrypted bytes by chance."""

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
XDG = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@dataclass(slots=True)
class Scene:
    """A computer on which personal data was worked with.

    Attributes:
        computer: everything the process could write to.
        needles: what must not be found, by what it is.
        said: what the process wrote to its standard streams.
    """

    computer: Path
    members: MembersTruth
    reports: ReportsTruth
    said: bytes = b""
    needles: dict[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]]
    )

    @property
    def place(self) -> Path:
        """Where the vault is."""
        return self.computer / "vaults" / f"{COMMUNITY}.gongdao"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The process waits with the vault open; it is killed at the end."""
    brought = tmp_path_factory.mktemp("brought")
    members = write_members(brought / "members.csv", 60, 4, seed=741)
    reports = write_reports(brought / "reports.csv", members, 40, seed=741)
    scene = Scene(tmp_path_factory.mktemp("computer"), members, reports)
    scene.needles = needles_of(members, reports)
    (scene.computer / "vaults").mkdir()
    words = [str(scene.place), str(members.path), str(reports.path)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.canary_worker", *words],
        cwd=ROOT,
        env=environment(scene.computer),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        scene.said = process.stdout.readline()
        yield scene
        process.kill()


def environment(computer: Path) -> dict[str, str]:
    """Return an environment whose every folder is on this computer."""
    folders: dict[str, str] = {}
    for name in (*HOMES, *XDG):
        folder = computer / name.lower()
        folder.mkdir()
        folders[name] = str(folder)
    return {**os.environ, **folders, "PYTHONDONTWRITEBYTECODE": "1"}


def needles_of(
    members: MembersTruth, reports: ReportsTruth
) -> dict[str, frozenset[str]]:
    """Return what is personal, by what it is."""
    people = members.people
    needles = {
        "phones": frozenset(members.phones),
        "legal names": frozenset(members.legal_names),
        "remarks": frozenset(p.remark for p in people if p.remark),
        "nicknames": frozenset(members.handles),
        "platform ids": frozenset(p.platform_id for p in people),
        "quotes": frozenset(complaint.quote for complaint in reports.complaints),
        "notes": frozenset({NOTE, DRAFT, SEARCHED, "看了前后的消息，没有旧怨"}),
        "staff": frozenset({OWNER, LEAD, MODERATOR, COMMUNITY}),
        "passphrases": frozenset(map(passphrase, (OWNER, LEAD, MODERATOR))),
    }
    return {
        what: frozenset(word for word in words if len(word.encode()) >= LEAST_BYTES)
        for what, words in needles.items()
    }


def spelt(words: Iterable[str]) -> set[bytes]:
    """Return words as bytes in every encoding that a program might write."""
    found: set[bytes] = set()
    for word in words:
        for encoding in ("utf-8", "gb18030", "utf-16-le"):
            found.add(word.encode(encoding, "ignore"))
        found.add(word.encode().hex().encode())
    return {spelling for spelling in found if len(spelling) >= LEAST_BYTES}


def found_in(everything: Iterable[tuple[str, bytes]], words: Iterable[str]) -> set[str]:
    """Return where any of these words stands."""
    spellings = spelt(words)
    return {
        name
        for name, content in everything
        if any(spelling in content for spelling in spellings)
    }


def files_of(computer: Path) -> list[tuple[str, bytes]]:
    """Return every file on a computer with its bytes."""
    return [
        (str(path.relative_to(computer)), path.read_bytes())
        for path in sorted(computer.rglob("*"))
        if path.is_file()
    ]


def test_the_process_did_its_work(scene: Scene):
    assert scene.said == b"ready\n"
    names = {path.name for path in scene.place.iterdir()}
    assert {"keyring", "lock"} < names
    assert any(name.endswith("-wal") for name in names)


def test_no_byte_on_the_disk_says_anything(scene: Scene):
    everything = files_of(scene.computer)
    assert sum(len(content) for _, content in everything) > 500_000
    for what, words in scene.needles.items():
        assert words, what
        assert found_in(everything, words) == set(), what


def test_no_file_is_named_after_anybody(scene: Scene):
    names = [(str(p), str(p).encode()) for p in scene.computer.rglob("*")]
    for what, words in scene.needles.items():
        # The vault's folder has the name it was given.
        assert found_in(names, words - {COMMUNITY}) == set(), what


SEALED = ("phones", "legal names", "remarks")
READABLE = ("nicknames", "platform ids", "quotes", "staff")


@pytest.fixture(scope="module")
def plain(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plain copy of the database, and one of all sealed values."""
    site = Site(root=tmp_path_factory.mktemp("copied"))
    shutil.copytree(scene.place, site.place)
    folder = tmp_path_factory.mktemp("plain")
    with site.opened() as workspace:
        store, opener = workspace._session.store, workspace._session.opener()
        store.sql("ATTACH DATABASE ? AS plain KEY ''", (str(folder / "copy.db"),))
        store.sql("SELECT sqlcipher_export('plain')")
        store.sql("DETACH DATABASE plain")
        rows = store.sql("SELECT id, phone, remark FROM members_member")
        values = [
            opener.open(value, member, name)
            for member, *sealed in rows
            for name, value in zip(("phone", "remark"), sealed, strict=True)
            if value
        ]
        values.append(workspace.desk.get("draft"))
    (folder / "opened").write_text("\n".join(values), encoding="utf-8")
    return folder


def test_a_plain_copy_says_what_is_not_sealed(scene: Scene, plain: Path):
    """The control: the same search finds the same words where they are readable."""
    copy = [("copy.db", (plain / "copy.db").read_bytes())]
    for what in READABLE:
        for word in scene.needles[what]:
            assert found_in(copy, [word]) == {"copy.db"}, what
    assert found_in(copy, [NOTE]) == {"copy.db"}


def test_not_even_a_plain_copy_says_what_is_sealed(scene: Scene, plain: Path):
    copy = [("copy.db", (plain / "copy.db").read_bytes())]
    for what in (*SEALED, "passphrases"):
        assert found_in(copy, scene.needles[what]) == set(), what
    assert found_in(copy, [DRAFT, SEARCHED]) == set()


def test_opened_values_say_it(scene: Scene, plain: Path):
    opened = [("opened", (plain / "opened").read_bytes())]
    for what in SEALED:
        for word in scene.needles[what]:
            assert found_in(opened, [word]) == {"opened"}, what
    assert found_in(opened, [DRAFT]) == {"opened"}
