"""One case: who looks after it, what is known, what people note about it."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from app.cases.commands.deciding import ReleaseCase, TakeCase
from app.cases.model import CaseState
from app.errors import AppError, NotPermitted
from app.ids import NoteId
from app.notes.commands import AddNote
from app.staff.roles import Capability
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.cases.presenter.decided import decided_shown
from ui.screens.cases.presenter.forms import draft_place
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.rows import Empty
from ui.screens.cases.presenter.shown import (
    DecidedShown,
    HeaderShown,
    MemberShown,
    QuoteShown,
    entries_shown,
    header_shown,
    member_shown,
    quote_shown,
)
from ui.screens.cases.presenter.wording import EntryShown
from ui.screens.host import Host
from ui.screens.setting import Setting

MEMBERS: Final = "members"
"""Key of the screen that shows a member's whole record."""


_NOTE: Final = "note"


class RecordView(Protocol):
    """What the presenter needs of header and middle pane."""

    def show_header(self, header: HeaderShown) -> None:
        """Show the lines over the case."""
        ...

    def show_holding(self, action: str, *, mine: bool, blocked: str) -> None:
        """Offer to take or give back the case; no action hides the button."""
        ...

    def show_member(self, member: MemberShown) -> None:
        """Show whom it is about."""
        ...

    def show_quote(self, quote: QuoteShown) -> None:
        """Show the words complained of."""
        ...

    def show_decided(self, decided: DecidedShown | None) -> None:
        """Show what was decided; None takes it away."""
        ...

    def show_entries(self, entries: Sequence[EntryShown]) -> None:
        """Show what happened."""
        ...

    def show_nothing(self, empty: Empty) -> None:
        """Show no case, and what can be done."""
        ...

    def show_note(self, text: str) -> None:
        """Put text into the note being written."""
        ...

    def show_note_error(self, text: str) -> None:
        """Say under the note what is wrong with it."""
        ...

    def scroll_up(self) -> None:
        """Begin at the top: another case is shown."""
        ...


class RecordPresenter:
    """Shows a case and keeps the notes people write about it."""

    def __init__(
        self,
        view: RecordView,
        runner: Runner,
        setting: Setting,
        host: Host,
        *,
        failed: Callable[[str], None],
    ) -> None:
        """Wire header and middle pane."""
        self._view, self._runner, self._setting = view, runner, setting
        self._host, self._failed = host, failed
        self._file: CaseFile | None = None
        self._drafts = Drafts(runner, _NOTE)

    def show(self, file: CaseFile) -> None:
        """Show a case; one that is shown already stays where it is scrolled."""
        fresh = self._file is None or self._file.case.id != file.case.id
        self._file = file
        view, setting = self._view, self._setting
        view.show_header(header_shown(file, setting))
        self._show_holding(file)
        view.show_member(member_shown(file, setting))
        view.show_quote(quote_shown(file, setting))
        view.show_decided(decided_shown(file, setting))
        view.show_entries(entries_shown(file, setting))
        if fresh:
            view.scroll_up()
            self._drafts.put_away()
            view.show_note("")
            self._drafts.begin(draft_place(file.case.id), self._show_note)

    def show_nothing(self, empty: Empty) -> None:
        """Show that no case is looked at."""
        self.put_away()
        self._file = None
        self._view.show_nothing(empty)

    def tick(self) -> None:
        """Let the clock go on."""
        if self._file is not None:
            self._view.show_header(header_shown(self._file, self._setting))

    def put_away(self) -> None:
        """Keep a half-written note on the desk."""
        self._drafts.put_away()

    def note_changed(self, text: str) -> None:
        """Somebody writes a note."""
        self._drafts.change(_NOTE, text)

    def keep_note(self) -> None:
        """Put the note on the person's desk; typing has paused."""
        self._drafts.keep()

    def send_note(self) -> None:
        """Add the note that was written."""
        file = self._file
        if file is None:
            return
        if not self._setting.may(Capability.WRITE_NOTES):
            self._view.show_note_error(sentence(NotPermitted("not_permitted")))
            return

        def done(_outcome: Outcome[NoteId]) -> None:
            self._drafts.clear(draft_place(file.case.id))
            self._show_note()

        def failed(error: AppError) -> None:
            self._view.show_note_error(sentence(error))

        command = AddNote(subject=file.case.id, text=self._drafts.texts[_NOTE])
        self._runner.execute(command, done, failed)

    def switch_holding(self) -> None:
        """Take the case, or give it back."""
        file = self._file
        if file is None or file.case.state is CaseState.DECIDED:
            return
        blocked = self._holding_block(file)
        if blocked:
            self._failed(blocked)
            return
        number, case = file.case.number, file.case.id
        if self._is_mine(file):
            told = tr("Gave {number} back", number=number)
            self._execute(ReleaseCase(case=case), told)
        else:
            self._execute(TakeCase(case=case), tr("Took {number}", number=number))

    def open_member(self) -> None:
        """Go to the whole record of the member."""
        if self._file is not None and self._file.case.member is not None:
            self._host.open_record(MEMBERS, self._file.case.member)

    def _execute(self, command: Command[Any], told: str) -> None:
        def done(outcome: Outcome[Any]) -> None:
            undo = outcome.undo
            self._host.toast(told, (lambda: self._undo(undo)) if undo else None)

        self._runner.execute(command, done, self._fail)

    def _undo(self, command: Command[Any]) -> None:
        self._runner.execute(command, lambda _outcome: None, self._fail)

    def _fail(self, error: AppError) -> None:
        self._failed(sentence(error))

    def _show_note(self) -> None:
        self._view.show_note(self._drafts.texts[_NOTE])

    def _is_mine(self, file: CaseFile) -> bool:
        return self._setting.me is not None and file.case.holder == self._setting.me.id

    def _show_holding(self, file: CaseFile) -> None:
        mine = self._is_mine(file)
        action = tr("Give back") if mine else tr("Take")
        if file.case.state is CaseState.DECIDED:
            action = ""
        blocked = self._holding_block(file)
        self._view.show_holding(action, mine=mine, blocked=blocked)

    def _holding_block(self, file: CaseFile) -> str:
        """Return why the case cannot be taken or given back, or nothing."""
        if not self._setting.may(Capability.DECIDE_CASES):
            return sentence(NotPermitted("not_permitted"))
        if self._is_mine(file):
            return ""
        if file.case.bar is not None:
            return sentence(NotPermitted(file.case.bar.value))
        if file.case.holder is not None:
            return tr("{name} looks after this case.", name=file.case.holder_name or "")
        return ""
