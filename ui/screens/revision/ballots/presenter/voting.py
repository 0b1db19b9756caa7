"""Entering votes by hand, one after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final, Protocol

from app.errors import AppError, NotFound, NotPermitted
from app.files.cells import moment
from app.ids import VoteId
from app.revision.commands.ballots import RecordVote
from app.revision.model.ballots import BallotState, Choice
from app.revision.model.feedback import Way
from app.revision.queries.ballots import BallotLine
from app.revision.wording import choice_text
from app.times import DEFAULT_ZONE, Clock, local_day
from app.words import mark, sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.finding import Match, MemberFinding
from ui.screens.host import Host
from ui.screens.revision.ballots.presenter.rows import CHOICES
from ui.widgets import Choice as Card


class Field(StrEnum):
    """Where an error can stand; `FORM` is the form as a whole."""

    FORM = "form"
    MEMBER = "member"
    CHOICE = "choice"
    WHEN = "when"
    REASON = "reason"


WRITTEN: Final = ("member", "choice", "when", "reason")
"""What is kept of a vote that is half entered."""

_FIELDS: Final = {
    "member_not_found": Field.MEMBER,
    "vote_not_entitled": Field.MEMBER,
    "vote_known": Field.MEMBER,
    "vote_block_reason": Field.REASON,
    "text_too_long": Field.REASON,
    "vote_outside": Field.WHEN,
    "vote_ahead": Field.WHEN,
    "ballot_closed": Field.FORM,
    "ballot_cancelled": Field.FORM,
    "ballot_not_found": Field.FORM,
    "not_permitted": Field.FORM,
}
_HINTS: Final = {
    Choice.FOR: mark("Agrees with it"),
    Choice.AGAINST: mark("Disagrees"),
    Choice.ABSTAIN: mark("Quorum alone"),
    Choice.BLOCK: mark("Stops it, with a reason"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteForm:
    """The form under a ballot.

    Attributes:
        blocked: why nothing can be entered now; empty if it can.
        choices: how one can vote.
        chosen: the key of a choice, or nothing.
    """

    blocked: str
    choices: tuple[Card, ...]
    chosen: str


class VotingView(Protocol):
    """What the form asks of the widgets."""

    def show_voting(self, form: VoteForm | None) -> None: ...
    def show_vote(self, texts: Mapping[str, str]) -> None: ...
    def show_matches(self, matches: Sequence[Match]) -> None: ...
    def show_member(self, member: Match | None) -> None: ...
    def show_vote_error(self, field: Field, text: str) -> None: ...
    def focus_member(self) -> None: ...


class VotingPresenter:
    """Enters one vote after another into the open ballot."""

    def __init__(
        self, view: VotingView, runner: Runner, host: Host, clock: Clock
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._line: BallotLine | None = None
        self._busy = False
        self._drafts = Drafts(runner, *WRITTEN)
        self._finding = MemberFinding(
            runner,
            offered=view.show_matches,
            chosen=view.show_member,
            failed=self._on_failed,
        )

    def open(self, line: BallotLine, *, may_write: bool) -> None:
        """Turn to a ballot; what is half entered in it comes back."""
        if line.state is not BallotState.OPEN or not may_write:
            self.close()
            return
        known = self._line is not None and self._line.id == line.id
        self._line = line
        if not known:
            self._busy = False
            self._blank()
            self._drafts.begin(f"ballot:{line.id}:vote", self._on_recalled)
        self._show()

    def close(self) -> None:
        """Show no form; what was half entered stays on the desk."""
        self._drafts.put_away()
        self._line = None
        self._view.show_voting(None)

    def find(self, words: str) -> None:
        """Somebody types whose vote it is."""
        self._drafts.change("member", words)
        self._finding.typed(words)

    def choose_member(self, member: str) -> None:
        """This is whose vote it is."""
        self._finding.choose(member)

    def choose(self, key: str) -> None:
        """This is how they vote."""
        if self._line is not None and not self._busy:
            self._drafts.change("choice", Choice(key).value)
            self._drafts.keep()
            self._view.show_vote_error(Field.CHOICE, "")
            self._show()

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half entered."""
        self._drafts.take(texts)

    def submit(self, way: str, when: str, reason: str) -> None:
        """Enter the vote.

        Args:
            way: code of how it came.
            when: when it was cast, `2026-11-05` or `2026-11-05 18:00`; empty for now.
            reason: why; a block needs it.
        """
        line = self._line
        if line is None or self._busy:
            return
        self._drafts.take({"when": when, "reason": reason})
        command = self._command(line, Way(way), when, reason)
        if command is None:
            return
        self._busy = True
        self._show()
        handle = self._finding.member.handle if self._finding.member else ""
        told = tr("{handle}: {choice}", handle=handle, choice=self._choice_word())
        self._runner.execute(
            command,
            lambda outcome: self._on_entered(line, told, outcome),
            self._on_failed,
        )

    def _command(
        self, line: BallotLine, way: Way, when: str, reason: str
    ) -> RecordVote | None:
        """Return what is to be done; None where something is missing, which is told."""
        member, choice = self._finding.member, self._drafts.texts["choice"]
        if member is None:
            problem = sentence(NotFound("member_not_found"))
            self._view.show_vote_error(Field.MEMBER, problem)
            return None
        if not choice:
            problem = tr("Choose how the member votes.")
            self._view.show_vote_error(Field.CHOICE, problem)
            return None
        cast_at, problem = self._cast_at(when)
        if problem:
            self._view.show_vote_error(Field.WHEN, problem)
            return None
        return RecordVote(
            ballot=line.id,
            member=member.id,
            choice=Choice(choice),
            way=way,
            cast_at=cast_at,
            reason=reason,
        )

    def _cast_at(self, when: str) -> tuple[datetime | None, str]:
        """Return when a vote was cast, and what is wrong with what was typed.

        A day alone is its last moment; today, and nothing, is now.
        """
        text = when.strip()
        if not text:
            return None, ""
        found = moment(text)
        if found is None:
            return None, tr("Write the day like 2026-11-22, or 2026-11-22 18:00.")
        day = local_day(found)
        if len(text) > len(day.isoformat()):
            return found, ""
        if day == local_day(self._clock()):
            return None, ""
        return datetime.combine(day, time(23, 59), DEFAULT_ZONE), ""

    def _choice_word(self) -> str:
        return choice_text(Choice(self._drafts.texts["choice"]))

    def _on_entered(
        self, line: BallotLine, told: str, outcome: Outcome[VoteId]
    ) -> None:
        self._busy = False
        back = outcome.undo
        self._host.toast(told, (lambda: self._take_back(back)) if back else None)
        if self._line is None or self._line.id != line.id:
            return
        self._drafts.clear(f"ballot:{line.id}:vote")
        self._blank()
        self._show()
        self._view.focus_member()

    def _take_back(self, command: Command[None]) -> None:
        self._runner.execute(command, lambda _outcome: None, self._on_failed)

    def _blank(self) -> None:
        self._finding.typed("")
        self._view.show_vote(dict.fromkeys(WRITTEN, ""))

    def _on_recalled(self) -> None:
        texts = self._drafts.texts
        if texts["choice"] not in set(Choice):
            self._drafts.change("choice", "")
        self._view.show_vote(texts)
        self._finding.typed(texts["member"])
        self._show()

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        # Whoever is involved with the member is told so beside the name.
        other = Field.MEMBER if isinstance(error, NotPermitted) else Field.FORM
        self._show()
        self._view.show_vote_error(_FIELDS.get(error.code, other), sentence(error))

    def _show(self) -> None:
        if self._line is None:
            return
        self._view.show_voting(
            VoteForm(
                blocked=tr("Being recorded…") if self._busy else "",
                choices=_cards(),
                chosen=self._drafts.texts["choice"],
            )
        )


def _cards() -> tuple[Card, ...]:
    return tuple(
        Card(
            key=choice.value,
            text=choice_text(choice),
            hint=tr(_HINTS[choice]),
            shortcut=str(place),
            icon=CHOICES[choice][1],
        )
        for place, choice in enumerate(Choice, start=1)
    )
