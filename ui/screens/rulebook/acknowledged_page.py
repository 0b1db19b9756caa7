"""Who said that they read a version: two lists, and what is done about people."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.rulebook.people_rows import PeopleRows, TickList
from ui.screens.rulebook.presenter.acknowledged import (
    BarShown,
    CountsShown,
    PersonRow,
    way_choices,
)
from ui.screens.rulebook.trial_rows import ShareBar
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Banner,
    Box,
    Button,
    ButtonKind,
    ChipSpec,
    Choice,
    ElidedLabel,
    EmptyState,
    FigureRow,
    Hairline,
    IconButton,
    Label,
    LabelledSelect,
    MainAction,
    Menu,
    RecordModel,
    SearchBox,
    Select,
    Tabs,
    TabSpec,
    TextField,
    TextStyle,
    column,
    row,
)

_SIDE: Final = 24
_MISSING, _DONE = "missing", "done"


class AcknowledgedPage(QWidget):
    """Figures, a filter, who has not and who has, and the bar under them.

    Signals:
        version_chosen: the id of a version.
        missing_wanted, done_wanted: list who did not, or who did.
        searched: words that members must have.
        more_wanted: the next page.
        ticked: the id of a member.
        all_wanted: choose all, or nobody.
        submitted: where they said so, and the day as typed.
        file_wanted: take a list, a survey or a chat.
        copy_wanted: copy who did not.
        closed: go back to the clause.
    """

    version_chosen = Signal(str)
    missing_wanted = Signal()
    done_wanted = Signal()
    searched = Signal(str)
    more_wanted = Signal()
    ticked = Signal(str)
    all_wanted = Signal()
    submitted = Signal(str, str)
    file_wanted = Signal()
    copy_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rulebook_acknowledged")
        self._missing = True
        self._counts = ("", "")
        self._arrives = False
        self._file = Button(
            tr("From a file…"),
            icon="upload-simple",
            height=28,
            name="acknowledged_file",
        )
        self._trouble = Banner(tone=Tone.DANGER, name="acknowledged_trouble")
        self._trouble.hide()
        self._figures, self._bar = FigureRow(), ShareBar()
        self._tabs = Tabs(tr("Who is listed"), name="acknowledged_tabs")
        self._search = SearchBox(
            tr("Find by nickname, platform id or tag"), name="acknowledged_find"
        )
        top = column(
            self._trouble,
            self._figures,
            10,
            self._bar,
            8,
            row((self._tabs, 1), self._file),
            6,
            self._search,
            margins=(_SIDE, 0, _SIDE, 10),
        )
        self.setLayout(
            column(
                self._build_head(),
                top,
                Hairline(),
                4,
                (self._build_list(), 1),
                Hairline(),
                self._build_foot(),
            )
        )
        self._connect()

    def show_versions(self, versions: Sequence[Choice], current: str) -> None:
        """Offer these versions; begin anew with one."""
        self._version.set_choices([*versions])
        self._version.choose(current)
        self._search.reset()
        self._tabs.choose(_MISSING)

    def show_counts(self, counts: CountsShown) -> None:
        """Show how many members did, and did not."""
        self._figures.set_figures(counts.figures)
        done, missing = counts.shares
        told = [figure.text for figure in counts.figures]
        self._bar.set_shares(
            [
                (ChipSpec(text=f"{told[0]} {counts.done}", tone=Tone.OK), done),
                (ChipSpec(text=f"{told[1]} {counts.missing}"), missing),
            ]
        )
        self._counts = (counts.missing, counts.done)
        self._show_tabs()

    def show_people(
        self, rows: Sequence[PersonRow], *, missing: bool, more: bool
    ) -> None:
        """List these members; the current row and the scrolling stay."""
        self._missing = missing
        self._show_tabs()
        self.records.show_rows(rows, more=more)
        self._none.setVisible(not rows)
        self.records.setVisible(bool(rows))
        if not rows:
            self._say_none()
        if self._arrives:
            self.focus()

    def append_people(self, rows: Sequence[PersonRow], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def show_bar(self, bar: BarShown) -> None:
        """Show what can be done about the members chosen."""
        self._told.setText(bar.told)
        self._fields.setVisible(bar.missing)
        self._action.button.set_label(bar.action)
        self._action.set_blocked(bar.blocked)

    def show_day(self, text: str) -> None:
        """Put a day into its field."""
        self._day.set_text(text)

    def show_day_error(self, text: str) -> None:
        """Say under the day what is wrong with it."""
        self._day.show_error(text)
        if text:
            self._day.focus()

    def show_trouble(self, text: str) -> None:
        """Say over the list what went wrong; nothing takes it away."""
        self._trouble.set_words(text)
        self._trouble.setVisible(bool(text))

    def act(self) -> None:
        """Press the page's button, if that can be done."""
        self._action.button.click()

    def arrive(self) -> None:
        """Take the focus as soon as there is somebody to list."""
        self._arrives = True

    def focus(self) -> None:
        """Take the focus: the list, or what filters it."""
        self._arrives = False
        if self._model.rowCount():
            self.records.enter()
        else:
            self._search.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build_head(self) -> QWidget:
        title = ElidedLabel(tr("Acknowledgements"), TextStyle(role=Role.PAGE))
        self._version = Select(tr("Which version"), name="acknowledged_version")
        policy = QSizePolicy.Policy
        self._version.setSizePolicy(policy.Maximum, policy.Fixed)
        self._more = IconButton(
            "dots-three", tr("Give the list out"), name="acknowledged_more"
        )
        self._close = IconButton(
            "x", tr("Back to the clause"), name="acknowledged_close"
        )
        head = QWidget()
        head.setLayout(
            row(
                (title, 1),
                self._version,
                self._more,
                self._close,
                spacing=8,
                margins=(_SIDE, 12, 16, 12),
            )
        )
        return head

    def _build_list(self) -> QWidget:
        self._model: RecordModel[PersonRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self.records = TickList(tr("Members"), name="acknowledged_people")
        self.records.setModel(self._model)
        self.records.setItemDelegate(PeopleRows(self.records))
        self._none = EmptyState("users", "", name="acknowledged_none")
        part = QWidget()
        part.setLayout(column((self.records, 1), (self._none, 1)))
        return part

    def _build_foot(self) -> QWidget:
        self._told = Label("", bold=True)
        self._all = Button(
            tr("Choose all listed"),
            ButtonKind.LINK,
            height=24,
            name="acknowledged_all",
        )
        self._way = LabelledSelect(tr("Where they said so"), name="acknowledged_way")
        self._way.select.set_choices(way_choices())
        self._day = TextField(
            tr("Day"),
            icon="calendar-blank",
            placeholder="2026-11-29",
            name="acknowledged_day",
        )
        self._fields = QWidget()
        self._fields.setLayout(
            row(
                (column(self._way, STRETCH), 1),
                (column(self._day, STRETCH), 1),
                spacing=10,
            )
        )
        self._action = MainAction(
            tr("Take back"), name="acknowledged_submit", wide=True
        )
        foot = column(
            row(self._told, STRETCH, self._all),
            6,
            self._fields,
            10,
            self._action,
            margins=(_SIDE, 10, _SIDE, 14),
        )
        return Box(foot, ground=Token.PANEL)

    def _connect(self) -> None:
        self._version.key_chosen.connect(self.version_chosen)
        self._tabs.chosen.connect(self._on_tab)
        self._search.searched.connect(self.searched)
        self._search.submitted.connect(self.focus)
        self._search.ended.connect(self.focus)
        self._model.more_wanted.connect(self.more_wanted)
        self.records.ticked.connect(self.ticked)
        self.records.filter_wanted.connect(self._search.focus)
        self.records.back_wanted.connect(self.closed)
        self._all.clicked.connect(self.all_wanted)
        self._file.clicked.connect(self.file_wanted)
        self._more.clicked.connect(self._open_menu)
        self._close.clicked.connect(self.closed)
        self._action.button.clicked.connect(self._on_submitted)

    def _show_tabs(self) -> None:
        missing, done = self._counts
        specs = [
            TabSpec(key=_MISSING, text=tr("Have not"), count=missing),
            TabSpec(key=_DONE, text=tr("Acknowledged"), count=done),
        ]
        self._tabs.set_tabs(specs, _MISSING if self._missing else _DONE)

    def _say_none(self) -> None:
        if self._search.text().strip():
            self._none.set_words(tr("Nobody here has these words"))
        elif self._missing:
            self._none.set_words(tr("Everybody has acknowledged this version"))
        else:
            self._none.set_words(
                tr("Nobody has acknowledged this version yet"),
                tr("Enter members by hand, or take a list, a survey or a chat."),
            )

    def _on_tab(self, key: str) -> None:
        chosen = self.missing_wanted if key == _MISSING else self.done_wanted
        chosen.emit()

    def _on_submitted(self) -> None:
        self.submitted.emit(self._way.select.chosen(), self._day.text())

    def _open_menu(self) -> None:
        menu = Menu(self._more)
        menu.offer(tr("Copy those who have not"), self.copy_wanted.emit, "copy")
        menu.open_below()
