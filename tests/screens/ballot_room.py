"""The tab of ballots over a vault, and ballots in it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.ids import BallotId
from app.revision.commands.ballots import OpenBallot
from app.revision.model.ballots import Choice, Entitlement, Terms
from app.revision.model.feedback import Way
from app.times import local_day
from app.workspace import Workspace
from tests.polled import csv_of
from tests.screens.hearing import Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_revision import FileHost, SeenBallots
from ui.screens.revision.ballots.presenter.opening import NewBallot
from ui.screens.revision.ballots.presenter.shown import BallotShown
from ui.screens.revision.ballots.presenter.whole import BallotsPresenter

QUESTION = "共读时段改到晚上九点"
WHY = "九点太晚，第二天还要上班"


class Desk:
    """The tab's presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.workspace, self.hearing = workspace, hearing
        self.view, self.host = SeenBallots(), FileHost()
        self.runner = ImmediateRunner(workspace)
        self.counts: list[str] = []
        self.presenter = BallotsPresenter(
            self.view, self.runner, self.host, hearing.site.clock, self.counts.append
        )
        self.presenter.activated()

    @property
    def ballot(self) -> BallotShown:
        assert self.view.ballot is not None
        return self.view.ballot

    def vote(
        self, handle: str, choice: Choice, reason: str = "", when: str = ""
    ) -> None:
        voting = self.presenter.voting
        voting.find(handle)
        voting.choose(choice.value)
        voting.submit(Way.MEETING.value, when, reason)


def opened(workspace: Workspace, hearing: Hearing, **other: object) -> BallotId:
    today = local_day(hearing.site.clock())
    terms: dict[str, object] = {
        "quorum": 50,
        "threshold": 60,
        "blocks": 0,
        "closes_on": today + timedelta(days=7),
        "hidden": False,
        "entitled_by": Entitlement.ALL,
    }
    command = OpenBallot(question=QUESTION, terms=Terms(**terms | other))  # type: ignore[arg-type]
    return workspace.execute(command).value


def chat(root: Path, *messages: tuple[str, str]) -> Path:
    path = root / "chat.csv"
    rows = [(who, "2026-11-02 17:00:30", words) for who, words in messages]
    header = ("Sender", "StrTime", "StrContent")
    path.write_bytes(csv_of(header, rows).encode("utf-8-sig"))
    return path


def form_of(desk: Desk, **other: object) -> NewBallot:
    usual = desk.view.opening.usual
    assert usual is not None
    return replace(usual, **other)  # type: ignore[arg-type]
