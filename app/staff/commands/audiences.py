"""Who can open what is sealed: seeds for who comes, new keys when somebody goes."""

from collections.abc import Iterable

from app.journal.authority import Authority, Person
from app.journal.sealing import grant, new_audience
from app.journal.staff_events import AudienceKey, Grant
from app.work import Act


def seeds_for(
    act: Act, person: str, role: str, receive_key: bytes
) -> tuple[Grant, ...]:
    """Return every seed that a role may have, sealed to a person.

    Seeds of earlier keys too: what was sealed to them is opened with them until the
    vault is re-keyed.

    Raises:
        NotPermitted: the one who gives cannot open an audience themselves.
    """
    return _sealed(act, _keys_of(act.authority, role), person, receive_key)


def gained(act: Act, person: Person, new_role: str) -> tuple[Grant, ...]:
    """Return the seeds that somebody may have with a new role and had not before."""
    had = _keys_of(act.authority, person.role)
    new = [key for key in _keys_of(act.authority, new_role) if key not in had]
    return _sealed(act, new, person.id, person.receive_key)


def own_seeds(act: Act, receive_key: bytes) -> tuple[Grant, ...]:
    """Return every seed one has oneself, sealed to one's new key."""
    held = [
        key
        for (audience, generation), key in act.authority.known_keys.items()
        if (audience, generation, act.person) in act.authority.grants
    ]
    return _sealed(act, held, act.person, receive_key)


def _keys_of(authority: Authority, role: str) -> list[AudienceKey]:
    names = {key.name for key in authority.entitled(role)}
    return [key for key in authority.known_keys.values() if key.name in names]


def _sealed(
    act: Act, keys: Iterable[AudienceKey], person: str, receive_key: bytes
) -> tuple[Grant, ...]:
    return tuple(
        grant(
            key, act.opener.seed_of(key.audience, key.generation), person, receive_key
        )
        for key in keys
    )


def rotated(
    authority: Authority, person: Person, new_role: str | None
) -> tuple[tuple[AudienceKey, ...], tuple[Grant, ...]]:
    """Return new keys of what somebody may open no more, and seeds for who stays.

    Args:
        authority: before the change.
        person: who goes, or gets another role.
        new_role: the role from now on; None for none.
    """
    kept = {k.name for k in authority.entitled(new_role)} if new_role else set[str]()
    lost = [k for k in authority.entitled(person.role) if k.name not in kept]
    made = [new_audience(k.name, k.audience, k.generation + 1) for k in lost]
    grants = [
        grant(key, seed, opener.id, opener.receive_key)
        for key, seed in made
        for opener in authority.openers(key.name)
        if opener.id != person.id
    ]
    return tuple(key for key, _ in made), tuple(grants)
