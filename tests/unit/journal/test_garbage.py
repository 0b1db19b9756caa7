"""Whatever stands in a column, nothing that reads the journal stumbles over it."""

import pytest

from app.errors import Corrupt
from app.journal.erasure import SubjectErased
from app.journal.judge import judge_anew
from app.journal.merge import judge_and_fold
from app.journal.past import feed_heads
from app.journal.tables import CommitTable, EventTable, TombstoneTable, WrapTable
from tests.forging import forged
from tests.garden import GUEST, KEEPER, Garden, PlantSown
from tests.tamper import columns_of, name_of

GARBAGE = {
    "text": "x",
    "bytes": b"\xff\x00",
    "many": 2**62,
    "less": -1,
    "part": 0.5,
    "nothing": b"",
}
KEYS = {("journal_commit", "id"), ("journal_event", "n"), ("journal_wrap", "id")}


def eventful() -> Garden:
    """A garden with forks, limits, held commits and an erasure."""
    garden = Garden()
    plants = garden.grow()
    guest, second = garden.admit(GUEST), garden.admit(KEEPER)
    other = garden.stroll()
    other.journal.load(garden.journal.position.feed)
    other.sow("草", by=guest)
    garden.sow("松", "密", by=guest)
    garden.remove(guest, by=second)
    garden.meet(other)
    erased = SubjectErased(subject=plants["竹"], because="request", whole="x")
    garden.write([erased])
    garden.take([forged(garden, PlantSown(subject="p", bed="北"), who=guest)])
    assert garden.verify().sound
    return garden


@pytest.mark.parametrize("what", GARBAGE)
@pytest.mark.parametrize(
    ("table", "column"),
    columns_of(CommitTable, EventTable, WrapTable, TombstoneTable),
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_nothing_stumbles_over_garbage(table: type, column: str, what: str):
    garden = eventful()
    value, name = GARBAGE[what], name_of(table)
    field = table._meta.columns[column].column_name
    try:
        garden.store.sql(f'UPDATE OR IGNORE "{name}" SET "{field}"=?', (value,))  # noqa: S608 - our own
    except RuntimeError:
        return  # the database itself takes nothing such
    garden.verify()
    for everything in (False, True):
        with garden.store.transaction():
            judge_anew(
                garden.store,
                garden.folder.vocabulary,
                garden.vault,
                garden.wall,
                everything=everything,
            )
            judge_and_fold(
                garden.store,
                garden.folder,
                garden.vault,
                garden.wall,
                everything=everything,
            )
    garden.journal.rebuild()
    feed_heads(garden.store)
    try:
        garden.journal.load(garden.journal.position.feed)
    except Corrupt:
        return
