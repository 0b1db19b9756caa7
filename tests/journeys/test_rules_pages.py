"""Somebody at the rules, by keys: takes old ones in, tries them, notes who read them.

The real runner answers; what is done at the terminal meanwhile stands for colleagues.
"""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt

from app.acknowledgements.queries import AcknowledgementCounts
from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.files.profiles import read_members
from app.members.commands import ImportMembers
from app.members.queries import MemberPage
from app.rulebook.commands import BeginDraft, PublishRulebook
from app.rulebook.model import Severity
from app.rulebook.queries import OpenDrafts, Versions
from app.words import tr, trn
from app.workspace import Workspace
from tests.builders import OWNER
from tests.journeys.doors import Story, credentials, make_vault, sign_in
from tests.journeys.hands import CTRL, NO_MODIFIER, Hands, Key
from tests.storage.features.rules import BOOK, with_clause

SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
REASON: Final = "评论直接侮辱作者本人，属于所列的情形。"
FOREIGN: Final = """雨林读书会旧群规
欢迎各位书友。
第一条 刷屏：同一内容一天不超过三次。
第二条 广告：不发与书无关的广告。
"""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_old_rules_are_taken_in_by_keys(story: Story, tmp_path: Path) -> None:
    hands = story.hands
    make_vault(story)
    hands.step = "taking rules in"
    file = tmp_path / "旧群规.txt"
    file.write_text(FOREIGN, encoding="utf-8")
    hands.go("rulebook")
    hands.waits_at("rulebook_open_reading_club")
    story.files.chosen.append(file)
    walk_to(hands, "rulebook_import", SHIFT)
    hands.press(Key.Key_Return)
    hands.waits_at("rules_import_commit")
    hands.reads(tr("Not understood"), "rules_import")
    hands.press(Key.Key_Return)
    hands.toast(tr("A draft begun from {file}", file=file.name))
    hands.settle()
    hands.reads("刷屏", "rulebook_tree")
    # Once more: now there is a draft to lose.
    hands.find("rulebook_versions_more").import_wanted.emit()
    story.files.chosen.append(file)
    hands.waits_at("rules_import_commit")
    hands.press(Key.Key_Return)
    hands.waits_at("rules_import_cancel")
    hands.reads(tr("Replace what is being written?"), "rules_import_ask")
    hands.press(Key.Key_Return)
    hands.until(lambda: hands.sees("rules_import") is None)
    assert hands.troubles == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_draft_is_tried_on_the_past_by_keys(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    elsewhere(story, with_cases=True)
    hands.step = "trying"
    hands.go("rulebook")
    hands.settle()
    hands.choose_row("rulebook_versions", "draft")
    walk_to(hands, "rulebook_try")
    hands.press(Key.Key_Return)
    hands.waits_at("rulebook_trial_rows")
    hands.reads(tr("would come out differently"), "rulebook_trial")
    rows = hands.rows("rulebook_trial_rows")
    before = rows.current_key()
    hands.compose("j")  # an input method has the letter
    hands.press(Key.Key_J)
    hands.commit("")
    hands.press(Key.Key_J)
    hands.until(lambda: rows.current_key() != before)
    case = rows.current_key().removeprefix("case:")
    assert len(case) == 32
    hands.press(Key.Key_Return)
    hands.settle()
    main = hands.application.main
    assert main is not None
    assert main.current_key() == "cases"
    assert hands.troubles == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_who_read_the_rules_is_entered_by_keys_and_from_a_chat(
    story: Story, tmp_path: Path
) -> None:
    hands = story.hands
    make_vault(story)
    names = elsewhere(story)
    hands.step = "acknowledging"
    hands.go("rulebook")
    hands.settle()
    hands.find("rulebook_versions_more").acknowledged_wanted.emit()
    hands.waits_at("acknowledged_people")
    for key in (Key.Key_X, Key.Key_J, Key.Key_X):
        hands.press(key)
    hands.reads(trn("{count} member chosen", "{count} members chosen", 2))
    hands.press(Key.Key_Return, CTRL)
    hands.toast(tr("Entered: {count}.", count=2))
    hands.settle()
    hands.press(Key.Key_Z, CTRL)
    hands.settle()
    chat = tmp_path / "群聊.csv"
    said = [f"2026-11-20 09:0{at}:00,{who},收到" for at, who in enumerate(names[:3])]
    chat.write_text("\n".join(("时间,发送者微信ID,内容", *said)), encoding="utf-8")
    story.files.chosen.append(chat)
    walk_to(hands, "acknowledged_file", SHIFT)
    hands.press(Key.Key_Return)
    hands.waits_at("gather_people")
    hands.press(Key.Key_X)
    walk_to(hands, "gather_commit")
    hands.press(Key.Key_Return)
    hands.toast("2")
    hands.settle()
    assert done(story) == 2
    assert hands.troubles == []


def walk_to(
    hands: Hands, name: str, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    """Go from widget to widget until one has the focus, by its name."""
    for _ in range(60):
        if hands.focus().objectName() == name:
            return
        hands.press(Key.Key_Tab, modifiers)
    raise AssertionError(f"no way by keys to {name}")


def elsewhere(story: Story, *, with_cases: bool = False) -> list[str]:
    """Publish rules, take members in, decide cases, without the window."""
    hands, site = story.hands, story.site
    hands.application.lock()
    hands.until(lambda: hands.application.runner._held is None)
    workspace = Workspace.open(
        site.place, credentials(OWNER), surroundings=site.surroundings
    )
    with closing(workspace):
        first = PublishRulebook(book=BOOK, effective_on=date(2026, 1, 1))
        workspace.execute(first)
        workspace.execute(ImportMembers(file=read_members(story.members.path)))
        people = workspace.query(MemberPage(limit=6)).rows
        for person in people if with_cases else ():
            opened = OpenCase(
                member=person.id, subject_id="", channel=Channel.PATROL, quote="原话"
            )
            case = workspace.execute(opened).value
            command = DecideCase(case=case, clause="3.2", reason=REASON)
            workspace.execute(command)
        if with_cases:
            draft = with_clause(BOOK, "3.2", severity=Severity.HIGH)
            workspace.execute(BeginDraft(book=draft))
            assert workspace.query(OpenDrafts())
    site.clock.forward(minutes=6)
    sign_in(hands, OWNER)
    return [person.platform_id for person in people]


def done(story: Story) -> int:
    """Return how many members acknowledged, as another program sees it."""
    hands, site = story.hands, story.site
    hands.application.lock()
    hands.until(lambda: hands.application.runner._held is None)
    workspace = Workspace.open(
        site.place, credentials(OWNER), surroundings=site.surroundings
    )
    with closing(workspace):
        version = workspace.query(Versions())[0].id
        return workspace.query(AcknowledgementCounts(version=version)).done
