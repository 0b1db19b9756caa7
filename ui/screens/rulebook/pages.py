"""What stands in the middle instead of a clause, until somebody goes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.rulebook.trial_page import TrialPage


class Pages(QStackedWidget):
    """Clauses, or a page over them.

    Attributes:
        trial: the draft tried on the past.

    Signals:
        left: a page gave way to the clauses.
        back: it did so by itself: the focus needs a place.
    """

    left = Signal()
    back = Signal()

    def __init__(self, clauses: QWidget) -> None:
        super().__init__()
        self._clauses = clauses
        self.trial = TrialPage()
        for page in (clauses, self.trial):
            self.addWidget(page)
        self.trial.closed.connect(self._on_closed)

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self.setCurrentWidget(page)

    def leave(self) -> None:
        """Go back to the clauses."""
        if self.currentWidget() is not self._clauses:
            self.setCurrentWidget(self._clauses)
            self.left.emit()

    def _on_closed(self) -> None:
        self.leave()
        self.back.emit()
