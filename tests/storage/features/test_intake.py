"""How cases come in: from a file of complaints, or one by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from app.cases.commands.intake import CasesResult, ImportCases, OpenCase
from app.cases.model import CaseState, Channel
from app.cases.queries.cases import CaseByNumber, CaseDetail
from app.cases.queries.queues import CaseLine, CasePage, CasesOf, Queue, QueueCounts
from app.errors import NotFound, NotPermitted
from app.files.profiles import read_complaints
from app.ids import MemberId
from app.members.commands import ImportMembers
from app.rulebook.model import Severity
from app.rulebook.queries import BookInForce
from tests.builders import Site
from tests.generator import MembersTruth, ReportsTruth, write_members, write_reports
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    SECOND,
    Stage,
    complaint,
    complaints,
    copied,
)
from tests.town import member_file


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    stage: Stage
    members: MembersTruth
    truth: ReportsTruth
    result: CasesResult


@pytest.fixture(scope="module")
def taken_in(
    founded_site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TakenIn]:
    """A moderator took a file of complaints in; nothing is written to this vault."""
    folder = tmp_path_factory.mktemp("complaints")
    members = write_members(folder / "members.csv", 80, 2)
    truth = write_reports(folder / "reports.csv", members, 150)
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("taken")))
    # Late enough that nothing in the file lies ahead.
    stage.clock.forward(days=60)
    stage.do(MODERATOR, ImportMembers(file=member_file(members.people)))
    file = read_complaints(truth.path)
    result = stage.do(MODERATOR, ImportCases(file=file))
    yield TakenIn(stage=stage, members=members, truth=truth, result=result)
    stage.leave()


def paged(stage: Stage, queue: Queue, limit: int) -> list[CaseLine]:
    found: list[CaseLine] = []
    after: tuple[int, str] | None = None
    while True:
        page = stage.ask(CasePage(queue=queue, after=after, limit=limit))
        found += page.rows
        if page.after is None:
            return found
        after = page.after


def test_every_complaint_becomes_a_case(taken_in: TakenIn):
    result, truth = taken_in.result, taken_in.truth
    assert result.opened == len(truth.complaints) == 150
    assert result.unknown == truth.unknown_subjects == 6
    assert result.suggested == 150
    counts = taken_in.stage.ask(QueueCounts())
    assert counts[Queue.TRIAGE] == counts[Queue.ALL] == 150
    assert counts[Queue.DECIDED] == counts[Queue.MINE] == 0


def test_numbers_follow_one_another(taken_in: TakenIn):
    lines = paged(taken_in.stage, Queue.ALL, 50)
    numbers = sorted(line.number for line in lines)
    # A copy of a vault is another installation, and its numbers carry a letter.
    assert numbers == [f"GD-2701-B{n:04d}" for n in range(1, 151)]
    assert (taken_in.result.first, taken_in.result.last) == (numbers[0], numbers[-1])


def test_cases_say_what_the_complaints_said(taken_in: TakenIn):
    stage, truth = taken_in.stage, taken_in.truth
    book = stage.ask(BookInForce(at=stage.clock()))
    assert book is not None
    handles = {p.platform_id: p.handle for p in taken_in.members.people}
    for at, made in enumerate(truth.complaints, start=1):
        case = stage.ask(CaseByNumber(number=f" gd-2701-b{at:04d} "))
        view = stage.ask(CaseDetail(case=case))
        assert view.quote == made.quote
        assert view.complaint == made.reason
        assert view.channel is Channel.parse(made.channel)
        assert (view.reported_at, view.occurred_at) == (
            made.reported_at.replace(second=0),
            made.occurred_at.replace(second=0),
        )
        assert (view.member is None) == (made.subject not in handles)
        assert view.handle == handles.get(made.subject, made.subject)
        clause = book.book.clause(view.clause or "")
        assert clause is not None
        assert clause.title.zh == made.reason or made.reason in clause.aliases
        assert (view.severity, view.state) == (clause.severity, CaseState.TRIAGE)
        assert view.has_reporter


def test_clauses_are_suggested_as_often_as_complaints_name_them(taken_in: TakenIn):
    found = Counter(line.clause for line in paged(taken_in.stage, Queue.ALL, 50))
    assert sorted(found.values()) == sorted(taken_in.truth.reasons.values())


def test_deadlines_follow_severity(taken_in: TakenIn):
    opened = taken_in.stage.clock()
    hours = {Severity.LOW: 48, Severity.MEDIUM: 24, Severity.HIGH: 6}
    for line in paged(taken_in.stage, Queue.TRIAGE, 50):
        assert line.severity is not None
        assert line.due_at == opened + timedelta(hours=hours[line.severity])


@pytest.mark.parametrize("queue", [Queue.TRIAGE, Queue.ALL])
@pytest.mark.parametrize("limit", [7, 50, 150, 400])
def test_pages_hold_every_case_once(taken_in: TakenIn, queue: Queue, limit: int):
    lines = paged(taken_in.stage, queue, limit)
    assert len({line.id for line in lines}) == len(lines) == 150
    if queue is Queue.TRIAGE:
        assert [x.due_at for x in lines] == sorted(x.due_at for x in lines)


def test_any_part_of_a_quote_finds_its_case(taken_in: TakenIn):
    for made in taken_in.truth.complaints[::11]:
        words = made.quote[1:6]
        found = taken_in.stage.ask(CasePage(queue=Queue.MINE, words=words)).rows
        assert any(words in line.excerpt for line in found), words
    number = taken_in.result.first
    found = taken_in.stage.ask(CasePage(queue=Queue.ALL, words=number)).rows
    assert [line.number for line in found] == [number]


def test_strangers_are_found_by_what_they_were_called(taken_in: TakenIn):
    stranger = taken_in.truth.complaints[0].subject
    found = taken_in.stage.ask(CasePage(queue=Queue.ALL, words=stranger)).rows
    assert [(line.handle, line.known) for line in found] == [(stranger, False)]


def test_reporters_are_sealed_to_leads(taken_in: TakenIn):
    stage, made = taken_in.stage, taken_in.truth.complaints[0]
    for name in (MODERATOR, LEAD):
        workspace = stage.sign_in(name)
        reader = workspace._session.reader(stage.clock())
        chosen = "SELECT id, reporter FROM cases_case WHERE number=?"
        case, sealed = workspace._session.store.sql(chosen, (taken_in.result.first,))[0]
        assert made.reporter.encode() not in sealed
        if name == LEAD:
            assert reader.open(sealed, "reporter", subject=case) == made.reporter
        else:
            with pytest.raises(NotPermitted):
                reader.open(sealed, "reporter", subject=case)
    found = stage.ask(CasePage(queue=Queue.ALL, words=made.reporter)).rows
    assert taken_in.result.first not in [line.number for line in found]


def test_the_very_same_file_is_refused(stage: Stage):
    file = complaints(complaint(PEOPLE[0].platform_id))
    stage.do(MODERATOR, ImportCases(file=file))
    for name in (MODERATOR, LEAD):
        assert stage.refusal(name, ImportCases(file=file)) == "cases_file_known"
    assert stage.ask(QueueCounts())[Queue.ALL] == 1


def test_a_file_without_complaints_is_refused(stage: Stage):
    command = ImportCases(file=complaints())
    assert stage.refusal(MODERATOR, command) == "cases_none_in_file"


def test_numbers_go_on_by_month_and_by_installation(
    founded_site: Site, stage: Stage, tmp_path_factory: pytest.TempPathFactory
):
    rows = [complaint(PEOPLE[n].platform_id, line=n + 2) for n in range(3)]
    stage.do(MODERATOR, ImportCases(file=complaints(*rows, name="d")))
    number = stage.case(stage.opened()).number
    assert number == "GD-2611-B0004"
    result = stage.do(MODERATOR, ImportCases(file=complaints(*rows, name="e")))
    assert (result.first, result.last) == ("GD-2611-B0005", "GD-2611-B0007")
    stage.clock.now = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    assert stage.case(stage.opened()).number == "GD-2611-B0008"
    stage.clock.forward(minutes=1)
    assert stage.case(stage.opened()).number == "GD-2612-B0001"
    stage.leave()
    again = Stage(copied(stage.site, tmp_path_factory.mktemp("again")))
    assert again.case(again.opened()).number == "GD-2612-C0001"
    again.clock.forward(minutes=1)
    assert again.case(again.opened(by=SECOND)).number == "GD-2612-C0002"
    again.leave()


def test_the_first_installation_has_no_letter(tmp_path, quick: None):
    with Site(root=tmp_path).created() as workspace:
        file = complaints(complaint("wx_a"), complaint("wx_b", line=3))
        result = workspace.execute(ImportCases(file=file)).value
    assert (result.first, result.last) == ("GD-2611-0001", "GD-2611-0002")
    assert (result.unknown, result.suggested) == (2, 0)


def test_more_than_ten_thousand_numbers_still_follow(stage: Stage):
    case = stage.opened()
    workspace = stage.sign_in(MODERATOR)
    workspace._session.store.sql(
        "UPDATE cases_case SET number='GD-2611-B9999' WHERE id=?", (case,)
    )
    assert stage.case(stage.opened()).number == "GD-2611-B10000"
    assert stage.case(stage.opened()).number == "GD-2611-B10001"


def by_hand(**more: object) -> OpenCase:
    given: dict[str, object] = {
        "member": None,
        "subject_id": "",
        "channel": Channel.IN_PERSON,
        "quote": "在活动现场辱骂志愿者",
    }
    return OpenCase(**(given | more))  # pyright: ignore[reportArgumentType]


def test_a_case_by_hand_says_what_was_entered(stage: Stage):
    seen = stage.clock() - timedelta(days=3)
    command = by_hand(
        member=stage.member(3), complaint=" 辱骂 ", reporter="", occurred_at=seen
    )
    outcome = stage.outcome(MODERATOR, command)
    assert outcome.changes.areas == {"cases"}
    view = stage.case(outcome.value)
    assert (view.member, view.handle) == (stage.member(3), PEOPLE[3].handle)
    assert (view.quote, view.complaint) == ("在活动现场辱骂志愿者", "辱骂")
    assert (view.clause, view.severity) == ("3.2", Severity.MEDIUM)
    assert (view.occurred_at, view.reported_at) == (seen, stage.clock())
    assert (view.channel, view.has_reporter) == (Channel.IN_PERSON, False)
    assert [line.id for line in stage.ask(CasesOf(member=stage.member(3)))] == [view.id]


def test_a_platform_id_by_hand_names_its_member(stage: Stage):
    known = by_hand(subject_id=f" {PEOPLE[4].platform_id.upper()} ")
    assert stage.case(stage.do(MODERATOR, known)).member == stage.member(4)
    view = stage.case(stage.do(MODERATOR, by_hand(subject_id=" 路人甲 ")))
    assert (view.member, view.handle, view.joined_on) == (None, "路人甲", None)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, "case_subject_missing"),
        ({"subject_id": " "}, "case_subject_missing"),
        ({"subject_id": "路人甲", "quote": " \n"}, "case_quote_missing"),
        ({"member": MemberId("0" * 32)}, "member_not_found"),
    ],
)
def test_a_case_by_hand_is_about_somebody_and_something(
    stage: Stage, wrong: dict[str, object], code: str
):
    assert stage.refusal(MODERATOR, by_hand(**wrong)) == code


def test_complaints_without_a_subject_or_words_are_cases_too(stage: Stage):
    rows = [complaint(None, quote=""), complaint(None, reason="不知道", line=3)]
    result = stage.do(MODERATOR, ImportCases(file=complaints(*rows)))
    assert (result.opened, result.unknown, result.suggested) == (2, 2, 1)
    view = stage.case(stage.ask(CaseByNumber(number=result.last)))
    assert (view.handle, view.clause, view.severity) == ("", None, None)
    assert view.due_at == stage.clock() + timedelta(hours=24)


def test_numbers_nobody_gave_are_not_found(stage: Stage):
    for query in (CaseByNumber(number="GD-2611-0001"), CaseByNumber(number="")):
        with pytest.raises(NotFound) as caught:
            stage.ask(query)
        assert caught.value.code == "case_not_found"
