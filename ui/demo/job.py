"""The whole job, once, on made-up people: what a team does in a few weeks."""

import random
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealsOf
from app.approvals.commands import Propose
from app.cases.commands.deciding import DecideCase, TakeCase, TriageCase
from app.cases.commands.intake import ImportCases
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CaseLine, CasePage, Queue
from app.cases.queries.sanctions import ProposalFor
from app.errors import NotPermitted
from app.exports.commands import ReleaseReport
from app.exports.model import Tier
from app.files.profiles import read_complaints, read_members
from app.files.sample import (
    SampleComplaint,
    SamplePerson,
    complaints_csv,
    make_complaints,
    make_people,
    members_csv,
)
from app.ids import PersonId
from app.members.commands import ImportMembers
from app.members.queries import MemberDetail, MemberPage
from app.notes.commands import AddNote
from app.rulebook.commands import BeginDraft, EditDraft, PublishRulebook
from app.rulebook.model import SanctionKind, Severity, Step, change_between
from app.rulebook.queries import Versions, VersionText
from app.rulebook.templates import load_template
from app.staff.commands import AdmitPerson, LinkStaff
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.verification import Report
from app.words import tr
from app.workspace import SUFFIX, Credentials, Surroundings, Workspace
from ui.demo.hearing import answer, hear
from ui.demo.revising import REVISED, revised
from ui.demo.voting import propose, vote

COMMUNITY = "雨林读书会"
OWNER, LEAD, MODERATOR = "许知行", "林岚", "周叙"
RULES_KNOWN_SINCE = date(2026, 1, 1)

_PEOPLE = 1200
_REPEATS = 12
_COMPLAINTS = 400
_BEGINNING = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
_WEEKS = 7
_LEFT_TO_TRIAGE = 20
_LEFT_TO_DECIDE = 14
_NO_VIOLATION = 0.3
_AGAIN_EVERY = 4

_REASONS = {
    True: (
        "原话指向具体成员，属于条文所列的情形；已核对前后十条消息。",
        "内容与举报一致，上下文没有减轻的情节，按阶梯处理。",
        "当事成员确认是本人所发，属于条文禁止的例子。",
    ),
    False: (
        "批评的是观点，没有指向个人，不在条文所列之内。",
        "核对了上下文，是引用书中原文，不成立。",
        "玩笑双方都认可，没有证据显示冒犯了他人。",
    ),
}
_STATEMENT = "那段话是书里的原句，我只是抄下来讨论，没有针对任何人。希望撤销。"
_REPLY = "核对原书第 42 页，确为引文；原决定没有查看上下文，予以撤销。"
_LASTING = "三周内第四次私信骚扰同一人，提醒和禁言都没有用。"
_NOTE = "先看了前后二十条消息：起因是对译本的争论，没有旧怨。"


@dataclass(slots=True)
class StoryClock:
    """The story's own time; it moves on when it is told to."""

    now: datetime = _BEGINNING

    def __call__(self) -> datetime:
        """Tell the moment."""
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@dataclass(slots=True, kw_only=True)
class Story:
    """What the demonstration leaves behind.

    Attributes:
        vault: the folder.
        report: the anonymised report.
        highlights: records worth a picture, by screen; a further one of the same
            screen has its own name behind it ("revision-ballots").
        passphrases: of the made-up people, by sign-in name.
        check: what `verify` found.
        rebuilt_equal: whether a rebuild gave the very same tables.
    """

    vault: Path
    report: Path
    clock: StoryClock
    passphrases: dict[str, str] = field(repr=False)
    check: Report | None = None
    rebuilt_equal: bool = False
    highlights: dict[str, str] = field(default_factory=dict)


def tell(out: Path, say: Callable[[str], None]) -> Story:
    """Do the job and leave vault and report in a folder.

    Args:
        out: the folder; what an earlier demonstration left there is replaced.
        say: told each step in words.
    """
    out.mkdir(parents=True, exist_ok=True)
    story = Story(
        vault=out / f"{COMMUNITY}{SUFFIX}",
        report=out / "执行情况-受控.csv",
        clock=StoryClock(),
        passphrases={
            name: "-".join(secrets.token_hex(2) for _ in range(6))
            for name in (OWNER, LEAD, MODERATOR)
        },
    )
    shutil.rmtree(story.vault, ignore_errors=True)
    _Teller(story, out, say).tell()
    return story


