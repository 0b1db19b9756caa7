"""The workbench's widgets put together."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ui.screens.workbench.listing import Listing
from ui.screens.workbench.presenter.acting import FormShown
from ui.screens.workbench.presenter.rows import WorkRow
from ui.screens.workbench.presenter.task import DetailShown
from ui.screens.workbench.record import RecordPane
from ui.widgets import Panes

_MINUTE_MS: Final = 60_000


class WorkbenchView(Panes):
    """What waits at the left, the task in front at the right.

    Signals:
        row_chosen: the key of a row.
        row_opened: go into it.
        main_wanted: do the main action.
        other_wanted: do the other one.
        reason_written: the reason.
        record_wanted: go to the record behind the task.
        minute_passed: the clocks have moved on.
    """

    row_chosen = Signal(str)
    row_opened = Signal(str)
    main_wanted = Signal()
    other_wanted = Signal()
    reason_written = Signal(str)
    record_wanted = Signal()
    minute_passed = Signal()

    def __init__(self) -> None:
        self._listing, self._task = Listing(), RecordPane()
        super().__init__(self._listing, self._task)
        self.setObjectName("workbench")
        self._connect()
        minute = QTimer(self)
        minute.setInterval(_MINUTE_MS)
        minute.timeout.connect(self.minute_passed)
        minute.start()

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        """Show these rows in the list."""
        self._listing.set_rows(rows)

    def select_row(self, key: str) -> None:
        """Make this row current, or none."""
        self._listing.records.show_current(key)

    def show_detail(self, detail: DetailShown) -> None:
        """Show this task."""
        self._task.set_detail(detail)

    def show_nothing(self) -> None:
        """Say that nothing waits."""
        self._task.set_nothing()

    def show_form(self, form: FormShown | None) -> None:
        """Show what can be done, or nothing."""
        acted = self._task.form.isAncestorOf(self.focusWidget() or self)
        self._task.form.setVisible(form is not None)
        if form is not None:
            self._task.form.set_form(form)
        if acted and (form is None or form.blocked):
            # The button pressed is gone or asleep; the focus must not end up anywhere.
            self.focus_list()

    def show_reason(self, text: str) -> None:
        """Put these words into the reason."""
        self._task.form.set_reason(text)

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        self._task.form.show_reason_error(text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self._task.set_problem(text)

    def focus_record(self) -> None:
        """Give the task the focus."""
        self._task.focus_record()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        records, task, form = self._listing.records, self._task, self._task.form
        records.moved.connect(self._on_moved)
        records.opened.connect(self.row_opened)
        records.letter_pressed.connect(self._on_letter)
        task.letter_pressed.connect(self._on_letter)
        task.back_wanted.connect(self.focus_list)
        task.record_wanted.connect(self.record_wanted)
        form.main_wanted.connect(self.main_wanted)
        form.other_wanted.connect(self.other_wanted)
        form.reason_written.connect(self.reason_written)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(form.submit)

    def _on_moved(self, key: str) -> None:
        # What was written a moment ago belongs to the task that is left now.
        self._task.form.flush()
        if key:
            self.row_chosen.emit(key)

    def _on_letter(self, _letter: str) -> None:
        self.show_record()
        self._task.form.focus_reason()
