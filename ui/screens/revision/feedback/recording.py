"""The form of new feedback: the words, the clause, the stance, how it came, who."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.revision.model.feedback import Stance, Way
from app.words import tr
from ui.screens.revision.feedback.presenter.recording import NewFeedback
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Choice,
    FormDialog,
    Label,
    LabelledSelect,
    MultilineField,
    RadioRow,
    TextField,
    column,
    row,
)

_WIDTH: Final = 540


class RecordingDialog(FormDialog):
    """Asks for what was said; errors stand under their fields.

    Signals:
        words_changed: what is typed of the words, and the clause that stands there.
        clause_changed: what is typed of the clause.
        who_changed: what is typed of who said it.
        submitted: a `NewFeedback` to record.
    """

    words_changed = Signal(str, str)
    clause_changed = Signal(str)
    who_changed = Signal(str)
    submitted = Signal(NewFeedback)

    def __init__(
        self,
        parent: QWidget,
        stances: Sequence[Choice],
        ways: Sequence[Choice],
        way: str,
        appeal: str,
    ) -> None:
        super().__init__(
            parent,
            tr("Record feedback"),
            icon="chat-circle-dots",
            width=_WIDTH,
            name="feedback_new",
        )
        self._trouble = Banner(tone=Tone.DANGER, name="feedback_new_trouble")
        self._trouble.hide()
        self._words = MultilineField(
            tr("Words"),
            placeholder=tr("Paste what was said, or write it down"),
            name="feedback_new_words",
            lines=(3, 8),
        )
        self._appeal = TextField(
            tr("Number of the appeal"),
            hint=tr("Its statement counts as the words"),
            placeholder="AP-2611-0001",
            name="feedback_new_appeal",
        )
        self._clause = TextField(
            tr("Clause"), placeholder="3.2", name="feedback_new_clause"
        )
        self._way = LabelledSelect(tr("How it came"), name="feedback_new_way")
        self._way.select.set_choices(list(ways))
        self._way.select.choose(way)
        self._who = TextField(
            tr("Said by"),
            placeholder=tr("Nickname or platform id; may stay empty"),
            name="feedback_new_who",
        )
        self._day = TextField(
            tr("Received on"),
            hint=tr("Empty for today"),
            placeholder="2026-11-22",
            name="feedback_new_day",
        )
        self._stances = QButtonGroup(self)
        self._fields: dict[str, TextField | MultilineField] = {
            "words": self._words,
            "appeal": self._appeal,
            "clause": self._clause,
            "who": self._who,
            "day": self._day,
        }
        self._lay_out(stances)
        self._connect()
        self.keep(**self._fields)
        self._appeal.set_text(appeal)
        self._on_way_chosen()

    def suggest_clause(self, number: str) -> None:
        """Put a clause into its field."""
        self._clause.set_text(number)

    def show_clause(self, told: str) -> None:
        """Say beside the field which clause that is."""
        self._clause.set_hint(told)

    def show_who(self, told: str) -> None:
        """Say beside the field whether that is a member."""
        self._who.set_hint(told)

    def show_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong, or over the form where it is not seen."""
        place = self._fields[field]
        if place.isVisible():
            place.show_error(text)
            place.focus()
        else:
            self._trouble.set_words(text)
            self._trouble.show()
        self.fit()

    def _lay_out(self, stances: Sequence[Choice]) -> None:
        self.body.setSpacing(12)
        line = row(spacing=8)
        for place, choice in enumerate(stances):
            radio = RadioRow(choice, name=f"feedback_new_{choice.key}")
            radio.setChecked(choice.key == Stance.UNCLEAR.value)
            self._stances.addButton(radio, place)
            line.addWidget(radio, 1)
        self._codes = [choice.key for choice in stances]
        caption = Label(tr("Stance"), Role.CAPTION, Token.TEXT_2)
        for part in (self._trouble, self._words, self._appeal):
            self.body.addWidget(part)
        self.body.addLayout(
            row((column(self._clause, STRETCH), 1), 12, (column(self._way, STRETCH), 1))
        )
        self.body.addLayout(column(caption, 2, line))
        self._person = QWidget()
        self._person.setLayout(
            row((column(self._who, STRETCH), 1), 12, (column(self._day, STRETCH), 1))
        )
        self.body.addWidget(self._person)
        self._cancel = Button(tr("Cancel"), height=34, name="feedback_new_cancel")
        self._record = Button(
            tr("Record feedback"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="feedback_new_submit",
        )
        for button in (self._cancel, self._record):
            # Enter in a field must not record what is half written.
            button.setAutoDefault(False)
            self.buttons.addWidget(button)

    def _connect(self) -> None:
        self._words.changed.connect(self._on_words_changed)
        self._clause.changed.connect(self.clause_changed)
        self._who.changed.connect(self.who_changed)
        self._way.select.currentIndexChanged.connect(self._on_way_chosen)
        self._cancel.clicked.connect(self.reject)
        self._record.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)

    def _on_words_changed(self, words: str) -> None:
        self.words_changed.emit(words, self._clause.text())

    def _on_way_chosen(self, *_place: int) -> None:
        by_appeal = self._way.select.chosen() == Way.APPEAL.value
        self._appeal.setVisible(by_appeal)
        self._words.setVisible(not by_appeal)
        self._person.setVisible(not by_appeal)
        if not self._way.select.hasFocus():
            (self._appeal if by_appeal else self._words).focus()
        self.fit()

    def _submit(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._trouble.hide()
        self.submitted.emit(
            NewFeedback(
                words=self._words.text(),
                appeal=self._appeal.text(),
                clause=self._clause.text(),
                stance=Stance(self._codes[self._stances.checkedId()]),
                way=Way(self._way.select.chosen()),
                who=self._who.text(),
                day=self._day.text(),
            )
        )


class Recording(QObject):
    """Satisfies `RecordingView`: opens the form and stands for it.

    Signals: those of the form.
    """

    words_changed = Signal(str, str)
    clause_changed = Signal(str)
    who_changed = Signal(str)
    submitted = Signal(NewFeedback)
    written = Signal(dict)
    given_up = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: RecordingDialog | None = None

    def open_recording(
        self, stances: Sequence[Choice], ways: Sequence[Choice], way: str, appeal: str
    ) -> None:
        """Open the form."""
        dialog = RecordingDialog(self._over, stances, ways, way, appeal)
        dialog.words_changed.connect(self.words_changed)
        dialog.clause_changed.connect(self.clause_changed)
        dialog.who_changed.connect(self.who_changed)
        dialog.submitted.connect(self.submitted)
        dialog.written.connect(self.written)
        dialog.given_up.connect(self.given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def suggest_clause(self, number: str) -> None:
        """Put a clause into its field."""
        if self._dialog is not None:
            self._dialog.suggest_clause(number)

    def show_clause(self, told: str) -> None:
        """Say which clause that is."""
        if self._dialog is not None:
            self._dialog.show_clause(told)

    def show_who(self, told: str) -> None:
        """Say whether that is a member."""
        if self._dialog is not None:
            self._dialog.show_who(told)

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written."""
        if self._dialog is not None:
            self._dialog.show_texts(texts)

    def show_recording_error(self, field: str, text: str) -> None:
        """Say what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(field, text)

    def close_recording(self) -> None:
        """Take the form away."""
        if self._dialog is not None:
            self._dialog.accept()

    def _on_closed(self, _result: int) -> None:
        self._dialog = None
