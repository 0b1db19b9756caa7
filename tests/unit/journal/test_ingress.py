"""The gate: each thing that is wrong is told, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from app.errors import Conflict, NotPermitted, VaultLocked
from app.ids import new_id
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.header import Header
from app.journal.ingress import Fault, Previous, Signed, faults
from app.journal.staff_events import PersonAdmitted, VaultFounded
from tests.garden import (
    GUEST,
    KEEPER,
    Garden,
    Gardener,
    GatePainted,
    PlantSown,
    garden_folder,
    gardener,
)

MINUTE = 60_000
CLOCK = 1_780_000_000_000 << 16


def fake_hash(name: str) -> bytes:
    return heads.commit_hash(name.encode())


class Gate:
    """A commit that may count, and what it is judged by."""

    def __init__(self) -> None:
        self.keeper, self.guest = gardener(), gardener()
        garden = Garden()
        events = [
            *garden.founding()[:1],
            garden.admission(self.keeper, KEEPER),
            garden.admission(self.guest, GUEST),
        ]
        self.vault = garden.vault
        self.authority = Authority().after(fake_hash("staff"), events)
        self.previous = Previous(hash=fake_hash("before"), seq=7, clock=CLOCK)
        self.signer = self.keeper.keys.signing
        self.kinds: frozenset[str] = frozenset({PlantSown.kind})
        self.staff: tuple[PersonAdmitted | VaultFounded, ...] = ()
        self.admission = garden.admission
        self.header = Header(
            vault=self.vault,
            feed=new_id(),
            seq=8,
            prev=self.previous.hash,
            seen=(),
            staff_head=self.authority.head,
            clock=CLOCK + (1000 << 16),
            wall=(CLOCK >> 16) + 1000,
            actor=self.keeper.id,
            schema=1,
            count=1,
            leaves=fake_hash("leaves"),
        )

    def change(self, **fields: object) -> None:
        self.header = msgspec.structs.replace(self.header, **fields)

    def faults(self) -> list[Fault]:
        raw = heads.encode(self.header)
        signed = Signed(
            raw=raw,
            header=self.header,
            signature=heads.sign(raw, self.signer),
            kinds=self.kinds,
            staff=self.staff,
        )
        return faults(
            signed,
            vault=self.vault,
            previous=self.previous,
            authority=self.authority,
            vocabulary=garden_folder().vocabulary,
        )


def _another_key(gate: Gate) -> None:
    gate.signer = gate.guest.keys.signing


def _forged(gate: Gate) -> None:
    gate.signer = gardener().keys.signing


def _nobody(gate: Gate) -> None:
    gate.change(actor=new_id())


def _another_author(gate: Gate) -> None:
    # The keeper signs what says it is the guest's.
    gate.change(actor=gate.guest.id)


def _guest_paints(gate: Gate) -> None:
    gate.signer = gate.guest.keys.signing
    gate.change(actor=gate.guest.id)
    gate.kinds = frozenset({GatePainted.kind})


def _guest_admits(gate: Gate) -> None:
    _guest_paints(gate)
    gate.kinds = frozenset({PersonAdmitted.kind})
    gate.staff = (gate.admission(gardener(), GUEST),)


def _founded_again(gate: Gate) -> None:
    gate.kinds = frozenset({VaultFounded.kind})
    gate.staff = (
        VaultFounded(
            subject=gate.vault, zone="UTC", roles={}, audience_roles={}, audiences=()
        ),
    )


def _admitted_again(gate: Gate) -> None:
    gate.kinds = frozenset({PersonAdmitted.kind})
    gate.staff = (gate.admission(gate.guest, GUEST),)


WRONG: dict[str, tuple[Callable[[Gate], None], list[Fault]]] = {
    "another vault": (lambda g: g.change(vault=new_id()), [Fault.VAULT]),
    "another schema": (lambda g: g.change(schema=2), [Fault.VAULT]),
    "unknown author": (_nobody, [Fault.AUTHOR, Fault.CAPABILITY]),
    "forged signature": (_forged, [Fault.SIGNATURE]),
    "a colleague's key": (_another_key, [Fault.SIGNATURE]),
    "in a colleague's name": (_another_author, [Fault.SIGNATURE]),
    "another past": (lambda g: g.change(prev=fake_hash("x")), [Fault.CHAIN]),
    "no past": (lambda g: g.change(prev=b""), [Fault.CHAIN]),
    "a gap": (lambda g: g.change(seq=9), [Fault.CHAIN]),
    "the same place": (lambda g: g.change(seq=7), [Fault.CHAIN]),
    "a clock that stands": (
        lambda g: g.change(clock=CLOCK, wall=CLOCK >> 16),
        [Fault.CLOCK],
    ),
    "a clock behind its wall": (
        lambda g: g.change(wall=(CLOCK >> 16) + 1001),
        [Fault.CLOCK],
    ),
    "another staff": (
        lambda g: g.change(staff_head=fake_hash("x")),
        [Fault.STAFF_HEAD],
    ),
    "not a guest's": (_guest_paints, [Fault.CAPABILITY]),
    "admitted by a guest": (_guest_admits, [Fault.CAPABILITY]),
    "founded again": (_founded_again, [Fault.CAPABILITY]),
    "admitted again": (_admitted_again, [Fault.CAPABILITY]),
}


def _by_guest(gate: Gate) -> None:
    gate.signer = gate.guest.keys.signing
    gate.change(actor=gate.guest.id)


def _admits(gate: Gate) -> None:
    gate.kinds = frozenset({PersonAdmitted.kind})
    gate.staff = (gate.admission(gardener(), GUEST),)


RIGHT: dict[str, Callable[[Gate], None]] = {
    "as it is": lambda _: None,
    "a keeper paints": lambda g: setattr(g, "kinds", frozenset({GatePainted.kind})),
    "a guest sows": _by_guest,
    "a keeper admits": _admits,
    "a kind of tomorrow": lambda g: setattr(g, "kinds", frozenset({"moon.watered"})),
    "a little ahead": lambda g: g.change(clock=CLOCK + ((6 * MINUTE) << 16)),
    "the same millisecond": lambda g: g.change(clock=CLOCK + 1, wall=CLOCK >> 16),
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_may_count_is_let_in(case: str):
    gate = Gate()
    RIGHT[case](gate)
    assert gate.faults() == []


@pytest.mark.parametrize("case", WRONG)
def test_what_may_not_count_is_told_why(case: str):
    gate = Gate()
    change, expected = WRONG[case]
    change(gate)
    assert gate.faults() == expected


def test_the_first_person_vouches_for_herself_once():
    garden = Garden()
    assert garden.verify().sound
    with pytest.raises(NotPermitted):
        garden.write(garden.founding())
    assert garden.verify().commits == 1


def test_a_guest_is_refused_by_the_journal_itself():
    garden = Garden()
    guest = garden.admit(GUEST)
    before = garden.folder.digests(garden.store)
    painted = GatePainted(subject=new_id(), colour="青")
    with pytest.raises(NotPermitted):
        garden.write([painted], by=guest)
    with pytest.raises(NotPermitted):
        garden.write([garden.admission(gardener(), KEEPER)], by=guest)
    with pytest.raises(NotPermitted):
        garden.write([painted], by=gardener())
    assert garden.folder.digests(garden.store) == before
    garden.write([painted])
    assert garden.verify().sound


def test_nobody_signs_with_another_s_key():
    garden = Garden()
    guest = garden.admit(GUEST)
    forger = Gardener(id=garden.keeper.id, keys=guest.keys)
    with pytest.raises(NotPermitted):
        garden.write([GatePainted(subject=new_id(), colour="青")], by=forger)
    assert garden.verify().sound


def test_a_colleague_s_keys_cannot_be_replaced():
    garden = Garden()
    guest = garden.admit(GUEST)
    again = replace(gardener(), id=guest.id)
    with pytest.raises(NotPermitted):
        garden.write([garden.admission(again, KEEPER)])
    people = garden.journal.position.authority.people
    assert people[guest.id].sign_key == guest.keys.signing.public
    assert people[guest.id].role == GUEST


def test_a_change_of_the_staff_may_come_with_others():
    garden = Garden()
    new = gardener()
    garden.write([garden.admission(new, GUEST), PlantSown(subject="s", bed="北")])
    assert garden.journal.position.authority.is_active(new.id)
    assert garden.verify().sound


@pytest.mark.parametrize("moved", [-6 * MINUTE, 401 * 24 * 60 * MINUTE])
def test_a_clock_that_jumped_stops_commands(moved: int):
    garden = Garden()
    garden.sow("竹")
    with pytest.raises(Conflict):
        garden.write([PlantSown(subject="s", bed="北")], after_ms=moved)
    garden.wall -= moved
    garden.sow("梅")
    assert garden.verify().sound


def test_a_clock_that_goes_back_a_little_still_counts_up():
    garden = Garden()
    garden.sow("竹")
    before = garden.journal.position.clock
    garden.write([PlantSown(subject="s", bed="北")], after_ms=-2 * MINUTE)
    assert garden.journal.position.clock == before + 1
    assert garden.verify().sound


def test_no_event_is_no_commit():
    garden = Garden()
    before = garden.journal.position
    written = garden.write(iter(()))
    assert garden.journal.position == before
    assert written.tables == written.subjects == frozenset()
    assert garden.verify().commits == 1


def test_what_failed_leaves_no_trace():
    garden = Garden()

    def breaking():
        yield PlantSown(subject="s", bed="北")
        raise LookupError

    before = garden.journal.position
    with pytest.raises(LookupError):
        garden.write(breaking())
    assert garden.journal.position == before
    assert garden.verify().commits == 1
    garden.sow("竹")
    assert garden.verify().sound


def test_a_writer_who_slipped_past_the_lock_is_noticed():
    garden = Garden()
    stale = garden.journal.position
    garden.sow("竹")
    garden.journal.position = stale
    with pytest.raises(VaultLocked):
        garden.sow("梅")
    assert garden.verify().sound


def test_a_long_commit_is_one_commit():
    garden = Garden()
    count = 12_001
    garden.write(PlantSown(subject=f"{i:05}", bed="东") for i in range(count))
    report = garden.verify()
    assert (report.commits, report.events, report.sound) == (2, count + 2, True)


def test_the_staff_chain_is_read_back_as_it_was_written():
    garden = Garden()
    garden.admit(GUEST)
    garden.sow("竹")
    garden.admit(KEEPER)
    before = garden.journal.position
    garden.journal.load(before.feed)
    assert garden.journal.position == before
    assert len(before.authority.people) == 3


def test_a_role_without_entry_may_nothing():
    authority = Garden().journal.position.authority
    assert not authority.may(new_id(), None)
    assert authority.entitled("stranger") == []
