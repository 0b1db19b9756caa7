import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.notices import (
    FOLDER,
    QUOTE_LONGEST,
    NoticeFacts,
    decision_notice,
    fill,
    one_line,
    short_quote,
)
from app.errors import InputError
from app.rulebook.model import Bilingual, SanctionKind, Step
from app.words import Language, use_language
from tests.unit.rulebook.strategies import NOW, moments, steps

FACTS = NoticeFacts(
    case_number="GD-2611-0417",
    clause_number="3.2",
    clause_title=Bilingual(zh="人身攻击", en="Personal attack"),
    content_at=datetime(2026, 11, 22, 1, 12, tzinfo=UTC),
    quote="就你这水平还敢出来教人",
    ordinal=2,
    window_days=90,
    step=Step(kind=SanctionKind.MUTE, days=3, points=2),
    effective_at=NOW,
    ends_at=NOW + timedelta(days=3),
    points_expire_at=NOW + timedelta(days=30),
    balance=5,
    review_at_points=8,
    appeal_until=NOW + timedelta(days=7),
)

texts = st.text(max_size=80)


@st.composite
def any_facts(draw: st.DrawFn) -> NoticeFacts:
    step = draw(steps)
    effective_at = draw(moments)
    timed = step.kind.is_timed
    return replace(
        FACTS,
        content_at=draw(st.none() | moments),
        quote=draw(texts),
        reason=draw(texts),
        ordinal=draw(st.integers(1, 9)),
        step=step,
        effective_at=effective_at,
        ends_at=effective_at + timedelta(days=step.days) if timed else None,
        balance=draw(st.integers(0, 20)),
    )


def test_a_notice_in_chinese() -> None:
    assert decision_notice(FACTS, Language.ZH_CN) == (
        "你 11 月 22 日发布的“就你这水平还敢出来教人”违反社群规则第 3.2 条"
        "（人身攻击）。这是 90 天内第 2 次，现禁言 3 天，至 11 月 25 日 13:05。"
        "本次记 2 分，12 月 22 日失效；目前有效记分 5 分，满 8 分时复核。\n\n"
        "如认为处理有误，可在 11 月 29 日 13:05 前用私信、邮件或当面向任一审核员"
        "或组长提出申诉，写明案件编号 GD-2611-0417 和你的理由。"
        "申诉由没有参与本案的人裁决。"
    )


def test_a_notice_in_english() -> None:
    facts = replace(FACTS, ordinal=1, content_at=None, quote=" ", reason="It insults.")
    assert decision_notice(facts, Language.EN) == (
        "What you posted breaks clause 3.2 (Personal attack) of the community's"
        " rules. This is the first time within 90 days; you are muted for 3 days,"
        " until 25 November, 13:05. Points added: 2, until 22 December. Your points"
        " now: 5; at 8 your record is reviewed.\n\nReason: It insults.\n\n"
        "If you think this is wrong, you can appeal before 29 November, 13:05 to any"
        " moderator or lead, by private message, mail or in person. Name case"
        " GD-2611-0417 and your reasons. Somebody who had no part in the case rules"
        " on the appeal."
    )


def test_another_year_is_named() -> None:
    facts = replace(FACTS, points_expire_at=NOW + timedelta(days=90))
    assert "2027 年 2 月 20 日失效" in decision_notice(facts, Language.ZH_CN)


def test_the_members_language_is_not_the_interfaces() -> None:
    before = decision_notice(FACTS, Language.EN)
    use_language(Language.ZH_CN)
    assert decision_notice(FACTS, Language.EN) == before


@given(any_facts(), st.sampled_from(list(Language)))
def test_a_notice_has_no_unfilled_braces(facts: NoticeFacts, chosen: Language) -> None:
    plain = replace(
        facts,
        quote=re.sub("[{}]", "", facts.quote),
        reason=re.sub("[{}]", "", facts.reason),
    )
    text = decision_notice(plain, chosen)
    assert "{" not in text
    assert "}" not in text
    assert facts.case_number in text


@given(any_facts(), st.sampled_from(list(Language)))
def test_words_of_a_member_are_never_filled_in(
    facts: NoticeFacts, chosen: Language
) -> None:
    posing = replace(facts, quote="{case_number}{nobody}", reason="{clause}")
    text = decision_notice(posing, chosen)
    assert "{case_number}{nobody}" in text
    assert "{clause}" in text


@pytest.mark.parametrize("chosen", list(Language))
def test_a_mute_without_an_end_is_no_notice(chosen: Language) -> None:
    with pytest.raises(InputError) as caught:
        decision_notice(replace(FACTS, ends_at=None), chosen)
    assert caught.value.code == "notice_placeholder_unfilled"
    assert caught.value.context == {"name": "until"}


def test_every_notice_has_the_same_parts_in_both_languages() -> None:
    for name in {path.name.split(".")[0] for path in FOLDER.glob("*.toml")}:
        chinese, english = (
            placeholders(f"{name}.{chosen.value}.toml") for chosen in Language
        )
        assert chinese == english


def placeholders(file: str) -> dict[tuple[str, str], set[str]]:
    parts = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    return {
        (table, key): {name for _, name, _, _ in Formatter().parse(text) if name}
        for table, texts in parts.items()
        for key, text in texts.items()
    }


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), texts))
def test_filling_sets_in_each_value_once(values: dict[str, str]) -> None:
    given_values = {name: value + "." for name, value in values.items()}
    template = "|".join(f"{{{name}}}" for name in given_values)
    assert fill(template, given_values) == "|".join(given_values.values())


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{other}", "notice_placeholder_unknown"),
        ("{blank}", "notice_placeholder_unfilled"),
        ("{}", "notice_template_broken"),
        ("{name", "notice_template_broken"),
        ("name}", "notice_template_broken"),
        ("{name!r}", "notice_template_broken"),
        ("{name:>9}", "notice_template_broken"),
        ("{name.upper}", "notice_template_broken"),
        ("{name[0]}", "notice_template_broken"),
    ],
)
def test_a_template_is_taken_strictly(template: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        fill(template, {"name": "x", "blank": " "})
    assert caught.value.code == code


@given(texts)
def test_a_quote_is_short_and_on_one_line(words: str) -> None:
    quote = short_quote(words, "…")
    assert len(quote) <= QUOTE_LONGEST + 1
    assert quote == quote.strip()
    assert len(quote.splitlines()) <= 1
    assert "”" not in quote


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("电话 13800138000 打过去", "电话 … 打过去"),
        ("电话 138-0013-8000 打过去", "电话 … 打过去"),
        ("门牌 １２３４５６７８", "门牌 …"),
        ("第 12345 页", "第 12345 页"),
        ("他说“滚”\n然后走了", "他说‘滚’ 然后走了"),
        ("a\u202eb\u200bc", "abc"),
        ("长" * 60, "长" * 40 + "…"),
    ],
)
def test_a_quote_gives_nobody_away_and_steers_nothing(words: str, quote: str) -> None:
    assert short_quote(words, "…") == quote


def test_an_emoji_stays_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert one_line(family) == family
