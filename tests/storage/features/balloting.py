"""Ballots under way, for tests: who opens them, who votes."""

from datetime import timedelta
from typing import Any

import msgspec

from app.files.profiles import SurveyFile
from app.ids import BallotId, VoteId
from app.journal.event import Event
from app.revision.commands.ballots import (
    OpenBallot,
    RecordVote,
)
from app.revision.model.ballots import (
    Choice,
    Entitlement,
    Terms,
)
from app.revision.model.feedback import Way
from app.revision.queries.ballots import (
    BallotDetail,
    BallotView,
    VoteRow,
    VotesOf,
)
from app.times import DEFAULT_ZONE, local_day, to_ms
from tests.builders import BEGINNING
from tests.polled import polled
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    Stage,
)

TODAY = local_day(BEGINNING)
QUESTION = "第 3.2 条加一个提醒档，是否同意？"
WHY = "会让新人不敢说话。"
CHAT = ("Sender", "StrTime", "StrContent")


def terms(**changed: Any) -> Terms:
    base = Terms(
        quorum=50,
        threshold=60,
        blocks=0,
        closes_on=TODAY + timedelta(days=3),
        hidden=False,
        entitled_by=Entitlement.LISTED,
    )
    return msgspec.structs.replace(base, **changed)


def opened(stage: Stage, voters: int = 4, by: str = LEAD, **changed: Any) -> BallotId:
    """Have a ballot opened in which the first of `PEOPLE` may vote."""
    listed = tuple(person.platform_id for person in PEOPLE[:voters])
    command = OpenBallot(question=QUESTION, terms=terms(**changed), listed=listed)
    return stage.do(by, command)


def ballot_vote(
    stage: Stage, ballot: BallotId, at: int, choice: Choice, **more: Any
) -> RecordVote:
    return RecordVote(
        ballot=ballot,
        member=stage.member(at),
        choice=choice,
        way=Way.PRIVATE_MESSAGE,
        **more,
    )


def votes(stage: Stage, ballot: BallotId, *choices: Choice) -> list[VoteId]:
    """Have the first of `PEOPLE` vote, one after the other."""
    found: list[VoteId] = []
    for at, choice in enumerate(choices):
        stage.clock.forward(minutes=1)
        reason = WHY if choice is Choice.BLOCK else ""
        vote = ballot_vote(stage, ballot, at, choice, reason=reason)
        found.append(stage.do(MODERATOR, vote))
    return found


def view(stage: Stage, ballot: BallotId, name: str = OBSERVER) -> BallotView:
    return stage.ask(BallotDetail(ballot=ballot), name)


def rows(stage: Stage, ballot: BallotId, name: str = OBSERVER) -> list[VoteRow]:
    return [*stage.ask(VotesOf(ballot=ballot), name)]


def written(stage: Stage, *events: Event) -> None:
    """Write events past the commands, as another program could."""
    workspace = stage.sign_in(LEAD)
    session = workspace._session
    with session.store.transaction():
        done = session.journal.write(session.author, events, [], to_ms(stage.clock()))
    session.journal.adopt(done)


FOR, AGAINST, ABSTAIN, BLOCK = Choice


def chat(*messages: tuple[int | str, str], name: str = "s") -> SurveyFile:
    """Return messages of a chat, one a minute from the beginning on."""
    start = BEGINNING.astimezone(DEFAULT_ZONE)
    lines = [
        (
            who if isinstance(who, str) else PEOPLE[who].platform_id,
            f"{start + timedelta(minutes=n):%Y-%m-%d %H:%M:%S}",
            words,
        )
        for n, (who, words) in enumerate(messages)
    ]
    return polled(*lines, header=CHAT, name=name)
