"""What happens when somebody changes the own passphrase."""

from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Final, Protocol

from app.errors import AppError
from app.staff.commands import ChangePassphrase
from app.words import sentence, tr
from app.work import Outcome
from ui.running import Runner


class Field(StrEnum):
    """The fields an error can stand under; `FORM` is the form as a whole."""

    FORM = auto()
    OLD = auto()
    NEW = auto()
    REPEATED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassphrase:
    """What the form holds.

    Attributes:
        rotate: whether the personal key is replaced as well.
    """

    old: str = field(repr=False)
    new: str = field(repr=False)
    repeated: str = field(repr=False)
    rotate: bool


class PassphraseView(Protocol):
    """What the presenter needs of the form."""

    def show_busy(self, text: str) -> None:
        """Say that it takes a moment; with nothing, let the person type again."""
        ...

    def show_error(self, place: Field, text: str) -> None:
        """Say under a field, or over the form, what is wrong."""
        ...

    def show_done(self, text: str) -> None:
        """Say that it is done; the form is empty."""
        ...


_PLACES: Final = {"wrong_name_or_passphrase": Field.OLD}
_NEW: Final = "passphrase_"
"""How every code begins that refuses a new passphrase."""


class PassphrasePresenter:
    """Checks what was typed, and has the passphrase changed."""

    def __init__(self, view: PassphraseView, runner: Runner) -> None:
        """Wire the form."""
        self._view, self._runner = view, runner
        self._busy = False

    def submit(self, form: NewPassphrase) -> None:
        """Change the passphrase, if the form is right."""
        if self._busy:
            return
        mistake = _first_mistake(form)
        if mistake is not None:
            self._view.show_error(*mistake)
            return
        self._busy = True
        self._view.show_busy(tr("Changing it. This takes a few seconds."))
        command = ChangePassphrase(old=form.old, new=form.new, rotate=form.rotate)
        self._runner.execute(command, self._on_changed, self._on_failed)

    def _on_changed(self, _: Outcome[None]) -> None:
        self._busy = False
        self._view.show_busy("")
        self._view.show_done(tr("The new passphrase holds from now on."))

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        self._view.show_busy("")
        refused = Field.NEW if error.code.startswith(_NEW) else Field.FORM
        self._view.show_error(_PLACES.get(error.code, refused), sentence(error))


def _first_mistake(form: NewPassphrase) -> tuple[Field, str] | None:
    checks = (
        (not form.old, Field.OLD, tr("Enter your passphrase.")),
        (not form.new, Field.NEW, tr("Enter a passphrase.")),
        (
            form.new != form.repeated,
            Field.REPEATED,
            tr("The two passphrases differ. Type the second one again."),
        ),
    )
    return next(((place, words) for wrong, place, words in checks if wrong), None)
