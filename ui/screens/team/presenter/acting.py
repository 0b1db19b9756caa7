"""What is done about a person of the team."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.approvals.commands import Propose, Withdraw
from app.approvals.queries import SecondPerson, SecondPersonFor
from app.errors import AppError
from app.ids import PersonId
from app.staff.commands import (
    ChangePerson,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import StaffRow
from app.staff.roles import Duty, Role
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.team.presenter.inviting import differ
from ui.screens.team.presenter.roster import Roster
from ui.screens.team.presenter.shown import consequences


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The form of a change, as it opens.

    Attributes:
        roles, duties: what can be given (code, word).
        role, chosen: what somebody has.
    """

    roles: tuple[tuple[str, str], ...]
    duties: tuple[tuple[str, str], ...]
    role: str
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalAsked:
    """The dialog before a removal.

    Attributes:
        confirm: what its button says.
    """

    title: str
    text: str
    confirm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassphrase:
    """What the form of a new passphrase holds."""

    passphrase: str = field(repr=False)
    repeated: str = field(repr=False)


class ActView(Protocol):
    """What the presenter needs of the view."""

    def open_change(self, form: FormShown) -> None:
        """Open the form of role and duties."""
        ...

    def show_consequences(self, told: tuple[str, ...]) -> None:
        """Say what the change in the form brings about; nothing for no change."""
        ...

    def show_change_error(self, text: str) -> None:
        """Say in the form what is wrong."""
        ...

    def close_change(self) -> None:
        """Put the form away."""
        ...

    def ask_removal(self, asked: RemovalAsked) -> None:
        """Ask before somebody is removed."""
        ...

    def ask_passphrase(self, name: str) -> None:
        """Ask for somebody's new passphrase."""
        ...

    def show_reissuing(self, *, busy: bool) -> None:
        """Say that keys are being made, or take that away."""
        ...

    def show_passphrase_error(self, place: str, text: str) -> None:
        """Say under `passphrase` or `repeated` what is wrong."""
        ...

    def close_passphrase(self) -> None:
        """Put that dialog away."""
        ...


