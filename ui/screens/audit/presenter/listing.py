"""The list of commits: filters, words, days, and a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from app.audit.model import Area, CommitView, HistoryRow, Installation, Key, State
from app.audit.queries import HistoryDetail, HistoryPage, Installations
from app.audit.wording import area_text, state_text
from app.errors import AppError
from app.staff.queries import Identity, StaffList, StaffRow, WhoAmI
from app.staff.roles import Capability
from app.times import local_day
from app.words import sentence, tr
from app.work import Page
from ui.running import Job, Runner
from ui.screens.audit.presenter.shown import RowShown, row_shown
from ui.widgets import Choice

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the person looks for; what is empty lets all through."""

    words: str = ""
    area: str = ""
    actor: str = ""
    state: str = ""
    feed: str = ""
    day: date | None = None

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()


class HistoryListView(Protocol):
    """What the presenter needs of the left pane."""

    def offer(
        self,
        areas: Sequence[Choice],
        people: Sequence[Choice],
        states: Sequence[Choice],
        places: Sequence[Choice],
    ) -> None:
        """Offer these to filter by; a list of one hides its filter."""
        ...

    def show_rows(self, rows: Sequence[RowShown], *, more: bool, selected: str) -> None:
        """Show these rows instead."""
        ...

    def append_rows(self, rows: Sequence[RowShown], *, more: bool) -> None:
        """Add the next page."""
        ...

    def show_empty(self, title: str, text: str, action: str) -> None:
        """Say why there is no row; nothing takes it away."""
        ...

    def show_list_error(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        ...

    def show_day_error(self, text: str) -> None:
        """Say under the day what is wrong with it; nothing takes it away."""
        ...

    def reset_filters(self) -> None:
        """Empty every filter without telling."""
        ...

    def show_day(self, text: str) -> None:
        """Write into its field the day the list begins with, without telling."""
        ...

    def show_own_only(self, *, only: bool) -> None:
        """Say that only the own entries are listed."""
        ...


class HistoryListPresenter:
    """Pages the history by key."""

    def __init__(
        self, view: HistoryListView, runner: Runner, chosen: Callable[[str], None]
    ) -> None:
        """Wire the left pane; `chosen` is told which commit is looked at."""
        self._view, self._runner, self._chosen = view, runner, chosen
        self._filters = Filters()
        self._rows: list[HistoryRow] = []
        self._after: Key | None = None
        self._current = ""
        self._opened = ""
        self._job: Job | None = None

    def refresh(self) -> None:
        """Ask again for filters and rows; the place stays."""
        self._runner.query(WhoAmI(), self._on_viewer, self._fail)

    def open(self, commit: str) -> None:
        """Show a commit that another screen points to, and the list from its day."""
        self._current = commit
        self._opened = commit
        self._chosen(commit)

        def found(view: CommitView) -> None:
            if self._opened == commit:
                day = local_day(view.row.at)
                self._view.reset_filters()
                self._view.show_day(day.isoformat())
                self._filters = Filters(day=day)
                self._ask()

        query = HistoryDetail(commit=commit, limit=1)
        # The record says itself why a commit cannot be seen.
        self._runner.query(query, found, lambda _: None)

    def filter(self, filters: Filters) -> None:
        """Show what these let through."""
        if filters != self._filters:
            self._filters = filters
            self._opened = ""
            self._ask()

    def search(self, words: str) -> None:
        """Look for words; none ends it."""
        self.filter(replace(self._filters, words=words))

    def narrow(self, name: str, key: str) -> None:
        """Filter by `area`, `actor`, `state` or `feed`."""
        self.filter(replace(self._filters, **{name: key}))

    def jump(self, text: str) -> None:
        """Begin with this day; nothing begins with the newest."""
        try:
            day = date.fromisoformat(text.strip()) if text.strip() else None
        except ValueError:
            self._view.show_day_error(tr("Write a day as 2026-11-03."))
            return
        self._view.show_day_error("")
        self.filter(replace(self._filters, day=day))

    def clear(self) -> None:
        """Let everything through again."""
        self._view.reset_filters()
        self._view.show_day_error("")
        self.filter(Filters())

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is not None:
            self._ask_on(self._after, self._on_more)

    def moved(self, commit: str) -> None:
        """Another row became current."""
        if commit and commit != self._current:
            self._current = commit
            self._opened = ""
            self._chosen(commit)

    def _ask(self) -> None:
        self._ask_on(None, self._on_page)

    def _ask_on(
        self, after: Key | None, done: Callable[[Page[HistoryRow]], None]
    ) -> None:
        if self._job is not None:
            self._job.cancel()

        def on_page(page: Page[HistoryRow]) -> None:
            # A page looks through so many entries and no more; it may find none.
            if page.rows or page.after is None:
                done(page)
            else:
                self._ask_on(page.after, done)

        self._job = self._runner.query(self._query(after), on_page, self._fail)

    def _query(self, after: Key | None) -> HistoryPage:
        asked = self._filters
        return HistoryPage(
            actor=asked.actor,
            area=Area(asked.area) if asked.area else None,
            feed=asked.feed,
            state=State(asked.state) if asked.state else None,
            until=asked.day,
            words=asked.words,
            after=after,
            limit=PAGE,
        )

    def _on_viewer(self, viewer: Identity) -> None:
        reads_all = Capability.READ_AUDIT in viewer.me.capabilities
        self._view.show_own_only(only=not reads_all)
        self._runner.query(
            StaffList(), lambda people: self._on_staff(people, reads_all), self._fail
        )

    def _on_staff(self, people: Sequence[StaffRow], reads_all: bool) -> None:  # noqa: FBT001
        self._runner.query(
            Installations(),
            lambda places: self._on_places(people if reads_all else (), places),
            self._fail,
        )

    def _on_places(
        self, people: Sequence[StaffRow], places: Sequence[Installation]
    ) -> None:
        letters = [
            Choice(key=p.feed, text=tr("Installation {letter}", letter=p.letter))
            for p in places
        ]
        self._view.offer(
            _with_all(tr("Everything"), [(a.value, area_text(a)) for a in Area]),
            _with_all(tr("Everybody"), [(p.id, p.name) for p in people]),
            _with_all(tr("However it stands"), [(s, state_text(s)) for s in State]),
            [Choice(key="", text=tr("Every installation")), *letters]
            if len(letters) > 1
            else [],
        )
        self._ask()

    def _on_page(self, page: Page[HistoryRow]) -> None:
        self._rows, self._after = list(page.rows), page.after
        # What was opened from elsewhere stays in front, also where it is far below.
        kept = self._opened or self._current in {row.commit for row in self._rows}
        if self._rows and not kept:
            self._current = self._rows[0].commit
            self._chosen(self._current)
        self._view.show_list_error("")
        self._view.show_rows(
            self._shown(0), more=page.after is not None, selected=self._current
        )
        self._tell_empty()

    def _on_more(self, page: Page[HistoryRow]) -> None:
        start = len(self._rows)
        self._rows += page.rows
        self._after = page.after
        self._view.append_rows(self._shown(start), more=page.after is not None)

    def _shown(self, start: int) -> list[RowShown]:
        return [
            row_shown(row, self._rows[at - 1] if at else None)
            for at, row in enumerate(self._rows[start:], start=start)
        ]

    def _tell_empty(self) -> None:
        if self._rows:
            self._view.show_empty("", "", "")
        elif self._filters.any:
            self._view.show_empty(
                tr("Nothing like this happened"),
                tr("Case numbers, members and people of the team are searched."),
                tr("Clear the filter"),
            )
        else:
            self._view.show_empty(
                tr("You have done nothing here yet"),
                tr("What you do is entered here by itself."),
                "",
            )

    def _fail(self, error: AppError) -> None:
        self._view.show_list_error(sentence(error))


def _with_all(every: str, choices: Sequence[tuple[str, str]]) -> list[Choice]:
    return [Choice(key="", text=every), *(Choice(key=k, text=t) for k, t in choices)]
