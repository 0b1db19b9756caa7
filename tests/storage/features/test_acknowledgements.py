"""Who said that they read the rules."""

from datetime import date, timedelta

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
)
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
    listed,
    row,
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


def test_a_file_is_matched_by_platform_id_and_adds_nobody_twice(stage: Stage):
    rows = [row(PEOPLE[at].platform_id, "随便什么昵称") for at in (0, 1, 2)]
    rows += [row("wx_nobody", PEOPLE[3].handle), row("", PEOPLE[4].handle)]
    command = AcknowledgeFromFile(
        version=in_force(stage), file=listed(rows), way=Way.SURVEY
    )
    first = stage.do(MODERATOR, command)
    assert (first.added, first.known, first.nameless) == (3, 0, 1)
    assert first.unknown == (rows[3].line,)
    second = stage.do(MODERATOR, command)
    assert (second.added, second.known) == (0, 3)
    assert counts(stage).done == 3


def test_a_file_that_names_nobody_is_refused(stage: Stage):
    command = AcknowledgeFromFile(
        version=in_force(stage), file=listed([row("", "谁")]), way=Way.SURVEY
    )
    assert stage.refusal(MODERATOR, command) == "members_none_in_file"


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
    rows = [row(PEOPLE[at].platform_id, "") for at in (0, 1)]
    command = AcknowledgeFromFile(
        version=in_force(stage), file=listed(rows), way=Way.SURVEY
    )
    value = stage.do(MODERATOR, command)
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
