"""What the moderator does at the window."""

import re
from typing import Final

from PySide6.QtGui import QGuiApplication

from app.cases.model import Channel
from app.cases.rules import REASON_LEAST
from app.errors import InputError, NotPermitted
from app.rulebook.model import SanctionKind, Step
from app.rulebook.wording import step_text
from app.words import sentence, tr, trn
from tests.journeys.doors import Story
from tests.journeys.hands import CTRL, Hands, Key
from ui.screens.members.presenter.preview import people_text

CLAUSE: Final = "3.2"
FIRST_TIME: Final = Step(kind=SanctionKind.WARNING, points=2)
SECOND_TIME: Final = Step(kind=SanctionKind.MUTE, days=3, points=2)
REASON: Final = "原话指向具体成员，属于条文所列的情形；已核对前后十条消息。"
FINE: Final = "批评的是观点，没有指向个人，不在条文所列之内。"
NOTE: Final = "先看了前后二十条消息：起因是对译本的争论，没有旧怨。"
STATEMENT: Final = "那段话是书里的原句，我只是抄下来讨论，没有针对任何人。"
_NUMBER: Final = re.compile(r"(GD-\d{4}-\d{4}) · ")


def import_members(story: Story) -> None:
    """Look at the list that was chosen, take it in, look at what came of it."""
    hands, truth = story.hands, story.members
    hands.step = "importing members"
    hands.go("members")
    story.files.chosen.append(truth.path)
    hands.waits_at("members_empty_action")
    hands.press(Key.Key_Space)
    hands.reads(truth.people[0].platform_id, "import_rows")
    people = people_text(len(truth.people))
    damaged = tr("; ").join(str(line) for line in truth.damaged_phones)
    for words in (
        str(len(truth.people)),
        str(len(truth.repeats)),
        tr("Take in {people}", people=people),
        tr("Lines: {lines}", lines=damaged),
        truth.people[0].handle,
    ):
        hands.reads(words, "member_import")
    assert truth.people[0].handle.startswith("=")
    seen = " ".join(hands.texts("member_import"))
    assert not any(phone in seen for phone in truth.phones)
    hands.act()
    hands.reads(tr("The list is taken in: {people}", people=people))
    hands.waits_at("import_finish")
    hands.press(Key.Key_Space)
    hands.settle()
    hands.waits_at("members_list")


def import_complaints(story: Story, own: str) -> None:
    """Take complaints in; those about strangers become cases all the same.

    Whoever takes them in does not see those about or by themselves.
    """
    hands, truth = story.hands, story.reports
    hands.step = "importing complaints"
    hands.go("cases")
    story.files.chosen.append(truth.path)
    hands.click("cases_import")
    count, unknown = len(truth.complaints), str(truth.unknown_subjects)
    hands.reads(trn("Open {count} case", "Open {count} cases", count), "import_commit")
    for figure in (str(count), unknown):
        hands.reads(figure, "case_import")
    hands.waits_at("import_commit")
    hands.press(Key.Key_Return)
    hands.toast(trn("{count} case opened", "{count} cases opened", count))
    for words in (tr("cases opened"), unknown):
        hands.reads(words, "case_import")
    hands.press(Key.Key_Return)
    hands.settle()
    hands.waits_at("cases_list")
    others = [c for c in truth.complaints if own not in (c.subject, c.reporter)]
    assert len(others) < count
    assert str(len(others)) in hands.find("rail_cases").accessibleName()


def find_member(hands: Hands, platform_id: str) -> None:
    """Go to a member's record by the command palette."""
    hands.press(Key.Key_K, CTRL)
    hands.write(platform_id)
    hands.reads(platform_id, "palette_results")
    hands.press(Key.Key_Return)
    hands.reads(platform_id, "member_record")
    hands.settle()


def open_case_of(hands: Hands, platform_id: str, place: int = 0) -> str:
    """Go to one of a member's cases by way of the record; return its number."""
    hands.step = "going to a case"
    find_member(hands, platform_id)
    hands.until(lambda: len(hands.all_named("member_case_")) > place)
    line = hands.all_named("member_case_")[place].objectName()
    hands.click(line)
    hands.settle()
    hands.waits_at("cases_list")
    # The list may not have come as far as this case; then no row is chosen.
    chosen = hands.rows("cases_list").current_key()
    assert chosen in ("", line.removeprefix("member_case_"))
    return number_shown(hands)


def number_shown(hands: Hands) -> str:
    """Return the number of the case that is shown."""
    found = (_NUMBER.match(text) for text in hands.texts("cases"))
    return next(match[1] for match in found if match)


def unseen_in_own_part(story: Story, own: str) -> None:
    """Look for oneself and one's own cases; they are not there."""
    hands = story.hands
    hands.step = "being involved"
    hands.press(Key.Key_K, CTRL)
    hands.write(own)
    hands.settle()
    assert not hands.sees("palette_results")  # it shows nothing at all
    hands.press(Key.Key_Escape)
    hands.go("members")
    hands.settle()
    hands.press(Key.Key_Slash)
    hands.write(own)
    hands.until(lambda: not hands.sees("members_list"))  # nobody is found
    hands.press(Key.Key_Escape)
    hands.settle()
    hands.until(lambda: hands.sees("members_list"))


def compose_over_the_list(hands: Hands) -> None:
    """While an input method composes, letters in the list are its own."""
    hands.step = "composing"
    hands.waits_at("cases_list")
    here, take = number_shown(hands), hands.find("case_take").text()
    hands.compose("a")
    for key in (Key.Key_J, Key.Key_A, Key.Key_M, Key.Key_D):
        hands.press(key)
    hands.settle()
    hands.waits_at("cases_list")
    assert (number_shown(hands), hands.find("case_take").text()) == (here, take)
    hands.compose("")


