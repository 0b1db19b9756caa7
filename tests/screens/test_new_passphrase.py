"""The field of a new passphrase: judged while typed, made on request."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.passphrases import WORDS, Strength, Tongue, quality_of, tongue_text
from app.words import Language, use_language
from ui.screens.passphrases import NewPassphraseField
from ui.widgets import Menu

WEAK = "password password"
GOOD = "a green kettle sings at noon"


@pytest.fixture
def field(shown) -> NewPassphraseField:
    return shown(NewPassphraseField("Passphrase", name="new"))


def meter(field: QWidget) -> QWidget:
    found = field.findChild(QWidget, "new_meter")
    assert found is not None
    return found


def says(field: QWidget) -> str:
    return meter(field).accessibleName()


def test_the_meter_has_a_word_and_a_sentence_for_every_step():
    steps = {quality_of(text).strength: quality_of(text) for text in (WEAK, GOOD)}
    assert steps[Strength.REFUSED].word == "Will not do"
    assert steps[Strength.REFUSED].advice.endswith("Choose six words by chance.")
    assert quality_of("short").advice.startswith("The passphrase needs at least 15")
    assert len({quality.word for quality in steps.values()}) == 2


def test_names_of_this_vault_make_no_good_passphrase():
    text = "雨林读书会雨林读书会的口令"
    assert quality_of(text + "一二三四", ["雨林读书会"]).strength is Strength.REFUSED


def test_it_is_judged_while_one_types(qtbot, field: NewPassphraseField):
    assert says(field) == "How good it is"
    height = field.sizeHint().height()
    qtbot.keyClicks(field.edit, WEAK)
    qtbot.waitUntil(lambda: says(field) == "How good it is: Will not do")
    assert meter(field).accessibleDescription()
    assert field.sizeHint().height() == height
    field.wipe()
    assert says(field) == "How good it is"
    qtbot.keyClicks(field.edit, GOOD)
    qtbot.waitUntil(lambda: says(field) == "How good it is: Strong")


def test_one_made_by_chance_is_shown_to_be_written_down(qtbot, field):
    field.make(Tongue.PINYIN)
    assert len(field.text().split()) == WORDS
    assert field.edit.echoMode() is field.edit.EchoMode.Normal
    assert says(field) == "How good it is: Strong"
    assert meter(field).accessibleDescription().startswith("Write it down now")
    field.edit.setText(GOOD)
    qtbot.waitUntil(
        lambda: "Write it down now" not in meter(field).accessibleDescription()
    )
    field.wipe()
    assert field.edit.echoMode() is field.edit.EchoMode.Password


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("language", Language)
def test_it_is_made_by_keys_alone(qtbot, shown, language: Language):
    use_language(language)
    field = shown(NewPassphraseField("Passphrase", name="new"))
    field.focus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)  # the eye
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    make = QApplication.focusWidget()
    assert make is not None
    assert make.objectName() == "new_make"
    qtbot.keyClick(make, Qt.Key.Key_Return)
    menu = make.findChild(Menu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    first = Tongue.PINYIN if language is Language.ZH_CN else Tongue.ENGLISH
    assert menu.actions()[0].text() == tongue_text(first)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert len(field.text().split()) == WORDS
