"""The log of who acknowledged a version, and what its page and dialog were told."""

from collections.abc import Sequence
from datetime import date

from app.acknowledgements.model import Way
from app.workspace import Workspace
from tests.screens.drafter import Desk
from tests.screens.hearing import HANDLES, Hearing
from ui.screens.rulebook.presenter.acknowledged import (
    BarShown,
    CountsShown,
    PersonRow,
)
from ui.screens.rulebook.presenter.acknowledging import Acknowledging
from ui.screens.rulebook.presenter.gathered import GatheredShown, MappingShown
from ui.screens.rulebook.presenter.gathering import Gathering
from ui.widgets import Choice

DAY = date(2026, 11, 2)


class SeenPage:
    """The page, which remembers what it was told to show."""

    def __init__(self) -> None:
        self.versions: Sequence[Choice] = ()
        self.version = self.day = self.day_error = self.trouble = ""
        self.counts: CountsShown | None = None
        self.rows: list[PersonRow] = []
        self.missing, self.more = True, False
        self.bar: BarShown | None = None

    def show_versions(self, versions: Sequence[Choice], current: str) -> None:
        self.versions, self.version = versions, current

    def show_counts(self, counts: CountsShown) -> None:
        self.counts = counts

    def show_people(
        self, rows: Sequence[PersonRow], *, missing: bool, more: bool
    ) -> None:
        self.rows, self.missing, self.more = list(rows), missing, more

    def append_people(self, rows: Sequence[PersonRow], *, more: bool) -> None:
        self.rows += rows
        self.more = more

    def show_bar(self, bar: BarShown) -> None:
        self.bar = bar

    def show_day(self, text: str) -> None:
        self.day = text

    def show_day_error(self, text: str) -> None:
        self.day_error = text

    def show_trouble(self, text: str) -> None:
        self.trouble = text


class SeenDialog:
    """The dialog, which remembers what it was told to show."""

    def __init__(self) -> None:
        self.file = self.terms = self.since = self.day = self.error = ""
        self.is_open = self.busy = False
        self.mapping: MappingShown | None = None
        self.way: Way | None = None
        self.shown: GatheredShown | None = None
        self.errors: dict[str, str] = {}

    def open_gathering(self, file_name: str) -> None:
        self.file, self.is_open = file_name, True

    def show_reading(self, done: int, total: int) -> None:
        assert done <= max(total, done)

    def show_mapping(self, mapping: MappingShown, way: Way, terms: str) -> None:
        self.mapping, self.way, self.terms = mapping, way, terms

    def show_days(self, since: str, day: str) -> None:
        self.since, self.day = since, day

    def show_gathered(self, shown: GatheredShown) -> None:
        self.shown = shown

    def show_field_error(self, field: str, text: str) -> None:
        self.errors[field] = text

    def show_gathering_busy(self) -> None:
        self.busy = True

    def show_gathering_error(self, text: str) -> None:
        self.error = text

    def close_gathering(self) -> None:
        self.is_open = self.busy = False


class Log:
    """Both presenters at work over one vault."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.hearing, self.desk = hearing, Desk(workspace, hearing.site)
        room, clock = self.desk.presenter.room, hearing.site.clock
        self.page, self.dialog = SeenPage(), SeenDialog()
        self.people = Acknowledging(self.page, room, clock)
        self.problems: list[str] = []
        self.gathering = Gathering(self.dialog, room, clock, self.problems.append)
        self.people.begin()

    @property
    def counts(self) -> tuple[int, int]:
        assert self.page.counts is not None
        return self.page.counts.shares

    @property
    def bar(self) -> BarShown:
        assert self.page.bar is not None
        return self.page.bar

    @property
    def shown(self) -> GatheredShown:
        assert self.dialog.shown is not None
        return self.dialog.shown

    def member(self, at: int) -> str:
        return self.hearing.members[HANDLES[at]]

    def enter(self, *at: int) -> None:
        for each in at:
            self.people.toggle(self.member(each))
        self.people.submit("group", DAY.isoformat())

    def read(self, name: str, text: str) -> None:
        self.desk.host.file = self.hearing.site.root / name
        self.desk.host.file.write_text(text, encoding="utf-8")
        self.gathering.start(self.people.version)