class ActPresenter:
    """Changes, suspends, reinstates, reissues and removes whoever is in front."""

    def __init__(
        self,
        view: ActView,
        runner: Runner,
        host: Host,
        chosen: Callable[[], StaffRow | None],
        roster: Callable[[], Roster],
    ) -> None:
        """Wire the view.

        Args:
            view: shows forms and dialogs.
            runner: carries it out.
            host: says what was done.
            chosen: returns who is in front.
            roster: returns what is known of the team.
        """
        self._view, self._runner, self._host = view, runner, host
        self._chosen, self._roster = chosen, roster
        self._second: SecondPerson | None = None
        self._about: StaffRow | None = None

    def change_wanted(self) -> None:
        """Open the form of role and duties."""
        row, roster = self._chosen(), self._roster()
        if row is None:
            return
        self._about = row
        form = FormShown(
            roles=tuple(roster.roles_to_give()),
            duties=tuple(roster.duties_to_give()),
            role=row.role,
            chosen=row.duties,
        )
        self._view.open_change(form)
        self._view.show_consequences(())

    def changing(self, role: str, duties: tuple[str, ...]) -> None:
        """Say what a change would bring about."""
        if self._about is not None:
            told = consequences(self._about, self._roster(), role, duties)
            self._view.show_consequences(told)

    def change(self, role: str, duties: tuple[str, ...]) -> None:
        """Give another role or other duties."""
        row = self._about
        if row is None:
            return
        command = ChangePerson(
            person=row.id, role=Role(role), duties=tuple(map(Duty, duties))
        )

        def done(_: Outcome[None]) -> None:
            self._view.close_change()
            self._host.toast(tr("Role and duties of {name} changed", name=row.name))

        def failed(error: AppError) -> None:
            self._view.show_change_error(sentence(error))

        self._runner.execute(command, done, failed)

    def suspend(self) -> None:
        """Suspend who is in front; it can be undone."""
        if (row := self._chosen()) is not None:
            said = tr("{name} is suspended and can do nothing", name=row.name)
            self._do(SuspendPerson(person=row.id), said)

    def reinstate(self) -> None:
        """End the suspension of who is in front."""
        if (row := self._chosen()) is not None:
            said = tr("{name} can work again", name=row.name)
            self._do(ReinstatePerson(person=row.id), said)

    def reissue_wanted(self) -> None:
        """Ask for a new passphrase for who is in front."""
        if (row := self._chosen()) is not None:
            self._about = row
            self._view.ask_passphrase(row.name)

    def reissue(self, form: NewPassphrase) -> None:
        """Set that passphrase."""
        row = self._about
        if row is None:
            return
        if form.passphrase != form.repeated:
            self._view.show_passphrase_error("repeated", differ())
            return
        self._view.show_reissuing(busy=True)

        def done(_: Outcome[None]) -> None:
            self._view.show_reissuing(busy=False)
            self._view.close_passphrase()
            said = tr("{name} signs in with the new passphrase now", name=row.name)
            self._host.toast(said)

        def failed(error: AppError) -> None:
            self._view.show_reissuing(busy=False)
            self._view.show_passphrase_error("passphrase", sentence(error))

        person = PersonId(row.id)
        command = ReissueSlot(person=person, passphrase=form.passphrase)
        self._runner.execute(command, done, failed)

    def remove_wanted(self) -> None:
        """Ask before who is in front is removed, once it is known by whom."""
        row = self._chosen()
        if row is None:
            return

        def asked(second: SecondPerson) -> None:
            self._about, self._second = row, second
            self._view.ask_removal(_asked(row.name, second))

        query = SecondPersonFor(command=RemovePerson(person=row.id))
        self._runner.query(query, asked, self._on_failed)

    def remove(self) -> None:
        """Remove, or propose it where somebody else has to approve."""
        row, second = self._about, self._second
        if row is None or second is None:
            return
        command = RemovePerson(person=row.id)
        if second.needed:
            said = tr("Removal of {name} proposed to a second person", name=row.name)
            self._do(Propose(command=command), said)
        else:
            said = tr("{name} is no longer on the team", name=row.name)
            self._do(command, said)

    def withdraw(self) -> None:
        """Take back the removal one has proposed."""
        row = self._chosen()
        line = None if row is None else self._roster().waiting.get(row.id)
        if row is not None and line is not None:
            said = tr("Proposal about {name} withdrawn", name=row.name)
            self._do(Withdraw(proposal=line.id), said)

    def _do(self, command: Command[Any], said: str) -> None:
        def done(outcome: Outcome[Any]) -> None:
            back = outcome.undo
            undo = None if back is None else lambda: self._undo(back)
            self._host.toast(said, undo)

        self._runner.execute(command, done, self._on_failed)

    def _undo(self, command: Command[Any]) -> None:
        self._runner.execute(command, lambda _: None, self._on_failed)

    def _on_failed(self, error: AppError) -> None:
        self._host.toast(sentence(error))


def _asked(name: str, second: SecondPerson) -> RemovalAsked:
    told = [
        tr(
            "{name} can then neither sign in nor open what is written from then on."
            " What they did stays on record under their name.",
            name=name,
        ),
        tr(
            "The vault is then to be put under a new key. Backups made before open"
            " under the old one: delete them after that."
        ),
    ]
    if second.needed:
        names = tr(", ").join(second.approvers)
        told.append(tr("Has to be approved by one of: {names}", names=names))
    elif second.alone:
        told.append(
            tr(
                "Nobody else is entitled to approve this. You do it alone, and that is"
                " recorded."
            )
        )
    return RemovalAsked(
        title=tr("Remove {name} from the team?", name=name),
        text="\n\n".join(told),
        confirm=tr("Propose the removal") if second.needed else tr("Remove"),
    )
