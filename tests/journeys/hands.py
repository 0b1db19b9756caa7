"""Somebody at the window: keys, the pointer, an input method, and eyes.

Keys go to the window that has the focus and find their widget as they do in life;
what is not ASCII is written by an input method.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.reading import texts_under
from tests.journeys.watch import Watch
from ui.application import Application
from ui.widgets import RecordList, Toast

PATIENCE_MS: Final = 20_000
Key = Qt.Key
CTRL: Final = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier


@dataclass(slots=True)
class Hands:
    """Works the window.

    Attributes:
        step: what is being done, for the watch.
        troubles: what the runner told of and nobody waited for; there must be none.
    """

    qtbot: QtBot
    application: Application
    watch: Watch
    step: str = ""
    troubles: list[Any] = field(default_factory=list)

    def come_to_front(self) -> None:
        """Wait until keys reach the window."""
        window = self._top()

        def in_front() -> bool:
            # Offscreen, a request made too early is lost.
            window.activateWindow()
            return window.isActiveWindow()

        self.until(in_front)

    # --- waiting and seeing ---------------------------------------------------

    def until(self, seen: Callable[[], object]) -> None:
        """Wait for something to be so."""
        with self.watch.over(self.step):
            self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait until everything asked of the vault has been answered."""
        self.until(lambda: not self.application.runner.busy)

    def sees(self, name: str) -> Any | None:
        """Return a widget that can be seen, by its name."""
        found = self.application.window.findChildren(QWidget, name)
        return next((each for each in found if each.isVisible()), None)

    def find(self, name: str) -> Any:
        """Return a widget by its name, once it can be seen."""
        self.until(lambda: self.sees(name))
        return self.sees(name)

    def all_named(self, beginning: str) -> list[QWidget]:
        """Return what can be seen and whose name begins so."""
        found = self.application.window.findChildren(QWidget)
        named = (each for each in found if each.objectName().startswith(beginning))
        return [each for each in named if each.isVisible()]

    def rows(self, name: str) -> RecordList:
        """Return a list by its name, once it can be seen."""
        found = self.find(name)
        assert isinstance(found, RecordList)
        return found

    def texts(self, name: str = "") -> list[str]:
        """Return every text that can be read in a widget, or in the whole window."""
        return list(texts_under(self.find(name) if name else self.application.window))

    def reads(self, words: str, name: str = "") -> None:
        """Wait until these words can be read in a widget, or in the whole window."""
        assert words

        def read() -> None:
            texts = self.texts(name)
            assert any(words in text for text in texts), f"{words} is not in {texts}"

        with self.watch.over(self.step):
            self.qtbot.waitUntil(read, timeout=PATIENCE_MS)

    def focus(self) -> QWidget:
        """Return the widget that has the focus."""
        self._keyboard()
        found = QApplication.focusWidget()
        assert found is not None, self.step
        return found

    def waits_at(self, name: str) -> None:
        """Wait until a widget has the focus, by its name."""
        self.find(name)

        def focused() -> None:
            at = self.focus().objectName()
            assert at == name, f"the focus is at {at}, not at {name}"

        with self.watch.over(self.step):
            self.qtbot.waitUntil(focused, timeout=PATIENCE_MS)

    # --- doing ----------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key in the window that has the focus."""
        window = self._keyboard()
        with self.watch.over(f"{self.step}: {key.name}"):
            QTest.keyClick(window, key, modifiers)

    def act(self) -> None:
        """Press Ctrl+Enter."""
        self.press(Key.Key_Return, CTRL)

    def click(self, name: str) -> Any:
        """Click a widget, once it can be clicked; return it."""
        found = self.find(name)
        self._click(found)
        return found

    def click_text(self, words: str, name: str) -> None:
        """Click the button that says this, in a widget by its name."""
        buttons = self.find(name).findChildren(QAbstractButton)
        self._click(next(each for each in buttons if each.text() == words))

    def write(self, text: str, into: str = "") -> None:
        """Write into a field by its name, or into the one that has the focus."""
        if into:
            field = self.find(into)
            self.until(field.isEnabled)
            self._click(field.viewport() if hasattr(field, "viewport") else field)
            self.waits_at(into)
        for part in _runs(text):
            if part.isascii():
                for sign in part:
                    self._type(sign)
            else:
                self.compose(part[:1])
                self.commit(part)

    def _type(self, sign: str) -> None:
        keyboard, key = self._keyboard(), Qt.Key(ord(sign.upper()))
        shift = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else NO_MODIFIER
        with self.watch.over(f"{self.step}: typing"):
            QTest.keyClick(keyboard, key, shift)

    def compose(self, preedit: str) -> None:
        """Let an input method show what it composes."""
        with self.watch.over(f"{self.step}: composing"):
            event = QInputMethodEvent(preedit, [])
            QApplication.sendEvent(self.focus(), event)

    def commit(self, text: str) -> None:
        """Let an input method write what it composed."""
        with self.watch.over(f"{self.step}: writing"):
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.focus(), event)

    def choose_row(self, name: str, key: str) -> None:
        """Click a row of a list by its id, once it is there."""
        rows = self.rows(name)
        self.until(lambda: _place(rows, key) >= 0)
        index = rows.model().index(_place(rows, key), 0)
        rows.scrollTo(index)
        with self.watch.over(f"{self.step}: {name}"):
            at = rows.visualRect(index).center()
            self.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def choose(self, name: str, key: str) -> None:
        """Open a combo by its name and choose."""
        self.click(name)
        self.pick(name, key)

    def pick(self, name: str, key: str) -> None:
        """Choose in a combo that is open, by keys."""
        combo = self.find(name)
        popup, wanted = combo.view(), combo.findData(key)
        self.until(popup.isVisible)
        # The pointer may lie over the list and choose as well; so look where one is.
        for _ in range(2 * combo.count()):
            away = wanted - popup.currentIndex().row()
            if away:
                self.press(Key.Key_Down if away > 0 else Key.Key_Up)
        self.press(Key.Key_Return)
        self.until(lambda: not popup.isVisible())
        assert combo.chosen() == key

    def go(self, section: str) -> None:
        """Go to a section by the rail."""
        self.click(f"rail_{section}")
        self.settle()

    def toast(self, words: str) -> Toast:
        """Wait for a toast that says this; return it."""
        main = self.application.main
        assert main is not None

        def said() -> list[Toast]:
            return [t for t in main.toasts.toasts() if words in t.accessibleName()]

        self.until(said)
        return said()[-1]

    def _click(self, widget: QWidget) -> None:
        self.until(widget.isEnabled)
        with self.watch.over(f"{self.step}: {widget.objectName()}"):
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def _keyboard(self) -> QWidget | QWindow:
        """Return the window that keys go to, or the list that hangs open."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        # Offscreen nobody gives the focus back when a dialog or a popup closes.
        if not self._top().isActiveWindow():
            self.come_to_front()
        window = QGuiApplication.focusWindow()
        assert window is not None, self.step
        return window

    def _top(self) -> QWidget:
        return QApplication.activeModalWidget() or self.application.window


def _place(rows: RecordList, key: str) -> int:
    model: Any = rows.model()
    place: int = model.place_of(key)
    return place


def _runs(text: str) -> list[str]:
    """Part a text where ASCII ends or begins."""
    parts: list[str] = []
    for sign in text:
        if parts and parts[-1][-1].isascii() == sign.isascii():
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts
