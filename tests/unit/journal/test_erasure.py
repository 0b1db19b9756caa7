"""Erasure: the words go, the facts stay, and what is erased stays erased."""

import msgspec
import pytest

from app.errors import Conflict, NotPermitted
from app.journal.bundle import commits_beyond
from app.journal.erasure import (
    SubjectErased,
    erase,
    erased_among,
    proofs,
    proved_subjects,
    read_proof,
    subjects_of,
)
from app.journal.ingress import Fault
from tests.forging import forged
from tests.garden import GUEST, Garden, PlantGrown, PlantSown

WORDS = "无人知晓的名字"


def erased(*subjects: str) -> list[SubjectErased]:
    return [
        SubjectErased(subject=s, because="request", whole=subjects[0]) for s in subjects
    ]


def pages(garden: Garden) -> bytes:
    """Return all that the database holds, every table and index."""
    names = garden.store.table_names()
    rows = [garden.store.sql(f"SELECT * FROM {n}") for n in sorted(names)]  # noqa: S608 - all our own
    return repr(rows).encode() + b"".join(
        value
        for table in rows
        for row in table
        for value in row
        if isinstance(value, bytes)
    )


@pytest.fixture
def garden() -> Garden:
    garden = Garden()
    garden.grow()
    return garden


def test_words_go_and_facts_stay(garden: Garden):
    plant = garden.sow(WORDS, "密")
    garden.write([PlantGrown(subject=plant, by=9)])
    assert WORDS.encode() in pages(garden)  # the control
    garden.write(erased(plant))
    assert WORDS.encode() not in pages(garden)
    ((height, name),) = garden.store.sql(
        "SELECT height, name FROM garden_plant WHERE id=?", (plant,)
    )
    assert (height, name) == (9, "")
    assert garden.verify().problems == ()
    state = garden.state()
    garden.journal.rebuild()
    assert garden.state() == state


def test_others_keep_their_words_and_their_sealed_values(garden: Garden):
    plants = [garden.sow(f"名{i}", f"密{i}") for i in range(3)]
    sealer = garden.journal.sealer()
    pair = [f"{i:032}" for i in range(2)]
    garden.write(
        [
            PlantSown(
                subject=plant,
                bed="北",
                secret=sealer.seal("shed", plant, "secret", plant),
            )
            for plant in pair
        ],
        sealer=sealer,
    )
    garden.write(erased(plants[0], pair[0]))
    opener = garden.opener()
    ((kept,),) = garden.store.sql(
        "SELECT secret FROM garden_plant WHERE id=?", (pair[1],)
    )
    assert opener.open(bytes(kept), pair[1], "secret") == pair[1]
    assert garden.verify().problems == ()


def test_nothing_personal_is_written_about_the_erased(garden: Garden):
    plant = garden.sow(WORDS)
    garden.write(erased(plant))
    with pytest.raises(Conflict, match="subject_erased"):
        garden.write([PlantSown(subject=plant, bed="北", name=WORDS)])
    garden.write([PlantGrown(subject=plant, by=1)])
    assert garden.verify().problems == ()


def test_only_whoever_may_erases(garden: Garden):
    guest = garden.admit(GUEST)
    plant = garden.sow(WORDS)
    with pytest.raises(NotPermitted):
        garden.write(erased(plant), by=guest)
    assert WORDS.encode() in pages(garden)


def test_another_copy_forgets_what_it_is_told_to_forget(garden: Garden):
    plant = garden.sow(WORDS, "密")
    other = garden.stroll()
    other.write([PlantGrown(subject=plant, by=2)])
    garden.write(erased(plant))
    other.meet(garden)
    garden.meet(other)
    for copy in (garden, other):
        assert WORDS.encode() not in pages(copy)
        assert copy.verify().problems == ()
    assert other.state() == garden.state()


