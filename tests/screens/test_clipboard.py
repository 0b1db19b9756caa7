"""What is copied is taken off again, and hinted at to be kept by nobody."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.clipboard import CLIPBOARD_SECONDS, DO_NOT_KEEP, Clipboard
from ui.widgets import Label, MultilineField, TextField, column

CTRL = Qt.KeyboardModifier.ControlModifier
SECRET = "林晚，13800001111"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[Clipboard]:
    QGuiApplication.clipboard().clear()
    made = Clipboard(qapp)
    yield made
    made.forget()
    made.deleteLater()


def held() -> str:
    return QGuiApplication.clipboard().text()


def hints() -> dict[str, bytes]:
    data = QGuiApplication.clipboard().mimeData()
    return {kind: bytes(data.data(kind).data()) for kind in DO_NOT_KEEP}


def test_a_copy_carries_the_hints_of_every_platform(clipboard: Clipboard) -> None:
    clipboard.copy(SECRET)
    assert held() == SECRET
    assert hints() == DO_NOT_KEEP
    assert DO_NOT_KEEP["CanIncludeInClipboardHistory"] == bytes(4)
    assert DO_NOT_KEEP["x-kde-passwordManagerHint"] == b"secret"


def test_it_says_for_how_long(clipboard: Clipboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(clipboard.copied) as told:
        clipboard.copy(SECRET)
    assert told.args == [CLIPBOARD_SECONDS] == [15]


def test_it_is_taken_off_when_the_time_is_up(
    clipboard: Clipboard, qtbot: QtBot
) -> None:
    clipboard._expiry.setInterval(30)
    clipboard.copy(SECRET)
    qtbot.waitUntil(lambda: held() == "")


def test_what_somebody_copied_after_us_stays(clipboard: Clipboard) -> None:
    clipboard.copy(SECRET)
    clipboard._clipboard.blockSignals(True)  # another program's, we hear nothing
    QGuiApplication.clipboard().setText("another program's")
    clipboard._clipboard.blockSignals(False)
    clipboard.forget()
    assert held() == "another program's"
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("kind", ["line", "area", "label"])
def test_keys_copy_with_the_same_care(
    clipboard: Clipboard, qtbot: QtBot, shown, kind: str
) -> None:
    line, area = TextField("A", name="line"), MultilineField("B", name="area")
    label = Label(SECRET, selectable=True)
    page = shown(_page(line, area, label))
    line.set_text(SECRET)
    area.set_text(SECRET)
    widget = {"line": line.edit, "area": area.edit, "label": label}[kind]
    widget.setFocus()
    if isinstance(widget, Label):
        widget.setSelection(0, len(SECRET))
    else:
        widget.selectAll()
    with qtbot.waitSignal(clipboard.copied):
        qtbot.keyClick(widget, Qt.Key.Key_C, CTRL)
    assert page.isVisible()
    assert held() == SECRET
    assert hints() == DO_NOT_KEEP
    clipboard.forget()
    assert held() == ""


def test_cutting_and_copying_the_same_again_are_no_exception(
    clipboard: Clipboard, qtbot: QtBot, shown
) -> None:
    line = TextField("A", name="line")
    shown(line)
    clipboard.copy(SECRET)
    line.set_text(SECRET)
    line.edit.selectAll()
    with qtbot.waitSignal(clipboard.copied):
        qtbot.keyClick(line.edit, Qt.Key.Key_X, CTRL)
    assert line.text() == ""
    assert hints() == DO_NOT_KEEP
    clipboard.forget()
    assert held() == ""


def _page(*parts):
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    page.setLayout(column(*parts))
    return page
