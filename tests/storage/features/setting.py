"""A vault with its staff, and people who take turns at one computer."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.approvals.commands import Approve, Propose
from app.approvals.queries import SecondPersonFor
from app.cases.commands.deciding import DecideCase, Decision
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail, CaseView
from app.cases.queries.sanctions import (
    MemberRecord,
    MemberStanding,
    ProposalFor,
    RecordOf,
    Standings,
)
from app.errors import AppError
from app.files.profiles import ComplaintFile, ComplaintRow, MemberFile, MemberRow
from app.files.sample import make_people
from app.files.tables import TableFacts
from app.ids import CaseId, MemberId, PersonId, RulebookId
from app.members.commands import ImportMembers
from app.members.queries import MembersNamed
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Step
from app.rulebook.queries import Versions
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.staff.commands import LinkStaff
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.work import Command, Outcome, Query
from app.workspace import Workspace
from tests.builders import OWNER, HandClock, Site, enrol
from tests.town import member_file

V = TypeVar("V")

LEAD, SECOND_LEAD = "何澄", "沈禾"
MODERATOR, SECOND, OBSERVER = "周慎", "苏合", "白术"
STAFF = {
    LEAD: Role.LEAD,
    SECOND_LEAD: Role.LEAD,
    MODERATOR: Role.MODERATOR,
    SECOND: Role.MODERATOR,
    OBSERVER: Role.OBSERVER,
}
PEOPLE = make_people(40, seed=7)
REASON = "核对了前后十条消息，原话指向具体成员。"
REPLY = "查看原文后认定为引用书中的话，原决定没有看上下文。"
FIRST_DAY = date(2026, 1, 1)


@dataclass(slots=True)
class Stage:
    """One computer at which several people take turns.

    Attributes:
        site: where the vault lies.
        clock: the computer's.
    """

    site: Site
    _open: Workspace | None = None
    _who: str = ""
    _members: dict[str, MemberId] = field(default_factory=dict[str, MemberId])

    @property
    def clock(self) -> HandClock:
        """The computer's clock."""
        return self.site.clock

    def sign_in(self, name: str) -> Workspace:
        """Return the vault, open as this person."""
        if self._open is None or self._who != name:
            self.leave()
            self._open, self._who = self.site.open(name), name
        return self._open

    def leave(self) -> None:
        """Close the vault, if it is open."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def do(self, name: str, command: Command[V]) -> V:
        """Have a person carry out a command; return its value."""
        return self.outcome(name, command).value

    def outcome(self, name: str, command: Command[V]) -> Outcome[V]:
        """Have a person carry out a command."""
        return self.sign_in(name).execute(command)

    def together(self, name: str, command: Command[V], second: str) -> V:
        """Have one person propose a command and another approve it."""
        proposal = self.do(name, Propose(command=command))
        return self.do(second, Approve(proposal=proposal))

    def ask(self, query: Query[V], name: str = "") -> V:
        """Ask as a person; without a name, as whoever sits there."""
        return self.sign_in(name or self._who or OWNER).query(query)

    def refused(self, name: str, command: Command[Any]) -> AppError:
        """Return why a person's command is refused; nothing may have changed."""
        workspace = self.sign_in(name)
        before = workspace._session.journal.position
        with pytest.raises(AppError) as caught:
            workspace.execute(command)
        assert workspace._session.journal.position == before
        return caught.value

    def refusal(self, name: str, command: Command[Any]) -> str:
        """Return the code of `refused`."""
        return self.refused(name, command).code

    def silence(self, name: str, query: Query[Any]) -> str:
        """Return the code under which a person's question is not answered."""
        workspace = self.sign_in(name)
        with pytest.raises(AppError) as caught:
            workspace.query(query)
        return caught.value.code

    def person(self, name: str) -> PersonId:
        """Return somebody of the staff."""
        staff = {row.name: row.id for row in self.ask(StaffList())}
        return staff[name]

    @property
    def rules(self) -> RulebookId:
        """The newest version of the rules."""
        return self.ask(Versions())[0].id

    def member(self, at: int) -> MemberId:
        """Return one of `PEOPLE` as a member."""
        asked = PEOPLE[at].platform_id
        if asked not in self._members:
            self._members |= self.ask(MembersNamed(platform_ids=(asked,)))
        return self._members[asked]

    def link(self, name: str, at: int, by: str = OWNER) -> Outcome[None]:
        """Have somebody of the staff linked to one of `PEOPLE`."""
        command = LinkStaff(person=self.person(name), member=self.member(at))
        return self.outcome(by, command)

    def opened(
        self,
        at: int | None = 0,
        *,
        complaint: str = "人身攻击",
        reporter: str = "",
        subject_id: str = "",
        occurred_at: datetime | None = None,
        by: str = MODERATOR,
    ) -> CaseId:
        """Have a case opened about one of `PEOPLE`, or about a stranger."""
        command = OpenCase(
            member=None if at is None else self.member(at),
            subject_id=subject_id,
            channel=Channel.PATROL,
            quote="你这种人不配看书",
            complaint=complaint,
            reporter=reporter,
            occurred_at=occurred_at,
        )
        return self.do(by, command)

    def case(self, case: CaseId) -> CaseView:
        """Return a case as whoever sits there sees it."""
        return self.ask(CaseDetail(case=case))

    def decided(
        self,
        case: CaseId,
        clause: str | None = "3.2",
        *,
        by: str = MODERATOR,
        wait: bool = True,
        **more: Any,
    ) -> Decision:
        """Have a case decided; wait until the sanction takes effect."""
        command = DecideCase(case=case, clause=clause, reason=REASON, **more)
        if self.ask(SecondPersonFor(command=command), by).needed:
            decision = self.together(by, command, SECOND)
        else:
            decision = self.do(by, command)
        if wait:
            self.clock.forward(minutes=5)
        return decision

    def sanctioned(self, at: int = 0, clause: str = "3.2", **more: Any) -> CaseId:
        """Open a case about one of `PEOPLE` and decide it; return the case."""
        case = self.opened(at)
        self.decided(case, clause, **more)
        return case

    def record(self, at: int = 0) -> MemberRecord:
        """Return the sanctions and points of one of `PEOPLE`."""
        return self.ask(RecordOf(member=self.member(at)))

    def standing(self, at: int = 0) -> MemberStanding:
        """Return how one of `PEOPLE` stands now."""
        member = self.member(at)
        return self.ask(Standings(members=(member,)))[member]

    def next_step(self, clause: str = "3.2", at: int = 0) -> tuple[int, Step]:
        """Return which time it would be if this happened again, and the proposal."""
        case = self.opened(at)
        proposal = self.ask(ProposalFor(case=case, clause=clause)).proposal
        return proposal.ordinal, proposal.step

    def ruled(self, case: CaseId, ruling: Ruling, step: Step | None = None) -> None:
        """Have a decision appealed, and the lead rule."""
        filed = FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
        appeal = self.do(MODERATOR, filed)
        command = RuleOnAppeal(appeal=appeal, ruling=ruling, reply=REPLY, step=step)
        self.do(LEAD, command)


