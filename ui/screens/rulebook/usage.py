"""Figures on cards: how a clause fared; each opens the cases behind it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.presenter.using import CaseShown, FigureShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    IconButton,
    Label,
    clear,
    column,
    row,
)


class Usage(QWidget):
    """How often a clause was cited, departed from, overturned.

    Signals:
        use_opened: the code of a figure whose cases are wanted.
        case_opened: the id of a case.
    """

    use_opened = Signal(str)
    case_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards = row(spacing=12)
        self._figures: Sequence[FigureShown] = ()
        self._title = Label("", bold=True)
        self._list = column(spacing=2)
        close = IconButton("x", tr("Close"), name="rulebook_cases_close")
        close.clicked.connect(self._close)
        self._cases = Card(
            column(
                row(self._title, STRETCH, close),
                4,
                self._list,
                margins=(14, 8, 8, 12),
            ),
            name="rulebook_cases",
        )
        self._cases.hide()
        head = row(
            Label(tr("How it fared"), Role.SECTION),
            8,
            Label(tr("Last 90 days"), Role.CAPTION, Token.TEXT_3),
            STRETCH,
        )
        self.setLayout(column(head, 8, self._cards, 10, self._cases))

    def set_figures(self, figures: Sequence[FigureShown]) -> None:
        """Show figures with what they count; none at all hides the part."""
        self.setVisible(bool(figures))
        if figures == self._figures:
            return
        self._figures = figures
        clear(self._cards)
        for figure in figures:
            self._cards.addWidget(self._card(figure), 1)

    def set_cases(self, title: str, cases: Sequence[CaseShown]) -> None:
        """List the cases behind a figure; without a title, none."""
        self._cases.setVisible(bool(title))
        self._title.setText(title)
        clear(self._list)
        for case in cases:
            button = Button(
                case.text, ButtonKind.LINK, height=26, name=f"rulebook_case_{case.key}"
            )
            button.clicked.connect(partial(self._open_case, case.key))
            self._list.addLayout(row(button, STRETCH))

    def _card(self, figure: FigureShown) -> QWidget:
        number = Label(figure.figure, Role.RECORD, tabular=True)
        words = Label(figure.words, Role.CAPTION, Token.TEXT_2, wrap=True)
        lines = column(row(number, 8, (words, 1)))
        if figure.detail:
            lines.addWidget(Label(figure.detail, Role.CAPTION, Token.TEXT_3, wrap=True))
        if figure.use:
            button = Button(
                tr("Show the cases"),
                ButtonKind.LINK,
                height=24,
                name=f"rulebook_use_{figure.use}",
            )
            button.clicked.connect(partial(self._open_use, figure.use))
            lines.addLayout(row(button, STRETCH))
        lines.addStretch(1)
        lines.setContentsMargins(14, 8, 14, 8)
        return Card(lines)

    def _open_use(self, use: str, *_checked: object) -> None:
        self.use_opened.emit(use)

    def _open_case(self, case: str, *_checked: object) -> None:
        self.case_opened.emit(case)

    def _close(self) -> None:
        self._cases.hide()
