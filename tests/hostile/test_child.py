"""Whatever a parser does, the product gets a clear answer and goes on."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.errors import InputError
from app.files.child import ChildLimits, run_in_child
from app.files.child_work import Parser
from tests.hostile import parsers
from tests.hostile.parsers import Fact

SMALL = ChildLimits(
    memory_bytes=220 << 20, seconds=8.0, seconds_per_mib=0.0, output_bytes=4 << 20
)
WINDOWS = sys.platform == "win32"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.csv"
    path.write_text("雨林读书会 13800001234")
    return path


def run(
    parser: Parser[int, Fact], path: Path, limits: ChildLimits = SMALL
) -> tuple[list[int], Fact]:
    rows: list[int] = []
    return rows, run_in_child(
        parser, path, row=int, facts=Fact, take=rows.extend, limits=limits
    )


def refused(parser: Parser[int, Fact], path: Path, **limits: float) -> InputError:
    bounds = ChildLimits(**{**_fields(SMALL), **limits})  # pyright: ignore[reportArgumentType] - whole numbers stay whole
    with pytest.raises(InputError) as caught:
        run(parser, path, bounds)
    return caught.value


def _fields(limits: ChildLimits) -> dict[str, float]:
    return {name: getattr(limits, name) for name in ChildLimits.__slots__}


def test_a_sound_parser_is_heard_to_the_end(file: Path):
    rows, fact = run(parsers.sound, file)
    assert rows == list(range(1000))
    assert fact == Fact("file.csv")


@pytest.mark.parametrize(
    ("parser", "code"),
    [
        (parsers.raises, "file_unreadable"),
        (parsers.speaks, "file_unreadable"),
        (parsers.ends, "file_unreadable"),
        (parsers.crashes, "file_unreadable"),
        (parsers.aborts, "file_too_large"),
        (parsers.hoards, "file_too_large"),
        (parsers.hoards_at_once, "file_too_large"),
        (parsers.floods, "file_too_large"),
        (parsers.sends_one_huge_row, "file_too_large"),
        (parsers.sends_other_types, "file_unreadable"),
        (parsers.returns_another_type, "file_unreadable"),
    ],
)
def test_every_way_to_go_wrong_has_its_answer(
    file: Path, parser: Parser[int, Fact], code: str, capfd: pytest.CaptureFixture[str]
):
    began = time.monotonic()
    told = refused(parser, file)
    assert time.monotonic() - began < 5
    assert (told.code, told.context) == (code, {})
    assert told.__cause__ is None or "13800001234" not in repr(told.__cause__)
    assert capfd.readouterr() == ("", "")
    assert [entry.name for entry in file.parent.iterdir()] == ["file.csv"]


def test_a_parsers_own_answer_arrives_with_its_values(file: Path):
    told = refused(parsers.refuses, file)
    assert (told.code, told.context) == ("file_cell_too_long", {"line": 7, "limit": 9})


@pytest.mark.parametrize("parser", [parsers.spins, parsers.sleeps])
def test_what_never_ends_is_ended(file: Path, parser: Parser[int, Fact]):
    began = time.monotonic()
    assert refused(parser, file, seconds=0.5).code == "file_took_too_long"
    assert time.monotonic() - began < 3


def test_a_person_can_stop_it_at_once(file: Path):
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(InputError, match="reading_stopped"):
        run_in_child(parsers.sleeps, file, row=int, facts=Fact, take=list, cancel=stop)
    assert time.monotonic() - began < 3


def test_a_failure_while_taking_rows_ends_the_child(file: Path):
    def take(_rows: list[int]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_in_child(parsers.sound, file, row=int, facts=Fact, take=take)


def test_the_child_can_write_no_file(file: Path):
    _, fact = run(parsers.writes, file)
    assert fact == Fact("written" if WINDOWS else "OSError")


def test_the_child_knows_nothing_of_the_vault(file: Path):
    names: list[str] = []
    run_in_child(parsers.modules, file, row=str, facts=Fact, take=names.extend)
    assert "app.files.child_work" in names
    strange = (
        "app.vault",
        "app.journal",
        "peewee",
        "sqlcipher3",
        "cryptography",
        "PySide6",
    )
    assert [name for name in names if name.startswith(strange)] == []


PROGRAM = """
import app.vault
from pathlib import Path
from app.files.child import run_in_child
from tests.hostile import parsers

if __name__ == "__main__":
    run_in_child(
        parsers.modules, Path("f"), row=str, facts=parsers.Fact,
        take=lambda names: print(*names),
    )
    assert __file__ and __spec__ is None or __spec__.name
"""


@pytest.mark.parametrize("started", [["program.py"], ["-m", "program"]])
def test_the_child_knows_nothing_of_the_program(tmp_path: Path, started: list[str]):
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, *started],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        check=True,
        text=True,
    )
    names = done.stdout.split()
    assert "app.files.child_work" in names
    assert "app.vault" not in names


def test_the_child_inherits_no_open_file(file: Path, tmp_path: Path):
    with (tmp_path / "secret").open("wb") as secret:
        os.set_inheritable(secret.fileno(), True)
        held, _ = run(parsers.holds_descriptors, file)
    assert held == []
