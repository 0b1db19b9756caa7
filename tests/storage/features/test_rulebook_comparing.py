"""Comparing versions with each other and with the draft; finding words in them."""

from app.rulebook.commands import DiscardDraft
from app.rulebook.compare import Comparison, How, Part
from app.rulebook.model import Bilingual
from app.rulebook.queries import CompareVersions, FindClauses, Versions
from tests.storage.features.rules import (
    BOOK,
    announced_at_once,
    drafted,
    published,
    with_clause,
    without,
)
from tests.storage.features.setting import MODERATOR, Stage

TEXT = Bilingual(zh="不得在直播间起哄。", en="No heckling in live rooms.")


def test_a_version_and_the_draft_are_compared(stage: Stage):
    (first,) = stage.ask(Versions())
    draft = drafted(stage, with_clause(BOOK, "3.2", text=TEXT))
    told = stage.ask(CompareVersions(before=first.id, after=draft))
    (clause,) = told.clauses
    assert (clause.number, clause.how) == ("3.2", How.CHANGED)
    assert [words.after for words in clause.words] == [TEXT.zh, TEXT.en]
    assert stage.ask(CompareVersions(before=draft, after=draft)) == Comparison()
    fresh = stage.ask(CompareVersions(before="", after=first.id))
    assert {each.how for each in fresh.clauses} == {How.ADDED}


def test_versions_are_compared_with_each_other(stage: Stage):
    (first,) = stage.ask(Versions())
    announced_at_once(stage)
    stage.clock.forward(days=1)
    second = published(stage, without(BOOK, "3.2"))
    told = stage.ask(CompareVersions(before=first.id, after=second))
    assert [(c.number, c.how) for c in told.clauses] == [("3.2", How.REMOVED)]
    back = stage.ask(CompareVersions(before=second, after=first.id))
    assert [(c.number, c.how) for c in back.clauses] == [("3.2", How.ADDED)]


def test_what_is_not_there_is_not_compared(stage: Stage):
    (first,) = stage.ask(Versions())
    draft = drafted(stage, BOOK)
    stage.do(MODERATOR, DiscardDraft(draft=draft))
    for before, after in ((first.id, "x" * 32), ("x" * 32, first.id), ("", draft)):
        query = CompareVersions(before=before, after=after)
        assert stage.silence(MODERATOR, query) == "rules_version_not_found"


def test_words_are_found_in_a_version_and_in_the_draft(stage: Stage):
    (first,) = stage.ask(Versions())
    draft = drafted(stage, with_clause(BOOK, "3.2", text=TEXT))
    assert stage.ask(FindClauses(words="直播间", rules=first.id)) == []
    (found,) = stage.ask(FindClauses(words="直播间", rules=draft))
    assert (found.number, found.versions) == ("3.2", ())
    assert found.hits[0].part is Part.TEXT
    (found,) = stage.ask(FindClauses(words="人身攻击", rules=first.id))
    assert (found.number, found.versions) == ("3.2", (1,))
    assert stage.ask(FindClauses(words=" ", rules=first.id)) == []
    missing = FindClauses(words="人", rules="x" * 32)
    assert stage.silence(MODERATOR, missing) == "rules_version_not_found"


def test_words_are_found_in_all_versions(stage: Stage):
    announced_at_once(stage)
    stage.clock.forward(days=1)
    published(stage, with_clause(BOOK, "3.2", text=TEXT))
    stage.clock.forward(days=1)
    published(stage, without(BOOK, "3.2"))
    (now,) = stage.ask(FindClauses(words="HECKLING live"))
    assert (now.number, now.versions) == ("3.2", (2,))
    titled = stage.ask(FindClauses(words="人身攻击"))
    assert [(each.number, each.versions) for each in titled] == [("3.2", (2, 1))]
    everywhere = {
        each.number: each.versions for each in stage.ask(FindClauses(words="1."))
    }
    assert everywhere["1.1"] == (3, 2, 1)
