"""Finding words in clauses: in both languages, whatever capitals and width."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rulebook.compare import Part
from app.rulebook.finding import Hit, find_in, folded, wanted
from app.rulebook.model import Bilingual, Clause, Example, Severity
from app.text.difference import Pieces
from app.words import Language
from tests.unit.rulebook.books import clauses

ZH, EN = Language
CLAUSE = Clause(
    number="3.2",
    title=Bilingual(zh="人身攻击", en="Personal attack"),
    short=Bilingual(zh="不骂人", en="No abuse"),
    text=Bilingual(
        zh="不得以侮辱、嘲讽、贬低人格或外貌的言语攻击其他成员。",
        en="Nobody attacks members with words that insult, mock or belittle.",
    ),
    why=Bilingual(zh="骂过人的地方没有讨论。", en="Where people abuse, nobody talks."),
    allowed=(
        Example(
            zh="这一步釉上厚了",
            en="The glaze is too thick",
            note=Bilingual(zh="批评作品", en="About the work"),
        ),
    ),
    forbidden=(Example(zh="手残就别丢人现眼", en="Stop making a fool of yourself"),),
    severity=Severity.MEDIUM,
    offence_class="personal_attack",
    aliases=("骂人", "ＱＱ 喷子"),
)


def found(words: str) -> tuple[Hit, ...] | None:
    return find_in(CLAUSE, wanted(words))


def marked(pieces: Pieces) -> list[str]:
    return [text for text, is_word in pieces if is_word]


def places(words: str) -> list[tuple[Part, Language | None]]:
    return [(hit.part, hit.language) for hit in found(words) or ()]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("人身攻击", [(Part.TITLE, ZH)]),
        ("骂人", [(Part.SHORT, ZH), (Part.ALIASES, None)]),
        ("ABUSE", [(Part.SHORT, EN), (Part.WHY, EN)]),
        ("qq", [(Part.ALIASES, None)]),
        ("釉", [(Part.ALLOWED, ZH)]),
        ("about the work", [(Part.ALLOWED, EN), (Part.ALLOWED, EN)]),
        ("丢人现眼", [(Part.FORBIDDEN, ZH)]),
        ("belittle", [(Part.TEXT, EN)]),
    ],
)
def test_words_are_found_wherever_they_stand(
    words: str, where: list[tuple[Part, Language | None]]
):
    assert places(words) == where


def test_all_words_must_be_there_though_not_in_one_place():
    assert {*places("釉 骂人")} == {
        (Part.SHORT, ZH),
        (Part.ALLOWED, ZH),
        (Part.ALIASES, None),
    }
    assert found("釉 发货") is None
    assert found("") is found("   ") is None


def test_a_clause_is_found_by_its_number():
    assert found("3.2") == ()
    assert found("3.") == ()
    assert found("2") is None
    assert places("3.2 釉") == [(Part.ALLOWED, ZH)]


def test_an_excerpt_shows_the_word_in_its_place():
    (hit,) = [*(found("ｂｅｌｉｔｔｌｅ") or ())]
    assert marked(hit.excerpt) == ["belittle"]
    assert "".join(text for text, _ in hit.excerpt) == CLAUSE.text.en
    long = Bilingual(zh="前言" * 60 + "侮辱" + "后话" * 60, en="")
    clause = msgspec.structs.replace(CLAUSE, text=long)
    (hit,) = [*(find_in(clause, wanted("侮辱")) or ())]
    shown = "".join(text for text, _ in hit.excerpt)
    assert shown.startswith("…前言")
    assert shown.endswith("后话…")
    assert len(shown) <= 74
    assert marked(hit.excerpt) == ["侮辱"]


@given(clauses("1.1"), st.data())
def test_what_a_clause_says_finds_it(clause: Clause, data: st.DataObject):
    text = data.draw(st.sampled_from((clause.text.zh, clause.why.en, clause.title.zh)))
    begin = data.draw(st.integers(0, max(len(text) - 1, 0)))
    words = wanted(text[begin : begin + 6])
    if not words:
        return
    hits = find_in(clause, words)
    assert hits is not None
    for hit in hits:
        whole = folded("".join(piece for piece, _ in hit.excerpt))
        for piece in marked(hit.excerpt):
            assert folded(piece) in whole
    assert any(marked(hit.excerpt) for hit in hits)
