"""The tab of motions over a vault, and motions in it."""

from datetime import timedelta

from app.ids import AmendmentId, MotionId
from app.revision.commands.amendments import DraftAmendment, SubmitAmendment
from app.revision.commands.ballots import CloseBallot, OpenBallot, RecordVote
from app.revision.commands.feedback import RecordFeedback
from app.revision.commands.motions import DraftMotion, OpenMotion
from app.revision.model.ballots import Choice, Entitlement, Terms
from app.revision.model.feedback import Stance, Way
from app.revision.model.motions import ChangeKind, ClauseChange
from app.rulebook.model import Bilingual
from app.rulebook.templates import load_template
from app.times import local_day
from app.workspace import Workspace
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.seen_revision import SeenMotions
from ui.screens.revision.motions.presenter.acting import ActsShown
from ui.screens.revision.motions.presenter.page import WritingShown
from ui.screens.revision.motions.presenter.shown import MotionShown
from ui.screens.revision.motions.presenter.whole import MotionsPresenter

TITLE = "第 3.2 条写明包括连麦"
WHY = "连麦已经是常用的聊天方式。"
BECAUSE = "说得更清楚，大家都同意。"


def _old() -> Bilingual:
    clause = load_template("reading_club").clause("3.2")
    assert clause is not None
    return clause.text


OLD = _old()

NEW = OLD.zh.replace("弹幕和", "弹幕、连麦和")


class Desk:
    """The tab's presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.workspace, self.hearing = workspace, hearing
        self.view, self.host = SeenMotions(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.counts: list[str] = []
        self.presenter = MotionsPresenter(
            self.view, self.runner, self.host, hearing.site.clock, self.counts.append
        )
        self.presenter.activated()

    @property
    def motion(self) -> MotionShown:
        assert self.view.motion is not None
        return self.view.motion

    @property
    def acts(self) -> ActsShown:
        assert self.view.acts is not None
        return self.view.acts

    @property
    def page(self) -> WritingShown:
        assert self.view.page is not None
        return self.view.page

    def write(self, title: str = TITLE, why: str = WHY, zh: str = NEW) -> None:
        """Fill in the page that is open; its first clause says this."""
        self.presenter.writing.write(title, why)
        self.presenter.writing.write_clause(self.page.blocks[0].key, {"zh": zh})

    def begin(self) -> None:
        """Write a motion about clause 3.2 down."""
        self.presenter.begin()
        self.presenter.writing.add("3.2")
        self.write()
        self.presenter.writing.submit()


def changed(zh: str = NEW) -> tuple[ClauseChange, ...]:
    text = Bilingual(zh=zh, en="")
    return (ClauseChange(kind=ChangeKind.CHANGE, clause="3.2", text=text),)


def proposed(hearing: Hearing, name: str = MODERATOR) -> MotionId:
    """Have a motion that is open for discussion, written down by somebody."""
    with hearing.site.opened(name) as workspace:
        said = RecordFeedback(
            clause="3.2", way=Way.DISCUSSION, stance=Stance.SUGGESTION, words="连麦呢？"
        )
        feedback = workspace.execute(said).value
        draft = DraftMotion(
            title=TITLE,
            clauses=changed(),
            why=WHY,
            feedback=(feedback,),
            author=hearing.members[HANDLES[0]],
        )
        motion = workspace.execute(draft).value
        workspace.execute(OpenMotion(motion=motion))
    return motion


def amended(hearing: Hearing, motion: MotionId, zh: str) -> AmendmentId:
    """Have an amendment that waits to be decided."""
    hearing.site.clock.forward(minutes=1)
    with hearing.site.opened(MODERATOR) as workspace:
        draft = DraftAmendment(motion=motion, clauses=changed(zh), why="更短")
        made = workspace.execute(draft).value
        workspace.execute(SubmitAmendment(amendment=made))
    return made


def balloted(hearing: Hearing, motion: MotionId, voters: int, quorum: int = 50) -> None:
    """Have a ballot held on a motion, in which so many vote for it."""
    today = local_day(hearing.site.clock())
    with hearing.site.opened(LEAD) as workspace:
        terms = Terms(
            quorum=quorum,
            threshold=60,
            blocks=0,
            closes_on=today + timedelta(days=1),
            hidden=False,
            entitled_by=Entitlement.ALL,
        )
        opened = OpenBallot(question="", terms=terms, motion=motion)
        ballot = workspace.execute(opened).value
        for handle in HANDLES[:voters]:
            vote = RecordVote(
                ballot=ballot,
                member=hearing.members[handle],
                choice=Choice.FOR,
                way=Way.MEETING,
            )
            workspace.execute(vote)
        hearing.site.clock.forward(days=2)
        workspace.execute(CloseBallot(ballot=ballot))
