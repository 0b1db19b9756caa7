"""Notes of the staff on a member, and the form of a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.members.cards import nothing
from ui.screens.members.presenter.shown import NoteShown
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Card,
    Label,
    MultilineField,
    Paragraph,
    Quiet,
    clear,
    column,
    row,
)


class NotesCard(Card):
    """A member's notes, newest first; `limit` of them unless `set_all`.

    Signals:
        write_wanted: the button that opens the form.
        typed: the text so far, after a short pause.
        submitted: the text of a note.
    """

    write_wanted = Signal()
    typed = Signal(str)
    submitted = Signal(str)

    def __init__(self, limit: int) -> None:
        self._limit, self._all = limit, False
        self._shown: Sequence[NoteShown] = ()
        self._may = False
        self.all_button = Button(
            "", ButtonKind.LINK, height=22, name="member_all_notes"
        )
        self._write = Button(
            tr("Write a note"),
            ButtonKind.GHOST,
            icon="note-pencil",
            key="M",
            height=space.BUTTON_SMALL,
            name="member_write_note",
        )
        self._form = self._build_form()
        self._rows = column(spacing=6)
        head = row(
            Label(tr("Notes"), Role.SECTION),
            space.S2,
            Label(tr("for the team only"), Role.CAPTION, Token.TEXT_2),
            STRETCH,
            self.all_button,
            space.S2,
            self._write,
        )
        super().__init__(
            column(head, space.S2, self._form, self._rows, margins=(16, 10, 16, 14)),
            name="member_notes",
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self._tell)
        self._write.clicked.connect(self.write_wanted)

    def _build_form(self) -> QWidget:
        self._field = MultilineField(
            tr("New note"),
            hint=tr("kept while you write"),
            placeholder=tr("What colleagues should know"),
            name="member_note",
            lines=(3, 8),
        )
        save = Button(
            tr("Save note"), ButtonKind.PRIMARY, key="Ctrl+Enter", name="note_save"
        )
        cancel = Button(tr("Put away"), ButtonKind.GHOST, name="note_cancel")
        form = QWidget()
        form.setLayout(
            column(
                self._field,
                row(STRETCH, cancel, save, spacing=space.S2),
                margins=(0, 0, 0, 8),
                spacing=space.S2,
            )
        )
        form.hide()
        save.clicked.connect(self._on_saved)
        cancel.clicked.connect(self._on_put_away)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_saved)
        self._field.changed.connect(self._on_changed)
        return form

    def show_notes(self, shown: Sequence[NoteShown], *, may_write: bool) -> None:
        """Show these."""
        self._shown, self._may = shown, may_write
        self._write.setVisible(may_write and self._form.isHidden())
        self._fill()

    def set_all(self, *, every: bool) -> None:
        """Show every one of them, or the newest alone."""
        self._all = every
        self._fill()

    def show_draft(self, text: str) -> None:
        """Put half-written text into the form; with some it opens."""
        self._field.blockSignals(True)
        self._field.set_text(text)
        self._field.blockSignals(False)
        self._field.clear_error()
        self._set_open(open_=bool(text))

    def open_form(self) -> None:
        """Open the form and put the cursor into it."""
        self._set_open(open_=True)
        self._field.focus()

    def close_form(self) -> None:
        """Empty the form and put it away."""
        self._pause.stop()
        self.show_draft("")

    def show_error(self, text: str) -> None:
        """Say under the text what is wrong; the text stays."""
        self._field.show_error(text)
        self._field.focus()

    def flush(self) -> None:
        """Tell what was typed without waiting."""
        if self._pause.isActive():
            self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _set_open(self, *, open_: bool) -> None:
        self._form.setVisible(open_)
        self._write.setVisible(self._may and not open_)

    def _fill(self) -> None:
        clear(self._rows)
        rows = self._shown if self._all else self._shown[: self._limit]
        for shown in rows:
            self._rows.addWidget(_note(shown))
        if not rows:
            self._rows.addWidget(nothing(tr("No notes yet")))
        self.all_button.set_label(tr("All {count}", count=len(self._shown)))
        self.all_button.setVisible(len(rows) < len(self._shown))

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.typed.emit(self._field.text())

    def _on_saved(self) -> None:
        self._pause.stop()
        self.submitted.emit(self._field.text())

    def _on_put_away(self) -> None:
        # The text stays on the desk; with none there is nothing to come back to.
        self.flush()
        self._set_open(open_=False)
        self._write.setFocus()


def _note(shown: NoteShown) -> QWidget:
    when = Label(shown.when, Role.CAPTION, Token.TEXT_3, tabular=True)
    when.setToolTip(shown.exact)
    author = Label(shown.author, Role.CAPTION, Token.TEXT_2)
    text = Paragraph(shown.text, Role.BODY, selectable=True)
    return Quiet(
        column(
            row(Avatar(shown.author, size=20), 6, author, STRETCH, when),
            2,
            text,
            margins=(12, 8, 12, 8),
        )
    )
