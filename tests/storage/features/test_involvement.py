"""What somebody is involved with is in no answer they get, and in none of their hands.

Every registered query is asked by people who are involved and by one who is not; a
query that comes later and is not asked here fails the first test.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealCounts, AppealDetail, AppealQueue
from app.approvals.commands import Approve, Propose, Reject
from app.approvals.queries import SecondPersonFor
from app.audit.queries import HistoryPage
from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    TakeCase,
    TriageCase,
)
from app.cases.model import Channel
from app.cases.queries.queues import CasePage, CasesOf, Queue, QueueCounts
from app.cases.queries.sanctions import RecordOf
from app.cases.queries.usage import ClauseUsage
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.errors import AppError, NotPermitted
from app.features import ANSWERS
from app.ids import AppealId, CaseId, MemberId, ProposalId
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberCount, MembersNamed
from app.notes.commands import AddNote
from app.notes.queries import NoteSearch
from app.reviews.commands import AgreeWithDecision, ReturnDecision, ReviewMember
from app.rulebook.model import SanctionKind, Step
from app.staff.commands import LinkStaff
from app.work import Command, Query
from tests.builders import BEGINNING, OWNER, Site
from tests.storage.features.apart import APART
from tests.storage.features.questions import (
    Matter,
    apart,
    by_kind,
    lists,
    opens,
    removal,
    told,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    REASON,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
    copied,
    listed,
    row,
)

FREE, NAMED, BESIDE, OWN, ANOTHER = range(5)
LATE = "wx_late"
WORDS, NOTE = "不该看见的话", "不该看见的备注"
INVOLVED = (MODERATOR, LEAD)
CONTROL = {MODERATOR: SECOND, LEAD: SECOND_LEAD}
"""Of the same role, and involved with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tangle:
    """A vault in which a moderator and a lead are involved in every way there is.

    Attributes:
        free: what they are not involved with.
        matters: what they are involved with, by how.
        others: ids and numbers of further such cases.
        handles: of the members among them.
    """

    site: Site
    free: Matter
    matters: Mapping[str, Matter]
    others: frozenset[str]
    handles: frozenset[str]

    @property
    def hidden(self) -> frozenset[str]:
        """Every text that tells of what they are involved with."""
        told_by = {
            text
            for m in self.matters.values()
            for text in (
                *(m.member, m.case, m.case_number, m.appeal, m.appeal_number),
                *(m.proposal, m.decision),
            )
        }
        titles = {f"Remove {handle}" for handle in self.handles}
        return frozenset(told_by - {""}) | {WORDS, NOTE} | titles | self.others


CASE_CODES = {
    "named": "case_conflict",
    "beside": "case_conflict",
    "own": "case_own_part",
    "reported": "case_recused",
    "late": "case_own_part",
}
MEMBER_CODES = {
    "named": "member_conflict",
    "own": "member_own_part",
    "late": "member_own_part",
}


def _matter(stage: Stage, case: CaseId, member: str = "", note: str = NOTE) -> Matter:
    """Have a case noted, its removal proposed, decided and appealed; return it."""
    stage.do(OWNER, AddNote(subject=case, text=note))
    proposal = stage.do(OWNER, Propose(command=removal(case)))
    decision = stage.decided(case, by=OWNER).id
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
    appeal = stage.do(OWNER, filed)
    line = stage.ask(AppealDetail(appeal=appeal)).line
    return Matter(
        member=member,
        case=case,
        case_number=line.case_number,
        appeal=appeal,
        appeal_number=line.number,
        proposal=proposal,
        decision=decision,
        commits=[row.commit for row in stage.ask(HistoryPage(subject=case)).rows],
        words=(WORDS, NOTE),
        rules=stage.rules,
    )


