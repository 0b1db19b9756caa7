"""Passphrases: what is refused and why, and those that are made."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.vault.guesses import FOLDER, estimate, read_list
from app.vault.passphrases import (
    _PROBLEMS,
    LEAST_BITS,
    LEAST_PASSPHRASE,
    Strength,
    Tongue,
    check,
    judge,
    suggest,
)
from app.words import ERRORS, sentence
from tests.builders import COMMUNITY, OWNER, passphrase

REFUSED = {
    "passphrase_repeats": [
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "xyzzy!xyzzy!xyzzy!",
        "zebrazebrazebrazebra",
        "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈",
        "加油加油加油加油加油加油加油加油",
        "--------------------",
    ],
    "passphrase_pattern": [
        "1234567890123456",
        "abcdefghijklmnop",
        "zyxwvutsrqponmlk",
        "qwertyuiopasdfghjkl",
        "!@#$%^&*()!@#$%^&*",
        "zaqxswcdevfrbgtnhy",
        "一二三四五六七八九十一二三四五六",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰",
        "19900101 19920202",
        "20260101 03152024",
        "13800001990 19901231",
        "linwan 13912345678",
        "110105 19900307 234X",
    ],
    "passphrase_known": [
        "correct horse battery staple",
        "To be, or not to be, that is the question",
        "tobeornottobethatisthequestion",
        "the quick brown fox jumps over the lazy dog",
        "床前明月光，疑是地上霜。举头望明月",
        "chuangqianmingyueguang",
        "chuang qian ming yue guang 123",
        "CHUANGQIANMINGYUEGUANG2026!",
        "我爱北京天安门天安门上太阳升",
        "好好学习天天向上好好学习天天向上",
        "生日快乐心想事成恭喜发财大吉大利",
        "P@ssw0rd P@ssphr@se 123",
        "th1s 1s my p4ssw0rd!!!",
        "iloveyou iloveyou 1314",
        "woaini woaini 5201314",
        "Happy Birthday To You!",
    ],
    "passphrase_of_names": [
        f"{COMMUNITY} {COMMUNITY} 2026",
        f"{OWNER}{COMMUNITY}{OWNER}123",
    ],
    "passphrase_few_words": [
        "i like my new car",
        "summer house water",
        "hello my dear friend",
    ],
}


@pytest.mark.parametrize(
    ("typed", "code"),
    [(typed, code) for code, all_of_it in REFUSED.items() for typed in all_of_it],
)
def test_what_is_quickly_guessed_is_refused_and_told_why(typed: str, code: str):
    padded = typed.ljust(LEAST_PASSPHRASE, " ") + "    "
    with pytest.raises(InputError) as problem:
        check(padded, (OWNER, COMMUNITY))
    assert problem.value.code == code
    assert sentence(problem.value)
    judged = judge(padded, (OWNER, COMMUNITY))
    assert judged.strength is Strength.REFUSED
    assert judged.bits < LEAST_BITS


GOOD = [
    "rain falls on six old roofs",
    "paper boats go down the canal",
    "a green kettle sings at noon",
    "紫色的长颈鹿在图书馆里弹钢琴吃西瓜",
    "huanghun de chufang li you yi zhi niao",
    "kX7#pQ2v!mZ9wLr4",
    "3f9a-c27e-8d41-b605-77fe-19d2",
    passphrase(OWNER),
    passphrase("Zoë"),
]


@pytest.mark.parametrize("typed", GOOD)
def test_what_is_not_quickly_guessed_will_do(typed: str):
    check(typed, (OWNER, COMMUNITY, "Zoë"))
    judged = judge(typed, (OWNER,))
    assert judged.problem is None
    assert judged.strength >= Strength.FAIR


def test_there_are_no_rules_of_composition():
    for typed in ("rain falls on six old roofs", "RAIN FALLS ON SIX OLD ROOFS"):
        assert judge(typed).bits == judge("rainfallsonsixoldroofs").bits


@pytest.mark.parametrize(
    "short", ["", "kX7#pQ2v!mZ9wL", "\ufdfa", "十四个字的口令好像还是不够长"]
)
def test_a_short_one_is_told_its_length_first(short: str):
    with pytest.raises(InputError) as problem:
        check(short)
    assert problem.value.code == "passphrase_too_short"
    assert problem.value.context == {"least": 15}


def test_a_name_counts_for_little_only_if_it_is_known():
    typed = "Grzegorz Brzęczyszczykiewicz"
    assert judge(typed).problem is None
    assert judge(typed, (typed,)).problem == "passphrase_of_names"


def test_the_meter_has_four_steps():
    steps = [judge(typed).strength for typed in METER]
    assert steps == list(Strength)


METER = (
    "passwordpassword",
    "what a lovely day it is",
    "xkqjzvwpbnmtrghd",
    "a green kettle sings at noon",
)


@given(text=st.text(min_size=1, max_size=40), more=st.text(min_size=1, max_size=20))
def test_two_together_take_no_more_guesses_than_each_alone(text: str, more: str):
    apart = estimate(text).bits + estimate(more).bits
    assert estimate(text + more).bits <= apart + 1e-9


@given(text=st.text(max_size=200), name=st.text(max_size=20))
def test_any_text_is_judged(text: str, name: str):
    judged = judge(text, (name,))
    assert judged.bits >= 0
    assert judged.bits <= 128 * 5
    assert (judged.problem is None) == (judged.strength is not Strength.REFUSED)


@given(text=st.text(min_size=1, max_size=60), name=st.text(min_size=2, max_size=20))
def test_who_knows_more_guesses_no_later(text: str, name: str):
    assert estimate(text, [name]).bits <= estimate(text).bits


@given(block=st.text(alphabet="bdfgjkmpqvxz73", min_size=1, max_size=8))
def test_repeating_adds_next_to_nothing(block: str):
    once, often = estimate(block).bits, estimate(block * 12).bits
    assert often <= once + 7


@pytest.mark.parametrize("tongue", Tongue)
def test_six_words_are_made_by_chance(tongue: Tongue):
    words = read_list(tongue)
    made = [suggest(tongue) for _ in range(300)]
    assert len(set(made)) == len(made)
    for phrase in made:
        assert len(phrase.split(" ")) == 6
        assert set(phrase.split(" ")) <= set(words)
        assert len(phrase) >= LEAST_PASSPHRASE
        judged = judge(phrase)
        assert judged.problem is None
        assert judged.strength is Strength.STRONG


@pytest.mark.parametrize("tongue", Tongue)
def test_the_lists_hold_66_bits_and_every_word_can_be_told(tongue: Tongue):
    words = read_list(tongue)
    assert len(words) >= 2048
    assert len(set(words)) == len(words)
    assert all(re.fullmatch("[a-z]{3,10}", word) for word in words)


def test_a_word_in_pinyin_can_be_read_in_one_way():
    """Nobody has to remember where one syllable ends."""
    syllables = set(read_list("syllables"))
    for word in read_list("pinyin"):
        cuts = [
            at
            for at in range(1, len(word))
            if word[:at] in syllables and word[at:] in syllables
        ]
        assert len(cuts) == 1


def test_every_list_has_its_notice():
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.txt"):
        assert f"`{path.name}`" in notice


def test_every_problem_has_its_sentence():
    assert set(_PROBLEMS.values()) <= set(ERRORS)
