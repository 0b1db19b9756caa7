"""What somebody with a hacked copy hands over does no harm to honest ones."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from app.ids import new_id
from app.journal import header as heads
from app.journal.bundle import commits_beyond
from app.journal.commitment import without_words
from app.journal.erasure import SubjectErased
from app.journal.ingress import Fault
from app.journal.staff_events import (
    CHANGE_ROLES,
    Grant,
    KeysRotated,
    PersonRemoved,
    RolesChanged,
)
from tests.forging import fault_of, forged
from tests.garden import (
    GUEST,
    KEEPER,
    KEEPER_MAY,
    PAINT,
    Garden,
    GatePainted,
    PlantSown,
    gardener,
)

DAY = 86_400_000


@pytest.fixture
def garden() -> Garden:
    return Garden()


def sown() -> PlantSown:
    return PlantSown(subject=new_id(), bed="北")


@pytest.mark.parametrize("place", ["future", "no past", "no key", "far ahead"])
def test_what_is_planted_in_one_s_own_feed_stops_nothing(place: str, garden: Garden):
    guest = garden.admit(GUEST)
    at = garden.journal.position
    fields: dict[str, Any] = {
        "feed": at.feed,
        "seq": at.previous.seq + 1,
        "prev": at.previous.hash,
    }
    if place == "no past":
        fields["prev"] = bytes(32)
    if place == "far ahead":
        fields["seq"] = 4_000_000_000
    ahead = 90 * DAY if place == "future" else 240_000
    planted = forged(
        garden,
        sown(),
        who=guest,
        signed_by=gardener() if place == "no key" else guest,
        clock=(garden.wall + ahead) << 16,
        **fields,
    )
    garden.take([planted])
    plant = garden.sow("竹")
    other = garden.stroll()
    other.admit(GUEST)
    garden.meet(other)
    assert [row[0] for row in garden.store.sql("SELECT id FROM garden_plant")] == [
        plant
    ]
    assert garden.verify().sound


def test_what_is_planted_ahead_leaves_the_frontier_as_it_is(garden: Garden):
    guest = garden.admit(GUEST)
    plant = garden.sow("竹", by=guest)
    at = garden.journal.position
    for seq, prev in ((10, bytes(32)), (11, at.previous.hash)):
        planted = forged(
            garden,
            sown(),
            who=guest,
            feed=at.feed,
            seq=at.previous.seq + seq,
            prev=prev,
        )
        garden.take([planted])
    garden.remove(guest)
    other = garden.stroll()
    other.admit(GUEST)
    garden.meet(other)
    assert garden.store.sql("SELECT id FROM garden_plant") == [(plant,)]
    assert garden.verify().sound


@pytest.mark.parametrize(
    "fields",
    [
        {"wall": -(10**17)},
        {"wall": 10**15},
        {"seq": 2**64 - 1},
        {"clock": 2**64 - 1},
        {"clock": -5},
        {"count": 2**64 - 1},
        {"actor": "x" * 1_000_000},
    ],
    ids=str,
)
def test_absurd_figures_are_refused(fields: dict[str, Any], garden: Garden):
    commit = forged(garden, sown(), who=garden.keeper, **fields)
    merged = garden.take([commit])
    assert [r.fault for r in merged.refused] == [Fault.HEADER]
    garden.sow("竹")
    assert garden.verify().sound


def test_a_removal_that_waited_holds_what_it_did_not_know(garden: Garden):
    """The same three commits, whichever comes last."""
    guest = garden.admit(GUEST)
    offline, online = garden.stroll(), garden.stroll()
    offline.sow("草", by=guest)
    online.sow("松")
    online.remove(guest)
    known = garden.frontier()
    elsewhere = [*commits_beyond(offline.store, known)]
    beyond = [*commits_beyond(online.store, known)]
    found = []
    for order in itertools.permutations([*elsewhere, *beyond]):
        copy = garden.stroll()
        for commit in order:
            copy.take([commit])
        found.append(copy.standings())
        assert copy.verify().sound
    assert all(standings == found[0] for standings in found)


def test_what_builds_on_the_later_never_counts_in_any_order(garden: Garden):
    second = garden.admit(KEEPER)
    at = garden.journal.position
    seen = forged(garden, sown(), who=second, clock=at.clock + 50)
    ahead = heads.FeedHead("f", 1, heads.commit_hash(seen.raw))
    staff = forged(
        garden,
        garden.admission(gardener(), GUEST),
        who=second,
        seen=(ahead,),
        clock=at.clock + 10,
    )
    found = []
    for order in ([[seen], [staff]], [[staff], [seen]], [[staff, seen]]):
        copy = garden.stroll()
        for commits in order:
            copy.take(commits)
        found.append(copy.standings())
        assert copy.verify().sound
    assert found[0] == found[1] == found[2]


def test_a_chain_backwards_in_time_is_read_as_it_is_judged(garden: Garden):
    second = garden.admit(KEEPER)
    at = garden.journal.position
    commit = forged(
        garden,
        garden.admission(gardener(), GUEST),
        who=second,
        clock=1 << 16,
        wall=1,
        staff_head=at.authority.head,
    )
    merged = garden.take([commit])
    assert merged.authority == garden.journal.position.authority
    garden.admit(GUEST)
    assert garden.verify().sound


def test_a_clock_put_back_takes_nothing_back(garden: Garden):
    guest, second = garden.admit(GUEST), garden.admit(KEEPER)
    other = garden.stroll()
    garden.write([sown()], after_ms=2 * DAY)
    garden.remove(guest)
    other.write([other.admission(gardener(), GUEST)], by=second)
    before = garden.state()
    merged = garden.take(commits_beyond(other.store), other.wall)
    assert merged.held == 0
    assert garden.state()["garden_plant"] == before["garden_plant"]
    assert not garden.journal.position.authority.is_active(guest.id)


def test_nobody_replaces_what_was_sealed_to_another(garden: Garden):
    guest = garden.admit(GUEST)
    renewed = gardener().keys
    event = KeysRotated(
        subject=guest.id,
        sign_key=renewed.signing.public,
        receive_key=renewed.receiving.public,
        frontier=garden.frontier(),
        grants=(
            Grant(
                audience=garden.shed.audience,
                generation=1,
                person=garden.keeper.id,
                sealed=bytes(1168),
            ),
        ),
    )
    commit = forged(garden, event, who=guest)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)
    assert garden.opener().seed_of(garden.shed.audience, 1) == garden.shed_seed


def test_a_key_that_nothing_can_be_sealed_to_is_held(garden: Garden):
    guest = garden.admit(GUEST)
    public = gardener().keys
    for sign, receive in (
        (public.signing.public, b"x"),
        (public.signing.public, bytes(range(256)) * 4 + bytes(192)),
        (b"x", public.receiving.public),
    ):
        event = KeysRotated(
            subject=guest.id,
            sign_key=sign,
            receive_key=receive,
            frontier=garden.frontier(),
        )
        commit = forged(garden, event, who=guest)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)


def test_an_audience_s_key_is_followed_by_the_next_alone(garden: Garden):
    second, third = garden.admit(KEEPER), garden.admit(KEEPER)
    other = garden.shed
    for key in (
        other.__class__(
            audience=other.audience, name=other.name, generation=1, public=b"x"
        ),
        other.__class__(
            audience=new_id(), name=other.name, generation=2, public=other.public
        ),
        other.__class__(
            audience=other.audience, name="x", generation=2, public=other.public
        ),
    ):
        gone = PersonRemoved(
            subject=third.id, frontier=garden.frontier(), audiences=(key,)
        )
        commit = forged(garden, gone, who=second)
        garden.take([commit])
        assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)
    assert garden.journal.position.authority.audiences[other.name] == other


@pytest.mark.parametrize("gives", [True, False])
def test_nobody_gives_a_role_more_than_they_may_do(gives: bool, garden: Garden):
    roles: dict[str, tuple[str, ...]] = {
        KEEPER: KEEPER_MAY,
        GUEST: (),
        "clerk": (CHANGE_ROLES,),
    }
    changed = RolesChanged(
        subject=garden.vault, roles=roles, duties={}, frontier=garden.frontier()
    )
    garden.write([changed])
    clerk = garden.admit("clerk")
    new = (
        {**roles, "clerk": KEEPER_MAY}
        if gives
        else {**roles, KEEPER: tuple(c for c in KEEPER_MAY if c != PAINT)}
    )
    commit = forged(
        garden,
        RolesChanged(
            subject=garden.vault, roles=new, duties={}, frontier=garden.frontier()
        ),
        who=clerk,
    )
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)
    garden.write([GatePainted(subject=new_id(), colour="青")])


def test_a_wrap_of_another_s_name_stops_no_meeting(garden: Garden):
    guest = garden.admit(GUEST)
    plant = garden.sow("竹", "密")
    other = garden.stroll()
    ((value,),) = garden.store.sql("SELECT secret FROM garden_plant")
    copied = PlantSown(subject=new_id(), bed="北", secret=value)
    (own,) = [w for c in commits_beyond(garden.store) for w in c.wraps]
    commit = forged(garden, copied, who=guest)
    garden.take([replace(commit, wraps=(replace(own, sealed=bytes(1168)),))])
    assert garden.opener().open(bytes(value), plant, "secret") == "密"
    assert other.verify().sound


def test_words_withheld_by_a_bearer_come_with_whoever_has_them(garden: Garden):
    guest = garden.admit(GUEST)
    other = garden.stroll()
    plant = garden.sow("竹", "密")
    (whole,) = commits_beyond(garden.store, other.frontier())
    erased = SubjectErased(subject=plant, because="request", whole=plant)
    bare = replace(whole, events=tuple(map(without_words, whole.events)), wraps=())
    other.take([bare, forged(other, erased, who=guest)])
    assert other.verify().sound
    assert other.state() != garden.state()
    other.meet(garden)
    assert other.state() == garden.state()
    report = other.verify()
    assert (report.sound, report.wraps) == (True, 1)
    # Where the erasure counts, nothing comes back.
    garden.write([erased])
    other.meet(garden)
    other.take([whole])
    assert other.state() == garden.state()
    assert other.verify().sound
