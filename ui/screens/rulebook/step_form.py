"""The little form under a cell of the ladder: what is imposed, how long, how many."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.rulebook.model import SanctionKind, Severity
from app.rulebook.wording import kind_text
from app.words import tr
from ui.screens.rulebook.presenter.ladder import StepShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Box,
    Button,
    ButtonKind,
    Choice,
    ChoiceList,
    Label,
    TextField,
    column,
    row,
)
from ui.widgets.keys import letter_of

_WIDTH = 268


class StepForm(Box):
    """Opens under its cell; Enter takes the step, Esc leaves the cell as it is.

    Signals:
        submitted: which time, the `Severity`, the kind's code, days and points as
            typed.
        closed: the form goes; whether the focus was in it.
    """

    submitted = Signal(int, Severity, str, str, str)
    closed = Signal(bool)

    def __init__(self, parent: QWidget, cell: StepShown) -> None:
        super().__init__(
            ground=Token.SURFACE,
            edge=Token.EDGE,
            radius=space.RADIUS_CARD,
            name="rulebook_step",
        )
        self._cell, self._corner = cell, QPoint()
        self._kinds = ChoiceList(tr("Sanction"), name="rulebook_kind")
        self._kinds.set_choices(
            [
                Choice(key=kind.value, text=kind_text(kind), shortcut=str(place))
                for place, kind in enumerate(SanctionKind, start=1)
            ],
            cell.step.kind.value,
        )
        self._days = TextField(tr("Days"), name="rulebook_days")
        self._days.set_text(str(cell.step.days or ""))
        self._points = TextField(tr("Points"), name="rulebook_points")
        self._points.set_text(str(cell.step.points))
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        self._build()
        # A part of the window, not a popup: input methods and placing work everywhere.
        self.setParent(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(cell.title)
        self.setFixedWidth(_WIDTH)
        self._on_kind(cell.step.kind.value)

    def open_at(self, place: QPoint) -> None:
        """Open with its corner at a point of its parent, moved in if it must be."""
        self._corner = place
        self._place()
        self.show()
        self.raise_()
        self._focus_kind()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def show_error(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._error.setText(text)
        self._error.show()
        self._place()

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = QApplication.focusWidget()
        self.closed.emit(focus is not None and self.isAncestorOf(focus))
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = letter_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.close if self._cancel.hasFocus() else self._submit)()
        elif letter.isdecimal():
            self._kinds.choose_nth(int(letter))
            self._focus_kind()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._cancel = Button(
            tr("Cancel"), key="Esc", height=28, name="rulebook_step_cancel"
        )
        take = Button(
            tr("Change"),
            ButtonKind.PRIMARY,
            key="Enter",
            height=28,
            name="rulebook_step_take",
        )
        self._cancel.clicked.connect(self.close)
        take.clicked.connect(self._submit)
        self._kinds.chosen.connect(self._on_kind)
        for field in (self._days, self._points):
            field.submitted.connect(self._submit)
        self.setLayout(
            column(
                Label(self._cell.title, Role.CAPTION, Token.TEXT_2),
                4,
                self._kinds,
                8,
                row((self._days, 1), (self._points, 1), spacing=10),
                self._error,
                10,
                row(STRETCH, self._cancel, take, spacing=space.S2),
                margins=(14, 10, 14, 12),
            )
        )

    def _place(self) -> None:
        self.adjustSize()
        parent = self.parentWidget()
        room = (parent or self).rect()
        left = min(self._corner.x(), room.right() - self.width())
        top = min(self._corner.y(), room.bottom() - self.height())
        self.move(max(left, 0), max(top, 0))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Whoever goes on elsewhere has left the cell as it was.
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.close()

    def _focus_kind(self) -> None:
        chosen = f"rulebook_kind_{self._kinds.value()}"
        button = self._kinds.findChild(QWidget, chosen)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_kind(self, kind: str) -> None:
        self._days.setEnabled(SanctionKind(kind).is_timed)
        self._error.hide()

    def _submit(self) -> None:
        # A line hands Enter on after telling it; once the form is closed, no more.
        if not self.isVisible():
            return
        self.submitted.emit(
            self._cell.ordinal,
            self._cell.severity,
            self._kinds.value(),
            self._days.text(),
            self._points.text(),
        )
