"""Somebody works with seeded secrets in the window, which then waits to be looked at.

Run by its name, by `tests.reliability.secrets`. Needs in its environment:

TOLD: the file in which it leaves word of every secret there was. It is not on the
computer that is searched.
WITHOUT: defences it does without, parted by semicolons. A control does only what lies
behind those.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.recovery import PER_GROUP
from app.staff.roles import Role
from app.words import tr, trn
from tests.builders import OWNER
from tests.journeys import moderating
from tests.journeys.doors import (
    LEAD,
    Story,
    come_in,
    credentials,
    enrol,
    lock,
    make_vault,
    sign_in,
)
from tests.journeys.hands import CTRL, Hands, Key
from tests.reliability.searching import needles_of
from tests.reliability.starting import begin_as_the_product_does
from ui.failing import Failures

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

QUOTE: Final = "转述七四二：有人在群里公开了她的电话"
NOTE: Final = "密语八五三：先看了前后二十条消息"
HALF_A_NOTE: Final = "密语八六四：还没想好怎么写"
CHANGED: Final = "six new words nobody has written down"
MISTYPED: Final = "not what it was at all"
COPIED: Final = "密语九六四：复制出去的一段话"
SOUGHT: Final = "密语九七五：查无此人"
RAISED: Final = "密语三一四：林晚 13800001111"


@pytest.fixture
def failures(story: Story, qapp: QApplication) -> Iterator[Failures]:
    """Begin as the product does, hooks and all."""
    begin_as_the_product_does(without(), window=True)
    made = Failures(qapp)
    made.failed.connect(story.hands.application.fail)
    made.install()
    yield made
    made.remove()


def without() -> list[str]:
    return [name for name in os.environ["WITHOUT"].split(";") if name]


@pytest.mark.usefixtures("failures")
def test_it_works_and_waits(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    if not without():
        bring_much(story)
    break_down(hands)
    sign_in(hands, OWNER)
    groups = () if without() else keep_it_safe(hands)
    assert hands.troubles == []
    leave_word(story, groups)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()


def bring_much(story: Story) -> None:
    """Take in, look for and write what is personal."""
    hands = story.hands
    import_members(story)
    erase(story)
    hands.go("team")
    enrol(hands, LEAD, Role.LEAD)
    import_complaints(story)
    search(story)
    half_write_a_case(hands)
    lock(hands)  # from the dialog, before typing has paused
    sign_in(hands, OWNER)
    write_notes(hands)


def keep_it_safe(hands: Hands) -> tuple[str, ...]:
    """Change what opens the vault, copy all; return the groups of a recovery key."""
    change_passphrase(hands)
    lock(hands)
    come_in_anew(hands)
    groups = look_at_a_sheet(hands)
    back_up(hands)
    copy(hands)
    return groups


def import_members(story: Story) -> None:
    hands = story.hands
    hands.step = "importing members"
    hands.go("members")
    story.files.chosen.append(story.members.path)
    hands.waits_at("members_empty_action")
    hands.press(Key.Key_Space)
    hands.reads(story.members.people[0].platform_id, "import_rows")
    hands.act()
    hands.waits_at("import_finish")
    hands.press(Key.Key_Space)
    hands.settle()


def erase(story: Story) -> None:
    """Forget somebody, which leaves a proof of it in the vault's folder."""
    hands = story.hands
    hands.step = "erasing"
    moderating.find_member(hands, story.members.people[-1].platform_id)
    hands.click("member_erase")
    hands.click("erase_dialog_confirm")
    hands.until(lambda: hands.sees("erase_dialog") is None)
    hands.settle()


def import_complaints(story: Story) -> None:
    hands, count = story.hands, len(story.reports.complaints)
    hands.step = "importing complaints"
    hands.go("cases")
    story.files.chosen.append(story.reports.path)
    hands.click("cases_import")
    hands.waits_at("import_commit")
    hands.press(Key.Key_Return)
    hands.toast(trn("{count} case opened", "{count} cases opened", count))
    hands.press(Key.Key_Return)
    hands.settle()


def search(story: Story) -> None:
    """Look for members and cases, by names that are there and by one that is not."""
    hands, people = story.hands, story.members.people
    hands.step = "searching"
    hands.go("members")
    hands.write(people[1].handle, "members_search")
    hands.settle()
    hands.go("cases")
    hands.press(Key.Key_Slash)
    hands.write(SOUGHT)
    hands.settle()
    moderating.find_member(hands, people[2].platform_id)


