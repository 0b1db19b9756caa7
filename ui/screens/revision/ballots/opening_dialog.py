"""The form of a new ballot; errors stand under their fields."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.revision.model.ballots import Entitlement
from app.revision.wording import entitlement_text
from app.words import tr
from ui.screens.revision.ballots.presenter.opening import Field, NewBallot
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    CheckRow,
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

_WIDTH: Final = 600


class OpeningDialog(FormDialog):
    """Asks what is voted on, under which terms, and by whom.

    Signals:
        looked: a `NewBallot`, whenever who may vote could be somebody else.
        list_wanted: take those who may vote from a file.
        submitted: a `NewBallot` to open.
    """

    looked = Signal(NewBallot)
    list_wanted = Signal()
    submitted = Signal(NewBallot)

    def __init__(self, parent: QWidget, usual: NewBallot, *, about: str) -> None:
        super().__init__(
            parent,
            tr("Open a ballot"),
            icon="check-square",
            width=_WIDTH,
            name="ballot_new",
        )
        self._trouble = Banner("", "", Tone.DANGER, name="ballot_new_trouble")
        self._trouble.hide()
        hint = tr("on the motion, with its words as they are now") if about else ""
        self._question = MultilineField(
            tr("What is voted on"), hint=hint, name="ballot_question", lines=(2, 4)
        )
        self._quorum = TextField(
            tr("Quorum"), hint=tr("% who must vote"), name="ballot_quorum"
        )
        self._threshold = TextField(
            tr("To pass"), hint=tr("% for"), name="ballot_threshold"
        )
        self._blocks = TextField(
            tr("Blocks borne"), hint=tr("one more stops it"), name="ballot_blocks"
        )
        self._closes_on = TextField(
            tr("Last day"),
            placeholder="2026-11-29",
            icon="calendar-blank",
            name="ballot_closes_on",
        )
        self._who = LabelledSelect(tr("Who may vote"), name="ballot_who")
        self._who.select.set_choices(
            [Choice(key=w.value, text=entitlement_text(w)) for w in Entitlement]
        )
        self._joined = TextField(
            tr("Joined before"), placeholder="2026-01-01", name="ballot_joined"
        )
        self._listed = MultilineField(
            tr("Platform ids"),
            hint=tr("one a line"),
            name="ballot_listed",
            lines=(3, 6),
        )
        self._from_file = Button(
            tr("From a file"), icon="upload-simple", height=28, name="ballot_list_file"
        )
        self._hidden = CheckRow(
            tr("Tell nobody how it stands until it is closed"), name="ballot_hidden"
        )
        self._roll_mark = IconLabel("users")
        self._roll = Label("", token=Token.TEXT_2, wrap=True)
        self._fields: dict[Field, TextField | MultilineField] = {
            Field.QUESTION: self._question,
            Field.QUORUM: self._quorum,
            Field.THRESHOLD: self._threshold,
            Field.BLOCKS: self._blocks,
            Field.CLOSES_ON: self._closes_on,
            Field.JOINED: self._joined,
            Field.LISTED: self._listed,
        }
        self._lay_out()
        self._fill(usual)
        self._connect()
        self.keep(**{field.value: each for field, each in self._fields.items()})
        self._question.focus()

    def show_recalled(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written, in the place of what is usual."""
        for field, widget in self._fields.items():
            if texts.get(field.value):
                widget.set_text("")
        self.show_texts(texts)

    def show_roll(self, text: str, *, empty: bool) -> None:
        """Say who may vote as the form stands."""
        self._roll.setText(text)
        self._roll.set_token(Token.WARN if empty else Token.TEXT_2)
        self._roll_mark.set_icon("users", Token.WARN if empty else Token.TEXT_2)
        self.fit()

    def show_listed(self, text: str) -> None:
        """Show who stands on the list."""
        self._listed.set_text(text)

    def show_error(self, field: Field, text: str) -> None:
        """Say under a field, or over the form, what is wrong."""
        if field in self._fields:
            self._fields[field].show_error(text)
            self._fields[field].focus()
        else:
            self._trouble.set_words(text)
            self._trouble.show()
        self.fit()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self._list_part = QWidget()
        tools = row(self._from_file, STRETCH, margins=(0, 6, 0, 0))
        self._list_part.setLayout(column(self._listed, tools))
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._question)
        self.body.addLayout(
            row(
                (column(self._quorum, STRETCH), 1),
                (column(self._threshold, STRETCH), 1),
                (column(self._blocks, STRETCH), 1),
                spacing=12,
            )
        )
        who = QWidget()
        who.setLayout(column(self._who, STRETCH))
        closes_on = QWidget()
        closes_on.setLayout(column(self._closes_on, STRETCH))
        self._voters = row((closes_on, 1), (who, 1), (self._joined, 1))
        self.body.addLayout(self._voters)
        self.body.addWidget(self._list_part)
        mark = column(2, self._roll_mark, STRETCH)
        self.body.addWidget(
            Quiet(row(mark, 8, (self._roll, 1), margins=(12, 8, 12, 8)))
        )
        self.body.addWidget(self._hidden)
        told = tr("Terms and voters are fixed once it is open.")
        self.body.addWidget(Label(told, Role.CAPTION, Token.TEXT_3))
        self._cancel = Button(tr("Cancel"), height=34, name="ballot_new_cancel")
        self._open = Button(
            tr("Open the ballot"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="ballot_new_submit",
        )
        for button in (self._cancel, self._open, self._from_file):
            button.setAutoDefault(False)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self._open)

    def _fill(self, usual: NewBallot) -> None:
        self._question.set_text(usual.question)
        self._quorum.set_text(usual.quorum)
        self._threshold.set_text(usual.threshold)
        self._blocks.set_text(usual.blocks)
        self._closes_on.set_text(usual.closes_on)
        self._hidden.setChecked(usual.hidden)
        self._who.select.choose(usual.who.value)
        self._rank()

    def _connect(self) -> None:
        self._who.select.key_chosen.connect(self._on_who)
        self._joined.changed.connect(self._look)
        self._listed.changed.connect(self._look)
        self._from_file.clicked.connect(self.list_wanted)
        self._cancel.clicked.connect(self.reject)
        self._open.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)

    def _rank(self) -> None:
        """Show the fields that the rule needs."""
        who = self._who.select.chosen()
        by_day = who == Entitlement.JOINED_BEFORE
        self._joined.setVisible(by_day)
        # The fields stay in line with those above them.
        self._voters.setStretch(1, 1 if by_day else 2)
        self._voters.setSpacing(12)
        self._list_part.setVisible(who == Entitlement.LISTED)

    def _on_who(self) -> None:
        self._rank()
        self._look()
        self.fit()

    def _look(self) -> None:
        self.looked.emit(self._form())

    def _submit(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._trouble.hide()
        self.submitted.emit(self._form())

    def _form(self) -> NewBallot:
        return NewBallot(
            question=self._question.text(),
            quorum=self._quorum.text(),
            threshold=self._threshold.text(),
            blocks=self._blocks.text(),
            closes_on=self._closes_on.text(),
            hidden=self._hidden.isChecked(),
            who=Entitlement(self._who.select.chosen()),
            joined=self._joined.text(),
            listed=self._listed.text(),
        )
