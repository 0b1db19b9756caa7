"""Who may do what: every command against every shipped role."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.acknowledgements.commands import (
    AcknowledgeFromFile,
    AcknowledgeRules,
    WithdrawAcknowledgements,
)
from app.acknowledgements.model import Way
from app.acknowledgements.said import Said
from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.approvals.commands import Approve, Propose, Reject, Withdraw
from app.approvals.events import SoleApproval
from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    RetractDecision,
    TakeCase,
    TriageCase,
)
from app.cases.commands.intake import ImportCases, OpenCase
from app.cases.model import Channel
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because
from app.errors import NotPermitted
from app.exports.commands import ReleaseReport
from app.exports.model import Tier
from app.features import HANDLERS, folder
from app.ids import (
    AppealId,
    CaseId,
    ConflictId,
    DraftId,
    HoldId,
    MemberReviewId,
    PersonId,
)
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberDetail
from app.notes.commands import AddNote
from app.reviews.commands import (
    AgreeWithDecision,
    ReturnDecision,
    ReviewMember,
    UndoMemberReview,
    UndoReview,
)
from app.revision.commands.takeover import TakeOver
from app.rulebook.commands import (
    BeginDraft,
    DiscardDraft,
    EditDraft,
    PublishRulebook,
    ReopenDraft,
)
from app.rulebook.model import Change, SanctionKind, Step
from app.rulebook.templates import load_template
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.staff.commands import (
    AdmitHeld,
    AdmitPerson,
    ChangePassphrase,
    ChangePerson,
    ChangeRoles,
    LinkStaff,
    MakeRecoverySheet,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SetPassphrase,
    SuspendPerson,
    UnlinkStaff,
)
from app.staff.queries import StaffList, WhoAmI
from app.staff.roles import SHIPPED_ROLES, Capability, Role
from app.times import local_day
from app.work import Command
from tests.builders import NEWS, OWNER, Site, passphrase
from tests.revised import motioned, rejected, revised
from tests.storage.features import revising
from tests.storage.features.in_force import in_force
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REASON,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
    complaint,
    complaints,
    copied,
    listed,
    row,
)

PEOPLE_OF = {
    Role.OWNER: OWNER,
    Role.LEAD: LEAD,
    Role.MODERATOR: MODERATOR,
    Role.OBSERVER: OBSERVER,
}
NEEDS: dict[type[Command[Any]], Capability | None] = {
    AdmitPerson: Capability.ADMIT_STAFF,
    ChangePerson: Capability.CHANGE_STAFF,
    SuspendPerson: Capability.CHANGE_STAFF,
    ReinstatePerson: Capability.CHANGE_STAFF,
    RemovePerson: Capability.REMOVE_STAFF,
    ReissueSlot: Capability.ADMIT_STAFF,
    ChangePassphrase: None,
    SetPassphrase: None,
    MakeRecoverySheet: Capability.RECOVER,
    ChangeRoles: Capability.CHANGE_ROLES,
    AdmitHeld: Capability.ADMIT_HELD,
    LinkStaff: Capability.LINK_STAFF,
    UnlinkStaff: Capability.LINK_STAFF,
    DeclareConflict: Capability.KEEP_CONFLICTS,
    EndConflict: Capability.KEEP_CONFLICTS,
    ImportMembers: Capability.IMPORT_MEMBERS,
    AcknowledgeRules: Capability.IMPORT_MEMBERS,
    AcknowledgeFromFile: Capability.IMPORT_MEMBERS,
    WithdrawAcknowledgements: Capability.IMPORT_MEMBERS,
    RevealIdentity: Capability.REVEAL,
    AddNote: Capability.WRITE_NOTES,
    PublishRulebook: Capability.PUBLISH_RULES,
    BeginDraft: Capability.DRAFT_RULES,
    EditDraft: Capability.DRAFT_RULES,
    DiscardDraft: Capability.DRAFT_RULES,
    ReopenDraft: Capability.DRAFT_RULES,
    OpenCase: Capability.OPEN_CASES,
    ImportCases: Capability.OPEN_CASES,
    TakeCase: Capability.DECIDE_CASES,
    ReleaseCase: Capability.DECIDE_CASES,
    TriageCase: Capability.DECIDE_CASES,
    DecideCase: Capability.DECIDE_CASES,
    RetractDecision: Capability.DECIDE_CASES,
    FileAppeal: Capability.FILE_APPEALS,
    RuleOnAppeal: Capability.RULE_APPEALS,
    ReleaseReport: Capability.RELEASE_EXPORTS,
    AgreeWithDecision: Capability.REVIEW_DECISIONS,
    ReturnDecision: Capability.REVIEW_DECISIONS,
    UndoReview: Capability.REVIEW_DECISIONS,
    **revising.NEEDED,
    ReviewMember: Capability.REVIEW_DECISIONS,
    UndoMemberReview: Capability.REVIEW_DECISIONS,
    ChangeSetting: Capability.CHANGE_SETTINGS,
    EraseMembers: Capability.ERASE,
    PlaceHold: Capability.ERASE,
    LiftHold: Capability.ERASE,
}
OF_PROPOSALS: set[type[Command[Any]]] = {Propose, Approve, Reject, Withdraw}
"""They ask for what the command needs that is proposed; see test_approvals."""


class Ready:
    """A vault in which every command has something to act on.

    Attributes:
        waiting: an open case.
        sanctioned: a case the second lead decided, its appeal open.
        appeal: that appeal.
        undoable: a case the second lead decided a moment ago.
        reviewed: a decision of the second moderator that waits for a lead.
        seen: the second lead's review of a member.
        linked: somebody who is a member too.
        conflict: what is entered about them.
        hold: a hold on a member.
        revision: of the rules, under way.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        stage = Stage(site)
        self.waiting: CaseId = stage.opened(0)
        self.sanctioned: CaseId = stage.opened(1)
        stage.decided(self.sanctioned, by=SECOND_LEAD)
        self.appeal: AppealId = stage.do(SECOND_LEAD, self._appeal(self.sanctioned))
        self.appealable: CaseId = stage.opened(2)
        stage.decided(self.appealable, by=SECOND_LEAD)
        self.reviewed = stage.decided(stage.opened(4), by=SECOND).id
        heavy = Step(kind=SanctionKind.MUTE, days=3, points=9)
        for at in (10, 11):
            stage.sanctioned(at, by=SECOND, step=heavy, deviation_reason=REASON)
        seen = ReviewMember(member=stage.member(11), note=REASON)
        self.seen: MemberReviewId = stage.do(SECOND_LEAD, seen)
        kept = PlaceHold(member=stage.member(8), reason="警方来函")
        self.hold: HoldId = stage.do(SECOND_LEAD, kept)
        book = load_template("reading_club")
        seen = AcknowledgeRules(
            version=in_force(stage), members=(stage.member(7),), way=Way.GROUP
        )
        stage.do(SECOND_LEAD, seen)
        self.draft: DraftId = stage.do(SECOND_LEAD, BeginDraft(book=book))
        self.undoable = stage.decided(stage.opened(3), by=SECOND_LEAD, wait=False)
        self.linked: PersonId = stage.person(SECOND)
        stage.link(SECOND, 5)
        entered = DeclareConflict(
            person=self.linked,
            about=About.MEMBER,
            target=stage.member(6),
            reason="亲属",
        )
        self.conflict: ConflictId = stage.do(SECOND_LEAD, entered)
        begun = revised(stage.sign_in(SECOND_LEAD))
        self.revision = motioned(stage.sign_in(MODERATOR), begun)
        rejected(stage.sign_in(SECOND_LEAD), self.revision.rejected)
        stage.leave()

    def _appeal(self, case: CaseId) -> FileAppeal:
        return FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")

    def command(self, kind: type[Command[Any]], stage: Stage) -> Command[Any]:
        """Return a command that would succeed for whoever may."""
        phone = next(at for at, person in enumerate(PEOPLE) if person.phone)
        people = {each.name: each.id for each in stage.ask(StaffList())}
        mine, theirs = people[LEAD], people[OBSERVER]
        tomorrow = local_day(stage.clock()) + timedelta(days=1)
        voter = stage.ask(MemberDetail(member=self.revision.voter)).platform_id
        made: dict[type[Command[Any]], Command[Any]] = {
            AdmitPerson: AdmitPerson(
                name="方远", passphrase=passphrase("方远"), role=Role.OBSERVER
            ),
            ChangePerson: ChangePerson(person=theirs, role=Role.LEAD),
            SuspendPerson: SuspendPerson(person=theirs),
            ReinstatePerson: ReinstatePerson(person=theirs),
            RemovePerson: RemovePerson(person=theirs),
            ReissueSlot: ReissueSlot(person=theirs, passphrase=passphrase("新的")),
            ChangePassphrase: ChangePassphrase(
                old=passphrase(stage.ask(WhoAmI()).me.name), new=passphrase("新的")
            ),
            SetPassphrase: SetPassphrase(new=passphrase("新的")),
            MakeRecoverySheet: MakeRecoverySheet(),
            ChangeRoles: ChangeRoles(roles=SHIPPED_ROLES, duties={}),
            AdmitHeld: AdmitHeld(commits=(bytes(32),)),
            LinkStaff: LinkStaff(person=mine, member=stage.member(0)),
            UnlinkStaff: UnlinkStaff(person=self.linked, member=stage.member(5)),
            DeclareConflict: DeclareConflict(
                person=self.linked,
                about=About.CASE,
                target=self.waiting,
                reason="曾是同事",
            ),
            EndConflict: EndConflict(conflict=self.conflict),
            ImportMembers: ImportMembers(file=listed([row("wx_new", "新")])),
            AcknowledgeRules: AcknowledgeRules(
                version=in_force(stage), members=(stage.member(0),), way=Way.GROUP
            ),
            AcknowledgeFromFile: AcknowledgeFromFile(
                version=in_force(stage),
                said=(Said(line=2, who=PEOPLE[1].platform_id),),
                way=Way.SURVEY,
            ),
            WithdrawAcknowledgements: WithdrawAcknowledgements(
                version=in_force(stage), members=(stage.member(7),)
            ),
            RevealIdentity: RevealIdentity(
                member=stage.member(phone), reason="核对名单"
            ),
            AddNote: AddNote(subject=self.waiting, text="一句"),
            PublishRulebook: PublishRulebook(
                book=load_template("reading_club"),
                effective_on=tomorrow,
                changes=NEWS,
            ),
            BeginDraft: BeginDraft(book=load_template("reading_club")),
            EditDraft: EditDraft(draft=self.draft, change=Change(title=NEWS)),
            DiscardDraft: DiscardDraft(draft=self.draft),
            ReopenDraft: ReopenDraft(draft=self.draft),
            OpenCase: OpenCase(
                member=stage.member(0),
                subject_id="",
                channel=Channel.PATROL,
                quote="一句",
            ),
            ImportCases: ImportCases(file=complaints(complaint("wx_a"))),
            TakeCase: TakeCase(case=self.waiting),
            ReleaseCase: ReleaseCase(case=self.waiting),
            TriageCase: TriageCase(case=self.waiting, clause="3.2"),
            DecideCase: DecideCase(case=self.waiting, clause="3.2", reason=REASON),
            RetractDecision: RetractDecision(
                case=self.undoable.case, decision=self.undoable.id
            ),
            FileAppeal: self._appeal(self.appealable),
            RuleOnAppeal: RuleOnAppeal(
                appeal=self.appeal, ruling=Ruling.UPHELD, reply=REPLY
            ),
            ReleaseReport: ReleaseReport(
                place=Path("report.csv"), tier=Tier.CONTROLLED, purpose="季度公开"
            ),
            AgreeWithDecision: AgreeWithDecision(decision=self.reviewed),
            ReturnDecision: ReturnDecision(decision=self.reviewed, note=REASON),
            UndoReview: UndoReview(decision=self.reviewed),
            **revising.commands(self.revision, self.appeal, tomorrow, voter),
            ReviewMember: ReviewMember(member=stage.member(10), note=REASON),
            UndoMemberReview: UndoMemberReview(review=self.seen),
            ChangeSetting: ChangeSetting(setting=Setting.BACKUP_DAYS, value=90),
            EraseMembers: EraseMembers(
                members=(stage.member(9),), because=Because.REQUEST
            ),
            PlaceHold: PlaceHold(member=stage.member(9), reason="警方来函"),
            LiftHold: LiftHold(hold=self.hold),
        }
        return made[kind]


