"""One ballot as words, tones and icons: its terms, its count, the votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.revision.model.ballots import BallotState, Choice, Entitlement, Terms
from app.revision.queries.ballots import BallotLine, BallotView, VoteRow
from app.revision.rules.ballots import Result
from app.revision.wording import (
    came_late_text,
    choice_text,
    entitlement_text,
    hidden_text,
    outcome_text,
    vote_state_text,
    way_text,
    working_told,
)
from app.words import tr, trn
from ui.screens.cases.presenter.wording import handle_text
from ui.screens.moments import exact, moment_text
from ui.screens.revision.ballots.presenter.rows import (
    OUTCOMES,
    chip_of,
    choice_chip,
)
from ui.theme import Tone
from ui.widgets import ChipSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareShown:
    """How many voted one way.

    Attributes:
        count: how many; what nobody has cast stands last, in no tone.
    """

    text: str
    count: int
    tone: Tone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step of the counting.

    Attributes:
        text: a sentence with its figures.
        met: whether it is as a pass needs it.
    """

    text: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyShown:
    """How a ballot stands.

    Attributes:
        title: what it comes to, or would come to now.
        side: how many have voted, of how many.
        shares: by choice; empty while that is hidden.
        steps: the arithmetic.
        note: what else is to be known about the count.
    """

    title: str
    side: str
    tone: Tone
    icon: str
    shares: tuple[ShareShown, ...]
    steps: tuple[StepShown, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteShown:
    """A vote as it was witnessed.

    Attributes:
        chip: how; None while that is hidden.
        witnessed: channel, moment, who entered it.
        reason: in the member's words.
        state: empty where it counts.
        counts: whether it does.
    """

    id: str
    member: str
    handle: str
    chip: ChipSpec | None
    witnessed: str
    exact: str
    reason: str
    state: str
    counts: bool

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        choice = self.chip.text if self.chip else ""
        parts = (self.handle, choice, self.witnessed, self.reason, self.state)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotShown:
    """One ballot.

    Attributes:
        meta: the small line above the question.
        banner: what has to be done, or why nothing can be; empty for nothing.
        facts: label and value by turns.
        outcome: of one that is closed or cancelled, label and value by turns.
        votes: by member, the latest first.
        votes_title: how many there are.
        motion: whether it is about a motion.
    """

    id: str
    meta: str
    question: str
    chip: ChipSpec
    banner: str
    tally: TallyShown
    facts: tuple[tuple[str, str], ...]
    outcome: tuple[tuple[str, str], ...]
    votes: tuple[VoteShown, ...]
    votes_side: str
    motion: bool


def ballot_shown(
    view: BallotView, votes: Sequence[VoteRow], now: datetime
) -> BallotShown:
    """Return a ballot as the record shows it."""
    line = view.line
    opened = tr(
        "Opened by {name}, {moment}",
        name=line.opened_by,
        moment=moment_text(line.opened_at, now),
    )
    earlier = sum(not vote.counts and not vote.struck for vote in votes)
    return BallotShown(
        id=line.id,
        meta=opened,
        question=line.question,
        chip=chip_of(line),
        banner=_banner(view),
        tally=_tally(view),
        facts=_facts(line.terms, line.entitled),
        outcome=_outcome(line, now),
        votes=tuple(_vote(vote, now) for vote in votes),
        votes_side=trn(
            "{count} earlier vote kept", "{count} earlier votes kept", earlier
        )
        if earlier
        else "",
        motion=line.motion is not None,
    )


def _banner(view: BallotView) -> str:
    if view.line.state is not BallotState.OPEN or not view.is_over:
        return ""
    if view.taken >= view.line.entitled:
        return tr("Everybody has voted.")
    return tr("Its time is over. Votes cast in time can still be entered.")


def _facts(terms: Terms, entitled: int) -> tuple[tuple[str, str], ...]:
    who = entitlement_text(terms.entitled_by)
    if terms.entitled_by is Entitlement.JOINED_BEFORE and terms.joined_before:
        day = terms.joined_before.isoformat()
        who = tr("Members who joined before {day}", day=day)
    return (
        (tr("Quorum"), f"{terms.quorum} %"),
        (tr("To pass"), tr("{share} % for", share=terms.threshold)),
        (tr("Blocks borne"), str(terms.blocks)),
        (tr("Last day"), terms.closes_on.isoformat()),
        (tr("Who may vote"), tr("{who}: {count}", who=who, count=entitled)),
        (
            tr("Until closed"),
            tr("Nobody sees how it stands") if terms.hidden else tr("Seen by all"),
        ),
    )


def _outcome(line: BallotLine, now: datetime) -> tuple[tuple[str, str], ...]:
    if line.state is BallotState.OPEN:
        return ()
    ended = moment_text(line.closed_at, now) if line.closed_at else ""
    came_to = outcome_text(line.outcome) if line.outcome else chip_of(line).text
    changes = ""
    if line.outcome is not None and line.motion is not None:
        changes = _consequence(line)
    facts = (
        (tr("Outcome"), came_to),
        (tr("So"), changes),
        (tr("Ended on"), f"{ended} · {line.closed_by}" if ended else ""),
        (tr("Review on"), line.review_on.isoformat() if line.review_on else ""),
        (tr("Reason"), line.reason),
    )
    return tuple(fact for fact in facts if fact[1])


def _consequence(line: BallotLine) -> str:
    if chip_of(line).tone is Tone.OK:
        return tr("The motion can be taken up into the draft of the rules")
    return tr("The rules stay as they are")


def _tally(view: BallotView) -> TallyShown:
    line, result = view.line, view.result
    side = tr("{taken} of {entitled} voted", taken=view.taken, entitled=line.entitled)
    if result is None:
        return TallyShown(
            title=tr("Hidden until it is closed"),
            side=side,
            tone=Tone.NEUTRAL,
            icon="eye-slash",
            shares=_turnout(view.taken, line.entitled),
            steps=(),
            note=hidden_text(),
        )
    tone, icon = OUTCOMES[result.outcome]
    title = outcome_text(result.outcome)
    if line.state is BallotState.OPEN:
        title = tr("As it stands: {outcome}", outcome=title)
    return TallyShown(
        title=title,
        side=side,
        tone=tone,
        icon=icon,
        shares=_shares(result),
        steps=_steps(result, line.terms.blocks),
        note=came_late_text() if view.differs else "",
    )


def _turnout(taken: int, entitled: int) -> tuple[ShareShown, ...]:
    return (
        ShareShown(text=tr("Voted"), count=taken, tone=Tone.INFO),
        ShareShown(text=tr("Not voted"), count=entitled - taken, tone=None),
    )


def _shares(result: Result) -> tuple[ShareShown, ...]:
    count = result.tally
    cast = {
        Choice.FOR: count.in_favour,
        Choice.AGAINST: count.against,
        Choice.ABSTAIN: count.abstained,
        Choice.BLOCK: count.blocked,
    }
    shares = [
        ShareShown(text=choice_text(c), count=n, tone=choice_chip(c).tone)
        for c, n in cast.items()
    ]
    rest = max(0, count.entitled - count.taken)
    return (*shares, ShareShown(text=tr("Not voted"), count=rest, tone=None))


def _steps(result: Result, blocks: int) -> tuple[StepShown, ...]:
    count = result.tally
    met = (
        count.taken >= result.needed and count.entitled > 0,
        count.in_favour >= result.needed_for,
        count.blocked <= blocks,
    )
    told = working_told(result, blocks)
    return tuple(
        StepShown(text=text, met=each) for text, each in zip(told, met, strict=True)
    )


def _vote(vote: VoteRow, now: datetime) -> VoteShown:
    return VoteShown(
        id=vote.id,
        member=vote.member,
        handle=handle_text(vote.handle, known=True),
        chip=choice_chip(vote.choice) if vote.choice else None,
        witnessed=tr(
            "{way} · {moment} · entered by {name}",
            way=way_text(vote.way),
            moment=moment_text(vote.cast_at, now),
            name=vote.recorded_by,
        ),
        exact=exact(vote.cast_at),
        reason=vote.reason,
        state="" if vote.counts else vote_state_text(vote),
        counts=vote.counts,
    )
