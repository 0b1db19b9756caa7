"""Announcement and page: one source, the same words, nothing from elsewhere."""

import re
from html import unescape

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.publication.announcement import LEAST_LIMIT, Extent, announcement
from app.publication.page import as_html
from app.publication.sheet import sheet_of
from app.publication.words import page_words
from app.rulebook.model import SanctionKind, Step
from app.rulebook.templates import KEYS
from app.words import Language
from tests.unit.publication.publishing import (
    bare,
    draft,
    hostile,
    published,
    told_by,
)

BOTH = (Language.ZH_CN, Language.EN)


def page_text(page: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", body))


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("key", KEYS)
def test_announcement_and_page_say_the_same(key: str, language: Language):
    document = published(key)
    sheet = sheet_of(document, language)
    text = bare("".join(announcement(sheet, limit=10**6, extent=Extent.FULL)))
    page = bare(page_text(as_html([sheet])))
    for words in told_by(document, language):
        assert bare(words) in text, words
        assert bare(words) in page, words


def test_two_languages_stand_side_by_side():
    document = published()
    page = bare(page_text(as_html([sheet_of(document, each) for each in BOTH])))
    for language in BOTH:
        for words in told_by(document, language):
            assert bare(words) in page, words


@pytest.mark.parametrize("language", BOTH)
def test_an_announcement_in_brief_names_every_clause_in_a_line(language: Language):
    document = published()
    lines = "\n".join(announcement(sheet_of(document, language))).split("\n")
    for clause in document.book.clauses:
        wanted = f"{clause.number} {clause.title.text(language)}"
        (line,) = (line for line in lines if line.startswith(wanted))
        assert line.endswith(clause.brief.text(language))


@given(st.integers(LEAST_LIMIT, 4_000), st.sampled_from(BOTH), st.sampled_from(Extent))
@settings(max_examples=60)
def test_parts_keep_the_limit_and_lose_nothing(
    limit: int, language: Language, extent: Extent
):
    sheet = sheet_of(published(), language)
    parts = announcement(sheet, limit=limit, extent=extent)
    assert all(len(part) <= limit for part in parts)
    heads = [part.split("\n")[0] for part in parts]
    if len(parts) > 1:
        count = len(parts)
        assert heads == [
            sheet.heading + sheet.words("page.part", part=n, parts=count)
            for n in range(1, count + 1)
        ]
    whole = announcement(sheet, limit=10**6, extent=extent)[0]
    told = "".join(part.split("\n", 1)[1] for part in parts)
    assert bare(told) == bare(whole.split("\n", 1)[1])


@given(st.integers(400, 3_000))
@settings(max_examples=40)
def test_no_clause_is_parted_where_it_fits(limit: int):
    sheet = sheet_of(published(), Language.ZH_CN)
    parts = announcement(sheet, limit=limit)
    for article in sheet.articles:
        for clause in article.clauses:
            assert any(clause.brief in part for part in parts)


def test_a_clause_longer_than_a_part_is_parted_at_its_sentences():
    document = published()
    first = document.book.articles[0]
    long = msgspec.structs.replace(
        first.clauses[0].text, zh="这是一句完整的话，读起来不长。" * 60
    )
    clause = msgspec.structs.replace(
        first.clauses[0], text=long, short=msgspec.structs.replace(long, zh="", en="")
    )
    article = msgspec.structs.replace(first, clauses=(clause,))
    book = msgspec.structs.replace(document.book, articles=(article,))
    sheet = sheet_of(published(), Language.ZH_CN)
    changed = sheet_of(
        type(document)(book=book, version=1, effective_on=document.effective_on),
        Language.ZH_CN,
    )
    parts = announcement(changed, limit=300)
    assert all(len(part) <= 300 for part in parts)
    assert parts[1].endswith("。")
    assert sheet.heading == changed.heading


def test_a_part_has_room_for_something():
    with pytest.raises(ValueError, match="199"):
        announcement(sheet_of(published(), Language.EN), limit=LEAST_LIMIT - 1)


def test_a_draft_says_so_on_every_part_and_page():
    for language, mark in ((Language.ZH_CN, "草案"), (Language.EN, "Draft")):
        sheet = sheet_of(draft(), language)
        for part in announcement(sheet, limit=400):
            assert mark in part.split("\n")[0]
        page = as_html([sheet])
        assert mark in page.split("</title>")[0]
        assert f'<p class="draft">{sheet.draft_note}</p>' in page


def test_a_page_needs_nothing_else_and_runs_nothing():
    evil = '<script src="https://example.org/x.js">alert(1)</script>"\'&'
    document = published()
    book = hostile(document.book, evil)
    sheets = [
        sheet_of(type(document)(book=book, version=1), language) for language in BOTH
    ]
    page = as_html(sheets)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=""", re.sub(r"&lt;.*?&gt;", "", page))
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert evil in unescape(page)


def test_both_languages_have_the_same_words():
    zh, en = (page_words(language) for language in BOTH)
    assert zh.names == en.names
    for kind in SanctionKind:
        step = Step(kind=kind, days=1 if kind.is_timed else 0, points=1)
        assert zh.step(step)
        assert "1 days" not in en.step(step)
        assert "1 points" not in en.step(step)
