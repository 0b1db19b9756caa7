"""A made-up community's life in a vault: begun in one go, then a step at a time.

The same seed gives the same steps, so a child process can live a life that its
parent knows.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealPage, AppealQueue
from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    RetractDecision,
    TakeCase,
    TriageCase,
)
from app.cases.commands.intake import ImportCases, OpenCase
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, Queue
from app.errors import UserError
from app.files.profiles import ComplaintFile, ComplaintRow, MemberFile, MemberRow
from app.files.sample import SampleComplaint, SamplePerson, make_complaints, make_people
from app.files.tables import TableFacts
from app.ids import AppealId, CaseId, MemberId, PersonId
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberPage
from app.notes.commands import AddNote
from app.rulebook.commands import PublishRulebook
from app.rulebook.templates import load_template
from app.staff.commands import LinkStaff
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import HandClock, enrol

LEAD, MODERATOR = "何澄", "周慎"
REASON = "核对了前后十条消息，原话指向具体成员，属于条文所列的情形。"
REPLY = "查看原文后认定为引用，原决定没有查看上下文，予以撤销并恢复记分。"
REMARK = "看了前后的消息，没有旧怨"
CLAUSES = ("1.1", "1.2", "2.1", "2.2", "3.1", "3.2")


def member_file(people: Sequence[SamplePerson], name: str = "a") -> MemberFile:
    """Return a member list as it is read from a file."""
    rows = tuple(
        MemberRow(
            line=line,
            handle=person.handle,
            platform_id=person.platform_id,
            remark=person.remark,
            phone=person.phone or None,
            joined_on=person.joined_at.date(),
            role=person.role,
            tags=tuple(person.tags.split()),
        )
        for line, person in enumerate(people, start=2)
    )
    facts = TableFacts(name * 64, "utf-8", (), ())
    return MemberFile(facts=facts, rows=rows, repeats=(), problems=())


def complaint_file(
    complaints: Sequence[SampleComplaint], name: str = "b"
) -> ComplaintFile:
    """Return a list of complaints as it is read from a file."""
    rows = tuple(
        ComplaintRow(
            line=line,
            reported_at=complaint.reported_at,
            channel=complaint.channel,
            reporter=complaint.reporter,
            subject=complaint.subject,
            quote=complaint.quote,
            occurred_at=complaint.occurred_at,
            reason=complaint.reason,
        )
        for line, complaint in enumerate(complaints, start=2)
    )
    facts = TableFacts(name * 64, "utf-8", (), ())
    return ComplaintFile(facts=facts, rows=rows, repeats=(), problems=())


def begin(workspace: Workspace, *, members: int = 30, complaints: int = 20) -> None:
    """As the owner: enrol two people, take in both lists, publish the rules."""
    people = make_people(members)
    # While nobody else could approve them, she publishes the rules alone.
    book = load_template("reading_club")
    workspace.execute(PublishRulebook(book=book, effective_on=date(2026, 1, 1)))
    enrol(workspace, LEAD, Role.LEAD)
    moderator = enrol(workspace, MODERATOR, Role.MODERATOR)
    workspace.execute(ImportMembers(file=member_file(people)))
    cases = make_complaints(people, complaints)
    workspace.execute(ImportCases(file=complaint_file(cases)))
    first = workspace.query(MemberPage(limit=1)).rows[0]
    workspace.execute(LinkStaff(person=moderator, member=MemberId(first.id)))


@dataclass(slots=True)
class Life:
    """Somebody at work, one command after another.

    Attributes:
        workspace: open as that person.
        clock: the computer's.
        chance: what decides the next step.
        done: how often each kind of step succeeded.
    """

    workspace: Workspace
    clock: HandClock
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter[str])
    _names: int = 0

    def step(self, what: str | None = None) -> str | None:
        """Try one step, of this kind or any; return its kind, or None if refused."""
        self.clock.forward(minutes=self.chance.choice((1, 3, 20)))
        name = what or self.chance.choice(tuple(STEPS))
        return name if self.carry_out(name, STEPS[name]) else None

    def carry_out(self, name: str, step: Callable[["Life"], None]) -> bool:
        """Try a step and count it under a name; tell whether it was not refused."""
        try:
            step(self)
        except UserError:
            return False
        self.done[name] += 1
        return True

    def steps(self, count: int) -> None:
        """Try so many steps."""
        for _ in range(count):
            self.step()

    def case(self, queue: Queue) -> CaseId:
        """Return some case of a queue, or one that is not there."""
        rows = self.workspace.query(CasePage(queue=queue, limit=20)).rows
        return self.chance.choice(rows).id if rows else CaseId("0" * 32)

    def member(self) -> MemberId:
        """Return some member."""
        return MemberId(self.chance.choice(self.workspace.query(MemberPage()).rows).id)

    def note(self) -> None:
        subject = self.chance.choice((self.member(), self.case(Queue.ALL)))
        text = f"备注 {self.chance.randrange(10**6)}：{REMARK}。"
        self.workspace.execute(AddNote(subject=subject, text=text))

    def open(self) -> None:
        self.workspace.execute(
            OpenCase(
                member=self.member(),
                subject_id="",
                channel=Channel.PATROL,
                quote=f"第 {self.chance.randrange(10**6)} 句不该说的话",
                complaint="人身攻击",
                reporter="wxid_reporter",
            )
        )

    def take(self) -> None:
        self.workspace.execute(TakeCase(case=self.case(Queue.TRIAGE)))

    def give_back(self) -> None:
        self.workspace.execute(ReleaseCase(case=self.case(Queue.MINE)))

    def triage(self) -> None:
        clause = self.chance.choice(CLAUSES)
        self.workspace.execute(TriageCase(case=self.case(Queue.TRIAGE), clause=clause))

    def decide(self) -> None:
        case = self.case(Queue.DECIDING)
        clause = self.workspace.query(CaseDetail(case=case)).clause
        guilty = self.chance.random() < 0.8
        self.workspace.execute(
            DecideCase(case=case, clause=clause if guilty else None, reason=REASON)
        )

    def retract(self) -> None:
        case = self.case(Queue.DECIDED)
        decision = self.workspace.query(CaseDetail(case=case)).decision or ""
        self.workspace.execute(RetractDecision(case=case, decision=decision))

    def appeal(self) -> None:
        self.workspace.execute(
            FileAppeal(
                case=self.case(Queue.DECIDED),
                channel=Channel.PRIVATE_MESSAGE,
                statement="那段话是书里的原句，没有针对任何人。",
            )
        )

    def rule(self) -> None:
        rows = self.workspace.query(AppealPage(queue=AppealQueue.OPEN)).rows
        appeal = self.chance.choice(rows).id if rows else AppealId("0" * 32)
        ruling = self.chance.choice((Ruling.UPHELD, Ruling.OVERTURNED))
        self.workspace.execute(RuleOnAppeal(appeal=appeal, ruling=ruling, reply=REPLY))

    def reveal(self) -> None:
        command = RevealIdentity(member=self.member(), reason="核对身份")
        self.workspace.execute(command)

    def link(self) -> None:
        people = self.workspace.query(StaffList())
        person = PersonId(self.chance.choice(people).id)
        self.workspace.execute(LinkStaff(person=person, member=self.member()))

    def members(self) -> None:
        seed = self.chance.randrange(10**6)
        people = make_people(self.chance.randrange(1, 30), seed)
        self.workspace.execute(ImportMembers(file=member_file(people, f"{seed:x}")))


STEPS: dict[str, Callable[[Life], None]] = {
    "note": Life.note,
    "open": Life.open,
    "take": Life.take,
    "give back": Life.give_back,
    "triage": Life.triage,
    "decide": Life.decide,
    "retract": Life.retract,
    "appeal": Life.appeal,
    "rule": Life.rule,
    "reveal": Life.reveal,
    "link": Life.link,
    "members": Life.members,
}
