"""The exports screen's widgets put together."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.exports.checked import CheckedPane
from ui.screens.exports.ledger import FiguresPane
from ui.screens.exports.presenter.shown import (
    AbsentShown,
    CheckedShown,
    ChoicesShown,
    ReleaseShown,
    Step,
    WrittenShown,
)
from ui.screens.exports.scope import ScopePane
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    EmptyState,
    IconLabel,
    Label,
    MainAction,
    PageHeader,
    Panes,
    WizardSteps,
    row,
)

_LEFT = 300


class ExportsView(Panes):
    """Choices at the left, the checks in the middle, figures and ledger at the right.

    Signals:
        tier_chosen: a tier's code.
        month_chosen: a month, and whether it is wanted.
        every_wanted: all months, or none.
        numbers_only_chosen: whether clauses stand without their titles.
        purpose_written: what the report is for, at each change.
        purpose_settled: nobody has typed for a moment.
        helped: the code of a remedy.
        deed_wanted: what the button beside the verdict says.
        stop_wanted: stop the checks.
        write_wanted: write the file.
        notes_wanted: what readers must know is wanted on the clipboard.
        fingerprint_wanted: a file's fingerprint is; the id of its entry.
        cases_wanted: go where cases are decided.
    """

    tier_chosen = Signal(str)
    month_chosen = Signal(str, bool)
    every_wanted = Signal()
    numbers_only_chosen = Signal(bool)
    purpose_written = Signal(str)
    purpose_settled = Signal()
    helped = Signal(str)
    deed_wanted = Signal()
    stop_wanted = Signal()
    write_wanted = Signal()
    notes_wanted = Signal(object)
    fingerprint_wanted = Signal(str)
    cases_wanted = Signal()

    def __init__(self) -> None:
        self._scope, self._checked = ScopePane(), CheckedPane()
        self._figures = FiguresPane()
        super().__init__(
            self._scope,
            self._checked,
            self._figures,
            decision_label=tr("Figures and ledger"),
            decision_icon="chart-bar",
            list_width=_LEFT,
        )
        self.setObjectName("exports")
        self._steps = WizardSteps(tr("How far the export is"), name="exports_steps")
        self._write = MainAction(tr("Write the file…"), name="exports_write")
        self._absent = EmptyState("export", "", name="exports_absent")
        self.set_bars(self._build_header(), self._build_footer())
        # Until it is known what the person may see, nothing is shown.
        self._blank = QWidget()
        self._focus_wanted = False
        self.show_instead(self._blank)
        self._connect()

    def in_front(self) -> bool:
        """Return whether the screen can be seen now."""
        return self.isVisible()

    def show_absent(self, why: AbsentShown | None) -> None:
        """Say why there is nothing to export; None shows the screen."""
        if why is not None:
            self._absent.set_words(why.title, why.text, why.action)
            self._absent.set_icon(why.icon)
        self.show_instead(None if why is None else self._absent)
        if self._focus_wanted:
            self._focus_wanted = False
            if why is None:
                self._scope.focus_tier()
            elif why.action:
                self._absent.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choices(self, choices: ChoicesShown) -> None:
        """Show what can be chosen and what is."""
        self._scope.set_choices(choices)

    def show_purpose(self, text: str) -> None:
        """Put these words into the purpose."""
        self._scope.set_purpose(text)

    def show_checking(self) -> None:
        """Say that the checks run."""
        self._checked.set_checking()

    def show_checked(self, checked: CheckedShown) -> None:
        """Show what the checks found."""
        self._scope.set_facts(checked.facts)
        self._checked.set_checked(checked)
        self._figures.set_spread(checked.spread)

    def show_releases(self, rows: Sequence[ReleaseShown]) -> None:
        """List what has left the vault."""
        self._figures.set_releases(rows)

    def show_written(self, written: WrittenShown | None) -> None:
        """Show the file just written, or take that away."""
        self._checked.set_written(written)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        self._checked.set_problem(text)

    def show_step(self, step: Step, blocked: str) -> None:
        """Show how far it is, and why the file cannot be written, if it cannot."""
        names = (tr("Scope"), tr("Checks"), tr("Writing"))
        self._steps.set_steps(names, step.value)
        self._write.set_blocked(blocked)

    def focus_scope(self) -> None:
        """Give the focus to the chosen tier."""
        self.show_list()
        self._focus_wanted = not self._scope.isVisible()
        if not self._focus_wanted:
            self._scope.focus_tier()

    def _build_header(self) -> QWidget:
        header = PageHeader("", Role.RECORD, name="exports_header")
        header.set_title(tr("Enforcement report"), tr("Exports"))
        header.tools.addWidget(self._steps)
        return header

    def _build_footer(self) -> QWidget:
        footer = QWidget()
        words = tr("Every file written is entered in the ledger; none can be recalled.")
        line = row(
            IconLabel("info", Token.TEXT_3, 14),
            6,
            Label(words, Role.CAPTION, Token.TEXT_2),
            STRETCH,
            self._write,
            margins=(24, 12, 24, 12),
        )
        footer.setLayout(line)
        return footer

    def _connect(self) -> None:
        scope, checked, figures = self._scope, self._checked, self._figures
        scope.tier_chosen.connect(self.tier_chosen)
        scope.month_chosen.connect(self.month_chosen)
        scope.every_wanted.connect(self.every_wanted)
        scope.numbers_only_chosen.connect(self.numbers_only_chosen)
        scope.purpose_written.connect(self.purpose_written)
        scope.purpose_settled.connect(self.purpose_settled)
        scope.checks_wanted.connect(self._on_checks_wanted)
        checked.helped.connect(self.helped)
        checked.deed_wanted.connect(self.deed_wanted)
        checked.stop_wanted.connect(self.stop_wanted)
        checked.notes_wanted.connect(self.notes_wanted)
        figures.fingerprint_wanted.connect(self.fingerprint_wanted)
        self._absent.button.clicked.connect(self.cases_wanted)
        self.folded.connect(self._on_folded)
        self._write.button.clicked.connect(self.write_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._write.button.click)

    def _on_checks_wanted(self) -> None:
        self.show_record()
        self._checked.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_folded(self, folded: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._scope.set_alone(alone=folded)
