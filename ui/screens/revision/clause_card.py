"""A clause beside what is said of it."""

from app.words import tr
from ui.screens.revision.clause import ClauseShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Card,
    Label,
    Quiet,
    Shares,
    Titled,
    card_head,
    column,
    row,
)


class ClauseCard(Card):
    """The clause as it reads in one version, and what everybody says of it."""

    def __init__(self, caption: str, *, name: str) -> None:
        """Build it empty; the caption stands over the clause's words."""
        self._version = Label("", Role.CAPTION, Token.TEXT_3)
        self._name = Label("", bold=True, wrap=True)
        self._text = Titled(caption)
        self._why = Titled(tr("Why"))
        self._none = Label(
            tr("File it under a clause, and its words stand here."),
            Role.BODY,
            Token.TEXT_2,
            wrap=True,
        )
        self._total = Label("", Role.CAPTION, Token.TEXT_3)
        self._shares = Shares()
        self._tally = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        head = row(
            Label(tr("All feedback on it"), Role.CAPTION, Token.TEXT_2),
            STRETCH,
            self._total,
        )
        self._heard = Quiet(
            column(head, 6, self._shares, 6, self._tally, margins=(12, 8, 12, 10))
        )
        super().__init__(
            column(
                card_head("book-bookmark", Token.TEXT_2, tr("Clause"), self._version),
                10,
                self._name,
                self._none,
                10,
                self._text,
                8,
                self._why,
                12,
                self._heard,
                STRETCH,
                margins=16,
            ),
            name=name,
        )

    def set_clause(self, clause: ClauseShown) -> None:
        """Show this clause."""
        self._version.setText(clause.version)
        self._name.setText(clause.title)
        self._none.setVisible(not clause.version)
        self._text.set_text(clause.text)
        self._why.set_text(clause.why)
        self._heard.setVisible(bool(clause.shares))
        self._total.setText(clause.total)
        self._shares.set_shares(clause.shares)
        self._tally.setText(clause.tally)