def founded(root: Path) -> Site:
    """Make a vault with its staff, `PEOPLE` and a first rulebook; it is closed."""
    site = Site(root=root)
    with site.created() as workspace:
        # While nobody else could approve them, she publishes the rules alone.
        book = load_template("reading_club")
        workspace.execute(PublishRulebook(book=book, effective_on=FIRST_DAY))
        # Tests of the time for reading new rules set their own.
        workspace.execute(ChangeSetting(setting=Setting.NOTICE_DAYS, value=0))
        for name, role in STAFF.items():
            enrol(workspace, name, role)
        workspace.execute(ImportMembers(file=member_file(PEOPLE)))
    return site


def copied(site: Site, root: Path) -> Site:
    """Return a site of its own with a copy of a closed vault, under its own clock."""
    copy = Site(root=root, clock=HandClock(site.clock.now))
    shutil.copytree(site.place, copy.place)
    return copy


def complaints(*rows: ComplaintRow, name: str = "c") -> ComplaintFile:
    """Return complaints as they are read from a file."""
    facts = TableFacts(name * 64, "utf-8", (), ())
    return ComplaintFile(facts=facts, rows=rows, repeats=(), problems=())


def complaint(
    subject: str | None,
    reporter: str | None = None,
    *,
    line: int = 2,
    reason: str = "人身攻击",
    quote: str = "你这种人不配看书",
    reported_at: datetime | None = None,
    occurred_at: datetime | None = None,
) -> ComplaintRow:
    """Return a complaint as it is read from a line of a file."""
    return ComplaintRow(
        line=line,
        reported_at=reported_at,
        channel="私信",
        reporter=reporter,
        subject=subject,
        quote=quote,
        occurred_at=occurred_at,
        reason=reason,
    )


def listed(rows: Sequence[MemberRow], name: str = "m") -> MemberFile:
    """Return members as they are read from a file."""
    facts = TableFacts(name * 64, "utf-8", (), ())
    return MemberFile(facts=facts, rows=tuple(rows), repeats=(), problems=())


def row(platform_id: str | None, handle: str = "", **more: Any) -> MemberRow:
    """Return a member as read from a line that says no more than this."""
    given: dict[str, Any] = {
        "remark": "",
        "phone": None,
        "joined_on": None,
        "role": "",
        "tags": (),
    }
    return MemberRow(line=2, handle=handle, platform_id=platform_id, **(given | more))
