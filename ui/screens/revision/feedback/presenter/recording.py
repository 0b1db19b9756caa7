"""Feedback recorded by hand: the words, the clause, who said it and how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from app.appeals.queries import AppealByNumber
from app.errors import AppError, NotPermitted
from app.files.cells import day
from app.ids import AppealId, FeedbackId, MemberId
from app.members.queries import MemberLine, MemberPage
from app.revision.commands.feedback import FileAppealAsFeedback, RecordFeedback
from app.revision.model.feedback import Stance, Way
from app.revision.rules.feedback import clauses_named
from app.revision.wording import way_text
from app.rulebook.queries import BookInForce, Version
from app.staff.roles import Capability
from app.words import sentence, tr
from app.work import Command, Outcome, Page
from ui.drafts import Drafts
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.feedback.presenter.rows import stance_choices
from ui.screens.setting import Setting
from ui.widgets import Choice

WRITTEN: Final = ("words", "appeal", "clause", "who", "day")
"""The form's fields that are kept while it is half written."""

_PLACE: Final = "feedback:new"
_MATCHES: Final = 6
_FIELDS: Final = {
    "revision_clause_not_found": "clause",
    "revision_no_rules": "clause",
    "feedback_known": "appeal",
    "appeal_not_found": "appeal",
    "feedback_day_ahead": "day",
    "member_not_found": "who",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedback:
    """What the form holds; `who` and `day` as they were typed.

    Attributes:
        appeal: number of the appeal that says it; asked where it came by one.
    """

    words: str
    appeal: str
    clause: str
    stance: Stance
    way: Way
    who: str
    day: str


class RecordingView(Protocol):
    """What the presenter needs of the form."""

    def open_recording(
        self, stances: Sequence[Choice], ways: Sequence[Choice], way: str, appeal: str
    ) -> None:
        """Open the form; this way is chosen, and perhaps an appeal's number there."""
        ...

    def suggest_clause(self, number: str) -> None:
        """Put a clause into its field, where nobody has written one."""
        ...

    def show_clause(self, told: str) -> None:
        """Say beside the field which clause that is."""
        ...

    def show_who(self, told: str) -> None:
        """Say beside the field whether that is a member."""
        ...

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written, by the names of the fields."""
        ...

    def show_recording_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong."""
        ...

    def close_recording(self) -> None:
        """Take the form away."""
        ...


class RecordingPresenter:
    """Finds clause and member while somebody types, then records it."""

    def __init__(
        self,
        view: RecordingView,
        runner: Runner,
        host: Host,
        setting: Setting,
        recorded: Callable[[str], None],
    ) -> None:
        """Wire the form; `recorded` is told the id of the new feedback."""
        self._view, self._runner, self._host = view, runner, host
        self._setting, self._recorded = setting, recorded
        self._version: Version | None = None
        self._way = Way.PRIVATE_MESSAGE
        self._suggested = ""
        self._job: Job | None = None
        self._drafts = Drafts(runner, *WRITTEN)

    def start(self, appeal: str = "") -> None:
        """Open the form, if the person may record.

        Args:
            appeal: number of an appeal that is to count; empty for none.
        """
        self._setting.when_known(lambda: self._open(appeal), self._on_stuck)

    def _open(self, appeal: str) -> None:
        if not self._setting.may(Capability.WRITE_REVISION):
            self._host.toast(sentence(NotPermitted("not_permitted")))
            return
        self._suggested = ""
        ways = [Choice(key=each.value, text=way_text(each)) for each in Way]
        way = Way.APPEAL if appeal else self._way
        self._view.open_recording(stance_choices(), ways, way.value, appeal)

        def on_version(version: Version | None) -> None:
            self._version = version
            self._drafts.begin(_PLACE, self._on_recalled)

        query = BookInForce(at=self._setting.now())
        self._runner.query(query, on_version, self._on_failed)

    def words_changed(self, words: str, clause: str) -> None:
        """Suggest the clause the words name, where nobody has written another.

        Args:
            words: what is typed of what was said.
            clause: what stands in the clause's field.
        """
        if clause.strip() not in ("", self._suggested):
            return
        book = self._version.book if self._version else None
        found = clauses_named(words, book)
        if found and found[0] != self._suggested:
            self._suggested = found[0]
            self._view.suggest_clause(self._suggested)

    def clause_changed(self, number: str) -> None:
        """Say which clause is meant."""
        version, wanted = self._version, number.strip()
        clause = version.book.clause(wanted) if version and wanted else None
        self._view.show_clause(clause.title.text() if clause else "")

    def who_changed(self, who: str) -> None:
        """Say whether a member is meant."""
        if self._job is not None:
            self._job.cancel()
        wanted = _name(who)
        if not wanted:
            self._view.show_who("")
            return

        def found(page: Page[MemberLine]) -> None:
            same = _called(page.rows, wanted)
            told = tr("not on the list; the name is kept")
            if len(same) == 1:
                told = tr("Member {handle}", handle=f"@{same[0].handle}")
            elif same:
                told = tr("several members")
            self._view.show_who(told)

        query = MemberPage(words=wanted, limit=_MATCHES)
        self._job = self._runner.query(query, found, self._on_failed)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """Nothing is recorded; what was written goes."""
        self._drafts.drop()

    def submit(self, form: NewFeedback) -> None:
        """Record it."""
        self._way = form.way
        received = day(form.day) if form.day.strip() else None
        if form.day.strip() and received is None:
            told = tr("Write a day that is over, or today, like 2026-11-22.")
            self._view.show_recording_error("day", told)
        elif form.way is Way.APPEAL:
            self._submit_appeal(form)
        elif form.words.strip() and not form.clause.strip():
            told = tr("Write the clause's number, like 3.2.")
            self._view.show_recording_error("clause", told)
        elif wanted := _name(form.who):
            query = MemberPage(words=wanted, limit=_MATCHES)

            def found(page: Page[MemberLine]) -> None:
                self._submit_said(form, received, _called(page.rows, wanted))

            self._runner.query(query, found, self._on_failed)
        else:
            self._submit_said(form, received, [])

    def _submit_said(
        self, form: NewFeedback, received: date | None, members: Sequence[MemberLine]
    ) -> None:
        if len(members) > 1:
            told = tr("Several members are called so. Write the platform id.")
            self._view.show_recording_error("who", told)
            return
        self._record(
            RecordFeedback(
                clause=form.clause,
                way=form.way,
                stance=form.stance,
                words=form.words,
                received_on=received,
                member=MemberId(members[0].id) if members else None,
                said_by="" if members else _name(form.who),
            )
        )

    def _submit_appeal(self, form: NewFeedback) -> None:
        def found(appeal: AppealId) -> None:
            self._record(
                FileAppealAsFeedback(
                    appeal=appeal, stance=form.stance, clause=form.clause
                )
            )

        query = AppealByNumber(number=form.appeal.strip())
        self._runner.query(query, found, self._on_failed)

    def _record(self, command: Command[FeedbackId]) -> None:
        self._runner.execute(command, self._on_recorded, self._on_failed)

    def _on_recorded(self, outcome: Outcome[FeedbackId]) -> None:
        self._drafts.drop()
        self._view.close_recording()
        undo = outcome.undo

        def strike() -> None:
            if undo is not None:
                self._runner.execute(undo, lambda _: None, self._on_stuck)

        told = tr("Feedback recorded")
        self._host.toast(told, strike if undo is not None else None)
        self._recorded(outcome.value)

    def _on_recalled(self) -> None:
        self._view.show_written(self._drafts.texts)

    def _on_failed(self, error: AppError) -> None:
        field = _FIELDS.get(error.code, "words")
        if field == "words" and isinstance(error, NotPermitted):
            field = "appeal"
        self._view.show_recording_error(field, sentence(error))

    def _on_stuck(self, error: AppError) -> None:
        self._host.toast(sentence(error))


def _name(who: str) -> str:
    return who.strip().removeprefix("@")


def _called(lines: Sequence[MemberLine], wanted: str) -> list[MemberLine]:
    """Return those whose id this is, else those whose handle it is."""
    same = [line for line in lines if line.platform_id.casefold() == wanted.casefold()]
    return same or [
        line for line in lines if line.handle.casefold() == wanted.casefold()
    ]
