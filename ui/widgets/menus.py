"""Menus with round corners."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import theme
from ui.widgets.see_through import can_be_see_through


class Menu(QMenu):
    """A small menu that opens under, or over, the button it belongs to."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        # Without these the corners outside the curve are filled.
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        see_through = Qt.WidgetAttribute.WA_TranslucentBackground
        self.setAttribute(see_through, can_be_see_through())
        self._owner = owner

    def offer(self, text: str, run: Callable[[], None], icon: str = "") -> None:
        """Add an entry, perhaps with an icon."""
        action = self.addAction(text)
        if icon:
            action.setIcon(theme().icon(icon))
        action.triggered.connect(partial(_run, run))

    def open_below(self) -> None:
        """Open under the owner, right edges in line where it is wider."""
        shift = max(0, self.sizeHint().width() - self._owner.width())
        corner = QPoint(-shift, self._owner.height() + 4)
        self.popup(self._owner.mapToGlobal(corner))

    def open_above(self) -> None:
        """Open over the owner."""
        corner = QPoint(0, -self.sizeHint().height() - 4)
        self.popup(self._owner.mapToGlobal(corner))


def _run(run: Callable[[], None], *_checked: object) -> None:
    run()