def _tangled(site: Site) -> Tangle:
    stage = Stage(site)
    stage.do(OWNER, ImportMembers(file=listed([row("WX_other", "别人")])))
    cases = {
        "named": stage.opened(NAMED, complaint=WORDS, by=OWNER),
        "beside": stage.opened(BESIDE, complaint=WORDS, by=OWNER),
        "own": stage.opened(OWN, complaint=WORDS, by=OWNER),
        "late": stage.opened(None, subject_id=LATE, complaint=WORDS, by=OWNER),
        "reported": stage.opened(
            ANOTHER, reporter=PEOPLE[OWN].platform_id, complaint=WORDS, by=OWNER
        ),
    }
    open_still = stage.opened(NAMED, complaint=WORDS, by=OWNER)
    stage.do(OWNER, TriageCase(case=open_still, clause="3.2"))
    to_review = stage.opened(NAMED, complaint=WORDS, by=SECOND)
    heavy = Step(kind=SanctionKind.MUTE, days=3, points=9)  # calls for a review
    stage.decided(to_review, by=SECOND, step=heavy, deviation_reason=REASON)
    others = {
        text for c in (open_still, to_review) for text in (c, stage.case(c).number)
    }
    stage.do(OWNER, ImportMembers(file=listed([row("WX_LATE", "迟来的人")], "n")))
    late = stage.ask(MembersNamed(platform_ids=(LATE,)))[LATE]
    members = {"named": stage.member(NAMED), "own": stage.member(OWN), "late": late}
    matters = {
        how: _matter(stage, case, members.get(how, "")) for how, case in cases.items()
    }
    for member in members.values():
        stage.do(OWNER, AddNote(subject=member, text=NOTE))
    visible = stage.opened(FREE, complaint="看得见", by=OWNER)
    stage.decided(stage.opened(FREE, by=SECOND), by=SECOND)
    free = _matter(stage, visible, stage.member(FREE), "看得见的备注")
    # Proposed last: what is decided after it makes a proposal stale.
    asked = Propose(command=removal(open_still))
    no = Reject(proposal=stage.do(OWNER, asked), reason=f"{WORDS}，再等等看吧。")
    stage.do(SECOND_LEAD, no)
    others.add(stage.do(OWNER, asked))
    ruling = RuleOnAppeal(
        appeal=AppealId(matters["own"].appeal), ruling=Ruling.UPHELD, reply=REPLY
    )
    stage.do(SECOND_LEAD, ruling)
    for person in map(stage.person, INVOLVED):
        for about, target in (
            (About.MEMBER, members["named"]),
            (About.CASE, cases["beside"]),
        ):
            entry = DeclareConflict(
                person=person, about=about, target=target, reason="亲属关系"
            )
            stage.do(OWNER, entry)
        for member in (members["own"], late):
            stage.do(OWNER, LinkStaff(person=person, member=member))
    stage.leave()
    handles = {PEOPLE[NAMED].handle, PEOPLE[OWN].handle, "迟来的人"}
    return Tangle(
        site=site,
        free=free,
        matters=matters,
        others=frozenset(others),
        handles=frozenset(handles),
    )


Asked = Mapping[tuple[str, Query[Any]], Any]


