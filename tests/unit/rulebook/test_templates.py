import re
import tomllib

import msgspec
import pytest

from app.errors import NotFound
from app.rulebook.model import KEYWORDS, SanctionKind, Severity, step_weight
from app.rulebook.rules import check
from app.rulebook.templates import FOLDER, KEYS, load_template, templates

REASONS = [
    "人身攻击",
    "地域歧视",
    "性别歧视",
    "刷屏",
    "引战",
    "广告引流",
    "泄露聊天记录",
]


def test_every_file_is_offered() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(KEYS)
    assert [key for key, _ in templates()] == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_template_can_be_published_as_it_is(key: str) -> None:
    assert check(load_template(key)) == ()


@pytest.mark.parametrize("key", KEYS)
def test_nothing_in_the_file_is_misspelt_or_passed_over(key: str) -> None:
    text = (FOLDER / f"{key}.toml").read_text(encoding="utf-8")
    read = msgspec.to_builtins(load_template(key))
    assert _lists(read) == _lists(tomllib.loads(text))


@pytest.mark.parametrize("key", KEYS)
def test_every_clause_has_a_short_form_that_is_shorter(key: str) -> None:
    for clause in load_template(key).clauses:
        assert clause.short.zh
        assert clause.short.en
        assert len(clause.short.zh) < len(clause.text.zh), clause.number
        assert len(clause.short.en) < len(clause.text.en), clause.number


@pytest.mark.parametrize("key", KEYS)
def test_statements_of_reasons_use_known_keywords(key: str) -> None:
    for clause in load_template(key).clauses:
        assert set(clause.dsa.keywords) <= KEYWORDS
        assert clause.dsa.category not in clause.dsa.additions


@pytest.mark.parametrize("key", KEYS)
def test_usual_complaints_find_a_clause(key: str) -> None:
    rulebook = load_template(key)
    assert all(rulebook.suggest_clause(reason) for reason in REASONS)


@pytest.mark.parametrize("key", KEYS)
def test_the_chinese_keeps_the_wording_rules(key: str) -> None:
    for clause in load_template(key).clauses:
        examples = (*clause.allowed, *clause.forbidden)
        notes = [example.note for example in examples]
        words_of = (clause.title, clause.short, clause.text, clause.why)
        for words in (*words_of, *examples, *notes):
            assert not re.search(r"[\u4e00-\u9fff][0-9A-Za-z]", words.zh), words.zh
            assert not re.search(r"[0-9A-Za-z][\u4e00-\u9fff]", words.zh), words.zh
            assert "！" not in words.zh
            assert "您" not in words.zh


def test_the_reading_clubs_ladder_climbs_from_reminder_to_removal() -> None:
    ladder = load_template("reading_club").ladder
    low = [ladder.step(ordinal, Severity.LOW) for ordinal in range(1, 6)]
    assert [(step.kind, step.days) for step in low] == [
        (SanctionKind.REMINDER, 0),
        (SanctionKind.WARNING, 0),
        (SanctionKind.MUTE, 3),
        (SanctionKind.MUTE, 30),
        (SanctionKind.REMOVAL, 0),
    ]
    assert step_weight(ladder.step(1, Severity.MEDIUM)) == step_weight(low[1])
    assert step_weight(ladder.step(1, Severity.HIGH)) == step_weight(low[2])
    assert (ladder.window_days, ladder.points_expire_days) == (90, 90)
    assert ladder.review_at_points == 8


@pytest.mark.parametrize("key", ["", "../reading_club", "reading_club.toml", "none"])
def test_only_known_keys_open_a_file(key: str) -> None:
    with pytest.raises(NotFound):
        load_template(key)


def _lists(value: object) -> object:
    """Return nested tuples and lists as lists alone."""
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_lists(each) for each in value]
    return value
