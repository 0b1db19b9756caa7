"""The history: who did what, when, from where, and how it stands."""

from datetime import date, timedelta

import pytest

from app.appeals.model import Ruling
from app.audit.facts import LABELS, ROLES_IN, TECHNICAL, facts_of
from app.audit.model import Area, CommitView, HistoryRow, State, Thing
from app.audit.queries import (
    HistoryDetail,
    HistoryPage,
    HistorySpan,
    Installations,
    LastVerdict,
)
from app.audit.wording import SENTENCES, entry_text, headline, held_text, link_text
from app.cases.commands.deciding import TakeCase, TriageCase
from app.errors import AppError
from app.features import folder
from app.members.commands import ImportMembers, RevealIdentity
from app.notes.commands import AddNote
from app.rulebook.model import Severity
from app.vault.store import Store
from app.words import Language, use_language
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REASON,
    SECOND,
    Stage,
    complaint,
    complaints,
    listed,
    row,
)

EVENTS = [codec.event for codec in folder().vocabulary._codecs.values()]


def page(stage: Stage, name: str = OWNER, **asked: object) -> list[HistoryRow]:
    return list(stage.ask(HistoryPage(**asked), name).rows)  # pyright: ignore[reportArgumentType]


def newest(stage: Stage, name: str = OWNER) -> HistoryRow:
    return page(stage, name, limit=1)[0]


def detail(stage: Stage, name: str = OWNER, **more: int) -> CommitView:
    commit = newest(stage, OWNER).commit
    return stage.ask(HistoryDetail(commit=commit, **more), name)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_kind_has_its_sentence(event):
    assert event.kind in SENTENCES


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_field_has_its_label_or_says_nothing_to_a_person(event):
    fields = set(event.__struct_fields__) - {"subject", "role"}
    assert fields <= LABELS.keys() | TECHNICAL
    assert "role" not in fields or event.kind in ROLES_IN


def test_the_newest_commit_comes_first(stage: Stage):
    case = stage.opened(0)
    stage.clock.forward(minutes=1)
    stage.do(MODERATOR, TakeCase(case=case))
    number = stage.case(case).number
    told = [headline(r) for r in page(stage, limit=2)]
    assert told == [f"Took the case {number}", f"Opened the case {number}"]


def test_a_row_tells_who_when_where_and_how_much(stage: Stage):
    stage.opened(0)
    row = newest(stage)
    assert row.actor_name == MODERATOR
    assert row.at == stage.clock.now
    # The stage is a copy of a vault made elsewhere.
    assert row.installation.letter == "B"
    assert (row.count, row.state, row.stands, row.fault) == (
        1,
        State.ACCEPTED,
        True,
        "",
    )


def test_an_import_is_one_row_with_its_counts(stage: Stage):
    stage.do(LEAD, ImportMembers(file=listed([row("wx-1", "甲"), row("wx-2", "乙")])))
    told = newest(stage)
    assert headline(told) == "Took in a member list: 2 added, 0 brought up to date"
    assert told.count == 3


def test_pages_join_without_a_gap_or_a_repeat(stage: Stage):
    for at in range(6):
        stage.opened(at)
    whole = page(stage, limit=100)
    joined: list[HistoryRow] = []
    after = None
    while True:
        part = stage.ask(HistoryPage(after=after, limit=2))
        joined += part.rows
        after = part.after
        if after is None:
            break
    assert joined == whole
    assert len(whole) == len({r.commit for r in whole})


def test_filters_by_person_area_and_subject(stage: Stage):
    case = stage.opened(1)
    stage.decided(case)
    other = stage.opened(2, by=SECOND)
    stage.do(SECOND, AddNote(subject=other, text="再看看"))
    me = stage.person(SECOND)
    assert {r.actor_name for r in page(stage, actor=me)} == {SECOND}
    assert [headline(r)[:7] for r in page(stage, area=Area.NOTES, limit=1)] == [
        "Wrote a"
    ]
    assert len(page(stage, subject=case)) == 2
    assert page(stage, area=Area.NOTES, actor=stage.person(LEAD)) == []
    feed = newest(stage).installation.feed
    written_here = [r for r in page(stage) if r.installation.feed == feed]
    assert page(stage, feed=feed) == written_here
    assert len(written_here) == 4
    assert page(stage, feed="f" * 32) == []
    assert page(stage, area=Area.APPEALS) == []


