"""What somebody of the team is involved with: member profiles, conflicts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from app.cases.queries.cases import CaseByNumber
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.conflicts.queries.register import ConflictEntry, ConflictList
from app.conflicts.wording import about_text
from app.errors import AppError
from app.ids import CaseId, ConflictId, MemberId, PersonId
from app.members.queries import MemberDetail, MemberLine, MemberPage, MemberProfile
from app.staff.commands import LinkStaff, UnlinkStaff
from app.staff.queries import StaffRow
from app.times import Clock
from app.words import sentence, tr
from app.work import Command, Outcome, Page
from ui.drafts import Drafts
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.moments import day_text
from ui.screens.team.presenter.roster import Roster

FOUND: Final = 6
"""Members offered while one types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A member somebody is.

    Attributes:
        label: handle; a word where the person asking must not see it.
    """

    member: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictShown:
    """An entry of the register.

    Attributes:
        title: what it is about.
        detail: why, by whom, since when.
        endable: whether the person signed in may end it.
    """

    id: str
    title: str
    detail: str
    endable: bool


class TiesView(Protocol):
    """What the presenter needs of the view."""

    def show_links(self, links: Sequence[LinkShown], *, may: bool) -> None:
        """Show who somebody is on the list of members."""
        ...

    def show_conflicts(self, entries: Sequence[ConflictShown], *, may: bool) -> None:
        """Show what somebody is involved with."""
        ...

    def open_link(self, name: str) -> None:
        """Ask which member somebody is."""
        ...

    def open_conflict(self, name: str) -> None:
        """Ask what somebody is involved with."""
        ...

    def offer_members(self, members: Sequence[tuple[str, str, str]]) -> None:
        """Offer these in the dialog that is open (id, handle, platform id)."""
        ...

    def show_tie_error(self, text: str) -> None:
        """Say in the dialog that is open what is wrong."""
        ...

    def show_tie_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written in the dialog that is open."""
        ...

    def close_tie(self) -> None:
        """Put the dialog away."""
        ...


