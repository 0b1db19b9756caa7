"""The right pane of a decided case: the notice, undoing, appeals."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import Language, tr
from ui.screens.cases.appeal_dialog import AppealDialog
from ui.screens.cases.notice_well import NoticeWell
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.outcome import AppealForm, AppealShown, OutcomeShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    IconLabel,
    Label,
    ScrollColumn,
    clear,
    column,
    row,
)


class OutcomePane(QWidget):
    """Satisfies `OutcomeView`; paints no ground.

    Signals:
        language_chosen: the notice's `Language`.
        copy_wanted: the notice is wanted on the clipboard.
        statement_wanted: so is the statement of reasons.
        undo_wanted: the decision is to be taken back.
        appeal_wanted: an appeal is to be recorded.
        appeal_filed: the `AppealForm` to record.
        appeal_written: what is half written of an appeal.
        appeal_given_up: no appeal is to be recorded.
        appeal_opened: the id of an appeal to go to.
    """

    language_chosen = Signal(Language)
    copy_wanted = Signal()
    statement_wanted = Signal()
    undo_wanted = Signal()
    appeal_wanted = Signal()
    appeal_filed = Signal(AppealForm)
    appeal_written = Signal(dict)
    appeal_given_up = Signal()
    appeal_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._dialog: AppealDialog | None = None
        self._appeals_shown: tuple[AppealShown, ...] = ()
        self._notice = NoticeWell(name="case_notice")
        self._silent = Label(
            tr("No violation was found, so no notice goes out."),
            token=Token.TEXT_2,
            wrap=True,
        )
        self._state = Button(
            tr("Copy the statement of reasons"),
            ButtonKind.GHOST,
            icon="brackets-curly",
            height=28,
            name="case_statement",
        )
        self._undo_words = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        undo = Button(
            tr("Undo the decision"), icon="arrow-counter-clockwise", name="case_undo"
        )
        self._undo = QWidget()
        self._undo.setLayout(column(self._undo_words, undo, spacing=6))
        self._until = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._appeals: QVBoxLayout = column(spacing=2)
        self._blocked = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._appeal = Button(
            tr("Record an appeal…"), icon="scales", name="case_appeal"
        )
        self._appeal_part = QWidget()
        self._appeal_part.setLayout(
            column(
                Label(tr("Appeals"), Role.SECTION),
                6,
                self._until,
                6,
                self._appeals,
                6,
                self._blocked,
                6,
                self._appeal,
            )
        )
        scroll = ScrollColumn(margins=(20, 14, 20, 16), spacing=12, name="case_after")
        title = Label(tr("Notice to the member"), Role.SECTION)
        for part in (title, self._silent, self._notice):
            scroll.column.addWidget(part)
        self._stating = QWidget()
        self._stating.setLayout(row(self._state, STRETCH))
        for part in (self._stating, self._undo, self._appeal_part):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self.setLayout(column((scroll, 1)))
        self._notice.language_chosen.connect(self.language_chosen)
        self._notice.copy_wanted.connect(self.copy_wanted)
        self._state.clicked.connect(self.statement_wanted)
        undo.clicked.connect(self.undo_wanted)
        self._appeal.clicked.connect(self.appeal_wanted)

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what follows the decision."""
        self._notice.setVisible(bool(shown.notice))
        self._silent.setVisible(not shown.notice)
        told = tr("To {handle}", handle=shown.notice_to)
        self._notice.show_text(told, shown.notice, shown.language)
        self._notice.offer_copy(shown.waits)
        self._stating.setVisible(bool(shown.notice))
        self._state.setEnabled(not shown.waits)
        self._undo.setVisible(bool(shown.undo))
        self._undo_words.setText(shown.undo)
        self._appeal_part.setVisible(shown.offers_appeal)
        self._until.setText(shown.appeal_until)
        self._show_appeals(tuple(shown.appeals))
        self._blocked.setText(shown.appeal_blocked)
        self._blocked.setVisible(bool(shown.appeal_blocked))
        self._appeal.setEnabled(not shown.appeal_blocked)

    def open_appeal(self, case_number: str) -> None:
        """Open the form of an appeal."""
        dialog = AppealDialog(self, case_number)
        dialog.filed.connect(self.appeal_filed)
        dialog.written.connect(self.appeal_written)
        dialog.given_up.connect(self.appeal_given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written of an appeal."""
        if self._dialog is not None:
            self._dialog.show_texts(texts)

    def show_appeal_error(self, place: Field, text: str) -> None:
        """Say under a field of that form what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(place, text)

    def close_appeal(self) -> None:
        """Take the form away."""
        if self._dialog is not None:
            self._dialog.accept()

    def _on_closed(self, _result: int) -> None:
        self._dialog = None

    def _on_appeal(self, appeal: str, *_checked: object) -> None:
        self.appeal_opened.emit(appeal)

    def _show_appeals(self, appeals: tuple[AppealShown, ...]) -> None:
        if appeals == self._appeals_shown:
            return
        self._appeals_shown = appeals
        clear(self._appeals)
        for each in appeals:
            link = Button(
                each.number,
                ButtonKind.LINK,
                height=24,
                name=f"case_appeal_{each.number}",
            )
            link.clicked.connect(partial(self._on_appeal, each.id))
            state = Label(each.state, Role.CAPTION, Token.TEXT_2)
            icon = IconLabel("scales", Token.APPEAL, 14)
            self._appeals.addLayout(row(icon, 6, link, 8, state, STRETCH))
