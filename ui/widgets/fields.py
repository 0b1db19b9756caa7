"""Fields: a label above, the edge, an error in words below. The text is kept."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QLayout, QLineEdit, QWidget

from ui.theme import Role, Token, space, theme
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import STRETCH, Item, column, row
from ui.widgets.paint import fill_round, outline


class FieldFrame(QFrame):
    """The edge round an input: 1 px at rest, 2 px with focus or an error."""

    def __init__(self, layout: QLayout, *, quiet: bool = False) -> None:
        super().__init__()
        self._focused = self._wrong = False
        self._quiet = quiet
        self.setLayout(layout)

    def set_focused(self, *, focused: bool) -> None:
        """Draw the edge of the field that has focus."""
        self._focused = focused
        self.update()

    def set_wrong(self, *, wrong: bool) -> None:
        """Draw the edge of a field whose text cannot be used."""
        self._wrong = wrong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        ground = Token.SURFACE if self.isEnabled() else Token.PANEL
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        fill_round(painter, inner, space.RADIUS_CONTROL, look.color(ground))
        rest = Token.BORDER if self._quiet or not self.isEnabled() else Token.CONTROL
        edge, width = rest, 1
        if self._wrong:
            edge, width = Token.DANGER, 2
        elif self._focused:
            edge, width = Token.ACCENT_TEXT, 2
        outline(painter, rect, space.RADIUS_CONTROL, look.color(edge), width)


def passes_undo(event: QEvent, *, available: bool) -> bool:
    """Leave Ctrl+Z to the window where a field has nothing of its own to undo.

    Args:
        event: what the field is about to see.
        available: whether the field has something to undo.

    Returns:
        Whether the event was that, and is done with.
    """
    if available or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True


class LineEdit(QLineEdit):
    """A line of text inside a `FieldFrame`.

    Signals:
        focus_moved: whether the line has focus now.
        letter_typed: a key was typed; its text and whether Shift was held.
    """

    focus_moved = Signal(bool)
    letter_typed = Signal(str, bool)

    draws_own_focus = True

    def event(self, e: QEvent) -> bool:
        return passes_undo(e, available=self.isUndoAvailable()) or super().event(e)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.letter_typed.emit(event.text(), shifted)
        super().keyPressEvent(event)


class FieldShell(QWidget):
    """Label, framed input and error line; the base of every field."""

    def __init__(self, label: str, frame: FieldFrame, *, hint: str = "") -> None:
        super().__init__()
        self._frame = frame
        self._label = Label(label, Role.CAPTION, Token.TEXT_2)
        self._hint = Label(hint, Role.CAPTION, Token.TEXT_3)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        icon = IconLabel("warning-circle", Token.DANGER, 14)
        self._error_row = QWidget()
        line = row(
            column(2, icon, STRETCH), (self._error, 1), spacing=6, margins=(2, 4, 0, 0)
        )
        self._error_row.setLayout(line)
        self._error_row.hide()
        top = QWidget()
        top.setLayout(row(self._label, STRETCH, self._hint, margins=(0, 0, 0, 4)))
        if not (label or hint):
            top.hide()
        self._box = column(top, frame, self._error_row)
        self.setLayout(self._box)

    def set_label(self, text: str) -> None:
        """Call the field something else."""
        self._label.setText(text)
        self._input().setAccessibleName(text)

    def set_hint(self, text: str) -> None:
        """Say something else at the right above the field."""
        self._hint.setText(text)

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong and what to do; the text stays."""
        self._error.setText(text)
        self._error_row.setVisible(bool(text))
        self._frame.set_wrong(wrong=bool(text))
        self._input().setAccessibleDescription(text)

    def clear_error(self) -> None:
        """Take the error away."""
        if self._error.text():
            self.show_error("")

    def error(self) -> str:
        """Return the error shown, or nothing."""
        return self._error.text()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self._input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._frame.set_focused(focused=focused)

    def _input(self) -> QWidget:
        raise NotImplementedError


class TextField(FieldShell):
    """One line of text.

    Attributes:
        edit: the line itself.

    Signals:
        changed: the text, after each change.
        submitted: Enter was pressed (never while an input method composes).
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str = "",
        *,
        hint: str = "",
        placeholder: str = "",
        icon: str = "",
        name: str = "",
        trailing: QWidget | None = None,
        height: int = space.INPUT,
    ) -> None:
        self.edit = LineEdit()
        self.edit.setObjectName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label or placeholder)
        items: list[Item | tuple[QWidget | QLayout, int]] = []
        if icon:
            items += [IconLabel(icon, Token.TEXT_3), space.S2]
        items.append((self.edit, 1))
        if trailing is not None:
            items += [space.S1, trailing]
        # A button brings its own room; a mark does not.
        right = 4 if isinstance(trailing, QAbstractButton) else 10
        frame = FieldFrame(row(*items, margins=(10, 2, right, 2)))
        frame.setMinimumHeight(theme().height(height, Role.BODY, padding=8))
        super().__init__(label, frame, hint=hint)
        frame.setFocusProxy(self.edit)
        self.setFocusProxy(self.edit)
        self._label.setBuddy(self.edit)
        self.edit.focus_moved.connect(self._on_focus_moved)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self.submitted)

    def text(self) -> str:
        """Return the text as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self.edit.setText(text)

    def _on_text_changed(self, text: str) -> None:
        self.clear_error()
        self.changed.emit(text)

    def _input(self) -> QWidget:
        return self.edit
