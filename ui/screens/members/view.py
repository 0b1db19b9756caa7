"""The members screen: the list at the left, a record or an import at the right."""

from PySide6.QtWidgets import QStackedWidget

from app.words import tr
from ui.screens.members.import_pane import ImportPane
from ui.screens.members.list_pane import ListPane
from ui.screens.members.record_pane import RecordPane
from ui.widgets import Panes

_LIST_WIDTH = 300


class MembersView(Panes):
    """Widgets of the members screen.

    Attributes:
        listing: the left pane.
        record: one member's record.
        importing: the import, in the record's place.
    """

    def __init__(self) -> None:
        self.listing = ListPane()
        self.record = RecordPane()
        self.importing = ImportPane()
        self._right_pages = QStackedWidget()
        self._right_pages.addWidget(self.record)
        self._right_pages.addWidget(self.importing)
        super().__init__(self.listing, self._right_pages, list_width=_LIST_WIDTH)
        self.setAccessibleName(tr("Members"))
        self.listing.opened.connect(self.go_to_record)
        self.record.back_wanted.connect(self.go_back)
        self.importing.back_wanted.connect(self.go_back)

    def show_member(self) -> None:
        """Show the record in the right pane."""
        self._right_pages.setCurrentWidget(self.record)

    def show_import(self) -> None:
        """Show the import in the right pane."""
        self._right_pages.setCurrentWidget(self.importing)
        self.show_record()
        self.importing.focus_first()

    def go_to_record(self, _member: str = "") -> None:
        """Turn to the record and give it the focus."""
        self.show_member()
        self.show_record()
        self.record.focus_record()

    def go_back(self) -> None:
        """Turn back to the list and give it the focus."""
        self.show_list()
        self.listing.focus_list()

    def focus_shown(self) -> None:
        """Give the focus to the list, or to the record that took its turn."""
        if self.listing.isVisible():
            self.listing.focus_list()
        else:
            self.record.focus_record()
