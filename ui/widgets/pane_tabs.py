"""Several panes behind tabs, under one title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.theme import Role
from ui.widgets.labels import Hairline, Label
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panes import Panes
from ui.widgets.tabs import Tabs, TabSpec


class PaneTabs(QWidget):
    """A title, tabs with counts, and under them the panes of the tab one is on.

    Signals:
        turned: another tab is in front now.
        added: panes came to those that are there.
    """

    turned = Signal()
    added = Signal(Panes)

    def __init__(self, title: str, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._specs: dict[str, TabSpec] = {}
        self._pages: dict[str, Panes] = {}
        self._tabs = Tabs(title, name=f"{name}_tabs")
        self._tabs.chosen.connect(self.turn_to)
        self._stack = QStackedWidget()
        self._bar = QWidget()
        self._bar.setLayout(
            row(
                Label(title, Role.PAGE),
                20,
                self._tabs,
                STRETCH,
                margins=(20, 8, 16, 0),
            )
        )
        self.setLayout(column(self._bar, Hairline(), (self._stack, 1)))

    def add_page(self, key: str, text: str, panes: Panes) -> None:
        """Put panes behind a tab of their own; the first added is in front."""
        self._specs[key] = TabSpec(key=key, text=text)
        self._pages[key] = panes
        self._stack.addWidget(panes)
        self._show_tabs()
        self.added.emit(panes)

    def set_count(self, key: str, count: str) -> None:
        """Show on a tab how much is there ("12", "1000+", or nothing)."""
        spec = self._specs[key]
        self._specs[key] = TabSpec(key=key, text=spec.text, count=count)
        self._show_tabs()

    def turn_to(self, key: str) -> None:
        """Bring a tab to the front; an unknown key changes nothing."""
        page = self._pages.get(key)
        if page is None or page is self._stack.currentWidget():
            return
        self._tabs.choose(key)
        self._stack.setCurrentWidget(page)
        self.turned.emit()

    def current(self) -> str:
        """Return the key of the tab in front."""
        return self._tabs.current()

    def pages(self) -> tuple[Panes, ...]:
        """Return the panes behind every tab."""
        return tuple(self._pages.values())

    def stops(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through: the tabs, then the panes in front."""
        return (self._bar, *self._pages[self.current()].stops())

    def _show_tabs(self) -> None:
        self._tabs.set_tabs(list(self._specs.values()))
