"""Passphrases, personal keys and the recovery sheet."""

from dataclasses import dataclass, field

from app.ids import PersonId
from app.journal.event import Event
from app.journal.past import feed_heads
from app.journal.staff_events import KeysReissued, KeysRotated
from app.staff.commands.audiences import own_seeds, seeds_for
from app.staff.commands.people import staff_person
from app.staff.events import PassphraseChanged, PersonRecovered, RecoverySheetMade
from app.staff.queries import name_of
from app.staff.roles import Capability
from app.vault.keyring import Credentials
from app.vault.keys import PersonalKeys, new_personal_keys
from app.vault.recovery import new_recovery_key
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassphrase(Command[None]):
    """Sign in with another passphrase from now on.

    Attributes:
        old: the present one.
        new: the one from now on.
        rotate: take new personal keys as well, because somebody may have seen the old
            passphrase; the vault is then to be re-keyed and old backups dropped.
    """

    old: str = field(repr=False)
    new: str = field(repr=False)
    rotate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassphrase(Command[None]):
    """Set a passphrase after signing in with a recovery sheet; the sheet is used up."""

    new: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReissueSlot(Command[None]):
    """Give somebody who forgot theirs a new passphrase, and new keys."""

    person: PersonId
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRecoverySheet(Command[bytes]):
    """Make a recovery key for oneself in place of an earlier one: 32 bytes to print."""


def change_passphrase(command: ChangePassphrase, act: Act) -> Intent[None]:
    """Handle `ChangePassphrase`.

    Raises:
        InputError: the old passphrase is wrong, or the new one will not do.
        Conflict: it is the old one, or somebody's already.
    """
    name = name_of(act, act.person)
    act.slots.prove(Credentials(name=name, passphrase=command.old))
    changed = PassphraseChanged(subject=act.person, rotated=command.rotate)
    if command.rotate:
        keys = new_personal_keys()
        events: list[Event] = [changed, _rotated(act, keys)]
        return _renewed(act, act.person, command.new, keys, events)
    return _with_same_keys(act, command.new, changed, sheet=True)


def _with_same_keys(
    act: Act, passphrase: str, event: Event, *, sheet: bool
) -> Intent[None]:
    mine, keys = _credentials(act, act.person, passphrase), act.opener.keys
    return Intent(
        value=None,
        events=[event],
        attach=lambda: act.slots.change(mine, act.person, keys, sheet=sheet),
    )


def _rotated(act: Act, keys: PersonalKeys) -> KeysRotated:
    return KeysRotated(
        subject=act.person,
        sign_key=keys.signing.public,
        receive_key=keys.receiving.public,
        frontier=feed_heads(act.store),
        grants=own_seeds(act, keys.receiving.public),
    )


def set_passphrase(command: SetPassphrase, act: Act) -> Intent[None]:
    """Handle `SetPassphrase`.

    Raises:
        InputError: the new passphrase will not do.
    """
    recovered = PersonRecovered(subject=act.person)
    return _with_same_keys(act, command.new, recovered, sheet=False)


def reissue_slot(command: ReissueSlot, act: Act) -> Intent[None]:
    """Handle `ReissueSlot`.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the person may do more than who reissues.
        InputError: the passphrase will not do.
    """
    act.require(Capability.ADMIT_STAFF)
    person = staff_person(act, command.person)
    keys = new_personal_keys()
    public = keys.receiving.public
    reissued = KeysReissued(
        subject=person.id,
        sign_key=keys.signing.public,
        receive_key=public,
        frontier=feed_heads(act.store),
        grants=seeds_for(act, person.id, person.role, public),
    )
    return _renewed(act, person.id, command.passphrase, keys, [reissued])


def _renewed(
    act: Act, person: str, passphrase: str, keys: PersonalKeys, events: list[Event]
) -> Intent[None]:
    """Return what puts a slot with new keys in place of a person's old ones.

    It is added before the commit is stored and the old ones dropped after, so that
    there is a slot that opens whenever the computer stops.
    """
    credentials = _credentials(act, person, passphrase)
    return Intent(
        value=None,
        events=events,
        attach=lambda: act.slots.add(credentials, person, keys),
        settle=lambda: act.slots.change(credentials, person, keys, sheet=False),
    )


def _credentials(act: Act, person: str, passphrase: str) -> Credentials:
    return Credentials(name=name_of(act, person), passphrase=passphrase).checked()


def make_recovery_sheet(_: MakeRecoverySheet, act: Act) -> Intent[bytes]:
    """Handle `MakeRecoverySheet`."""
    act.require(Capability.RECOVER)
    key = new_recovery_key()
    return Intent(
        value=key,
        events=[RecoverySheetMade(subject=act.person)],
        attach=lambda: act.slots.add_recovery(key, act.person, act.opener.keys),
    )


HANDLERS: dict[type, Handler] = {
    ChangePassphrase: change_passphrase,
    SetPassphrase: set_passphrase,
    ReissueSlot: reissue_slot,
    MakeRecoverySheet: make_recovery_sheet,
}
