"""Who works, in which vault, and how a command opens it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import typer

from app.cli.inputs import Inputs, Person
from app.cli.misuse import Misuse
from app.cli.output import Output
from app.custody_wording import place_warning
from app.errors import NotFound
from app.publication.sheet import Paper
from app.vault.keyring import Credentials
from app.words import tr, trn
from app.workspace import SUFFIX, Surroundings, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What of the computer the command line depends on; tests bring their own.

    Attributes:
        surroundings: of a workspace; None for the real ones.
        person: who sits at the keyboard.
        paper: makes PDFs; None for a program that has nothing to paint with.
    """

    surroundings: Surroundings | None = None
    person: Person = field(default_factory=Person)
    paper: Paper | None = None


@dataclass(slots=True, kw_only=True)
class Session:
    """One command's work.

    Attributes:
        host: the computer.
        out: where the command speaks.
        inputs: where it gets secrets and texts from.
        vault: the vault's folder, if it was named.
        name: the sign-in name, if it was given.
        passphrase_file: where the passphrase is.
        clock_is_right: whether the computer's clock is vouched for.
    """

    host: Host
    out: Output
    inputs: Inputs
    vault: Path | None = None
    name: str | None = None
    passphrase_file: str | None = None
    clock_is_right: bool = False

    @classmethod
    def of(cls, context: typer.Context) -> "Session":
        """Return the session of the command that is running."""
        found = context.find_object(cls)
        if found is None:
            raise RuntimeError("a command runs without its session")
        return found

    @contextmanager
    def opened(self, who: Credentials | None = None) -> Generator[Workspace]:
        """Open the vault as the person named; close it at the end.

        Args:
            who: that person, where a command has asked already.

        Raises:
            Misuse: vault or person are not named.
            AppError: the vault cannot be opened.
        """
        place = self.place()
        who = who or self.credentials()
        with self.out.progress(tr("Opening the vault")) as told:
            workspace = Workspace.open(
                place,
                who,
                surroundings=self.host.surroundings,
                progress=told,
            )
        warning = place_warning(place)
        if warning:
            self.out.warn(warning)
        if workspace.fell_behind:
            self.out.warn(
                tr(
                    "This vault is older than when this computer saw it last; an"
                    " earlier copy may have been put back. Check that the latest"
                    " entries are still there."
                )
            )
        if self.clock_is_right:
            workspace.confirm_clock()
        try:
            yield workspace
        finally:
            workspace.close()

    def commits(self, question: str, *, yes: bool) -> bool:
        """Tell whether to go on from a preview; machines are not asked.

        Raises:
            Misuse: nobody is there to ask.
        """
        if yes:
            return True
        if self.out.for_machines:
            self.out.note(tr("Only shown. Add --yes to take it in."))
            return False
        if self.inputs.agrees(question):
            return True
        self.out.note(tr("Nothing was changed."))
        return False

    def tell_end(self, count: int, *, more: bool) -> None:
        """Say how many rows a list showed."""
        if not count:
            self.out.say(tr("Nothing found."))
        elif more:
            self.out.note(
                trn(
                    "{count} row shown; there are more (--limit).",
                    "{count} rows shown; there are more (--limit).",
                    count,
                )
            )

    def credentials(self) -> Credentials:
        """Return the sign-in name and passphrase, asked for where they are not given.

        Raises:
            InputError: the passphrase's file cannot be read.
            Misuse: they are not given, and nobody is there to ask.
        """
        name = self.name
        if name is None:
            name = self.inputs.name(tr("Sign-in name"), "--as")
        passphrase = self.inputs.secret(self.passphrase_file, tr("Passphrase"))
        return Credentials(name=name, passphrase=passphrase)

    def place(self, *, there: bool = True) -> Path:
        """Return the vault's folder.

        Args:
            there: whether it has to be there.

        Raises:
            Misuse: it is not named.
            NotFound: it is not there.
        """
        if self.vault is None:
            raise Misuse(
                tr("Name the vault: --vault FOLDER, or set {name}.", name=VAULT_SET_BY)
            )
        place = with_suffix(self.vault)
        if there and not self.vault.is_dir() and not place.is_dir():
            # Nobody types a passphrase for a vault that is not there.
            raise NotFound("vault_not_found")
        return self.vault if self.vault.is_dir() else place


VAULT_SET_BY = "GONGDAO_VAULT"
"""Environment variable that names the vault."""


def with_suffix(place: Path) -> Path:
    """Return the name a vault's folder really has."""
    return place if place.suffix == SUFFIX else place.with_name(place.name + SUFFIX)
