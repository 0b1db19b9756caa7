"""Copies that meet: the union of both, in whatever order, judged by the set alone."""

import itertools
from dataclasses import replace

import msgspec
import pytest

from app.errors import Corrupt
from app.ids import new_id
from app.journal.bundle import commits_beyond
from app.journal.ingress import Fault
from app.journal.past import forked_feeds
from tests.forging import fault_of, forged
from tests.garden import (
    GUEST,
    KEEPER,
    Garden,
    GatePainted,
    PlantGrown,
    PlantSown,
    gardener,
)

DAY = 86_400_000


@pytest.fixture
def garden() -> Garden:
    garden = Garden()
    garden.grow()
    return garden


def test_copies_that_met_are_alike(garden: Garden):
    other = garden.stroll()
    assert other.state() == garden.state()
    garden.sow("竹")
    other.sow("松")
    garden.meet(other)
    other.meet(garden)
    assert other.state() == garden.state()
    assert garden.verify().problems == other.verify().problems == ()


def test_meeting_twice_changes_nothing(garden: Garden):
    other = garden.stroll()
    other.sow("松")
    first = garden.meet(other)
    before = garden.state()
    again = garden.meet(other)
    assert (first.taken, again.taken, again.accepted) == (1, 0, 0)
    assert garden.state() == before


def test_the_order_in_which_copies_meet_does_not_matter(garden: Garden):
    plant = garden.sow("竹")
    copies = [garden.stroll() for _ in range(3)]
    for i, copy in enumerate(copies):
        copy.write([PlantGrown(subject=plant, by=i + 1)], after_ms=1000 * (3 - i))
        copy.sow(f"{i}")
    states = []
    for order in itertools.permutations(copies):
        meeting = garden.stroll()
        for copy in order:
            meeting.meet(copy)
        states.append(meeting.state())
        assert meeting.verify().sound
    assert all(state == states[0] for state in states)


def test_commits_that_come_before_those_they_build_on_wait_and_then_count(
    garden: Garden,
):
    other = garden.stroll()
    for name in ("松", "柏", "桐"):
        other.sow(name)
    beyond = [*commits_beyond(other.store, garden.frontier())]
    late = garden.take(beyond[1:])
    assert (late.taken, late.accepted) == (2, 0)
    assert {f for s, f in garden.standings().values() if s == "held"} == {Fault.PAST}
    assert garden.verify().sound
    assert garden.take(beyond[:1]).accepted == 3
    assert garden.state() == other.state()


@pytest.mark.parametrize("turn", range(24))
def test_any_order_of_single_commits_gives_the_same(turn: int, garden: Garden):
    other = garden.stroll()
    guest = other.admit(GUEST)
    other.sow("松", by=guest)
    other.remove(guest)
    other.sow("柏")
    beyond = [*commits_beyond(other.store, garden.frontier())]
    order = [*itertools.permutations(beyond)][turn]
    for commit in order:
        garden.take([commit])
    assert garden.state() == other.state()
    assert garden.standings() == other.standings()
    assert garden.verify().sound


def test_a_commit_with_another_s_key_is_held(garden: Garden):
    guest = garden.admit(GUEST)
    plant = PlantSown(subject=new_id(), bed="北", name="毒")
    before = garden.state()
    commit = forged(garden, plant, who=garden.keeper, signed_by=guest)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.SIGNATURE)
    assert garden.state() == before
    assert garden.verify().sound
    control = forged(garden, plant, who=garden.keeper)
    garden.take([control])
    assert fault_of(garden, control)[0] == "accepted"


def test_more_than_a_role_allows_is_held(garden: Garden):
    guest = garden.admit(GUEST)
    painted = GatePainted(subject=new_id(), colour="青")
    commit = forged(garden, painted, who=guest)
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.CAPABILITY)
    assert garden.verify().sound


@pytest.mark.parametrize("role", [GUEST, KEEPER])
def test_nobody_makes_themselves_more(role: str, garden: Garden):
    guest = garden.admit(GUEST)
    before = garden.journal.position.authority
    admitted = garden.admission(gardener(), role)
    garden.take([forged(garden, admitted, who=guest)])
    assert garden.journal.position.authority == before
    assert garden.verify().sound


def test_a_stranger_s_commit_is_held(garden: Garden):
    commit = forged(garden, PlantSown(subject=new_id(), bed="北"), who=gardener())
    garden.take([commit])
    assert fault_of(garden, commit) == ("held", Fault.AUTHOR)


def test_a_commit_of_another_vault_is_refused(garden: Garden):
    other = Garden()
    merged = garden.take(commits_beyond(other.store))
    assert [refused.fault for refused in merged.refused] == [Fault.VAULT]
    assert (merged.taken, merged.known) == (0, 0)


def test_a_body_that_was_changed_on_the_way_is_refused(garden: Garden):
    other = garden.stroll()
    other.sow("松")
    (commit,) = commits_beyond(other.store, garden.frontier())
    event = msgspec.structs.replace(commit.events[0], personal=b"\x80")
    merged = garden.take([replace(commit, events=(event,))])
    assert [refused.fault for refused in merged.refused] == [Fault.BODY]
    assert garden.take([replace(commit, events=())]).refused[0].fault == Fault.COUNT
    assert garden.take([commit]).accepted == 1


def test_a_body_left_out_without_an_erasure_takes_nothing_in(garden: Garden):
    other = garden.stroll()
    other.sow("松")
    other.sow("柏")
    whole = [*commits_beyond(other.store, garden.frontier())]
    bare = msgspec.structs.replace(
        whole[0].events[0], personal=None, personal_salt=None
    )
    before = garden.standings()
    with pytest.raises(Corrupt, match="bundle_incomplete"):
        garden.take([replace(whole[0], events=(bare,)), whole[1]])
    assert garden.standings() == before


def test_what_is_of_the_future_waits_until_it_is_present(garden: Garden):
    other = garden.stroll()
    plant = other.sow("松")
    other.write([PlantGrown(subject=plant, by=5)], after_ms=300 * DAY)
    clock = garden.journal.position.clock
    now = garden.wall + 2000
    beyond = [*commits_beyond(other.store, garden.frontier())]
    merged = garden.take(beyond, now)
    assert (merged.taken, merged.accepted) == (2, 1)
    assert fault_of(garden, beyond[1]) == ("held", Fault.FUTURE)
    # The own clock does not follow it.
    assert garden.journal.position.clock < clock + (3000 << 16)
    assert garden.verify().sound
    with garden.store.transaction():
        assert garden.journal.look_again(now) is None
        later = garden.journal.look_again(now + 300 * DAY)
    assert later is not None
    assert later.accepted == 1
    assert garden.state() == other.state()


def test_a_fork_of_a_feed_keeps_both_branches(garden: Garden):
    """A copied vault that went on under the same feed: no event is lost."""
    other = garden.stroll()
    other.journal.load(garden.journal.position.feed)
    mine, theirs = garden.sow("竹"), other.sow("松")
    garden.meet(other)
    assert forked_feeds(garden.store) == {garden.journal.position.feed}
    found = {row[0] for row in garden.store.sql("SELECT id FROM garden_plant")}
    assert {mine, theirs} <= found
    assert garden.verify().sound
    assert len({h.feed for h in garden.frontier()}) < len(garden.frontier())
