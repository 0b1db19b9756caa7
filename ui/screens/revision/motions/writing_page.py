"""The page on which motions and amendments are written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.finding import Match
from ui.screens.matches import MemberField
from ui.screens.revision.motions.block import ClauseBlock
from ui.screens.revision.motions.presenter import page as places
from ui.screens.revision.motions.presenter.page import WritingShown
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Banner,
    Box,
    Button,
    Compared,
    ElidedLabel,
    Hairline,
    Label,
    LabelledSelect,
    MainAction,
    MultilineField,
    ScrollColumn,
    TextField,
    TextStyle,
    clear,
    column,
    row,
)


class WritingPage(QWidget):
    """Title, clauses, reasons, who proposes it; errors stand beside their fields.

    Signals:
        added: the key of a clause to name.
        removed: the key of a block.
        done_to: the key of a block and a `ChangeKind`: its clause is to go, or not.
        block_written: the key of a block and its texts.
        written: title and reasons.
        author_searched: what is typed of who proposes it.
        author_chosen: the id of a member offered.
        submitted: write it down.
        put_away: go on later; what is written stays.
        given_up: what is written goes.
    """

    added = Signal(str)
    removed = Signal(str)
    done_to = Signal(str, str)
    block_written = Signal(str, dict)
    written = Signal(str, str)
    author_searched = Signal(str)
    author_chosen = Signal(str)
    submitted = Signal()
    put_away = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("motion_page")
        self._shown: WritingShown | None = None
        self._blocks: list[ClauseBlock] = []
        self._kinds: list[tuple[str, str]] = []
        self._adding = False
        self._heading = ElidedLabel("", TextStyle(role=Role.PAGE))
        self._trouble = Banner(tone=Tone.DANGER, name="motion_page_trouble")
        self._trouble.hide()
        self._title = TextField(tr("Title"), name="motion_title")
        self._clauses = column(spacing=12)
        self._add = LabelledSelect(tr("Clause"), name="motion_clause")
        self._add_button = Button(
            tr("Add the clause"), icon="plus", height=34, name="motion_add"
        )
        self._add_error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._add_error.hide()
        self._why = MultilineField(
            tr("Why it is proposed"), name="motion_why_text", lines=(3, 8)
        )
        self._author = MemberField(
            tr("Proposed by"),
            hint=tr("empty for the team"),
            name="motion_author",
        )
        self._saved = Label(
            tr("Kept on your desk as you write."), Role.CAPTION, Token.TEXT_3
        )
        self._away = Button(tr("Go on later"), key="Esc", name="motion_away")
        self._drop = Button(tr("Throw away"), icon="trash", name="motion_drop")
        self._main = MainAction("", name="motion_write")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._lay_out()
        self._connect()

    def set_page(self, page: WritingShown) -> None:
        """Show this page; blocks that are there already keep their cursor."""
        before, self._shown = self._shown, page
        opened = before is None or before.heading != page.heading
        self._heading.set_text(page.heading)
        self._main.button.set_label(page.action)
        self._title.setVisible(page.titled)
        self._author.setVisible(page.authored)
        self._set_text(self._title, page.title)
        self._set_text(self._why, page.why)
        self._author.set_text(page.author)
        self._set_blocks(page)
        self._add.select.set_choices(list(page.addable))
        if opened:
            self._clear_errors()
            self._focus_first(page)

    def close_page(self) -> None:
        """Forget what was shown."""
        self._shown = None
        self._pause.stop()
        self._author.show_member(None)
        self._author.offer(())

    def show_differences(self, parts: Sequence[tuple[Compared, ...]]) -> None:
        """Show what changes in each clause."""
        for block, each in zip(self._blocks, parts, strict=False):
            block.show_differences(each)

    def show_authors(self, matches: Sequence[Match]) -> None:
        """Offer members."""
        self._author.offer(matches)

    def show_author(self, member: Match | None) -> None:
        """Show who proposes it."""
        self._author.show_member(member)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field, in a clause, or over the page what is wrong."""
        fields = {
            places.TITLE: self._title,
            places.WHY: self._why,
            places.AUTHOR: self._author,
        }
        block = next((each for each in self._blocks if each.key == field), None)
        if field in fields:
            fields[field].show_error(text)
            fields[field].focus()
        elif block is not None:
            block.show_error(text)
        elif field == places.CLAUSES:
            self._add_error.setText(text)
            self._add_error.show()
            self._add.select.setFocus()
        else:
            self._trouble.set_words(text)
            self._trouble.show()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        for block in self._blocks:
            block.flush()
        if self._pause.isActive():
            self._tell()

    def submit(self) -> None:
        """Write it down."""
        self._clear_errors()
        self.flush()
        self.submitted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_away()
        else:
            super().keyPressEvent(event)

    def _set_blocks(self, page: WritingShown) -> None:
        """Build the clauses anew where others are named, or another thing is done."""
        kinds = [(block.key, block.written.kind.value) for block in page.blocks]
        if kinds == self._kinds:
            return
        known = {key for key, _ in self._kinds}
        clear(self._clauses)
        self._blocks, self._kinds = [], kinds
        for place, shown in enumerate(page.blocks, start=1):
            block = ClauseBlock(shown, place)
            block.written.connect(self.block_written)
            block.removed.connect(self._on_removed)
            block.done_to.connect(self.done_to)
            self._clauses.addWidget(block)
            self._blocks.append(block)
            if self._adding and shown.key not in known:
                block.focus()
        self._adding = False

    def _set_text(self, field: TextField | MultilineField, text: str) -> None:
        if text != field.text():
            told = field.blockSignals(True)
            field.set_text(text)
            field.blockSignals(told)

    def _clear_errors(self) -> None:
        for field in (self._title, self._why, self._author):
            field.clear_error()
        for block in self._blocks:
            block.show_error("")
        self._add_error.hide()
        self._trouble.hide()

    def _focus_first(self, page: WritingShown) -> None:
        if page.titled:
            self._title.focus()
        elif self._blocks:
            self._blocks[0].focus()
        else:
            self._add.select.setFocus()

    def _lay_out(self) -> None:
        scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="motion_page_scroll"
        )
        add = QWidget()
        add.setLayout(
            column(
                row((self._add, 1), 8, column(STRETCH, self._add_button)),
                4,
                self._add_error,
            )
        )
        for part in (self._trouble, self._title):
            scroll.column.addWidget(part)
        scroll.column.addLayout(self._clauses)
        for part in (add, self._why, self._author):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        head = row((self._heading, 1), margins=(24, 14, 20, 12))
        bar = Box(
            column(
                Hairline(),
                row(
                    (self._saved, 1),
                    12,
                    self._drop,
                    8,
                    self._away,
                    10,
                    self._main,
                    margins=(space.S6, 12, space.S6, 12),
                ),
            ),
            ground=Token.PANEL,
        )
        self.setLayout(column(head, Hairline(), (scroll, 1), bar))

    def _connect(self) -> None:
        self._title.changed.connect(self._pause.start)
        self._why.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._tell)
        self._add_button.clicked.connect(self._on_added)
        self._author.searched.connect(self.author_searched)
        self._author.picked.connect(self.author_chosen)
        self._away.clicked.connect(self._on_away)
        self._drop.clicked.connect(self.given_up)
        self._main.button.clicked.connect(self.submit)

    def _tell(self) -> None:
        self._pause.stop()
        self.written.emit(self._title.text(), self._why.text())

    def _on_added(self) -> None:
        self.flush()
        self._add_error.hide()
        self._adding = True
        self.added.emit(self._add.select.chosen())

    def _on_removed(self, key: str) -> None:
        for block in self._blocks:
            block.flush()
        self.removed.emit(key)

    def _on_away(self) -> None:
        self.flush()
        self.put_away.emit()
