"""The walls of `pyproject.toml` hold, and every one of them can fall.

import-linter reads source and imports nothing of it, so a small planted tree is
enough to see a wall bite.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, plant

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports({}))"
)

# A house in order: each wall's folders are there, and what a wall lets through.
HOUSE = {
    "app/__init__.py": "",
    "app/errors.py": "",
    "app/words.py": "import app.errors\n",
    "app/files/__init__.py": "",
    "app/files/sheet.py": "",
    "app/vault/__init__.py": "",
    "app/vault/store.py": "import peewee\nimport sqlcipher3\nimport app.errors\n",
    "app/journal/__init__.py": "",
    "app/journal/rows.py": "import peewee\nimport app.vault.store\n",
    "app/cases/__init__.py": "",
    "app/cases/commands.py": "import app.cases.rules\nimport app.cases.queries\n",
    "app/cases/events.py": "",
    "app/cases/fold.py": "import peewee\nimport app.cases.tables\n",
    "app/cases/queries.py": "import peewee\nimport app.cases.tables\n",
    "app/cases/rules.py": "import app.cases.events\n",
    "app/cases/tables.py": "import peewee\nfrom playhouse import sqlite_ext\n",
    "ui/__init__.py": "",
    "ui/screens/__init__.py": "",
    "ui/screens/cases/__init__.py": "",
    "ui/screens/cases/presenter.py": "import app.cases.commands\n",
    "ui/screens/cases/view.py": "import PySide6\nimport app.words\n",
}

FALLS = [
    ("layers", "app/words.py", "import ui.screens"),
    ("app-without-qt", "app/cases/commands.py", "from PySide6.QtCore import QDate"),
    ("app-without-qt", "app/words.py", "import qtawesome"),
    (
        "presenters-without-qt",
        "ui/screens/cases/presenter.py",
        "from PySide6.QtCore import QTimer",
    ),
    ("vault-and-journal", "app/vault/store.py", "import app.words"),
    ("vault-and-journal", "app/vault/store.py", "from app.files import sheet"),
    ("vault-and-journal", "app/vault/store.py", "import app.journal.rows"),
    ("vault-and-journal", "app/journal/rows.py", "import app.cases.events"),
    ("vault-and-journal", "app/journal/rows.py", "from app import cases"),
    ("drivers", "app/cases/commands.py", "from peewee import fn"),
    ("drivers", "app/cases/queries.py", "import sqlcipher3"),
    ("drivers", "ui/screens/cases/view.py", "import playhouse"),
    ("rules-reach-no-database", "app/cases/events.py", "import app.cases.tables"),
    ("rules-are-pure", "app/cases/rules.py", "import pathlib"),
    ("rules-are-pure", "app/cases/rules.py", "from app.files import sheet"),
    ("rules-are-pure", "app/cases/rules.py", "from app.cases import queries"),
    ("screen-through-the-door", "ui/screens/cases/view.py", "import app.cases.tables"),
    ("screen-through-the-door", "ui/screens/cases/view.py", "import app.vault.store"),
]


def standing(house: Path, wall: str | None = None) -> tuple[bool, str]:
    """Return whether the walls stand, or one of them, and what the linter says."""
    options = (
        f"config_filename={str(ROOT / 'pyproject.toml')!r}, no_cache=True, no_logo=True"
    )
    if wall:
        options += f", limit_to_contracts=({wall!r},)"
    told = subprocess.run(
        [sys.executable, "-c", LINT.format(options)],
        cwd=house,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return told.returncode == 0, told.stdout + told.stderr


def test_the_walls_stand():
    stand, told = standing(ROOT)
    assert stand, told


def test_a_house_in_order_passes(tmp_path: Path):
    stand, told = standing(plant(tmp_path, HOUSE))
    assert stand, told


@pytest.mark.parametrize(("wall", "file", "line"), FALLS)
def test_a_wall_falls(wall: str, file: str, line: str, tmp_path: Path):
    plant(tmp_path, {**HOUSE, file: f"{HOUSE[file]}{line}\n"})
    stand, told = standing(tmp_path, wall)
    assert not stand
    assert "BROKEN" in told


def test_every_wall_is_tried():
    with (ROOT / "pyproject.toml").open("rb") as file:
        walls = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert {wall["id"] for wall in walls} == {wall for wall, _, _ in FALLS}
