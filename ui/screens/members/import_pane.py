"""Taking in a list: reading, preview, what it did."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QStackedLayout, QWidget

from app.words import tr
from ui.screens.members.presenter.preview import (
    Finding,
    PreviewShown,
    ResultShown,
    people_text,
)
from ui.screens.members.table_model import PreviewModel
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Card,
    DataTable,
    EmptyState,
    FigureRow,
    Hairline,
    IconLabel,
    KeyPane,
    Label,
    MainAction,
    PageHeader,
    ProgressPanel,
    ScrollColumn,
    Well,
    WizardSteps,
    clear,
    column,
    row,
)

_TAGS_COLUMN: Final = 6
_SCROLL_BAR: Final = 10
_WAIT, _PREVIEW, _WRONG, _RESULT = range(4)


class ImportPane(KeyPane):
    """Shows where an import stands.

    Signals:
        commit_wanted: take the list in.
        other_wanted: choose another file.
        cancelled: leave the import.
        finished: look at the list.
    """

    commit_wanted = Signal()
    other_wanted = Signal()
    cancelled = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__(name="member_import")
        self._header = PageHeader(tr("Import a member list"))
        self._other = Button(tr("Another file"), name="import_other")
        self._cancel = Button(tr("Cancel"), ButtonKind.GHOST, name="import_cancel")
        self._header.tools.addWidget(self._other)
        self._header.tools.addWidget(self._cancel)
        self._steps = WizardSteps(tr("Steps of the import"), name="import_steps")
        self._progress = ProgressPanel("upload-simple", name="import_progress")
        self._wrong = EmptyState(
            "file-text", "", "", tr("Choose another file"), name="import_wrong"
        )
        self._action = MainAction(tr("Take in"), name="import_commit")
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
        self._refused = Banner(tone=Tone.DANGER, name="import_refused")
        self._notice = Banner(tone=Tone.INFO, name="import_known")
        self._figures = FigureRow()
        self._findings = column()
        self._sealing = Label("", wrap=True)
        self._table_title = Label("", Role.SECTION)
        self._table = DataTable(tr("First rows of the file"), name="import_rows")
        self._model = PreviewModel((), ())
        self._preview: PreviewShown | None = None
        sealed = Well(
            row(
                IconLabel("lock-simple-fill", Token.TEXT_2),
                (self._sealing, 1),
                spacing=10,
                margins=(16, 10, 16, 10),
            )
        )
        found = Card(column(self._findings, margins=(16, 4, 16, 4)))
        self._found = found
        self._rows = Card(
            column(
                row(self._table_title, margins=(16, 10, 16, 8)),
                self._table,
                margins=(1, 0, 1, 1),
            )
        )
        scroll = ScrollColumn(margins=(24, 16, 24, 16), spacing=space.S3)
        for item in (self._refused, self._notice):
            scroll.column.addWidget(item)
        scroll.column.addLayout(self._figures)
        for item in (sealed, found, self._rows):
            scroll.column.addWidget(item)
        scroll.column.addStretch(1)
        foot = row((self._action, 1), margins=(24, 10, 24, 10))
        page = QWidget()
        page.setLayout(column((scroll, 1), Hairline(), foot))
        return page

    def _build_result(self) -> QWidget:
        self._result = Banner(tone=Tone.OK, icon="check-circle", name="import_result")
        self._finish = Button(tr("Go to the list"), name="import_finish")
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

    def show_preview(self, preview: PreviewShown) -> None:
        """Show what an import would do."""
        self._go(_PREVIEW, f"{preview.name} · {preview.about}", 1)
        self.show_refused("")
        self._notice.set_words(preview.notice)
        self._notice.setVisible(bool(preview.notice))
        self._figures.set_figures(preview.figures)
        self._found.setVisible(bool(preview.findings))
        clear(self._findings)
        for place, finding in enumerate(preview.findings):
            if place:
                self._findings.addWidget(Hairline())
            self._findings.addLayout(_finding(finding))
        self._sealing.setText(preview.sealing)
        self._action.button.set_label(preview.action)
        self._action.set_blocked(preview.blocked)
        self.focus_first()
        # The rows come after the rest is painted, so that nothing is held up.
        self._preview = preview
        self._rows.hide()
        QTimer.singleShot(0, self._show_rows)

    def _show_rows(self) -> None:
        preview, self._preview = self._preview, None
        if preview is None:
            return
        self._table_title.setText(preview.table_title)
        self._model = PreviewModel(preview.columns, preview.rows)
        self._table.setModel(self._model)
        self._table.set_stretch(_TAGS_COLUMN)
        self._table.fit_rows()
        self._table.setFixedHeight(self._table.height() + _SCROLL_BAR)
        self._rows.show()

    def show_refused(self, text: str) -> None:
        """Say over the preview why nothing was taken in."""
        if text:
            self._progress.finish()
            self._pages.setCurrentIndex(_PREVIEW)
        self._refused.set_words(text)
        self._refused.setVisible(bool(text))

    def show_writing(self, count: int) -> None:
        """Say that so many people are being taken in."""
        self._pages.setCurrentIndex(_WAIT)
        self._other.hide()
        self._cancel.hide()
        self._progress.start(
            tr("Taking in {people}", people=people_text(count)),
            stoppable=False,
        )

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

    def _go(self, page: int, meta: str, step: int) -> None:
        self._progress.finish()
        self._header.set_title(tr("Import a member list"), meta)
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