def take_and_note(hands: Hands) -> None:
    """Take the case in front and write a note about it, by keys."""
    hands.step = "taking"
    number = number_shown(hands)
    hands.press(Key.Key_A)
    hands.toast(tr("Took {number}", number=number))
    hands.reads(tr("Give back"), "case_take")
    hands.step = "noting"
    hands.press(Key.Key_M)
    hands.waits_at("case_note")
    hands.write(NOTE)
    hands.act()
    hands.reads(NOTE, "case_scroll")
    hands.settle()
    assert hands.find("case_note").toPlainText() == ""
    hands.press(Key.Key_Escape)
    hands.waits_at("cases_list")
    assert number_shown(hands) == number


def cite(hands: Hands, clause: str) -> str:
    """Choose a clause by keys; return what the ladder proposes, and why."""
    hands.step = "citing"
    hands.press(Key.Key_R)
    hands.pick("case_clause", clause)
    hands.settle()
    return " ".join(hands.texts("case_proposal"))


def decide(hands: Hands, reason: str) -> str:
    """Write the reason and decide, by keys; return the number of the case."""
    hands.step = "deciding"
    number = number_shown(hands)
    if hands.focus().objectName() != "case_reason":
        # Without a reason it cannot be decided; the cursor goes where it is missing.
        hands.act()
        short = InputError("decision_reason_too_short", least=REASON_LEAST)
        hands.reads(sentence(short), "case_side")
        hands.waits_at("case_reason")
    hands.write(reason)
    hands.act()
    hands.settle()
    return number


def decide_and_undo(hands: Hands) -> None:
    """Decide, take it back by key, find everything as it was, decide again."""
    number = decide(hands, REASON)
    told = tr(
        "{number} decided: {outcome}", number=number, outcome=step_text(FIRST_TIME)
    )
    assert hands.toast(told).offers_undo
    assert number_shown(hands) != number
    hands.step = "undoing"
    hands.press(Key.Key_Z, CTRL)
    hands.until(lambda: number_shown(hands) == number)
    hands.settle()
    assert hands.find("case_reason").toPlainText() == REASON
    assert hands.find("case_clause").chosen() == CLAUSE
    hands.act()
    # It was the only one that waited for nothing but a decision.
    hands.waits_at("cases_empty_action")
    hands.press(Key.Key_Return)
    hands.settle()
    hands.waits_at("cases_list")


def decide_by_keys(hands: Hands, count: int) -> None:
    """Decide so many cases of the queue, one after the other; keys alone.

    The rows around stay where they are.
    """
    hands.step = "moving"
    for _ in range(12):
        hands.press(Key.Key_J)
    hands.settle()
    bar = hands.rows("cases_list").verticalScrollBar()
    scrolled = bar.value()
    assert scrolled > 0
    for _ in range(count):
        if not hands.find("case_decide").isEnabled():
            # A case about oneself, which is somebody else's to decide.
            hands.press(Key.Key_J)
            hands.settle()
            scrolled = bar.value()
        number = decide(hands, REASON)
        if number_shown(hands) == number:
            # Nobody knows whom it is about: without a violation it can be closed.
            unknown = sentence(InputError("decision_subject_unknown"))
            hands.reads(unknown, "case_trouble")
            hands.press(Key.Key_Escape)
            hands.press(Key.Key_D)
            hands.act()
            hands.settle()
        assert number_shown(hands) != number
        assert bar.value() == scrolled


def copy_notice(hands: Hands) -> str:
    """Copy the notice of the decided case in front; return what is on the clipboard."""
    hands.step = "copying the notice"
    hands.click("case_notice_copy")
    return QGuiApplication.clipboard().text()


def record_appeal(hands: Hands) -> None:
    """Record that the member appealed by private message."""
    hands.step = "recording an appeal"
    number = number_shown(hands)
    hands.click("case_appeal")
    hands.find("appeal_channel")
    hands.choose("appeal_channel", Channel.PRIVATE_MESSAGE.value)
    hands.write(STATEMENT, "appeal_statement")
    hands.act()
    hands.toast(tr("Appeal against {number} recorded", number=number))
    hands.settle()


def refused_the_ruling(hands: Hands) -> None:
    """Look at the appeal; who decided the case is told why somebody else rules."""
    hands.step = "being refused the ruling"
    hands.go("appeals")
    hands.reads(STATEMENT, "appeals_record")
    hands.reads(sentence(NotPermitted("appeal_own_decision")), "appeals_record")
    hands.press(Key.Key_3)
    hands.settle()
    assert not hands.find("appeals_submit").isEnabled()
    assert not hands.find("appeals_overturned").isChecked()


def begin_a_note(hands: Hands, text: str = NOTE) -> str:
    """Write half a note; nothing waits until it is kept. Return the case's number."""
    hands.step = "beginning a note"
    hands.press(Key.Key_M)
    hands.write(text)
    return number_shown(hands)


def find_the_note(hands: Hands, number: str) -> None:
    """Come back to a half-written note, by the number of its case."""
    hands.step = "finding the note"
    hands.press(Key.Key_K, CTRL)
    hands.write(number)
    hands.reads(number, "palette_results")
    hands.press(Key.Key_Return)
    hands.until(lambda: number_shown(hands) == number)
    hands.until(lambda: hands.find("case_note").toPlainText() == NOTE)
