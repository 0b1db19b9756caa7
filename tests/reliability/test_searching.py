"""What is searched for is found, however it is written and wherever it begins."""

import os
import urllib.parse

import pytest

from tests.reliability import searching
from tests.reliability.searching import Search, found_in, in_ini

WORD = "密语七四一"
PLAIN = "a1b2c3"
NOISE = os.urandom(50_000)
WRITTEN = {
    "utf-8": WORD.encode(),
    "gb18030": WORD.encode("gb18030"),
    "utf-16": WORD.encode("utf-16"),
    "utf-16, the other way": WORD.encode("utf-16-be"),
    "hexadecimal": WORD.encode().hex().encode(),
    "hexadecimal, large": WORD.encode().hex().upper().encode(),
    "JSON": rb'"\u5bc6\u8bed\u4e03\u56db\u4e00"',
    "settings": rb"name=\x5bc6\x8bed\x4e03\x56db\x4e00",
    "an address": urllib.parse.quote(WORD).encode(),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_it_is_found_in_every_spelling(way: str):
    content = NOISE + WRITTEN[way] + NOISE
    assert found_in([("a", content), ("b", NOISE)], [WORD, PLAIN]) == {"a": {WORD}}


@pytest.mark.parametrize("before", range(9))
def test_it_is_found_wherever_it_begins(before: int):
    edge = searching._AT_ONCE - 4 + before
    content = bytes(edge) + WORD.encode() + bytes(before)
    assert set(Search([WORD]).found(content)) == {WORD}


def test_words_that_overlap_are_both_found():
    content = b"......abcdefgh"
    assert set(Search(["abcdefg", "bcdefgh"]).found(content)) == {"abcdefg", "bcdefgh"}


def test_a_part_of_it_is_not_it():
    half = WORD.encode()[:-1]
    assert found_in([("a", half + NOISE + half)], [WORD]) == {}


def test_a_digit_after_an_escape_is_escaped_as_well():
    assert in_ini("林1x") == r"\x6797\x31x"
