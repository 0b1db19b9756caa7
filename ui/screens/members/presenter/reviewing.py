"""The reviews of a member whose points called for one: what is shown, and recording."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.errors import AppError
from app.ids import MemberId, MemberReviewId
from app.reviews.commands import ReviewMember
from app.reviews.queries import MemberReview
from app.staff.roles import Capability
from app.times import Clock
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.members.presenter.dossier import Dossier
from ui.screens.members.presenter.shown import member_name
from ui.screens.moments import exact, moment_text

_NOTE = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown:
    """A review there was.

    Attributes:
        points: that counted then, in words.
    """

    reviewer: str
    points: str
    note: str
    when: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewingShown:
    """Whether a review is due, and those there were.

    Attributes:
        due: since when one is due, in a sentence; empty if none is.
        about: what is to be done, or who does it.
        may_record: whether the person signed in can record one now.
        reviews: the newest first.
    """

    due: str
    about: str
    may_record: bool
    reviews: tuple[ReviewShown, ...]


class ReviewingView(Protocol):
    """What the presenter needs of the part under the points."""

    def show_reviewing(self, shown: ReviewingShown) -> None:
        """Show whether a review is due, and those there were."""
        ...

    def show_review_draft(self, text: str) -> None:
        """Put half-written text into the form; with some it opens."""
        ...

    def show_review_error(self, text: str) -> None:
        """Say under the note what is wrong; the text stays."""
        ...

    def close_review(self) -> None:
        """Empty the form and put it away."""
        ...


class ReviewingPresenter:
    """Shows a member's reviews and records one."""

    def __init__(
        self, view: ReviewingView, runner: Runner, host: Host, clock: Clock
    ) -> None:
        """Wire the part under the points."""
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._member: MemberId | None = None
        self._name = ""
        self._draft = Drafts(runner, _NOTE)

    def follow(self, dossier: Dossier) -> None:
        """Show the reviews of this member; half-written words come back."""
        profile = dossier.profile
        self._name = profile.handle
        if not profile.erased:
            self._name = member_name(profile.handle, profile.platform_id)
        shown = reviewing_shown(dossier, self._clock())
        self._view.show_reviewing(shown)
        if profile.id == self._member:
            return
        self._member = profile.id
        # What is half written of another member is none of this one's.
        self._view.show_review_draft("")
        self._draft.begin(_place(profile.id), self._on_recalled)

    def typed(self, text: str) -> None:
        """Keep what is being written."""
        self._draft.take({_NOTE: text})

    def record(self, note: str) -> None:
        """Record what the review found."""
        member, name = self._member, self._name
        if member is None:
            return

        def done(outcome: Outcome[MemberReviewId]) -> None:
            self._draft.clear(_place(member))
            if member == self._member:
                self._view.close_review()
            undo = outcome.undo
            self._host.toast(
                tr("The review of {member} is recorded", member=name),
                None if undo is None else lambda: self._undo(undo, member, note),
            )

        def failed(error: AppError) -> None:
            if member != self._member:
                self._host.toast(sentence(error))
                return
            self._view.show_review_error(sentence(error))

        self._runner.execute(ReviewMember(member=member, note=note), done, failed)

    def _undo(self, undo: Command[None], member: MemberId, note: str) -> None:
        def done(_: Outcome[None]) -> None:
            self._host.toast(tr("The review is taken back; its words are kept"))
            # They were somebody's work, and are likely to be put in order and used.
            self._draft.restore(_place(member), {_NOTE: note})
            if member == self._member:
                self._draft.begin(_place(member), self._on_recalled)

        def failed(error: AppError) -> None:
            self._host.toast(sentence(error))

        self._runner.execute(undo, done, failed)

    def _on_recalled(self) -> None:
        self._view.show_review_draft(self._draft.texts[_NOTE])


def reviewing_shown(dossier: Dossier, now: datetime) -> ReviewingShown:
    """Return whether a review is due, and those there were."""
    since = dossier.reviews.need.due_since
    there = not dossier.profile.erased
    may = there and dossier.may(Capability.REVIEW_DECISIONS)
    due = ""
    if since is not None and there:
        due = tr("Review due since {moment}", moment=moment_text(since, now))
    return ReviewingShown(
        due=due,
        about=tr(
            "The points that count have reached the threshold. Look at the sanctions"
            " and cases as a whole, and record what you found."
        )
        if may
        else tr("The points that count have reached the threshold; a lead reviews."),
        may_record=may and bool(due),
        reviews=tuple(_review(each, now) for each in dossier.reviews.reviews),
    )


def _review(review: MemberReview, now: datetime) -> ReviewShown:
    return ReviewShown(
        reviewer=review.reviewer,
        points=tr("at {points} points", points=review.points),
        note=review.note,
        when=moment_text(review.at, now),
        exact=exact(review.at),
    )


def _place(member: str) -> str:
    return f"member:{member}"
