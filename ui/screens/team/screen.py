"""The team screen as the shell knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.backups.part import BackupsPart
from ui.screens.host import Host
from ui.screens.team.presenter.whole import TeamPresenter
from ui.screens.team.view import TeamScreenView
from ui.shell import Group, KeyHint


class TeamScreen:
    """Glues view and presenters."""

    key = "team"
    group = Group.TEAM
    icon = "shield-check"

    def __init__(self, runner: Runner, host: Host, clock: Clock) -> None:
        """Build the screen."""
        self._view = TeamScreenView()
        self._backups = BackupsPart(runner, host, clock)
        self._view.record.add_card(self._backups.widget)
        self._presenter = TeamPresenter(self._view, runner, host, clock)
        self._connect_people()
        self._connect_powers()
        self._connect_ties()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Team")

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self._view

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list.

        The others stand on their buttons, which only those see who may use them.
        """
        return (KeyHint(keys=("J", "K"), label=tr("Move")),)

    def activated(self) -> None:
        """Come to the front."""
        self._presenter.refresh()
        self._backups.refresh()
        self._view.focus_list()

    def open_record(self, record: str) -> None:
        """Show the person with this id."""
        self._presenter.open_record(record)
        self._view.show_record()

    def _connect_people(self) -> None:
        view, does, acts = self._view, self._presenter, self._presenter.acting
        record = view.record
        view.chosen.connect(does.choose)
        view.form.submitted.connect(does.inviting.invite)
        view.form.opened.connect(does.inviting.begin)
        view.form.written.connect(does.inviting.written)
        view.form.given_up.connect(does.inviting.given_up)
        view.change_wanted.connect(acts.change_wanted)
        record.role.changing.connect(acts.changing)
        record.role.submitted.connect(acts.change)
        record.header.suspended.connect(acts.suspend)
        record.header.reinstated.connect(acts.reinstate)
        record.header.reissue_wanted.connect(acts.reissue_wanted)
        record.header.remove_wanted.connect(acts.remove_wanted)
        record.withdrawn.connect(acts.withdraw)
        record.check.wanted.connect(does.checking.check)
        view.reissued.connect(acts.reissue)
        view.removed.connect(acts.remove)

    def _connect_powers(self) -> None:
        card, does = self._view.record.powers, self._presenter.powers
        card.toggled.connect(does.toggle)
        card.saved.connect(does.save)
        card.discarded.connect(does.discard)
        card.adopted.connect(does.adopt)

    def _connect_ties(self) -> None:
        view, does = self._view, self._presenter.ties
        view.record.links.wanted.connect(does.link_wanted)
        view.record.links.opened.connect(does.open_member)
        view.record.links.unlinked.connect(does.unlink)
        view.record.conflicts.wanted.connect(does.declare_wanted)
        view.record.conflicts.ended.connect(does.end)
        view.searched.connect(does.look_for)
        view.linked.connect(does.link)
        view.declared.connect(does.declare)
        view.tie_written.connect(does.written)
        view.tie_given_up.connect(does.given_up)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> TeamScreen:
    """Return the screen."""
    return TeamScreen(runner, host, clock)
