"""Which words differ: nothing is lost, and what both have is left unmarked."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.difference import Fate, Pieces, Segment, difference, segments

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


KEPT, REMOVED, ADDED = Fate
LONG = st.lists(TEXTS, max_size=60).map("".join)


def of(told: tuple[Segment, ...], *fates: Fate) -> str:
    return "".join(each.text for each in told if each.fate in fates)


@given(TEXTS | LONG, TEXTS | LONG)
def test_corrections_give_both_texts_back(before: str, after: str):
    told = segments(before, after)
    assert of(told, KEPT, REMOVED) == before
    assert of(told, KEPT, ADDED) == after
    assert all(each.text for each in told)
    for one, other in pairwise(told):
        assert one.fate is not other.fate
        assert (one.fate, other.fate) != (ADDED, REMOVED)
    assert ({each.fate for each in told} <= {KEPT}) == (before == after)


@given(TEXTS, TEXTS)
def test_corrections_and_pieces_tell_the_same(before: str, after: str):
    told = segments(before, after)
    old, new = difference(before, after)
    assert of(told, REMOVED) == "".join(marked(old))
    assert of(told, ADDED) == "".join(marked(new))


def test_a_correction_reads_as_one_would_make_it():
    assert segments(
        "不得以侮辱、嘲讽的言语攻击其他成员。",
        "不得以侮辱、嘲讽的言语攻击其他成员，包括在回复、弹幕和私信中。",
    ) == (
        Segment(KEPT, "不得以侮辱、嘲讽的言语攻击其他成员"),
        Segment(ADDED, "，包括在回复、弹幕和私信中"),
        Segment(KEPT, "。"),
    )
    assert segments("禁言 7 天", "禁言 14 天") == (
        Segment(KEPT, "禁言 "),
        Segment(REMOVED, "7"),
        Segment(ADDED, "14"),
        Segment(KEPT, " 天"),
    )


def test_long_texts_are_compared_sentence_by_sentence():
    before = "".join(f"第 {n} 句说的是另外一件事情。" for n in range(60))
    after = before.replace("第 30 句说的是另外", "第 30 句讲的是同样")
    began = time.perf_counter()
    told = segments(before, after)
    assert time.perf_counter() - began < 1
    assert (of(told, REMOVED), of(told, ADDED)) == ("说另外", "讲同样")


def test_very_long_texts_are_compared_as_a_whole():
    before, after = "不得骂人。" * 4000, "不得骂人！" * 4000
    began = time.perf_counter()
    old, new = difference(before, after)
    assert time.perf_counter() - began < 2
    assert (marked(old), marked(new)) == ([before], [after])
