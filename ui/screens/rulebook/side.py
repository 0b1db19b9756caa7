"""The right pane: publishing the draft, and every version there was."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.screens.rulebook.delegates import VersionDelegate
from ui.screens.rulebook.presenter.drafting import CheckShown, PublishShown
from ui.screens.rulebook.presenter.tree import VersionRow
from ui.screens.second import WaitingShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Hairline,
    IconLabel,
    Label,
    MainAction,
    Pane,
    RecordList,
    RecordModel,
    TextField,
    clear,
    column,
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


class PublishForm(Pane):
    """What is looked at before publishing, the first day, and the button.

    Signals:
        date_written: the first day as typed, after a pause.
        published: publish the draft.
        discarded: let the draft go.
        withdraw_wanted: take back what waits for a second person.
    """

    date_written = Signal(str)
    published = Signal()
    discarded = Signal()
    withdraw_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="rulebook_publish_form")
        self._title = Label("", Role.SECTION)
        self._checks, self._problems = _Lines(6), _Lines(2)
        self._date = TextField(
            tr("In force from"),
            icon="calendar-blank",
            placeholder="2026-11-29",
            name="rulebook_date",
        )
        self._hint = Label("", Role.CAPTION, Token.TEXT_3, wrap=True)
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
        kept = Label(tr("Draft kept"), Role.CAPTION, Token.TEXT_3)
        self.setLayout(
            column(
                row(self._title, STRETCH, kept),
                10,
                self._checks,
                4,
                self._problems,
                12,
                self._date,
                4,
                self._hint,
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
        self._action.button.clicked.connect(self.publish)
        self._discard.clicked.connect(self.discarded)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def set_form(self, form: PublishShown) -> None:
        """Show how far the draft is."""
        self._title.setText(form.title)
        self._checks.set_checks(form.checks)
        self._problems.set_problems(form.problems)
        self._hint.setText(form.hint)
        self._action.set_blocked(form.blocked)
        self._action.button.set_label(
            tr("Submit for a second person's approval")
            if form.proposes
            else tr("Publish")
        )
        self._second.setText(form.second)
        self._second.setVisible(bool(form.second) and not form.blocked)
        self._show_waiting(form.waiting)
        self._date.setEnabled(form.editable)
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

    def _tell(self) -> None:
        self.date_written.emit(self._date.text())


class Side(QWidget):
    """The form that publishes, over the list of versions.

    Attributes:
        form: the form.
        records: the versions' rows.

    Signals:
        draft_wanted: begin a draft of the next version.
    """

    draft_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = PublishForm()
        self.form.hide()
        self._line = Hairline()
        self._line.hide()
        self._model: RecordModel[VersionRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self.records = RecordList(tr("Versions"), name="rulebook_versions")
        self.records.setModel(self._model)
        self.records.setItemDelegate(VersionDelegate(self.records))
        self._draft = Button(
            "", ButtonKind.GHOST, icon="plus", height=28, name="rulebook_draft"
        )
        self._draft.clicked.connect(self.draft_wanted)
        self._none = Label(
            tr("Nothing is published yet"), Role.CAPTION, Token.TEXT_3, wrap=True
        )
        head = row(
            Label(tr("Versions"), Role.SECTION),
            STRETCH,
            self._draft,
            margins=(20, 10, 10, 4),
        )
        versions = Pane(
            column(head, row(self._none, margins=(20, 0, 20, 0)), (self.records, 1))
        )
        self.setLayout(column(self.form, self._line, (versions, 1)))

    def set_form(self, form: PublishShown | None) -> None:
        """Show the form that publishes, or none."""
        self.form.setVisible(form is not None)
        self._line.setVisible(form is not None)
        if form is not None:
            self.form.set_form(form)

    def set_versions(self, rows: Sequence[VersionRow]) -> None:
        """Show these versions; the one that is shown is current."""
        told = self.records.blockSignals(True)
        self.records.show_rows(rows)
        shown = next((row.key for row in rows if row.is_shown), "")
        if shown and self.records.current_key() != shown:
            self.records.select_key(shown)
        self.records.blockSignals(told)
        self._none.setVisible(not rows)

    def offer_draft(self, label: str) -> None:
        """Offer to begin a draft; without words, do not."""
        self._draft.set_label(label)
        self._draft.setVisible(bool(label))
