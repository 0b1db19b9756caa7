"""The team screen: people at the left, one person at the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.team.delegate import PersonDelegate
from ui.screens.team.presenter.acting import FormShown, RemovalAsked
from ui.screens.team.presenter.checking import Verdict
from ui.screens.team.presenter.history import HappenedShown
from ui.screens.team.presenter.powers import PowersShown
from ui.screens.team.presenter.shown import PersonLine, PersonShown
from ui.screens.team.presenter.ties import ConflictShown, LinkShown
from ui.screens.team.record_pane import RecordPane
from ui.screens.team.reissue_dialog import ReissueDialog
from ui.screens.team.ties_dialogs import ConflictDialog, LinkMemberDialog, TieDialog
from ui.widgets import (
    Button,
    ButtonKind,
    ConfirmDialog,
    Hairline,
    PageHeader,
    Panes,
    RecordList,
    RecordModel,
    column,
)

_LIST_WIDTH = 300


class TeamScreenView(Panes):
    """Widgets of the team screen.

    Attributes:
        record: the right pane.
        form: the invitation.

    Signals:
        chosen: a person's id.
        change_wanted: the form of role and duties is wanted.
        removed: the person has confirmed it.
        reissued: a `NewPassphrase`.
        searched: words that members are looked for by.
        linked: a member's id.
        declared: member or case, which, the reason.
        tie_written: what is half written in the dialog of either.
        tie_given_up: that dialog is cancelled.
    """

    chosen = Signal(str)
    change_wanted = Signal()
    removed = Signal()
    reissued = Signal(object)
    searched = Signal(str)
    linked = Signal(str)
    declared = Signal(str, str, str)
    tie_written = Signal(dict)
    tie_given_up = Signal()

    def __init__(self) -> None:
        self._model = RecordModel[PersonLine](_say, lambda line: line.id)
        self._list = RecordList(tr("People of the team"), name="team_list")
        self._list.setModel(self._model)
        self._list.setItemDelegate(PersonDelegate(self._list))
        self._invite = Button(
            tr("Invite"), ButtonKind.PRIMARY, icon="plus", key="N", name="team_invite"
        )
        head = PageHeader(tr("Team"))
        head.tools.addWidget(self._invite)
        listing = QWidget()
        listing.setLayout(column(head, Hairline(), 4, (self._list, 1)))
        self.record = RecordPane()
        self.form = self.record.form
        super().__init__(listing, self.record, list_width=_LIST_WIDTH)
        self._tie: TieDialog | None = None
        self._reissue: ReissueDialog | None = None
        self._list.moved.connect(self.chosen)
        self._list.opened.connect(self._on_opened)
        self._invite.clicked.connect(self.open_invitation)
        self.form.closed.connect(self._on_form_closed)
        self.record.role.put_away.connect(self._on_put_away)
        self.record.role.change_wanted.connect(self.change_wanted)
        self.record.back_wanted.connect(self._on_form_closed)
        keys = frozenset({"N", "E", "S"})
        for pane in (self._list, self.record):
            pane.set_key_map(keys)
            pane.letter_pressed.connect(self._on_letter)

    def open_invitation(self) -> None:
        """Open the form for somebody new."""
        if not self._invite.isHidden():
            self.form.open()
            self.show_record()
            self.form.name.focus()
            self.record.body.verticalScrollBar().setValue(0)

    def focus_list(self) -> None:
        """Give the focus to the list."""
        self._list.setFocus()

    # --- people ---------------------------------------------------------------

    def show_people(self, lines: Sequence[PersonLine], chosen: str) -> None:
        self._model.set_rows(lines)
        self._list.select_key(chosen)

    def show_person(self, shown: PersonShown) -> None:
        self.record.show_person(shown)

    def show_history(self, rows: Sequence[HappenedShown], *, more: bool) -> None:
        self.record.history.show_history(rows, more=more)

    # --- the invitation -------------------------------------------------------

    def allow_inviting(
        self, roles: Sequence[tuple[str, str]], duties: Sequence[tuple[str, str]]
    ) -> None:
        self._invite.setVisible(bool(roles))
        self.form.offer(roles, duties)

    def show_inviting(self, *, busy: bool) -> None:
        self.form.set_busy(busy=busy)

    def show_invite_error(self, place: str, text: str) -> None:
        self.form.show_error(place, text)

    def show_invite_texts(self, texts: Mapping[str, str]) -> None:
        self.form.show_texts(texts)

    def close_invitation(self) -> None:
        self.form.close_form()

    # --- what is done about somebody ------------------------------------------

    def open_change(self, form: FormShown) -> None:
        self.record.role.open_form(form)
        self.show_record()

    def show_consequences(self, told: tuple[str, ...]) -> None:
        self.record.role.show_consequences(told)

    def show_change_error(self, text: str) -> None:
        self.record.role.show_error(text)

    def close_change(self) -> None:
        self.record.role.close_form()
        self.focus_list()

    def ask_removal(self, asked: RemovalAsked) -> None:
        dialog = ConfirmDialog(
            self.window(),
            asked.title,
            asked.text,
            asked.confirm,
            icon="user-minus",
            name="team_removal",
        )
        dialog.accepted.connect(self.removed)
        dialog.fit()
        dialog.open()

    def ask_passphrase(self, name: str) -> None:
        self._reissue = ReissueDialog(self.window(), name)
        self._reissue.submitted.connect(self.reissued)
        self._reissue.finished.connect(self._on_reissue_gone)
        self._reissue.open()

    def show_reissuing(self, *, busy: bool) -> None:
        if self._reissue is not None:
            self._reissue.set_busy(busy=busy)

    def show_passphrase_error(self, place: str, text: str) -> None:
        if self._reissue is not None:
            self._reissue.show_error(place, text)

    def close_passphrase(self) -> None:
        if self._reissue is not None:
            self._reissue.accept()

    # --- powers ---------------------------------------------------------------

    def show_powers(self, shown: PowersShown) -> None:
        self.record.powers.show_powers(shown)

    def show_powers_error(self, text: str) -> None:
        self.record.powers.show_error(text)

    # --- ties -----------------------------------------------------------------

    def show_links(self, links: Sequence[LinkShown], *, may: bool) -> None:
        self.record.links.show_links(links, may=may)

    def show_conflicts(self, entries: Sequence[ConflictShown], *, may: bool) -> None:
        self.record.conflicts.show_conflicts(entries, may=may)

    def open_link(self, name: str) -> None:
        dialog = LinkMemberDialog(self.window(), name)
        dialog.chosen.connect(self.linked)
        self._open_tie(dialog)

    def open_conflict(self, name: str) -> None:
        dialog = ConflictDialog(self.window(), name)
        dialog.chosen.connect(self.declared)
        self._open_tie(dialog)

    def offer_members(self, members: Sequence[tuple[str, str, str]]) -> None:
        if self._tie is not None:
            self._tie.offer(members)

    def show_tie_error(self, text: str) -> None:
        if self._tie is not None:
            self._tie.show_error(text)

    def show_tie_texts(self, texts: Mapping[str, str]) -> None:
        if self._tie is not None:
            self._tie.show_texts(texts)

    def close_tie(self) -> None:
        if self._tie is not None:
            self._tie.accept()

    # --- the check ------------------------------------------------------------

    def show_checking(self, done: int, total: int) -> None:
        self.record.check.show_checking(done, total)

    def show_verdict(self, verdict: Verdict) -> None:
        self.record.check.show_verdict(verdict)

    def _open_tie(self, dialog: TieDialog) -> None:
        self._tie = dialog
        dialog.searched.connect(self.searched)
        dialog.written.connect(self.tie_written)
        dialog.given_up.connect(self.tie_given_up)
        dialog.finished.connect(self._on_tie_gone)
        dialog.open()

    def _on_tie_gone(self, _: int) -> None:
        self._tie = None

    def _on_reissue_gone(self, _: int) -> None:
        self._reissue = None

    def _on_letter(self, letter: str) -> None:
        if letter == "N":
            self.open_invitation()
        elif letter == "S":
            self.record.header.press_state()
        elif self.record.role.may_change() and not self.record.role.is_open():
            self.change_wanted.emit()

    def _on_opened(self, person: str) -> None:
        self.chosen.emit(person)
        self.show_record()

    def _on_put_away(self) -> None:
        self.record.role.close_form()
        self.focus_list()

    def _on_form_closed(self) -> None:
        self.show_list()
        self.focus_list()


def _say(line: PersonLine) -> str:
    chip = line.chip.text if line.chip else ""
    return ", ".join(part for part in (line.name, line.detail, chip) if part)
