"""Lists are worked by keyboard, and letters act only where they may."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from ui.widgets import (
    Button,
    DataTable,
    KeyPane,
    Label,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextField,
    column,
)
from ui.widgets.keys import OFF_PROPERTY
from ui.widgets.paint import TextStyle, draw_text

Row = tuple[str, str]
ROWS: list[Row] = [("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")]


class Rows(RecordDelegate[Row]):
    def row_height(self) -> int:
        return 40

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: Row, state: RowState
    ) -> None:
        draw_text(painter, rect, row[1], TextStyle())


@pytest.fixture
def model(qapp) -> RecordModel[Row]:
    made: RecordModel[Row] = RecordModel(lambda r: f"row {r[1]}", lambda r: r[0])
    made.set_rows(ROWS)
    return made


@pytest.fixture
def records(shown, model) -> RecordList:
    made = RecordList("Cases", name="records")
    made.setModel(model)
    made.setItemDelegate(Rows(made))
    made.set_key_map(frozenset("AN1?"))
    shown(made)
    made.setFocus()
    made.select_key("a")
    return made


def test_a_record_that_is_not_among_the_rows_stays_open(records):
    told: list[str] = []
    records.moved.connect(told.append)
    records.show_current("z")
    assert records.current_key() == ""
    records.clearFocus()
    records.setFocus()
    assert (records.current_key(), told) == ("", [])
    records.show_rows(ROWS)
    records.show_current("b")
    assert (records.current_key(), told) == ("b", [])


def test_a_list_that_gets_the_focus_chooses_its_first_row(records):
    records.show_rows(())
    records.show_rows(ROWS)
    records.clearFocus()
    assert records.current_key() == ""
    records.setFocus()
    assert records.current_key() == "a"


def test_the_model_holds_what_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)


def test_rows_are_said_and_never_edited(model):
    index = model.index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "row Beta"
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_more_is_asked_for_once_a_page(model, qtbot):
    model.set_rows(ROWS, more=True)
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(model.index(-1, -1))
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(model.index(-1, -1))
    model.append_rows([("d", "Delta")])
    assert model.rowCount() == 4
    assert not model.canFetchMore(model.index(-1, -1))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("j", "b"), ("jj", "c"), ("jjjj", "c"), ("jk", "a"), ("k", "a"), ("J", "b")],
)
def test_j_and_k_move(qtbot, records, keys, expected):
    qtbot.keyClicks(records, keys)
    assert records.current_key() == expected


def test_arrows_move_and_tell(qtbot, records):
    with qtbot.waitSignal(records.moved) as told:
        qtbot.keyClick(records, Qt.Key.Key_Down)
    assert told.args == ["b"]


def test_enter_space_slash_and_escape(qtbot, records):
    with qtbot.waitSignal(records.opened) as told:
        qtbot.keyClick(records, Qt.Key.Key_Return)
    assert told.args == ["a"]
    with qtbot.waitSignal(records.peeked):
        qtbot.keyClick(records, Qt.Key.Key_Space)
    with qtbot.waitSignal(records.filter_wanted):
        qtbot.keyClicks(records, "/")
    with qtbot.waitSignal(records.back_wanted):
        qtbot.keyClick(records, Qt.Key.Key_Escape)


def test_letters_of_the_map_are_told(qtbot, records):
    told: list[str] = []
    records.letter_pressed.connect(told.append)
    qtbot.keyClicks(records, "aN1z")
    qtbot.keyClick(records, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert told == ["A", "N", "1"]
    assert records.current_key() == "a"


def test_letters_rest_while_an_input_method_composes(qtbot, records):
    told: list[str] = []
    records.letter_pressed.connect(told.append)
    QApplication.sendEvent(records, QInputMethodEvent("ni", []))
    qtbot.keyClicks(records, "aj")
    assert told == []
    assert records.current_key() == "a"
    QApplication.sendEvent(records, QInputMethodEvent("", []))
    qtbot.keyClicks(records, "a")
    assert told == ["A"]


def test_a_list_takes_no_input_method(records):
    records.select_key("b")
    assert not records.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not records.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_letters_can_be_switched_off(qtbot, records):
    records.window().setProperty(OFF_PROPERTY, True)
    with qtbot.assertNotEmitted(records.letter_pressed):
        qtbot.keyClicks(records, "aj")
    assert records.current_key() == "a"
    qtbot.keyClick(records, Qt.Key.Key_Down)
    assert records.current_key() == "b"


def test_selection_survives_a_reload_by_key(records, model):
    model.set_rows([("x", "New"), *ROWS])
    assert records.select_key("a")
    assert records.currentIndex().row() == 1
    assert not records.select_key("gone")


def test_rows_are_painted(records):
    assert not records.grab().toImage().isNull()


def test_a_pane_hears_letters_from_buttons_but_not_from_fields(qtbot, shown):
    pane = KeyPane(name="record")
    pane.set_key_map(frozenset("V"))
    button, field = Button("Do", name="do"), TextField("Words")
    pane.setLayout(column(button, field, Label("read only", selectable=True)))
    shown(pane)
    button.setFocus()
    with qtbot.waitSignal(pane.letter_pressed) as told:
        qtbot.keyClicks(button, "v")
    assert told.args == ["V"]
    field.focus()
    with qtbot.assertNotEmitted(pane.letter_pressed):
        qtbot.keyClicks(field.edit, "v")
    assert field.text() == "v"


def test_tables_take_the_height_of_their_rows(shown):
    table = DataTable("Guesses", name="guesses")
    model = QStandardItemModel(table)
    model.setHorizontalHeaderLabels(["Who", "Most"])
    for name, most in (("Inside", "25%"), ("Outside", "6%")):
        model.appendRow([QStandardItem(name), QStandardItem(most)])
    table.setModel(model)
    table.set_stretch(0)
    table.fit_rows()
    shown(table)
    assert table.height() >= 32 + 2 * 36
    assert not table.grab().toImage().isNull()
