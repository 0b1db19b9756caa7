"""The keyring as commands and queries see it, for the person signed in."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.journal.authority import Authority
from app.vault.keyring import Credentials, Keyring
from app.vault.keys import PersonalKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringSlots:
    """What `app.work.Slots` asks of the keyring of an open vault.

    Attributes:
        keyring: of the vault.
        vault_key: the database's raw key.
        person: who is signed in.
        authority: returns the staff chain as it is.
        rekeyed: returns the commit whose exposure the last re-keying ended.
        adopt: takes new personal keys of the person signed in.
        move_desk: boxes what lies on that person's desk under them.
    """

    keyring: Keyring
    vault_key: bytes = field(repr=False)
    person: str
    authority: Callable[[], Authority] = field(repr=False)
    rekeyed: Callable[[], bytes] = field(repr=False)
    adopt: Callable[[PersonalKeys], None] = field(repr=False)
    move_desk: Callable[[PersonalKeys], None] = field(repr=False)

    def holders(self) -> frozenset[str]:
        """Return who can open the vault with name and passphrase."""
        return self.keyring.people(self.vault_key)

    def recoverable(self) -> frozenset[str]:
        """Return who can open it with a recovery sheet."""
        return self.keyring.recoverable(self.vault_key)

    def rekey_owed(self) -> bool:
        """Tell whether the vault key is known to somebody who should not know it."""
        return self.authority().exposed not in {b"", self.rekeyed()}

    def prove(self, credentials: Credentials) -> None:
        """Stop unless these open the signed-in person's slot."""
        self.keyring.check_passphrase(credentials, self.person)

    def add(self, credentials: Credentials, person: str, keys: PersonalKeys) -> None:
        """Give a person a slot, besides what they have."""
        self.keyring.add(
            credentials,
            person_id=person,
            keys=keys,
            vault_key=self.vault_key,
            staff=self.authority().people,
        )
        if person == self.person:
            self.move_desk(keys)

    def change(
        self, credentials: Credentials, person: str, keys: PersonalKeys, *, sheet: bool
    ) -> None:
        """Put one slot in place of all that a person has."""
        try:
            self.keyring.change(
                credentials,
                person_id=person,
                keys=keys,
                vault_key=self.vault_key,
                drop_recovery=not sheet,
            )
        finally:
            # The journal may know the new keys already, whatever the disk says.
            if person == self.person:
                self.adopt(keys)

    def drop(self, person: str) -> None:
        """Drop all of a person's slots."""
        self.keyring.drop(person, self.vault_key)

    def add_recovery(self, key: bytes, person: str, keys: PersonalKeys) -> None:
        """Give a person a recovery slot in place of an earlier one."""
        self.keyring.add_recovery(
            key, person_id=person, keys=keys, vault_key=self.vault_key
        )
