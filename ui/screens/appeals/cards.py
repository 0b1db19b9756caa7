"""The cards of an open appeal: the decision, the statement, the ruling made."""

from PySide6.QtCore import Signal

from app.words import Language, tr
from ui.screens.appeals.presenter.shown import (
    DecisionShown,
    RuledShown,
    StatementShown,
)
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    Card,
    Facts,
    Hairline,
    IconLabel,
    Label,
    LanguageSwitch,
    Paragraph,
    PersonLine,
    Quiet,
    Titled,
    card_head,
    column,
    row,
)


class DecisionCard(Card):
    """The original decision."""

    def __init__(self) -> None:
        self._at = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._decider = PersonLine()
        self._facts = Facts()
        self._reason = Titled(tr("Reason"))
        self._deviation = Titled(tr("Why not what the ladder proposed"))
        self._quote = Titled(tr("What it was about"), quiet=True)
        super().__init__(
            column(
                card_head(
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
        self._member = PersonLine()
        self._facts = Facts()
        self._text = Titled(tr("Statement"))
        super().__init__(
            column(
                card_head("scales", Token.APPEAL, tr("Statement of appeal"), self._at),
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
        self._reply = Titled(tr("Reason of the ruling"))
        self._text = Paragraph("", Role.READING, selectable=True)
        self._switch = LanguageSwitch(tr("Language of the notice"), name="appeals_lang")
        self._switch.chosen.connect(self._show_notice)
        self._notice = dict[Language, str]()
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
        self._notice = dict(ruled.notice)
        self._box.setVisible(bool(ruled.notice))
        self._show_notice()

    def _show_notice(self) -> None:
        self._text.set_plain(self._notice.get(self._switch.current(), ""))
