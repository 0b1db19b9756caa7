"""Opening the slots of a vault, and changing whose they are."""

import contextlib
import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.errors import AppError, Conflict, Corrupt, InputError, NotFound
from app.files.atomic import write_atomically
from app.vault.keyring.credentials import Credentials
from app.vault.keyring.format import (
    FILE_NAME,
    ID_BYTES,
    MOST_BYTES,
    VERSION,
    Contents,
    Slot,
    packed,
    unpacked,
)
from app.vault.keyring.slots import (
    Holding,
    Kind,
    Opened,
    answering,
    holdings,
    new_slot,
    opened,
    recovery_secret,
    resealed,
    with_holdings,
    without,
)
from app.vault.keys import Argon2Cost, PersonalKeys, stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A person's new keys, and what opens them from now on.

    Attributes:
        credentials: name and passphrase.
        person_id: whose.
        keys: grown from a new seed.
    """

    credentials: Credentials
    person_id: str
    keys: PersonalKeys = field(repr=False)


class Keyring:
    """The slots of one vault, read from and written to its file.

    Whatever changes them replaces the file as a whole; if that fails, file and
    keyring are as before.
    """

    def __init__(self, path: Path, contents: Contents, version: int = VERSION) -> None:
        """Hold parsed contents; use `new` or `read`."""
        self._path = path
        self._contents = contents
        self._version = version
        # Whose slots were opened here: an old roster does not tell.
        self._seen: dict[bytes, str] = {}

    @classmethod
    def new(
        cls, folder: Path, *, vault_id: str, key_id: str, cost: Argon2Cost
    ) -> "Keyring":
        """Return a keyring without slots; `add` writes it."""
        return cls(
            folder / FILE_NAME,
            Contents(
                bytes.fromhex(vault_id),
                os.urandom(ID_BYTES),
                cost.memory_kib,
                cost.iterations,
                cost.lanes,
                key_id,
                (),
                b"",
            ),
        )

    @classmethod
    def read(cls, folder: Path) -> "Keyring":
        """Return the keyring in a vault's folder.

        Raises:
            NotFound: there is none.
            Corrupt: neither of its two copies is whole, or its figures are absurd.
        """
        path = folder / FILE_NAME
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Corrupt("vault_damaged")
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NotFound("vault_not_found") from None
        except OSError:
            raise Corrupt("storage_failed") from None
        version, contents = unpacked(raw)
        return cls(path, contents, version)

    @property
    def vault_id(self) -> str:
        """The vault's random id, 32 hexadecimal digits."""
        return self._contents.vault_id.hex()

    @property
    def key_id(self) -> str:
        """Names the current database file."""
        return self._contents.key_id

    def unlock(self, credentials: Credentials) -> Opened:
        """Return what the slot of this name and passphrase holds.

        Raises:
            InputError: no slot answers to them.
            Corrupt: a slot answers but its contents were changed.
        """
        secret = self._stretch(credentials)
        slot = answering(self._contents, secret)
        if slot is None:
            raise InputError("wrong_name_or_passphrase")
        return self._open(slot, secret)

    def recover(self, key: bytes) -> Opened:
        """Return what the slot of this printed key holds.

        Raises:
            InputError: no slot answers to it.
            Corrupt: a slot answers but its contents were changed.
        """
        secret = recovery_secret(self._contents, key)
        slot = answering(self._contents, secret)
        if slot is None:
            raise InputError("recovery_key_unknown")
        return self._open(slot, secret)

    def check_passphrase(self, credentials: Credentials, person_id: str) -> None:
        """Let pass whoever knows this person's present name and passphrase.

        Raises:
            InputError: they open no slot, or somebody else's.
        """
        if self.unlock(credentials).person_id != person_id:
            raise InputError("wrong_name_or_passphrase")

    def people(self, vault_key: bytes) -> frozenset[str]:
        """Return the ids of everybody who has a passphrase.

        Left out is whoever has not signed in since an older version wrote the
        keyring; see `settle`.
        """
        return self._persons(Kind.PASSPHRASE, vault_key)

    def recoverable(self, vault_key: bytes) -> frozenset[str]:
        """Return the ids of everybody who has a recovery sheet."""
        return self._persons(Kind.RECOVERY, vault_key)

    def settle(self, vault_key: bytes) -> None:
        """Write down whose slots were opened here, where the roster does not tell.

        A roster of version 1 names nobody, so each person is named when they
        sign in. It never fails: whoever could open the vault can work in it.
        """
        with contextlib.suppress(AppError):
            told = holdings(self._contents, self._version, vault_key)
            known = self._holdings(vault_key)
            if self._version != VERSION or told != known:
                self._write(known, vault_key)

    def add(
        self,
        credentials: Credentials,
        *,
        person_id: str,
        keys: PersonalKeys,
        vault_key: bytes,
        staff: Container[str],
    ) -> None:
        """Write a slot for somebody new.

        A slot of the same name and passphrase gives way if its person never came
        to be on the staff: then the computer stopped between writing the slot and
        storing the admission.

        Args:
            credentials: what opens the slot.
            person_id: whose it is.
            keys: what it holds.
            vault_key: the database's raw key.
            staff: ids of everybody whose slots stand.

        Raises:
            InputError: the name is empty or the passphrase will not do.
            Conflict: a slot already answers to this name and passphrase.
        """
        secret = self._stretch(credentials.checked())
        left_over = answering(self._contents, secret)
        if left_over and self._open(left_over, secret).person_id in staff:
            raise Conflict("name_taken")
        slot = self._slot(secret, person_id, keys, vault_key)
        kept = [h for h in self._holdings(vault_key) if h.slot != left_over]
        self._write([*kept, _passphrase(slot, person_id)], vault_key)

    def change(
        self,
        credentials: Credentials,
        *,
        person_id: str,
        keys: PersonalKeys,
        vault_key: bytes,
        drop_recovery: bool = False,
    ) -> None:
        """Put one slot in the place of all that a person's passphrases open.

        Args:
            credentials: what opens the slot from now on.
            person_id: whose it is.
            keys: what it holds.
            vault_key: the database's raw key.
            drop_recovery: whether the person's sheet goes too, since it holds a
                seed that is no longer theirs.

        Raises:
            InputError: the name is empty or the passphrase will not do.
            Conflict: somebody else's slot answers to this name and passphrase.
        """
        secret, former = self._free(credentials, person_id)
        gone = (Kind.PASSPHRASE, Kind.RECOVERY) if drop_recovery else (Kind.PASSPHRASE,)
        held = without(self._holdings(vault_key), person_id, *gone)
        kept = [h for h in held if h.slot != former]
        slot = self._slot(secret, person_id, keys, vault_key)
        self._write([*kept, _passphrase(slot, person_id)], vault_key)

    def add_recovery(
        self, key: bytes, *, person_id: str, keys: PersonalKeys, vault_key: bytes
    ) -> None:
        """Write a slot for a printed key; the person's former sheet opens no more."""
        secret = recovery_secret(self._contents, key)
        slot = self._slot(secret, person_id, keys, vault_key)
        kept = without(self._holdings(vault_key), person_id, Kind.RECOVERY)
        sheet = Holding(slot=slot, kind=Kind.RECOVERY, person=person_id)
        self._write([*kept, sheet], vault_key)

    def drop(self, person_id: str, vault_key: bytes) -> None:
        """Remove all slots of a person."""
        self._write(without(self._holdings(vault_key), person_id), vault_key)

    def tidy(self, opened: Opened, gone: Container[str]) -> None:
        """Drop slots that serve no more, as far as the keyring can be written.

        Such are left where the computer stopped halfway: those of people who left,
        and earlier ones of the person who signed in.

        Args:
            opened: what the slot in use holds.
            gone: ids of people who left.
        """
        held = self._holdings(opened.vault_key)
        used = next((h.kind for h in held if h.slot.id == opened.slot), None)
        kept = [
            h
            for h in held
            if h.person not in gone
            and not (
                used is h.kind is Kind.PASSPHRASE
                and h.person == opened.person_id
                and h.slot.id != opened.slot
            )
        ]
        if len(kept) < len(held):
            with contextlib.suppress(AppError):
                self._write(kept, opened.vault_key)

    def rekeyed(
        self,
        *,
        key_id: str,
        vault_key_old: bytes,
        vault_key_new: bytes,
        receivers: Mapping[str, bytes],
        renewal: Renewal | None = None,
    ) -> None:
        """Name another database file and hold its key: the one atomic switch.

        Whoever is not among the receivers loses every slot, and so does whom the
        roster does not name: nobody could tell to whom the new key must be sealed.

        Args:
            key_id: names the database file.
            vault_key_old: the raw key so far.
            vault_key_new: the raw key of that file.
            receivers: public receiving key of everybody who stays, as signed in
                the journal, by person.
            renewal: somebody whose keys changed with it; the slots they had are
                gone, their sheet too, since those hold the former seed.

        Raises:
            InputError, Conflict: of the renewal; see `change`.
            ValueError: nobody could open the vault any more, or the renewed keys
                are not the receiver's.
        """
        held = self._holdings(vault_key_old)
        former: Slot | None = None
        moved = msgspec.structs.replace(self._contents, key_id=key_id)
        renewed: list[Holding] = []
        if renewal is not None:
            person = renewal.person_id
            if receivers.get(person) != renewal.keys.receiving.public:
                raise ValueError("the vault key would be sealed to other keys")
            secret, former = self._free(renewal.credentials, person)
            slot = new_slot(
                moved,
                secret,
                person_id=person,
                keys=renewal.keys,
                vault_key=vault_key_new,
            )
            held = [h for h in without(held, person) if h.slot != former]
            renewed = [_passphrase(slot, person)]
        kept = [
            Holding(
                slot=resealed(moved, h.slot, receivers[h.person], vault_key_new),
                kind=h.kind,
                person=h.person,
            )
            for h in held
            if h.person in receivers
        ]
        self._write([*kept, *renewed], vault_key_new, moved)

    def _open(self, slot: Slot, secret: bytes) -> Opened:
        found = opened(self._contents, slot, secret)
        self._seen[slot.id] = found.person_id
        return found

    def _free(
        self, credentials: Credentials, person_id: str
    ) -> tuple[bytes, Slot | None]:
        """Return the secret, and the person's own slot that answers to it already."""
        secret = self._stretch(credentials.checked())
        own = answering(self._contents, secret)
        if own and self._open(own, secret).person_id != person_id:
            raise Conflict("name_taken")
        return secret, own

    def _slot(
        self, secret: bytes, person_id: str, keys: PersonalKeys, vault_key: bytes
    ) -> Slot:
        return new_slot(
            self._contents, secret, person_id=person_id, keys=keys, vault_key=vault_key
        )

    def _stretch(self, credentials: Credentials) -> bytes:
        return stretch(credentials.secret(), self._contents.salt, self._contents.cost)

    def _persons(self, kind: Kind, vault_key: bytes) -> frozenset[str]:
        held = self._holdings(vault_key)
        return frozenset(h.person for h in held if h.kind is kind and h.person)

    def _holdings(self, vault_key: bytes) -> list[Holding]:
        return [
            Holding(
                slot=h.slot,
                kind=h.kind,
                person=h.person or self._seen.get(h.slot.id, ""),
            )
            for h in holdings(self._contents, self._version, vault_key)
        ]

    def _write(
        self,
        held: Iterable[Holding],
        vault_key: bytes,
        contents: Contents | None = None,
    ) -> None:
        kept = list(held)
        if all(h.kind is not Kind.PASSPHRASE for h in kept):
            raise ValueError("nobody could open the vault")
        written = with_holdings(contents or self._contents, kept, vault_key)
        write_atomically(self._path, packed(written))
        self._contents, self._version = written, VERSION


def _passphrase(slot: Slot, person_id: str) -> Holding:
    return Holding(slot=slot, kind=Kind.PASSPHRASE, person=person_id)