def test_days_bound_the_list(stage: Stage):
    first = stage.clock.now.date()
    stage.clock.forward(days=3)
    stage.opened(3)
    last = stage.clock.now.date()
    assert [headline(r)[:6] for r in page(stage, since=last)] == ["Opened"]
    earlier = page(stage, until=last - timedelta(days=1))
    assert earlier
    assert newest(stage) not in earlier
    assert page(stage, until=first - timedelta(days=1)) == []
    assert page(stage, since=date(2040, 1, 1)) == []


def test_words_find_cases_members_and_people(stage: Stage):
    case = stage.opened(4)
    number = stage.case(case).number
    assert [r.first.subject for r in page(stage, words=number) if r.first] == [case]
    handle = PEOPLE[4].handle
    assert case in {r.first.subject for r in page(stage, words=handle) if r.first}
    stage.link(SECOND, 5)
    assert headline(page(stage, words=SECOND, limit=1)[0]).startswith("Linked")
    assert page(stage, words="没有这个人") == []


def test_who_does_not_read_the_history_sees_their_own(stage: Stage):
    stage.opened(0, by=SECOND)
    stage.opened(1, by=MODERATOR)
    assert {r.actor_name for r in page(stage, MODERATOR)} == {MODERATOR}
    theirs = page(stage, SECOND, actor=stage.person(MODERATOR))
    assert {r.actor_name for r in theirs} == {SECOND}
    assert len({r.actor_name for r in page(stage, OBSERVER)}) > 1


def test_another_ones_entry_is_refused_to_who_does_not_read_the_history(stage: Stage):
    stage.opened(0, by=MODERATOR)
    commit = newest(stage).commit
    assert stage.ask(HistoryDetail(commit=commit), MODERATOR).entries
    with pytest.raises(AppError, match="not_permitted"):
        stage.ask(HistoryDetail(commit=commit), SECOND)
    with pytest.raises(AppError, match="commit_not_found"):
        stage.ask(HistoryDetail(commit="zz"), OWNER)


def test_an_entry_says_its_fields_and_what_it_names(stage: Stage):
    case = stage.opened(0)
    stage.decided(case)
    view = detail(stage)
    (entry,) = view.entries
    facts = {fact.label: fact.text for fact in facts_of(entry, view.names)}
    assert facts["Reason"] == REASON
    assert facts["Sanction"].startswith("Warning")
    assert (
        facts["Member"]
        == stage.ask(HistoryPage())
        .rows[0]
        .names[
            entry.event.member  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        ]
        .label
    )
    things = {named.thing for named in view.names.values()}
    assert {Thing.CASE, Thing.MEMBER} <= things
    assert link_text(view.names[case]) == f"Open case {stage.case(case).number}"


def test_sealed_values_are_said_to_be_sealed_and_no_more(stage: Stage):
    file = listed([row("wx-9", "丙", phone="13800138000", remark="旧同事")])
    stage.do(LEAD, ImportMembers(file=file))
    view = detail(stage)
    facts = {f.label: f for f in facts_of(view.entries[1], view.names)}
    assert facts["Phone"].sealed
    assert facts["Phone"].text == ""
    assert "旧同事" not in repr([facts_of(e, view.names) for e in view.entries])


def test_changed_fields_show_what_stood_before(stage: Stage):
    stage.do(LEAD, ImportMembers(file=listed([row("wx-9", "丙")], name="a")))
    stage.clock.forward(minutes=1)
    stage.do(LEAD, ImportMembers(file=listed([row("wx-9", "丁")], name="b")))
    view = detail(stage)
    facts = {f.label: f for f in facts_of(view.entries[1], view.names)}
    assert (facts["Nickname"].before, facts["Nickname"].text) == ("丙", "丁")
    assert not facts["Platform id"].changed


def test_a_triage_shows_the_clause_before(stage: Stage):
    case = stage.opened(0)
    stage.clock.forward(minutes=1)
    stage.do(MODERATOR, TriageCase(case=case, clause="3.1", severity=Severity.HIGH))
    view = detail(stage)
    facts = {f.label: f for f in facts_of(view.entries[0], view.names)}
    assert facts["Clause"].changed
    assert facts["Clause"].text == "3.1"