@pytest.fixture(scope="module")
def tangle(founded_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Tangle:
    return _tangled(copied(founded_site, tmp_path_factory.mktemp("tangle")))


@pytest.fixture(scope="module")
def asked(tangle: Tangle) -> Asked:
    """Every question about every matter, as each person is answered."""
    stage, answers = Stage(tangle.site), dict[tuple[str, Query[Any]], Any]()
    for name in (*INVOLVED, *CONTROL.values()):
        workspace = stage.sign_in(name)
        for matter in (*tangle.matters.values(), tangle.free):
            for question in (*lists(matter), *opens(matter)):
                try:
                    answers[name, question] = workspace.query(question)
                except AppError as error:
                    answers[name, question] = error
    stage.leave()
    return answers


@pytest.fixture
def copy(tangle: Tangle, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(copied(tangle.site, tmp_path))
    yield stage
    stage.leave()


def leaks(tangle: Tangle, answer: Any) -> Sequence[str]:
    """Return what of the hidden an answer tells."""
    texts = [*told(answer)]
    whole = "\n".join(texts)
    return [
        *(text for text in tangle.hidden if text in whole),
        *(tangle.handles & {*texts}),
    ]


def same(mine: Any, theirs: Any) -> bool:
    """Tell whether two are answered alike, or refused alike for their role."""
    if isinstance(mine, AppError) and isinstance(theirs, AppError):
        return mine.code == theirs.code == "not_permitted"
    return mine == theirs


def test_every_question_is_asked_here(tangle: Tangle):
    matter = tangle.matters["named"]
    asked = {*by_kind(lists(matter)), *by_kind(opens(matter))}
    others = {*by_kind(apart(matter))}
    assert asked | others == set(ANSWERS)
    assert {kind.__name__ for kind in others} == set(APART)
    assert not asked & others


@pytest.mark.parametrize("name", INVOLVED)
@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
def test_no_answer_tells_of_what_one_is_involved_with(
    tangle: Tangle, asked: Asked, kind: type, name: str
):
    if kind.__name__ in APART:
        return
    differs, answered = False, False
    for how, matter in tangle.matters.items():
        for question in by_kind(lists(matter)).get(kind, ()):
            mine, theirs = asked[name, question], asked[CONTROL[name], question]
            assert leaks(tangle, mine) == []
            differs |= not same(mine, theirs)
            # Who reviews nothing is told that nothing waits.
            answered |= not isinstance(theirs, AppError) and theirs != 0
        for question in by_kind(opens(matter)).get(kind, ()):
            mine, theirs = asked[name, question], asked[CONTROL[name], question]
            assert isinstance(mine, NotPermitted), question
            if isinstance(theirs, AppError):
                assert same(mine, theirs)
                continue
            assert mine.code in (CASE_CODES[how], MEMBER_CODES.get(how))
            differs, answered = True, True
    # The control: somebody else of the same role is told, if the role is told at all.
    assert differs == answered
    assert answered or name == MODERATOR


@pytest.mark.parametrize("name", INVOLVED)
def test_what_one_is_not_involved_with_is_as_it_was(
    tangle: Tangle, asked: Asked, name: str
):
    for question in opens(tangle.free):
        mine, theirs = asked[name, question], asked[CONTROL[name], question]
        assert not isinstance(mine, AppError) or name == MODERATOR
        # Whoever asks is not the second person.
        assert same(mine, theirs) or isinstance(question, SecondPersonFor)


@pytest.mark.parametrize("name", INVOLVED)
def test_counts_leave_out_the_same_as_pages(copy: Stage, tangle: Tangle, name: str):
    every, mine = (copy.ask(QueueCounts(), each) for each in (SECOND, name))
    assert every[Queue.ALL] - mine[Queue.ALL] == len(CASE_CODES) + 2
    for queue, count in mine.items():
        assert count == len(copy.ask(CasePage(queue=queue, limit=500)).rows)
    appeals, own = (copy.ask(AppealCounts(), each) for each in (SECOND, name))
    left = appeals[AppealQueue.ALL] - own[AppealQueue.ALL]
    assert left == len(CASE_CODES)
    assert copy.ask(MemberCount(), SECOND) - copy.ask(MemberCount(), name) == 3
    used = ClauseUsage(clause="3.2", since=BEGINNING)
    assert copy.ask(used, SECOND).cited == len(CASE_CODES) + 3
    assert copy.ask(used, name).cited == 2


@pytest.mark.parametrize("name", INVOLVED)
def test_pages_go_on_past_what_is_left_out(copy: Stage, name: str):
    seen: list[str] = []
    after = None
    while True:
        page = copy.ask(CasePage(queue=Queue.ALL, after=after, limit=1), name)
        seen += [line.id for line in page.rows]
        if page.after is None:
            break
        after = page.after
    whole = copy.ask(CasePage(queue=Queue.ALL, limit=500), name).rows
    assert seen == [line.id for line in whole]


def test_a_search_is_filled_with_what_may_be_seen(copy: Stage, tangle: Tangle):
    """What is left out does not use up the places of a search."""
    for at in range(3):
        copy.do(SECOND, AddNote(subject=tangle.matters["own"].case, text=f"同词 {at}"))
    copy.do(SECOND, AddNote(subject=tangle.free.case, text="同词，早先"))
    for at in range(3):
        copy.do(SECOND, AddNote(subject=tangle.matters["own"].case, text=f"同词 {at}"))
    found = copy.ask(NoteSearch(words="同词", limit=2), MODERATOR)
    assert [note.text for note in found] == ["同词，早先"]


def test_a_case_beside_is_left_out_of_its_member(copy: Stage, tangle: Tangle):
    member = copy.member(BESIDE)
    assert copy.ask(CasesOf(member=member), MODERATOR) == []
    assert len(copy.ask(CasesOf(member=member), SECOND)) == 1
    # What counts against the member is known to whoever decides about them.
    (sanction,) = copy.ask(RecordOf(member=member), MODERATOR).sanctions
    assert sanction.case == tangle.matters["beside"].case


def hands_on(matter: Matter) -> Iterator[Command[Any]]:
    """Yield everything somebody could do with a matter."""
    if matter.member:
        yield AddNote(subject=matter.member, text="一句")
        yield RevealIdentity(member=MemberId(matter.member), reason="核对名单")
        yield ReviewMember(member=MemberId(matter.member), note=REASON)
    case = CaseId(matter.case)
    yield AddNote(subject=case, text="一句")
    yield from (TakeCase(case=case), TriageCase(case=case, clause="3.2"))
    yield DecideCase(case=case, clause="3.2", reason=REASON)
    yield ReleaseCase(case=case)
    yield FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
    appeal = AppealId(matter.appeal)
    yield RuleOnAppeal(appeal=appeal, ruling=Ruling.UPHELD, reply=REPLY)
    proposal = ProposalId(matter.proposal)
    yield from (Propose(command=removal(case)), Approve(proposal=proposal))
    yield Reject(proposal=proposal, reason=REASON)
    yield AgreeWithDecision(decision=matter.decision)
    yield ReturnDecision(decision=matter.decision, note=REASON)


@pytest.mark.parametrize("how", CASE_CODES)
def test_nothing_can_be_done_with_it(copy: Stage, tangle: Tangle, how: str):
    for command in hands_on(tangle.matters[how]):
        problem = copy.refused(LEAD, command)
        assert isinstance(problem, NotPermitted)
        assert problem.code in (CASE_CODES[how], MEMBER_CODES.get(how))
