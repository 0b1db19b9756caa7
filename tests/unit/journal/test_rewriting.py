"""Whoever was on the staff once does not write its history anew."""

import pytest

from app.ids import new_id
from app.journal import header as heads
from app.journal.bundle import Travelling
from app.journal.event import Event
from app.journal.ingress import Fault
from app.journal.journal import Position
from app.journal.staff_events import (
    KeysRotated,
    PersonRemoved,
    PersonSuspended,
)
from tests.forging import fault_of, forged
from tests.garden import GUEST, KEEPER, Garden, Gardener, PlantSown, gardener


@pytest.fixture
def garden() -> Garden:
    return Garden()


def earlier(
    garden: Garden, event: Event | list[Event], who: Gardener, past: Position
) -> Travelling:
    """Return what somebody signs today for a place in the past."""
    return forged(
        garden,
        event,
        who=who,
        staff_head=past.authority.head,
        clock=past.clock + 1,
        wall=past.clock >> 16,
    )


def founding_before(garden: Garden, who: Gardener) -> Travelling:
    """Return a founding by a stranger that the order of hashes prefers."""
    ((first,),) = garden.store.sql("SELECT hash FROM journal_commit WHERE id=1")
    founded, _ = garden.founding()
    while True:
        commit = forged(
            garden, [founded, garden.admission(who, KEEPER)], who=who, staff_head=b""
        )
        if heads.commit_hash(commit.raw) < bytes(first):
            return commit


def test_nobody_founds_the_vault_again(garden: Garden):
    plant = garden.sow("竹")
    intruder = gardener()
    commit = founding_before(garden, intruder)
    garden.take([commit])
    assert fault_of(garden, commit)[0] == "held"
    assert garden.journal.position.authority.is_active(garden.keeper.id)
    assert garden.store.sql("SELECT id FROM garden_plant") == [(plant,)]
    assert garden.verify().sound


@pytest.mark.parametrize("knew", [False, True])
def test_who_was_removed_does_not_undo_it_by_an_earlier_removal(
    knew: bool, garden: Garden
):
    second = garden.admit(KEEPER)
    past = garden.journal.position
    known = garden.frontier() if knew else ()
    third = garden.admit(GUEST)
    garden.remove(second)
    removed = PersonRemoved(subject=garden.keeper.id, frontier=known)
    commit = earlier(garden, removed, second, past)
    garden.take([commit])
    authority = garden.journal.position.authority
    assert not authority.is_active(second.id)
    assert authority.is_active(third.id)
    assert fault_of(garden, commit) == ("held", Fault.FRONTIER)
    assert garden.verify().sound


def test_a_senior_who_was_removed_does_not_undo_who_removed_them(garden: Garden):
    second = garden.admit(KEEPER)
    past = garden.journal.position
    third = gardener()
    garden.write([garden.admission(third, KEEPER)], by=second)
    garden.remove(garden.keeper, by=third)
    commit = earlier(garden, garden.admission(gardener(), GUEST), garden.keeper, past)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.FRONTIER)
    assert not garden.journal.position.authority.is_active(garden.keeper.id)
    assert garden.journal.position.authority.is_active(third.id)
    assert garden.verify().sound


def test_an_empty_frontier_does_not_undo_what_its_author_built_upon(garden: Garden):
    second = garden.admit(KEEPER)
    third = garden.admit(KEEPER)
    suspended = PersonSuspended(subject=garden.keeper.id, frontier=())
    commit = forged(garden, suspended, who=second)
    garden.take([commit])
    assert fault_of(garden, commit)[0] == "accepted"
    assert garden.journal.position.authority.is_active(third.id)
    assert garden.verify().sound


def test_a_removal_that_fell_keeps_nobody_from_anything(garden: Garden):
    second, third = garden.admit(KEEPER), garden.admit(KEEPER)
    other = garden.stroll()
    other.remove(third, by=second)
    garden.admit(GUEST)
    garden.meet(other)
    assert garden.journal.position.authority.is_active(third.id)
    newcomer = gardener()
    garden.write([garden.admission(newcomer, GUEST)], by=third)
    assert garden.verify().sound
    garden.write([garden.admission(gardener(), GUEST)])
    other.meet(garden)
    assert other.journal.position.authority.is_active(newcomer.id)
    assert other.standings() == garden.standings()


def test_a_place_far_ahead_covers_nothing_signed_later(garden: Garden):
    guest = garden.admit(GUEST)
    feed, first = new_id(), garden.journal.position
    sown = PlantSown(subject=new_id(), bed="北")
    one = forged(garden, sown, who=guest, feed=feed)
    garden.take([one])
    head = heads.commit_hash(one.raw)
    planted = forged(
        garden,
        PlantSown(subject=new_id(), bed="北"),
        who=guest,
        feed=feed,
        seq=1_000_000,
        prev=head,
        clock=first.clock + 100,
    )
    after = forged(
        garden,
        PlantSown(subject=new_id(), bed="北"),
        who=guest,
        feed=feed,
        seq=1_000_001,
        prev=heads.commit_hash(planted.raw),
        clock=first.clock + 200,
    )
    garden.take([planted, after])
    past = garden.journal.position
    garden.remove(guest)
    backdated = forged(
        garden,
        PlantSown(subject=new_id(), bed="北"),
        who=guest,
        feed=feed,
        seq=2,
        prev=head,
        clock=first.clock + 101,
        staff_head=past.authority.head,
    )
    garden.take([backdated])
    assert fault_of(garden, backdated) == ("held", Fault.FRONTIER)
    assert fault_of(garden, one)[0] == "accepted"
    assert garden.verify().sound


def test_a_key_that_was_given_up_changes_nothing_any_more(garden: Garden):
    second = garden.admit(KEEPER)
    past = garden.journal.position
    third = garden.admit(GUEST)
    renewed = Gardener(id=second.id, keys=gardener().keys)
    rotated = KeysRotated(
        subject=second.id,
        sign_key=renewed.keys.signing.public,
        receive_key=renewed.keys.receiving.public,
        frontier=garden.frontier(),
    )
    garden.write([rotated], by=second)
    garden.write([garden.admission(gardener(), GUEST)], by=renewed)
    for event in (
        garden.admission(gardener(), GUEST),
        PersonRemoved(subject=garden.keeper.id, frontier=()),
    ):
        commit = earlier(garden, event, second, past)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", Fault.FRONTIER)
    authority = garden.journal.position.authority
    assert authority.people[second.id].sign_key == renewed.keys.signing.public
    assert authority.is_active(third.id)
    assert garden.verify().sound


@pytest.mark.parametrize("victim", [0, 3])
def test_nobody_undoes_a_senior_s_removal_through_what_it_builds_upon(
    victim: int, garden: Garden
):
    """Victims: the founder, or somebody junior who changed the staff in between."""
    second, third, fourth = (garden.admit(KEEPER) for _ in range(3))
    past = garden.journal.position
    garden.write([garden.admission(gardener(), GUEST)], by=fourth)
    garden.admit(GUEST)
    garden.remove(second, by=third if victim == 0 else None)
    gone = [garden.keeper, second, third, fourth][victim]
    commit = earlier(garden, PersonRemoved(subject=gone.id, frontier=()), second, past)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.FRONTIER)
    assert not garden.journal.position.authority.is_active(second.id)
    assert garden.verify().sound
