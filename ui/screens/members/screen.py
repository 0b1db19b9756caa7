"""The members screen as the shell knows it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from app.errors import NotPermitted
from app.ids import MemberId
from app.times import Clock, system_clock
from app.words import sentence, tr
from app.work import Changes
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.importing import Step
from ui.screens.members.presenter.dossier import Dossier
from ui.screens.members.presenter.importing import ImportPresenter
from ui.screens.members.presenter.keeping import KeepingPresenter
from ui.screens.members.presenter.listing import ListPresenter
from ui.screens.members.presenter.record import RecordPresenter
from ui.screens.members.presenter.reviewing import ReviewingPresenter
from ui.screens.members.view import MembersView
from ui.shell import Command, Group, KeyHint

_LISTED: Final = frozenset({"members", "cases", "appeals", "staff", "conflicts"})
"""Areas whose changes can show in the list."""

_UNDER_WAY: Final = frozenset({Step.READING, Step.PREVIEW, Step.WRITING})


class MembersScreen:
    """Glues views and presenters."""

    key = "members"
    group = Group.REVIEW
    icon = "users"

    def __init__(
        self, runner: Runner, host: Host, *, clock: Clock = system_clock
    ) -> None:
        """Build the screen.

        Args:
            runner: asks the vault.
            host: the window round the screen.
            clock: tells the moment.
        """
        self._host = host
        self._view = view = MembersView()
        self._keeping = KeepingPresenter(view.record.keeping, runner, host, clock)
        reviews = view.record.points.reviews
        self._reviewing = ReviewingPresenter(reviews, runner, host, clock)
        self._record = RecordPresenter(view.record, runner, host, clock, self._follow)
        self._list = ListPresenter(view.listing, runner, clock, self._record.choose)
        self._import = ImportPresenter(
            view.importing, runner, host, clock, self._on_import_moved
        )
        runner.on_change(self._on_change)
        self._connect_list()
        self._connect_record()
        self._connect_reviewing()
        self._connect_keeping()
        self._connect_import()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Members")

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self._view

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("M",), label=tr("Note")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return (
            Command(
                key="members.import",
                text=tr("Import a member list"),
                run=self._on_import_wanted,
                icon="upload-simple",
                words="import members 导入名单 成员",
            ),
            Command(
                key="members.due",
                text=tr("Members due for erasure"),
                run=self._keeping.due_wanted,
                icon="trash",
                words="erase retention 保存期限 删除 成员",
            ),
        )

    def activated(self) -> None:
        """Come to the front: ask again for what is shown."""
        self._list.refresh()
        self._record.refresh()
        self._view.listing.focus_list()

    def open_record(self, record: str) -> None:
        """Show this member, in the list or not."""
        self._leave_import()
        self._view.show_member()
        self._view.show_record()
        self._view.focus_shown()
        self._list.open(MemberId(record))

    def _connect_list(self) -> None:
        listing = self._view.listing
        listing.moved.connect(self._on_moved)
        listing.searched.connect(self._list.search)
        listing.more_wanted.connect(self._list.more)
        listing.step_wanted.connect(self._list.take_step)
        listing.import_wanted.connect(self._on_import_wanted)
        listing.letter_pressed.connect(self._on_letter)

    def _connect_record(self) -> None:
        record, does = self._view.record, self._record
        record.letter_pressed.connect(self._on_letter)
        record.left.connect(does.leave)
        record.link_chosen.connect(does.link)
        record.header.new_case.clicked.connect(does.case_wanted)
        record.identity.reveal_wanted.connect(does.reveal_wanted)
        record.identity.reason_given.connect(does.reveal)
        record.identity.reason_left.connect(does.reason_left)
        record.cases.opened.connect(does.open_case)
        record.notes.write_wanted.connect(does.note_wanted)
        record.notes.typed.connect(does.note_typed)
        record.notes.submitted.connect(does.add_note)
        record.facts.link.clicked.connect(does.link_wanted)

    def _connect_reviewing(self) -> None:
        reviews, does = self._view.record.points.reviews, self._reviewing
        reviews.typed.connect(does.typed)
        reviews.submitted.connect(does.record)

    def _connect_keeping(self) -> None:
        keeping, does = self._view.record.keeping, self._keeping
        keeping.card.erase.clicked.connect(does.erase_wanted)
        keeping.card.hold.clicked.connect(does.hold_wanted)
        keeping.card.lift_wanted.connect(does.lift)
        keeping.erasing.connect(does.erase)
        keeping.holding.connect(does.hold)
        keeping.looking.connect(does.look_for_due)
        keeping.erasing_due.connect(does.erase_due)

    def _connect_import(self) -> None:
        importing, does = self._view.importing, self._import
        importing.commit_wanted.connect(does.commit)
        importing.other_wanted.connect(does.choose)
        importing.cancelled.connect(does.cancel)
        importing.finished.connect(self._on_finished)

    def _follow(self, dossier: Dossier) -> None:
        self._keeping.follow(dossier)
        self._reviewing.follow(dossier)

    def _on_moved(self, member: str) -> None:
        if member:
            self._leave_import()
            self._view.show_member()
        self._list.moved(member)

    def _leave_import(self) -> None:
        """Let go of an import that is over; one under way waits."""
        if self._import.step not in _UNDER_WAY:
            self._import.cancel()

    def _on_import_wanted(self) -> None:
        if not self._list.may_import:
            self._host.toast(sentence(NotPermitted("not_permitted")))
        elif self._import.step in _UNDER_WAY:
            self._view.show_import()
        else:
            self._import.choose()

    def _on_import_moved(self, step: Step) -> None:
        self._view.listing.show_importing(under_way=step in _UNDER_WAY)
        if step is Step.NONE:
            self._view.show_member()
        else:
            self._view.show_import()

    def _on_finished(self) -> None:
        self._import.cancel()
        self._view.go_back()

    def _on_letter(self, letter: str) -> None:
        self._leave_import()
        self._view.show_member()
        {
            "N": self._record.case_wanted,
            "M": self._record.note_wanted,
            "V": self._record.reveal_wanted,
        }[letter]()

    def _on_change(self, changes: Changes) -> None:
        if self._view.isVisible():
            if changes.areas & _LISTED:
                self._list.refresh()
            self._record.refresh()


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> MembersScreen:
    """Return the screen."""
    return MembersScreen(runner, host, clock=clock)