class _Teller:
    def __init__(self, story: Story, out: Path, say: Callable[[str], None]) -> None:
        self._story, self._out, self._say = story, out, say
        self._around = Surroundings(clock=story.clock, markers=out / "markers")
        self._chance = random.Random(7)  # noqa: S311 - a made-up story, no secret
        # Not every computer has a font with emoji; the pictures must show no boxes.
        self._people = tuple(map(_plain, make_people(_PEOPLE)))
        self._complaints = make_complaints(self._people, _COMPLAINTS)
        self._decided = 0
        self._sanctioned: dict[str, str] = {}

    def tell(self) -> None:
        self._found()
        with self._as(MODERATOR) as desk:
            self._take_in_members(desk)
        with self._as(LEAD) as desk:
            self._link(desk)
        with self._as(MODERATOR) as desk:
            for week in range(1, _WEEKS + 1):
                self._live_a_week(desk, week)
            self._say(tr("{count} cases decided", count=self._decided))
            appealed = self._appeal(desk)
            self._propose(desk)
            heard = hear(desk, lambda: self._story.clock.forward(minutes=9))
            motions = propose(desk, self._story.clock)
        with self._as(LEAD) as desk:
            self._rule(desk, appealed)
            self._report(desk)
            self._story.highlights["revision"] = f"feedback:{answer(desk)}"
            self._say(tr("{count} pieces of feedback heard", count=heard))
            self._story.highlights |= vote(desk, motions, self._story.clock)
            self._say(tr("{count} motions voted on", count=len(motions)))
            self._draft(desk)
            self._prove(desk)

    @contextmanager
    def _as(self, name: str) -> Generator[Workspace]:
        who = Credentials(name=name, passphrase=self._story.passphrases[name])
        workspace = Workspace.open(self._story.vault, who, surroundings=self._around)
        with closing(workspace):
            yield workspace

    def _found(self) -> None:
        words = self._story.passphrases
        owner = Credentials(name=OWNER, passphrase=words[OWNER])
        workspace = Workspace.create(
            self._story.vault,
            community=COMMUNITY,
            owner=owner,
            surroundings=self._around,
        )
        with closing(workspace):
            # Alone in the vault, she publishes alone; the journal says so.
            book = load_template("reading_club")
            publish = PublishRulebook(book=book, effective_on=RULES_KNOWN_SINCE)
            workspace.execute(publish)
            for name, role in ((LEAD, Role.LEAD), (MODERATOR, Role.MODERATOR)):
                enrol = AdmitPerson(name=name, passphrase=words[name], role=role)
                workspace.execute(enrol)
        self._say(tr("Vault made, rules published, three people enrolled"))

    def _take_in_members(self, desk: Workspace) -> None:
        members = self._out / "成员名单.csv"
        repeated = self._people[40 : 40 + _REPEATS]
        members.write_bytes(members_csv(self._people, repeated))
        result = desk.execute(ImportMembers(file=read_members(members))).value
        self._say(
            tr(
                "{added} members imported, {repeats} repeats merged,"
                " {damaged} damaged phones flagged",
                added=result.added,
                repeats=result.repeats,
                damaged=result.damaged_phones,
            )
        )

    def _link(self, desk: Workspace) -> None:
        me = desk.query(MemberPage(limit=40)).rows[-1].id
        desk.execute(LinkStaff(person=self._moderator(desk), member=me))
        self._say(tr("A person of the team linked to a member"))

    def _moderator(self, desk: Workspace) -> PersonId:
        return next(p.id for p in desk.query(StaffList()) if p.name == MODERATOR)

    def _live_a_week(self, desk: Workspace, week: int) -> None:
        monday = _BEGINNING + timedelta(weeks=week)
        since = monday - timedelta(weeks=1)
        self._story.clock.now = monday
        batch = [c for c in self._complaints if since <= c.reported_at < monday]
        if week == _WEEKS:
            batch = self._with_repetition(batch)
        place = self._out / f"举报-第{week}周.csv"
        place.write_bytes(complaints_csv(batch))
        result = desk.execute(ImportCases(file=read_complaints(place))).value
        self._say(
            tr(
                "{opened} cases opened, {unknown} about people not on the list",
                opened=result.opened,
                unknown=result.unknown,
            )
        )
        waiting = self._all(desk, Queue.TRIAGE)
        kept = _LEFT_TO_TRIAGE + _LEFT_TO_DECIDE if week == _WEEKS else 0
        for line in waiting[kept:]:
            self._story.clock.forward(minutes=self._chance.choice((2, 3, 5)))
            self._decided += self._decide(desk, line)
        for line in waiting[_LEFT_TO_TRIAGE:kept]:
            self._story.clock.forward(minutes=2)
            self._prepare(desk, line)

    def _with_repetition(self, batch: list[SampleComplaint]) -> list[SampleComplaint]:
        """Let some people do the same thing again, for the ladder to count."""
        return [
            replace(each, subject=self._sanctioned.get(each.reason, each.subject))
            if at % _AGAIN_EVERY == 0
            else each
            for at, each in enumerate(batch)
        ]

    def _all(self, desk: Workspace, queue: Queue) -> Sequence[CaseLine]:
        return desk.query(CasePage(queue=queue, limit=_COMPLAINTS)).rows

    def _decide(self, desk: Workspace, line: CaseLine) -> int:
        guilty = self._chance.random() >= _NO_VIOLATION
        command = DecideCase(
            case=line.id,
            clause=line.clause if guilty else None,
            reason=self._chance.choice(_REASONS[guilty]),
        )
        try:
            desk.execute(command)
        except NotPermitted:
            # The moderator is this very member: somebody else has to decide.
            return 0
        case = desk.query(CaseDetail(case=line.id))
        if guilty and case.member is not None:
            member = desk.query(MemberDetail(member=case.member))
            if len(member.sealed) == 2:  # noqa: PLR2004 - phone and remark
                self._sanctioned[case.complaint] = member.platform_id
        return 1

    def _prepare(self, desk: Workspace, line: CaseLine) -> None:
        try:
            desk.execute(TakeCase(case=line.id))
        except NotPermitted:
            return
        desk.execute(TriageCase(case=line.id, clause=line.clause or "3.2"))
        desk.execute(AddNote(subject=line.id, text=_NOTE))
        member = desk.query(CaseDetail(case=line.id)).member
        ladder = desk.query(ProposalFor(case=line.id, clause=line.clause or "3.2"))
        if member and ladder.proposal.counted and not self._story.highlights:
            # The case whose ladder counts something tells most in a picture.
            self._story.highlights = {"cases": line.id, "members": member}

    def _appeal(self, desk: Workspace) -> Sequence[CaseLine]:
        sanctioned = [
            line
            for line in self._all(desk, Queue.DECIDED)
            if line.known and line.outcome and line.outcome.value in {"warning", "mute"}
        ][:4]
        self._story.clock.forward(minutes=30)
        for line in sanctioned:
            desk.execute(
                FileAppeal(
                    case=line.id,
                    channel=Channel.PRIVATE_MESSAGE,
                    statement=_STATEMENT,
                )
            )
        self._say(tr("{count} appeals recorded", count=len(sanctioned)))
        return sanctioned

    def _propose(self, desk: Workspace) -> None:
        """Leave a removal for the lead to approve."""
        shown = self._story.highlights.get("cases")
        line = next(
            line
            for line in self._all(desk, Queue.MINE)
            if line.known and line.clause and line.id != shown
        )
        removal = DecideCase(
            case=line.id,
            clause=line.clause,
            severity=Severity.HIGH,
            step=Step(kind=SanctionKind.REMOVAL, points=4),
            reason=_REASONS[True][0],
            deviation_reason=_LASTING,
        )
        desk.execute(Propose(command=removal))
        self._say(tr("A removal submitted for a second person's approval"))

    def _rule(self, desk: Workspace, appealed: Sequence[CaseLine]) -> None:
        appeal = desk.query(AppealsOf(case=appealed[0].id))[0]
        self._story.clock.forward(minutes=50)
        desk.execute(
            RuleOnAppeal(appeal=appeal.id, ruling=Ruling.OVERTURNED, reply=_REPLY)
        )
        self._say(tr("One appeal overturned; the sanction counts no longer"))

    def _report(self, desk: Workspace) -> None:
        released = desk.execute(
            ReleaseReport(
                place=self._story.report,
                tier=Tier.CONTROLLED,
                purpose="演示：秋季执行情况",
                with_running_month=True,
            )
        ).value
        self._say(
            tr(
                "Report written: {shown} figures shown, {withheld} withheld",
                shown=released.shown,
                withheld=released.withheld,
            )
        )

    def _draft(self, desk: Workspace) -> None:
        """Leave a draft of the next version: a clause, an example, a cell."""
        (version,) = desk.query(Versions())
        found = desk.query(VersionText(version=version.id))
        if found is None:
            return
        draft = desk.execute(BeginDraft(book=found.book, base=version.id)).value
        change = change_between(found.book, revised(found.book))
        desk.execute(EditDraft(draft=draft, change=change))
        self._story.highlights["rulebook"] = f"draft:{REVISED}"
        self._say(tr("A draft of the next version of the rules begun"))

    def _prove(self, desk: Workspace) -> None:
        before = desk.digests()
        desk.rebuild()
        self._story.rebuilt_equal = desk.digests() == before
        self._story.check = desk.verify()
        self._say(
            tr(
                "{commits} commits and {events} events verified, rebuilt the same",
                commits=self._story.check.commits,
                events=self._story.check.events,
            )
            if self._story.check.sound and self._story.rebuilt_equal
            else tr("The check found something wrong")
        )


def _plain(person: SamplePerson) -> SamplePerson:
    return replace(
        person,
        handle=_without_emoji(person.handle),
        listed_handle=_without_emoji(person.listed_handle),
    )


def _without_emoji(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in {"So", "Cn"})
