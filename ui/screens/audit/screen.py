"""The history screen as the shell knows it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from app.times import Clock, system_clock
from app.words import tr
from app.work import Changes
from ui.running import Runner
from ui.screens.audit.list_pane import HistoryListPane
from ui.screens.audit.paper import as_pdf
from ui.screens.audit.presenter.listing import HistoryListPresenter
from ui.screens.audit.presenter.record import HistoryRecordPresenter
from ui.screens.audit.record_pane import HistoryRecordPane
from ui.screens.host import Host
from ui.shell import Command, Group, KeyHint
from ui.widgets import Panes

KEY: Final = "audit"
_LIST_WIDTH = 420


class AuditScreen:
    """Glues views and presenters."""

    key = KEY
    group = Group.TEAM
    icon = "clock"

    def __init__(self, runner: Runner, host: Host) -> None:
        """Build the screen."""
        self._listing = listing = HistoryListPane()
        self._record = record = HistoryRecordPane()
        self._view = Panes(listing, record, list_width=_LIST_WIDTH)
        self._tells = HistoryRecordPresenter(
            record, runner, host, as_pdf, self._on_checked
        )
        self._lists = HistoryListPresenter(listing, runner, self._tells.choose)
        runner.on_change(self._on_change)
        self._connect()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Audit")

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self._view

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("/",), label=tr("Filter")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return (
            Command(
                key="audit.day",
                text=tr("Jump to a day in the history"),
                run=self._listing.focus_day,
                icon="calendar-blank",
                words="history audit day 审计 日期 跳转",
            ),
        )

    def activated(self) -> None:
        """Come to the front: ask again for what is shown."""
        self._lists.refresh()
        self._tells.refresh()
        self._listing.focus_list()

    def open_record(self, record: str) -> None:
        """Show the commit with this hash."""
        self._lists.open(record)
        self._view.show_record()

    def _connect(self) -> None:
        listing, record = self._listing, self._record
        lists, tells = self._lists, self._tells
        listing.moved.connect(lists.moved)
        listing.opened.connect(self._on_opened)
        listing.searched.connect(lists.search)
        listing.narrowed.connect(lists.narrow)
        listing.day_given.connect(lists.jump)
        listing.more_wanted.connect(lists.more)
        listing.clear_wanted.connect(lists.clear)
        record.check_wanted.connect(tells.check)
        record.stop_wanted.connect(tells.stop)
        record.anchor_wanted.connect(tells.write_anchor)
        record.copy_wanted.connect(tells.write_copy)
        record.open_wanted.connect(tells.open)
        record.past_wanted.connect(tells.look_back)
        record.back_wanted.connect(self._on_back)
        record.more_wanted.connect(tells.more)

    def _on_opened(self, _commit: str) -> None:
        self._view.show_record()

    def _on_back(self) -> None:
        self._tells.leave_past()
        self._listing.focus_list()

    def _on_checked(self) -> None:
        self._lists.refresh()

    def _on_change(self, changes: Changes) -> None:
        if changes.areas and self._view.isVisible():
            self._lists.refresh()


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> AuditScreen:
    """Return the screen; it tells of moments, not of now."""
    del clock
    return AuditScreen(runner, host)
