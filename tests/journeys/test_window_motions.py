"""A change of the rules with the members, by keyboard: from a motion to the draft."""

from contextlib import closing
from datetime import date
from typing import Any, Final

import pytest

from app.errors import InputError
from app.members.commands import ImportMembers
from app.revision.model.ballots import Choice, Outcome
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionList
from app.revision.wording import choice_text, outcome_text, stage_text
from app.rulebook.commands import PublishRulebook
from app.rulebook.queries import OpenDrafts
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.words import sentence, tr
from app.workspace import Workspace
from tests.builders import OWNER
from tests.journeys.doors import (
    MODERATOR,
    Story,
    credentials,
    enrol,
    lock,
    make_vault,
    sign_in,
)
from tests.journeys.hands import CTRL, Hands, Key
from tests.screens.hearing import HANDLES, member_file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TITLE: Final = "第 3.2 条写明包括连麦"
OTHER: Final = "接龙报名不算刷屏"
WHY: Final = "连麦已经是常用的聊天方式，条文没有写到。"
SHORT: Final = "对事不对人，连麦时也一样。"
BECAUSE: Final = "更短，大家也都同意。"


def test_a_motion_becomes_a_rule(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    hands.go("team")
    enrol(hands, MODERATOR, Role.MODERATOR)
    lock(hands)
    prepare(story)
    sign_in(hands, MODERATOR)
    turn_to(hands, "motions")
    propose(story, TITLE, "3.2")
    amend(hands)
    propose(story, OTHER, "1.2")
    lock(hands)
    sign_in(hands, OWNER)
    turn_to(hands, "motions")
    below_quorum(story)
    accept(hands)
    vote(story)
    count(story)
    take_up(hands)
    lock(hands)
    with closing(opened(story)) as workspace:
        (draft,) = workspace.query(OpenDrafts())
        clause = draft.book.clause("3.2")
        assert clause is not None
        assert clause.text.zh == SHORT
        other = load_template("reading_club").clause("1.2")
        assert draft.book.clause("1.2") == other
        stages = {each.title: each.stage for each in workspace.query(MotionList())}
        assert stages == {TITLE: Stage.PASSED, OTHER: Stage.BELOW_QUORUM}
    assert hands.troubles == []


def opened(story: Story) -> Workspace:
    """Open the vault as its owner, once the window has let go of it."""
    story.hands.until(lambda: story.hands.application.runner._held is None)
    site = story.site
    who = credentials(OWNER)
    return Workspace.open(site.place, who, surroundings=site.surroundings)


def prepare(story: Story) -> None:
    """Publish rules and take five members in, without the window."""
    with closing(opened(story)) as workspace:
        book = load_template("reading_club")
        workspace.execute(PublishRulebook(book=book, effective_on=date(2026, 1, 1)))
        workspace.execute(ImportMembers(file=member_file()))


def turn_to(hands: Hands, tab: str) -> None:
    """Go to a tab of the section."""
    hands.step = f"turning to {tab}"
    hands.go("team")
    hands.go("revision")
    if not hands.find(f"revision_tabs_{tab}").isChecked():
        hands.click(f"revision_tabs_{tab}")
    hands.settle()
    hands.waits_at(f"{tab}_list")


def propose(story: Story, title: str, clause: str) -> None:
    """Write a motion, put it away and come back, then open it for discussion."""
    hands = story.hands
    story.site.clock.forward(minutes=1)
    hands.step = "writing a motion"
    hands.press(Key.Key_N)
    hands.waits_at("motion_title")
    hands.act()
    hands.reads(sentence(InputError("motion_title_missing")), "motion_page")
    hands.write(title)
    hands.press(Key.Key_Escape)
    hands.until(lambda: hands.sees("motion_page") is None)
    hands.press(Key.Key_N)
    hands.waits_at("motion_title")
    hands.until(lambda: hands.find("motion_title").text() == title)
    hands.choose("motion_clause", clause)
    hands.click("motion_add")
    hands.waits_at("clause_1_zh")
    hands.press(Key.Key_End, CTRL)
    hands.write("连麦时也一样。")
    hands.reads("连麦时也一样。", "clause_1")
    hands.write(WHY, "motion_why_text")
    hands.act()
    hands.toast(tr("Motion written down"))
    hands.settle()
    hands.reads(stage_text(Stage.DRAFT), "motions_record")
    hands.act()
    hands.reads(stage_text(Stage.DISCUSSION), "motions_record")
    hands.settle()


def amend(hands: Hands) -> None:
    """Propose other words for it, and put them to the decision."""
    hands.step = "amending"
    hands.press(Key.Key_E)
    hands.waits_at("clause_1_zh")
    hands.press(Key.Key_A, CTRL)
    hands.write(SHORT)
    hands.write("更短", "motion_why_text")
    hands.act()
    hands.toast(tr("Amendment written down"))
    hands.settle()
    hands.waits_at("motions_scroll")
    hands.press(Key.Key_1)
    hands.toast(tr("The amendment waits to be decided"))
    hands.settle()


def below_quorum(story: Story) -> None:
    """Have members vote on the other motion; too few do, and nothing changes."""
    hands = story.hands
    hands.step = "a ballot below its quorum"
    hands.reads(OTHER, "motions_header")
    hands.act()
    open_ballot(hands, OTHER, quorum="100")
    enter(hands, HANDLES[0], Key.Key_1)
    story.site.clock.forward(days=8)
    hands.press(Key.Key_Escape)
    hands.waits_at("ballots_list")
    turn_to(hands, "ballots")
    hands.find("ballots_close")
    hands.act()
    hands.toast(outcome_text(Outcome.BELOW_QUORUM))
    hands.settle()
    hands.reads(tr("The rules stay as they are"), "ballots_outcome")
    hands.click("ballots_motion")
    hands.settle()
    hands.reads(stage_text(Stage.BELOW_QUORUM), "motions_record")


def open_ballot(hands: Hands, question: str, quorum: str) -> None:
    """Fill in the form; a wrong quorum is told beside it."""
    asked: Any = hands.find("ballot_question")
    hands.until(lambda: asked.toPlainText() == question)
    for figure in ("101", quorum):
        hands.write("", "ballot_quorum")
        hands.press(Key.Key_A, CTRL)
        hands.write(figure)
        hands.act()
        if figure == "101":
            hands.reads(sentence(InputError("ballot_quorum")), "ballot_new")
    hands.toast(tr("Ballot opened"))
    hands.settle()
    hands.reads(question, "ballots_header")


def enter(hands: Hands, handle: str, choice: Any) -> None:
    """Enter a vote: a name, Enter, a digit, Enter."""
    hands.step = f"entering the vote of {handle}"
    if hands.focus().objectName() != "vote_member":
        hands.press(Key.Key_E)
    hands.waits_at("vote_member")
    hands.write(handle)
    hands.settle()
    hands.find("vote_member_known")
    hands.press(Key.Key_Return)
    hands.press(choice)
    hands.press(Key.Key_Return)
    hands.toast(handle)
    hands.settle()
    hands.waits_at("vote_member")


def accept(hands: Hands) -> None:
    """Accept the amendment by its number."""
    hands.step = "accepting the amendment"
    turn_to(hands, "motions")
    rows = hands.rows("motions_list")
    while TITLE not in hands.texts("motions_header"):
        hands.press(Key.Key_J)
        hands.settle()
        assert rows.currentIndex().row() < 2
    hands.press(Key.Key_1)
    hands.waits_at("amendment_decide_words")
    hands.write(BECAUSE)
    hands.act()
    hands.toast(tr("Amendment accepted"))
    hands.settle()
    hands.come_to_front()
    hands.reads(BECAUSE, "motions_record")


def vote(story: Story) -> None:
    """Open the ballot and enter votes; one member thinks again."""
    hands = story.hands
    hands.step = "voting"
    hands.waits_at("motions_list")
    hands.act()
    open_ballot(hands, TITLE, quorum="60")
    for handle, choice in zip(
        HANDLES[:4], (Key.Key_1, Key.Key_2, Key.Key_1, Key.Key_3), strict=True
    ):
        enter(hands, handle, choice)
        story.site.clock.forward(minutes=3)
    enter(hands, HANDLES[1], Key.Key_1)
    votes: Any = hands.find("ballots_votes")
    hands.until(lambda: votes.model().rowCount() == 5)
    said = [votes.model().index(n, 0).data() for n in range(5)]
    replaced = [each for each in said if tr("Replaced") in each]
    assert len(replaced) == 1
    assert choice_text(Choice.AGAINST) in replaced[0]


def count(story: Story) -> None:
    """Close it when its time is over."""
    hands = story.hands
    hands.step = "counting"
    story.site.clock.forward(days=8)
    hands.press(Key.Key_Escape)
    hands.waits_at("ballots_list")
    turn_to(hands, "ballots")
    hands.find("ballots_close")
    hands.act()
    hands.toast(outcome_text(Outcome.PASSED))
    hands.settle()
    said = tr("The motion can be taken up into the draft of the rules")
    hands.reads(said, "ballots_outcome")
    hands.click("ballots_motion")
    hands.settle()


def take_up(hands: Hands) -> None:
    """Take it up into the draft, and go there."""
    hands.step = "taking up"
    hands.reads(TITLE, "motions_header")
    hands.act()
    hands.toast(tr("Taken up into the draft of the rules"))
    hands.settle()
    hands.reads(tr("Taken up"), "motions_header")
    hands.act()
    hands.settle()
    assert hands.application.main is not None
    assert hands.application.main.current_key() == "rulebook"
    hands.reads("3.2", "rulebook_tree")
