"""The next version of the rules at a terminal: compared, tried, searched."""

from pathlib import Path

import pytest

from app.rulebook.commands import BeginDraft
from app.rulebook.model import Bilingual, Severity
from tests.builders import OWNER
from tests.journeys.typist import MODERATOR, Typist, at_work, numbers
from tests.storage.features.rules import BOOK, with_clause, without

REASON = "内容属于人身攻击，请就事论事，不要骂人。"
TEXT = Bilingual(zh="不得在直播间起哄。", en="No heckling in live rooms.")


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    """Somebody with two decided cases and a draft that is stricter about one."""
    typist = at_work(tmp_path_factory.mktemp("site"))
    for number, clause in zip(numbers(typist), ("3.2", "1.1"), strict=False):
        decide = ("cases", "decide", number, "--clause", clause)
        typist.does(*decide, by=MODERATOR, typing=REASON)
    stricter = with_clause(without(BOOK, "1.1"), "3.2", severity=Severity.HIGH)
    with typist.site.opened(OWNER) as workspace:
        book = with_clause(stricter, "3.1", text=TEXT)
        workspace.execute(BeginDraft(book=book))
    return typist


def test_a_version_and_the_draft_are_compared(typist: Typist):
    told = typist.does("rules", "compare", "1")["changes"]
    assert [(each["how"], each["title"][:3]) for each in told] == [
        ("changed", "3.1"),
        ("changed", "3.2"),
        ("removed", "1.1"),
    ]
    assert ["Severity", "Medium", "High"] in told[1]["parts"]
    shown = typist.says("rules", "compare", "1", "draft").stdout
    assert f"+ {TEXT.zh}" in shown
    assert "− Medium" in shown
    assert "Both say the same." in typist.says("rules", "compare", "1", "1").stdout


def test_the_draft_is_tried_on_the_past(typist: Typist):
    told = typist.does("rules", "try")
    assert {each["clause"]: each["changed"] for each in told["clauses"]} == {
        "3.2": 1,
        "1.1": 1,
    }
    assert {each["shift"] for each in told["changed"]} == {"heavier", "no_breach"}
    shown = typist.says("rules", "try", width=120).stdout
    for words in ("No longer a breach", "Mute for 3 days", "1.1", "3.2 Personal"):
        assert words in shown
    assert typist.does("rules", "try", "--since", "2027-01-01")["cases"] == 0
    assert typist.does("rules", "try", "--rules", "1")["changed"] == []
    assert typist.does("rules", "try", "--limit", "1")["more"]


def test_words_are_found_in_clauses(typist: Typist):
    (found,) = typist.does("rules", "find", "起哄", "--rules", "draft")["clauses"]
    assert (found["clause"], found["versions"]) == ("3.1", [])
    assert found["hits"][0]["excerpt"] == TEXT.zh
    shown = typist.says("rules", "find", "Personal attack").stdout
    assert "3.2 Personal attack · Version 1" in shown
    assert "Nothing found." in typist.says("rules", "find", "没有这个词").stdout


def test_what_is_not_there_is_said(typist: Typist, tmp_path: Path):
    gone = typist.fails("rules", "compare", "1", "9")
    assert gone[:2] == (1, "rules_version_not_found")
    other = at_work(tmp_path)
    assert other.fails("rules", "try")[:2] == (1, "draft_not_found")


def test_it_is_said_in_chinese_as_well(typist: Typist):
    chinese = Typist(site=typist.site, language="zh_CN")
    shown = chinese.says("rules", "try", width=120).stdout
    for words in ("不再违规", "更重", "结果会变的案件", "当时的建议"):
        assert words in shown
