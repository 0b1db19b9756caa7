"""The log tab's widgets: the entries, the open one, and the text for members."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import tr
from ui.screens.revision.log.presenter.rows import EntryShown, LogRow
from ui.theme import Role, Token, Tone, space, theme
from ui.widgets import (
    STRETCH,
    Banner,
    Box,
    Button,
    ButtonKind,
    Card,
    Chip,
    Choice,
    ElidedLabel,
    EmptyState,
    Facts,
    Hairline,
    KeyPane,
    MainAction,
    Panes,
    Paragraph,
    Quiet,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    ScrollColumn,
    Select,
    Tabs,
    TabSpec,
    TextStyle,
    Titled,
    card_head,
    clear,
    column,
    paint,
    row,
)


class _LogDelegate(RecordDelegate[LogRow]):
    """Rows 80 high in three lines."""

    def row_height(self) -> int:
        return self.fitted_height(
            space.APPEAL_ROW, Role.READING, Role.BODY, Role.BODY, padding=14
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: LogRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        title, words = look.line(Role.READING), look.line(Role.BODY)
        chip = paint.chip_height()
        top = rect.top() + (rect.height() - title - words - chip - 3) / 2
        style = TextStyle(role=Role.READING, bold=True)
        area = QRectF(left, top, right - left, title)
        paint.draw_text(painter, area, row.title, style)
        top += title
        area = QRectF(left, top, right - left, words)
        paint.draw_text(painter, area, row.words, TextStyle())
        top += words + 3
        at = QPointF(left, top)
        width = paint.draw_chip(painter, at, row.outcome, on_selected=state.selected)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        area = QRectF(left + width + 8, top, right - left - width - 8, chip)
        paint.draw_text(painter, area, row.facts, quiet, paint.RIGHT)


class _Listing(QWidget):
    """The entries of one version."""

    def __init__(self) -> None:
        super().__init__()
        self.versions = Select(tr("Version"), icon="book-bookmark", name="log_versions")
        self.tabs = Tabs(tr("Log"), name="log_tabs")
        self.model: RecordModel[LogRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self.records = RecordList(tr("Log"), name="log_list")
        self.records.setModel(self.model)
        self.records.setItemDelegate(_LogDelegate(self.records))
        head = row((self.versions, 1), margins=(12, 10, 12, 2))
        tabs = row(self.tabs, STRETCH, margins=(12, 0, 12, 0))
        self.setLayout(column(head, tabs, Hairline(), 4, (self.records, 1)))


class _Record(KeyPane):
    """The open entry, the text for members, and how to copy it."""

    def __init__(self) -> None:
        super().__init__(name="log_record")
        self.shown = ""
        self.problem = Banner(tone=Tone.DANGER, name="log_problem")
        self.problem.hide()
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chips = row(spacing=6)
        self.go = Button(
            tr("Open it"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="log_open",
        )
        head = row(
            (self._title, 100),
            10,
            self._chips,
            STRETCH,
            self.go,
            margins=(24, 12, 20, 12),
        )
        self._facts = Facts()
        self._reason = Titled(tr("Why"))
        self._text = Paragraph("", selectable=True)
        self.action = MainAction(tr("Copy for members"), name="log_copy")
        scroll = ScrollColumn(margins=(24, 14, 24, 16), spacing=14, name="log_scroll")
        self._scroll = scroll
        scroll.column.addWidget(self.problem)
        scroll.column.addWidget(
            Card(
                column(
                    card_head("chat-circle-dots", Token.TEXT_2, tr("Outcome")),
                    10,
                    self._facts,
                    10,
                    self._reason,
                    margins=16,
                )
            )
        )
        scroll.column.addWidget(
            Card(
                column(
                    card_head("paper-plane-tilt", Token.TEXT_2, tr("For members")),
                    10,
                    Quiet(column(self._text, margins=(12, 10, 12, 12))),
                    margins=16,
                )
            )
        )
        scroll.column.addStretch(1)
        foot = Box(ground=Token.PANEL)
        foot.setLayout(
            column(Hairline(), row((self.action, 1), margins=(24, 10, 24, 10)))
        )
        whole = QWidget()
        whole.setLayout(column(head, Hairline(), (scroll, 1), foot))
        self._empty = EmptyState("chat-circle-dots", "", name="log_empty")
        self._stack = QStackedWidget()
        for page in (self._empty, whole):
            self._stack.addWidget(page)
        self.setLayout(column((self._stack, 1)))

    def set_entry(self, entry: EntryShown) -> None:
        """Show this entry."""
        self._stack.setCurrentIndex(1)
        self._title.set_text(entry.title)
        clear(self._chips)
        chip = entry.outcome
        self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        self.go.setVisible(bool(entry.clause or entry.motion))
        self._facts.set_facts(entry.facts)
        self._reason.set_text(entry.reason)
        if entry.id != self.shown:
            self.shown = entry.id
            self._scroll.verticalScrollBar().setValue(0)

    def set_text(self, text: str) -> None:
        """Show what would be copied."""
        self._text.set_plain(text)

    def set_nothing(self, title: str) -> None:
        """Say that there is nothing to show."""
        text = tr("Answers to feedback and outcomes of motions stand here.")
        self._empty.set_words(title, text)
        self._stack.setCurrentIndex(0)

    def focus_record(self) -> None:
        """Give the record the focus, so that keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)


class LogView(Panes):
    """Entries at the left, the open one and the text for members at the right.

    Signals:
        version_chosen: the number of a version.
        tab_chosen: the key of a list.
        row_chosen: the id of an entry.
        copy_wanted: copy the text for members.
        open_wanted: go to what the open entry is about.
    """

    version_chosen = Signal(str)
    tab_chosen = Signal(str)
    row_chosen = Signal(str)
    copy_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        self._listing, self._record = _Listing(), _Record()
        super().__init__(self._listing, self._record)
        self.setObjectName("log")
        self._choices: list[Choice] = []
        self._connect()

    def show_versions(self, choices: Sequence[Choice], current: str) -> None:
        """Offer the logs of these versions."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self._listing.versions.set_choices(self._choices)
        self._listing.versions.setVisible(bool(choices))
        self._listing.versions.choose(current)

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.tabs.set_tabs(list(specs), current)

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        """Show these entries in the list."""
        self._listing.records.show_rows(rows)

    def select_row(self, entry: str) -> None:
        """Make this row current, or none if it is not in the list."""
        self._listing.records.show_current(entry)

    def show_entry(self, entry: EntryShown) -> None:
        """Show this entry."""
        self._record.set_entry(entry)

    def show_text(self, text: str) -> None:
        """Show what would be copied."""
        self._record.set_text(text)

    def show_nothing(self, title: str) -> None:
        """Say that there is nothing to show."""
        self._record.set_nothing(title)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self._record.problem.set_words(text)
        self._record.problem.setVisible(bool(text))

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        listing, record = self._listing, self._record
        listing.versions.key_chosen.connect(self.version_chosen)
        listing.tabs.chosen.connect(self.tab_chosen)
        listing.records.moved.connect(self.row_chosen)
        listing.records.opened.connect(self._on_opened)
        listing.records.filter_wanted.connect(listing.tabs.focus)
        record.back_wanted.connect(self.focus_list)
        record.go.clicked.connect(self.open_wanted)
        record.action.button.clicked.connect(self.copy_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.copy_wanted)

    def _on_opened(self, _entry: str) -> None:
        self.show_record()
        self._record.focus_record()
