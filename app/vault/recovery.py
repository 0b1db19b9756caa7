"""The printed recovery key: 256 random bits that a person can copy by hand.

Eight groups of eight characters of Crockford's base 32 (no I, L, O, U). A group is
32 bits of the key and a checksum of eight: a CRC of the 32 bits, to which a number
of the group's place is added. Within a group

    one wrong character is always found
    two characters that changed places are always found
    two wrong characters are found in 99.7 % (26,824 of 26,908 ways)

and two groups that changed places are always found, unless they are the same.
"""

import unicodedata
from collections.abc import Sequence

from app.errors import InputError
from app.vault.keys import KEY_BYTES, random_key

GROUPS = 8
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PER_GROUP = 8
_BYTES = KEY_BYTES // GROUPS
_READ_AS = str.maketrans("ILO", "110")
_POLYNOMIAL = 0x2F
# Any eight different numbers would do.
_PLACES = (0x1D, 0x3A, 0x74, 0xE8, 0xD1, 0xA3, 0x47, 0x8E)


def new_recovery_key() -> bytes:
    """Return a fresh key for a sheet."""
    return random_key()


def as_groups(key: bytes) -> tuple[str, ...]:
    """Return the key as it is printed, group by group."""
    parts = [key[at : at + _BYTES] for at in range(0, KEY_BYTES, _BYTES)]
    return tuple(_group(part, place) for place, part in enumerate(parts))


def as_text(key: bytes) -> str:
    """Return the key in one line, groups joined by hyphens (for the square code)."""
    return "-".join(as_groups(key))


def parse(text: str) -> bytes:
    """Return the key that was typed or read.

    Case, spaces, hyphens and full-width forms do not matter; I and L are read as
    1, O as 0.

    Raises:
        InputError: `recovery_key_length`, or `recovery_group_wrong` with the number
            of the first wrong group, from 1.
    """
    parts = [_part(group, place) for place, group in enumerate(_groups_of(text))]
    return b"".join(parts)


def folded(text: str) -> str:
    """Return what was typed as the sheet has it, without what parts the groups."""
    return "".join(_parts_of(text))


def is_right(group: str, place: int) -> bool:
    """Tell whether a group can stand at a place of a sheet, from 0."""
    try:
        _part(folded(group), place)
    except InputError:
        return False
    return True


def _parts_of(text: str) -> list[str]:
    upper = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    return "".join(" " if _separates(letter) else letter for letter in upper).split()


def _groups_of(text: str) -> Sequence[str]:
    typed = _parts_of(text)
    whole = "".join(typed)
    if len(whole) == GROUPS * PER_GROUP:
        return [whole[at : at + PER_GROUP] for at in range(0, len(whole), PER_GROUP)]
    if len(typed) == GROUPS:  # then the group that is too short or long can be told
        return typed
    raise InputError(
        "recovery_key_length", typed=len(whole), expected=GROUPS * PER_GROUP
    )


def _separates(letter: str) -> bool:
    # Dashes of every kind, spaces and ends of lines.
    return unicodedata.category(letter) in {"Pd", "Zs", "Zl", "Zp", "Cc", "Cf"}


def _group(part: bytes, place: int) -> str:
    number = int.from_bytes(part + bytes([_checksum(part, place)]), "big")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(35, -1, -5))


def _part(group: str, place: int) -> bytes:
    wrong = InputError("recovery_group_wrong", group=place + 1)
    if len(group) != PER_GROUP or not set(group) <= set(_DIGITS):
        raise wrong
    number = 0
    for letter in group:
        number = number << 5 | _DIGITS.index(letter)
    part, check = (number >> 8).to_bytes(_BYTES, "big"), number & 0xFF
    if check != _checksum(part, place):
        raise wrong
    return part


def _checksum(part: bytes, place: int) -> int:
    rest = 0
    for byte in part:
        rest ^= byte
        for _ in range(8):
            rest = rest << 1 & 0xFF ^ (_POLYNOMIAL if rest & 0x80 else 0)
    return rest ^ _PLACES[place]
