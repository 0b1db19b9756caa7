"""The right pane of an open case: clause, ladder, choice, reason, notice."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.rulebook.model import Severity
from app.words import Language, tr
from ui.screens.cases.ladder_part import LadderPart
from ui.screens.cases.notice_well import NoticeWell
from ui.screens.cases.presenter.form import ClauseChoice, FormShown, StepChoice
from ui.screens.cases.presenter.wording import severity_words
from ui.screens.second import WaitingShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Banner,
    Button,
    Choice,
    ChoiceList,
    Label,
    MainAction,
    Menu,
    MultilineField,
    ScrollColumn,
    Select,
    column,
    proposed,
    row,
)


class DecisionPane(QWidget):
    """Satisfies `DecisionScreen`; paints no ground.

    Attributes:
        triage_menu: the severities, opened by S.

    Signals:
        clause_chosen: number of the clause to cite.
        severity_chosen: the `Severity` to read the ladder with.
        triaged: the `Severity` to record.
        step_chosen: key of the step to impose.
        violation_switched: no violation, or one after all.
        reason_changed, deviation_changed: the texts, after each change.
        paused: typing has paused; the drafts can be kept.
        language_chosen: the notice's `Language`.
        decided: the decision is to be made.
        withdraw_wanted: what waits for a second person is to be taken back.
    """

    clause_chosen = Signal(str)
    severity_chosen = Signal(Severity)
    triaged = Signal(Severity)
    step_chosen = Signal(str)
    violation_switched = Signal()
    reason_changed = Signal(str)
    deviation_changed = Signal(str)
    paused = Signal()
    language_chosen = Signal(Language)
    decided = Signal()
    withdraw_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._clauses: tuple[ClauseChoice, ...] = ()
        self._steps: tuple[StepChoice, ...] = ()
        self._grade: Severity | None = None
        self._saved = Label("", Role.CAPTION, Token.TEXT_3)
        self._rules = Label("", Role.CAPTION, Token.TEXT_3)
        self._clause = Select(
            tr("Cited clause"), icon="book-bookmark", name="case_clause"
        )
        self._clause.setPlaceholderText(tr("Choose a clause"))
        self._severity = Select(tr("Severity"), name="case_grade")
        self._triage = Button(tr("Triage"), key="S", name="case_triage", height=34)
        self.triage_menu = Menu(self._triage)
        self._ladder = LadderPart()
        self._choices = ChoiceList(tr("Sanction"), name="case_step")
        self._clear = Banner(
            "",
            tr("The case is closed without a finding. No notice goes out."),
            Tone.NEUTRAL,
            icon="x-circle",
        )
        self._deviation = MultilineField(
            tr("Why not what the ladder proposes"), name="case_deviation", lines=(2, 5)
        )
        self._reason = MultilineField(
            tr("Reason"), hint=tr("the member reads it"), name="case_reason"
        )
        self._notice = NoticeWell(name="case_preview")
        self._waiting = Banner(
            tone=Tone.WARN, icon="users", name="case_waiting", narrow=True
        )
        self._withdraw = Button(tr("Withdraw"), height=28, name="case_withdraw")
        self._waiting.tools.addWidget(self._withdraw)
        self._second = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._act = MainAction(tr("Decide and record"), name="case_decide", wide=True)
        self._none = Button(tr("No violation"), key="D", name="case_no_violation")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._lay_out()
        self._offer_severities()
        self._connect()

    def show_form(self, form: FormShown) -> None:
        """Show the form; what is being typed stays."""
        finding = not form.no_violation
        self._show_clause(form)
        self._grade = form.severity
        self._severity.choose(form.severity.value if form.severity else "")
        self._graded.setVisible(form.severity is not None and finding)
        self._triage.setEnabled(form.editable)
        self._ladder.setVisible(form.ladder is not None and finding)
        if form.ladder is not None:
            self._ladder.set_ladder(form.ladder)
        self._show_choices(form)
        self._clear.setVisible(form.no_violation)
        self._show_waiting(form.waiting)
        self._deviation.setVisible(form.departs)
        for field in (self._clause, self._severity, self._choices):
            field.setEnabled(form.editable)
        for text in (self._deviation, self._reason):
            text.setEnabled(form.editable)
        self._notice.setVisible(bool(form.notice))
        told = tr("Preview of the notice to {handle}", handle=form.notice_to)
        self._notice.show_text(told, form.notice, form.language)
        self._show_acts(form)

    def show_texts(self, reason: str, deviation: str) -> None:
        """Put texts into the two fields; nothing is told."""
        for field, text in ((self._reason, reason), (self._deviation, deviation)):
            told = field.blockSignals(True)
            field.set_text(text)
            field.clear_error()
            field.blockSignals(told)
        self._pause.stop()

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        self._reason.show_error(text)
        self._reason.focus()

    def show_deviation_error(self, text: str) -> None:
        """Say under the second reason what is wrong with it."""
        self._deviation.show_error(text)
        self._deviation.focus()

    def show_saved(self, *, saved: bool) -> None:
        """Say whether the draft lies on the person's desk."""
        self._saved.setText(tr("Draft kept") if saved else "")

    def focus_reason(self) -> None:
        """Put the cursor into the reason."""
        if self.isVisible():
            self._reason.focus()

    def open_clauses(self) -> None:
        """Open the list of clauses."""
        if self.isVisible() and self._clause.isEnabled() and self._clause.count():
            self._clause.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._clause.showPopup()

    def open_triage(self) -> None:
        """Open the menu of severities, the present one in front.

        Without a clause there is none yet, so that is chosen first.
        """
        if self._grade is None:
            self.open_clauses()
        elif self._triage.isEnabled() and self._triage.isVisible():
            self.triage_menu.open_below()
            place = list(Severity).index(self._grade)
            self.triage_menu.setActiveAction(self.triage_menu.actions()[place])

    def _lay_out(self) -> None:
        head = row(Label(tr("Decision"), Role.SECTION), STRETCH, self._saved)
        cited = QWidget()
        caption = Label(tr("Cited clause"), Role.CAPTION, Token.TEXT_2)
        cited.setLayout(
            column(row(caption, STRETCH, self._rules), self._clause, spacing=4)
        )
        self._graded = QWidget()
        self._graded.setLayout(row((self._severity, 1), self._triage, spacing=8))
        scroll = ScrollColumn(margins=(20, 14, 20, 12), spacing=11, name="case_form")
        # What stands in it takes the focus, and scrolls with it.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.column.addLayout(head)
        for part in (
            self._waiting,
            cited,
            self._graded,
            self._ladder,
            self._choices,
            self._clear,
            self._deviation,
            self._reason,
            self._notice,
        ):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self._none.setSizePolicy(self._act.button.sizePolicy())
        acts = column(
            self._second, self._act, self._none, spacing=8, margins=(20, 8, 20, 16)
        )
        self.setLayout(column((scroll, 1), acts))

    def _offer_severities(self) -> None:
        self._severity.set_choices(
            [Choice(key=each.value, text=severity_words(each)) for each in Severity]
        )
        for place, each in enumerate(Severity, start=1):
            # The digit is the entry's letter: S, then 2.
            words = f"&{place}  {severity_words(each)}"
            self.triage_menu.offer(words, partial(self.triaged.emit, each))

    def _connect(self) -> None:
        self._clause.key_chosen.connect(self.clause_chosen)
        self._severity.key_chosen.connect(self._on_severity)
        self._triage.clicked.connect(self.open_triage)
        self._choices.chosen.connect(self.step_chosen)
        self._reason.changed.connect(self.reason_changed)
        self._deviation.changed.connect(self.deviation_changed)
        for field in (self._reason, self._deviation):
            field.changed.connect(self._pause.start)
            field.edit.focus_moved.connect(self._on_focus_moved)
        self._pause.timeout.connect(self.paused)
        self._notice.language_chosen.connect(self.language_chosen)
        self._none.clicked.connect(self.violation_switched)
        self._act.button.clicked.connect(self.decided)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def _on_severity(self, code: str) -> None:
        self.severity_chosen.emit(Severity(code))

    def _on_focus_moved(self, _focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._pause.isActive():
            self._pause.stop()
            self.paused.emit()

    def _show_waiting(self, waiting: WaitingShown | None) -> None:
        self._waiting.setVisible(waiting is not None)
        if waiting is not None:
            self._waiting.set_words(waiting.title, waiting.text)
            self._withdraw.setVisible(waiting.mine)

    def _show_clause(self, form: FormShown) -> None:
        self._rules.setText(form.rules)
        if form.clauses != self._clauses:
            self._clauses = form.clauses
            self._clause.set_choices(
                [Choice(key=each.number, text=each.text) for each in form.clauses]
            )
        if form.clause:
            self._clause.choose(form.clause)
        else:
            self._clause.setCurrentIndex(-1)

    def _show_choices(self, form: FormShown) -> None:
        self._choices.setVisible(bool(form.choices))
        if form.choices == self._steps and form.chosen:
            self._choices.choose(form.chosen)
            return
        self._steps = form.choices
        choices = [
            Choice(
                key=each.key,
                text=each.text,
                hint=each.hint,
                chip=proposed(tr("Proposed")) if each.proposed else None,
                shortcut=str(place),
            )
            for place, each in enumerate(form.choices, start=1)
        ]
        self._choices.set_choices(choices, form.chosen)

    def _show_acts(self, form: FormShown) -> None:
        self._act.set_blocked(form.blocked)
        self._act.button.set_label(_act_words(form))
        self._second.setText(form.second)
        self._second.setVisible(bool(form.second) and not form.blocked)
        self._none.setEnabled(form.editable)
        self._none.set_label(
            tr("A violation after all") if form.no_violation else tr("No violation")
        )


def _act_words(form: FormShown) -> str:
    if form.no_violation:
        return tr("Close: no violation")
    if form.proposes:
        return tr("Submit for a second person's approval")
    return tr("Decide and record")
