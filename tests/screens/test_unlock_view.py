"""The unlock screen: what is typed goes out once, what went wrong is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.recovery import PER_GROUP, as_groups, is_right
from app.words import Language, use_language
from ui.screens.unlock.shown import Field, GroupState, SignIn
from ui.screens.unlock.view import UnlockView
from ui.theme import Mode, theme
from ui.widgets import Button

GROUPS = as_groups(bytes(range(32)))


@pytest.fixture
def view(shown) -> UnlockView:
    made = UnlockView(version="0.1.0", least=15)
    made.resize(1280, 800)
    return shown(made)


def part(view: QWidget, name: str) -> Any:
    found = view.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_name_enter_passphrase_enter(qtbot, view):
    view.show_sign_in("雨林读书会", "", remembered=False)
    name, secret = part(view, "unlock_name"), part(view, "unlock_passphrase")
    assert QApplication.focusWidget() is name
    assert not part(view, "unlock_remember").isChecked()
    qtbot.keyClicks(name, "lin")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is secret
    qtbot.keyClicks(secret, "six good words")
    with qtbot.waitSignal(view.sign_in_submitted) as told:
        qtbot.keyClick(secret, Qt.Key.Key_Return)
    assert told.args == [
        SignIn(name="lin", passphrase="six good words", remember=False)
    ]
    assert secret.text() == ""


def test_a_remembered_name_leaves_the_passphrase_to_type(view):
    view.show_sign_in("雨林读书会", "lin", remembered=True)
    assert part(view, "unlock_name").text() == "lin"
    assert part(view, "unlock_remember").isChecked()
    assert QApplication.focusWidget() is part(view, "unlock_passphrase")


def test_errors_stand_under_their_field_or_over_the_form(view):
    view.show_sign_in("雨林读书会", "lin", remembered=False)
    view.show_error(Field.PASSPHRASE, "Wrong.")
    secret = part(view, "unlock_passphrase")
    assert secret.accessibleDescription() == "Wrong."
    assert QApplication.focusWidget() is secret
    view.show_error(Field.FORM, "The vault is open elsewhere.")
    assert part(view, "unlock_problem").isVisible()


def test_while_it_opens_nothing_can_be_typed(qtbot, view):
    view.show_sign_in("雨林读书会", "lin", remembered=False)
    view.show_busy("Unlocking.")
    assert not part(view, "unlock_submit").isEnabled()
    assert not part(view, "unlock_passphrase").isEnabled()
    assert not part(view, "unlock_other").isEnabled()
    view.show_ready()
    assert part(view, "unlock_submit").isEnabled()
    assert QApplication.focusWidget() is part(view, "unlock_passphrase")


def test_a_new_vault_goes_out_and_its_secrets_go_with_the_work(
    qtbot, view, tmp_path: Path
):
    view.show_create()
    view.create_form.set_folder(tmp_path)
    for name, text in (
        ("create_community", "Rain readers"),
        ("create_name", "lin"),
        ("create_passphrase", "six good words here"),
        ("create_repeated", "six good words here"),
    ):
        qtbot.keyClicks(part(view, name), text)
    with qtbot.waitSignal(view.create_submitted) as told:
        part(view, "create_submit").click()
    sent = told.args[0]
    assert (sent.community, sent.folder, sent.name) == (
        "Rain readers",
        tmp_path,
        "lin",
    )
    assert sent.passphrase == sent.repeated == "six good words here"
    view.show_busy("Making it.")
    assert part(view, "create_passphrase").text() == ""
    assert part(view, "create_repeated").text() == ""


def test_a_sheet_is_typed_group_by_group(qtbot, view):
    view.group_typed.connect(checked(view))
    view.show_sign_in("雨林读书会", "", remembered=False)
    with qtbot.waitSignal(view.recover_wanted):
        part(view, "unlock_recover").click()
    view.show_recover("雨林读书会")
    first, second = part(view, "recover_group_1"), part(view, "recover_group_2")
    assert QApplication.focusWidget() is first
    qtbot.keyClicks(first, GROUPS[0].lower())
    assert first.text() == GROUPS[0]
    assert QApplication.focusWidget() is second
    qtbot.keyClicks(second, GROUPS[2])
    assert second.accessibleDescription() == "Group 2 is miscopied"
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Backspace)
    assert second.accessibleDescription() == ""


def test_an_input_method_composes_in_peace_and_may_write_wide_letters(view):
    typed: list[tuple[int, str]] = []
    view.show_recover("雨林读书会")
    view.group_typed.connect(lambda place, text: typed.append((place, text)))
    first = part(view, "recover_group_1")
    QApplication.sendEvent(first, QInputMethodEvent("ce", []))
    assert typed == []
    written = QInputMethodEvent("", [])
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in GROUPS[0])
    written.setCommitString(wide)
    QApplication.sendEvent(first, written)
    assert typed == [(0, GROUPS[0])]


def test_a_whole_key_can_be_pasted_at_once(qtbot, view):
    view.group_typed.connect(checked(view))
    view.show_recover("雨林读书会")
    QApplication.clipboard().setText("-".join(GROUPS))
    part(view, "recover_group_1").paste()
    QApplication.clipboard().clear()
    assert view.recover_form.groups.texts() == GROUPS
    for name in ("recover_passphrase", "recover_repeated"):
        qtbot.keyClicks(part(view, name), "six good words here")
    with qtbot.waitSignal(view.recover_submitted) as told:
        qtbot.keyClick(part(view, "recover_repeated"), Qt.Key.Key_Return)
    assert told.args[0].groups == GROUPS
    view.show_busy("Opening.")
    assert part(view, "recover_passphrase").text() == ""
    assert not part(view, "recover_group_1").isEnabled()
    view.show_ready()
    view.show_error(Field.FORM, "It opens nothing.")
    assert view.recover_form.groups.texts() == GROUPS
    with qtbot.waitSignal(view.back_wanted):
        part(view, "recover_back").click()


def test_a_group_that_is_missing_takes_the_cursor(view):
    view.show_recover("雨林读书会")
    view.show_group(4, GroupState.SHORT)
    view.focus_group(4)
    fifth = part(view, "recover_group_5")
    assert fifth.accessibleDescription() == "Group 5 is not complete"
    assert QApplication.focusWidget() is fifth


def checked(view: UnlockView) -> Callable[[int, str], None]:
    """Return what the presenter would say of a group."""

    def check(place: int, text: str) -> None:
        whole = len(text) == PER_GROUP
        right = GroupState.RIGHT if is_right(text, place) else GroupState.WRONG
        view.show_group(place, right if whole else GroupState.OPEN)

    return check


def test_leaving_the_form_of_a_new_vault(qtbot, view):
    view.show_create()
    with qtbot.waitSignal(view.back_wanted):
        part(view, "create_back").click()


def test_another_vault_is_a_folder(qtbot, view, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path)
    )
    view.show_welcome()
    with qtbot.waitSignal(view.vault_chosen) as told:
        part(view, "welcome_open").click()
    assert told.args == [tmp_path]


def test_the_theme_can_be_chosen_before_signing_in(qtbot, view):
    with qtbot.waitSignal(view.mode_chosen) as told:
        view._on_mode("dark")
    assert told.args == ["dark"]
    assert theme().mode is Mode.DARK


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", ["create", "recover"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (900, 600)])
def test_nothing_is_clipped(qtbot, shown, language, size, form):
    use_language(language)
    theme().set_language(language)
    view = UnlockView(version="0.1.0")
    view.resize(*size)
    shown(view)
    view.show_create() if form == "create" else view.show_recover("雨林读书会")
    for button in view.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.objectName()
            assert button.accessibleName()
            assert button.objectName()
    card = part(view, "unlock_card")
    qtbot.waitUntil(lambda: card.height() >= card.minimumSizeHint().height())
