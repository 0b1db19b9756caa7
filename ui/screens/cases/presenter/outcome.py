"""What follows a decision: the notice, the time to undo it, an appeal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from app.appeals.commands import FileAppeal
from app.appeals.model import AppealState
from app.appeals.queries import AppealLine
from app.appeals.rules import appeal_until
from app.appeals.wording import ruling_text, state_text
from app.cases.commands.deciding import RetractDecision
from app.cases.model import Channel
from app.cases.queries.decisions import DecisionView
from app.cases.rules import HOLDING_WINDOW
from app.errors import AppError, Conflict, InputError, NotPermitted
from app.ids import AppealId, CaseId
from app.staff.roles import Capability
from app.statements.queries import StatementOf, StatementView
from app.statements.wording import problem_text
from app.words import Language, language, sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.cases.presenter.forms import Field, draft_place, past_moment
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.shown import subject_text
from ui.screens.host import Host
from ui.screens.moments import moment_text, time_text
from ui.screens.setting import Setting

APPEALS: Final = "appeals"
"""Key of the screen where appeals are ruled on."""

_PLACES: Final = {
    "appeal_statement_missing": Field.STATEMENT,
    "appeal_too_late": Field.WHEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealShown:
    """An appeal of the case, and where it stands."""

    id: str
    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """What follows a decision.

    Attributes:
        notice: what the member reads; empty where nothing is sent.
        waits: when the notice may go out; empty once it may.
        undo: until when it can be taken back, if this person still can.
        appeal_until: the end of the time to appeal, in words.
        appeal_blocked: why no appeal can be recorded.
        offers_appeal: whether there is anything to appeal against.
    """

    notice: str
    notice_to: str
    language: Language
    waits: str
    undo: str
    appeals: Sequence[AppealShown]
    appeal_until: str
    appeal_blocked: str
    offers_appeal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealForm:
    """What the form of an appeal holds; `received` as it was typed."""

    channel: Channel
    statement: str
    received: str


class OutcomeView(Protocol):
    """What the presenter needs of the right pane and its form."""

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what follows the decision."""
        ...

    def open_appeal(self, case_number: str) -> None:
        """Open the form of an appeal."""
        ...

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written in it, by the names of the fields."""
        ...

    def show_appeal_error(self, place: Field, text: str) -> None:
        """Say under a field of that form what is wrong."""
        ...

    def close_appeal(self) -> None:
        """Take the form away."""
        ...


class OutcomePresenter:
    """Shows what follows, and lets it be copied, undone, appealed."""

    def __init__(
        self,
        view: OutcomeView,
        runner: Runner,
        setting: Setting,
        host: Host,
        *,
        undone: Callable[[CaseId], None],
        failed: Callable[[str], None],
    ) -> None:
        """Wire the right pane of a decided case."""
        self._view, self._runner, self._setting = view, runner, setting
        self._host, self._undone, self._failed = host, undone, failed
        self._file: CaseFile | None = None
        self._drafts = Drafts(runner, "statement", "received")
        self._language: Language = language()

    def show(self, file: CaseFile) -> None:
        """Show what follows the decision of a case."""
        self._file = file
        self.tick()

    def put_away(self) -> None:
        """Forget the case."""
        self._file = None

    def tick(self) -> None:
        """Let the holding window run."""
        decision = self._decision()
        if self._file is not None and decision is not None:
            self._view.show_outcome(self._shown(self._file, decision))

    def choose_language(self, chosen: Language) -> None:
        """Show the notice in this language."""
        self._language = chosen
        self.tick()

    def copy_notice(self) -> None:
        """Copy the notice, once the holding window is over."""
        decision = self._decision()
        if decision is not None and not _waits(decision, self._setting.now()):
            self._host.copy(decision.notice[self._language])

    def copy_statement(self) -> None:
        """Copy the statement of reasons, once the holding window is over.

        One that cannot be handed on says why.
        """
        file, decision = self._file, self._decision()
        if file is None or decision is None or _waits(decision, self._setting.now()):
            return
        number = file.case.number

        def on_statement(view: StatementView | None) -> None:
            if view is None:
                self._fail(Conflict("statement_of_nothing", number=number))
            elif view.problems:
                self._failed(" ".join(map(problem_text, view.problems)))
            else:
                self._host.copy(view.text)

        query = StatementOf(case=decision.case, language=self._language)
        self._runner.query(query, on_statement, self._fail)

    def undo(self) -> None:
        """Take the decision back."""
        decision = self._decision()
        if decision is None:
            return

        def done(_outcome: Outcome[Any]) -> None:
            self._host.toast(tr("The decision is undone"))
            self._undone(decision.case)

        command = RetractDecision(case=decision.case, decision=decision.id)
        self._runner.execute(command, done, self._fail)

    def open_appeal(self, appeal: str) -> None:
        """Go to an appeal of this case."""
        self._host.open_record(APPEALS, appeal)

    def appeal_wanted(self) -> None:
        """Open the form of an appeal, if one can be recorded."""
        file, decision = self._file, self._decision()
        if file is None or decision is None or decision.sanction is None:
            return
        blocked = self._appeal_block(file, decision)
        if blocked:
            self._failed(blocked)
        else:
            self._view.open_appeal(file.case.number)
            self._drafts.begin(f"{draft_place(file.case.id)}:appeal", self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written of an appeal."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """No appeal is recorded; what was written goes."""
        self._drafts.drop()

    def file_appeal(self, form: AppealForm) -> None:
        """Record the appeal."""
        file = self._file
        if file is None:
            return
        received, problem = past_moment(form.received, self._setting.now())
        if problem:
            self._view.show_appeal_error(Field.WHEN, problem)
            return

        def done(_outcome: Outcome[AppealId]) -> None:
            self._drafts.drop()
            self._view.close_appeal()
            told = tr("Appeal against {number} recorded", number=file.case.number)
            self._host.toast(told)

        def failed(error: AppError) -> None:
            place = _PLACES.get(error.code, Field.FORM)
            self._view.show_appeal_error(place, sentence(error))

        command = FileAppeal(
            case=file.case.id,
            channel=form.channel,
            statement=form.statement,
            received_at=received,
        )
        self._runner.execute(command, done, failed)

    def _on_recalled(self) -> None:
        self._view.show_written(self._drafts.texts)

    def _decision(self) -> DecisionView | None:
        return self._file.standing if self._file else None

    def _fail(self, error: AppError) -> None:
        self._failed(sentence(error))

    def _shown(self, file: CaseFile, decision: DecisionView) -> OutcomeShown:
        now = self._setting.now()
        sanction = decision.sanction
        until = ""
        if sanction is not None:
            last = moment_text(appeal_until(sanction.effective_at), now)
            until = tr("The member can appeal until {moment}", moment=last)
        return OutcomeShown(
            notice=decision.notice.get(self._language, ""),
            notice_to=subject_text(file),
            language=self._language,
            waits=_waits(decision, now),
            undo=self._undo_words(decision, now),
            appeals=[_appeal(line) for line in file.appeals],
            appeal_until=until,
            appeal_blocked=self._appeal_block(file, decision),
            offers_appeal=sanction is not None,
        )

    def _undo_words(self, decision: DecisionView, now: datetime) -> str:
        until = decision.at + HOLDING_WINDOW
        me = self._setting.me
        mine = me is not None and me.id in {decision.decider, decision.proposer}
        if not mine or now >= until or self._file is None or self._file.appeals:
            return ""
        return tr("You can undo this until {time}", time=time_text(until))

    def _appeal_block(self, file: CaseFile, decision: DecisionView) -> str:
        if not self._setting.may(Capability.FILE_APPEALS):
            return sentence(NotPermitted("not_permitted"))
        if any(line.state is AppealState.OPEN for line in file.appeals):
            return sentence(Conflict("appeal_already_open"))
        if decision.sanction is None or decision.sanction.reversed_at is not None:
            return sentence(InputError("appeal_nothing_to_appeal"))
        return ""


def _waits(decision: DecisionView, now: datetime) -> str:
    if decision.ready_at is None or now >= decision.ready_at:
        return ""
    return tr("It may go out from {time} on", time=time_text(decision.ready_at))


def _appeal(line: AppealLine) -> AppealShown:
    state = ruling_text(line.ruling) if line.ruling else state_text(line.state)
    return AppealShown(id=line.id, number=line.number, state=state)
