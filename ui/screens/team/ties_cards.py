"""Who somebody is on the list of members, and what they stand aside from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.words import tr
from ui.screens.team.presenter.ties import ConflictShown, LinkShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Card,
    Label,
    clear,
    column,
    row,
)


class LinksCard(Card):
    """Member profiles that are this person too.

    Signals:
        wanted: another is to be linked.
        opened: a member's id.
        unlinked: a member's id.
    """

    wanted = Signal()
    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self) -> None:
        self._add = _small(tr("Link a member"), "plus", "team_link")
        self._rows = column(spacing=2)
        super().__init__(
            _titled(
                tr("Member profiles"),
                self._add,
                tr("Neither sees nor decides cases about these."),
                self._rows,
            ),
            name="team_links",
        )
        self._add.clicked.connect(self.wanted)

    def show_links(self, links: Sequence[LinkShown], *, may: bool) -> None:
        """Show these."""
        self._add.setVisible(may)
        clear(self._rows)
        for link in links:
            self._rows.addWidget(self._row(link, may=may))
        if not links:
            words = tr("Linked to no member")
            self._rows.addWidget(Label(words, token=Token.TEXT_3))

    def _row(self, link: LinkShown, *, may: bool) -> QWidget:
        name = Button(
            link.label,
            ButtonKind.LINK,
            height=space.BUTTON_SMALL,
            name="team_link_open",
        )
        name.clicked.connect(lambda: self.opened.emit(link.member))
        take = _small(tr("Unlink"), "", "team_unlink")
        take.setAccessibleName(tr("Unlink {member}", member=link.label))
        take.clicked.connect(lambda: self.unlinked.emit(link.member))
        take.setVisible(may)
        line = QWidget()
        avatar = Avatar(link.label, link.member, size=24)
        line.setLayout(row(avatar, 8, name, STRETCH, take))
        return line


class ConflictsCard(Card):
    """What somebody is involved with.

    Signals:
        wanted: another is to be entered.
        ended: an entry's id.
    """

    wanted = Signal()
    ended = Signal(str)

    def __init__(self) -> None:
        self._add = _small(tr("Declare"), "plus", "team_declare")
        self._rows = column(spacing=6)
        super().__init__(
            _titled(
                tr("Conflicts of interest"),
                self._add,
                tr("Members and cases this person stands aside from."),
                self._rows,
            ),
            name="team_conflicts",
        )
        self._add.clicked.connect(self.wanted)

    def show_conflicts(self, entries: Sequence[ConflictShown], *, may: bool) -> None:
        """Show these."""
        self._add.setVisible(may)
        clear(self._rows)
        for entry in entries:
            self._rows.addWidget(self._row(entry))
        if not entries:
            words = tr("None that you may see")
            self._rows.addWidget(Label(words, token=Token.TEXT_3))

    def _row(self, entry: ConflictShown) -> QWidget:
        end = _small(tr("End"), "", "team_conflict_end")
        end.setAccessibleName(tr("End: {title}", title=entry.title))
        end.clicked.connect(lambda: self.ended.emit(entry.id))
        end.setVisible(entry.endable)
        words = column(
            Label(entry.title, wrap=True),
            Label(entry.detail, Role.CAPTION, Token.TEXT_2, wrap=True),
        )
        line = QWidget()
        line.setLayout(row((words, 1), 8, column(end, STRETCH)))
        return line


def _small(text: str, icon: str, name: str) -> Button:
    return Button(
        text, ButtonKind.GHOST, icon=icon, height=space.BUTTON_SMALL, name=name
    )


def _titled(title: str, tool: QWidget, hint: str, rows: QLayout) -> QLayout:
    return column(
        row(Label(title, Role.SECTION), STRETCH, tool),
        Label(hint, Role.CAPTION, Token.TEXT_2, wrap=True),
        space.S2,
        rows,
        STRETCH,
        margins=(16, 10, 16, 14),
    )
