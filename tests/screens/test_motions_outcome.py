from pathlib import Path

import pytest

from app.errors import Conflict
from app.revision.commands.amendments import DraftAmendment, SubmitAmendment
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionDetail, MotionList
from app.rulebook.commands import BeginDraft, DiscardDraft
from app.rulebook.queries import OpenDrafts
from app.rulebook.templates import load_template
from app.words import sentence
from tests.screens.hearing import LEAD, MODERATOR, OBSERVER, Hearing, assemble
from tests.screens.motion_room import (
    BECAUSE,
    NEW,
    OLD,
    TITLE,
    Desk,
    amended,
    balloted,
    changed,
    proposed,
)
from ui.screens.revision.motions.presenter.acting import Act
from ui.screens.revision.motions.presenter.shown import Step


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


def test_an_amendment_is_written_and_put_to_the_decision(hearing: Hearing) -> None:
    proposed(hearing)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.amend()
        assert (desk.page.titled, desk.page.blocks[0].written.zh) == (False, NEW)
        desk.presenter.writing.write("", "更短")
        desk.presenter.writing.submit()
        assert list(desk.view.errors) == ["clauses"]  # it says what the motion says
        desk.presenter.writing.write_clause(
            desk.page.blocks[0].key, {"zh": "对事不对人。"}
        )
        desk.presenter.writing.submit()
        (amendment,) = desk.motion.amendments
        assert (amendment.number, amendment.chip.text) == ("1", "Draft")
        assert amendment.steps == (Step.SUBMIT, Step.EDIT, Step.WITHDRAW)
        desk.presenter.act_on(amendment.id, Step.EDIT.value)
        assert desk.page.why == "更短"
        desk.presenter.writing.write("", "更短，记得住")
        desk.presenter.writing.submit()
        assert desk.motion.amendments[0].why == "更短，记得住"
        desk.presenter.act_on_nth(1)
        assert desk.motion.amendments[0].chip.text == "To decide"
        desk.presenter.act_on_nth(1)
        assert desk.motion.amendments[0].chip.text == "Withdrawn"


def test_an_accepted_amendment_gives_the_motion_its_words(hearing: Hearing) -> None:
    motion = proposed(hearing)
    amended(hearing, motion, "对事不对人。")
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.acts.blocked.startswith("An amendment waits")
        desk.presenter.act_on_nth(1)
        seen = desk.view.amending
        assert seen.asked == "更短"
        assert "".join(text for text, _ in seen.parts[0].before) == NEW
        desk.presenter.amending.confirm("好")
        assert "at least" in seen.error
        desk.presenter.amending.confirm(BECAUSE)
        assert (seen.closed, desk.host.toasts) == (1, ["Amendment accepted"])
        (amendment,) = desk.motion.amendments
        assert (amendment.chip.text, amendment.reason) == ("Accepted", BECAUSE)
        # It is still told what it changed.
        (change,) = amendment.changes
        assert "".join(text for text, _ in change.parts[0].before) == NEW
        after = desk.motion.changes[0].parts[0].after
        assert "".join(text for text, _ in after) == "对事不对人。"
        assert len(desk.motion.former) == 1
        assert desk.acts.blocked == ""


def test_a_rejected_amendment_becomes_a_motion_of_its_own(hearing: Hearing) -> None:
    motion = proposed(hearing)
    amended(hearing, motion, "对事不对人。")
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.act_on_nth(1)
        desk.presenter.amending.written({"text": "太短"})
        desk.presenter.amending.refuse("太短，看不出什么算攻击。")
        (amendment,) = desk.motion.amendments
        assert (amendment.chip.text, amendment.steps) == ("Rejected", (Step.PROMOTE,))
        desk.presenter.act_on_nth(1)
        assert desk.view.amending.asked == "title"
        desk.presenter.amending.confirm("")
        assert desk.view.amending.error == "Give the motion a title."
        desk.presenter.amending.confirm("对事不对人")
        assert desk.motion.title == "对事不对人"
        desk.presenter.open_record(motion)
        assert desk.motion.amendments[0].steps == (Step.GO,)
        desk.presenter.act_on_nth(1)
        assert desk.motion.title == "对事不对人"


def test_who_wrote_it_does_not_decide_about_it(hearing: Hearing) -> None:
    motion = proposed(hearing)
    with hearing.site.opened(LEAD) as workspace:
        draft = DraftAmendment(motion=motion, clauses=changed("改"), why="更短")
        made = workspace.execute(draft).value
        workspace.execute(SubmitAmendment(amendment=made))
        desk = Desk(workspace, hearing)
        desk.presenter.act_on_nth(1)
        desk.presenter.amending.confirm(BECAUSE)
        told = "You wrote this. Somebody else must decide about it."
        assert desk.view.amending.error == told
        assert desk.motion.amendments[0].chip.text == "To decide"


