"""What stands in the middle instead of a clause, until somebody goes back."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.rulebook.acknowledged_page import AcknowledgedPage
from ui.screens.rulebook.trial_page import TrialPage


class Pages(QStackedWidget):
    """Clauses, or a page over them, made when it is first wanted.

    Signals:
        left: a page gave way to the clauses.
        back: it did so by itself: the focus needs a place.
    """

    left = Signal()
    back = Signal()

    def __init__(self, clauses: QWidget) -> None:
        super().__init__()
        self._clauses = clauses
        self.addWidget(clauses)

    @cached_property
    def trial(self) -> TrialPage:
        """The draft tried on the past."""
        page = TrialPage()
        page.closed.connect(self._on_closed)
        self.addWidget(page)
        return page

    @cached_property
    def acknowledged(self) -> AcknowledgedPage:
        """Who said that they read a version."""
        page = AcknowledgedPage()
        page.closed.connect(self._on_closed)
        self.addWidget(page)
        return page

    def turn_to(self, page: QWidget) -> None:
        """Show a page; another one gives way to it."""
        if self.currentWidget() is not page:
            self.leave()
        self.setCurrentWidget(page)

    def act(self) -> bool:
        """Take Ctrl+Enter; return whether there is a page that has a use for it."""
        page = self.currentWidget()
        if isinstance(page, AcknowledgedPage):
            page.act()
            return True
        return False

    def leave(self) -> None:
        """Go back to the clauses."""
        if self.currentWidget() is not self._clauses:
            self.setCurrentWidget(self._clauses)
            self.left.emit()

    def _on_closed(self) -> None:
        self.leave()
        self.back.emit()
