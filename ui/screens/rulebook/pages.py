"""What stands in the middle instead of a clause, until somebody goes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.rulebook.acknowledged_page import AcknowledgedPage
from ui.screens.rulebook.trial_page import TrialPage


class Pages(QStackedWidget):
    """Clauses, or a page over them.

    Attributes:
        trial: the draft tried on the past.
        acknowledged: who said that they read a version.

    Signals:
        left: a page gave way to the clauses.
        back: it did so by itself: the focus needs a place.
    """

    left = Signal()
    back = Signal()

    def __init__(self, clauses: QWidget) -> None:
        super().__init__()
        self._clauses = clauses
        self.trial, self.acknowledged = TrialPage(), AcknowledgedPage()
        self.addWidget(clauses)
        for page in (self.trial, self.acknowledged):
            self.addWidget(page)
            page.closed.connect(self._on_closed)

    def turn_to(self, page: QWidget) -> None:
        """Show a page; another one gives way to it."""
        if self.currentWidget() is not page:
            self.leave()
        self.setCurrentWidget(page)

    def act(self) -> bool:
        """Take Ctrl+Enter; return whether there is a page that has a use for it."""
        takes = self.currentWidget() is self.acknowledged
        if takes:
            self.acknowledged.act()
        return takes

    def leave(self) -> None:
        """Go back to the clauses."""
        if self.currentWidget() is not self._clauses:
            self.setCurrentWidget(self._clauses)
            self.left.emit()

    def _on_closed(self) -> None:
        self.leave()
        self.back.emit()
