"""The form under a task: a reason, and what can be done.

Who writes why something should not be means to refuse it. So with words in the field,
or the cursor in it, Ctrl+Enter refuses; the two buttons trade places in rank, and what
is bold is what the keys do.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.workbench.presenter.acting import FormShown
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Box,
    Button,
    Hairline,
    Label,
    MainAction,
    MultilineField,
    column,
    row,
)

_ACTION_WIDTH = 190


class TaskForm(Box):
    """What can be done about a task.

    Signals:
        main_wanted: do the main action.
        other_wanted: do the other one.
        reason_written: the reason, after a pause in typing.
    """

    main_wanted = Signal()
    other_wanted = Signal()
    reason_written = Signal(str)

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="workbench_form")
        self._form: FormShown | None = None
        self._title = Label("", Role.SECTION)
        self._note = Label("", Role.CAPTION, Token.TEXT_3)
        self._saved = Label("", Role.CAPTION, Token.TEXT_3)
        self._reason = MultilineField(
            " ",
            hint=tr("Whoever proposed or decided reads it"),
            lines=(2, 5),
            name="workbench_reason",
        )
        self._room = QWidget()
        self._main = MainAction("", name="workbench_main", wide=True)
        self._other = Button("", height=space.BUTTON_MAIN, name="workbench_other")
        self._main.setFixedWidth(_ACTION_WIDTH)
        self._other.setFixedWidth(_ACTION_WIDTH)
        side = column(STRETCH, self._other, 8, self._main)
        inner = column(
            row(self._title, 8, self._note, STRETCH, self._saved),
            10,
            row((self._reason, 1), (self._room, 1), 16, side),
            margins=(space.S6, 12, space.S6, 16),
        )
        self.setLayout(column(Hairline(), inner))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._connect()

    def set_form(self, form: FormShown) -> None:
        """Show what can be done."""
        self._form = form
        self._title.setText(form.title)
        self._note.setText(form.note)
        self._saved.setText(tr("Draft kept") if form.saved else "")
        self._reason.setVisible(bool(form.reason))
        self._reason.set_label(form.reason)
        self._room.setVisible(not form.reason)
        self._reason.setEnabled(not form.blocked)
        self._main.setVisible(bool(form.main))
        self._main.set_blocked(form.blocked)
        self._other.setEnabled(not form.blocked)
        self._rank()

    def set_reason(self, text: str) -> None:
        """Put these words into the field, without telling."""
        if text != self._reason.text():
            self._reason.set_text(text)
        self._reason.clear_error()
        self._pause.stop()
        self._rank()

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        self._reason.show_error(text)
        self._reason.focus()

    def focus_reason(self) -> None:
        """Put the cursor into the reason, where there is one."""
        if self._form is not None and self._form.reason and self.isVisible():
            self._reason.focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def submit(self) -> None:
        """Do what Ctrl+Enter means now."""
        if self._reason.edit.hasFocus():
            self._do(other=True)
        elif self._main.isVisible():
            self._do(other=self._refuses())

    def _do(self, *, other: bool) -> None:
        form = self._form
        if form is None or form.blocked or not self.isVisible():
            return
        self.flush()
        if other and form.other:
            self.other_wanted.emit()
        elif not other and form.main:
            self.main_wanted.emit()

    def _refuses(self) -> bool:
        form = self._form
        written = bool(self._reason.text().strip())
        return form is not None and bool(form.reason) and written

    def _rank(self) -> None:
        """Let the bold button be what the keys do."""
        form, refuses = self._form, self._refuses()
        if form is not None:
            first, second = (form.main, form.other)[:: -1 if refuses else 1]
            self._main.button.set_label(first)
            self._other.set_label(second)
            self._other.setVisible(bool(second))

    def _connect(self) -> None:
        self._reason.changed.connect(self._pause.start)
        self._reason.changed.connect(self._rank)
        self._reason.edit.focus_moved.connect(self.flush)
        self._pause.timeout.connect(self._tell)
        self._main.button.clicked.connect(lambda: self._do(other=self._refuses()))
        self._other.clicked.connect(lambda: self._do(other=not self._refuses()))

    def _tell(self) -> None:
        self.reason_written.emit(self._reason.text())
