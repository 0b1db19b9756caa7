import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from app.errors import AppError, DiskFull, EnvironmentFault, InputError
from app.files.atomic import write_atomically


def failing(code: int):
    def fsync(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    return fsync


def test_new_content_stands(tmp_path: Path):
    target = tmp_path / "报告.csv"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_permission_bits_are_the_ones_asked_for(tmp_path: Path, mode: int):
    target = tmp_path / "file"
    write_atomically(target, b"x", mode=mode)
    seen = stat.S_IMODE(target.stat().st_mode)
    assert seen == mode or sys.platform == "win32"


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        (errno.ENOSPC, DiskFull, "disk_full"),
        (errno.EDQUOT, DiskFull, "disk_full"),
        (errno.EROFS, InputError, "place_not_writable"),
        (errno.EIO, EnvironmentFault, "file_not_written"),
    ],
)
def test_a_failure_leaves_the_old_content_and_no_stray_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    kind: type[AppError],
    name: str,
):
    target = tmp_path / "file"
    write_atomically(target, b"old")
    monkeypatch.setattr("app.files.atomic.os.fsync", failing(code))
    with pytest.raises(kind) as caught:
        write_atomically(target, b"new")
    assert caught.value.code == name
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(InputError, match="folder_missing"):
        write_atomically(tmp_path / "none" / "file", b"x")


def test_a_folder_in_the_place_is_refused(tmp_path: Path):
    (tmp_path / "place").mkdir()
    with pytest.raises(InputError, match="place_not_writable"):
        write_atomically(tmp_path / "place", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["place"]


def test_an_interruption_leaves_no_stray_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.files.atomic.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "file", b"x")
    assert list(tmp_path.iterdir()) == []
