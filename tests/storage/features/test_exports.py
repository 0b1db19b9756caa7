"""Releases: a file and its ledger entry, or neither."""

import csv
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import ImportCases, OpenCase
from app.cases.model import Channel, Outcome
from app.cases.queries.queues import CasePage, Queue
from app.cases.wording import outcome_text
from app.exports.commands import ReleaseReport
from app.exports.gates import GateCode
from app.exports.model import Tier
from app.exports.preparation import PrepareReport
from app.exports.queries import Releases
from app.files.sample import make_complaints, make_people
from app.members.commands import ImportMembers
from app.words import Language, use_language
from tests.builders import OWNER, Site
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    REASON,
    REPLY,
    STAFF,
    Stage,
    copied,
    listed,
    row,
)
from tests.town import complaint_file, member_file

CASES = 330
PURPOSE = "季度公开说明"
MEMBERS = make_people(150, seed=3)
COMPLAINTS = make_complaints(MEMBERS, CASES, seed=3)


@pytest.fixture(scope="module")
def decided(founded_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A vault with many cases decided in November; it is December now."""
    site = copied(founded_site, tmp_path_factory.mktemp("decided"))
    stage = Stage(site)
    chance = random.Random(5)
    stage.do(MODERATOR, ImportMembers(file=member_file(MEMBERS)))
    stage.do(MODERATOR, ImportCases(file=complaint_file(COMPLAINTS)))
    lines = stage.ask(CasePage(queue=Queue.ALL, limit=CASES)).rows
    assert len(lines) == CASES
    for line in lines:
        stage.clock.forward(minutes=1)
        clause = None if chance.random() < 0.35 else line.clause
        stage.do(MODERATOR, DecideCase(case=line.id, clause=clause, reason=REASON))
    stage.clock.forward(days=32)
    stage.leave()
    return site


@pytest.fixture
def full(decided: Site, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(copied(decided, tmp_path / "vault"))
    stage.sign_in(LEAD)
    yield stage
    stage.leave()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "report.csv"


def release(place: Path, **more: object) -> ReleaseReport:
    given: dict[str, object] = {
        "place": place,
        "tier": Tier.CONTROLLED,
        "purpose": PURPOSE,
    }
    return ReleaseReport(**(given | more))  # pyright: ignore[reportArgumentType]


def rows_of(place: Path) -> list[list[str]]:
    text = place.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(keepends=True)))


def nothing_left(stage: Stage, place: Path) -> None:
    assert stage.ask(Releases()) == []
    assert [*place.parent.iterdir()] == []


def test_a_report_is_written_and_entered(full: Stage, place: Path):
    outcome = full.outcome(LEAD, release(place))
    released = outcome.value
    data = place.read_bytes()
    assert released.sha256 == hashlib.sha256(data).hexdigest()
    assert [*place.parent.iterdir()] == [place]
    assert outcome.changes.areas == {"exports"}
    assert outcome.changes.subjects == {released.id}
    assert outcome.undo is None
    entry = full.ask(Releases())[0]
    assert (entry.id, entry.sha256, entry.actor) == (released.id, released.sha256, LEAD)
    assert (entry.tier, entry.purpose) == (Tier.CONTROLLED, PURPOSE)
    assert entry.months == released.months == ("2026-11",)
    assert (entry.cells, entry.suppressed) == (released.shown, released.withheld)
    assert full.sign_in(LEAD).verify().sound


def test_figures_are_shown_and_withheld(full: Stage, place: Path):
    released = full.do(LEAD, release(place))
    header, *rows = rows_of(place)
    assert header[0] == "Clause cited"
    assert len(rows) == released.shown + released.withheld
    shown = [row for row in rows if row[-1] == "Shown"]
    withheld = [row for row in rows if row[-1] == "Withheld"]
    assert (len(shown), len(withheld)) == (released.shown, released.withheld)
    assert released.shown > 10
    assert released.withheld > 10
    assert all(row[3] == "" for row in withheld)
    total = next(row for row in rows if row[0].startswith("All c") and "All" in row[2])
    assert total[3:] == [str(CASES), "Shown"]


def test_every_figure_shown_counts_enough_people(full: Stage, place: Path):
    """Counted once more, from the cases themselves."""
    full.do(LEAD, release(place))
    cases = full.sign_in(LEAD)._session.store.sql(
        "SELECT coalesce(member, subject_id), clause, outcome FROM cases_case"
        " WHERE state='decided'"
    )
    words = {outcome_text(outcome): outcome.value for outcome in Outcome}
    people: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for who, clause, outcome in cases:
        for key in ((clause, outcome), ("", outcome), (clause, ""), ("", "")):
            people[key].add(who)
            count[key] += 1
    _, *rows = rows_of(place)
    for clause, _, outcome, figure, state in rows:
        number = "" if clause.startswith("All") else clause.split(" ")[0]
        key = (number, words.get(outcome, ""))
        if state == "Shown":
            assert int(figure) == count[key]
            assert len(people[key]) >= 5


def test_nothing_in_the_file_names_anybody(full: Stage, place: Path):
    full.do(LEAD, release(place))
    text = place.read_text(encoding="utf-8-sig")
    for person in MEMBERS:
        assert person.platform_id not in text
        assert person.handle not in text
        assert not person.phone or person.phone not in text
        assert not person.legal_name or person.legal_name not in text
    for made in COMPLAINTS:
        assert made.quote not in text
        assert made.subject not in text
    for name in (OWNER, *STAFF):
        assert name not in text
    assert "GD-" not in text
    for cells in rows_of(place):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_a_report_speaks_the_language_of_the_interface(full: Stage, place: Path):
    use_language(Language.ZH_CN)
    full.do(LEAD, release(place))
    header, *rows = rows_of(place)
    assert all(any("\u4e00" <= c <= "\u9fff" for c in cell) for cell in header)
    assert any("人身攻击" in row[0] for row in rows)


@pytest.mark.parametrize("purpose", ["", "  ", "公开 "])
def test_a_release_has_a_purpose(full: Stage, place: Path, purpose: str):
    problem = full.refused(LEAD, release(place, purpose=purpose))
    assert (problem.code, problem.context) == ("export_purpose_missing", {"least": 4})
    nothing_left(full, place)


@pytest.mark.parametrize("name", [MODERATOR, OBSERVER])
def test_others_release_nothing(full: Stage, place: Path, name: str):
    assert full.refusal(name, release(place)) == "not_permitted"
    nothing_left(full, place)


def test_what_fails_a_gate_is_not_written(stage: Stage, place: Path):
    for at in range(3):
        stage.sanctioned(at)
    stage.clock.forward(days=40)
    for tier in Tier:
        prepared = stage.ask(PrepareReport(tier=tier), LEAD)
        failed = len(prepared.verdict.failures)
        if tier is not Tier.INTERNAL:
            assert not prepared.verdict.passed
            problem = stage.refused(LEAD, release(place, tier=tier))
            assert problem.code == "export_gates_failed"
            assert problem.context == {"count": failed}
            nothing_left(stage, place)


def test_a_refusal_leaves_what_stood_there(stage: Stage, place: Path):
    place.write_text("earlier")
    assert stage.refusal(LEAD, release(place)) == "export_gates_failed"
    assert place.read_text() == "earlier"
    assert [*place.parent.iterdir()] == [place]


def test_the_running_month_is_not_for_the_public(full: Stage, place: Path):
    full.sanctioned(0)
    wanted = {"tier": Tier.PUBLIC, "with_running_month": True}
    prepared = full.ask(PrepareReport(tier=Tier.PUBLIC, with_running_month=True), LEAD)
    failures = {gate.code for gate in prepared.verdict.failures}
    assert GateCode.RUNNING_MONTH in failures
    assert full.refusal(LEAD, release(place, **wanted)) == "export_gates_failed"
    nothing_left(full, place)


def test_the_running_month_is_left_out_unless_asked_for(full: Stage):
    full.sanctioned(0)
    prepared = full.ask(PrepareReport(tier=Tier.CONTROLLED), LEAD)
    assert prepared.draft.months == ("2026-11",)
    assert prepared.draft.left_out == 1
    assert prepared.available == ("2026-11", "2026-12")


def test_the_same_figures_leave_twice_and_changed_ones_never(full: Stage, place: Path):
    first = full.do(LEAD, release(place))
    again = full.do(OWNER, release(place.with_name("again.csv")))
    assert again.sha256 == first.sha256
    assert len(full.ask(Releases())) == 2
    sanction = next(
        line
        for line in full.ask(CasePage(queue=Queue.DECIDED, limit=CASES)).rows
        if line.outcome is Outcome.WARNING and line.known
    )
    appeal = full.do(
        MODERATOR,
        FileAppeal(
            case=sanction.id,
            channel=Channel.MAIL,
            statement="请再看一次",
            received_at=sanction.decided_at,
        ),
    )
    full.do(LEAD, RuleOnAppeal(appeal=appeal, ruling=Ruling.OVERTURNED, reply=REPLY))
    prepared = full.ask(PrepareReport(tier=Tier.CONTROLLED), LEAD)
    failures = {gate.code for gate in prepared.verdict.failures}
    assert GateCode.RELEASED_MONTHS in failures
    later = place.with_name("later.csv")
    assert full.refusal(LEAD, release(later)) == "export_gates_failed"
    assert not later.exists()
    assert len(full.ask(Releases())) == 2


def test_no_ledger_entry_without_a_file(full: Stage, place: Path):
    taken = place.with_name("taken.csv")
    taken.mkdir()
    file = place.with_name("file")
    file.write_text("")
    for where, code in (
        (place.parent / "nowhere" / "report.csv", "folder_missing"),
        (file / "report.csv", "folder_missing"),
        (taken, "place_not_writable"),
    ):
        assert full.refusal(LEAD, release(where)) == code
    assert full.ask(Releases()) == []
    assert sorted(place.parent.iterdir()) == [file, taken]
    full.do(LEAD, release(place))
    assert len(full.ask(Releases())) == 1


def test_one_person_is_counted_once_however_they_are_spelt(stage: Stage):
    for spelt in ("wx_a", "WX_A", " wx_a ", "ｗx_a", "wx_b"):
        stage.decided(stage.opened(None, subject_id=spelt))
    prepared = stage.ask(PrepareReport(tier=Tier.INTERNAL, with_running_month=True))
    assert prepared.draft.table.cases[-1] == 5
    assert prepared.draft.table.members[-1] == 2
    # Whoever comes onto the list later is still the same person.
    stage.do(MODERATOR, ImportMembers(file=listed([row("wx_a", "甲")])))
    stage.decided(stage.opened(None, subject_id="Wx_a"))
    prepared = stage.ask(PrepareReport(tier=Tier.INTERNAL, with_running_month=True))
    assert prepared.draft.table.cases[-1] == 6
    assert prepared.draft.table.members[-1] == 2


def test_a_decision_that_can_be_undone_is_in_no_report(full: Stage):
    opened = OpenCase(
        member=None, subject_id="someone", channel=Channel.PATROL, quote="一句话"
    )
    full.do(LEAD, opened)
    ask = PrepareReport(tier=Tier.INTERNAL, with_running_month=True)
    before = full.ask(ask).draft.table.cases[-1]
    (case,) = full.ask(CasePage(queue=Queue.TRIAGE, limit=5)).rows
    full.do(LEAD, DecideCase(case=case.id, clause=None, reason=REASON))
    full.clock.forward(minutes=4)
    assert full.ask(ask).draft.table.cases[-1] == before
    full.clock.forward(minutes=1)
    assert full.ask(ask).draft.table.cases[-1] == before + 1
