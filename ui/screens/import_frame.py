"""Taking in a file: reading, preview, what it did; whatever the file holds."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QStackedLayout, QVBoxLayout, QWidget

from app.words import tr
from ui.screens.import_model import PreviewModel
from ui.screens.importing import Finding, PreviewRow, ResultShown
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Card,
    DataTable,
    EmptyState,
    Figure,
    FigureRow,
    Hairline,
    IconLabel,
    KeyPane,
    Label,
    MainAction,
    PageHeader,
    ProgressPanel,
    ScrollColumn,
    WizardSteps,
    clear,
    column,
    row,
)

_SCROLL_BAR: Final = 10
_WAIT, _PREVIEW, _WRONG, _RESULT = range(4)


class Findings(Card):
    """What is to be said about the file; hidden if there is nothing."""

    def __init__(self) -> None:
        self._lines = column()
        super().__init__(column(self._lines, margins=(16, 4, 16, 4)))

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Say these."""
        self.setVisible(bool(findings))
        clear(self._lines)
        for place, finding in enumerate(findings):
            if place:
                self._lines.addWidget(Hairline())
            self._lines.addLayout(_finding(finding))


class FirstRows(Card):
    """The first rows of the file, shown once the rest of the preview is painted."""

    def __init__(self, *, stretch: int, name: str) -> None:
        """Build it hidden.

        Args:
            stretch: the column that takes the width that is left.
            name: of the table.
        """
        self._stretch = stretch
        self._title = Label("", Role.SECTION)
        self._table = DataTable(tr("First rows of the file"), name=name)
        self._model = PreviewModel((), ())
        self._waiting: tuple[str, Sequence[str], Sequence[PreviewRow]] | None = None
        super().__init__(
            column(
                row(self._title, margins=(16, 10, 16, 8)),
                self._table,
                margins=(1, 0, 1, 1),
            )
        )
        self.hide()

    def set_rows(
        self, title: str, columns: Sequence[str], rows: Sequence[PreviewRow]
    ) -> None:
        """Show these in the next turn of the event loop, so nothing is held up."""
        self._waiting = title, columns, rows
        self.hide()
        QTimer.singleShot(0, self._show)

    def _show(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        title, columns, rows = waiting
        self._title.setText(title)
        self._model = PreviewModel(columns, rows)
        self._table.setModel(self._model)
        self._table.set_stretch(self._stretch)
        self._table.fit_rows()
        self._table.setFixedHeight(self._table.height() + _SCROLL_BAR)
        self.setVisible(bool(rows))


class ImportFrame(KeyPane):
    """Shows where an import stands; what the preview holds is its owner's.

    Attributes:
        preview: the preview's column, under its notices and figures.

    Signals:
        commit_wanted: take it in.
        other_wanted: choose another file.
        cancelled: leave the import.
        finished: look at what is there now.
    """

    commit_wanted = Signal()
    other_wanted = Signal()
    cancelled = Signal()
    finished = Signal()

    def __init__(
        self, title: str, *, finish: str, name: str, prefix: str = "import"
    ) -> None:
        """Build it.

        Args:
            title: what is taken in.
            finish: what the button says that leads to what is there now.
            name: the pane's own.
            prefix: what the names of its parts begin with.
        """
        super().__init__(name=name)
        self._title, self._prefix = title, prefix
        self._finish = Button(finish, name=f"{prefix}_finish")
        self._header = PageHeader(title)
        self._other = Button(tr("Another file"), name=f"{prefix}_other")
        self._cancel = Button(tr("Cancel"), ButtonKind.GHOST, name=f"{prefix}_cancel")
        self._header.tools.addWidget(self._other)
        self._header.tools.addWidget(self._cancel)
        self._steps = WizardSteps(tr("Steps of the import"), name=f"{prefix}_steps")
        self._progress = ProgressPanel("upload-simple", name=f"{prefix}_progress")
        self._wrong = EmptyState(
            "file-text", "", "", tr("Choose another file"), name=f"{prefix}_wrong"
        )
        self._action = MainAction(tr("Take in"), name=f"{prefix}_commit")
        self._pages = QStackedLayout()
        body = QWidget()
        body.setLayout(self._pages)
        # A stack shows its first page at once; alone that would be a window.
        for page in (
            self._build_wait(),
            self._build_preview(),
            self._wrong,
            self._build_result(),
        ):
            self._pages.addWidget(page)
        steps = row((self._steps, 1), margins=(24, 0, 24, 12))
        self.setLayout(column(self._header, steps, Hairline(), (body, 1)))
        self._connect()

    def focus_first(self) -> None:
        """Give the focus to what is to be done next."""
        page = self._pages.currentIndex()
        wanted = {
            _PREVIEW: self._action.button,
            _WRONG: self._wrong.button,
            _RESULT: self._finish,
        }
        wanted.get(page, self._cancel).setFocus()

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        self._go(_WAIT, name, 0)
        self._progress.start(tr("Reading {file}", file=name))

    def show_read(self, done: int, total: int) -> None:
        """Show how many rows are read; a total of 0 is unknown."""
        self._progress.set_progress(done, total)

    def show_refused(self, text: str) -> None:
        """Say over the preview why nothing was taken in."""
        if text:
            self._progress.finish()
            self._pages.setCurrentIndex(_PREVIEW)
        self._refused.set_words(text)
        self._refused.setVisible(bool(text))

    def show_result(self, result: ResultShown) -> None:
        """Show what the import did."""
        self._go(_RESULT, "", 2)
        self._result_figures.set_figures(result.figures)
        self._result.set_words(result.title, result.text)
        # First the focus, so that it is not handed on by what is hidden.
        self.focus_first()
        self._cancel.hide()

    def show_import_error(self, name: str, text: str) -> None:
        """Say what is wrong with the file."""
        self._go(_WRONG, name, 0)
        self._wrong.set_words(
            tr("{file} cannot be taken in", file=name),
            text,
            tr("Choose another file"),
        )
        self.focus_first()

    def _turn_to_preview(
        self, meta: str, notice: str, figures: Sequence[Figure]
    ) -> None:
        """Show the preview.

        Args:
            meta: the small line beside the title.
            notice: what is to be known first; empty for nothing.
            figures: what would be done.
        """
        self._go(_PREVIEW, meta, 1)
        self.show_refused("")
        self._notice.set_words(notice)
        self._notice.setVisible(bool(notice))
        self._figures.set_figures(figures)

    def _offer(self, action: str, blocked: str) -> None:
        """Say what the main button does, or why it cannot."""
        self._action.button.set_label(action)
        self._action.set_blocked(blocked)

    def _start_writing(self, told: str) -> None:
        """Say that it is being taken in."""
        self._pages.setCurrentIndex(_WAIT)
        self._other.hide()
        self._cancel.hide()
        self._progress.start(told, stoppable=False)

    def _connect(self) -> None:
        self._other.clicked.connect(self.other_wanted)
        self._wrong.button.clicked.connect(self.other_wanted)
        self._cancel.clicked.connect(self.cancelled)
        self._progress.stopped.connect(self.cancelled)
        self._action.button.clicked.connect(self.commit_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._action.button.click)

    def _build_wait(self) -> QWidget:
        wait = QWidget()
        wait.setLayout(column(self._progress, STRETCH, margins=24))
        return wait

    def _build_preview(self) -> QWidget:
        self._refused = Banner(tone=Tone.DANGER, name=f"{self._prefix}_refused")
        self._notice = Banner(tone=Tone.INFO, name=f"{self._prefix}_known")
        self._figures = FigureRow()
        self.preview: QVBoxLayout = column(spacing=space.S3)
        scroll = ScrollColumn(margins=(24, 16, 24, 16), spacing=space.S3)
        for item in (self._refused, self._notice):
            scroll.column.addWidget(item)
        scroll.column.addLayout(self._figures)
        scroll.column.addLayout(self.preview)
        scroll.column.addStretch(1)
        foot = row((self._action, 1), margins=(24, 10, 24, 10))
        page = QWidget()
        page.setLayout(column((scroll, 1), Hairline(), foot))
        return page

    def _build_result(self) -> QWidget:
        name = f"{self._prefix}_result"
        self._result = Banner(tone=Tone.OK, icon="check-circle", name=name)
        self._finish.clicked.connect(self.finished)
        self._result.tools.addWidget(self._finish)
        self._result_figures = FigureRow()
        page = QWidget()
        page.setLayout(
            column(
                self._result,
                self._result_figures,
                STRETCH,
                margins=(24, 20, 24, 24),
                spacing=space.S3,
            )
        )
        return page

    def _go(self, page: int, meta: str, step: int) -> None:
        self._progress.finish()
        self._header.set_title(self._title, meta)
        names = (tr("Read the file"), tr("Look at it"), tr("Done"))
        self._steps.set_steps(names, step)
        self._other.setVisible(page == _PREVIEW)
        self._cancel.show()
        self._pages.setCurrentIndex(page)


def _finding(finding: Finding) -> QLayout:
    mark = IconLabel(finding.icon, finding.tone.text)
    words = column(
        Label(finding.title, wrap=True),
        Label(
            finding.lines,
            Role.CAPTION,
            Token.TEXT_2,
            tabular=True,
            wrap=True,
            selectable=True,
        ),
    )
    return row(column(2, mark, STRETCH), (words, 1), spacing=10, margins=(0, 10, 0, 10))
