"""What is written today must be read for ever: the forms, pinned.

A change here is a new format, with an old one to go on reading.
"""

import hashlib

from app.journal import header as heads
from app.journal.commitment import Leaves, StoredEvent, bodies_hold
from app.journal.header import FeedHead, Header
from app.vault import keys
from app.vault.keys import Argon2Cost, PersonalKeys, derive, stretch
from tests.garden import SHED, Garden

SEED = bytes(range(32))
ZERO = bytes(32)


def short(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()[:32]


def test_keys_grow_from_a_seed_as_ever():
    person = PersonalKeys(SEED)
    assert short(person.signing.public) == "42998ae9039faf698fd9690dd01eb489"
    assert short(person.receiving.public) == "baa91b99da16f362a93a19da2768d6d7"
    assert len(person.receiving.public) == 1184 + 32
    assert derive(ZERO, b"x").hex()[:32] == "37b8c973bded0783b649c2129de3a70e"


def test_a_passphrase_is_stretched_as_ever():
    cost = Argon2Cost(memory_kib=64 * 1024, iterations=1, lanes=4)
    found = stretch(b"secret", bytes(16), cost)
    assert found.hex()[:32] == "5f18a257fc50219adb62cc5473447bc4"


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def test_a_leaf_is_what_the_design_says():
    place = framed((3).to_bytes(4, "big"), b"plant.sown", (1).to_bytes(4, "big"), b"s")
    salt, other = bytes(range(32)), bytes(range(32, 64))

    def leaf(salt: bytes, person: bytes, body: bytes) -> bytes:
        told = place + framed(body)
        return hashlib.blake2b(told, digest_size=32, key=salt, person=person).digest()

    facts = leaf(salt, b"gongdao/facts", b"facts")
    personal = leaf(other, b"gongdao/personal", b"words")
    event = StoredEvent(
        *(3, "plant.sown", 1, "s", b"facts", salt, facts, b"words", other, personal)
    )
    assert bodies_hold(event)
    leaves = Leaves()
    leaves.add(event)
    whole = hashlib.blake2b(facts + personal, digest_size=32, person=b"gongdao/leaves")
    assert leaves.digest() == whole.digest()


def test_a_header_has_the_bytes_it_always_had():
    seen = (FeedHead("g", 2, ZERO),)
    header = Header("v", "f", 1, b"", seen, b"s", 5, 6, "a", 1, 2, ZERO)
    raw = heads.encode(header)
    assert raw.hex() == (
        "9ca176a16601c4009193a16702c420"
        + "00" * 32
        + "c401730506a1610102c420"
        + "00" * 32
    )
    assert heads.commit_hash(raw).hex()[:32] == "c31a32eb2006a2cd339dc8f79324721c"
    signature = heads.sign(raw, PersonalKeys(SEED).signing)
    assert short(signature) == "3fce84bd883a28900b0e95f0bc06bdc4"
    signed = b"gongdao/commit/1\0" + raw
    assert keys.signature_holds(PersonalKeys(SEED).signing.public, signature, signed)


def test_a_sealed_value_names_its_key_first():
    garden = Garden()
    sealer = garden.journal.sealer()
    value = sealer.seal(SHED, "s", "name", "四个汉字")
    (wrap,) = sealer.wraps
    info = b"gongdao/wrap/1\0" + wrap.audience.encode()
    data_key = keys.ReceivingKey(garden.shed_seed).open(wrap.sealed, info)
    assert value[:16] == wrap.id == derive(data_key, b"gongdao/wrap-id/1", 16)
    assert keys.unbox(data_key, value[16:], b"gongdao/value/1\0s\0name") == (
        "四个汉字".encode()
    )
    assert len(value) == 16 + 12 + 12 + 16
