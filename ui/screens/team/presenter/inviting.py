"""Enrolling somebody new on this computer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.errors import AppError
from app.ids import PersonId
from app.staff.commands import AdmitPerson
from app.staff.roles import Duty, Role
from app.words import sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host

_PLACE: Final = "team:invitation"
_KEPT: Final = ("name", "role", "duties")
"""What is kept of a form that is half filled in; never a passphrase."""


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

    def show_invite_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written; duties are codes with commas between."""
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
        self._drafts = Drafts(runner, *_KEPT)

    def begin(self) -> None:
        """The form is open; what was half written comes back."""
        self._drafts.begin(_PLACE, self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """Nobody is invited; what was written goes."""
        self._drafts.drop()

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

    def _on_recalled(self) -> None:
        self._view.show_invite_texts(self._drafts.texts)

    def _on_invited(self, name: str, outcome: Outcome[PersonId]) -> None:
        self._drafts.drop()
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
