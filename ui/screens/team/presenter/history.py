"""What happened to somebody's place on the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from app.audit.model import Area, HistoryRow
from app.audit.queries import HistoryPage
from app.audit.wording import headline
from app.errors import AppError
from app.staff.queries import StaffRow
from app.times import Clock
from app.work import Page
from ui.running import Job, Runner
from ui.screens.moments import exact, moment_text

SHOWN: Final = 12
"""The newest of them; the history screen has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HappenedShown:
    """Something that happened."""

    title: str
    when: str
    exact: str


class HistoryView(Protocol):
    """What the presenter needs of the view."""

    def show_history(self, rows: Sequence[HappenedShown], *, more: bool) -> None:
        """Show what happened, the newest first."""
        ...


class HistoryPresenter:
    """Asks for the staff events of whoever is in front."""

    def __init__(self, view: HistoryView, runner: Runner, clock: Clock) -> None:
        """Wire the view."""
        self._view, self._runner, self._clock = view, runner, clock
        self._job: Job | None = None

    def show(self, row: StaffRow) -> None:
        """Show what happened to somebody's place on the team."""
        if self._job is not None:
            self._job.cancel()

        def listed(page: Page[HistoryRow]) -> None:
            now = self._clock()
            rows = [_happened(each, now) for each in page.rows]
            self._view.show_history(rows, more=page.after is not None)

        query = HistoryPage(area=Area.TEAM, subject=row.id, limit=SHOWN)
        self._job = self._runner.query(query, listed, self._on_failed)

    def _on_failed(self, _: AppError) -> None:
        self._view.show_history((), more=False)


def _happened(row: HistoryRow, now: datetime) -> HappenedShown:
    said = headline(row)
    return HappenedShown(
        title=f"{row.actor_name} · {said}" if row.actor_name else said,
        when=moment_text(row.at, now),
        exact=exact(row.at),
    )
