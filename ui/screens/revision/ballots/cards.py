"""The cards of an open ballot: how it stands, its terms, the votes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.ballots.delegate import VoteDelegate
from ui.screens.revision.ballots.presenter.shown import (
    ShareShown,
    StepShown,
    TallyShown,
    VoteShown,
)
from ui.theme import Role, Token, Tone
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Facts,
    IconLabel,
    Label,
    RecordList,
    RecordModel,
    Shares,
    card_head,
    clear,
    column,
    row,
)

_FEW: Final = 12
"""So many votes stand in the record at once; more scroll in their card."""


class TallyCard(Card):
    """What a ballot comes to, with its arithmetic."""

    def __init__(self) -> None:
        self._icon = IconLabel("scales", size=20)
        self._title = Label("", Role.SECTION)
        self._side = Label("", Role.CAPTION, Token.TEXT_2, tabular=True)
        self._bar = Shares()
        self._legend = row(spacing=18)
        self._steps = column(spacing=4)
        self._note = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        super().__init__(
            column(
                row(self._icon, 8, self._title, STRETCH, self._side),
                12,
                self._bar,
                10,
                self._legend,
                12,
                self._steps,
                self._note,
                STRETCH,
                margins=16,
            ),
            name="ballots_tally",
        )

    def set_tally(self, tally: TallyShown) -> None:
        """Show this count."""
        token = Token.TEXT_2 if tally.tone is Tone.NEUTRAL else tally.tone.text
        self._icon.set_icon(tally.icon, token)
        self._title.setText(tally.title)
        self._side.setText(tally.side)
        self._bar.set_shares([(share.tone, share.count) for share in tally.shares])
        clear(self._legend)
        for share in tally.shares:
            self._legend.addWidget(_Share(share))
        self._legend.addStretch(1)
        clear(self._steps)
        for step in tally.steps:
            self._steps.addWidget(_Step(step))
        self._note.setText(tally.note)
        self._note.setVisible(bool(tally.note))


class _Share(QWidget):
    """A figure over what it counts; its tone is a mark beside the word."""

    def __init__(self, share: ShareShown) -> None:
        super().__init__()
        token = share.tone.text if share.tone else Token.TEXT_3
        if share.tone is Tone.NEUTRAL:
            token = Token.TEXT_3
        icon = "circle-fill" if share.tone else "circle"
        mark = IconLabel(icon, token, 10)
        count = Label(f"{share.count:,}", Role.PAGE, tabular=True)
        word = Label(share.text, Role.CAPTION, Token.TEXT_2)
        self.setLayout(column(count, row(mark, 5, word, STRETCH)))
        self.setAccessibleName(f"{share.text}: {share.count}")


class _Step(QWidget):
    """A sentence of the arithmetic, and whether it is met."""

    def __init__(self, step: StepShown) -> None:
        super().__init__()
        icon, token, said = (
            ("check-circle", Token.OK, tr("Met"))
            if step.met
            else ("x-circle", Token.WARN, tr("Not met"))
        )
        mark = IconLabel(icon, token, name=said)
        text = Label(step.text, wrap=True, tabular=True)
        self.setLayout(row(column(2, mark, STRETCH), 8, (text, 1)))
        self.setAccessibleName(f"{said}: {step.text}")


class FactsCard(Card):
    """Labels and values under a head; hidden without any."""

    def __init__(self, icon: str, title: str, *, name: str) -> None:
        self._facts = Facts()
        side = Label("", Role.CAPTION)
        super().__init__(
            column(
                card_head(icon, Token.TEXT_2, title, side),
                10,
                self._facts,
                STRETCH,
                margins=16,
            ),
            name=name,
        )

    def set_facts(self, facts: Sequence[tuple[str, str]], *, bold: int = 0) -> None:
        """Show these; the first few are bold."""
        self.setVisible(bool(facts))
        self._facts.set_facts(facts, bold=bold)


class VotesCard(Card):
    """Every vote as it was witnessed, the earlier ones too.

    Attributes:
        records: the votes, worked by keyboard.

    Signals:
        strike_wanted: the id of a vote entered by mistake.
        import_wanted: take votes in from a file.
    """

    strike_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self) -> None:
        self._side = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        self._none = Label(
            tr("Nobody has voted yet."), Role.CAPTION, Token.TEXT_3, wrap=True
        )
        self._import = Button(
            tr("From a file"),
            ButtonKind.GHOST,
            icon="upload-simple",
            height=28,
            name="ballots_import",
        )
        self._strike = Button(
            tr("Strike the vote"),
            ButtonKind.GHOST,
            icon="prohibit",
            height=28,
            name="ballots_strike",
        )
        self._model: RecordModel[VoteShown] = RecordModel(
            lambda vote: vote.said, lambda vote: vote.id
        )
        self.records = RecordList(tr("Votes"), name="ballots_votes")
        self.records.setModel(self._model)
        self._rows = VoteDelegate(self.records)
        self.records.setItemDelegate(self._rows)
        self._takes = False
        super().__init__(
            column(
                row(
                    IconLabel("check-square"),
                    8,
                    Label(tr("Votes as witnessed"), Role.SECTION),
                    10,
                    self._side,
                    STRETCH,
                    self._strike,
                    self._import,
                ),
                8,
                self._none,
                self.records,
                margins=(16, 12, 12, 12),
            ),
            name="ballots_votes_card",
        )
        self._import.clicked.connect(self.import_wanted)
        self._strike.clicked.connect(self._on_strike)
        self.records.moved.connect(self._rank)
        self.set_takes(takes=False)

    def set_votes(self, votes: Sequence[VoteShown], side: str) -> None:
        """Show these votes."""
        self._side.setText(side)
        self.records.show_rows(votes)
        self._none.setVisible(not votes)
        self.records.setVisible(bool(votes))
        rows = min(len(votes), _FEW)
        self.records.setFixedHeight(rows * self._rows.row_height() + 2)
        self._rank()

    def set_takes(self, *, takes: bool) -> None:
        """Offer to take votes in, and out."""
        self._takes = takes
        self._import.setVisible(takes)
        self._rank()

    def _rank(self) -> None:
        vote = self._model.row_at(self.records.currentIndex().row())
        self._strike.setVisible(self._takes and vote is not None and vote.counts)

    def _on_strike(self) -> None:
        self.strike_wanted.emit(self.records.current_key())
