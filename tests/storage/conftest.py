"""What tests of the vault share."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault.keyring import ring as keyrings
from app.vault.keys import Argon2Cost
from app.vault.store import Store
from tests.plants import KEY, table_of


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Stretch in no time: for tests of the file, where guesses cost nothing."""

    def hashed(secret: bytes, salt: bytes, _: Argon2Cost) -> bytes:
        return hashlib.blake2b(secret, key=salt, digest_size=32).digest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyrings, "stretch", hashed)
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with a table."""
    store = Store(tmp_path / "vault.db", KEY)
    store.connect()
    table_of(store)
    yield store
    store.close()
