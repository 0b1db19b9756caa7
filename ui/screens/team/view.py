"""The team screen: people at the left, one person and the check at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.words import tr
from ui.screens.team.delegate import PersonDelegate
from ui.screens.team.invitation import InvitationCard
from ui.screens.team.presenter import PersonCard, PersonLine, Verdict
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Avatar,
    Banner,
    Button,
    Card,
    Hairline,
    IconLabel,
    Label,
    PageHeader,
    Panes,
    ProgressPanel,
    RecordList,
    RecordModel,
    ScrollColumn,
    clear,
    column,
    row,
)

_AVATAR = 48


class TeamScreenView(Panes):
    """Widgets of the team screen.

    Signals:
        chosen: a person's id.
        invited: an `Invitation`.
        check_wanted: prove the journal.
    """

    chosen = Signal(str)
    invited = Signal(object)
    check_wanted = Signal()

    def __init__(self) -> None:
        self._model = RecordModel[PersonLine](_say, lambda line: line.id)
        self._list = RecordList(tr("People of the team"), name="team_list")
        self._list.setModel(self._model)
        self._list.setItemDelegate(PersonDelegate(self._list))
        self._invite = Button(tr("Invite"), icon="plus", key="N", name="team_invite")
        self._head = PageHeader(tr("Team"))
        self._head.tools.addWidget(self._invite)
        listing = QWidget()
        listing.setLayout(column(self._head, Hairline(), 4, (self._list, 1)))
        self._record = self._build_record()
        super().__init__(listing, self._record, list_width=300)
        self._list.moved.connect(self.chosen)
        self._list.opened.connect(self.chosen)
        self._invite.clicked.connect(self.open_invitation)
        self.form.submitted.connect(self.invited)
        self.form.closed.connect(self._on_form_closed)
        self._check.clicked.connect(self.check_wanted)
        self._list.set_key_map(frozenset({"N"}))
        self._list.letter_pressed.connect(self._on_letter)
        self._list.opened.connect(self._on_opened)

    def _build_record(self) -> ScrollColumn:
        self._name = Label("", Role.RECORD)
        self._role = Label("", Role.BODY, Token.TEXT_2)
        self._avatar = Avatar("", size=_AVATAR)
        self._may = column(spacing=6)
        self._linked = Label("", Role.CAPTION, Token.TEXT_2)
        person = Card(
            column(
                row(
                    self._avatar,
                    (column(self._name, self._role), 1),
                    spacing=space.S4,
                ),
                space.S3,
                Hairline(),
                space.S3,
                Label(tr("What the role allows"), Role.SECTION),
                space.S2,
                self._may,
                space.S3,
                self._linked,
                margins=(20, 16, 20, 16),
            )
        )
        self.form = InvitationCard()
        self.form.hide()
        record = ScrollColumn(margins=(24, 20, 24, 24), spacing=space.S4)
        for item in (self.form, person, self._build_check()):
            record.column.addWidget(item)
        record.column.addStretch(1)
        return record

    def _build_check(self) -> Card:
        self._verdict = Banner("", "", Tone.OK, name="team_verdict")
        self._verdict.hide()
        self._problems = column(spacing=space.S1)
        self._progress = ProgressPanel("shield-check", name="team_progress")
        self._progress.hide()
        self._check = Button(
            tr("Check everything"), icon="shield-check", name="team_check"
        )
        words = tr(
            "Proves the signature and chain of every entry, and compares what is shown"
            " with what the entries give."
        )
        return Card(
            column(
                row(
                    Label(tr("Is everything as it was written?"), Role.SECTION),
                    STRETCH,
                    self._check,
                ),
                Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
                self._progress,
                self._verdict,
                self._problems,
                margins=(20, 14, 20, 16),
                spacing=space.S2,
            )
        )

    def add_card(self, card: Card) -> None:
        """Show another card below the others."""
        self._record.column.insertWidget(self._record.column.count() - 1, card)

    def _on_letter(self, _key: str) -> None:
        self.open_invitation()

    def _on_opened(self, _person: str) -> None:
        self.show_record()

    def _on_form_closed(self) -> None:
        self.show_list()
        self.focus_list()

    def open_invitation(self) -> None:
        """Open the form for somebody new."""
        if self._invite.isVisible():
            self.form.open()
            self.show_record()

    def show_people(self, lines: Sequence[PersonLine], chosen: str) -> None:
        """List the people; `chosen` is selected."""
        self._model.set_rows(lines)
        self._list.select_key(chosen)

    def show_person(self, card: PersonCard) -> None:
        """Show one person."""
        # By name, as wherever people of the team appear.
        self._avatar.set_person(card.name)
        self._name.setText(card.name)
        self._role.setText(f"{card.role} · {card.since}")
        clear(self._may)
        may = card.may or (tr("To look, not to act"),)
        half = -(-len(may) // 2)
        columns = [
            column(*map(_allowed, part), STRETCH, spacing=6)
            for part in (may[:half], may[half:])
        ]
        self._may.addLayout(row(*((each, 1) for each in columns), spacing=space.S4))
        self._linked.setText(card.members)

    def allow_inviting(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer the invitation with these roles; none hides it."""
        self._invite.setVisible(bool(roles))
        self.form.set_roles(roles)

    def show_inviting(self, *, busy: bool) -> None:
        """Say that keys are being made, or take that away."""
        self.form.set_busy(busy=busy)

    def show_invite_error(self, place: str, text: str) -> None:
        """Say under a field what is wrong."""
        self.form.show_error(place, text)

    def close_invitation(self) -> None:
        """Put the form away."""
        self.form.close_form()

    def show_checking(self, done: int, total: int) -> None:
        """Show how far the check is."""
        self._check.setEnabled(False)
        self._verdict.hide()
        clear(self._problems)
        if not total:
            self._progress.start(tr("Checking every entry"))
        else:
            self._progress.set_progress(done, total)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        self._check.setEnabled(True)
        self._progress.finish()
        self._verdict.set_tone(Tone.OK if verdict.sound else Tone.DANGER)
        self._verdict.set_words(verdict.title, verdict.figures)
        self._verdict.show()
        for words in verdict.problems:
            self._problems.addWidget(Label(words, token=Token.DANGER, wrap=True))

    def focus_list(self) -> None:
        """Give the focus to the list."""
        self._list.setFocus()


def _allowed(words: str) -> QLayout:
    return row(IconLabel("check", Token.OK, space.ICON), space.S2, (Label(words), 1))


def _say(line: PersonLine) -> str:
    return f"{line.name}, {line.role}"
