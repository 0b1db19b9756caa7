"""Re-keying is cut off at every line it reaches; the vault opens all the same.

Each line of the files that take part is reached once more, in a copy of the same
vault, and there the process ends as if it had been killed, or an exception is raised
as if the machine had refused. The system's own buffers survive both; what a power cut
does to them is another test's concern.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from app.errors import VaultLocked
from app.files import atomic
from app.vault import folder, rekey, store
from app.vault.folder import clean_leftovers, database
from app.vault.keyring import Keyring, ring, slots
from app.vault.keyring import format as form
from app.vault.store import Store
from tests.builders import credentials
from tests.keyrings import Ring
from tests.plants import all_rows, table_of

FILES = {str(m.__file__) for m in (atomic, folder, form, rekey, ring, slots)}
COPYING = ("copy_to", "tell", "empty_log", "is_whole")
ROWS = 40
KILLED = 9

Place = tuple[str, int]


class Cut(BaseException):
    """What is raised where the machine refuses."""


@pytest.fixture(scope="module")
def kept(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Ring:
    """A small vault from which every attempt starts."""
    kept = Ring(tmp_path_factory.mktemp("kept"), ("林晚", "周慎"))
    with closing(Store(database(kept.folder, kept.keyring), kept.vault_key)) as made:
        made.connect()
        table_of(made, ROWS)
    return kept


def traced(frame: FrameType) -> Place | None:
    """Return the place of a frame that takes part."""
    code = frame.f_code
    if code.co_filename in FILES or (
        code.co_filename == store.__file__ and code.co_name in COPYING
    ):
        return code.co_filename, frame.f_lineno
    return None


def at_every_line(reached: Callable[[Place], None]) -> Callable[..., Any]:
    def tracer(frame: FrameType, event: str, _: object) -> Any:
        place = traced(frame)
        if place is None:
            return None
        if event == "line":
            reached(place)
        return tracer

    return tracer


def attempt(kept: Ring, place: Path, reached: Callable[[Place], None]) -> Store:
    """Re-key under a trace; Cut comes out as it is."""
    keyring = Keyring.read(place)
    opened = Store(database(place, keyring), kept.vault_key)
    opened.connect()
    receivers = {person: keys.receiving.public for person, keys in kept.people.values()}
    before = sys.gettrace()
    sys.settrace(at_every_line(reached))
    try:
        rekey.rekey(
            place, keyring, opened, vault_key=kept.vault_key, receivers=receivers
        )
    except Cut:
        pass
    finally:
        sys.settrace(before)
    return opened


@pytest.fixture(scope="module")
def places(kept: Ring, tmp_path_factory: pytest.TempPathFactory) -> list[Place]:
    """Every line that is reached, in the order of its first time."""
    found: dict[Place, None] = {}
    place = copied(kept, tmp_path_factory.mktemp("dry") / "v")
    attempt(kept, place, found.setdefault)
    return list(found)


def copied(kept: Ring, place: Path) -> Path:
    shutil.copytree(kept.folder, place)
    return place


def opens(kept: Ring, place: Path) -> bool:
    """Open the vault as it lies there, and clean up; tell whether it moved."""
    keyring = Keyring.read(place)
    keys = set[bytes]()
    for name, (person, _) in kept.people.items():
        opened = keyring.unlock(credentials(name))
        assert opened.person_id == person
        keys.add(opened.vault_key)
    (key,) = keys
    with closing(Store(database(place, keyring), key)) as found:
        found.connect()
        assert len(all_rows(found)) == ROWS
        assert found.is_whole()
        assert keyring.people(key) == {person for person, _ in kept.people.values()}
    clean_leftovers(place, keyring)
    assert sorted(path.name for path in place.iterdir()) == [
        "keyring",
        f"vault-{keyring.key_id}.db",
    ]
    return keyring.key_id != kept.keyring.key_id


def killed_at(kept: Ring, place: Path, line: Place) -> int:
    child = os.fork()
    if child == 0:
        attempt(kept, place, lambda here: os._exit(KILLED) if here == line else None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def each(places: list[Place], tmp_path: Path) -> Iterator[tuple[Path, Place]]:
    for number, line in enumerate(places):
        place = tmp_path / str(number)
        yield place, line
        shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_killed_at_every_line_it_opens(kept: Ring, places: list[Place], tmp_path: Path):
    moved: list[bool] = []
    for place, line in each(places, tmp_path):
        copied(kept, place)
        assert killed_at(kept, place, line) == KILLED
        moved.append(opens(kept, place))
    # Old until the switch, new ever after: it happens at one moment.
    assert moved == sorted(moved)
    assert {True, False} == set(moved)
    assert len(moved) > 100


def test_refused_at_every_line_it_opens(
    kept: Ring, places: list[Place], tmp_path: Path
):
    moved: list[bool] = []
    for place, line in each(places, tmp_path):
        copied(kept, place)
        cut = False

        def refuse(here: Place, line: Place = line) -> None:
            nonlocal cut
            if here == line and not cut:
                cut = True
                raise Cut

        former = attempt(kept, place, refuse)
        assert cut
        moved.append(_is_moved(kept, place, former))
        assert opens(kept, place) == moved[-1]
    assert moved == sorted(moved)
    assert {True, False} == set(moved)


def _is_moved(kept: Ring, place: Path, former: Store) -> bool:
    """Tell what became of it; nobody works on in a database that is left."""
    if Keyring.read(place).key_id != kept.keyring.key_id:
        with pytest.raises(VaultLocked):
            former.connect()
        return True
    assert len(all_rows(former)) == ROWS
    former.close()
    assert len(list(place.glob("vault-*"))) == 1
    return False
