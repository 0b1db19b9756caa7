"""The right pane: publishing the draft, and every version there was."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rulebook.model import Bilingual
from app.words import Language, tr
from ui.screens.rulebook.delegates import VersionDelegate
from ui.screens.rulebook.presenter.differing import Near
from ui.screens.rulebook.presenter.publishing import CheckShown, PublishShown
from ui.screens.rulebook.presenter.tree import VersionRow
from ui.screens.second import WaitingShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Comparison,
    Hairline,
    IconLabel,
    Label,
    MainAction,
    MultilineField,
    Pane,
    RecordList,
    RecordModel,
    ScrollColumn,
    TextField,
    clear,
    column,
    row,
)

_PAUSE_MS = 300
_MOST = 5
"""How many versions stand there before the list scrolls."""


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


class PublishForm(Pane):
    """What is looked at before publishing, the first day, and the button.

    Signals:
        date_written: the first day as typed, after a pause.
        changes_written: `Language` and text of the change log, after a pause.
        published: publish the draft.
        discarded: let the draft go.
        withdraw_wanted: take back what waits for a second person.
    """

    date_written = Signal(str)
    changes_written = Signal(Language, str)
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
        self._action.button.clicked.connect(self.publish)
        self._discard.clicked.connect(self.discarded)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def set_form(self, form: PublishShown) -> None:
        """Show how far the draft is."""
        self._title.setText(form.title)
        self._kept.setText(form.kept)
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
        self._changes.flush()

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
        self._compared = Label("", Role.SECTION)
        self._changes = column()
        self._near = QWidget()
        self._near.setObjectName("rulebook_near")
        self._near.setLayout(
            column(
                row(self._compared, STRETCH),
                6,
                self._changes,
                margins=(20, 12, 20, 16),
            )
        )
        self._near.hide()
        self._shown: Near | None = None
        scroll = ScrollColumn(name="rulebook_side")
        versions = Pane(
            column(head, row(self._none, margins=(20, 0, 20, 0)), self.records)
        )
        for part in (self.form, self._line, versions, self._near):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self.setLayout(column((Pane(column((scroll, 1))), 1)))

    def set_near(self, near: Near | None) -> None:
        """Show what differs in the clause that is shown, and in the ladder."""
        self._near.setVisible(near is not None and bool(near.parts))
        if near is None or near == self._shown:
            return
        self._shown = near
        self._compared.setText(near.title)
        clear(self._changes)
        if near.parts:
            self._changes.addWidget(Comparison(near.parts))

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
        height = sum(
            self.records.sizeHintForRow(place) for place in range(min(len(rows), _MOST))
        )
        self.records.setFixedHeight(height + 2 * self.records.frameWidth() + 4)

    def offer_draft(self, label: str) -> None:
        """Offer to begin a draft; without words, do not."""
        self._draft.set_label(label)
        self._draft.setVisible(bool(label))
