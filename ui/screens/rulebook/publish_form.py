"""What is looked at before publishing, what members are told, and the button."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rulebook.model import Bilingual
from app.words import Language, tr
from ui.screens.rulebook.presenter.clause import FieldShown, wrong_words
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.screens.rulebook.presenter.publishing import CheckShown, PublishShown
from ui.screens.rulebook.words import LineWriter
from ui.screens.second import WaitingShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    IconLabel,
    Label,
    MainAction,
    MultilineField,
    Pane,
    TextField,
    clear,
    column,
    language_name,
    row,
)

_PAUSE_MS = 300


class _Lines(QVBoxLayout):
    """Sentences with an icon before each."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def set_checks(self, checks: Sequence[CheckShown]) -> None:
        """Show what is right and what is not."""
        clear(self)
        for check in checks:
            icon = "check-circle" if check.is_right else "x-circle"
            token = Token.OK if check.is_right else Token.DANGER
            mark = column(2, IconLabel(icon, token), STRETCH)
            self.addLayout(row(mark, 8, (Label(check.text, wrap=True), 1)))

    def set_problems(self, problems: Sequence[str]) -> None:
        """Show what must be mended."""
        clear(self)
        for problem in problems:
            words = Label(problem, Role.CAPTION, Token.DANGER, wrap=True)
            self.addLayout(row(24, (words, 1)))


