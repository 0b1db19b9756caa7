"""The form under a ballot: whose vote, how, by which way, when, why."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal

from app.revision.model.feedback import Way
from app.revision.wording import way_text
from app.words import tr
from ui.screens.finding import Match
from ui.screens.matches import MemberField
from ui.screens.revision.ballots.presenter.voting import Field, VoteForm
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Box,
    Choice,
    ChoiceCards,
    Hairline,
    Label,
    LabelledSelect,
    MainAction,
    TextField,
    column,
    row,
)

_ACTION_WIDTH: Final = 190


class VotingForm(Box):
    """Enters one vote after another without the mouse.

    Signals:
        searched: what is typed of the member's name.
        member_chosen: the id of a member offered.
        choice_chosen: the key of a choice.
        written: what is half entered, by the names of its fields.
        submitted: the way's code, when it was cast, the reason.
    """

    searched = Signal(str)
    member_chosen = Signal(str)
    choice_chosen = Signal(str)
    written = Signal(dict)
    submitted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="ballots_form")
        self._member = MemberField(tr("Whose vote"), name="vote_member")
        self._way = LabelledSelect(tr("Channel"), name="vote_way")
        self._way.select.set_choices(
            [Choice(key=way.value, text=way_text(way)) for way in Way]
        )
        self._when = TextField(
            tr("When it was cast"),
            hint=tr("Empty for now"),
            placeholder="2026-11-22 18:00",
            name="vote_when",
        )
        self._choices = ChoiceCards(tr("How they vote"), name="vote")
        self._choice_error = Label("", Role.CAPTION, Token.DANGER)
        self._reason = TextField(
            tr("Reason"), hint=tr("a block needs one"), name="vote_reason"
        )
        self._trouble = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._action = MainAction(tr("Enter the vote"), name="vote_submit", wide=True)
        self._action.setFixedWidth(_ACTION_WIDTH)
        self._fields = {
            Field.MEMBER: self._member,
            Field.WHEN: self._when,
            Field.REASON: self._reason,
        }
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._connect()

    def set_form(self, form: VoteForm) -> None:
        """Show what is chosen, and whether it can be entered."""
        self._choices.set_choices(form.choices, form.chosen)
        self._action.set_blocked(form.blocked)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put these words into the fields, without telling."""
        for field, widget in self._fields.items():
            told = widget.blockSignals(True)
            widget.set_text(texts.get(field.value, ""))
            widget.blockSignals(told)
            widget.clear_error()
        self.show_error(Field.FORM, "")
        self.show_error(Field.CHOICE, "")
        self._pause.stop()

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Offer members under the field."""
        self._member.offer(matches)

    def show_member(self, member: Match | None) -> None:
        """Show whose vote it is, or that it is nobody's yet."""
        self._member.show_member(member)

    def show_error(self, field: Field, text: str) -> None:
        """Say beside a field, or over the button, what is wrong; all stays."""
        if field in self._fields:
            self._fields[field].show_error(text)
            self._fields[field].focus()
            return
        label = self._choice_error if field is Field.CHOICE else self._trouble
        label.setText(text)
        label.setVisible(bool(text))
        if text and field is Field.CHOICE:
            self._choices.focus()

    def focus_member(self) -> None:
        """Put the cursor into the member's name."""
        self._member.focus()

    def choose_nth(self, letter: str) -> None:
        """Choose by a key, and go to what is still to be done."""
        self._choices.choose_nth(int(letter))

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._tell()

    def submit(self) -> None:
        """Enter the vote, if that can be done as it stands."""
        if self._action.button.isEnabled() and self.isVisible():
            self.show_error(Field.FORM, "")
            self._pause.stop()
            self.submitted.emit(
                self._way.select.chosen(), self._when.text(), self._reason.text()
            )

    def _lay_out(self) -> None:
        hint = tr("Type a name, Enter, a digit, Enter: the next one.")
        title = row(
            Label(tr("Enter a vote"), Role.SECTION),
            8,
            Label(hint, Role.CAPTION, Token.TEXT_3),
            STRETCH,
        )
        whose = column(self._member, STRETCH)
        way = column(self._way, STRETCH)
        when = column(self._when, STRETCH)
        self._choice_error.hide()
        self._trouble.hide()
        inner = column(
            title,
            8,
            row((whose, 5), 12, (way, 3), 12, (when, 4)),
            10,
            self._choices,
            self._choice_error,
            10,
            row((self._reason, 1), 16, column(STRETCH, self._trouble, self._action)),
            margins=(space.S6, 12, space.S6, 16),
        )
        self.setLayout(column(Hairline(), inner))

    def _connect(self) -> None:
        self._member.searched.connect(self.searched)
        self._member.picked.connect(self.member_chosen)
        self._member.entered.connect(self._choices.focus)
        self._choices.chosen.connect(self._on_chosen)
        self._reason.submitted.connect(self.submit)
        for field in self._fields.values():
            field.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._tell)
        self._action.button.clicked.connect(self.submit)

    def _on_chosen(self, key: str) -> None:
        self.choice_chosen.emit(key)
        if key == "block":
            self._reason.focus()
        else:
            self._action.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._pause.stop()
        self.written.emit({f.value: w.text() for f, w in self._fields.items()})
