"""Commits and keyrings that somebody made up: held or refused, never folded."""

import shutil
from collections.abc import Callable, Mapping

import msgspec

from app.errors import AppError
from app.ids import new_id
from app.journal import header as heads
from app.journal.bundle import Travelling
from app.journal.ingress import Fault
from app.journal.staff_events import PersonAdmitted, PersonChanged, RolesChanged
from app.staff.roles import Role
from app.vault.keyring import Keyring
from app.vault.keys import new_personal_keys, random_key
from tests.builders import CHEAP, OWNER, Site, credentials
from tests.reliability.forging import REMOVED, SUSPENDED, Town
from tests.reliability.rows import (
    Control,
    Row,
    Tally,
    Trial,
    commits_of,
    proved,
    still_opens,
    sure,
)
from tests.reliability.sabotage import without
from tests.town import LEAD, MODERATOR

INTRUDER = "不速之客"
HELD, REFUSED = "held", "refused"


def _with_anothers_key(town: Town) -> Travelling:
    key = town.insiders[MODERATOR].key
    return town.commit(OWNER, town.stored([town.note()]), key=key)


def _by_nobody(town: Town) -> Travelling:
    key = new_personal_keys().signing
    return town.commit(OWNER, town.stored([town.note()]), key=key, actor=new_id())


def _rules_by_a_moderator(town: Town) -> Travelling:
    return town.commit(MODERATOR, town.rules)


def _friend_let_in(town: Town) -> Travelling:
    keys = new_personal_keys()
    admitted = PersonAdmitted(
        subject=new_id(),
        role=Role.OWNER,
        sign_key=keys.signing.public,
        receive_key=keys.receiving.public,
        grants=(),
        name=INTRUDER,
    )
    return town.commit(MODERATOR, town.stored([admitted]))


def _own_promotion(town: Town) -> Travelling:
    who = town.insiders[LEAD]
    changed = PersonChanged(
        subject=who.id, role=Role.OWNER, duties=(), frontier=who.seen
    )
    return town.commit(LEAD, town.stored([changed]))


def _other_table(town: Town) -> Travelling:
    who = town.insiders[MODERATOR]
    changed = RolesChanged(
        subject=town.vault,
        roles={Role.MODERATOR: ("staff.admit", "rulebook.publish")},
        duties={},
        frontier=who.seen,
    )
    return town.commit(MODERATOR, town.stored([changed]))


def _backdated_after_removal(town: Town) -> Travelling:
    return town.commit(REMOVED, town.stored([town.note()]))


def _backdated_after_suspension(town: Town) -> Travelling:
    return town.commit(SUSPENDED, town.stored([town.note()]))


def _on_a_chain_that_never_was(town: Town) -> Travelling:
    return town.commit(LEAD, town.stored([town.note()]), staff_head=bytes(32))


def _in_a_strange_feed(town: Town) -> Travelling:
    seen = town.insiders[MODERATOR].seen[0]
    note = town.stored([town.note()])
    return town.commit(MODERATOR, note, seq=seen.seq + 1, prev=seen.commit)


def _of_another_vault(town: Town) -> Travelling:
    return town.commit(OWNER, town.stored([town.note()]), vault=new_id())


def _with_other_words(town: Town) -> Travelling:
    commit = town.commit(MODERATOR, town.stored([town.note()]))
    other = town.stored([town.note()])
    return Travelling(raw=commit.raw, signature=commit.signature, events=other)


def _with_one_more(town: Town) -> Travelling:
    commit = town.commit(MODERATOR, town.stored([town.note()]))
    more = (*commit.events, *town.stored([town.note(), town.note()])[1:])
    return Travelling(raw=commit.raw, signature=commit.signature, events=more)


def _with_a_mended_head(town: Town) -> Travelling:
    commit = town.commit(MODERATOR, town.stored([town.note()]))
    header = heads.decode(commit.raw)
    assert header is not None
    raw = heads.encode(msgspec.structs.replace(header, actor=town.people[OWNER]))
    return Travelling(raw=raw, signature=commit.signature, events=commit.events)


FORGERIES: Mapping[str, tuple[Callable[[Town], Travelling], str, Fault]] = {
    "signed with another's key": (_with_anothers_key, HELD, Fault.SIGNATURE),
    "signed by nobody known": (_by_nobody, HELD, Fault.AUTHOR),
    "rules by a moderator": (_rules_by_a_moderator, HELD, Fault.CAPABILITY),
    "a friend let in by a moderator": (_friend_let_in, HELD, Fault.CAPABILITY),
    "a lead's own promotion": (_own_promotion, HELD, Fault.CAPABILITY),
    "another table by a moderator": (_other_table, HELD, Fault.CAPABILITY),
    "backdated after removal": (_backdated_after_removal, HELD, Fault.FRONTIER),
    "backdated after suspension": (_backdated_after_suspension, HELD, Fault.FRONTIER),
    "on a chain that never was": (_on_a_chain_that_never_was, HELD, Fault.PAST),
    "in the middle of a strange feed": (_in_a_strange_feed, HELD, Fault.CHAIN),
    "another's name on a signed head": (_with_a_mended_head, HELD, Fault.SIGNATURE),
    "of another vault": (_of_another_vault, REFUSED, Fault.VAULT),
    "other words under a signature": (_with_other_words, REFUSED, Fault.LEAVES),
    "one event more": (_with_one_more, REFUSED, Fault.COUNT),
}


