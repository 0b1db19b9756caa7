"""The form of a new case: whom, the words, why, by whom, when."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.cases.model import Channel
from app.cases.wording import channel_text
from app.words import tr
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.intake import NewCase
from ui.screens.finding import Match
from ui.screens.matches import MatchList
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Choice,
    FormDialog,
    IconLabel,
    Label,
    LabelledSelect,
    MultilineField,
    Quiet,
    TextField,
    column,
    row,
)

_USUAL: Final = (Channel.PRIVATE_MESSAGE, Channel.COMPLAINT, Channel.PATROL)


class IntakeDialog(FormDialog):
    """Asks for what a case needs; errors stand under their fields.

    Signals:
        subject_changed: what is typed of the member's name.
        member_chosen: the id of a member offered.
        submitted: a `NewCase` to open.
    """

    subject_changed = Signal(str)
    member_chosen = Signal(str)
    submitted = Signal(NewCase)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, tr("New case"), icon="clipboard-text", width=520, name="case_new"
        )
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._subject = TextField(
            tr("About whom"),
            placeholder=tr("Nickname or platform id"),
            icon="magnifying-glass",
            name="new_subject",
        )
        self._matches = MatchList(name="new_matches")
        self._note = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
        self._offer = Quiet(column(self._matches, self._note, margins=(2, 4, 2, 6)))
        self._offer.hide()
        self._member = Label("", bold=True)
        self._facts = Label("", Role.CAPTION, Token.TEXT_3)
        tick = IconLabel("check-circle", Token.OK)
        self._chosen = Quiet(
            row(tick, 8, self._member, 8, (self._facts, 1), margins=(10, 6, 10, 6))
        )
        self._chosen.hide()
        self._quote = MultilineField(
            tr("Reported words"),
            placeholder=tr("Paste the words, or say what happened"),
            name="new_quote",
            lines=(3, 8),
        )
        self._complaint = TextField(
            tr("Reason given"),
            hint=tr("a clause is suggested from it"),
            name="new_complaint",
        )
        self._channel = LabelledSelect(tr("Channel"), name="new_channel")
        others = [each for each in Channel if each not in _USUAL]
        self._channel.select.set_choices(
            [Choice(key=c.value, text=channel_text(c)) for c in (*_USUAL, *others)]
        )
        self._when = TextField(
            tr("When it happened"),
            hint=tr("if known"),
            placeholder="2026-11-22 09:14",
            name="new_when",
        )
        self._reporter = TextField(
            tr("Who complained"),
            hint=tr("platform id, sealed to leads; empty for your own observation"),
            name="new_reporter",
        )
        self._lay_out()
        self._connect()
        self.keep(
            subject=self._subject,
            quote=self._quote,
            complaint=self._complaint,
            when=self._when,
            reporter=self._reporter,
        )
        self._subject.focus()

    def show_matches(self, matches: Sequence[Match], note: str) -> None:
        """Offer members; `note` says what happens to a name nobody has."""
        self._matches.offer(matches)
        self._note.setText(note)
        self._note.setContentsMargins(10, 0, 10, 0)
        self._offer.setVisible(bool(matches) or bool(note))
        self.fit()

    def show_member(self, handle: str, facts: str) -> None:
        """Show which member is meant; an empty handle takes it away."""
        self._member.setText(handle)
        self._facts.setText(facts)
        self._chosen.setVisible(bool(handle))
        self.fit()

    def show_error(self, place: Field, text: str) -> None:
        """Say under a field, or over the form, what is wrong."""
        fields = {
            Field.SUBJECT: self._subject,
            Field.QUOTE: self._quote,
            Field.WHEN: self._when,
        }
        if place in fields:
            fields[place].show_error(text)
            fields[place].focus()
        else:
            self._trouble.set_words(text)
            self._trouble.show()
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._subject.edit.hasFocus():
            self._matches.setFocus()
            self._matches.step(1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        whom = column(self._subject, self._offer, self._chosen, spacing=4)
        self.body.addWidget(self._trouble)
        self.body.addLayout(whom)
        self.body.addWidget(self._quote)
        self.body.addWidget(self._complaint)
        self.body.addLayout(
            row((column(self._channel, STRETCH), 1), 12, (self._when, 1))
        )
        self.body.addWidget(self._reporter)
        self._cancel = Button(tr("Cancel"), height=34, name="new_cancel")
        self._open = Button(
            tr("Record the case"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="new_open",
        )
        for button in (self._cancel, self._open):
            # Enter belongs to the fields and the list; the case opens with Ctrl.
            button.setAutoDefault(False)
            self.buttons.addWidget(button)

    def _connect(self) -> None:
        self._subject.changed.connect(self.subject_changed)
        self._subject.submitted.connect(self._on_subject_entered)
        self._matches.picked.connect(self._on_member_chosen)
        self._matches.back_wanted.connect(self._subject.focus)
        self._cancel.clicked.connect(self.reject)
        self._open.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)

    def _on_subject_entered(self) -> None:
        first = self._matches.first()
        if first and self._offer.isVisible():
            self._on_member_chosen(first)
        else:
            self._quote.focus()

    def _on_member_chosen(self, member: str) -> None:
        self.member_chosen.emit(member)
        self._quote.focus()

    def _submit(self) -> None:
        self.submitted.emit(
            NewCase(
                subject=self._subject.text(),
                channel=Channel(self._channel.select.chosen()),
                quote=self._quote.text(),
                complaint=self._complaint.text(),
                reporter=self._reporter.text(),
                when=self._when.text(),
            )
        )


class Intake(QObject):
    """Satisfies `IntakeView`: opens the form and stands for it.

    Signals: those of the form.
    """

    subject_changed = Signal(str)
    member_chosen = Signal(str)
    submitted = Signal(NewCase)
    written = Signal(dict)
    given_up = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: IntakeDialog | None = None

    def open_intake(self) -> None:
        """Open the empty form."""
        dialog = IntakeDialog(self._over)
        dialog.subject_changed.connect(self.subject_changed)
        dialog.member_chosen.connect(self.member_chosen)
        dialog.submitted.connect(self.submitted)
        dialog.written.connect(self.written)
        dialog.given_up.connect(self.given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def show_matches(self, matches: Sequence[Match], note: str) -> None:
        """Offer members."""
        if self._dialog is not None:
            self._dialog.show_matches(matches, note)

    def show_member(self, handle: str, facts: str) -> None:
        """Show which member is meant."""
        if self._dialog is not None:
            self._dialog.show_member(handle, facts)

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written."""
        if self._dialog is not None:
            self._dialog.show_texts(texts)

    def show_intake_error(self, place: Field, text: str) -> None:
        """Say what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(place, text)

    def close_intake(self) -> None:
        """Take the form away."""
        if self._dialog is not None:
            self._dialog.accept()

    def _on_closed(self, _result: int) -> None:
        self._dialog = None
