"""Fields keep their text, say what is wrong, and let go of passphrases."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.widgets import (
    CheckRow,
    Choice,
    ChoiceList,
    LabelledSelect,
    MultilineField,
    PassphraseField,
    SearchBox,
    TextField,
    column,
)
from ui.widgets.passphrase import caps_lock_seen


@pytest.mark.parametrize(
    ("text", "shifted", "seen"),
    [
        ("A", False, True),
        ("a", False, False),
        ("a", True, True),
        ("A", True, False),
        ("1", False, None),
        ("", False, None),
        ("公", False, None),
        ("\r", False, None),
    ],
)
def test_caps_lock_is_told_from_letters(text, shifted, seen):
    assert caps_lock_seen(text, shifted=shifted) is seen


def test_an_error_keeps_the_text_and_goes_with_the_next_letter(qtbot, shown):
    field = shown(TextField("Reason", name="reason"))
    field.set_text("short")
    field.show_error("Write at least 10 characters.")
    assert field.text() == "short"
    assert field.error() == "Write at least 10 characters."
    assert field.edit.accessibleDescription() == field.error()
    qtbot.keyClicks(field.edit, "er")
    assert field.text() == "shorter"
    assert field.error() == ""


def test_a_field_says_its_label_and_takes_the_focus(shown):
    field = shown(TextField("Nickname", name="nickname"))
    assert field.edit.accessibleName() == "Nickname"
    field.focus()
    assert QApplication.focusWidget() is field.edit


def test_enter_submits(qtbot, shown):
    field = shown(TextField("Nickname"))
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_passphrase_is_hidden_and_taken_once(qtbot, shown):
    field = shown(PassphraseField("Passphrase", name="pass"))
    qtbot.keyClicks(field.edit, "secret words")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.take() == "secret words"
    assert field.text() == ""


def test_the_eye_shows_and_wiping_hides_again(qtbot, shown):
    field = shown(PassphraseField("Passphrase", name="pass"))
    eye = field._eye
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide the passphrase"
    field.wipe()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert eye.accessibleName() == "Show the passphrase"


def test_caps_lock_is_said_and_forgotten(qtbot, shown):
    field = shown(PassphraseField("Passphrase", name="pass"))
    assert not field._caps.isVisible()
    field.edit.letter_typed.emit("A", False)
    assert field._caps.isVisible()
    field.edit.letter_typed.emit("1", False)
    assert field._caps.isVisible()
    field.edit.letter_typed.emit("a", False)
    assert not field._caps.isVisible()


def test_a_long_text_grows_and_then_scrolls(qtbot, shown):
    field = shown(MultilineField("Reason", lines=(2, 4)))
    low = field.edit.height()
    field.set_text("one\ntwo\nthree")
    qtbot.waitUntil(lambda: field.edit.height() > low)
    field.set_text("\n".join(str(n) for n in range(40)))
    line = field.edit.fontMetrics().lineSpacing()
    assert field.edit.height() <= 4 * line + 6
    field.set_text("")
    assert field.edit.height() == low


def test_tab_leaves_a_long_text(qtbot, shown):
    first, second = MultilineField("One"), TextField("Two")
    holder = QWidget()
    holder.setLayout(column(first, second))
    shown(holder)
    first.focus()
    qtbot.keyClick(first.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.edit


def test_search_waits_for_a_pause_and_tells_a_text_once(qtbot, shown):
    box = shown(SearchBox("Find", name="find"))
    told: list[str] = []
    box.searched.connect(told.append)
    with qtbot.waitSignal(box.searched):
        qtbot.keyClicks(box.edit, " fish ")
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert told == ["fish"]


def test_scrolling_past_a_combo_changes_nothing(qtbot, shown):
    chooser = shown(LabelledSelect("Clause", name="clause"))
    chooser.select.set_choices(
        [Choice(key="a", text="Alpha"), Choice(key="b", text="Beta")]
    )
    assert chooser.select.chosen() == "a"
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chooser.select, event)
    assert chooser.select.chosen() == "a"


def test_a_combo_tells_what_a_person_chose(qtbot, shown):
    chooser = shown(LabelledSelect("Clause", name="clause"))
    chooser.select.set_choices(
        [Choice(key="a", text="Alpha"), Choice(key="b", text="Beta")]
    )
    chooser.select.setFocus()
    with qtbot.waitSignal(chooser.select.key_chosen) as told:
        qtbot.keyClick(chooser.select, Qt.Key.Key_Down)
    assert told.args == ["b"]
    chooser.select.choose("unknown")
    assert chooser.select.chosen() == "b"


def test_choices_tell_people_not_programs(qtbot, shown):
    choices = shown(ChoiceList("Sanction", name="sanction"))
    told: list[str] = []
    choices.chosen.connect(told.append)
    choices.set_choices(
        [Choice(key="warn", text="Warning"), Choice(key="mute", text="Mute")], "warn"
    )
    assert (choices.value(), told) == ("warn", [])
    choices.choose_nth(2)
    choices.choose_nth(9)
    assert (choices.value(), told) == ("mute", ["mute"])


def test_a_row_can_be_clicked_anywhere(qtbot, shown):
    choice = shown(CheckRow("Remember my name", name="remember"))
    choice.resize(400, 28)
    place = choice.rect().center()
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=place)
    assert choice.isChecked()
