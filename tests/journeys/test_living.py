"""Living with it, through the window: locking, coming back, handing over, failing."""

from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from app.staff.roles import Role
from app.words import tr
from tests.builders import OWNER
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
from ui.failing import Failures
from ui.shell import Habits
from ui.widgets import Dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WHOM: Final = "晚舟"
QUOTE: Final = "转述：有人在群里公开了她的电话"
CHANGED: Final = "six new words nobody has written down"
SECRET: Final = "林晚 13800001111"


@pytest.fixture
def two(story: Story) -> Story:
    """Make a vault in which two people can sign in; the owner is in it."""
    make_vault(story)
    story.hands.go("team")
    enrol(story.hands, LEAD, Role.LEAD)
    return story


def text_of(hands: Hands, name: str) -> str:
    field = hands.find(name)
    text: str = field.toPlainText() if hasattr(field, "toPlainText") else field.text()
    return text


def begin_a_case(hands: Hands) -> None:
    hands.step = "beginning a case"
    hands.go("cases")
    hands.click("cases_new")
    hands.find("new_quote")


def is_locked(hands: Hands) -> bool:
    return hands.application.main is None and hands.sees("unlock_name") is not None


def test_a_half_written_form_comes_back_to_who_wrote_it(two: Story) -> None:
    hands = two.hands
    begin_a_case(hands)
    hands.write(WHOM)
    hands.write(QUOTE, "new_quote")
    lock(hands)  # from the dialog, before typing has paused
    assert not [
        d for d in hands.application.window.findChildren(QDialog) if d.isVisible()
    ]
    sign_in(hands, LEAD)
    begin_a_case(hands)
    hands.settle()
    assert text_of(hands, "new_quote") == text_of(hands, "new_subject") == ""
    hands.click("new_cancel")
    hands.application.switch_person()
    sign_in(hands, OWNER)
    begin_a_case(hands)
    hands.until(lambda: text_of(hands, "new_quote") == QUOTE)
    assert text_of(hands, "new_subject") == WHOM
    hands.reads(tr("What you had begun to write is back."), "case_new")
    hands.press(Key.Key_Escape)
    hands.settle()
    begin_a_case(hands)
    hands.settle()
    assert text_of(hands, "new_quote") == ""
    hands.click("new_cancel")
    assert hands.troubles == []


def test_somebody_else_signs_in_while_the_window_stays(two: Story) -> None:
    hands = two.hands
    memory = hands.application._memory
    memory.keep_name(OWNER)
    window = hands.application.window
    hands.go("members")
    hands.write("a member", "members_search")
    hands.click("person")
    menu: Any = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = tr("Switch person")
    action = next(each for each in menu.actions() if each.text() == words)
    while menu.activeAction() is not action:
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.until(lambda: is_locked(hands))
    hands.waits_at("unlock_name")
    assert text_of(hands, "unlock_name") == ""
    assert window.isVisible()
    sign_in(hands, LEAD)
    assert hands.application.window is window
    assert memory.name() == OWNER  # whose it is decides
    hands.go("members")
    assert text_of(hands, "members_search") == ""
    hands.press(Key.Key_Z, CTRL)
    hands.toast(tr("There is nothing to undo now"))
    lock(hands)
    assert text_of(hands, "unlock_name") == OWNER


def test_locking_leaves_nothing_lying_about(two: Story, qapp: QApplication) -> None:
    hands = two.hands
    hands.press(Key.Key_K, CTRL)
    hands.write(SECRET, "palette_field")
    hands.press(Key.Key_A, CTRL)
    hands.press(Key.Key_C, CTRL)
    hands.until(lambda: QGuiApplication.clipboard().text() == SECRET)
    hands.toast(tr("Copied; taken off again in {n} seconds", n=15))
    gone: list[str] = []
    page = hands.application.window.page()
    assert page is not None
    page.destroyed.connect(lambda: gone.append("page"))
    hands.application.guard.system.left.emit()
    assert is_locked(hands)
    assert QGuiApplication.clipboard().text() == ""
    hands.reads(tr("Locked when you left this computer"))
    hands.until(lambda: gone)
    assert not any(SECRET in text for text in hands.texts())
    hands.until(lambda: hands.application.runner._held is None)


