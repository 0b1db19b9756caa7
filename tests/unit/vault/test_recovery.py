"""The printed recovery key: what a slip of the hand does to it."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.vault.recovery import (
    as_groups,
    as_text,
    folded,
    is_right,
    new_recovery_key,
    parse,
)
from app.words import sentence

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = st.binary(min_size=32, max_size=32)
GROUPS = st.integers(min_value=0, max_value=7)
PLACES = st.integers(min_value=0, max_value=7)


def wrong_group(text: str) -> int:
    with pytest.raises(InputError) as problem:
        parse(text)
    assert problem.value.code == "recovery_group_wrong"
    group = problem.value.context["group"]
    assert isinstance(group, int)
    return group


def changed(groups: tuple[str, ...], at: int, group: str) -> str:
    return " ".join((*groups[:at], group, *groups[at + 1 :]))


def test_the_form_is_pinned():
    """Sheets lie in drawers for years."""
    assert as_text(bytes(range(32))) == PINNED
    assert parse(PINNED) == bytes(range(32))


PINNED = "000G40WZ-0G2GC1V3-104GM2VF-1G6GW3S8-208H44TE-2GAHC5Z7-30CHM6T1-3GEHW7TK"


@given(key=KEYS)
def test_what_is_printed_is_read_back(key: bytes):
    groups = as_groups(key)
    assert [len(group) for group in groups] == [8] * 8
    assert set("".join(groups)) <= set(DIGITS)
    assert parse(as_text(key)) == parse("".join(groups)) == key


def test_keys_are_new():
    assert len({new_recovery_key() for _ in range(20)}) == 20
    assert len(new_recovery_key()) == 32


WAYS = {
    "small": str.lower,
    "spaces": lambda text: text.replace("-", "  "),
    "joined": lambda text: text.replace("-", ""),
    "lines": lambda text: "\n" + text.replace("-", "\r\n") + "\n",
    "dashes": lambda text: text.replace("-", "\u2013\u2014"),
    "full width": lambda text: text.translate(
        {ord(letter): ord(letter) + 0xFEE0 for letter in DIGITS + "-"}
    ),
    "wide spaces": lambda text: text.replace("-", "\u3000"),
    "I": lambda text: text.replace("1", "I"),
    "L": lambda text: text.replace("1", "l"),
    "O": lambda text: text.replace("0", "o"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@given(key=KEYS)
def test_it_may_be_typed_in_many_ways(way, key: bytes):
    assert parse(way(as_text(key))) == key


@settings(max_examples=25)
@given(key=KEYS, at=GROUPS)
def test_every_change_of_one_character_is_told(key: bytes, at: int):
    """All 248 changes of a group are found: the probability is one."""
    groups = as_groups(key)
    group = groups[at]
    for place in range(8):
        for digit in set(DIGITS) - {group[place]}:
            typed = group[:place] + digit + group[place + 1 :]
            assert wrong_group(changed(groups, at, typed)) == at + 1


@given(key=KEYS, at=GROUPS)
def test_every_exchange_of_two_characters_is_told(key: bytes, at: int):
    groups = as_groups(key)
    for one, other in combinations(range(8), 2):
        letters = list(groups[at])
        letters[one], letters[other] = letters[other], letters[one]
        if letters[one] != letters[other]:
            assert wrong_group(changed(groups, at, "".join(letters))) == at + 1


@given(key=KEYS)
def test_every_exchange_of_two_groups_is_told(key: bytes):
    groups = as_groups(key)
    for one, other in combinations(range(8), 2):
        turned = list(groups)
        turned[one], turned[other] = turned[other], turned[one]
        assert wrong_group(" ".join(turned)) == one + 1


def test_two_wrong_characters_slip_through_as_rarely_as_said():
    """The checksum is linear, so what holds for one group holds for all."""
    groups = as_groups(bytes(32))
    missed = 0
    for one, other in combinations(range(8), 2):
        for first in DIGITS[1:]:
            for second in DIGITS[1:]:
                letters = list(groups[0])
                letters[one] = _plus(letters[one], first)
                letters[other] = _plus(letters[other], second)
                missed += _passes(changed(groups, 0, "".join(letters)))
    assert missed == 26_908 - 26_824


def _plus(one: str, other: str) -> str:
    return DIGITS[DIGITS.index(one) ^ DIGITS.index(other)]


def _passes(text: str) -> bool:
    try:
        parse(text)
    except InputError:
        return False
    return True


@given(key=KEYS, at=GROUPS, place=PLACES)
def test_a_missing_or_added_character_names_its_group(key: bytes, at: int, place: int):
    groups = as_groups(key)
    group = groups[at]
    for typed in (
        group[:place] + group[place + 1 :],
        group[:place] + "7" + group[place:],
    ):
        assert wrong_group(changed(groups, at, typed)) == at + 1


@pytest.mark.parametrize("letter", ["U", "!", "好", "é", "。"])
def test_what_no_key_holds_names_its_group(letter: str):
    groups = as_groups(bytes(range(32)))
    assert wrong_group(changed(groups, 4, groups[4][:-1] + letter)) == 5


@pytest.mark.parametrize("typed", ["", "   ", "0" * 63, "0" * 65, "12 34", "0" * 5000])
def test_another_length_is_told(typed: str):
    with pytest.raises(InputError) as problem:
        parse(typed)
    assert problem.value.code == "recovery_key_length"
    count = len(typed.replace(" ", ""))
    assert problem.value.context == {"typed": count, "expected": 64}
    assert str(count) in sentence(problem.value)


@given(text=st.text(max_size=90))
def test_any_text_is_a_key_or_is_refused(text: str):
    assert _passes(text) in (True, False)


@given(KEYS, PLACES, GROUPS)
def test_a_group_is_right_at_its_own_place_alone(key: bytes, at: int, place: int):
    group = as_groups(key)[at]
    assert is_right(group, place) is (at == place)
    assert is_right(f" {group[:4].lower()}-{group[4:]} ", at)
    assert not is_right(group[:7], at)


def test_what_was_typed_is_folded_as_the_sheet_has_it():
    assert folded(" 0o1l-ｉ２ ab\n") == "001112AB"
