"""The unlock screen: what is typed goes out once, what went wrong is said."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.words import Language, use_language
from ui.screens.unlock.presenter import Field, SignIn
from ui.screens.unlock.view import UnlockView
from ui.theme import Mode, theme
from ui.widgets import Button


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
@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (900, 600)])
def test_nothing_is_clipped(qtbot, shown, language, size):
    use_language(language)
    theme().set_language(language)
    view = UnlockView(version="0.1.0")
    view.resize(*size)
    shown(view)
    view.show_create()
    for button in view.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.objectName()
            assert button.accessibleName()
            assert button.objectName()
    card = part(view, "unlock_card")
    qtbot.waitUntil(lambda: card.height() >= card.minimumSizeHint().height())
