import re
from collections import Counter
from datetime import date

import pytest

from app.rulebook.norms import FILES, FOLDER, taxonomy
from app.rulebook.templates import KEYS, load_template

FAMILIES = {family.code: family for family in taxonomy()}
NORMS = [norm for family in taxonomy() for norm in family.norms]


def test_every_file_is_read():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FILES)


@pytest.mark.parametrize(
    ("family", "article", "items"), [("illegal", 6, 11), ("harmful", 7, 9)]
)
def test_the_lists_of_the_law_are_whole_and_in_order(
    family: str, article: int, items: int
):
    norms = FAMILIES[family].norms
    assert [norm.code for norm in norms] == [
        f"{family}.{number}" for number in range(1, items + 1)
    ]
    assert [norm.item.en for norm in norms] == [
        f"Article {article}, item {number}" for number in range(1, items + 1)
    ]
    assert len({norm.item.zh for norm in norms}) == items


def test_a_code_names_one_norm_and_begins_with_its_family():
    assert set(Counter(norm.code for norm in NORMS).values()) == {1}
    for family in taxonomy():
        assert all(norm.code.startswith(f"{family.code}.") for norm in family.norms)


def test_every_list_says_where_it_is_from_and_when_it_was_compared():
    for family in taxonomy():
        words = (family.name, family.source, family.remark)
        assert all(each.zh and each.en for each in words)
        assert date(2020, 3, 1) <= family.checked_on <= date(2026, 11, 28)


def test_the_chinese_keeps_the_wording_rules():
    words = [norm.name.zh for norm in NORMS]
    words += [w.zh for f in taxonomy() for w in (f.name, f.source, f.remark)]
    for text in words:
        assert not re.search(r"[\u4e00-\u9fff][0-9A-Za-z]", text), text
        assert not re.search(r"[0-9A-Za-z][\u4e00-\u9fff]", text), text


@pytest.mark.parametrize("key", KEYS)
def test_every_norm_a_template_names_exists(key: str):
    known = {norm.code for norm in NORMS}
    named = {code for clause in load_template(key).clauses for code in clause.norms}
    assert named
    assert named <= known
