"""Over a clause: the article, the clause's name, which version this is, its menu."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.giving import Form
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Chip,
    ChipSpec,
    ElidedLabel,
    IconButton,
    IconLabel,
    Label,
    Menu,
    TextStyle,
    clear,
    column,
    row,
)

_GAP: Final = 10
_SIDES: Final = 40


class Header(QWidget):
    """Names a clause; in a draft, moves it and takes it out.

    Signals:
        giving_wanted: say how the rules can be given out.
        copy_wanted: copy a part of the announcement, from 1.
        write_wanted: write what is shown in a `Form`.
        compare_wanted: show all that differs between two books.
        review_wanted: go to the clause in the review calendar.
        move_wanted: the clause, up (-1) or down (1).
        article_move_wanted: its article, up (-1) or down (1).
        remove_wanted: take the clause out.
        restore_wanted: put it back.
    """

    giving_wanted = Signal()
    copy_wanted = Signal(int)
    write_wanted = Signal(Form)
    compare_wanted = Signal()
    review_wanted = Signal()
    move_wanted = Signal(int)
    article_move_wanted = Signal(int)
    remove_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._article = Label("", Role.CAPTION, Token.TEXT_3)
        self._number = Label("", Role.CAPTION, Token.TEXT_3)
        self._title = ElidedLabel("", TextStyle(role=Role.RECORD))
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Maximum, policy.Fixed)
        self._chips = row(spacing=6)
        self._worn: list[Chip] = []
        self._due = Button(
            "", ButtonKind.DUE, icon="clock", height=28, name="rulebook_review"
        )
        self._due.hide()
        self._more = IconButton(
            "dots-three", tr("More about this clause"), name="rulebook_more"
        )
        self._back = Button(
            tr("Put it back"),
            icon="arrow-counter-clockwise",
            height=28,
            name="rulebook_restore",
        )
        self._compare = Button(
            tr("Compare"),
            ButtonKind.GHOST,
            icon="git-diff",
            height=28,
            name="rulebook_compare_open",
        )
        self._give = IconButton(
            "share-network", tr("Give the rules out"), name="rulebook_give"
        )
        self._give.clicked.connect(self.giving_wanted)
        caret = IconLabel("caret-right", Token.TEXT_3, 12)
        path = row(
            self._article,
            4,
            caret,
            4,
            self._number,
            STRETCH,
            self._back,
            self._compare,
            self._give,
            self._more,
        )
        self._is_due = False
        self._badges = QWidget()
        self._badges.setLayout(self._chips)
        self._beside, self._below = row(self._badges), row(STRETCH)
        title = row((self._title, 100), _GAP, self._beside, STRETCH, self._due)
        self.setLayout(column(path, 2, title, self._below, margins=(24, 8, 16, 12)))
        self._more.clicked.connect(self._open)
        self._compare.clicked.connect(self.compare_wanted)
        self._due.clicked.connect(self.review_wanted)
        self._back.clicked.connect(self.restore_wanted)

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause's name."""
        article, number = clause.path
        self._article.setText(article)
        self._number.setText(number)
        self._title.set_text(clause.title)
        self._more.setVisible(clause.editable)
        self._back.setVisible(clause.removed)
        clear(self._chips)
        self._worn = [Chip(each.text, each.tone, each.icon) for each in clause.chips]
        for chip in self._worn:
            self._chips.addWidget(chip)
        self._arrange()

    def offer_giving(self, parts: int) -> None:
        """Offer to copy the announcement, and to write files.

        Args:
            parts: how many parts the announcement has.
        """
        menu = Menu(self._give)
        for part in range(1, parts + 1):
            words = tr("Copy the announcement")
            if parts > 1:
                words = tr("Copy part {part} of {parts}", part=part, parts=parts)
            menu.offer(words, partial(self.copy_wanted.emit, part), "copy")
        menu.addSeparator()
        for form, words in (
            (Form.PAPER, tr("Write a PDF…")),
            (Form.PAGE, tr("Write a web page…")),
            (Form.MARKDOWN, tr("Write Markdown…")),
        ):
            menu.offer(words, partial(self.write_wanted.emit, form), "file-text")
        menu.open_below()

    def show_review(self, chip: ChipSpec | None) -> None:
        """Show when the clause is to be looked at again."""
        self._is_due = chip is not None
        self._due.set_label(chip.text if chip else "", chip.icon if chip else None)
        self._due.setVisible(self._is_due)
        self._arrange()

    def offer_compare(self, *, offered: bool) -> None:
        """Offer to compare, where there is something to compare with."""
        self._compare.setVisible(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the chips under the title where both do not fit on a line."""
        there = [*self._worn, self._due] if self._is_due else self._worn
        chips = sum(chip.sizeHint().width() + _GAP for chip in there)
        stacked = self._title.sizeHint().width() + chips > self.width() - _SIDES
        place = self._below if stacked else self._beside
        if place.indexOf(self._badges) < 0:
            place.insertWidget(0, self._badges)
            self._chips.setContentsMargins(0, 4 if stacked else 0, 0, 0)

    def _open(self) -> None:
        menu = Menu(self._more)
        menu.offer(tr("Move up"), partial(self.move_wanted.emit, -1), "arrow-up")
        menu.offer(tr("Move down"), partial(self.move_wanted.emit, 1), "arrow-down")
        menu.offer(
            tr("Move the article up"), partial(self.article_move_wanted.emit, -1)
        )
        menu.offer(
            tr("Move the article down"), partial(self.article_move_wanted.emit, 1)
        )
        menu.addSeparator()
        menu.offer(tr("Take the clause out"), self.remove_wanted.emit, "trash")
        menu.open_below()