def half_write_a_case(hands: Hands) -> None:
    hands.step = "beginning a case"
    hands.go("cases")
    hands.click("cases_new")
    hands.write(QUOTE, "new_quote")


def write_notes(hands: Hands) -> None:
    """Write a note about the case in front, and half of another."""
    hands.step = "noting"
    hands.go("cases")
    hands.waits_at("cases_list")
    hands.press(Key.Key_M)
    hands.waits_at("case_note")
    hands.write(NOTE)
    hands.act()
    hands.reads(NOTE, "case_scroll")
    hands.settle()
    moderating.begin_a_note(hands, HALF_A_NOTE)


def break_down(hands: Hands) -> None:
    """Meet a fault in the program, whose message quotes what was being worked on."""
    hands.step = "breaking down"

    def fail() -> None:
        raise ValueError(RAISED)

    QTimer.singleShot(0, fail)
    hands.click("crash_close")
    hands.find("unlock_name")


def change_passphrase(hands: Hands) -> None:
    """Mistype the present one first."""
    hands.step = "changing the passphrase"
    hands.click("rail_settings")
    hands.click("settings_tabs_vault")
    hands.write(MISTYPED, "passphrase_old")
    for name in ("passphrase_new", "passphrase_repeated"):
        hands.write(CHANGED, name)
    hands.click("passphrase_change")
    old = hands.find("passphrase_old")
    hands.until(old.accessibleDescription)
    hands.settle()
    old.clear()
    hands.write(credentials(OWNER).passphrase, "passphrase_old")
    hands.click("passphrase_change")
    hands.reads(tr("The new passphrase holds from now on."), "settings")


def come_in_anew(hands: Hands) -> None:
    hands.step = "signing in anew"
    hands.write(OWNER, "unlock_name")
    hands.write(CHANGED, "unlock_passphrase")
    hands.press(Key.Key_Return)
    come_in(hands)


def look_at_a_sheet(hands: Hands) -> tuple[str, ...]:
    """Make a recovery sheet, look at it and keep nothing; return its groups."""
    hands.step = "making a sheet"
    hands.press(Key.Key_K, CTRL)
    hands.write("恢复单", "palette_field")
    hands.press(Key.Key_Return)
    hands.click("recovery_make")
    hands.click("recovery_show")
    parts = (hands.find(f"recovery_group_{n}").accessibleName() for n in range(1, 9))
    groups = tuple(part[-PER_GROUP:] for part in parts)
    hands.click("recovery_show")
    hands.click("recovery_done")
    hands.until(lambda: hands.sees("recovery") is None)
    return groups


def back_up(hands: Hands) -> None:
    """Make a backup; it holds no more than the vault does."""
    hands.step = "backing up"
    hands.go("team")
    hands.click("backups_make")
    hands.toast(tr("The backup is made and was opened to prove it"))
    hands.settle()


def copy(hands: Hands) -> None:
    """Leave a text on the clipboard."""
    hands.step = "copying"
    hands.press(Key.Key_K, CTRL)
    hands.write(COPIED, "palette_field")
    for key in (Key.Key_A, Key.Key_C):
        hands.press(key, CTRL)
    hands.until(lambda: QGuiApplication.clipboard().text() == COPIED)


def leave_word(story: Story, groups: tuple[str, ...]) -> None:
    """Tell what must not be found, and which files somebody else laid there."""
    passphrases = [credentials(name).passphrase for name in (OWNER, LEAD)]
    files: Any = story.members.path, story.reports.path
    told = {
        "needles": {
            **{k: [*v] for k, v in needles_of(story.members, story.reports).items()},
            "notes": [NOTE, HALF_A_NOTE],
            "drafts": [QUOTE],
            "searched words": [SOUGHT, story.members.people[1].handle],
            "clipboard": [COPIED],
            "messages of faults": [RAISED],
            "staff": [OWNER, LEAD],
            "passphrases": [*passphrases, CHANGED, MISTYPED],
            "recovery key": [*groups],
        },
        "brought": [str(path) for path in files],
    }
    Path(os.environ["TOLD"]).write_text(json.dumps(told), encoding="utf-8")
