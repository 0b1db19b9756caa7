"""The right side: the task in front with its cards, and the form under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.words import tr
from ui.screens.workbench.cards import Cards
from ui.screens.workbench.changes import ChangesCard
from ui.screens.workbench.form import TaskForm
from ui.screens.workbench.presenter.task import DetailShown
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Chip,
    ElidedLabel,
    EmptyState,
    Hairline,
    KeyPane,
    ScrollColumn,
    TextStyle,
    column,
    row,
)

_LETTERS = frozenset("B")


class _Header(QWidget):
    """The small line, the title with its state, the way to the record behind it.

    Signals:
        record_wanted: go to that record.
    """

    record_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        style = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        self._meta = ElidedLabel("", style)
        self._title = ElidedLabel("", TextStyle(role=Role.PAGE))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chip = Chip("")
        self._go = Button(
            "",
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="workbench_go",
        )
        self._go.clicked.connect(self.record_wanted)
        self.setLayout(
            column(
                row((self._meta, 1), self._go),
                2,
                row((self._title, 100), 10, self._chip, STRETCH),
                margins=(24, 8, 20, 12),
            )
        )

    def set_detail(self, detail: DetailShown) -> None:
        """Show this task."""
        self._meta.set_text(detail.meta)
        self._title.set_text(detail.title)
        self._chip.set_spec(detail.chip)
        self._go.set_label(detail.going)
        # Without the button the lines keep their height.
        policy = self._go.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._go.setSizePolicy(policy)
        self._go.setVisible(bool(detail.going))


class RecordPane(KeyPane):
    """One task, or the words that there is none.

    Attributes:
        form: what can be done about it.

    Signals:
        record_wanted: go to the record behind the task.
    """

    record_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="workbench_record")
        self._key = ""
        self.set_key_map(_LETTERS)
        self._header = _Header()
        self._banner = Banner(name="workbench_banner")
        self._problem = Banner(tone=Tone.DANGER, name="workbench_problem")
        self._cards = Cards()
        self._changes = ChangesCard()
        self.form = TaskForm()
        self._scroll = ScrollColumn(
            margins=(24, 14, 24, 16), spacing=14, name="workbench_scroll"
        )
        for part in (self._problem, self._banner, self._cards, self._changes):
            self._scroll.column.addWidget(part)
        self._problem.hide()
        self._scroll.column.addStretch(1)
        whole = QWidget()
        whole.setLayout(column(self._header, Hairline(), (self._scroll, 1), self.form))
        self._empty = EmptyState("check-circle", "", name="workbench_empty")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self.setLayout(column((self._stack, 1)))
        self._header.record_wanted.connect(self.record_wanted)
        self.form.hide()

    def set_detail(self, detail: DetailShown) -> None:
        """Show this task."""
        self._header.set_detail(detail)
        self._banner.setVisible(detail.banner is not None)
        if detail.banner is not None:
            self._banner.set_words(detail.banner.title, detail.banner.text)
            self._banner.set_tone(detail.banner.tone, detail.banner.icon)
        self._cards.set_cards(detail.cards)
        self._changes.set_changes(detail.changes)
        if detail.key != self._key:
            self._scroll.verticalScrollBar().setValue(0)
        self._key = detail.key
        self._stack.setCurrentIndex(1)

    def set_nothing(self) -> None:
        """Say that nothing waits."""
        self._empty.set_words(
            tr("Nothing waits for you"),
            tr(
                "What others propose, decide or return, and your own cases by"
                " deadline, stand here."
            ),
        )
        self._stack.setCurrentIndex(0)

    def set_problem(self, text: str) -> None:
        """Say over the cards what went wrong; nothing takes it away."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def focus_record(self) -> None:
        """Give the task the focus, so that letters act and keys scroll."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
