"""Every kind of event names the capability its author must hold."""

from typing import Any

import pytest

from app.approvals.events import EVENTS as APPROVALS
from app.cases.events import CaseYielded
from app.conflicts.events import ConflictStated, ConflictWithdrawn
from app.features import FEATURES
from app.journal.staff_events import KeysRotated, RolesChanged, VaultFounded
from app.staff.events import PassphraseChanged, PersonRecovered
from app.staff.roles import SHIPPED_ROLES, Capability

ASKED_OTHERWISE = {
    Capability.ASSIGN_CASES,
    Capability.CHANGE_ROLES,
    Capability.READ_AUDIT,
}
"""Capabilities that no event names: commands and queries ask for them."""
EVENTS = [event for feature in FEATURES for event in feature.events]

# Events whose own rule says who: about oneself, or see `may_change_roles`.
BY_RULE = {
    VaultFounded,
    PassphraseChanged,
    PersonRecovered,
    KeysRotated,
    RolesChanged,
    ConflictStated,
    ConflictWithdrawn,
    CaseYielded,
}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_event_needs_a_capability_that_somebody_holds(event: type[Any]):
    if event in BY_RULE:
        assert event.requires is None
        return
    if event in APPROVALS:  # what is proposed decides: see test_approvals
        assert event.requires is None
        return
    assert event.requires in set(Capability)
    assert any(event.requires in held for held in SHIPPED_ROLES.values())


def test_every_capability_is_needed_somewhere():
    needed = {event.requires for event in EVENTS} | ASKED_OTHERWISE
    assert needed - {None} == set(Capability)