class _ChangeLog(QWidget):
    """What is new, in words for members, in both languages.

    Signals:
        written: `Language` and text, after a pause.
    """

    written = Signal(Language, str)

    def __init__(self) -> None:
        super().__init__()
        self._zh = MultilineField(
            tr("What is new for members, in Chinese"),
            name="rulebook_changes_zh",
            lines=(1, 6),
        )
        self._en = MultilineField(
            tr("What is new for members, in English"),
            name="rulebook_changes_en",
            lines=(1, 6),
        )
        self._fields = {Language.ZH_CN: self._zh, Language.EN: self._en}
        self._told = dict.fromkeys(self._fields, "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        for field in self._fields.values():
            field.changed.connect(self._pause.start)
            field.edit.focus_moved.connect(self.flush)
        self.setLayout(column(self._zh, self._en, spacing=8))

    def set_changes(self, changes: Bilingual | None, *, editable: bool) -> None:
        """Show the change log; None where there is nothing to compare with."""
        self.setVisible(changes is not None)
        if changes is None:
            return
        for language, field in self._fields.items():
            field.setEnabled(editable)
            text = changes.text(language)
            typing = field.text() != self._told[language]
            if not typing and field.text().strip() != text:
                field.set_text(text)
                self._told[language] = text

    def show_error(self, text: str) -> None:
        """Say under what is missing that it is."""
        blank = [field for field in self._fields.values() if not field.text().strip()]
        for field in blank:
            field.show_error(text)
        if blank:
            blank[0].focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        self._pause.stop()
        for language, field in self._fields.items():
            if field.text() != self._told[language]:
                self._told[language] = field.text()
                self.written.emit(language, field.text())


class _BookTitle(QWidget):
    """What the rules are called, in both languages under each other.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = {
            Language.ZH_CN: LineWriter(
                tr("Name of the rules"),
                name="rulebook_book_zh",
                placeholder=language_name(Language.ZH_CN),
            ),
            Language.EN: LineWriter(
                "",
                name="rulebook_book_en",
                placeholder=language_name(Language.EN),
            ),
        }
        for line in self._lines.values():
            line.typed.connect(self.typed)
            line.written.connect(self.written)
        self.setLayout(column(*self._lines.values(), spacing=6))

    def set_title(self, title: Bilingual) -> None:
        """Show the title; what is being typed is left alone."""
        for language, line in self._lines.items():
            text = title.text(language)
            shown = FieldShown(text=text, error=wrong_words(text))
            line.put(Spot(words=Words.BOOK), language, shown)

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        for line in self._lines.values():
            line.flush()


class PublishForm(Pane):
    """What is looked at before publishing, the first day, and the button.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed of the title.
        written: the same, when the field is left.
        date_written: the first day as typed, after a pause.
        changes_written: `Language` and text of the change log, after a pause.
        trial_wanted: try the draft on decided cases.
        published: publish the draft.
        discarded: let the draft go.
        withdraw_wanted: take back what waits for a second person.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    date_written = Signal(str)
    changes_written = Signal(Language, str)
    trial_wanted = Signal()
    published = Signal()
    discarded = Signal()
    withdraw_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="rulebook_publish_form")
        self._title = Label("", Role.SECTION)
        self._checks, self._problems = _Lines(6), _Lines(2)
        self._named = _BookTitle()
        self._try = Button(
            tr("Try it on past cases"),
            icon="clock-counter-clockwise",
            height=28,
            name="rulebook_try",
        )
        self._date = TextField(
            tr("In force from"),
            icon="calendar-blank",
            placeholder="2026-11-29",
            name="rulebook_date",
        )
        self._hint = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
        self._changes = _ChangeLog()
        self._waiting = Banner(
            tone=Tone.WARN, icon="users", name="rulebook_waiting", narrow=True
        )
        self._withdraw = Button(tr("Withdraw"), height=28, name="rulebook_withdraw")
        self._waiting.tools.addWidget(self._withdraw)
        self._second = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._action = MainAction(tr("Publish"), name="rulebook_publish", wide=True)
        self._discard = Button(
            tr("Let the draft go"), ButtonKind.GHOST, height=28, name="rulebook_discard"
        )
        self._kept = Label("", Role.CAPTION, Token.TEXT_3)
        self.setLayout(
            column(
                row(self._title, STRETCH, self._kept),
                10,
                self._checks,
                4,
                self._problems,
                8,
                row(self._try, STRETCH),
                12,
                self._named,
                12,
                self._date,
                4,
                self._hint,
                12,
                self._changes,
                12,
                self._waiting,
                self._second,
                6,
                self._action,
                6,
                row(STRETCH, self._discard, STRETCH),
                margins=(20, 14, 20, 12),
            )
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._date.changed.connect(self._pause.start)
        self._date.edit.focus_moved.connect(self.flush)
        self._changes.written.connect(self.changes_written)
        self._named.typed.connect(self.typed)
        self._named.written.connect(self.written)
        self._action.button.clicked.connect(self.publish)
        self._try.clicked.connect(self.trial_wanted)
        self._discard.clicked.connect(self.discarded)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def set_form(self, form: PublishShown) -> None:
        """Show how far the draft is."""
        self._title.setText(form.title)
        self._kept.setText(form.kept)
        self._named.set_title(form.book)
        self._checks.set_checks(form.checks)
        self._problems.set_problems(form.problems)
        self._hint.setText(form.hint)
        self._action.set_blocked(form.blocked)
        self._action.button.set_label(
            tr("Submit for approval") if form.proposes else tr("Publish")
        )
        self._second.setText(form.second)
        self._second.setVisible(bool(form.second) and not form.blocked)
        self._show_waiting(form.waiting)
        self._date.setEnabled(form.editable)
        self._changes.set_changes(form.changes, editable=form.editable)
        if not self._pause.isActive() and self._date.text() != form.effective_on:
            self._date.set_text(form.effective_on)
            self._pause.stop()

    def _show_waiting(self, waiting: WaitingShown | None) -> None:
        self._waiting.setVisible(waiting is not None)
        if waiting is not None:
            self._waiting.set_words(waiting.title, waiting.text)
            self._withdraw.setVisible(waiting.mine)

    def show_date_error(self, text: str) -> None:
        """Say under the first day what is wrong with it."""
        self._date.show_error(text)
        self._date.focus()

    def show_changes_error(self, text: str) -> None:
        """Say under the change log what is wrong with it."""
        self._changes.show_error(text)

    def publish(self) -> None:
        """Publish, if that can be done as it stands."""
        if self.isVisibleTo(self.window()) and self._action.button.isEnabled():
            self.flush()
            self.published.emit()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()
        self._named.flush()
        self._changes.flush()

    def _tell(self) -> None:
        self.date_written.emit(self._date.text())
