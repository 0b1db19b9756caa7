"""A keyring on disk for tests, and its bytes taken apart."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.ids import new_id
from app.vault.keyring import Keyring
from app.vault.keys import PersonalKeys, new_personal_keys, random_key
from tests.builders import CHEAP, credentials

NAMES = ("林晚", "Zoë", "周慎", "何澄", "Ana María", "O'Neill", "王", "李", "赵")


class Ring:
    """A keyring on disk, with what its slots should give."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self.folder = folder
        self.vault_key = random_key()
        self.people: dict[str, tuple[str, PersonalKeys]] = {}
        self.keyring = Keyring.new(
            folder, vault_id=new_id(), key_id=new_id(), cost=CHEAP
        )
        for name in names:
            self.add(name)

    @property
    def file(self) -> Path:
        return self.folder / "keyring"

    def add(self, name: str) -> None:
        person, keys = new_id(), new_personal_keys()
        self.keyring.add(
            credentials(name),
            person_id=person,
            keys=keys,
            vault_key=self.vault_key,
            staff=[person for person, _ in self.people.values()],
        )
        self.people[name] = person, keys

    def opens(self, name: str) -> None:
        opened = Keyring.read(self.folder).unlock(credentials(name))
        person, keys = self.people[name]
        assert opened.vault_key == self.vault_key
        assert opened.person_id == person
        assert opened.keys.seed == keys.seed
        assert opened.keys.signing.public == keys.signing.public
        assert opened.keys.receiving.public == keys.receiving.public


def code(problem: pytest.ExceptionInfo[AppError]) -> str:
    return problem.value.code


def copies(raw: bytes) -> tuple[bytes, bytes]:
    half = len(raw) // 2
    return raw[:half], raw[half:]


def contents(raw: bytes) -> list[object]:
    head = 8 + 4 + 32
    return msgspec.msgpack.decode(copies(raw)[0][head:])


def written(values: list[object]) -> bytes:
    """Return a file with these contents and right checksums."""
    return framed(msgspec.msgpack.encode(values))


def framed(payload: bytes, version: int = 2) -> bytes:
    """Return a file with this payload and right checksums, of whatever version."""
    covered = bytes([version]) + payload
    copy = (
        b"GDKEYS\x00"
        + bytes([version])
        + len(payload).to_bytes(4, "big")
        + hashlib.blake2b(covered, digest_size=32).digest()
        + payload
    )
    return copy + copy
