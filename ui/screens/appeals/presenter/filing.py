"""Recording an appeal that came by message, by mail or in person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from app.appeals.commands import FileAppeal
from app.cases.model import Channel
from app.cases.queries.cases import CaseByNumber
from app.errors import AppError
from app.ids import AppealId, CaseId
from app.times import DEFAULT_ZONE, Clock
from app.words import sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host

_FIELDS = {
    "case_not_found": "number",
    "appeal_statement_missing": "statement",
    "appeal_too_late": "received",
}


class FilingView(Protocol):
    """What the form asks of the widgets."""

    def show_filing_error(self, field: str, text: str) -> None: ...
    def show_written(self, texts: Mapping[str, str]) -> None: ...
    def close_filing(self) -> None: ...


class FilingPresenter:
    """Records an appeal against the decision of a case."""

    def __init__(
        self, view: FilingView, runner: Runner, host: Host, clock: Clock
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._drafts = Drafts(runner, "number", "received", "statement")

    def begin(self) -> None:
        """The form is open; what was half written comes back."""
        self._drafts.begin("appeals:new", self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """No appeal is recorded; what was written goes."""
        self._drafts.drop()

    def submit(self, number: str, channel: str, received: str, statement: str) -> None:
        """Record it.

        Args:
            number: the case's, as people write it.
            channel: code of how it came.
            received: when it came, `2026-11-22` or `2026-11-22 18:00`; empty for now.
            statement: what the member says.
        """
        try:
            received_at = self._moment(received.strip())
        except ValueError:
            problem = tr("Write a day that is over, or today, like 2026-11-22 18:00.")
            self._view.show_filing_error("received", problem)
            return

        def on_case(case: CaseId) -> None:
            command = FileAppeal(
                case=case,
                channel=Channel(channel),
                statement=statement,
                received_at=received_at,
            )
            self._runner.execute(command, self._on_filed, self._on_failed)

        self._runner.query(CaseByNumber(number=number), on_case, self._on_failed)

    def _moment(self, received: str) -> datetime | None:
        if not received:
            return None
        moment = datetime.fromisoformat(received).replace(tzinfo=DEFAULT_ZONE)
        if moment > self._clock():
            raise ValueError
        return moment

    def _on_recalled(self) -> None:
        self._view.show_written(self._drafts.texts)

    def _on_filed(self, _: Outcome[AppealId]) -> None:
        self._drafts.drop()
        self._view.close_filing()
        self._host.toast(tr("Appeal recorded"))

    def _on_failed(self, error: AppError) -> None:
        field = _FIELDS.get(error.code, "number")
        self._view.show_filing_error(field, sentence(error))
