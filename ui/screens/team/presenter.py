"""What happens on the team screen: people, invitations, the check of the journal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.errors import AppError
from app.ids import PersonId
from app.staff.commands import AdmitPerson
from app.staff.queries import Identity, StaffList, StaffRow, WhoAmI
from app.staff.roles import Capability, Role
from app.staff.wording import capability_text, role_text
from app.times import DEFAULT_ZONE
from app.verification import Report, fault_text
from app.words import sentence, tr, trn
from app.work import Changes, Outcome
from ui.running import Runner
from ui.screens.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in the list."""

    id: str
    name: str
    role: str
    me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person with what the role allows.

    Attributes:
        since: since when on the team, in words.
        may: what the role allows, in words.
        members: how many member profiles are this person too, in words.
    """

    id: str
    name: str
    role: str
    since: str
    may: tuple[str, ...]
    members: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the form of an invitation holds."""

    name: str
    role: str
    passphrase: str = field(repr=False)
    repeated: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check found.

    Attributes:
        sound: whether everything holds.
        title: the verdict.
        figures: what was read, in words.
        problems: what is wrong, each with how often.
    """

    sound: bool
    title: str
    figures: str
    problems: tuple[str, ...] = ()


class TeamView(Protocol):
    """What the presenter needs of the view."""

    def show_people(self, lines: Sequence[PersonLine], chosen: str) -> None:
        """List the people; `chosen` is selected."""
        ...

    def show_person(self, card: PersonCard) -> None:
        """Show one person."""
        ...

    def allow_inviting(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer the invitation with these roles (code, word); none hides it."""
        ...

    def show_inviting(self, *, busy: bool) -> None:
        """Say that keys are being made, or take that away."""
        ...

    def show_invite_error(self, place: str, text: str) -> None:
        """Say under `name`, `passphrase` or `repeated` what is wrong."""
        ...

    def close_invitation(self) -> None:
        """Put the form away."""
        ...

    def show_checking(self, done: int, total: int) -> None:
        """Show how far the check is."""
        ...

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        ...


class TeamPresenter:
    """Speaks for the team screen."""

    def __init__(self, view: TeamView, runner: Runner, host: Host) -> None:
        """Wire the screen."""
        self._view, self._runner, self._host = view, runner, host
        self._people: dict[str, StaffRow] = {}
        self._me = ""
        self._chosen = ""
        runner.on_change(self._on_change)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        self._runner.query(WhoAmI(), self._on_me, self._on_failed)

    def choose(self, person: str) -> None:
        """Show a person."""
        row = self._people.get(person)
        if row is not None:
            self._chosen = person
            self._view.show_person(_card(row))

    def invite(self, form: Invitation) -> None:
        """Enrol the person who typed these."""
        if not form.name.strip():
            self._view.show_invite_error("name", tr("Enter a sign-in name."))
        elif form.passphrase != form.repeated:
            words = tr("The two passphrases differ. Type them again.")
            self._view.show_invite_error("repeated", words)
        else:
            self._view.show_inviting(busy=True)
            self._runner.execute(
                AdmitPerson(
                    name=form.name.strip(),
                    passphrase=form.passphrase,
                    role=Role(form.role),
                ),
                lambda outcome: self._on_invited(form.name.strip(), outcome),
                self._on_invite_failed,
            )

    def check(self) -> None:
        """Prove the journal and compare the tables with it."""
        self._view.show_checking(0, 0)
        self._runner.verify(
            self._on_report,
            self._on_failed,
            lambda done, total: self._view.show_checking(done, total or 0),
        )

    def _on_me(self, identity: Identity) -> None:
        self._me = identity.me.id
        may = Capability.ADMIT_STAFF in identity.me.capabilities
        offered = [(role.value, role_text(role)) for role in Role] if may else []
        self._view.allow_inviting(offered)
        self._runner.query(StaffList(), self._on_people, self._on_failed)

    def _on_people(self, people: Sequence[StaffRow]) -> None:
        self._people = {row.id: row for row in people}
        if self._chosen not in self._people:
            self._chosen = self._me
        lines = [
            PersonLine(
                id=row.id,
                name=row.name,
                role=role_text(row.role),
                me=row.id == self._me,
            )
            for row in people
        ]
        self._view.show_people(lines, self._chosen)
        self.choose(self._chosen)

    def _on_invited(self, name: str, outcome: Outcome[PersonId]) -> None:
        self._chosen = outcome.value
        self._view.show_inviting(busy=False)
        self._view.close_invitation()
        self._host.toast(tr("{name} can sign in now", name=name))

    def _on_invite_failed(self, error: AppError) -> None:
        self._view.show_inviting(busy=False)
        place = "passphrase" if error.code.startswith("passphrase_") else "name"
        self._view.show_invite_error(place, sentence(error))

    def _on_report(self, report: Report) -> None:
        self._view.show_verdict(_verdict(report))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_verdict(Verdict(sound=False, title=sentence(error), figures=""))

    def _on_change(self, changes: Changes) -> None:
        if "staff" in changes.areas:
            self.refresh()


def _card(row: StaffRow) -> PersonCard:
    day = row.admitted_at.astimezone(DEFAULT_ZONE).date()
    linked = len(row.members)
    return PersonCard(
        id=row.id,
        name=row.name,
        role=role_text(row.role),
        since=tr("On the team since {day}", day=day.isoformat()),
        may=tuple(
            capability_text(each) for each in Capability if each in row.capabilities
        ),
        members=trn("Is {count} member too", "Is {count} members too", linked)
        if linked
        else tr("Linked to no member"),
    )


def _verdict(report: Report) -> Verdict:
    figures = tr(
        "{commits} commits with {events} events checked",
        commits=f"{report.commits:,}",
        events=f"{report.events:,}",
    )
    if report.held:
        figures = tr("{words}; {held} wait for a lead", words=figures, held=report.held)
    if report.sound:
        title = tr("Every signature and chain holds; the tables are what they give")
        return Verdict(sound=True, title=title, figures=figures)
    counted = Counter(fault_text(problem.fault) for problem in report.problems)
    return Verdict(
        sound=False,
        title=tr(
            "Something is not as it was written. Keep the files, restore a backup"
        ),
        figures=figures,
        problems=tuple(f"{words} × {count}" for words, count in counted.items()),
    )
