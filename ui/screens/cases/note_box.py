"""Writing a note for the team, under the record."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Role, Token
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Button,
    KeyCap,
    Label,
    MultilineField,
    column,
    row,
)


class NoteBox(QWidget):
    """One line at rest; with focus or words it grows and shows its button.

    Signals:
        changed: the text, after each change.
        paused: typing has paused; the draft can be kept.
        sent: the note is to be added.
    """

    changed = Signal(str)
    paused = Signal()
    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cap = KeyCap("M")
        self._field = MultilineField(
            placeholder=tr("Write a note for the team…"),
            icon="note-pencil",
            name="case_note",
            lines=(1, 6),
            trailing=self._cap,
        )
        self._send = Button(
            tr("Add the note"),
            icon="note-pencil",
            key="Ctrl+Enter",
            name="case_note_send",
        )
        self._tools = QWidget()
        told = Label(tr("Seen by the team only"), Role.CAPTION, Token.TEXT_3)
        self._tools.setLayout(row(told, STRETCH, self._send, margins=(0, 8, 0, 0)))
        self._tools.hide()
        self.setLayout(column(self._field, self._tools, margins=(24, 8, 24, 16)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self.paused)
        self._field.changed.connect(self._on_changed)
        self._field.edit.focus_moved.connect(self._on_focus_moved)
        self._send.clicked.connect(self.sent)

    def set_text(self, text: str) -> None:
        """Put this text into the note; nothing is told."""
        told = self.blockSignals(True)
        self._field.set_text(text)
        self.blockSignals(told)
        self._pause.stop()
        self._fold()

    def show_error(self, text: str) -> None:
        """Say under the note what is wrong with it."""
        self._field.show_error(text)

    def focus(self) -> None:
        """Put the cursor into the note."""
        self._field.focus()

    def has_cursor(self) -> bool:
        """Return whether somebody is writing here."""
        return self._field.edit.hasFocus() or self._send.hasFocus()

    def _on_changed(self, text: str) -> None:
        self._pause.start()
        self.changed.emit(text)

    def _on_focus_moved(self, _focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._pause.isActive():
            self._pause.stop()
            self.paused.emit()
        self._fold()

    def _fold(self) -> None:
        writing = self._field.edit.hasFocus() or bool(self._field.text().strip())
        self._tools.setVisible(writing)
        self._cap.setVisible(not writing)
