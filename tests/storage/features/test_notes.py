"""Notes on members and cases."""

import pytest

from app.cases.queries.cases import CaseByNumber
from app.cases.queries.queues import CasePage, Queue
from app.cases.timeline import What
from app.errors import InputError
from app.notes.commands import LONGEST_NOTE, AddNote
from app.notes.queries import Notes, NoteSearch
from app.words import sentence
from tests.storage.features.setting import LEAD, MODERATOR, OBSERVER, SECOND, Stage


def test_notes_on_a_member_stand_oldest_first(stage: Stage):
    member = stage.member(0)
    for name, text in (
        (MODERATOR, "先提醒过一次"),
        (LEAD, "  电话里道过歉\n"),
        (SECOND, "再看看"),
    ):
        outcome = stage.outcome(name, AddNote(subject=member, text=text))
        assert outcome.changes.areas == {"notes"}
        assert outcome.changes.subjects == {member}
        stage.clock.forward(minutes=1)
    found = stage.ask(Notes(subject=member))
    assert [(note.author, note.text) for note in found] == [
        (MODERATOR, "先提醒过一次"),
        (LEAD, "电话里道过歉"),
        (SECOND, "再看看"),
    ]
    assert [note.at for note in found] == sorted(note.at for note in found)
    assert stage.ask(Notes(subject=stage.member(1))) == []


def test_a_note_on_a_case_is_in_its_timeline_too(stage: Stage):
    case = stage.opened()
    outcome = stage.outcome(SECOND, AddNote(subject=case, text="前后文已截图"))
    assert outcome.changes.areas == {"notes", "cases"}
    last = stage.case(case).timeline[-1]
    assert (last.what, last.actor, last.text) == (What.NOTED, SECOND, "前后文已截图")
    assert last.detail == outcome.value
    assert [note.id for note in stage.ask(Notes(subject=case))] == [outcome.value]
    line = stage.ask(CasePage(queue=Queue.TRIAGE)).rows[0]
    assert line.notes == 1


def test_any_part_of_a_note_finds_it(stage: Stage):
    case, member = stage.opened(), stage.member(2)
    on_case = stage.do(SECOND, AddNote(subject=case, text="截图存在共享盘 A17"))
    stage.clock.forward(minutes=1)
    on_member = stage.do(MODERATOR, AddNote(subject=member, text="本人来问过截图的事"))
    found = stage.ask(NoteSearch(words="截图"))
    assert [(note.id, note.subject) for note in found] == [
        (on_member, member),
        (on_case, case),
    ]
    assert [note.author for note in found] == [MODERATOR, SECOND]
    for words in ("a17", "共享", "A1"):
        assert [note.id for note in stage.ask(NoteSearch(words=words))] == [on_case]
    assert len(stage.ask(NoteSearch(words="截图", limit=1))) == 1
    for words in ("没有这样的话", "", "*"):
        assert stage.ask(NoteSearch(words=words)) == []
    # Cases are found by what was said, not by what was noted.
    assert stage.ask(CasePage(queue=Queue.ALL, words="共享盘")).rows == []


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n", "note_empty"), ("长" * (LONGEST_NOTE + 1), "note_too_long")],
)
def test_a_note_has_words_and_an_end(stage: Stage, text: str, code: str):
    command = AddNote(subject=stage.member(0), text=text)
    assert stage.refusal(MODERATOR, command) == code


def test_half_a_character_is_a_slip_of_typing(stage: Stage):
    half = "笑脸\ud83d"
    command = AddNote(subject=stage.member(0), text=half)
    problem = stage.refused(MODERATOR, command)
    assert problem.code == "text_cut"
    # What was typed is not told along with it.
    assert problem.__suppress_context__
    assert "笑脸" not in sentence(problem)
    with pytest.raises(InputError) as caught:
        stage.ask(CaseByNumber(number=half))
    assert caught.value.code == "text_cut"
    workspace = stage.sign_in(MODERATOR)
    workspace.desk.put("case:1:reason", half, stage.clock())
    assert workspace.desk.get("case:1:reason") == half


def test_the_longest_note_is_kept_whole(stage: Stage):
    member, text = stage.member(0), "长" * LONGEST_NOTE
    stage.do(MODERATOR, AddNote(subject=member, text=text))
    assert [note.text for note in stage.ask(Notes(subject=member))] == [text]


def test_an_observer_reads_notes_and_writes_none(stage: Stage):
    member = stage.member(0)
    stage.do(MODERATOR, AddNote(subject=member, text="一句"))
    command = AddNote(subject=member, text="另一句")
    assert stage.refusal(OBSERVER, command) == "not_permitted"
    assert len(stage.ask(Notes(subject=member), OBSERVER)) == 1
