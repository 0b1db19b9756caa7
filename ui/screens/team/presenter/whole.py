"""The team screen: the list, who is in front, and what is done with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from app.approvals.duals import STAFF_REMOVAL
from app.approvals.queries import ProposalLine, ProposalPage, ProposalQueue
from app.errors import AppError
from app.staff.queries import (
    Identity,
    KeyringState,
    Powers,
    StaffList,
    StaffRow,
    WhatRolesMay,
    WhoAmI,
    WhoCanOpen,
)
from app.staff.roles import Capability
from app.times import Clock, system_clock
from app.words import sentence
from app.work import Changes, Page, Query
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.team.presenter.acting import ActPresenter, ActView
from ui.screens.team.presenter.checking import CheckPresenter, CheckView
from ui.screens.team.presenter.history import HistoryPresenter, HistoryView
from ui.screens.team.presenter.inviting import InvitePresenter, InviteView
from ui.screens.team.presenter.powers import PowersPresenter, PowersView
from ui.screens.team.presenter.roster import Roster
from ui.screens.team.presenter.shown import (
    PersonLine,
    PersonShown,
    line_shown,
    person_shown,
)
from ui.screens.team.presenter.ties import TiesPresenter, TiesView

V = TypeVar("V")

_AREAS: Final = frozenset({"staff", "approvals", "conflicts", "members"})


class TeamView(
    ActView,
    CheckView,
    HistoryView,
    InviteView,
    PowersView,
    TiesView,
    Protocol,
):
    """What the presenters need of the view."""

    def show_people(self, lines: Sequence[PersonLine], chosen: str) -> None:
        """List the people; `chosen` is selected."""
        ...

    def show_person(self, shown: PersonShown) -> None:
        """Show one person."""
        ...

    def allow_inviting(
        self, roles: Sequence[tuple[str, str]], duties: Sequence[tuple[str, str]]
    ) -> None:
        """Offer the invitation with these (code, word); no role hides it."""
        ...


class TeamPresenter:
    """Speaks for the team screen.

    Attributes:
        acting: role, duties, suspension, passphrase, removal.
        checking: the check of the journal.
        inviting: the form for somebody new.
        powers: the table of what roles and duties may do.
        ties: member profiles and conflicts.
    """

    def __init__(
        self, view: TeamView, runner: Runner, host: Host, clock: Clock = system_clock
    ) -> None:
        """Wire the screen."""
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._roster, self._coming = Roster(), Roster()
        self._person = ""
        self._job: Job | None = None
        self.acting = ActPresenter(view, runner, host, self.chosen, self._known)
        self.checking = CheckPresenter(view, runner)
        self.inviting = InvitePresenter(view, runner, host, self._on_came)
        self.powers = PowersPresenter(view, runner, host)
        self.ties = TiesPresenter(view, runner, host, clock, self._known)
        self._history = HistoryPresenter(view, runner, clock)
        runner.on_change(self._on_change)

    def refresh(self) -> None:
        """Ask again for what is shown, one question after the other."""
        if self._job is not None:
            # Two rounds of questions would mix their answers.
            self._job.cancel()
        self._ask(WhoAmI(), self._on_me)

    def chosen(self) -> StaffRow | None:
        """Return who is in front."""
        return self._roster.people.get(self._person)

    def choose(self, person: str) -> None:
        """Show a person."""
        row = self._roster.people.get(person)
        if row is None:
            return
        self._person = person
        shown = person_shown(row, self._roster, self._clock())
        self._view.show_person(shown)
        self.powers.mark(row)
        self.ties.show(
            row, may_link=shown.actions.link, may_declare=shown.actions.declare
        )
        self._history.show(row)

    def open_record(self, person: str) -> None:
        """Show somebody another screen points to."""
        self._person = person
        self.refresh()

    def _known(self) -> Roster:
        return self._roster

    def _on_me(self, identity: Identity) -> None:
        self._coming = Roster(me=identity.me.id)
        self._ask(StaffList(), self._on_people)

    def _on_people(self, people: Sequence[StaffRow]) -> None:
        self._coming = replace(self._coming, people={row.id: row for row in people})
        self._ask(WhatRolesMay(), self._on_powers)

    def _on_powers(self, powers: Powers) -> None:
        self._coming = replace(self._coming, powers=powers)
        self._ask(WhoCanOpen(), self._on_keyring)

    def _on_keyring(self, state: KeyringState) -> None:
        self._coming = replace(
            self._coming,
            holders=state.holders,
            recoverable=state.recoverable,
        )
        self._ask(ProposalPage(queue=ProposalQueue.FOR_ME), self._on_for_me)

    def _on_for_me(self, page: Page[ProposalLine]) -> None:
        self._take(page)
        self._ask(ProposalPage(queue=ProposalQueue.MINE), self._on_mine)

    def _on_mine(self, page: Page[ProposalLine]) -> None:
        self._take(page)
        self._roster = self._coming
        self._show()

    def _take(self, page: Page[ProposalLine]) -> None:
        removals = {
            line.about: line for line in page.rows if line.what == STAFF_REMOVAL.code
        }
        waiting = {**self._coming.waiting, **removals}
        self._coming = replace(self._coming, waiting=waiting)

    def _show(self) -> None:
        roster = self._roster
        invites = roster.may(Capability.ADMIT_STAFF)
        self._view.allow_inviting(
            roster.roles_to_give() if invites else (),
            roster.duties_to_give() if invites else (),
        )
        self.powers.know(roster.powers)
        if self._person not in roster.people:
            self._person = roster.me
        lines = [line_shown(row, roster) for row in roster.sorted()]
        self._view.show_people(lines, self._person)
        self.choose(self._person)

    def _ask(self, query: Query[V], done: Callable[[V], None]) -> None:
        self._job = self._runner.query(query, done, self._on_failed)

    def _on_came(self, person: str) -> None:
        self._person = person

    def _on_failed(self, error: AppError) -> None:
        self._host.toast(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        # Keys and the table of rights change no table of a feature.
        people = changes.subjects & self._roster.people.keys()
        if changes.areas & _AREAS or people or not changes.areas:
            self.refresh()
