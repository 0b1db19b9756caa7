"""A small community on a list, for the tests of the members screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.files.cells import Problem
from app.files.member_list import MemberFile, MemberMerge, MemberRow
from app.files.problems import RowProblem
from app.files.tables import TableFacts
from app.ids import CaseId, MemberId
from app.members.commands import ImportMembers
from app.members.queries import MemberPage
from app.rulebook.commands import PublishRulebook
from app.rulebook.queries import Versions
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import HandClock, Site, enrol

LEAD = "林岚"
MODERATOR = "周叙"
OBSERVER = "唐禾"
REASON = "评论直接侮辱作者本人，属于所列的情形"

SEALED = MemberRow(
    1,
    "云上小鱼",
    "wx_cloud",
    "王小云",
    "13800138000",
    date(2024, 3, 11),
    "成员",
    ("老用户",),
)
DAMAGED = MemberRow(
    2,
    "=半山木作",
    "wx_hill",
    "",
    None,
    None,
    "管理员",
    (),
    (
        RowProblem("phone", Problem.DAMAGED),
        RowProblem("joined_on", Problem.UNREADABLE),
    ),
)


def listed(*rows: MemberRow, sha256: str = "0" * 64) -> MemberFile:
    """Return these rows as a list that has been read."""
    merge = MemberMerge()
    merge.add(rows)
    return merge.finish(TableFacts(sha256, "gb18030", ("成员名单",), ()))


def crowd(count: int) -> list[MemberRow]:
    """Return so many people of whom the list says little."""
    return [
        MemberRow(n + 10, f"成员{n:04}", f"wx_{n:04}", "", None, None, "成员", ())
        for n in range(count)
    ]


@dataclass(slots=True, kw_only=True)
class Window:
    """A host that remembers what it was asked."""

    toasts: list[str] = field(default_factory=list[str])
    opened: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    file: Path | None = None

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)

    def open_record(self, screen: str, record: str) -> None:
        self.opened.append((screen, record))

    def choose_file(self, title: str, filters: str) -> Path | None:
        return self.file

    def rekey(self) -> None:
        raise AssertionError

    def choose_save(self, title: str, suggested: str) -> Path | None:
        return None

    def copy(self, text: str) -> None:
        """Do nothing."""


@dataclass(slots=True, kw_only=True)
class IntakeWindow(Window):
    """A host with a form for new cases."""

    taken: list[str] = field(default_factory=list[str])

    def take_case(self, member: str) -> None:
        self.taken.append(member)


@dataclass(slots=True, kw_only=True)
class Roster:
    """A vault with members, rules and staff; one person is signed in.

    Attributes:
        crowd: how many people there are besides the two that are told of.
    """

    site: Site
    workspace: Workspace

    @classmethod
    def made(cls, root: Path, people: int = 0) -> "Roster":
        site = Site(root=root)
        workspace = site.create()
        book = load_template("reading_club")
        command = PublishRulebook(book=book, effective_on=date(2026, 1, 1))
        workspace.execute(command)
        for name, role in (
            (LEAD, Role.LEAD),
            (MODERATOR, Role.MODERATOR),
            (OBSERVER, Role.OBSERVER),
        ):
            enrol(workspace, name, role)
        rows = (SEALED, DAMAGED, *crowd(people))
        workspace.execute(ImportMembers(file=listed(*rows)))
        return cls(site=site, workspace=workspace)

    @property
    def clock(self) -> HandClock:
        return self.site.clock

    def become(self, name: str) -> None:
        """Sign in as somebody else."""
        self.workspace.close()
        self.workspace = self.site.open(name)

    def member(self, words: str) -> MemberId:
        """Return whom these words find."""
        return self.workspace.query(MemberPage(words=words)).rows[0].id

    def open_case(self, member: MemberId, quote: str) -> CaseId:
        """Open a case about a member."""
        command = OpenCase(
            member=member,
            subject_id="",
            channel=Channel.PATROL,
            quote=quote,
            occurred_at=self.clock.now,
        )
        return self.workspace.execute(command).value

    def decide(self, member: MemberId, quote: str, place: int = 0) -> CaseId:
        """Decide a case under a clause of the book; the holding window passes."""
        book = self.workspace.query(Versions())[0]
        clause = book.labels[place]
        case = self.open_case(member, quote)
        command = DecideCase(case=case, clause=clause.number, reason=REASON)
        self.workspace.execute(command)
        self.clock.forward(minutes=10)
        return case