def test_a_long_commit_is_read_in_parts(stage: Stage):
    rows = [complaint("nobody", line=n, quote=f"第 {n} 句") for n in range(9)]
    from app.cases.commands.intake import ImportCases

    stage.do(MODERATOR, ImportCases(file=complaints(*rows)))
    first = detail(stage, limit=4)
    assert [e.n for e in first.entries] == [0, 1, 2, 3]
    rest = detail(stage, after=first.after or 0, limit=50)
    assert [e.n for e in rest.entries] == list(range(4, 10))
    assert rest.after is None


def test_every_headline_of_a_working_day_is_whole(stage: Stage):
    case = stage.sanctioned(0)
    stage.ruled(case, Ruling.OVERTURNED)
    member = stage.member(1)
    stage.do(LEAD, RevealIdentity(member=member, reason="核对身份用于联系本人"))
    for language in Language:
        use_language(language)
        told = [headline(r) for r in page(stage, limit=100)]
        assert not [each for each in told if "{" in each or "()" in each]
        if language is Language.ZH_CN:
            assert "揭示" in " ".join(told)


def test_a_check_vouches_for_what_it_reached(stage: Stage):
    stage.opened(0)
    assert stage.ask(LastVerdict(), OWNER) is None
    assert not newest(stage).verified
    report = stage.sign_in(OWNER).verify()
    assert report.sound
    seen = stage.ask(LastVerdict())
    assert seen is not None
    assert (seen.commits, seen.problems) == (report.commits, 0)
    assert newest(stage).verified
    stage.opened(1)
    assert not newest(stage).verified


def test_a_held_commit_is_shown_with_its_reason(stage: Stage):
    stage.opened(0)
    commit = newest(stage).commit
    hold(stage.sign_in(OWNER)._session.store, commit, "clock")
    row = newest(stage)
    assert (row.state, row.stands) == (State.HELD, False)
    assert held_text(row) == "A commit's clock runs backwards"
    assert [r.commit for r in page(stage, state=State.HELD)] == [commit]
    assert commit not in {r.commit for r in page(stage, state=State.ACCEPTED)}


def hold(store: Store, commit: str, fault: str) -> None:
    store.sql(
        "UPDATE journal_commit SET standing='held', fault=? WHERE hash=?",
        (fault, bytes.fromhex(commit)),
    )


def test_two_commits_at_one_place_are_a_conflict(stage: Stage):
    stage.opened(0)
    stage.clock.forward(minutes=1)
    stage.opened(1)
    later, earlier = page(stage, limit=2)
    store = stage.sign_in(OWNER)._session.store
    # As a merged copy would bring it: another commit of the same number.
    store.sql(
        "UPDATE journal_commit SET seq=? WHERE hash=?",
        (later.seq, bytes.fromhex(earlier.commit)),
    )
    hold(store, earlier.commit, "chain")
    rows = page(stage, limit=2)
    assert [r.state for r in rows] == [State.CONFLICT, State.CONFLICT] or len(rows) == 2
    contested = page(stage, state=State.CONFLICT)
    assert later.commit in {r.commit for r in contested}
    assert held_text(next(r for r in contested if r.stands)).startswith("This one")


def test_the_journal_knows_its_span_and_its_installations(stage: Stage):
    began = stage.ask(HistorySpan(), OWNER)
    assert began is not None
    stage.clock.forward(days=2)
    stage.opened(0)
    now = stage.ask(HistorySpan(), OWNER)
    assert now is not None
    assert now[0] == began[0]
    assert now[1] == stage.clock.now
    assert [i.letter for i in stage.ask(Installations())] == ["A", "B"]


def test_what_cannot_be_read_is_said_so(stage: Stage):
    stage.opened(0)
    view = detail(stage)
    store = stage.sign_in(OWNER)._session.store
    store.sql(
        "UPDATE journal_event SET kind='later.kind' WHERE subject=?",
        (view.entries[0].subject,),
    )
    view = detail(stage)
    told = entry_text(view.entries[0], view.names)
    assert told == "Something that this version does not know: later.kind"
    assert facts_of(view.entries[0], view.names) == ()