class TiesPresenter:
    """Links and conflicts of whoever is in front."""

    def __init__(
        self,
        view: TiesView,
        runner: Runner,
        host: Host,
        clock: Clock,
        roster: Callable[[], Roster],
    ) -> None:
        """Wire the view."""
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._roster = clock, roster
        self._row: StaffRow | None = None
        self._labels: dict[str, str] = {}
        self._job: Job | None = None
        self._drafts = Drafts(runner, "words", "case", "reason")

    def show(self, row: StaffRow, *, may_link: bool, may_declare: bool) -> None:
        """Show what somebody is involved with."""
        self._row = row
        self._labels = {}
        self._show_links(row, may=may_link)
        for member in row.members:
            self._name(row, member, may=may_link)

        def listed(entries: Sequence[ConflictEntry]) -> None:
            if self._row is not None and self._row.id == row.id:
                shown = [_entry(each, self._clock()) for each in entries]
                self._view.show_conflicts(shown, may=may_declare)

        self._runner.query(ConflictList(person=row.id), listed, self._on_failed)

    def link_wanted(self) -> None:
        """Ask which member somebody is."""
        if self._row is not None:
            self._view.open_link(self._row.name)
            self._drafts.begin(f"team:link:{self._row.id}", self._on_recalled)

    def declare_wanted(self) -> None:
        """Ask what somebody is involved with."""
        if self._row is not None:
            self._view.open_conflict(self._row.name)
            self._drafts.begin(f"team:conflict:{self._row.id}", self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written in the dialog."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """Nothing is entered; what was written goes."""
        self._drafts.drop()

    def look_for(self, words: str) -> None:
        """Offer members that match what is typed."""
        if self._job is not None:
            self._job.cancel()
        if not words.strip():
            self._view.offer_members(())
            return

        def found(page: Page[MemberLine]) -> None:
            self._view.offer_members(
                [(line.id, line.handle, line.platform_id) for line in page.rows]
            )

        query = MemberPage(words=words.strip(), limit=FOUND)
        self._job = self._runner.query(query, found, self._on_refused)

    def link(self, member: str) -> None:
        """Say that somebody is this member."""
        row = self._row
        if row is None:
            return
        command = LinkStaff(person=row.id, member=MemberId(member))
        said = tr("{name} can no longer handle this member's cases", name=row.name)
        self._do(command, said, self._on_refused)

    def unlink(self, member: str) -> None:
        """Say that somebody is not this member after all."""
        row = self._row
        if row is None:
            return
        command = UnlinkStaff(person=row.id, member=MemberId(member))
        said = tr("{name} is not linked to this member any more", name=row.name)
        self._do(command, said, self._on_failed)

    def declare(self, about: str, target: str, reason: str) -> None:
        """Enter a conflict; a case is named by its number, a member by its id."""
        row = self._row
        if row is None:
            return
        if About(about) is About.MEMBER:
            self._declare(row, About.MEMBER, target, reason)
            return

        def found(case: CaseId) -> None:
            self._declare(row, About.CASE, case, reason)

        self._runner.query(CaseByNumber(number=target), found, self._on_refused)

    def end(self, conflict: str) -> None:
        """Say that somebody is not, or no longer, involved."""
        command = EndConflict(conflict=ConflictId(conflict))
        self._do(command, tr("Conflict of interest ended"), self._on_failed)

    def open_member(self, member: str) -> None:
        """Go to a member's record."""
        self._host.open_record("members", member)

    def _declare(self, row: StaffRow, about: About, target: str, reason: str) -> None:
        command = DeclareConflict(
            person=PersonId(row.id), about=about, target=target, reason=reason
        )
        said = tr("{name} stands aside there from now on", name=row.name)
        self._do(command, said, self._on_refused)

    def _name(self, row: StaffRow, member: MemberId, *, may: bool) -> None:
        def named(profile: MemberProfile) -> None:
            if self._row is not None and self._row.id == row.id:
                self._labels[member] = profile.handle or profile.platform_id
                self._show_links(row, may=may)

        self._runner.query(MemberDetail(member=member), named, _unnamed)

    def _show_links(self, row: StaffRow, *, may: bool) -> None:
        self._view.show_links(_links(row, self._labels), may=may)

    def _do(
        self, command: Command[Any], said: str, failed: Callable[[AppError], None]
    ) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self._drafts.drop()
            self._view.close_tie()
            back = outcome.undo
            undo = None if back is None else lambda: self._undo(back)
            self._host.toast(said, undo)

        self._runner.execute(command, done, failed)

    def _on_recalled(self) -> None:
        self._view.show_tie_texts(self._drafts.texts)

    def _undo(self, command: Command[Any]) -> None:
        self._runner.execute(command, lambda _: None, self._on_failed)

    def _on_refused(self, error: AppError) -> None:
        self._view.show_tie_error(sentence(error))

    def _on_failed(self, error: AppError) -> None:
        self._host.toast(sentence(error))


def _links(row: StaffRow, labels: Mapping[str, str]) -> list[LinkShown]:
    # One's own profile is nobody's to read while one is on the team.
    hidden = tr("A member you may not see")
    return [
        LinkShown(member=member, label=labels.get(member, hidden))
        for member in row.members
    ]


def _unnamed(_: AppError) -> None:
    """Leave the word that stands for it."""


def _entry(entry: ConflictEntry, now: datetime) -> ConflictShown:
    by = tr(
        "entered by {name} on {day}",
        name=entry.entered_by_name,
        day=day_text(entry.entered_at, now),
    )
    return ConflictShown(
        id=entry.id,
        title=f"{about_text(entry.about)} {entry.label}",
        detail=f"{entry.reason} · {by}" if entry.reason else by,
        endable=entry.endable,
    )