def forged(trial: Trial, name: str) -> str:
    """Bring a forged commit to the vault; return what became of it.

    Raises:
        Harm: it counts, or is held for another reason, or honest work is held with it.
    """
    make, fate, fault = FORGERIES[name]
    town = Town(trial)
    honest = town.commit(LEAD, town.stored([town.note()]))
    with still_opens(town.site) as workspace:
        merged = workspace.merge([honest])
        sure(merged.accepted == 1, "honest work is held")
        before = workspace.digests()
        commit = make(town)
        merged = workspace.merge([commit])
        sure(merged.accepted == 0, "it counts")
        workspace.rebuild()
        sure(workspace.digests() == before, "it was folded")
        store, head = workspace._session.store, heads.commit_hash(commit.raw)
        query = "SELECT standing, fault FROM journal_commit WHERE hash=?"
        kept = store.sql(query, (head,))
        why = {refused.fault for refused in merged.refused} if not kept else kept[0][1]
        right = why == {fault} if fate is REFUSED else kept == [(HELD, fault)]
        sure(right, f"not {fate} for {fault}: {kept}, {why}")
        proved(workspace)
    return f"{name}: {fate}, {fault}"


def _opens_to(site: Site, name: str) -> str:
    try:
        site.open(name).close()
    except AppError as problem:
        return problem.code
    return "open"


def _keyring_of_another_vault(trial: Trial, town: Town) -> str:
    other = Site(root=trial.folder())
    other.create().close()
    shutil.copy(other.place / "keyring", town.site.place / "keyring")
    return _opens_to(town.site, OWNER)


def _keyring_of_ones_own(_: Trial, town: Town) -> str:
    """Somebody who knows no key makes slots of their own."""
    _made_up(town, OWNER, INTRUDER, random_key())
    return _opens_to(town.site, INTRUDER)


def _own_seed_under_the_owners_name(_: Trial, town: Town) -> str:
    """A moderator, who has the vault key, makes a slot that says it is the owner's."""
    _made_up(town, MODERATOR, INTRUDER, town.opened[MODERATOR].vault_key)
    return _opens_to(town.site, INTRUDER)


def _made_up(town: Town, seed_of: str, name: str, vault_key: bytes) -> None:
    place = town.site.place
    former = Keyring.read(place)
    keyring = Keyring.new(
        place, vault_id=former.vault_id, key_id=former.key_id, cost=CHEAP
    )
    keyring.add(
        credentials(name),
        person_id=town.people[OWNER],
        keys=town.opened[seed_of].keys,
        vault_key=vault_key,
        staff=(),
    )


def _keyring_from_before_the_removal(_: Trial, town: Town) -> str:
    shutil.copy(town.early / "keyring", town.site.place / "keyring")
    return _opens_to(town.site, REMOVED)


def _keyring_from_before_the_rekeying(_: Trial, town: Town) -> str:
    with town.site.opened() as workspace:
        workspace.rekey()
    shutil.copy(town.early / "keyring", town.site.place / "keyring")
    return _opens_to(town.site, REMOVED)


KEYRINGS: Mapping[str, tuple[Callable[[Trial, Town], str], str]] = {
    "of another vault": (_keyring_of_another_vault, "vault_damaged"),
    "of one's own": (_keyring_of_ones_own, "vault_damaged"),
    "the owner's name on a moderator's keys": (
        _own_seed_under_the_owners_name,
        "passphrase_superseded",
    ),
    "from before a removal": (_keyring_from_before_the_removal, "person_removed"),
    "from before a re-keying": (_keyring_from_before_the_rekeying, "vault_damaged"),
}


def swapped(trial: Trial, name: str) -> str:
    """Put another keyring in the vault's place; then the right one again.

    Raises:
        Harm: it opens, or says something else, or the right one no longer opens.
    """
    swap, expected = KEYRINGS[name]
    town = Town(trial)
    with town.site.opened() as workspace:
        before = commits_of(workspace)
    right = (town.site.place / "keyring").read_bytes()
    code = swap(trial, town)
    sure(code == expected, f"a keyring {name}: {code}")
    if "re-keying" not in name:
        (town.site.place / "keyring").write_bytes(right)
        with still_opens(town.site) as workspace:
            sure(commits_of(workspace) == before, "something is gone")
    return f"a keyring {name}: {code}"


def attack(trial: Trial) -> Tally:
    """Bring every forgery and every keyring."""
    tally = Tally()
    for name in FORGERIES:
        tally.note(forged(trial, name))
    for name in KEYRINGS:
        tally.note(swapped(trial, name))
    return tally


def control(defence: str, attempt: Callable[[Trial], object]) -> Control:
    """Return the control that brings one of them without this defence."""

    def run(trial: Trial) -> int:
        with without(defence):
            return trial.until_harmed(lambda: attempt(trial), 1)

    return run


ROW = Row(
    name="forgery",
    test="commits of another's key, escalation, backdating; another keyring",
    must_be="held or refused, never folded",
    full=0,
    short=0,
    attack=attack,
    controls={
        "the gate": control(
            "the gate", lambda trial: forged(trial, "signed with another's key")
        ),
        "the frontier": control(
            "the frontier", lambda trial: forged(trial, "backdated after removal")
        ),
        "looking whose keys they are": control(
            "looking whose keys they are",
            lambda trial: swapped(trial, "the owner's name on a moderator's keys"),
        ),
    },
)
