"""The staff chain: one line out of all that was said, whoever heard it first."""

import pytest

from app.ids import new_id
from app.journal import header as heads
from app.journal.bundle import commits_beyond
from app.journal.ingress import Fault
from app.journal.staff_events import (
    CommitsAdmitted,
    KeysReissued,
    KeysRotated,
    PersonAdmitted,
    PersonChanged,
    PersonReinstated,
    PersonSuspended,
    RolesChanged,
)
from tests.forging import fault_of, forged
from tests.garden import (
    GUEST,
    KEEPER,
    KEEPER_MAY,
    PAINT,
    Garden,
    Gardener,
    GatePainted,
    PlantSown,
    gardener,
)


@pytest.fixture
def garden() -> Garden:
    return Garden()


def painted() -> GatePainted:
    return GatePainted(subject=new_id(), colour="青")


def meet_all(*gardens: Garden) -> None:
    for one in gardens:
        for other in gardens:
            if one is not other:
                one.meet(other)


def assert_alike(*gardens: Garden) -> None:
    first = gardens[0]
    for garden in gardens:
        assert garden.standings() == first.standings()
        assert garden.journal.position.authority == first.journal.position.authority
        assert garden.state() == first.state()
        assert garden.verify().problems == ()


def test_of_two_admissions_at_once_the_senior_s_stands(garden: Garden):
    second = garden.admit(KEEPER)
    other = garden.stroll()
    mine, theirs = gardener(), gardener()
    other.write([other.admission(theirs, GUEST)], by=second)
    garden.write([garden.admission(mine, GUEST)])
    meet_all(garden, other)
    assert_alike(garden, other)
    authority = garden.journal.position.authority
    assert authority.is_active(mine.id)
    assert theirs.id not in authority.people
    held = [f for s, f in garden.standings().values() if s == "held"]
    assert held == [Fault.SIBLING]


def test_what_was_done_under_a_head_that_fell_counts_by_the_head_before(
    garden: Garden,
):
    second = garden.admit(KEEPER)
    other = garden.stroll()
    newcomer = gardener()
    other.write([other.admission(newcomer, GUEST)], by=second)
    kept = other.sow("松", by=second)
    lost = other.sow("草", by=newcomer)
    garden.admit(GUEST)
    meet_all(garden, other)
    assert_alike(garden, other)
    found = {row[0] for row in garden.store.sql("SELECT id FROM garden_plant")}
    assert kept in found
    assert lost not in found


def test_a_removed_person_signs_nothing_more(garden: Garden):
    guest = garden.admit(GUEST)
    before = garden.sow("竹", by=guest)
    garden.remove(guest)
    after = forged(garden, PlantSown(subject=new_id(), bed="北"), who=guest)
    garden.take([after])
    assert fault_of(garden, after) == ("held", Fault.AUTHOR)
    found = [row[0] for row in garden.store.sql("SELECT id FROM garden_plant")]
    assert found == [before]
    assert garden.verify().sound


def test_a_removed_person_s_backdated_commit_is_held(garden: Garden):
    guest = garden.admit(GUEST)
    garden.sow("竹", by=guest)
    past = garden.journal.position
    garden.sow("梅")
    garden.remove(guest)
    event = PlantSown(subject=new_id(), bed="北", name="毒")
    backdated = forged(
        garden,
        event,
        who=guest,
        staff_head=past.authority.head,
        clock=past.clock + 1,
        wall=past.clock >> 16,
    )
    garden.take([backdated])
    assert fault_of(garden, backdated) == ("held", Fault.FRONTIER)
    # Also at a place of a feed that the frontier covers by its number.
    again = forged(
        garden,
        event,
        who=guest,
        feed=past.feed,
        seq=past.previous.seq,
        prev=garden.store.sql(
            "SELECT hash FROM journal_commit WHERE seq=?", (past.previous.seq - 1,)
        )[0][0],
        staff_head=past.authority.head,
        clock=past.clock + 1,
        wall=past.clock >> 16,
    )
    garden.take([again])
    assert fault_of(garden, again) == ("held", Fault.FRONTIER)
    assert garden.verify().sound