def test_what_was_passed_is_taken_up_and_waits_again_with_the_draft(
    hearing: Hearing,
) -> None:
    motion = proposed(hearing)
    balloted(hearing, motion, voters=4)
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.view.nothing == "No motion is under way"
        desk.presenter.choose_tab("awaiting")
        assert [row.title for row in desk.view.rows] == [TITLE]
        assert [ballot.chip and ballot.chip.text for ballot in desk.motion.ballots] == [
            "Passed"
        ]
        assert desk.acts.main is Act.TAKE
        desk.presenter.act(Act.TAKE.value)
        (draft,) = workspace.query(OpenDrafts())
        clause = draft.book.clause("3.2")
        assert clause is not None
        assert (clause.text.zh, clause.text.en) == (NEW, OLD.en)
        assert [chip.text for chip in desk.motion.chips] == ["Passed", "Taken up"]
        assert (desk.acts.main, desk.acts.others) == (
            Act.RULES,
            (Act.SEE, Act.RETURN),
        )
        desk.presenter.act(Act.RULES.value)
        assert desk.host.opened == [("rulebook", "draft:3.2")]
        desk.presenter.act(Act.SEE.value)
        assert desk.host.opened[-1][1].startswith("ballots:")
        desk.presenter.act(Act.RETURN.value)
        assert desk.acts.main is Act.TAKE
        desk.presenter.act(Act.TAKE.value)
        desk.runner.execute(DiscardDraft(draft=draft.id), _nothing, _fail)
        assert [chip.text for chip in desk.motion.chips] == ["Passed"]
        assert desk.acts.main is Act.TAKE


def _nothing(_outcome: object) -> None: ...


def _fail(error: Exception) -> None:
    raise AssertionError(error)


def test_below_quorum_changes_nothing_and_can_be_asked_again(hearing: Hearing) -> None:
    motion = proposed(hearing)
    balloted(hearing, motion, voters=1)
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        assert [chip.text for chip in desk.motion.chips] == [
            "Not passed: too few voted"
        ]
        assert desk.acts.told.startswith("Too few voted: nothing changes.")
        assert desk.acts.main is Act.BALLOT
        assert Act.WITHDRAW in desk.acts.others
        assert workspace.query(OpenDrafts()) == []
    balloted(hearing, motion, voters=5)
    with hearing.site.opened(LEAD) as workspace:
        (line,) = workspace.query(MotionList())
        assert line.stage is Stage.PASSED


def test_what_went_on_elsewhere_is_told_and_looked_at_again(hearing: Hearing) -> None:
    motion = proposed(hearing)
    with hearing.site.opened(LEAD) as workspace:
        desk = Desk(workspace, hearing)
        shown = desk.acts
        desk.presenter._acting.discuss(motion)
        assert desk.view.problem == sentence(Conflict("motion_gone_on"))
        assert desk.acts == shown


def test_a_draft_begun_elsewhere_gets_the_words(hearing: Hearing) -> None:
    motion = proposed(hearing)
    balloted(hearing, motion, voters=4)
    with hearing.site.opened(LEAD) as workspace:
        book = load_template("reading_club")
        made = workspace.execute(BeginDraft(book=book)).value
        desk = Desk(workspace, hearing)
        desk.presenter.open_record(motion)
        desk.presenter.act(Act.TAKE.value)
        line = workspace.query(MotionDetail(motion=motion)).line
        assert line.draft == made


def test_an_observer_reads_and_writes_nothing(hearing: Hearing) -> None:
    proposed(hearing)
    with hearing.site.opened(OBSERVER) as workspace:
        desk = Desk(workspace, hearing)
        assert desk.motion.title == TITLE
        assert not desk.view.may_write
        assert desk.acts.others == ()
        assert desk.acts.blocked == "Your role does not allow this. Ask a lead."
        desk.presenter.begin()
        assert desk.view.page is None


def test_the_list_is_narrowed_by_words(hearing: Hearing) -> None:
    proposed(hearing)
    with hearing.site.opened(MODERATOR) as workspace:
        desk = Desk(workspace, hearing)
        desk.presenter.search("没有")
        assert desk.view.rows == []
        desk.presenter.search("连麦")
        assert len(desk.view.rows) == 1
