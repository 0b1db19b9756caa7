"""Which words differ: nothing is lost, and what both have is left unmarked."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.difference import Pieces, difference

TEXTS = st.text("规则不得骂人。the rules say no 12\n ", max_size=60)


def marked(pieces: Pieces) -> list[str]:
    return [text for text, differs in pieces if differs]


def whole(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(before: str, after: str):
    old, new = difference(before, after)
    assert (whole(old), whole(new)) == (before, after)
    for pieces in (old, new):
        flags = [differs for _, differs in pieces]
        assert all(one != other for one, other in pairwise(flags))
    assert (not marked(old) and not marked(new)) == (before == after)


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("不得骂人", "不得骂人或起哄", [], ["或起哄"]),
        ("禁言三天", "禁言七天", ["三"], ["七"]),
        ("No personal attack", "No open attack", ["personal"], ["open"]),
        ("attack", "attacks", ["attack"], ["attacks"]),
        ("", "新", [], ["新"]),
        ("旧", "", ["旧"], []),
        # One character both have, between others, is no help to the reader.
        (
            "不得在群里骂人",
            "不得当众起哄人身攻击",
            ["在群里骂人"],
            ["当众起哄人身攻击"],
        ),
    ],
)
def test_only_what_differs_is_marked(
    before: str, after: str, gone: list[str], come: list[str]
):
    old, new = difference(before, after)
    assert (marked(old), marked(new)) == (gone, come)


def test_very_long_texts_are_compared_as_a_whole():
    before, after = "不得骂人。" * 4000, "不得骂人！" * 4000
    began = time.perf_counter()
    old, new = difference(before, after)
    assert time.perf_counter() - began < 2
    assert (marked(old), marked(new)) == ([before], [after])
