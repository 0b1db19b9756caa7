"""Every feature says what it holds about members; none can forget to."""

from collections import Counter

from app.erasure.registry import HOLDINGS
from app.features import FEATURES
from app.holdings import Holding
from app.journal.event import Event, EventCodec, Personal
from app.journal.fold import Feature
from app.journal.staff_events import VaultFounded


def personal_in(feature: Feature) -> set[type[Event]]:
    """Return the events of a feature that have a personal field."""
    return {event for event in feature.events if EventCodec(event)._personal}


def room_of(feature: Feature) -> str:
    """Return the name of a feature's room: its tables begin with it."""
    (room,) = {t._meta.table_name.partition("_")[0] for t in feature.tables}
    return room


def unsaid(features: tuple[Feature, ...], holdings: tuple[Holding, ...]) -> list[str]:
    """Return what no holding says, or two say."""
    rooms = {holding.feature: holding for holding in holdings}
    problems = [
        f"{room}: no holding" for room in map(room_of, features) if room not in rooms
    ]
    said = Counter(e for h in holdings for e in (*h.events, *h.apart))
    return problems + [
        f"{event.kind}: said {said[event]} times"
        for feature in features
        for event in personal_in(feature)
        if said[event] != 1
    ]


def test_every_feature_says_what_it_holds():
    assert unsaid(FEATURES, HOLDINGS) == []


def test_nothing_is_said_of_events_that_hold_nothing():
    personal = set[type[Event]]().union(*map(personal_in, FEATURES))
    said = {event for h in HOLDINGS for event in (*h.events, *h.apart)}
    assert said <= personal | {VaultFounded}
    assert len({holding.feature for holding in HOLDINGS}) == len(HOLDINGS)


def test_what_is_kept_apart_says_why():
    assert all(all(holding.apart.values()) for holding in HOLDINGS)


class Whispered(Event, frozen=True, kw_only=True):
    """Something a new feature would hold."""

    kind = "secret.whispered"

    words: Personal[str] = None


def test_a_feature_that_forgets_is_found():
    table = FEATURES[0].tables[0]
    forgetful = Feature(events=(Whispered,), folds={}, tables=(table,))
    assert unsaid((forgetful,), HOLDINGS) == ["secret.whispered: said 0 times"]
    assert unsaid((FEATURES[1],), ()) != []
