"""A clause on the page: its words in both languages, and what changes in them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.revision.model.motions import ChangeKind
from app.words import tr
from ui.screens.revision.motions.presenter.page import BlockShown
from ui.theme import Role, Token
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Card,
    CheckRow,
    Compared,
    Comparison,
    IconButton,
    IconLabel,
    Label,
    MultilineField,
    TextField,
    clear,
    column,
    row,
)


class ClauseBlock(Card):
    """Asks for a clause's new words, beside those that are there.

    Signals:
        written: the block's key and texts by their names, after a pause in typing.
        removed: the block's key; leave the clause as it is.
        done_to: the block's key and a `ChangeKind`: the clause is to go, or not.
    """

    written = Signal(str, dict)
    removed = Signal(str)
    done_to = Signal(str, str)

    def __init__(self, block: BlockShown, place: int) -> None:
        self._key = block.key
        written, name = block.written, f"clause_{place}"
        self._out = written.kind is ChangeKind.REMOVE
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        self._number = TextField(
            tr("Number of the new clause"), placeholder="3.6", name=f"{name}_number"
        )
        self._zh = MultilineField("中文", name=f"{name}_zh", lines=(3, 10))
        self._en = MultilineField("English", name=f"{name}_en", lines=(3, 10))
        self._other = TextField(
            tr("Besides the words"),
            hint=tr("examples, severity; described plainly"),
            name=f"{name}_other",
        )
        self._fields: dict[str, TextField | MultilineField] = {
            "clause": self._number,
            "zh": self._zh,
            "en": self._en,
            "other": self._other,
        }
        for part in ("zh", "en", "other", "clause"):
            self._fields[part].set_text(getattr(written, part))
        self._differences = column()
        is_new = written.kind is ChangeKind.ADD
        take_out = CheckRow(tr("Take it out"), name=f"{name}_out")
        take_out.setChecked(self._out)
        remove = IconButton("x", tr("Leave the clause as it is"), name=f"{name}_remove")
        title = tr("A new clause") if is_new else block.title
        words = QWidget()
        sides = (column(field, STRETCH) for field in (self._zh, self._en))
        words.setLayout(row(*((side, 1) for side in sides), spacing=12))
        super().__init__(
            column(
                row(
                    IconLabel("bookmark-simple"),
                    8,
                    Label(title, Role.SECTION),
                    STRETCH,
                    take_out,
                    6,
                    remove,
                ),
                8,
                self._number,
                words,
                self._differences,
                self._other,
                self._error,
                margins=(16, 10, 16, 14),
                spacing=8,
            ),
            name=name,
        )
        # Not before they have a place: what has none would open as a window.
        self._number.setVisible(is_new)
        take_out.setVisible(not is_new)
        words.setVisible(not self._out)
        self._other.setVisible(not self._out)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self._tell)
        for field in self._fields.values():
            field.changed.connect(self._on_changed)
        take_out.clicked.connect(self._on_taken_out)
        remove.clicked.connect(self._on_removed)

    @property
    def key(self) -> str:
        """What tells the block from others."""
        return self._key

    def show_differences(self, parts: tuple[Compared, ...]) -> None:
        """Show what changes in the words that are there."""
        clear(self._differences)
        if parts:
            self._differences.addWidget(Comparison(parts))

    def show_error(self, text: str) -> None:
        """Say under the clause what is wrong with it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            self.focus()

    def focus(self) -> None:
        """Put the cursor into the first field that can be written in."""
        first = self._zh if self._number.isHidden() else self._number
        first.focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._tell()

    def _on_changed(self, _text: str) -> None:
        self.show_error("")
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        texts = {name: field.text() for name, field in self._fields.items()}
        if self._number.isHidden():
            del texts["clause"]
        self.written.emit(self._key, texts)

    def _on_taken_out(self) -> None:
        self.flush()
        kind = ChangeKind.CHANGE if self._out else ChangeKind.REMOVE
        self.done_to.emit(self._key, kind.value)

    def _on_removed(self, *_checked: object) -> None:
        self.removed.emit(self._key)
