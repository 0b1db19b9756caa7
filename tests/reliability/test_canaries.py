"""Personal data stands in no byte on the disk, while the vault is open or after."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import COMMUNITY, Site
from tests.reliability.canary_worker import DRAFT, NOTE, SEARCHED
from tests.reliability.scenes import READY, Scene, app_at_work
from tests.reliability.searching import found_in, names_on


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The process waits with the vault open; it is killed at the end."""
    with app_at_work(tmp_path_factory.mktemp("scene")) as scene:
        yield scene


def test_the_process_did_its_work(scene: Scene):
    assert scene.said == READY
    names = {path.name for path in scene.place.iterdir()}
    assert {"keyring", "lock"} < names
    assert any(name.endswith("-wal") for name in names)


def test_no_byte_on_the_disk_says_anything(scene: Scene):
    everything = scene.everything()
    assert sum(len(content) for _, content in everything) > 500_000
    assert all(scene.needles.values())
    assert found_in(everything, scene.words) == {}


def test_no_file_is_named_after_anybody(scene: Scene):
    # The vault's folder has the name it was given.
    assert found_in(names_on(scene.computer), scene.words - {COMMUNITY}) == {}


SEALED = ("phones", "legal names", "remarks")
READABLE = ("nicknames", "platform ids", "quotes", "reasons", "staff")


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
        words = scene.needles[what]
        assert found_in(copy, words) == {"copy.db": words}, what
    assert found_in(copy, [NOTE]) == {"copy.db": {NOTE}}


def test_not_even_a_plain_copy_says_what_is_sealed(scene: Scene, plain: Path):
    copy = [("copy.db", (plain / "copy.db").read_bytes())]
    for what in (*SEALED, "passphrases"):
        assert found_in(copy, scene.needles[what]) == {}, what
    assert found_in(copy, [DRAFT, SEARCHED]) == {}


def test_opened_values_say_it(scene: Scene, plain: Path):
    opened = [("opened", (plain / "opened").read_bytes())]
    for what in SEALED:
        words = scene.needles[what]
        assert found_in(opened, words) == {"opened": words}, what
    assert found_in(opened, [DRAFT]) == {"opened": {DRAFT}}
