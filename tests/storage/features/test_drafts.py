"""Drafts of the rules: one at a time, written in by several people, then published."""

from datetime import timedelta

import msgspec
import pytest

from app.approvals.commands import Approve, Propose
from app.ids import DraftId
from app.rulebook.commands import (
    BeginDraft,
    DiscardDraft,
    EditDraft,
    PublishRulebook,
    ReopenDraft,
)
from app.rulebook.model import Bilingual, Change, Rulebook, change_between
from app.rulebook.queries import BookInForce, Draft, OpenDrafts, Versions, VersionText
from app.rulebook.templates import load_template
from app.times import local_day
from tests.builders import NEWS
from tests.storage.features.setting import LEAD, MODERATOR, OBSERVER, SECOND_LEAD, Stage

BOOK = load_template("reading_club")


def begun(stage: Stage, by: str = MODERATOR) -> DraftId:
    base = stage.ask(Versions())[0].id
    return stage.do(by, BeginDraft(book=BOOK, base=base))


def the_draft(stage: Stage) -> Draft:
    (draft,) = stage.ask(OpenDrafts())
    return draft


def reworded(number: str, words: str, book: Rulebook = BOOK) -> Change:
    """Return the edit that gives a clause another text."""
    clause = book.clause(number)
    assert clause is not None
    text = Bilingual(zh=words, en=words)
    return Change(clauses=(msgspec.structs.replace(clause, text=text),))


def text_of(book: Rulebook, number: str) -> str:
    clause = book.clause(number)
    assert clause is not None
    return clause.text.zh


def test_two_people_write_in_one_draft(stage: Stage):
    draft = begun(stage)
    stage.do(MODERATOR, EditDraft(draft=draft, change=reworded("1.1", "一")))
    # She saw the draft before his edit, and changes another clause.
    stage.do(LEAD, EditDraft(draft=draft, change=reworded("1.2", "二")))
    found = the_draft(stage)
    assert (text_of(found.book, "1.1"), text_of(found.book, "1.2")) == ("一", "二")
    assert (found.begun_by, found.changed_by) == (MODERATOR, LEAD)


def test_an_edit_is_taken_back_and_takes_nothing_else_along(stage: Stage):
    draft = begun(stage)
    edit = EditDraft(draft=draft, change=reworded("1.1", "一"))
    undo = stage.outcome(MODERATOR, edit).undo
    assert undo is not None
    stage.do(LEAD, EditDraft(draft=draft, change=reworded("1.2", "二")))
    stage.do(MODERATOR, undo)
    book = the_draft(stage).book
    assert book.clause("1.1") == BOOK.clause("1.1")
    assert text_of(book, "1.2") == "二"


def test_an_edit_that_changes_nothing_is_no_commit(stage: Stage):
    draft = begun(stage)
    workspace = stage.sign_in(MODERATOR)
    before = workspace._session.journal.position
    stage.do(MODERATOR, EditDraft(draft=draft, change=Change()))
    clause = BOOK.clause("1.1")
    assert clause is not None
    stage.do(MODERATOR, EditDraft(draft=draft, change=Change(clauses=(clause,))))
    assert workspace._session.journal.position == before


def test_one_draft_at_a_time(stage: Stage):
    draft = begun(stage)
    refused = stage.refused(LEAD, BeginDraft(book=BOOK))
    assert (refused.code, refused.context) == ("draft_open", {"name": MODERATOR})
    undo = stage.outcome(LEAD, DiscardDraft(draft=draft)).undo
    assert stage.ask(OpenDrafts()) == []
    edit = EditDraft(draft=draft, change=reworded("1.1", "一"))
    assert stage.refusal(MODERATOR, edit) == "draft_closed"
    other = begun(stage, LEAD)
    assert undo == ReopenDraft(draft=draft)
    assert stage.refusal(LEAD, ReopenDraft(draft=draft)) == "draft_open"
    stage.do(LEAD, DiscardDraft(draft=other))
    stage.do(LEAD, ReopenDraft(draft=draft))
    assert the_draft(stage).id == draft


def test_a_number_names_one_clause(stage: Stage):
    first = BOOK.articles[0]
    again = msgspec.structs.replace(first, clauses=(*first.clauses, first.clauses[0]))
    twice = msgspec.structs.replace(BOOK, articles=(again, *BOOK.articles[1:]))
    refused = stage.refused(LEAD, BeginDraft(book=twice))
    assert (refused.code, refused.context) == ("clause_number_twice", {"number": "1.1"})
    twins = msgspec.structs.replace(BOOK, articles=(first, *BOOK.articles))
    assert stage.refusal(LEAD, BeginDraft(book=twins)) == "article_number_twice"
    draft = begun(stage)
    edit = EditDraft(draft=draft, change=change_between(BOOK, twice))
    assert stage.refusal(MODERATOR, edit) == "clause_number_twice"


def test_who_only_reads_writes_no_draft(stage: Stage):
    assert stage.refusal(OBSERVER, BeginDraft(book=BOOK)) == "not_permitted"


def publication(stage: Stage, draft: Draft) -> PublishRulebook:
    day = local_day(stage.clock())
    return PublishRulebook(
        book=draft.book, effective_on=day, changes=NEWS, draft=draft.id
    )


def test_an_approved_draft_is_a_version_and_closed(stage: Stage):
    draft = begun(stage)
    stage.do(MODERATOR, EditDraft(draft=draft, change=reworded("1.1", "一")))
    command = publication(stage, the_draft(stage))
    published = stage.together(LEAD, command, SECOND_LEAD)
    assert stage.ask(OpenDrafts()) == []
    version = stage.ask(VersionText(version=published))
    assert version is not None
    assert text_of(version.book, "1.1") == "一"
    assert stage.refusal(LEAD, ReopenDraft(draft=draft)) == "draft_closed"
    begun(stage, LEAD)


def test_what_was_approved_is_what_was_read(stage: Stage):
    draft = begun(stage)
    proposal = stage.do(LEAD, Propose(command=publication(stage, the_draft(stage))))
    # Within the very millisecond, so that nothing but the words tells.
    stage.do(MODERATOR, EditDraft(draft=draft, change=reworded("1.1", "一")))
    approved = Approve(proposal=proposal)
    assert stage.refusal(SECOND_LEAD, approved) == "draft_changed"
    assert len(stage.ask(Versions())) == 1


def test_nothing_cites_a_draft(stage: Stage):
    draft = begun(stage)
    stage.do(MODERATOR, EditDraft(draft=draft, change=reworded("3.2", "草案")))
    ahead = stage.clock() + timedelta(days=100)
    for at in (stage.clock(), ahead):
        found = stage.ask(BookInForce(at=at))
        assert found is not None
        assert found.book == BOOK
    stage.sanctioned()


@pytest.mark.parametrize("by", [LEAD, MODERATOR])
def test_a_vault_folded_anew_has_the_same_draft(stage: Stage, by: str):
    draft = begun(stage, by)
    stage.do(by, EditDraft(draft=draft, change=reworded("1.1", "一")))
    before = the_draft(stage)
    stage.sign_in(by).rebuild()
    assert the_draft(stage) == before
