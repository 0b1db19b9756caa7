"""A view of the team that remembers what it was shown."""

from collections.abc import Mapping, Sequence

from ui.screens.team.presenter.acting import FormShown, RemovalAsked
from ui.screens.team.presenter.checking import Verdict
from ui.screens.team.presenter.history import HappenedShown
from ui.screens.team.presenter.powers import PowersShown
from ui.screens.team.presenter.shown import PersonLine, PersonShown
from ui.screens.team.presenter.ties import ConflictShown, LinkShown

Offered = Sequence[tuple[str, str]]


class SeenTeam:
    """Satisfies `TeamView`.

    Attributes:
        lines, person, powers, links, conflicts, history: what is shown now.
        form: the form of a change while it is open.
        asked: the dialogs that were opened, in order.
        told: consequences in the form.
        errors: what was said to be wrong, with its place.
    """

    lines: Sequence[PersonLine] = ()
    chosen = ""
    person: PersonShown
    powers: PowersShown
    links: Sequence[LinkShown] = ()
    conflicts: Sequence[ConflictShown] = ()
    history: Sequence[HappenedShown] = ()
    form: FormShown | None = None
    told: tuple[str, ...] = ()
    roles: Offered = ()
    duties: Offered = ()
    offered: Sequence[tuple[str, str, str]] = ()
    verdict: Verdict
    may_link = may_declare = busy = False

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.errors: list[tuple[str, str]] = []
        self.closed: list[str] = []
        self.back: dict[str, str] = {}

    def line(self, name: str) -> PersonLine:
        """Return somebody's line."""
        return next(line for line in self.lines if line.name == name)

    def show_people(self, lines: Sequence[PersonLine], chosen: str) -> None:
        self.lines, self.chosen = lines, chosen

    def show_person(self, shown: PersonShown) -> None:
        self.person = shown

    def show_history(self, rows: Sequence[HappenedShown], *, more: bool) -> None:
        self.history = rows

    def allow_inviting(self, roles: Offered, duties: Offered) -> None:
        self.roles, self.duties = roles, duties

    def show_inviting(self, *, busy: bool) -> None:
        self.busy = busy

    def show_invite_error(self, place: str, text: str) -> None:
        self.errors.append((place, text))

    def show_invite_texts(self, texts: Mapping[str, str]) -> None:
        self.back = dict(texts)

    def close_invitation(self) -> None:
        self.closed.append("invitation")

    def open_change(self, form: FormShown) -> None:
        self.form = form

    def show_consequences(self, told: tuple[str, ...]) -> None:
        self.told = told

    def show_change_error(self, text: str) -> None:
        self.errors.append(("change", text))

    def close_change(self) -> None:
        self.form = None

    def ask_removal(self, asked: RemovalAsked) -> None:
        self.asked.append(asked)

    def ask_passphrase(self, name: str) -> None:
        self.asked.append(name)

    def show_reissuing(self, *, busy: bool) -> None:
        self.busy = busy

    def show_passphrase_error(self, place: str, text: str) -> None:
        self.errors.append((place, text))

    def close_passphrase(self) -> None:
        self.closed.append("passphrase")

    def show_powers(self, shown: PowersShown) -> None:
        self.powers = shown

    def show_powers_error(self, text: str) -> None:
        if text:
            self.errors.append(("powers", text))

    def show_links(self, links: Sequence[LinkShown], *, may: bool) -> None:
        self.links, self.may_link = links, may

    def show_conflicts(self, entries: Sequence[ConflictShown], *, may: bool) -> None:
        self.conflicts, self.may_declare = entries, may

    def open_link(self, name: str) -> None:
        self.asked.append(name)

    def open_conflict(self, name: str) -> None:
        self.asked.append(name)

    def offer_members(self, members: Sequence[tuple[str, str, str]]) -> None:
        self.offered = members

    def show_tie_texts(self, texts: Mapping[str, str]) -> None:
        self.back = dict(texts)

    def show_tie_error(self, text: str) -> None:
        self.errors.append(("tie", text))

    def close_tie(self) -> None:
        self.closed.append("tie")

    def show_checking(self, done: int, total: int) -> None:
        self.asked.append((done, total))

    def show_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
