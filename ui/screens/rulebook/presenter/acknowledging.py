"""Who said that they read a version: lists, entering, taking back, giving out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, Protocol

from app.acknowledgements.commands import AcknowledgeRules, WithdrawAcknowledgements
from app.acknowledgements.model import Way
from app.acknowledgements.queries import (
    Acknowledged,
    AcknowledgementCounts,
    AcknowledgementPage,
    AcknowledgementRow,
)
from app.errors import AppError, NotPermitted
from app.ids import MemberId, RulebookId
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock, local_day
from app.words import sentence, tr, trn
from app.work import Changes, Command, Outcome, Page
from app.workspace import Workspace
from ui.running import Check, Job, untold
from ui.screens.rulebook.presenter.acknowledged import (
    BarShown,
    CountsShown,
    PersonRow,
    bar_shown,
    counts_shown,
    person_rows,
    version_choices,
)
from ui.screens.rulebook.presenter.days import day_error, typed_day
from ui.screens.rulebook.presenter.drafting import Room
from ui.widgets import Choice

PAGE: Final = 50
_ALL: Final = 500
_READABLE: Final = 0o600
_AREAS: Final = frozenset(
    {"acknowledgements", "conflicts", "erasure", "members", "rulebook"}
)


class AcknowledgedView(Protocol):
    """What the page shows."""

    def show_versions(self, versions: Sequence[Choice], current: str) -> None:
        """Offer these versions."""
        ...

    def show_counts(self, counts: CountsShown) -> None:
        """Show how many members did, and did not."""
        ...

    def show_people(
        self, rows: Sequence[PersonRow], *, missing: bool, more: bool
    ) -> None:
        """List these members."""
        ...

    def append_people(self, rows: Sequence[PersonRow], *, more: bool) -> None:
        """Add the next page."""
        ...

    def show_bar(self, bar: BarShown) -> None:
        """Show what can be done about the members chosen."""
        ...

    def show_day(self, text: str) -> None:
        """Put a day into its field."""
        ...

    def show_day_error(self, text: str) -> None:
        """Say under the day what is wrong with it."""
        ...

    def show_trouble(self, text: str) -> None:
        """Say over the list what went wrong; nothing takes it away."""
        ...


class Acknowledging:
    """Knows which version, which of the two lists, and who is chosen."""

    def __init__(self, view: AcknowledgedView, room: Room, clock: Clock) -> None:
        """Begin without a version.

        Args:
            view: the page.
            room: what to work with.
            clock: tells the day.
        """
        self._view, self._room, self._clock = view, room, clock
        self._open = False
        self._version = ""
        self._missing, self._words = True, ""
        self._rows: list[AcknowledgementRow] = []
        self._after: tuple[str, str] | None = None
        self._chosen: set[str] = set()
        self._refusal = ""
        self._jobs: dict[str, Job] = {}
        room.runner.on_change(self._on_change)

    @property
    def version(self) -> RulebookId:
        """Return the version that is shown."""
        return RulebookId(self._version)

    def begin(self) -> None:
        """Show the version in force, or the newest one."""
        lines = self._room.books.lines
        newest = (line.id for line in lines)
        self._version = next(
            (line.id for line in lines if line.in_force), next(newest, "")
        )
        if not self._version:
            return
        self._open, self._missing, self._words = True, True, ""
        self._chosen.clear()
        self._view.show_versions(version_choices(lines), self._version)
        self._view.show_day(local_day(self._clock()).isoformat())
        self._view.show_trouble("")

        def on_me(identity: Identity) -> None:
            may = Capability.IMPORT_MEMBERS in identity.me.capabilities
            self._refusal = "" if may else sentence(NotPermitted("not_permitted"))
            self._load()

        self._ask("me", self._room.runner.query(WhoAmI(), on_me, self._on_failed))

    def left(self) -> None:
        """Somebody went back."""
        self._open = False
        for job in self._jobs.values():
            job.cancel()

    def choose_version(self, version: str) -> None:
        """Show another version."""
        self._version = version
        self._chosen.clear()
        self._load()

    def choose_list(self, *, missing: bool) -> None:
        """Show who did not, or who did."""
        self._missing = missing
        self._chosen.clear()
        self._load()

    def find(self, words: str) -> None:
        """Leave only the members with these words."""
        self._words = words
        self._load()

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is not None:
            self._page(self._after, self._on_more)

    def toggle(self, member: str) -> None:
        """Choose a member, or no longer."""
        if member:
            self._chosen ^= {member}
            self._show()

    def choose_all(self) -> None:
        """Choose all that are listed, or nobody where all are."""
        listed = {row.member for row in self._rows}
        self._chosen = set() if listed <= self._chosen else self._chosen | listed
        self._show()

    def submit(self, way: str, day: str) -> None:
        """Enter the members chosen, or take them back."""
        members = tuple(MemberId(member) for member in sorted(self._chosen))
        if not members or self._refusal:
            return
        if not self._missing:
            taken = WithdrawAcknowledgements(version=self.version, members=members)
            self._execute(taken, self._told_taken)
            return
        on = typed_day(day)
        if on is None:
            self._view.show_day_error(day_error())
            return
        entered = AcknowledgeRules(
            version=self.version, members=members, way=Way(way), on=on
        )
        self._execute(entered, self._told_entered)

    def copy(self) -> None:
        """Copy who did not."""

        def done(rows: Sequence[AcknowledgementRow]) -> None:
            lines = (f"{row.handle} {row.platform_id}".strip() for row in rows)
            self._room.host.copy("\n".join(lines))
            told = trn("{count} member copied", "{count} members copied", len(rows))
            self._room.host.toast(told)

        self._attend(partial(_everybody, self.version), done)

    # --------------------------------------------------------------------------

    def _told_taken(self, count: int) -> str:
        return trn("{count} taken back", "{count} taken back", count)

    def _told_entered(self, count: int) -> str:
        return tr("Entered: {count}.", count=count)

    def _execute(self, command: Command[int], told: Callable[[int], str]) -> None:
        def done(outcome: Outcome[int]) -> None:
            back = outcome.undo
            self._chosen.clear()
            self._room.host.toast(
                told(outcome.value), partial(self._undo, back) if back else None
            )
            self._show()

        self._view.show_trouble("")
        self._view.show_day_error("")
        self._room.runner.execute(command, done, self._on_failed)

    def _undo(self, command: Command[Any]) -> None:
        self._room.runner.execute(command, lambda _: None, self._on_failed)

    def _attend(
        self, work: Callable[[Workspace, Check], Any], done: Callable[[Any], None]
    ) -> None:
        runner = self._room.runner
        self._ask("give", runner.attend(work, done, self._on_failed, untold))

    def _load(self) -> None:
        counts = AcknowledgementCounts(version=self.version)
        runner = self._room.runner
        self._ask("counts", runner.query(counts, self._on_counts, self._on_failed))
        self._page(None, self._on_first)

    def _page(
        self,
        after: tuple[str, str] | None,
        done: Callable[[Page[AcknowledgementRow]], None],
    ) -> None:
        query = AcknowledgementPage(
            version=self.version,
            missing=self._missing,
            words=self._words,
            after=after,
            limit=PAGE,
        )
        self._ask("page", self._room.runner.query(query, done, self._on_failed))

    def _ask(self, what: str, job: Job) -> None:
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _on_counts(self, counts: Acknowledged) -> None:
        self._view.show_counts(counts_shown(counts))

    def _on_first(self, page: Page[AcknowledgementRow]) -> None:
        self._rows, self._after = list(page.rows), page.after
        # Whoever cannot be seen any more is not acted on either.
        if not self._words:
            self._chosen &= {row.member for row in self._rows}
        self._show()

    def _on_more(self, page: Page[AcknowledgementRow]) -> None:
        self._rows += page.rows
        self._after = page.after
        rows = person_rows(page.rows, self._chosen)
        self._view.append_people(rows, more=page.after is not None)

    def _show(self) -> None:
        rows = person_rows(self._rows, self._chosen)
        more = self._after is not None
        self._view.show_people(rows, missing=self._missing, more=more)
        self._view.show_bar(
            bar_shown(len(self._chosen), self._refusal, missing=self._missing)
        )

    def _on_failed(self, error: AppError) -> None:
        if error.code == "acknowledgement_to_come":
            self._view.show_day_error(sentence(error))
        else:
            self._view.show_trouble(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if self._open and changes.areas & _AREAS:
            self._load()


def _everybody(
    version: RulebookId, vault: Workspace, check: Check
) -> list[AcknowledgementRow]:
    """Return every member who did not say that they read a version."""
    rows: list[AcknowledgementRow] = []
    after: tuple[str, str] | None = None
    while True:
        check(len(rows), 0)
        page = vault.query(
            AcknowledgementPage(version=version, after=after, limit=_ALL)
        )
        rows += page.rows
        after = page.after
        if after is None:
            return rows
