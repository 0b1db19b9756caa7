"""What a record's end and its dialogs show of keeping and erasing, in one place."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.members.keeping_card import KeepingCard
from ui.screens.members.keeping_dialogs import DueDialog, EraseDialog, HoldDialog
from ui.screens.members.presenter.keeping import DueShown, EraseShown, KeepingShown


class Keeping(QObject):
    """The card, and the one dialog that may be open.

    Attributes:
        card: at the record's end.

    Signals:
        erasing: the member is to be erased, for the reason of this code.
        holding: the member is to be held, for this reason.
        looking: who is due is asked, by days.
        erasing_due: everybody shown to be due is to be erased.
    """

    erasing = Signal(str)
    holding = Signal(str)
    looking = Signal(int)
    erasing_due = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.card = KeepingCard()
        self.card.hide()
        self._may, self._whole = False, True
        self._open: EraseDialog | HoldDialog | DueDialog | None = None

    def show_keeping(self, shown: KeepingShown | None) -> None:
        """Show the card, or none to whoever may not erase."""
        self._may = shown is not None
        self.card.show_keeping(shown)
        self.card.setVisible(self._may and self._whole)

    def set_whole(self, *, whole: bool) -> None:
        """Show the card with the whole record alone, not with one of its parts."""
        self._whole = whole
        self.card.setVisible(self._may and whole)

    def ask_erase(self, shown: EraseShown) -> None:
        """Ask before erasing."""
        dialog = EraseDialog(self._over.window(), shown)
        dialog.chosen.connect(self.erasing)
        self._ask(dialog)

    def ask_hold(self, title: str) -> None:
        """Ask why a member is held."""
        dialog = HoldDialog(self._over.window(), title)
        dialog.given.connect(self.holding)
        self._ask(dialog)

    def ask_due(self, days: int) -> None:
        """Ask how long nothing may have happened, beginning with so many days."""
        dialog = DueDialog(self._over.window(), days)
        dialog.looked.connect(self.looking)
        dialog.confirmed.connect(self.erasing_due)
        self._ask(dialog)

    def show_due(self, shown: DueShown) -> None:
        """Show who is due."""
        if isinstance(self._open, DueDialog):
            self._open.show_due(shown)

    def show_keeping_error(self, text: str) -> None:
        """Say what is wrong, in the dialog that is open."""
        if self._open is not None:
            self._open.show_error(text)

    def close_keeping(self) -> None:
        """Put the dialog away."""
        if self._open is not None:
            self._open.accept()

    def _ask(self, dialog: EraseDialog | HoldDialog | DueDialog) -> None:
        self._open = dialog
        dialog.finished.connect(self._on_gone)
        dialog.open()

    def _on_gone(self) -> None:
        self._open = None
