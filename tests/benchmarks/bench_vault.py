"""What the vault does in a second, beside raw SQLCipher in the same run.

The same columns go into the same kind of file with the same settings; what raw
SQLCipher lacks is the journal, its signatures, the sealed values and the search.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cases.commands.deciding import DecideCase, TriageCase
from app.cases.commands.intake import ImportCases
from app.cases.queries.queues import CasePage, Queue
from app.files.profiles import read_members
from app.files.sample import (
    SamplePerson,
    make_complaints,
    make_people,
    members_csv,
)
from app.members.commands import ImportMembers
from app.vault.keys import random_key, stretch
from app.vault.store import Store
from app.workspace import Workspace
from tests.benchmarks.conftest import Figure, Figures
from tests.builders import CHEAP, HandClock, Site
from tests.town import REASON, begin, complaint_file

MEMBERS = 50_000
CASES = 100_000
DECISIONS = 300
PAGES = 50
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Town:
    """A large community's vault."""

    site: Site
    people: tuple[SamplePerson, ...]
    listed: Path

    def opened(self) -> closing[Workspace]:
        """Open it; close it at the end."""
        return closing(self.site.open())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Made and empty but for its beginning; benchmarks fill it one after another."""
    root = tmp_path_factory.mktemp("town")
    people = make_people(MEMBERS)
    listed = root / "members.csv"
    listed.write_bytes(members_csv(people))
    site = Site(root=root, clock=HandClock())
    with site.created() as workspace:
        begin(workspace, members=5, complaints=5)
    return Town(site, people, listed)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """SQLCipher alone, set up as the vault sets it up."""
    store = Store(tmp_path_factory.mktemp("raw") / "raw.db", random_key())
    store.connect()
    store.sql(
        "CREATE TABLE person(id TEXT PRIMARY KEY, handle TEXT, platform_id TEXT,"
        " platform_key TEXT, role TEXT, joined_on TEXT, tags TEXT, remark TEXT,"
        " phone TEXT)"
    )
    store.sql("CREATE INDEX person_handle ON person(handle, id)")
    store.sql("CREATE INDEX person_key ON person(platform_key)")
    store.sql("CREATE TABLE fact(n INTEGER PRIMARY KEY, subject TEXT, body BLOB)")
    store.sql("CREATE TABLE queue(id TEXT PRIMARY KEY, due INTEGER, quote TEXT)")
    store.sql("CREATE INDEX queue_due ON queue(due, id)")
    yield store
    store.close()


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def middle(work: Callable[[], object], times: int) -> float:
    """Return the median of so many times, in milliseconds."""
    return statistics.median(seconds(work) for _ in range(times)) * 1000


def test_member_import(town: Town, raw: Store, figures: Figures):
    def bring() -> None:
        with town.opened() as workspace:
            before = time.perf_counter()
            workspace.execute(ImportMembers(file=read_members(town.listed)))
            took.append(time.perf_counter() - before)

    took: list[float] = []
    bring()
    rows = [
        (
            *(f"{n:032x}", p.handle, p.platform_id, p.platform_id.casefold()),
            *(p.role, p.listed_joined, p.tags, p.remark, p.phone),
        )
        for n, p in enumerate(town.people)
    ]

    def insert() -> None:
        with raw.transaction():
            raw.many("INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?)", rows)

    figures.take(
        Figure(
            work=f"member import, {MEMBERS:,} rows: parse, journal, tables, search",
            value=MEMBERS / took[0],
            unit="rows/s",
            budget=10_000,
            raw=MEMBERS / seconds(insert),
        )
    )


def test_case_import(town: Town, raw: Store, figures: Figures):
    complaints = make_complaints(town.people, CASES)
    file = complaint_file(complaints, "c")
    with town.opened() as workspace:
        took = seconds(lambda: workspace.execute(ImportCases(file=file)))
    rows = [(f"{n:032x}", n * 977, c.quote) for n, c in enumerate(complaints)]

    def insert() -> None:
        with raw.transaction():
            raw.many("INSERT INTO queue VALUES(?,?,?)", rows)

    figures.take(
        Figure(
            work=f"case import, {CASES:,} rows",
            value=CASES / took,
            unit="rows/s",
            raw=CASES / seconds(insert),
        )
    )


def test_first_page(town: Town, raw: Store, figures: Figures):
    page = CasePage(queue=Queue.TRIAGE, limit=PAGE_ROWS)
    with town.opened() as workspace:
        first = seconds(lambda: workspace.query(page)) * 1000
        again = middle(lambda: workspace.query(page), PAGES)

    def select() -> None:
        found = raw.sql("SELECT * FROM queue ORDER BY due, id LIMIT ?", (PAGE_ROWS,))
        assert len(found) == PAGE_ROWS

    alone = middle(select, PAGES)
    work = f"first page of {CASES:,} cases"
    figures.take(Figure(work=f"{work}, just opened", value=first, unit="ms", budget=50))
    figures.take(Figure(work=work, value=again, unit="ms", budget=50, raw=alone))


def test_decision(town: Town, raw: Store, figures: Figures):
    took: list[float] = []
    with town.opened() as workspace:
        rows = workspace.query(CasePage(queue=Queue.TRIAGE, limit=DECISIONS)).rows
        chance = random.Random(1)
        for row in rows:
            town.site.clock.forward(seconds=chance.randrange(5, 60))
            workspace.execute(TriageCase(case=row.id, clause="1.1"))
            decide = DecideCase(case=row.id, clause="1.1", reason=REASON)
            took.append(seconds(lambda c=decide: workspace.execute(c)))

    def insert(n: int) -> None:
        with raw.transaction():
            raw.sql("INSERT INTO fact VALUES(?,?,?)", (n, "subject", b"body" * 60))

    alone = statistics.median(seconds(lambda n=n: insert(n)) for n in range(DECISIONS))
    figures.take(
        Figure(
            work="one decision: command to acknowledged commit, median",
            value=statistics.median(took) * 1000,
            unit="ms",
            budget=10,
            raw=alone * 1000,
        )
    )


def test_opening(town: Town, raw: Store, figures: Figures):
    def guess() -> None:
        stretch(b"", bytes(16), CHEAP)

    def open_and_close() -> None:
        town.site.open().close()

    def connect() -> None:
        raw.close()
        raw.connect()

    beyond = middle(open_and_close, 9) - middle(guess, 9)
    figures.take(
        Figure(
            work=f"open beyond Argon2id, {MEMBERS + CASES:,} events",
            value=max(beyond, 0.0),
            unit="ms",
            budget=300,
            raw=middle(connect, 9),
        )
    )


def test_rebuild(town: Town, raw: Store, figures: Figures):
    with town.opened() as workspace:
        events: list[int] = []
        took = seconds(lambda: events.append(workspace.rebuild()))
        verifying = seconds(workspace.verify)
        bodies = workspace._session.store.sql(
            "SELECT subject, facts FROM journal_event ORDER BY commit_id, n"
        )

    def copy() -> None:
        with raw.transaction():
            raw.sql("DELETE FROM fact")
            rows = [(n, *body) for n, body in enumerate(bodies)]
            raw.many("INSERT INTO fact VALUES(?,?,?)", rows)

    count = events[0]
    figures.take(
        Figure(
            work=f"rebuild all tables, {count:,} events",
            value=count / took,
            unit="events/s",
            budget=20_000,
            raw=count / seconds(copy),
        )
    )
    figures.take(
        Figure(
            work="verify: every commit, body, wrap and table",
            value=count / verifying,
            unit="events/s",
        )
    )
