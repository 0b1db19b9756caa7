"""The list of members: a page at a time, and which one is looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.cases.queries.sanctions import MemberStanding, Standings
from app.errors import AppError
from app.ids import MemberId
from app.members.queries import (
    COUNT_CAP,
    SEARCH_LIMIT,
    MemberCount,
    MemberLine,
    MemberPage,
)
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock
from app.words import sentence, tr
from app.work import Page
from ui.running import Job, Runner
from ui.screens.members.presenter.shown import member_name, standing_chips
from ui.widgets import ChipSpec

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member as the list shows it.

    Attributes:
        said: the whole row in one sentence.
    """

    id: MemberId
    title: str
    name: str
    points: str
    chips: tuple[ChipSpec, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptiness:
    """Why there is no row, and the next useful step.

    Attributes:
        imports: whether the step is an import; otherwise it clears the filter.
    """

    title: str
    text: str
    action: str
    imports: bool


class ListView(Protocol):
    """What the presenter needs of the left pane."""

    def show_count(self, count: str) -> None:
        """Show how many there are."""
        ...

    def allow_import(self, *, allowed: bool) -> None:
        """Offer to take in a list, or not."""
        ...

    def show_rows(
        self, rows: Sequence[MemberRow], *, more: bool, selected: str
    ) -> None:
        """Show these rows instead; the scrolling stays, nothing is told."""
        ...

    def append_rows(self, rows: Sequence[MemberRow], *, more: bool) -> None:
        """Add the next page."""
        ...

    def show_empty(self, empty: Emptiness | None) -> None:
        """Say why there is no row; None takes it away."""
        ...

    def clear_search(self) -> None:
        """Empty the box that filters."""
        ...

    def show_list_error(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        ...


class ListPresenter:
    """Pages the list by key and keeps the place in it.

    Attributes:
        may_import: whether the person signed in may take in a list.
    """

    def __init__(
        self,
        view: ListView,
        runner: Runner,
        clock: Clock,
        chosen: Callable[[MemberId | None], None],
    ) -> None:
        """Wire the left pane.

        Args:
            view: the pane.
            runner: asks the vault.
            clock: tells the moment.
            chosen: told which member is looked at now.
        """
        self._view, self._runner, self._clock = view, runner, clock
        self._chosen = chosen
        self.may_import = False
        self._words = ""
        self._lines: list[MemberLine] = []
        self._after: tuple[str, str] | None = None
        self._current: MemberId | None = None
        self._total = 0
        self._job: Job | None = None

    def refresh(self) -> None:
        """Ask again for the count and the rows; place and scrolling stay."""
        self._runner.query(WhoAmI(), self._on_viewer, self._fail)

    def search(self, words: str) -> None:
        """Look for words; none ends it."""
        if words != self._words:
            self._words = words
            self._lines = []
            self._ask_rows()

    def take_step(self) -> None:
        """Do what an empty list offers, unless that is an import."""
        self._view.clear_search()
        self.search("")

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is not None:
            self._ask(MemberPage(after=self._after, limit=PAGE), self._on_more)

    def moved(self, member: str) -> None:
        """Another row became current."""
        if member and member != self._current:
            self._current = MemberId(member)
            self._chosen(self._current)

    def open(self, member: MemberId) -> None:
        """Look at a certain member, in the list or not."""
        self._current = member
        self._chosen(member)
        if self._lines:
            self._ask_rows()

    def _ask_rows(self) -> None:
        limit = max(PAGE, len(self._lines))
        self._ask(MemberPage(words=self._words, limit=limit), self._on_page)

    def _ask(
        self,
        page: MemberPage,
        done: Callable[[Page[MemberLine], Sequence[MemberRow]], None],
    ) -> None:
        """Ask for a page, then how its members stand."""
        self._stop()

        def on_page(found: Page[MemberLine]) -> None:
            members = tuple(line.id for line in found.rows)

            def on_standings(stands: Mapping[MemberId, MemberStanding]) -> None:
                done(found, [self._row(line, stands[line.id]) for line in found.rows])

            self._job = self._runner.query(
                Standings(members=members), on_standings, self._fail
            )

        self._job = self._runner.query(page, on_page, self._fail)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _row(self, line: MemberLine, standing: MemberStanding) -> MemberRow:
        title = member_name(line.handle, line.platform_id)
        points = tr("Active points: {points}", points=standing.points)
        chips = standing_chips(standing, self._clock(), until=False)
        return MemberRow(
            id=line.id,
            title=title,
            name=line.handle or line.platform_id,
            points=points,
            chips=chips,
            said=tr(", ").join((title, points, *(chip.text for chip in chips))),
        )

    def _fail(self, error: AppError) -> None:
        self._view.show_list_error(sentence(error))

    def _on_viewer(self, viewer: Identity) -> None:
        self.may_import = Capability.IMPORT_MEMBERS in viewer.me.capabilities
        self._view.allow_import(allowed=self.may_import)
        self._runner.query(MemberCount(), self._on_count, self._fail)

    def _on_count(self, count: int) -> None:
        self._total = count
        self._ask_rows()

    def _on_page(self, page: Page[MemberLine], rows: Sequence[MemberRow]) -> None:
        self._lines, self._after = list(page.rows), page.after
        first = self._current is None and bool(self._lines)
        if first:
            self._current = self._lines[0].id
        self._view.show_list_error("")
        self._view.show_count(self._count())
        self._view.show_rows(
            rows, more=page.after is not None, selected=self._current or ""
        )
        self._view.show_empty(None if rows else self._emptiness())
        if first or not self._total:
            self._chosen(self._current)

    def _on_more(self, page: Page[MemberLine], rows: Sequence[MemberRow]) -> None:
        self._after = page.after
        self._lines += page.rows
        self._view.append_rows(rows, more=page.after is not None)

    def _count(self) -> str:
        if self._words:
            found = len(self._lines)
            return f"{found}+" if found >= SEARCH_LIMIT else str(found)
        return f"{self._total:,}+" if self._total >= COUNT_CAP else f"{self._total:,}"

    def _emptiness(self) -> Emptiness:
        if self._words:
            return Emptiness(
                title=tr("No member has these words"),
                text=tr("Nicknames, platform ids and tags are searched."),
                action=tr("Clear the filter"),
                imports=False,
            )
        return Emptiness(
            title=tr("There are no members yet"),
            text=tr("Bring the list you keep, as CSV, XLSX, XLS or ODS.")
            if self.may_import
            else tr("A moderator or a lead brings the list."),
            action=tr("Import a list") if self.may_import else "",
            imports=True,
        )
