"""One member's record: revealing, notes, a new case, the link to the staff."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from app.errors import AppError, NotPermitted
from app.ids import MemberId, NoteId, PersonId
from app.members.commands import RevealIdentity
from app.notes.commands import AddNote
from app.staff.commands import LinkStaff
from app.staff.roles import Role
from app.staff.wording import role_text
from app.times import Clock
from app.words import sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host, TakesCases
from ui.screens.members.presenter.dossier import Dossier, Loader
from ui.screens.members.presenter.shown import SEALED, RecordShown
from ui.screens.members.presenter.telling import record_shown

CASES = "cases"
"""Key of the screen that shows cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of the staff, to be linked.

    Attributes:
        linked: whether this member is that person already.
    """

    id: PersonId
    name: str
    role: str
    linked: bool


class RecordView(Protocol):
    """What the presenter needs of the right pane."""

    def show_record(self, record: RecordShown, *, anew: bool) -> None:
        """Show a record; `anew` when it is another member's than before."""
        ...

    def show_nobody(self) -> None:
        """Show that nobody is looked at."""
        ...

    def show_record_error(self, text: str) -> None:
        """Say what went wrong with the record; nothing takes it away."""
        ...

    def open_reason(self) -> None:
        """Ask in place for the reason to reveal; while values show, cover them."""
        ...

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong; the text stays."""
        ...

    def reveal(self, values: Mapping[str, str]) -> None:
        """Show sealed values by label, for a minute."""
        ...

    def leave(self) -> None:
        """Cover whatever is revealed, and tell what is being written."""
        ...

    def show_reason(self, text: str) -> None:
        """Put back a reason to reveal that was half written."""
        ...

    def show_draft(self, text: str) -> None:
        """Put half-written text into the note; with some the form opens."""
        ...

    def open_note(self) -> None:
        """Open the form of a note."""
        ...

    def show_note_error(self, text: str) -> None:
        """Say under the note what is wrong; the text stays."""
        ...

    def close_note(self) -> None:
        """Empty the form of a note and put it away."""
        ...

    def offer_link(self, title: str, people: tuple[Colleague, ...]) -> None:
        """Ask who of the staff this member is."""
        ...

    def show_link_error(self, text: str) -> None:
        """Say what is wrong with the link."""
        ...

    def close_link(self) -> None:
        """Put the question away."""
        ...


class RecordPresenter:
    """Shows a member and does what the record offers."""

    def __init__(
        self,
        view: RecordView,
        runner: Runner,
        host: Host,
        clock: Clock,
        followed: Callable[[Dossier], None] = lambda _: None,
    ) -> None:
        """Wire the right pane; `followed` hears of every record that is shown."""
        self._followed = followed
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._loader = Loader(runner, self._on_dossier, self._on_failed)
        self._member: MemberId | None = None
        self._dossier: Dossier | None = None
        self._note, self._reason = Drafts(runner, "note"), Drafts(runner, "reason")

    def choose(self, member: MemberId | None) -> None:
        """Look at a member; what was revealed of another is covered."""
        if member == self._member:
            return
        self.leave()
        self._member, self._dossier = member, None
        if member is None:
            self._loader.stop()
            self._view.show_nobody()
        else:
            self._loader.load(member)

    def leave(self) -> None:
        """Cover what is revealed; the person turns to something else."""
        self._view.leave()

    def refresh(self) -> None:
        """Ask again for what is shown."""
        if self._member is not None:
            self._loader.load(self._member)

    def reveal_wanted(self) -> None:
        """Ask for the reason, where the person has the keys."""
        shown = self._shown()
        if shown is not None and shown.identity.may_reveal:
            self._view.open_reason()

    def reveal(self, reason: str) -> None:
        """Open the sealed fields; it is recorded with the reason."""
        member = self._member
        if member is None:
            return

        def done(outcome: Outcome[Mapping[str, str]]) -> None:
            self._reason.clear(_place(member))
            if member == self._member:
                named = {tr(SEALED[k]): text for k, text in outcome.value.items()}
                self._view.reveal(named)

        self._runner.execute(
            RevealIdentity(member=member, reason=reason),
            done,
            self._said_to(self._view.show_reason_error),
        )

    def note_wanted(self) -> None:
        """Open the form of a note, where the person may write one."""
        shown = self._shown()
        if shown is not None and shown.may_note:
            self._view.open_note()

    def note_typed(self, text: str) -> None:
        """Keep what is being written."""
        self._note.take({"note": text})

    def reason_left(self, text: str) -> None:
        """Keep what is written of the reason to reveal."""
        self._reason.take({"reason": text})

    def add_note(self, text: str) -> None:
        """Write a note on the member."""
        member = self._member
        if member is None:
            return

        def done(_: Outcome[NoteId]) -> None:
            self._note.clear(_place(member))
            if member == self._member:
                self._view.close_note()

        self._runner.execute(
            AddNote(subject=member, text=text),
            done,
            self._said_to(self._view.show_note_error),
        )

    def case_wanted(self) -> None:
        """Go to the form of a new case about this member."""
        shown, host = self._shown(), self._host
        if shown is not None and shown.may_open and isinstance(host, TakesCases):
            host.take_case(shown.header.id)

    def open_case(self, case: str) -> None:
        """Go to a case."""
        self._host.open_record(CASES, case)

    def link_wanted(self) -> None:
        """Ask who of the staff this member is."""
        shown, dossier = self._shown(), self._dossier
        if shown is None or dossier is None or not shown.may_link:
            return
        people = tuple(
            Colleague(
                id=person.id,
                name=person.name,
                role=role_text(Role(person.role)),
                linked=dossier.profile.id in person.members,
            )
            for person in dossier.staff
        )
        self._view.offer_link(shown.header.title, people)

    def link(self, person: str) -> None:
        """Say that somebody of the staff is this member."""
        member = self._member
        if member is None:
            return
        names = {p.id: p.name for p in self._dossier.staff} if self._dossier else {}
        name = names.get(PersonId(person), "")

        def done(_: Outcome[None]) -> None:
            self._view.close_link()
            self._host.toast(
                tr("{name} can no longer handle this member's cases", name=name)
            )

        self._runner.execute(
            LinkStaff(person=PersonId(person), member=member),
            done,
            self._said_to(self._view.show_link_error),
        )

    def _shown(self) -> RecordShown | None:
        if self._dossier is None:
            return None
        shown = record_shown(self._dossier, self._clock())
        offers = isinstance(self._host, TakesCases)
        return replace(shown, may_open=shown.may_open and offers)

    def _on_dossier(self, dossier: Dossier) -> None:
        anew = self._dossier is None
        self._dossier = dossier
        shown = self._shown()
        if shown is None:
            return
        self._view.show_record_error("")
        self._view.show_record(shown, anew=anew)
        self._followed(dossier)
        if anew:
            self._recall(dossier.profile.id)

    def _recall(self, member: MemberId) -> None:
        note, reason = self._note, self._reason
        # What is half written of another member is none of this one's.
        self._view.show_draft("")
        note.begin(_place(member), lambda: self._view.show_draft(note.texts["note"]))
        reason.begin(
            _place(member), lambda: self._view.show_reason(reason.texts["reason"])
        )

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, NotPermitted):
            # What was shown until now is not for this person any more.
            self._dossier = None
            self._view.leave()
            self._view.show_nobody()
        self._view.show_record_error(sentence(error))

    @staticmethod
    def _said_to(show: Callable[[str], None]) -> Callable[[AppError], None]:
        return lambda error: show(sentence(error))


def _place(member: str) -> str:
    return f"member:{member}"
