"""The cards of an open appeal: the decision, the statement, the ruling made."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.words import Language, tr
from ui.screens.appeals.presenter.shown import (
    DecisionShown,
    RuledShown,
    StatementShown,
)
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    Card,
    Hairline,
    IconLabel,
    Label,
    LanguageSwitch,
    Paragraph,
    Quiet,
    clear,
    column,
    row,
)

_LABEL = 84
_STACK_BELOW = 600


class _Facts(QVBoxLayout):
    """Labels and values, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(4)

    def set_facts(self, facts: Sequence[tuple[str, str]], *, bold: int = 0) -> None:
        """Show these; the first few values are bold."""
        clear(self)
        for place, (label, value) in enumerate(facts):
            caption = Label(label, Role.CAPTION, Token.TEXT_3)
            caption.setFixedWidth(_LABEL)
            words = Label(value, bold=place < bold, wrap=True, selectable=True)
            line = row(column(1, caption, STRETCH), (words, 1))
            self.addLayout(line)


class _Titled(QWidget):
    """A small caption over reading text; hidden without text."""

    def __init__(self, caption: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._text = Paragraph("", Role.READING, selectable=True)
        head = Label(caption, Role.CAPTION, Token.TEXT_3)
        if quiet:
            box = Quiet(column(head, 2, self._text, margins=(12, 8, 12, 9)))
            self.setLayout(column(box))
        else:
            self.setLayout(column(head, 2, self._text))

    def set_text(self, text: str) -> None:
        """Show this text."""
        self._text.set_plain(text)
        self.setVisible(bool(text))


class _Person(QWidget):
    """Somebody's disc and name."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar("")
        self._name = Label("", bold=True)
        self.setLayout(row(self._avatar, 8, self._name, STRETCH))

    def set_person(self, name: str, key: str = "") -> None:
        """Show this person."""
        self._avatar.set_person(name, key)
        self._name.setText(name)


def _head(icon: str, token: Token, title: str, at: Label) -> QBoxLayout:
    return row(
        IconLabel(icon, token), 8, Label(title, Role.SECTION), STRETCH, at, margins=0
    )


class DecisionCard(Card):
    """The original decision."""

    def __init__(self) -> None:
        self._at = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._decider = _Person()
        self._facts = _Facts()
        self._reason = _Titled(tr("Reason"))
        self._deviation = _Titled(tr("Why not what the ladder proposed"))
        self._quote = _Titled(tr("What it was about"), quiet=True)
        super().__init__(
            column(
                _head(
                    "clipboard-text", Token.TEXT_2, tr("Original decision"), self._at
                ),
                10,
                self._decider,
                10,
                self._facts,
                8,
                Hairline(),
                8,
                self._reason,
                8,
                self._deviation,
                8,
                self._quote,
                STRETCH,
                margins=16,
            ),
            name="appeals_decision",
        )

    def set_decision(self, decision: DecisionShown) -> None:
        """Show this decision."""
        self._at.setText(decision.at)
        self._decider.set_person(decision.decider)
        self._facts.set_facts(decision.facts, bold=2)
        self._reason.set_text(decision.reason)
        self._deviation.set_text(decision.deviation)
        self._quote.set_text(decision.quote)


class StatementCard(Card):
    """What the member says."""

    def __init__(self) -> None:
        self._at = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._member = _Person()
        self._facts = _Facts()
        self._text = _Titled(tr("Statement"))
        super().__init__(
            column(
                _head("scales", Token.APPEAL, tr("Statement of appeal"), self._at),
                10,
                self._member,
                10,
                self._facts,
                8,
                Hairline(),
                8,
                self._text,
                STRETCH,
                margins=16,
            ),
            name="appeals_statement",
        )

    def set_statement(self, statement: StatementShown) -> None:
        """Show this statement."""
        self._at.setText(statement.at)
        self._member.set_person(statement.handle, statement.member)
        self._facts.set_facts(statement.facts)
        self._text.set_text(statement.text)


class Pair(QWidget):
    """Two cards side by side, one under the other where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box = row((left, 1), (right, 1), spacing=16)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        stacked = event.size().width() < _STACK_BELOW
        across = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else across)


class RuledCard(Card):
    """The ruling that was made, and the notice to copy.

    Signals:
        copied: the notice is wanted on the clipboard, in this `Language`.
    """

    copied = Signal(Language)

    def __init__(self) -> None:
        self._icon = IconLabel("scales", Token.APPEAL)
        self._title = Label("", Role.SECTION)
        self._effect = Label("", Role.CAPTION, Token.TEXT_2)
        self._by = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._reply = _Titled(tr("Reason of the ruling"))
        self._text = Paragraph("", Role.READING, selectable=True)
        self._switch = LanguageSwitch(tr("Language of the notice"), name="appeals_lang")
        self._switch.chosen.connect(self._show_notice)
        self._notice: Mapping[Language, str] = {}
        copy = Button(tr("Copy the notice"), icon="copy", name="appeals_copy")
        copy.clicked.connect(lambda: self.copied.emit(self._switch.current()))
        self._box = Quiet(
            column(
                row(
                    Label(tr("Notice to the member"), Role.CAPTION, Token.TEXT_3),
                    STRETCH,
                    self._switch,
                    8,
                    copy,
                ),
                4,
                self._text,
                margins=(12, 8, 12, 10),
            )
        )
        super().__init__(
            column(
                row(self._icon, 8, self._title, 10, self._effect, STRETCH, self._by),
                10,
                self._reply,
                10,
                self._box,
                margins=16,
            ),
            name="appeals_ruled",
        )

    def set_ruled(self, ruled: RuledShown) -> None:
        """Show this ruling."""
        self._icon.set_icon(ruled.icon, ruled.tone.text)
        self._title.setText(ruled.title)
        self._effect.setText(ruled.effect)
        self._by.setText(f"{ruled.by} · {ruled.at}")
        self._reply.set_text(ruled.reply)
        self._notice = ruled.notice
        self._box.setVisible(bool(ruled.notice))
        self._show_notice()

    def _show_notice(self) -> None:
        self._text.set_plain(self._notice.get(self._switch.current(), ""))