@pytest.fixture(scope="module")
def ready(founded_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    return Ready(copied(founded_site, tmp_path_factory.mktemp("ready")))


@pytest.fixture
def copy(ready: Ready, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(copied(ready.site, tmp_path))
    yield stage
    stage.leave()


# What a command asks for besides, because it writes in another feature's things.
ALSO: dict[type[Any], set[Capability]] = {TakeOver: {Capability.DRAFT_RULES}}

# What stops even those who may, in that vault; nothing stops the others.
STOPPED = {
    ReleaseCase: "case_not_yours",
    RetractDecision: "undo_only_own",
    ReleaseReport: "export_gates_failed",
    ReinstatePerson: "not_suspended",
    AdmitHeld: "not_admissible",
    PublishRulebook: "second_person_needed",
    BeginDraft: "draft_open",
    ReopenDraft: "draft_open",
    UndoReview: "undo_no_longer_possible",
    UndoMemberReview: "undo_only_own_review",
    EraseMembers: "second_person_needed",
}


def test_every_command_is_here():
    assert set(NEEDS) | OF_PROPOSALS == set(HANDLERS)


@pytest.mark.parametrize("role", SHIPPED_ROLES, ids=str)
@pytest.mark.parametrize("kind", NEEDS, ids=lambda kind: kind.__name__)
def test_a_command_is_for_those_who_hold_its_capability(
    ready: Ready, copy: Stage, kind: type[Command[Any]], role: Role
):
    name = PEOPLE_OF[role]
    copy.sign_in(name)
    command = ready.command(kind, copy)
    if NEEDS[kind] not in {None, *SHIPPED_ROLES[role]}:
        problem = copy.refused(name, command)
        assert isinstance(problem, NotPermitted)
        assert problem.code == "not_permitted"
        return
    if kind in STOPPED:
        assert copy.refusal(name, command) == STOPPED[kind]
        return
    copy.do(name, command)
    # What it wrote needs this very capability, so a feature cannot lend another's.
    kinds = copy.sign_in(name)._session.store.sql(
        "SELECT DISTINCT kind FROM journal_event WHERE commit_id ="
        " (SELECT max(id) FROM journal_commit)"
    )
    needed = {
        folder().vocabulary.requirement(found)
        for (found,) in kinds
        if found != SoleApproval.kind
    }
    own = None if kind is ChangeRoles else NEEDS[kind]
    assert needed - ALSO.get(kind, set()) == {own}
