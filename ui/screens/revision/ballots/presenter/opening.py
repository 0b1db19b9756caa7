"""The form of a new ballot: what is voted on, under which terms, and by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol

from app.errors import AppError, NotPermitted
from app.files.cells import day
from app.files.profiles import MemberFile, read_members
from app.ids import BallotId, MotionId
from app.revision.commands.ballots import OpenBallot
from app.revision.model.ballots import Entitlement, Terms
from app.revision.queries.motions import MotionDetail, MotionView
from app.revision.queries.roll import Roll, RollPreview
from app.staff.roles import Capability
from app.times import Clock, local_day
from app.words import sentence, tr, trn
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.setting import Setting

FILES: Final = "CSV, XLSX, XLS, ODS (*.csv *.xlsx *.xls *.ods *.txt)"
USUAL_DAYS: Final = 7
_SHOWN_UNKNOWN: Final = 3


class Field(StrEnum):
    """Where an error can stand; `FORM` is the form as a whole."""

    FORM = "form"
    QUESTION = "question"
    QUORUM = "quorum"
    THRESHOLD = "threshold"
    BLOCKS = "blocks"
    CLOSES_ON = "closes_on"
    JOINED = "joined"
    LISTED = "listed"


WRITTEN: Final = tuple(field.value for field in Field if field is not Field.FORM)

_FIELDS: Final = {
    "ballot_question_missing": Field.QUESTION,
    "text_too_long": Field.QUESTION,
    "ballot_quorum": Field.QUORUM,
    "ballot_threshold": Field.THRESHOLD,
    "ballot_blocks": Field.BLOCKS,
    "ballot_closing_day": Field.CLOSES_ON,
    "ballot_joining_day": Field.JOINED,
    "ballot_list_missing": Field.LISTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBallot:
    """What the form holds; figures and days as they were typed.

    Attributes:
        listed: platform ids, one a line.
    """

    question: str
    quorum: str
    threshold: str
    blocks: str
    closes_on: str
    hidden: bool
    who: Entitlement
    joined: str
    listed: str


class OpeningView(Protocol):
    """What the form asks of the widgets."""

    def open_opening(self, usual: NewBallot, *, about: str) -> None: ...
    def show_roll(self, text: str, *, empty: bool) -> None: ...
    def show_listed(self, text: str) -> None: ...
    def show_opening(self, texts: Mapping[str, str]) -> None: ...
    def show_opening_error(self, field: Field, text: str) -> None: ...
    def close_opening(self) -> None: ...


class OpeningPresenter:
    """Opens ballots, about a motion or about any question."""

    def __init__(
        self,
        view: OpeningView,
        runner: Runner,
        host: Host,
        setting: Setting,
        failed: Callable[[str], None],
    ) -> None:
        """Wire the form; `failed` is told why there is none."""
        self._view, self._runner, self._host = view, runner, host
        self._setting, self._failed = setting, failed
        self._clock: Clock = setting.now
        self._motion: MotionId | None = None
        self._job: Job | None = None
        self._reading: Job | None = None
        self._drafts = Drafts(runner, *WRITTEN)

    def start(self) -> None:
        """Ask for a question of its own."""
        self._start(None, "")

    def start_about(self, motion: MotionId) -> None:
        """Ask for the terms of a ballot on a motion."""

        def found(view: MotionView) -> None:
            self._start(motion, view.line.title)

        def failed(error: AppError) -> None:
            self._failed(sentence(error))

        self._runner.query(MotionDetail(motion=motion), found, failed)

    def look(self, form: NewBallot) -> None:
        """Show who could vote as the form stands."""
        if self._job is not None:
            self._job.cancel()
        joined, _ = _day(form.joined)
        if form.who is Entitlement.JOINED_BEFORE and joined is None:
            self._view.show_roll(tr("Name the day to see who may vote."), empty=False)
            return
        query = RollPreview(
            entitled_by=form.who,
            joined_before=joined if form.who is Entitlement.JOINED_BEFORE else None,
            listed=_ids(form.listed) if form.who is Entitlement.LISTED else (),
        )
        self._job = self._runner.query(query, self._on_roll, self._on_failed)

    def read_list(self) -> None:
        """Take the platform ids of those who may vote from a file."""
        path = self._host.choose_file(tr("Who may vote"), FILES)
        if path is None:
            return

        def read(file: MemberFile) -> None:
            ids = (row.platform_id for row in file.rows if row.platform_id)
            self._view.show_listed("\n".join(ids))

        self._reading = self._runner.read_file(
            read_members, path, read, self._on_list_unread, lambda _done, _total: None
        )

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """No ballot is to be opened; what was written goes."""
        self._leave()
        self._drafts.drop()

    def submit(self, form: NewBallot) -> None:
        """Open it."""
        terms = self._terms(form)
        if terms is None:
            return
        command = OpenBallot(
            question=form.question,
            terms=terms,
            listed=_ids(form.listed) if form.who is Entitlement.LISTED else (),
            motion=self._motion,
        )
        self._runner.execute(command, self._on_opened, self._on_failed)

    def _start(self, motion: MotionId | None, title: str) -> None:
        if not self._setting.may(Capability.DECIDE_REVISION):
            self._failed(sentence(NotPermitted("not_permitted")))
            return
        self._motion = motion
        usual = NewBallot(
            question=title,
            quorum="50",
            threshold="60",
            blocks="0",
            closes_on=(
                local_day(self._clock()) + timedelta(days=USUAL_DAYS)
            ).isoformat(),
            hidden=False,
            who=Entitlement.ALL,
            joined="",
            listed="",
        )
        self._view.open_opening(usual, about=title)
        self._drafts.begin(f"ballots:new:{motion or ''}", self._on_recalled)
        self.look(usual)

    def _terms(self, form: NewBallot) -> Terms | None:
        """Return the terms; None where something cannot be read, which is told."""
        figures = (
            self._figure(Field.QUORUM, form.quorum),
            self._figure(Field.THRESHOLD, form.threshold),
            self._figure(Field.BLOCKS, form.blocks),
        )
        quorum, threshold, blocks = figures
        by_day = form.who is Entitlement.JOINED_BEFORE
        closes_on = self._day(Field.CLOSES_ON, form.closes_on)
        joined = self._day(Field.JOINED, form.joined) if by_day else None
        if quorum is None or threshold is None or blocks is None:
            return None
        if closes_on is None or (by_day and joined is None):
            return None
        return Terms(
            quorum=quorum,
            threshold=threshold,
            blocks=blocks,
            closes_on=closes_on,
            hidden=form.hidden,
            entitled_by=form.who,
            joined_before=joined,
        )

    def _figure(self, field: Field, text: str) -> int | None:
        plain = text.strip().removesuffix("%").strip()
        # No sensible share or number of blocks is longer.
        if plain.isascii() and plain.isdigit() and len(plain) < len("1000000"):
            return int(plain)
        self._view.show_opening_error(field, tr("Write a whole number."))
        return None

    def _day(self, field: Field, text: str) -> date | None:
        found, problem = _day(text)
        if problem:
            self._view.show_opening_error(field, problem)
        return found

    def _leave(self) -> None:
        for job in (self._job, self._reading):
            if job is not None:
                job.cancel()
        self._job = self._reading = None

    def _on_recalled(self) -> None:
        self._view.show_opening(self._drafts.texts)

    def _on_roll(self, roll: Roll) -> None:
        self._view.show_roll(roll_text(roll), empty=not roll.members)

    def _on_list_unread(self, error: AppError) -> None:
        self._view.show_opening_error(Field.LISTED, sentence(error))

    def _on_opened(self, outcome: Outcome[BallotId]) -> None:
        self._leave()
        self._drafts.drop()
        self._view.close_opening()
        self._host.toast(tr("Ballot opened"))
        self._host.open_record("revision", f"ballots:{outcome.value}")

    def _on_failed(self, error: AppError) -> None:
        field = _FIELDS.get(error.code, Field.FORM)
        self._view.show_opening_error(field, sentence(error))


def _day(text: str) -> tuple[date | None, str]:
    found = day(text)
    return found, "" if found else tr("Write the day like 2026-11-29.")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def roll_text(roll: Roll) -> str:
    """Return who could vote, and who is left out and why."""
    parts = [
        trn(
            "{count} member may vote",
            "{count} members may vote",
            len(roll.members),
        )
    ]
    if roll.removed:
        parts.append(
            trn(
                "{count} who was removed is left out",
                "{count} who were removed are left out",
                roll.removed,
            )
        )
    if roll.undated:
        parts.append(
            trn(
                "{count} whose day of joining is unknown is left out",
                "{count} whose day of joining is unknown are left out",
                roll.undated,
            )
        )
    if roll.unknown:
        names = tr(", ").join(roll.unknown[:_SHOWN_UNKNOWN])
        more = "…" if len(roll.unknown) > _SHOWN_UNKNOWN else ""
        parts.append(
            trn(
                "{count} is nobody on the member list: {names}",
                "{count} are nobody on the member list: {names}",
                len(roll.unknown),
                names=names + more,
            )
        )
    return tr("; ").join(parts)
