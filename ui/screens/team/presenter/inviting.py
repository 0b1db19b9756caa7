"""Enrolling somebody new on this computer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from app.errors import AppError
from app.ids import PersonId
from app.staff.commands import AdmitPerson
from app.staff.roles import Duty, Role
from app.words import sentence, tr
from app.work import Outcome
from ui.running import Runner
from ui.screens.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the form of an invitation holds."""

    name: str
    role: str
    passphrase: str = field(repr=False)
    repeated: str = field(repr=False)
    duties: tuple[str, ...] = ()


class InviteView(Protocol):
    """What the presenter needs of the view."""

    def show_inviting(self, *, busy: bool) -> None:
        """Say that keys are being made, or take that away."""
        ...

    def show_invite_error(self, place: str, text: str) -> None:
        """Say under `name`, `passphrase` or `repeated` what is wrong."""
        ...

    def close_invitation(self) -> None:
        """Put the form away."""
        ...


class InvitePresenter:
    """Enrols who typed name and passphrase."""

    def __init__(
        self,
        view: InviteView,
        runner: Runner,
        host: Host,
        came: Callable[[str], None],
    ) -> None:
        """Wire the form.

        Args:
            view: the form.
            runner: carries it out.
            host: says that it was done.
            came: told the id of who was enrolled.
        """
        self._view, self._runner, self._host = view, runner, host
        self._came = came

    def invite(self, form: Invitation) -> None:
        """Enrol the person who typed these."""
        name = form.name.strip()
        if not name:
            self._view.show_invite_error("name", tr("Enter a sign-in name."))
        elif form.passphrase != form.repeated:
            self._view.show_invite_error("repeated", differ())
        else:
            self._view.show_inviting(busy=True)
            command = AdmitPerson(
                name=name,
                passphrase=form.passphrase,
                role=Role(form.role),
                duties=tuple(map(Duty, form.duties)),
            )
            self._runner.execute(
                command,
                lambda outcome: self._on_invited(name, outcome),
                self._on_failed,
            )

    def _on_invited(self, name: str, outcome: Outcome[PersonId]) -> None:
        self._came(outcome.value)
        self._view.show_inviting(busy=False)
        self._view.close_invitation()
        self._host.toast(tr("{name} can sign in now", name=name))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_inviting(busy=False)
        place = "passphrase" if error.code.startswith("passphrase_") else "name"
        self._view.show_invite_error(place, sentence(error))


def differ() -> str:
    """Return what is said about two passphrases that are not the same."""
    return tr("The two passphrases differ. Type them again.")