def test_a_file_dialog_does_not_keep_the_vault_open(
    two: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = two.hands
    host = hands.application.host
    assert host is not None
    chosen: list[object] = []
    gone: list[bool] = []
    page = hands.application.window.page()
    assert page is not None
    page.destroyed.connect(lambda: gone.append(True))

    def go_idle() -> None:
        assert isinstance(QApplication.activeModalWidget(), QFileDialog)
        hands.application.guard.idle.idle.emit()

    # What stands for the system's dialogs would answer at once; this one waits.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", _wait_for_a_file)
    QTimer.singleShot(0, lambda: chosen.append(host.choose_file("Open", "")))
    QTimer.singleShot(400, go_idle)
    hands.until(lambda: is_locked(hands))
    hands.until(lambda: chosen == [None])
    hands.until(lambda: gone)
    sign_in(hands, OWNER)
    assert hands.troubles == []


def _wait_for_a_file(over: QWidget, *_: object) -> tuple[str, str]:
    """Do what Qt's own function does, which tests elsewhere replace."""
    dialog = QFileDialog(over)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.exec()
    dialog.deleteLater()
    return "/somewhere/chosen.csv", ""


def test_settings_belong_to_a_person(two: Story) -> None:
    hands = two.hands
    hands.click("rail_settings")
    hands.waits_at("settings_tabs_looks")
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Space)
    idle = hands.find("settings_idle")
    assert idle.chosen() == "5"
    assert idle.count() == 60
    assert not hands.find("settings_left_out").isEnabled()
    hands.reads(tr("This system offers no way to do that."), "settings")
    idle.setFocus()
    hands.press(Key.Key_Up)
    assert hands.application.guard.idle.minutes == 4
    hands.click("settings_done")
    hands.settle()
    lock(hands)
    assert hands.application.guard.idle.minutes == Habits().idle_minutes
    sign_in(hands, LEAD)
    assert hands.application.guard.idle.minutes == 5
    lock(hands)
    sign_in(hands, OWNER)
    hands.until(lambda: hands.application.guard.idle.minutes == 4)
    hands.reads(tr("locks after {count} idle minutes", count=4), "top_bar")


def test_the_own_passphrase_is_changed(two: Story) -> None:
    hands = two.hands
    hands.click("rail_settings")
    hands.click("settings_tabs_vault")
    former = credentials(OWNER).passphrase
    hands.write("not what it was at all", "passphrase_old")
    for name in ("passphrase_new", "passphrase_repeated"):
        hands.write(CHANGED, name)
    hands.click("passphrase_change")
    old = hands.find("passphrase_old")
    hands.until(old.accessibleDescription)
    hands.settle()
    old.clear()
    hands.write(former, "passphrase_old")
    hands.click("passphrase_change")
    hands.reads(tr("The new passphrase holds from now on."), "settings")
    lock(hands)
    hands.write(OWNER, "unlock_name")
    hands.write(CHANGED, "unlock_passphrase")
    hands.press(Key.Key_Return)
    come_in(hands)
    assert hands.troubles == []


def test_a_fault_closes_the_vault_and_quotes_nobody(
    two: Story, qapp: QApplication, capfd: Any
) -> None:
    hands = two.hands
    failures = Failures(qapp)
    failures.failed.connect(hands.application.fail)
    failures.install()
    try:
        begin_a_case(hands)
        hands.write(QUOTE, "new_quote")

        def fail() -> None:
            raise ValueError(SECRET)

        QTimer.singleShot(0, fail)
        QTimer.singleShot(0, fail)
        hands.until(lambda: hands.sees("crash"))
    finally:
        failures.remove()
    assert is_locked(hands)
    hands.reads(tr("Locked after a fault in the program"))
    dialogs = [
        d for d in hands.application.window.findChildren(Dialog) if d.isVisible()
    ]
    assert len(dialogs) == 1
    told = "\n".join([*hands.texts("crash"), *capfd.readouterr()])
    assert "ValueError" in told
    assert SECRET not in told
    assert QUOTE not in told
    hands.click("crash_close")
    sign_in(hands, OWNER)
    begin_a_case(hands)
    hands.until(lambda: text_of(hands, "new_quote") == QUOTE)
    hands.click("new_cancel")


def test_the_computer_remembers_geometry_and_language_and_little_more(
    two: Story, tmp_path: Path
) -> None:
    hands = two.hands
    lock(hands)
    hands.application.window.close()
    kept = (tmp_path / "window.ini").read_text("utf-8")
    keys = {line.split("=")[0] for line in kept.splitlines() if "=" in line}
    assert keys <= {"geometry", "language", "theme", "vault"}
    for person in (OWNER, LEAD):
        assert person not in kept
        assert person.encode("unicode_escape").decode() not in kept
