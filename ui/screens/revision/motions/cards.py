"""The cards of an open motion: words, reasons, amendments, ballots, former words."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.words import mark, tr
from ui.screens.revision.motions.presenter.shown import (
    AmendmentShown,
    FormerShown,
    LinkShown,
    MotionShown,
    Step,
)
from ui.screens.revision.motions.presenter.wording import ChangeShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Changed,
    Chip,
    Hairline,
    IconLabel,
    KeyCap,
    Label,
    Paragraph,
    PersonLine,
    Quiet,
    Titled,
    card_head,
    clear,
    column,
    row,
)

_STEPS: Final = {
    Step.DECIDE: mark("Accept or reject"),
    Step.EDIT: mark("Change it"),
    Step.SUBMIT: mark("Put it to the decision"),
    Step.WITHDRAW: mark("Withdraw"),
    Step.PROMOTE: mark("Make it a motion of its own"),
    Step.GO: mark("Open the motion made of it"),
}


def _changed(change: ChangeShown) -> QWidget:
    whole = QWidget()
    box = column(Changed(change.title, change.chip, change.parts))
    if change.other:
        other = Titled(tr("Besides the words"), quiet=True)
        other.set_text(change.other)
        box.addSpacing(10)
        box.addWidget(other)
    whole.setLayout(box)
    return whole


class WordsCard(Card):
    """What is proposed for each clause, against the words that are there."""

    def __init__(self) -> None:
        self._side = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._rows = column()
        head = card_head("git-diff", Token.TEXT_2, tr("Proposed words"), self._side)
        super().__init__(column(head, self._rows, margins=16), name="motion_words")

    def set_changes(self, changes: Sequence[ChangeShown], against: str) -> None:
        """Show these."""
        self._side.setText(against)
        clear(self._rows)
        for place, change in enumerate(changes):
            self._rows.addSpacing(12)
            if place:
                self._rows.addWidget(Hairline())
                self._rows.addSpacing(12)
            self._rows.addWidget(_changed(change))


class WhyCard(Card):
    """Who proposes it, and why.

    Signals:
        member_wanted: go to the member who does.
    """

    member_wanted = Signal()

    def __init__(self) -> None:
        self._author = PersonLine()
        self._go = Button(
            tr("Open the member"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="motion_member",
        )
        self._why = Paragraph("", Role.READING, selectable=True)
        side = Label("", Role.CAPTION)
        head = card_head("chat-text", Token.TEXT_2, tr("Reasons"), side)
        who = row((self._author, 1), self._go)
        super().__init__(
            column(head, 8, who, 8, self._why, STRETCH, margins=16),
            name="motion_why",
        )
        self._go.clicked.connect(self.member_wanted)

    def set_motion(self, motion: MotionShown) -> None:
        """Show this motion's reasons."""
        self._author.set_person(motion.author.removeprefix("@"), motion.member)
        self._why.set_plain(motion.why)
        self._go.setVisible(bool(motion.member))


class LinksCard(Card):
    """What belongs to the motion and has a place of its own.

    Signals:
        wanted: the id of what is to be gone to.
    """

    wanted = Signal(str)

    def __init__(self, icon: str, title: str, empty: str, *, name: str) -> None:
        self._none = Label(empty, Role.CAPTION, Token.TEXT_3, wrap=True)
        self._rows = column(spacing=10)
        self._name = name
        side = Label("", Role.CAPTION)
        super().__init__(
            column(
                card_head(icon, Token.TEXT_2, title, side),
                10,
                self._none,
                self._rows,
                STRETCH,
                margins=16,
            ),
            name=name,
        )

    def set_links(self, links: Sequence[LinkShown]) -> None:
        """Show these."""
        self._none.setVisible(not links)
        clear(self._rows)
        for place, link in enumerate(links, start=1):
            self._rows.addWidget(self._link(place, link))

    def _link(self, place: int, link: LinkShown) -> QWidget:
        whole = QWidget()
        text = Paragraph(link.title, Role.READING, selectable=True)
        go = Button(
            tr("Open"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name=f"{self._name}_{place}",
        )
        go.clicked.connect(partial(self._on_wanted, link.id))
        side = Label(link.side, Role.CAPTION, Token.TEXT_3, wrap=True, tabular=True)
        words = column(text, side, spacing=2)
        if link.chip is not None:
            chip = Chip(link.chip.text, link.chip.tone, link.chip.icon)
            words.insertLayout(1, row(chip, STRETCH, margins=(0, 3, 0, 3)))
        whole.setLayout(row((words, 1), 8, column(go, STRETCH)))
        return whole

    def _on_wanted(self, link: str, *_checked: object) -> None:
        self.wanted.emit(link)


class AmendmentCard(Card):
    """Other words that somebody proposes for the motion.

    Signals:
        step_wanted: the amendment's id and a `Step`.
    """

    step_wanted = Signal(str, str)

    def __init__(self, amendment: AmendmentShown) -> None:
        self._id = amendment.id
        chip = amendment.chip
        title = tr("Amendment {number}", number=amendment.number)
        head = row(
            IconLabel("git-branch"),
            8,
            Label(title, Role.SECTION),
            8,
            Chip(chip.text, chip.tone, chip.icon),
            10,
            Label(amendment.by, Role.CAPTION, Token.TEXT_3, tabular=True),
            STRETCH,
        )
        if amendment.steps:
            head.addWidget(KeyCap(amendment.number))
        why = Paragraph(amendment.why, Role.READING, Token.TEXT_2, selectable=True)
        box = column(head, 8, why, margins=16)
        for change in amendment.changes:
            box.addSpacing(10)
            box.addWidget(_changed(change))
        if amendment.decided:
            box.addSpacing(12)
            box.addWidget(self._decided(amendment))
        if amendment.steps:
            box.addSpacing(12)
            box.addLayout(self._steps(amendment))
        super().__init__(box, name=f"amendment_{amendment.number}")

    def _decided(self, amendment: AmendmentShown) -> QWidget:
        by = Label(amendment.decided, Role.CAPTION, Token.TEXT_3, tabular=True)
        reason = Paragraph(amendment.reason, Role.READING, selectable=True)
        return Quiet(column(by, 2, reason, margins=(12, 8, 12, 9)))

    def _steps(self, amendment: AmendmentShown) -> QBoxLayout:
        line = row(spacing=8)
        for place, step in enumerate(amendment.steps):
            kind = ButtonKind.GHOST if place else ButtonKind.SECONDARY
            button = Button(
                tr(_STEPS[step]),
                kind,
                height=28,
                name=f"amendment_{amendment.number}_{step.value}",
            )
            button.clicked.connect(partial(self._on_step, step))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _on_step(self, step: Step, *_checked: object) -> None:
        self.step_wanted.emit(self._id, step.value)


class FormerCard(Card):
    """Words the motion had before; hidden without any."""

    def __init__(self) -> None:
        self._rows = column(spacing=10)
        side = Label("", Role.CAPTION)
        head = card_head(
            "clock-counter-clockwise", Token.TEXT_2, tr("Former words"), side
        )
        super().__init__(column(head, 10, self._rows, margins=16), name="motion_former")

    def set_former(self, former: Sequence[FormerShown]) -> None:
        """Show these."""
        self.setVisible(bool(former))
        clear(self._rows)
        for each in former:
            title = Label(each.title, Role.CAPTION, Token.TEXT_3, tabular=True)
            text = Paragraph(each.text, Role.READING, Token.TEXT_2, selectable=True)
            whole = QWidget()
            whole.setLayout(column(title, 2, text))
            self._rows.addWidget(whole)
