"""The focus stays where keys act, and keys do what a person expects of them."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language
from ui.shell import QtWords
from ui.widgets import (
    Button,
    Choice,
    FocusKeeper,
    FocusRing,
    KeyPane,
    MultilineField,
    RecordList,
    RecordModel,
    ScrollColumn,
    Select,
    TextField,
    column,
)

Row = tuple[str, str]
ROWS: list[Row] = [("a", "Alpha"), ("b", "Beta")]
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@pytest.fixture
def keeper(qapp):
    made = FocusKeeper(qapp)
    yield made
    qapp.focusChanged.disconnect(made._on_focus_changed)
    made.deleteLater()


def pane(*parts: QWidget) -> KeyPane:
    made = KeyPane()
    made.setLayout(column(*parts))
    return made


def test_the_focus_returns_when_its_field_goes(qtbot, shown, keeper):
    first, other, note = Button("First"), Button("Other"), TextField("Note")
    around = pane(first, note, other)
    shown(around)
    first.setFocus()
    note.focus()
    note.hide()
    qtbot.waitUntil(first.hasFocus)


def test_the_focus_returns_when_its_button_is_disabled(qtbot, shown, keeper):
    first, other, work = Button("First"), Button("Other"), Button("Work")
    around = pane(first, work, other)
    shown(around)
    first.setFocus()
    work.setFocus()
    work.setEnabled(False)
    qtbot.waitUntil(first.hasFocus)


def test_who_sets_the_focus_meanwhile_has_the_last_word(qtbot, shown, keeper):
    first, note = Button("First"), TextField("Note")
    other, chosen = Button("Other"), Button("Chosen")
    around = pane(first, note, other, chosen)
    shown(around)
    first.setFocus()
    note.focus()
    note.hide()
    chosen.setFocus()
    QApplication.processEvents()
    assert chosen.hasFocus()


@pytest.mark.parametrize("key", ENTERS)
def test_enter_presses_a_button(qtbot, shown, key):
    button = Button("Go")
    around = pane(button)
    shown(around)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_enter_with_control_is_left_to_the_screen(qtbot, shown):
    button = Button("Go")
    around = pane(button)
    shown(around)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_digit_on_a_select_chooses_nothing_there_and_acts(qtbot, shown):
    select = Select("Clause")
    select.set_choices([Choice(key=n, text=n) for n in ("1.1", "3.2", "3.3")])
    around = pane(select)
    around.set_key_map(frozenset("3"))
    shown(around)
    select.setFocus()
    with qtbot.waitSignal(around.letter_pressed) as told:
        qtbot.keyClick(select, Qt.Key.Key_3)
    assert told.args == ["3"]
    assert select.chosen() == "1.1"
    qtbot.keyClick(select, Qt.Key.Key_Down)
    assert select.chosen() == "3.2"


def test_a_list_that_gets_the_focus_chooses_its_first_row(shown):
    model: RecordModel[Row] = RecordModel(lambda r: r[1], lambda r: r[0])
    model.set_rows(ROWS)
    records = RecordList("Rows")
    records.setModel(model)
    around = pane(Button("First"), records)
    shown(around)
    records.setFocus()
    assert records.current_key() == "a"
    assert records.selectionModel().isSelected(model.index(0, 0))


def test_the_ring_of_a_pane_lies_inside_it(qapp, shown):
    ring = FocusRing(qapp)
    scroll = ScrollColumn()
    around = shown(pane(scroll))
    scroll.setFocus(Qt.FocusReason.TabFocusReason)
    found = ring.ring_rect()
    assert found is not None
    assert QRect(scroll.pos(), scroll.size()).contains(found)
    around.setFocus()
    qapp.focusChanged.disconnect(ring._on_focus_changed)


def test_qt_speaks_the_language_of_the_window(qapp):
    words = QtWords(qapp)
    words.speak(Language.ZH_CN)
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    words.speak(Language.EN)
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
    qapp.removeTranslator(words)


def test_a_focus_that_nobody_can_take_back_is_told(qtbot, shown, keeper):
    note, other = TextField("Note"), Button("Other")
    around = pane(note, other)
    shown(around)
    note.focus()
    with qtbot.waitSignal(keeper.stranded):
        note.hide()
    assert other.hasFocus()


@pytest.mark.parametrize("make", [TextField, MultilineField])
def test_a_field_without_changes_leaves_undo_to_the_window(qtbot, shown, make):
    field = make("Reason")
    around = pane(field)
    shown(around)
    undo = QShortcut(QKeySequence("Ctrl+Z"), around)
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(undo.activated):
        qtbot.keyClick(field.edit, Qt.Key.Key_Z, control)
    qtbot.keyClicks(field.edit, "abc")
    with qtbot.assertNotEmitted(undo.activated):
        qtbot.keyClick(field.edit, Qt.Key.Key_Z, control)
    assert not field.text()


def test_a_sign_the_list_does_not_know_goes_on_to_the_window(qtbot, shown):
    model: RecordModel[Row] = RecordModel(lambda r: r[1], lambda r: r[0])
    model.set_rows(ROWS)
    records = RecordList("Rows")
    records.setModel(model)
    around = pane(records)
    around.set_key_map(frozenset("?"))
    shown(around)
    records.setFocus()
    with qtbot.waitSignal(around.letter_pressed):
        qtbot.keyClicks(records, "?")
