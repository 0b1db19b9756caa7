"""A keyring that nobody is in, where only questions are asked."""

from typing import NoReturn

from app.vault.keyring import Credentials
from app.vault.keys import PersonalKeys


class NoSlots:
    """Answers as an empty keyring does; changes nothing."""

    def holders(self) -> frozenset[str]:
        return frozenset()

    def recoverable(self) -> frozenset[str]:
        return frozenset()

    def rekey_owed(self) -> bool:
        return False

    def prove(self, credentials: Credentials) -> None:
        self._nothing(credentials)

    def add(self, credentials: Credentials, person: str, keys: PersonalKeys) -> None:
        self._nothing(credentials, person, keys)

    def change(
        self, credentials: Credentials, person: str, keys: PersonalKeys, *, sheet: bool
    ) -> None:
        self._nothing(credentials, person, keys, sheet)

    def drop(self, person: str) -> None:
        self._nothing(person)

    def add_recovery(self, key: bytes, person: str, keys: PersonalKeys) -> None:
        self._nothing(key, person, keys)

    def _nothing(self, *_: object) -> NoReturn:
        raise AssertionError("only questions are asked here")
