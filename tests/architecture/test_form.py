"""The form of the files themselves."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, plant

MOST_LINES = 400
# Put together here, so that this file does not hold them.
FOREIGN = tuple(
    "".join(parts)
    for parts in (
        ("/", "work/"),
        ("/", "root/"),
        ("/", "home/"),
        ("/", "Users/"),
        ("C:", "\\Users\\"),
        ("pypi", ".org"),
        ("python", "hosted"),
        ("file:", "//"),
        ("--", "index-url"),
    )
)
PICTURES = {".png", ".ttf", ".otf", ".ico", ".icns", ".xlsx", ".xls", ".ods", ".db"}


def too_long(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {lines}"
        for folder in ("app", "ui", "tests", "tools")
        for path in sorted((root / folder).rglob("*.py"))
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MOST_LINES
    ]


def tracked(root: Path) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        names = listed.stdout.decode().rstrip("\0").split("\0")
        yield from (path for name in names if (path := root / name).is_file())
        return
    # An unpacked archive has no list; what nobody would track starts with a dot.
    for folder in ("app", "ui", "tests", "tools", "resources", "docs"):
        yield from (path for path in (root / folder).rglob("*") if path.is_file())


def tied_to_a_machine(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {word}"
        for path in tracked(root)
        if path.suffix not in PICTURES
        for word in FOREIGN
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]


def test_no_file_is_too_long():
    assert too_long(ROOT) == []


def test_nothing_names_a_machine_or_a_registry():
    assert tied_to_a_machine(ROOT) == []


def test_a_long_file_is_found(tmp_path: Path):
    plant(tmp_path, {"ui/long.py": "x = 1\n" * 401, "ui/right.py": "x = 1\n" * 400})
    assert too_long(tmp_path) == [f"{Path('ui/long.py')}: 401"]


def test_a_machine_path_is_found(tmp_path: Path):
    plant(tmp_path, {"docs/a.md": "see " + FOREIGN[0] + "main", "docs/b.md": "see a"})
    assert tied_to_a_machine(tmp_path) == [f"{Path('docs/a.md')}: {FOREIGN[0]}"]
