"""Is a passphrase good enough, and a good one for whoever wants one.

There are no rules of composition. A passphrase is refused when it is short, or
when few guesses would find it; see `app.vault.guesses` for the estimate. An
attacker with a thousand graphics cards tries some 100,000 a second against a
guess of one second, so `LEAST_BITS` keep them busy for ten years.
"""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.errors import InputError
from app.vault.guesses import Kind, estimate, read_list

LEAST_PASSPHRASE = 15
"""NIST SP 800-63B-4: at least 15 characters where it is the only factor."""

LEAST_BITS = 45
GOOD_BITS = 52
STRONG_BITS = 60
WORDS = 6


class Strength(IntEnum):
    """The four steps of a meter."""

    REFUSED = 0
    FAIR = 1
    GOOD = 2
    STRONG = 3


class Tongue(StrEnum):
    """What the words of a made passphrase are taken from."""

    ENGLISH = "english"
    PINYIN = "pinyin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How good a passphrase is.

    Attributes:
        strength: its step of the meter.
        bits: the logarithm to base 2 of the guesses that find it, estimated.
        problem: code of what is wrong with it; None if it will do.
    """

    strength: Strength
    bits: float
    problem: str | None


_PROBLEMS = {
    Kind.KNOWN: "passphrase_known",
    Kind.NAME: "passphrase_of_names",
    Kind.REPEAT: "passphrase_repeats",
    Kind.PATTERN: "passphrase_pattern",
    Kind.WORD: "passphrase_few_words",
    Kind.REST: "passphrase_few_words",
}


def folded(text: str) -> str:
    """Return text as it is compared: one form for characters that look alike."""
    return unicodedata.normalize("NFKC", text)


def judge(passphrase: str, names: Sequence[str] = ()) -> Judgement:
    """Return how good a passphrase is, at any length.

    Args:
        passphrase: as typed.
        names: what whoever attacks this vault knows: sign-in name, community.
    """
    found = estimate(folded(passphrase), [folded(name) for name in names])
    problem: str | None = None
    if _typed(passphrase) < LEAST_PASSPHRASE:
        problem = "passphrase_too_short"
    elif found.bits < LEAST_BITS:
        problem = _PROBLEMS[found.mostly]
    return Judgement(
        strength=_strength(found.bits) if problem is None else Strength.REFUSED,
        bits=found.bits,
        problem=problem,
    )


def check(passphrase: str, names: Sequence[str] = ()) -> None:
    """Let pass a passphrase that will do.

    Raises:
        InputError: it is too short or too easily guessed; the code says why.
    """
    problem = judge(passphrase, names).problem
    if problem is not None:
        raise InputError(problem, least=LEAST_PASSPHRASE)


def suggest(tongue: Tongue) -> str:
    """Return six words chosen by chance: 66 bits in English, 72 in pinyin.

    Chance draws six everyday words now and then, about once in a thousand; those
    are drawn again, which takes less than a hundredth of a bit.
    """
    words = read_list(tongue)
    while True:
        phrase = " ".join(secrets.choice(words) for _ in range(WORDS))
        if judge(phrase).strength is Strength.STRONG:
            return phrase


def _typed(passphrase: str) -> int:
    # Folding can make one character into many; those are not typed.
    return min(len(passphrase), len(folded(passphrase)))


def _strength(bits: float) -> Strength:
    steps = (LEAST_BITS, GOOD_BITS, STRONG_BITS)
    return Strength(sum(bits >= step for step in steps))
