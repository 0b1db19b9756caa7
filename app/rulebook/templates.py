"""Rulebooks that come with the product, to start from."""

import tomllib
from pathlib import Path

import msgspec

from app.errors import NotFound
from app.rulebook.model import Bilingual, Rulebook

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "rulebooks"

KEYS = ("reading_club", "paid_course", "brand_community", "local_group")
"""The shipped templates in the order they are offered."""


def templates() -> tuple[tuple[str, Bilingual], ...]:
    """Return every template's key and title, in the order they are offered."""
    return tuple((key, load_template(key).title) for key in KEYS)


def load_template(key: str) -> Rulebook:
    """Read a shipped rulebook.

    Raises:
        NotFound: no template has this key.
    """
    # Only known keys reach the disk, so a key cannot name another file.
    if key not in KEYS:
        raise NotFound("rulebook_template_unknown")
    text = (FOLDER / f"{key}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rulebook)
