"""Who said that they read the rules."""

from datetime import date, timedelta
from typing import Any

from app.acknowledgements.commands import (
    AcknowledgeFromFile,
    AcknowledgeRules,
    WithdrawAcknowledgements,
)
from app.acknowledgements.model import Way
from app.acknowledgements.queries import (
    Acknowledged,
    AcknowledgementCounts,
    AcknowledgementPage,
    Recognised,
    Standing,
)
from app.acknowledgements.said import Said
from app.errors import NotPermitted
from app.ids import MemberId, RulebookId
from app.times import local_day
from tests.builders import OWNER
from tests.storage.features.in_force import in_force
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    Stage,
)


def counts(stage: Stage) -> Acknowledged:
    return stage.ask(AcknowledgementCounts(version=in_force(stage)))


def enter(stage: Stage, *at: int, way: Way = Way.GROUP) -> AcknowledgeRules:
    members = tuple(stage.member(each) for each in at)
    return AcknowledgeRules(version=in_force(stage), members=members, way=way)


def test_many_are_entered_in_one_commit_and_taken_back(stage: Stage):
    before = counts(stage)
    outcome = stage.outcome(MODERATOR, enter(stage, 0, 1, 2))
    assert outcome.value == 3
    assert "acknowledgements" in outcome.changes.areas
    assert counts(stage) == Acknowledged(done=3, missing=before.missing - 3)
    assert stage.do(MODERATOR, enter(stage, 2, 3, way=Way.IN_PERSON)) == 1
    assert outcome.undo is not None
    again = stage.outcome(MODERATOR, outcome.undo)
    assert again.value == 3
    assert counts(stage).done == 1
    assert again.undo is not None
    stage.do(MODERATOR, again.undo)
    assert counts(stage).done == 4


def test_what_was_said_first_stands(stage: Stage):
    stage.do(MODERATOR, enter(stage, 0))
    stage.do(LEAD, enter(stage, 0, way=Way.SURVEY))
    page = stage.ask(AcknowledgementPage(version=in_force(stage), missing=False))
    (only,) = page.rows
    assert (only.member, only.way) == (stage.member(0), Way.GROUP)
    assert only.on == local_day(stage.clock())
    assert only.recorded_by == MODERATOR


def test_members_without_one_are_listed_page_by_page(stage: Stage):
    stage.do(MODERATOR, enter(stage, 0, 1))
    version = in_force(stage)
    whole = stage.ask(AcknowledgementPage(version=version, limit=500)).rows
    assert {stage.member(0), stage.member(1)}.isdisjoint(r.member for r in whole)
    assert len(whole) == counts(stage).missing
    found: list[MemberId] = []
    after = None
    while True:
        page = stage.ask(AcknowledgementPage(version=version, after=after, limit=7))
        found += [each.member for each in page.rows]
        after = page.after
        if after is None:
            break
    assert found == [each.member for each in whole]


def said(*at: int, **more: Any) -> tuple[Said, ...]:
    return tuple(
        Said(line=line, who=PEOPLE[each].platform_id, **more)
        for line, each in enumerate(at, 2)
    )


def from_file(
    stage: Stage, people: tuple[Said, ...], **more: Any
) -> AcknowledgeFromFile:
    return AcknowledgeFromFile(
        version=in_force(stage), said=people, way=Way.SURVEY, **more
    )


def test_a_file_is_matched_by_platform_id_and_adds_nobody_twice(stage: Stage):
    stranger = Said(line=5, who="wx_nobody", name=PEOPLE[3].handle)
    command = from_file(stage, (*said(0, 1, 2), stranger))
    first = stage.do(MODERATOR, command)
    assert (first.added, first.known, first.unknown) == (3, 0, (5,))
    second = stage.do(MODERATOR, command)
    assert (second.added, second.known) == (0, 3)
    assert counts(stage).done == 3


def test_everybody_has_the_day_of_their_own_line(stage: Stage):
    early, later = date(2026, 10, 3), date(2026, 10, 9)
    people = (*said(0, on=early), *said(0, on=later), *said(1))
    stage.do(MODERATOR, from_file(stage, people, on=later))
    page = stage.ask(AcknowledgementPage(version=in_force(stage), missing=False))
    assert {each.member: each.on for each in page.rows} == {
        stage.member(0): early,
        stage.member(1): later,
    }
    tomorrow = local_day(stage.clock()) + timedelta(days=1)
    late = from_file(stage, said(2, on=tomorrow))
    assert stage.refusal(MODERATOR, late) == "acknowledgement_to_come"


