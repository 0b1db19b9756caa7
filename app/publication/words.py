"""The words of what is published, in a member's language whatever the interface's."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from app.rulebook.model import Step
from app.words import Language

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "publication"


class PageWords:
    """Words in one language.

    Attributes:
        language: which one.
    """

    def __init__(self, language: Language) -> None:
        """Read them."""
        self.language = language
        text = (FOLDER / f"page.{language.value}.toml").read_text(encoding="utf-8")
        parts = msgspec.convert(tomllib.loads(text), dict[str, dict[str, str]])
        self._parts = {
            f"{section}.{name}": words
            for section, named in parts.items()
            for name, words in named.items()
        }

    @property
    def names(self) -> frozenset[str]:
        """What there are words for."""
        return frozenset(self._parts)

    def __call__(self, name: str, **values: str | int) -> str:
        """Return a sentence with its values, `words("page.version", version=3)`."""
        return self._parts[name].format(**values)

    def step(self, step: Step) -> str:
        """Return what a cell of the ladder imposes, with its points."""
        words = self(f"step.{step.kind.value}", days=step.days)
        # One day is one day in English too.
        words = words.replace("for 1 days", "for 1 day")
        if not step.points:
            return words
        told = self("step.points", step=words, points=step.points)
        return told.replace(", 1 points", ", 1 point")


@cache
def page_words(language: Language) -> PageWords:
    """Return the words of a language."""
    return PageWords(language)
