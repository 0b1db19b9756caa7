from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from app.text.tokens import index_text, match_query, tokens

HAN = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
        st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
        st.sampled_from("的一是不了在有人这个"),
    ),
    min_size=1,
    max_size=30,
)
WORDS = st.text(
    st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F),
    min_size=1,
    max_size=8,
)
PAUSES = st.sampled_from([" ", "，", "。", "!", "\n", "🌟", "、", "…"])
ANYTHING = st.text(max_size=200)


class Index:
    """A real full-text index of one column."""

    def __init__(self, tokenizer: str) -> None:
        self.tokenizer = tokenizer
        self.db = sqlite.connect(":memory:")
        self.db.execute(
            "create virtual table found using"
            f" fts5(body, content='', tokenize='{tokenizer}')"
        )

    def finds(self, text: str, query: str) -> bool:
        """Tell whether a query finds a text, and only it."""
        self.db.execute(
            "insert into found(rowid, body) values (1, ?)", (index_text(text),)
        )
        found = self.search(query)
        self.db.execute("insert into found(found) values ('delete-all')")
        return found == [(1,)]

    def search(self, query: str) -> list[tuple[int]]:
        """Return the rows a person's words find."""
        return self.db.execute(
            "select rowid from found where found match ?", (match_query(query),)
        ).fetchall()


@pytest.fixture(scope="module", params=["ascii", "unicode61"])
def index(request: pytest.FixtureRequest) -> Iterator[Index]:
    made = Index(request.param)
    yield made
    made.db.close()


@given(text=HAN, data=st.data())
def test_any_stretch_of_han_is_found(index: Index, text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert index.finds(text, text[start:end])


@given(before=HAN, word=WORDS, pause=PAUSES, after=HAN)
def test_any_word_is_found_among_han(
    index: Index, before: str, word: str, pause: str, after: str
):
    text = before + pause + word + pause + after
    assert index.finds(text, word)
    assert index.finds(text, f"{before}{word}")
    assert index.finds(text, f"{after[0]} {before[-1]}")


@given(ANYTHING)
def test_no_input_is_syntax(index: Index, typed: str):
    found = index.finds(typed, typed)
    # unicode61 knows no letters of a few rare scripts; ascii knows them all.
    assert found == bool(tokens(typed)) or index.tokenizer == "unicode61"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        '""',
        "*",
        "a*",
        "NEAR(",
        "a AND OR NOT",
        "body:",
        "-x",
        "^x",
        "(((",
        "\0",
        "\ud800",
        "col : {a b}",
        "'; drop table found; --",
        "a " * 5000,
        "字" * 5000,
    ],
)
def test_what_would_be_syntax_is_searched_as_words(index: Index, typed: str):
    index.search(typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("他在群里反复刷屏，发了十几条广告", "刷屏"),
        ("他在群里反复刷屏，发了十几条广告", "屏，发"),
        ("他在群里反复刷屏，发了十几条广告", "广告 刷屏"),
        ("加我 WeiXin 号 wxid_u4lew8ckei1q78", "weixin"),
        ("加我 WeiXin 号 wxid_u4lew8ckei1q78", "wxid_u4l"),
        ("加我ＷＥＩＸＩＮ号１３８", "weixin号138"),
        ("案件 GD-2611-0417 已决定", "GD-2611-04"),
        ("第3.2条 人身攻击", "3.2"),
        ("人々の本、한국어", "々の本"),
        ("人々の本、한국어", "국어"),
        ("Straße", "STRASSE"),
        ("\u2f00人", "一人"),
    ],
)
def test_what_people_type_is_found(index: Index, text: str, typed: str):
    assert index.finds(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("刷了屏", "刷屏"),
        ("第13条", "第3条"),
        ("一起刷屏", "刷屏 广告"),
        ("刷屏", ""),
        ("刷屏", "，。"),
        ("abcdef", "bcd"),
    ],
)
def test_what_is_not_there_is_not_found(index: Index, text: str, typed: str):
    assert not index.finds(text, typed)


def test_tokens_are_characters_and_words():
    assert tokens("他说：Hello_世界 2026年！") == [
        *("他", "说", "hello", "世", "界", "2026", "年")
    ]