def test_a_file_that_names_nobody_is_refused(stage: Stage):
    assert stage.refusal(MODERATOR, from_file(stage, ())) == "acknowledgement_of_nobody"


def test_it_is_known_beforehand_what_a_file_would_bring(stage: Stage):
    stage.link(MODERATOR, 2)
    stage.do(LEAD, enter(stage, 1, 2))
    named = tuple(PEOPLE[at].platform_id for at in (0, 1, 2))
    asked = Recognised(version=in_force(stage), platform_ids=(*named, "wx_nobody"))
    assert list(stage.ask(asked, MODERATOR).values()) == [
        Standing.NEW,
        Standing.KNOWN,
        Standing.INVOLVED,
        Standing.UNKNOWN,
    ]


def test_members_are_found_among_those_without_one(stage: Stage):
    stage.do(MODERATOR, enter(stage, 0))
    version, words = in_force(stage), PEOPLE[1].handle
    page = stage.ask(AcknowledgementPage(version=version, words=words))
    assert stage.member(1) in {row.member for row in page.rows}
    done = AcknowledgementPage(version=version, words=words, missing=False)
    assert stage.member(1) not in {row.member for row in stage.ask(done).rows}
    nobody = AcknowledgementPage(version=version, words="没有这个人")
    assert stage.ask(nobody).rows == []


def test_a_version_has_a_log_of_its_own(stage: Stage):
    stage.do(MODERATOR, enter(stage, 0))
    other = RulebookId("0" * 32)
    asked = AcknowledgementCounts(version=other)
    assert stage.ask(asked).done == 0
    command = AcknowledgeRules(version=other, members=(stage.member(0),), way=Way.GROUP)
    assert stage.refusal(MODERATOR, command) == "rules_version_not_found"


def test_what_cannot_be_is_refused(stage: Stage):
    version, members = in_force(stage), (stage.member(0),)
    tomorrow = local_day(stage.clock()) + timedelta(days=1)
    late = AcknowledgeRules(
        version=version, members=members, way=Way.GROUP, on=tomorrow
    )
    assert stage.refusal(MODERATOR, late) == "acknowledgement_to_come"
    nobody = AcknowledgeRules(version=version, members=(), way=Way.GROUP)
    assert stage.refusal(MODERATOR, nobody) == "acknowledgement_of_nobody"
    stranger = AcknowledgeRules(
        version=version, members=(MemberId("f" * 32),), way=Way.GROUP
    )
    assert stage.refusal(MODERATOR, stranger) == "member_not_found"
    earlier = AcknowledgeRules(
        version=version, members=members, way=Way.GROUP, on=date(2026, 10, 1)
    )
    assert stage.do(MODERATOR, earlier) == 1


def test_only_who_keeps_member_lists_enters(stage: Stage):
    assert stage.refusal(OBSERVER, enter(stage, 0)) == "not_permitted"


def test_whoever_is_involved_neither_enters_nor_sees(stage: Stage):
    stage.link(MODERATOR, 0)
    refused = stage.refused(MODERATOR, enter(stage, 0, 1))
    assert isinstance(refused, NotPermitted)
    taken_back = WithdrawAcknowledgements(
        version=in_force(stage), members=(stage.member(0),)
    )
    assert isinstance(stage.refused(MODERATOR, taken_back), NotPermitted)
    value = stage.do(MODERATOR, from_file(stage, said(0, 1)))
    assert (value.added, value.left_out) == (1, 1)
    stage.do(LEAD, enter(stage, 0))
    page = AcknowledgementPage(version=in_force(stage), missing=False)
    assert [r.member for r in stage.ask(page, MODERATOR).rows] == [stage.member(1)]
    assert len(stage.ask(page, LEAD).rows) == 2


def test_a_rebuild_gives_the_same(stage: Stage):
    stage.do(MODERATOR, enter(stage, 0, 1, 2))
    stage.do(
        MODERATOR,
        WithdrawAcknowledgements(version=in_force(stage), members=(stage.member(1),)),
    )
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