def test_words_that_come_later_are_not_taken_in(garden: Garden):
    plant = garden.sow("竹")
    other = garden.stroll()
    garden.write(erased(plant))
    other.write([PlantSown(subject=plant, bed="南", name=WORDS)])
    garden.meet(other)
    assert WORDS.encode() not in pages(garden)
    other.meet(garden)
    assert WORDS.encode() not in pages(other)
    assert other.state() == garden.state()
    assert garden.verify().problems == other.verify().problems == ()


def test_a_copy_that_meets_the_erasure_first_takes_the_bare_commits(garden: Garden):
    start = garden.stroll()
    plant = garden.sow(WORDS, "密")
    garden.write(erased(plant))
    start.meet(garden)
    assert start.state() == garden.state()
    assert start.verify().problems == ()


def test_a_tombstone_proves_to_an_older_copy_what_to_forget(garden: Garden):
    plant = garden.sow(WORDS)
    backup = garden.stroll()
    garden.write(erased(plant))
    (kept,) = proofs(garden.store)
    proof = read_proof(kept)
    assert proof is not None
    assert WORDS.encode() not in kept
    authority = backup.journal.position.authority
    assert proved_subjects(proof, garden.vault, authority) == {plant}
    with backup.store.transaction():
        erase(backup.store, proof, [plant])
        backup.folder.refold(backup.store, [plant])
    assert WORDS.encode() not in pages(backup)
    assert backup.verify().problems == ()
    assert erased_among(backup.store, [plant, "x"]) == {plant}
    backup.meet(garden)
    assert backup.state() == garden.state()
    assert backup.verify().problems == ()


def test_a_tombstone_of_one_s_own_making_proves_nothing(garden: Garden):
    plant = garden.sow(WORDS)
    other = Garden()
    other.vault = garden.vault
    other.write(erased(plant))
    proof = read_proof(proofs(other.store)[0])
    assert proof is not None
    authority = garden.journal.position.authority
    assert not proved_subjects(proof, garden.vault, authority)
    with garden.store.transaction():
        erase(garden.store, proof, [plant])
        garden.folder.refold(garden.store, [plant])
    assert {problem.fault for problem in garden.verify().problems} == {Fault.ERASED}


@pytest.mark.parametrize("field", ["raw", "signature", "events"])
def test_a_changed_proof_proves_nothing(field: str, garden: Garden):
    plant = garden.sow(WORDS)
    garden.write(erased(plant))
    proof = read_proof(proofs(garden.store)[0])
    assert proof is not None
    old = getattr(proof, field)
    event = proof.events[0]
    other = msgspec.structs.replace(event, subject="somebody")
    new = (other,) if field == "events" else old[:-1] + bytes([old[-1] ^ 1])
    changed = msgspec.structs.replace(proof, **{field: new})
    authority = garden.journal.position.authority
    assert not proved_subjects(changed, garden.vault, authority)
    assert subjects_of(proof) == {plant}


def test_words_put_back_behind_its_back_are_found(garden: Garden):
    plant = garden.sow(WORDS)
    ((commit, personal, salt),) = garden.store.sql(
        "SELECT commit_id, personal, personal_salt FROM journal_event WHERE subject=?",
        (plant,),
    )
    garden.write(erased(plant))
    garden.store.sql(
        "UPDATE journal_event SET personal=?, personal_salt=? WHERE commit_id=?",
        (personal, salt, commit),
    )
    garden.journal.rebuild()
    assert Fault.ERASED in {problem.fault for problem in garden.verify().problems}


def test_a_tombstone_taken_away_is_found(garden: Garden):
    plant = garden.sow(WORDS)
    garden.write(erased(plant))
    garden.store.sql("DELETE FROM journal_tombstone")
    assert not garden.verify().sound


def test_a_held_erasure_erases_nothing(garden: Garden):
    guest = garden.admit(GUEST)
    plant = garden.sow(WORDS)
    other = garden.stroll()
    roles_before = other.journal.position.authority
    assert not roles_before.may(guest.id, "journal.erase")
    garden.take([forged(garden, erased(plant)[0], who=guest)])
    assert WORDS.encode() in pages(garden)
    assert garden.verify().problems == ()
    assert [*commits_beyond(garden.store, other.frontier())]
