"""The cards of a piece of feedback: what was said, the clause, the answer given."""

from PySide6.QtCore import Signal

from app.words import tr
from ui.screens.revision.feedback.presenter.shown import (
    AnswerShown,
    SaidShown,
)
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Facts,
    Hairline,
    IconLabel,
    Label,
    PersonLine,
    Titled,
    card_head,
    column,
    row,
)


class SaidCard(Card):
    """What was said.

    Signals:
        member_wanted: open who said it.
    """

    member_wanted = Signal()

    def __init__(self) -> None:
        self._at = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._who = PersonLine()
        self._member = Button(
            tr("Open the member"),
            ButtonKind.GHOST,
            icon="arrow-square-out",
            height=28,
            name="feedback_member",
        )
        self._facts = Facts()
        self._words = Titled(tr("Words"))
        super().__init__(
            column(
                card_head("chat-circle-dots", Token.TEXT_2, tr("Said"), self._at),
                10,
                row(self._who, STRETCH, self._member),
                10,
                self._facts,
                8,
                Hairline(),
                8,
                self._words,
                STRETCH,
                margins=16,
            ),
            name="feedback_said",
        )
        self._member.clicked.connect(self.member_wanted)

    def set_said(self, said: SaidShown) -> None:
        """Show these words."""
        self._at.setText(said.at)
        self._who.set_person(said.who, said.member)
        self._member.setVisible(bool(said.member))
        self._facts.set_facts(said.facts)
        self._words.set_text(said.words)


class AnswerCard(Card):
    """The answer that was given.

    Signals:
        motion_wanted: open the motion it led to.
        withdraw_wanted: take it back.
    """

    motion_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self) -> None:
        self._icon = IconLabel("check", Token.OK)
        self._title = Label("", Role.SECTION)
        self._by = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._reason = Titled(tr("Reason of the answer"))
        self._motion = Button(
            "", ButtonKind.LINK, icon="note-pencil", name="feedback_motion"
        )
        self._withdraw = Button(
            tr("Take the answer back"),
            ButtonKind.GHOST,
            icon="arrow-counter-clockwise",
            height=28,
            name="feedback_withdraw",
        )
        super().__init__(
            column(
                row(self._icon, 8, self._title, STRETCH, self._by),
                10,
                self._reason,
                8,
                row(self._motion, STRETCH, self._withdraw),
                margins=(16, 16, 16, 10),
            ),
            name="feedback_answer",
        )
        self._motion.clicked.connect(self.motion_wanted)
        self._withdraw.clicked.connect(self.withdraw_wanted)

    def set_answer(self, answer: AnswerShown) -> None:
        """Show this answer."""
        self._icon.set_icon(answer.icon, answer.tone.text)
        self._title.setText(answer.title)
        self._by.setText(answer.by)
        self._reason.set_text(answer.reason)
        self._motion.set_label(answer.motion)
        self._motion.setVisible(bool(answer.motion))
        self._withdraw.setVisible(answer.withdrawable)
