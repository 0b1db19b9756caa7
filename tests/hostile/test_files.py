"""Hostile files: a clear answer in 5 s and 256 MiB, and nothing left behind."""

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import InputError
from app.files.tables import read_sheet
from tests.hostile import forge
from tests.hostile.measure import report

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 5.0
MOST_MEBIBYTES = 256.0
DAMAGED_FILES = 40
# What a damaged workbook may be called; a few bytes may also do no harm.
ANSWERS = {
    "",
    "file_unreadable",
    "file_too_large",
    "file_encrypted",
    "header_not_found",
}

Maker = Callable[[Path], object]


def content(data: Callable[[], bytes]) -> Maker:
    return lambda path: path.write_bytes(data())


FILES: dict[str, tuple[str, Maker, str]] = {
    "zip bomb": ("f.xlsx", forge.zip_bomb, "file_too_large"),
    "lying zip bomb": ("f.xlsx", forge.lying_bomb, "file_too_large"),
    "far corners": ("f.xlsx", forge.far_corners, "file_too_large"),
    "shared strings": ("f.xlsx", forge.shared_strings, "file_too_large"),
    "repeated cells": ("f.ods", forge.repeated_cells, "file_too_large"),
    "entities": ("f.xlsx", forge.entity_bomb, "file_unreadable"),
    "depth": ("f.xlsx", forge.deep, ""),
    "NUL": ("f.csv", content(lambda: b"a,b\n" * 9000 + b"\0"), "file_unreadable"),
    "one line": ("f.csv", content(lambda: b"x" * 10_000_000), "file_cell_too_long"),
    "commas": (
        "f.csv",
        content(lambda: b"a,b\n" + b"1," * 400_000),
        "file_too_many_columns",
    ),
    "lines": ("f.csv", content(lambda: b"a,b\n" * 3_000_000), "file_too_many_rows"),
    "open quote": (
        "f.csv",
        content(lambda: b'a,b\n1,"' + b"2\n" * 900_000),
        "file_cell_too_long",
    ),
    "noise": (
        "f.csv",
        content(lambda: random.Random(1).randbytes(4_000_000).replace(b"\0", b"")),
        "file_encoding_unknown",
    ),
    "other encoding": (
        "f.csv",
        content(lambda: "ユーザー,名前\nあ,い\n".encode("utf-16")),
        "file_encoding_unknown",
    ),
    "size": ("f.csv", lambda path: _sparse(path, 201 << 20), "file_too_large"),
}


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_answered_within_bounds(tmp_path: Path, name: str):
    called, make, code = FILES[name]
    path = tmp_path / "in" / called
    path.parent.mkdir()
    make(path)
    spare = tmp_path / "tmp"
    spare.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.measure", str(path)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(spare), "TMP": str(spare)},
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["code"] == code
    assert told["seconds"] < MOST_SECONDS
    assert told["mebibytes"] < MOST_MEBIBYTES
    assert done.stderr == b""
    assert [entry.name for entry in path.parent.iterdir()] == [called]
    assert list(spare.iterdir()) == []


def test_a_damaged_workbook_is_always_answered(tmp_path: Path):
    chance = random.Random(20261101)
    sound = forge.sound_workbook(tmp_path / "sound.xlsx")
    path = tmp_path / "damaged.xlsx"
    answers: list[str] = []
    for _ in range(DAMAGED_FILES):
        path.write_bytes(forge.damaged(sound, chance))
        answers.append(str(report(path)["code"]))
    assert set(answers) <= ANSWERS
    assert answers.count("file_unreadable") > DAMAGED_FILES / 4


def test_a_workbook_cut_short_is_unreadable(tmp_path: Path):
    sound = forge.sound_workbook(tmp_path / "sound.xlsx")
    path = tmp_path / "cut.xlsx"
    for part in (0.1, 0.5, 0.9, 0.999):
        path.write_bytes(sound[: int(len(sound) * part)])
        assert report(path)["code"] == "file_unreadable"


def places(folder: Path) -> dict[str, Path]:
    """Return paths that are no files, as far as this system has them."""
    target = folder / "target.csv"
    target.write_text("昵称,微信号\na,b\n")
    made = {"folder": folder / "folder", "link": folder / "link.csv"}
    made["folder"].mkdir()
    made["link"].symlink_to(target)
    if hasattr(os, "mkfifo"):
        made["pipe"] = folder / "pipe.csv"
        os.mkfifo(made["pipe"])
        made["device"] = Path("/dev/zero")
    if hasattr(socket, "AF_UNIX"):
        made["socket"] = folder / "s"
    return made


def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = places(tmp_path)
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    if "socket" in made:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("s")
    for name, path in made.items():
        told = report(path)
        assert (name, told["code"]) == (name, "file_not_plain")
        assert float(told["seconds"]) < MOST_SECONDS


@pytest.mark.parametrize("name", ["none.csv", "none/none.csv", "a\0b.csv", "x" * 300])
def test_what_is_not_there_is_told(tmp_path: Path, name: str):
    with pytest.raises(InputError) as caught:
        read_sheet(tmp_path / name)
    assert caught.value.code in {"file_not_found", "file_not_plain"}


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path):
    path = tmp_path / "f.csv"
    path.write_text("昵称,微信号\n" + "云朵,wxid_1\n" * 300_000, "utf-8")

    def grow(done: int, _total: int) -> None:
        if done:
            with path.open("ab") as file:
                file.write(b"x,y\n")

    with pytest.raises(InputError, match="file_changed"):
        read_sheet(path, progress=grow)
