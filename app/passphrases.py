"""How good a new passphrase is, in words; and a good one for whoever wants one."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import InputError
from app.vault.passphrases import (
    LEAST_PASSPHRASE,
    WORDS,
    Strength,
    Tongue,
    judge,
    suggest,
)
from app.words import mark, sentence, tr

__all__ = [
    "LEAST_PASSPHRASE",
    "WORDS",
    "Quality",
    "Strength",
    "Tongue",
    "prepare",
    "quality_of",
    "suggest",
    "tongue_text",
]

_WORDS = {
    Strength.REFUSED: mark("Will not do"),
    Strength.FAIR: mark("Fair"),
    Strength.GOOD: mark("Good"),
    Strength.STRONG: mark("Strong"),
}
_ADVICE = {
    Strength.FAIR: mark("It will do. One more word makes it much better."),
    Strength.GOOD: mark("Years of guessing would not find it. Write it down."),
    Strength.STRONG: mark("Nobody will guess it. Write it down."),
}
_TONGUES = {
    Tongue.PINYIN: mark("Six words in pinyin"),
    Tongue.ENGLISH: mark("Six words in English"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How good a passphrase is, for a person.

    Attributes:
        strength: its step of the meter.
        word: the step in a word.
        advice: what to do, or why it will not do.
    """

    strength: Strength
    word: str
    advice: str


def quality_of(passphrase: str, names: Sequence[str] = ()) -> Quality:
    """Return how good a passphrase is.

    Args:
        passphrase: as typed.
        names: what whoever attacks this vault knows: sign-in name, community.
    """
    judged = judge(passphrase, [name for name in names if name.strip()])
    if judged.problem is None:
        advice = tr(_ADVICE[judged.strength])
    else:
        advice = sentence(InputError(judged.problem, least=LEAST_PASSPHRASE))
    return Quality(
        strength=judged.strength, word=tr(_WORDS[judged.strength]), advice=advice
    )


def tongue_text(tongue: Tongue) -> str:
    """Return what a made passphrase is made of, in words."""
    return tr(_TONGUES[tongue])


def prepare() -> None:
    """Read the word lists, a tenth of a second, so that no key has to wait for it."""
    for tongue in Tongue:
        suggest(tongue)
