from collections.abc import Iterator
from pathlib import Path

import pytest

from app.revision.model.motions import ChangeKind
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, Hearing, assemble
from tests.screens.motion_room import (
    OLD,
    TITLE,
    WHY,
    Desk,
    proposed,
)
from ui.screens.revision.motions.presenter.acting import Act
from ui.screens.revision.motions.presenter.page import NEW_CLAUSE


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


@pytest.fixture
def moderator(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(MODERATOR) as workspace:
        yield Desk(workspace, hearing)


def test_a_motion_is_written_clause_by_clause(moderator: Desk) -> None:
    assert moderator.view.nothing == "No motion is under way"
    moderator.presenter.begin()
    page = moderator.page
    assert (page.titled, page.authored, page.blocks) == (True, True, ())
    assert page.addable[0].text.startswith("1.1 ")
    assert page.addable[-1].key == NEW_CLAUSE
    moderator.presenter.writing.add("3.2")
    (block,) = moderator.page.blocks
    assert (block.written.zh, block.written.en) == (OLD.zh, OLD.en)
    assert "3.2" not in {choice.key for choice in moderator.page.addable}
    assert moderator.view.differences == [()]
    moderator.write()
    ((part,),) = moderator.view.differences
    assert part.label == "中文"
    assert [text for text, differs in part.after if differs] == ["、连麦"]
    moderator.presenter.writing.find_author(HANDLES[2])
    moderator.presenter.writing.submit()
    assert moderator.host.toasts == ["Motion written down"]
    assert moderator.view.page is None
    assert moderator.motion.title == TITLE
    assert [chip.text for chip in moderator.motion.chips] == ["Draft"]
    assert moderator.motion.author == f"@{HANDLES[2]}"
    (row,) = moderator.view.rows
    assert (row.title, row.clauses) == (TITLE, "Clause 3.2")
    assert moderator.acts.main is Act.DISCUSS
    assert moderator.acts.others == (Act.EDIT, Act.WITHDRAW)
    assert moderator.counts[-1] == "1"


def test_what_is_wrong_is_told_beside_its_field_and_all_stays(moderator: Desk) -> None:
    writing, seen = moderator.presenter.writing, moderator.view
    moderator.presenter.begin()

    def refusal() -> dict[str, str]:
        seen.errors = {}
        writing.submit()
        return seen.errors

    assert refusal() == {"title": "Give the motion a title."}
    writing.write(TITLE, "")
    assert refusal() == {"why": "Write why it is proposed."}
    writing.write(TITLE, WHY)
    assert list(refusal()) == ["clauses"]
    writing.add(NEW_CLAUSE)
    (new,) = moderator.page.blocks
    assert refusal() == {new.key: "Give the new clause a number."}
    writing.write_clause(new.key, {"clause": "3.2"})
    assert list(refusal()) == [new.key]
    writing.write_clause(new.key, {"clause": "3.9"})
    assert list(refusal()) == [new.key]
    writing.write_clause(new.key, {"zh": "新的一条。"})
    writing.find_author("没有这个人")
    assert list(refusal()) == ["author"]
    writing.write("很" * 200, WHY)
    writing.find_author("")
    assert list(refusal()) == ["title"]
    assert moderator.runner.commands == []
    # Nothing of it is lost, also when somebody else has sat down meanwhile.
    again = Desk(moderator.workspace, moderator.hearing)
    again.presenter.begin()
    assert again.page.why == WHY
    assert again.page.blocks[0].written.zh == "新的一条。"
    again.presenter.writing.write(TITLE, WHY)
    again.presenter.writing.submit()
    assert again.motion.changes[0].chip.text == "Add clause 3.9"
    last = Desk(moderator.workspace, moderator.hearing)
    last.presenter.begin()
    assert (last.page.title, last.page.blocks) == ("", ())


def test_a_clause_can_be_taken_out_or_left_as_it_is(moderator: Desk) -> None:
    writing = moderator.presenter.writing
    moderator.presenter.begin()
    writing.add("3.2")
    writing.add("1.2")
    first, second = moderator.page.blocks
    writing.do_to(second.key, ChangeKind.REMOVE.value)
    writing.remove(first.key)
    writing.write("取消 1.2", WHY)
    writing.submit()
    (change,) = moderator.motion.changes
    assert change.chip.text == "Take out clause 1.2"
    assert all(part.after == () for part in change.parts)


def test_what_was_begun_can_be_put_away_and_thrown_away(moderator: Desk) -> None:
    writing = moderator.presenter.writing
    moderator.presenter.begin()
    writing.write(TITLE, WHY)
    writing.leave()
    assert moderator.view.page is None
    moderator.presenter.begin()
    assert moderator.page.title == TITLE
    writing.give_up()
    moderator.presenter.begin()
    assert moderator.page.title == ""


def test_a_draft_is_changed_and_opened_for_discussion(moderator: Desk) -> None:
    moderator.begin()
    moderator.presenter.act(Act.EDIT.value)
    assert (moderator.page.title, moderator.page.authored) == (TITLE, False)
    moderator.write(title="另一个题目")
    moderator.presenter.writing.submit()
    assert moderator.motion.title == "另一个题目"
    assert len(moderator.motion.former) == 1
    moderator.presenter.act(Act.DISCUSS.value)
    assert [chip.text for chip in moderator.motion.chips] == ["In discussion"]
    assert (moderator.acts.main, moderator.acts.others) == (
        Act.BALLOT,
        (Act.AMEND, Act.WITHDRAW),
    )
    assert moderator.acts.blocked == "Your role does not allow this. Ask a lead."
    moderator.presenter.act(Act.WITHDRAW.value)
    assert moderator.acts.main is None
    moderator.presenter.choose_tab("ended")
    assert [row.chips[0].text for row in moderator.view.rows] == ["Withdrawn"]


def test_a_motion_is_shown_with_what_led_to_it(hearing: Hearing) -> None:
    proposed(hearing)
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        shown = desk.motion
        assert (shown.author, shown.why) == (f"@{HANDLES[0]}", WHY)
        assert shown.against == "against version 1"
        (feedback,) = shown.feedback
        assert feedback.title == "连麦呢？"
        desk.presenter.open_feedback(feedback.id)
        desk.presenter.open_member()
        assert desk.host.opened == [
            ("revision", f"feedback:{feedback.id}"),
            ("members", hearing.members[HANDLES[0]]),
        ]
        assert desk.acts.blocked == ""
        desk.presenter.act(Act.BALLOT.value)
        assert desk.host.opened[-1] == ("revision", f"ballots:new:{shown.id}")
