"""A small community with a decided case or two, and appeals against them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.appeals.commands import FileAppeal
from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.files.member_list import MemberFile, MemberRow
from app.files.tables import TableFacts
from app.ids import AppealId, CaseId, MemberId
from app.members.commands import ImportMembers
from app.members.queries import MemberPage
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Severity, Step
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol

LEAD = "许知行"
MODERATOR = "周叙"
OBSERVER = "方远"
STAFF = {LEAD: Role.LEAD, MODERATOR: Role.MODERATOR, OBSERVER: Role.OBSERVER}
HANDLES = ("绣娘阿珍", "北门老陈", "老巷口", "半山木作", "云上小鱼")
REASON = "在共读时段连续发布与书无关的内容，提醒后仍不停止。"
STATEMENT = "那天我没有看到提醒，第二天才知道。之后我就没有再发了，希望撤销这次处罚。"
QUOTE = "这条街新开的茶馆真不错，晚上一起去？连发了八条。"


@dataclass(slots=True, kw_only=True)
class Hearing:
    """A vault on this computer and what is in it.

    Attributes:
        site: the computer, with its clock.
        members: ids by handle.
        cases: ids in the order of opening.
        appeals: ids in the order of recording.
    """

    site: Site
    members: dict[str, MemberId] = field(default_factory=dict)
    cases: list[CaseId] = field(default_factory=list)
    appeals: list[AppealId] = field(default_factory=list)

    def decide(
        self,
        workspace: Workspace,
        handle: str,
        clause: str = "1.1",
        *,
        severity: Severity | None = None,
        step: Step | None = None,
        deviation_reason: str = "",
    ) -> CaseId:
        """Open a case about a member and decide it as the person signed in."""
        case = workspace.execute(
            OpenCase(
                member=self.members[handle],
                subject_id="",
                channel=Channel.PATROL,
                quote=QUOTE,
            )
        ).value
        workspace.execute(
            DecideCase(
                case=case,
                clause=clause,
                reason=REASON,
                severity=severity,
                step=step,
                deviation_reason=deviation_reason,
            )
        )
        self.cases.append(case)
        return case

    def appeal(self, workspace: Workspace, case: CaseId) -> AppealId:
        """Record an appeal by private message."""
        appeal = workspace.execute(
            FileAppeal(case=case, channel=Channel.PRIVATE_MESSAGE, statement=STATEMENT)
        ).value
        self.appeals.append(appeal)
        return appeal

    def number(self, workspace: Workspace, case: CaseId) -> str:
        """Return a case's label."""
        return workspace.query(CaseDetail(case=case)).number


def member_file(handles: tuple[str, ...] = HANDLES) -> MemberFile:
    """Return a member list as if it had been read."""
    rows = tuple(
        MemberRow(
            line=place,
            handle=handle,
            platform_id=f"wxid_{place:04d}",
            remark="",
            phone=None,
            joined_on=date(2026, 1, place),
            role="成员",
            tags=(),
        )
        for place, handle in enumerate(handles, start=1)
    )
    facts = TableFacts(sha256="0" * 64, encoding="utf-8", titles=(), header=())
    return MemberFile(facts=facts, rows=rows, repeats=(), problems=())


def assemble(root: Path, staff: Mapping[str, Role] = STAFF) -> Hearing:
    """Make the vault: staff, members, rules in force since the new year."""
    hearing = Hearing(site=Site(root=root))
    with hearing.site.created() as workspace:
        workspace.execute(
            PublishRulebook(
                book=load_template("reading_club"), effective_on=date(2026, 1, 1)
            )
        )
        for name, role in staff.items():
            enrol(workspace, name, role)
        workspace.execute(ImportMembers(file=member_file()))
        page = workspace.query(MemberPage())
        hearing.members = {line.handle: line.id for line in page.rows}
    return hearing


def hold(root: Path) -> Hearing:
    """Make the vault with three appeals: two of the moderator's decisions, one of
    the owner's; the first is the nearest to its deadline."""
    hearing = assemble(root)
    with hearing.site.opened(MODERATOR) as workspace:
        first = hearing.decide(workspace, HANDLES[0], severity=Severity.MEDIUM)
        hearing.site.clock.forward(hours=1)
        second = hearing.decide(workspace, HANDLES[1], "2.1", severity=Severity.HIGH)
        hearing.site.clock.forward(hours=2)
        hearing.appeal(workspace, first)
        hearing.site.clock.forward(hours=30)
        hearing.appeal(workspace, second)
    with hearing.site.opened(OWNER) as workspace:
        third = hearing.decide(workspace, HANDLES[2], "1.2")
        hearing.site.clock.forward(hours=3)
        hearing.appeal(workspace, third)
    return hearing