def test_the_same_commit_from_before_the_removal_counts(garden: Garden):
    """The control: without a removal nothing holds it."""
    guest = garden.admit(GUEST)
    commit = forged(garden, PlantSown(subject=new_id(), bed="北"), who=guest)
    garden.take([commit])
    assert fault_of(garden, commit)[0] == "accepted"
    garden.remove(guest)
    garden.sow("梅")
    assert fault_of(garden, commit)[0] == "accepted"
    assert garden.verify().sound


def test_what_a_removed_person_did_elsewhere_waits_until_it_is_admitted(
    garden: Garden,
):
    guest = garden.admit(GUEST)
    other = garden.stroll()
    plant = other.sow("松", by=guest)
    garden.remove(guest)
    meet_all(garden, other)
    assert_alike(garden, other)
    ((head, _),) = [(h, s) for h, s in garden.standings().items() if s[0] == "held"]
    garden.write([CommitsAdmitted(subject=garden.vault, commits=(head,))])
    assert garden.standings()[head] == ("accepted", "")
    assert [row[0] for row in garden.store.sql("SELECT id FROM garden_plant")] == [
        plant
    ]
    meet_all(garden, other)
    assert_alike(garden, other)


def test_a_guest_admits_nothing_that_was_held(garden: Garden):
    guest = garden.admit(GUEST)
    admitted = CommitsAdmitted(subject=garden.vault, commits=(bytes(32),))
    commit = forged(garden, admitted, who=guest)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)


def test_a_suspended_person_does_nothing_until_reinstated(garden: Garden):
    guest = garden.admit(GUEST)
    garden.write([PersonSuspended(subject=guest.id, frontier=garden.frontier())])
    during = forged(garden, PlantSown(subject=new_id(), bed="北"), who=guest)
    garden.take([during])
    assert fault_of(garden, during) == ("held", Fault.AUTHOR)
    garden.write([PersonReinstated(subject=guest.id)])
    garden.sow("竹", by=guest)
    assert garden.verify().sound


def test_a_lesser_role_counts_for_what_was_not_known_when_it_was_given(
    garden: Garden,
):
    second = garden.admit(KEEPER)
    other = garden.stroll()
    other.write([painted()], by=second)
    other.sow("松", by=second)
    garden.write(
        [
            PersonChanged(
                subject=second.id, role=GUEST, duties=(), frontier=garden.frontier()
            )
        ]
    )
    meet_all(garden, other)
    assert_alike(garden, other)
    faults = sorted(f for s, f in garden.standings().values() if s == "held")
    assert faults == [Fault.FRONTIER]  # painting is for keepers, sowing for all


def test_new_keys_shut_the_old_one_out(garden: Garden):
    guest = garden.admit(GUEST)
    stolen = guest
    renewed = Gardener(id=guest.id, keys=gardener().keys)
    past = garden.journal.position.authority.head
    garden.write(
        [
            KeysRotated(
                subject=guest.id,
                sign_key=renewed.keys.signing.public,
                receive_key=renewed.keys.receiving.public,
                frontier=garden.frontier(),
            )
        ],
        by=guest,
    )
    garden.sow("竹", by=renewed)
    event = PlantSown(subject=new_id(), bed="北")
    for head, fault in (
        (garden.journal.position.authority.head, Fault.SIGNATURE),
        (past, Fault.FRONTIER),
    ):
        commit = forged(garden, event, who=stolen, staff_head=head)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", fault)
    assert garden.verify().sound


def test_nobody_gives_another_new_keys_but_an_owner(garden: Garden):
    guest, victim = garden.admit(GUEST), garden.admit(GUEST)
    keys = gardener().keys
    for kind in (KeysRotated, KeysReissued):
        event = kind(
            subject=victim.id,
            sign_key=keys.signing.public,
            receive_key=keys.receiving.public,
            frontier=garden.frontier(),
        )
        commit = forged(garden, event, who=guest)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)
    reissued = KeysReissued(
        subject=victim.id,
        sign_key=keys.signing.public,
        receive_key=keys.receiving.public,
        frontier=garden.frontier(),
    )
    garden.write([reissued])
    garden.sow("竹", by=Gardener(id=victim.id, keys=keys))


