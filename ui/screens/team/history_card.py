"""What happened to somebody's place on the team."""

from collections.abc import Sequence

from app.words import tr
from ui.screens.team.presenter.history import HappenedShown
from ui.theme import Role, Token, space
from ui.widgets import Card, Label, TimelineItem, clear, column


class HistoryCard(Card):
    """The newest events, one under the other."""

    def __init__(self) -> None:
        self._rows = column()
        self._more = Label(
            tr("Older ones stand in the history."), Role.CAPTION, Token.TEXT_3
        )
        super().__init__(
            column(
                Label(tr("History on the team"), Role.SECTION),
                space.S2,
                self._rows,
                self._more,
                margins=(16, 10, 16, 14),
            ),
            name="team_history",
        )

    def show_history(self, rows: Sequence[HappenedShown], *, more: bool) -> None:
        """Show what happened, the newest first."""
        clear(self._rows)
        for place, each in enumerate(rows, start=1):
            item = TimelineItem(
                "user",
                each.title,
                each.when,
                exact=each.exact,
                last=place == len(rows),
            )
            self._rows.addWidget(item)
        if not rows:
            nothing = Label(tr("Nothing you may see"), token=Token.TEXT_3)
            self._rows.addWidget(nothing)
        self._more.setVisible(more)
