"""Several lines of text in the shape of a field."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QPlainTextEdit, QWidget

from ui.theme import Token, space, theme
from ui.widgets.fields import FieldFrame, FieldShell, passes_undo
from ui.widgets.labels import IconLabel
from ui.widgets.layout import STRETCH, Item, column, row


class TextArea(QPlainTextEdit):
    """Several lines inside a `FieldFrame`; Tab leaves it.

    Signals:
        focus_moved: whether the area has focus now.
        width_changed: its lines are broken anew.
    """

    focus_moved = Signal(bool)
    width_changed = Signal()

    draws_own_focus = True

    def event(self, e: QEvent) -> bool:
        return passes_undo(
            e, available=self.document().isUndoAvailable()
        ) or super().event(e)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit(False)


class MultilineField(FieldShell):
    """A few lines of text that grow with what is written.

    Attributes:
        edit: the text area itself.

    Signals:
        changed: the text, after each change.
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str = "",
        *,
        hint: str = "",
        placeholder: str = "",
        icon: str = "",
        name: str = "",
        lines: tuple[int, int] = (2, 6),
        trailing: QWidget | None = None,
    ) -> None:
        self.edit = TextArea()
        self.edit.setObjectName(name)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label or placeholder)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.viewport().setAutoFillBackground(False)
        self.edit.document().setDocumentMargin(0)
        # To Qt the margin is a change a person could undo.
        self.edit.document().clearUndoRedoStacks()
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.edit.setHorizontalScrollBarPolicy(never)
        self.edit.setVerticalScrollBarPolicy(never)
        self._lines = lines
        items: list[Item | tuple[QWidget | QLayout, int]] = []
        if icon:
            items += [column(2, IconLabel(icon, Token.TEXT_3), STRETCH), space.S2]
        items.append((self.edit, 1))
        if trailing is not None:
            items += [space.S2, column(trailing, STRETCH), space.S1]
        frame = FieldFrame(row(*items, margins=(10, 7, 4, 7)))
        super().__init__(label, frame, hint=hint)
        self.setFocusProxy(self.edit)
        self._label.setBuddy(self.edit)
        self.edit.focus_moved.connect(self._on_focus_moved)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        # Lines that are broken anew because the area got narrower are not told of.
        self.edit.width_changed.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Return the text as typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self.edit.setPlainText(text)

    def _on_text_changed(self) -> None:
        self.clear_error()
        self.changed.emit(self.text())

    def _fit(self) -> None:
        least, most = self._lines
        wanted = int(self.edit.document().size().height())
        count = max(least, min(most, wanted))
        line = self.edit.fontMetrics().lineSpacing()
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if wanted > most else policy.ScrollBarAlwaysOff
        self.edit.setVerticalScrollBarPolicy(bar)
        self.edit.setFixedHeight(count * line + 4)

    def _input(self) -> QWidget:
        return self.edit