def test_nobody_gives_more_than_they_may_do(garden: Garden):
    roles: dict[str, tuple[str, ...]] = {
        KEEPER: KEEPER_MAY,
        GUEST: (),
        "clerk": ("staff.admit", "staff.change"),
    }
    changed = RolesChanged(
        subject=garden.vault, roles=roles, duties={}, frontier=garden.frontier()
    )
    garden.write([changed])
    clerk = garden.admit("clerk")
    for event in (
        garden.admission(gardener(), KEEPER),
        PersonChanged(
            subject=clerk.id, role=KEEPER, duties=(), frontier=garden.frontier()
        ),
        PersonChanged(
            subject=garden.keeper.id, role=GUEST, duties=(), frontier=garden.frontier()
        ),
        PersonSuspended(subject=garden.keeper.id, frontier=garden.frontier()),
    ):
        commit = forged(garden, event, who=clerk)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", Fault.CAPABILITY), event
    garden.write([garden.admission(gardener(), GUEST)], by=clerk)
    assert garden.verify().sound


def test_a_changed_table_takes_from_whom_it_names(garden: Garden):
    second = garden.admit(KEEPER)
    without = tuple(c for c in KEEPER_MAY if c != PAINT)
    changed = RolesChanged(
        subject=garden.vault,
        roles={KEEPER: without, GUEST: ()},
        duties={},
        frontier=garden.frontier(),
    )
    garden.write([changed])
    commit = forged(garden, painted(), who=second)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)


def test_a_junior_s_removal_of_a_senior_keeps_what_it_did_not_know_out(
    garden: Garden,
):
    second, third = garden.admit(KEEPER), garden.admit(KEEPER)
    past = garden.journal.position
    garden.remove(second, by=third)
    newcomer = garden.admission(gardener(), KEEPER)
    backdated = forged(
        garden,
        newcomer,
        who=second,
        staff_head=past.authority.head,
        clock=past.clock + 1,
        wall=past.clock >> 16,
    )
    garden.take([backdated])
    assert fault_of(garden, backdated) == ("held", Fault.FRONTIER)
    assert newcomer.subject not in garden.journal.position.authority.people
    assert garden.verify().sound


def test_of_two_who_remove_each_other_the_senior_stays(garden: Garden):
    second, third = garden.admit(KEEPER), garden.admit(KEEPER)
    other = garden.stroll()
    garden.remove(third, by=second)
    other.remove(second, by=third)
    meet_all(garden, other)
    assert_alike(garden, other)
    authority = garden.journal.position.authority
    assert authority.is_active(second.id)
    assert not authority.is_active(third.id)


def test_a_second_founding_is_held(garden: Garden):
    intruder = gardener()
    founded = garden.founding()[0]
    commit = forged(garden, founded, who=intruder, staff_head=b"")
    garden.take([commit])
    assert fault_of(garden, commit)[0] == "held"
    assert garden.verify().sound
    assert intruder.id not in garden.journal.position.authority.people


def test_a_removed_person_cannot_come_back_under_the_same_id(garden: Garden):
    guest = garden.admit(GUEST)
    garden.remove(guest)
    again: PersonAdmitted = garden.admission(guest, GUEST)
    commit = forged(garden, again, who=garden.keeper)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)


def test_heads_travel_with_the_commits_of_held_feeds(garden: Garden):
    guest = garden.admit(GUEST)
    other = garden.stroll()
    other.sow("松", by=guest)
    garden.remove(guest)
    garden.meet(other)
    third = Garden()
    third.vault = garden.vault
    names = [heads.commit_hash(c.raw) for c in commits_beyond(garden.store)]
    assert len(names) == len(garden.standings())
