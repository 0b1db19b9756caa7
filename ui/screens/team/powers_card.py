"""What roles and duties may do: the table, what is changed in it, saving."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.words import tr, trn
from ui.screens.team.grid import PowersGrid
from ui.screens.team.presenter.powers import PowersShown
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Card,
    Hairline,
    Label,
    column,
    row,
)


class PowersCard(Card):
    """The table with its notices.

    Signals:
        toggled: a capability's and a column's code.
        saved, discarded: what was changed.
        adopted: the table as this version ships it.
    """

    toggled = Signal(str, str)
    saved = Signal()
    discarded = Signal()
    adopted = Signal()

    def __init__(self) -> None:
        self.grid = PowersGrid()
        self._hint = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._lacking = Banner(
            tr("This vault is older than some rights"),
            tr(
                "Nobody may do what this version added. Take over its table; changes"
                " made to the table before are replaced by it."
            ),
            Tone.WARN,
            name="powers_lacking",
        )
        self._adopt = Button(tr("Take over the table"), name="powers_adopt")
        self._lacking.tools.addWidget(self._adopt)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.setObjectName("powers_error")
        self._count = Label("", Role.CAPTION, Token.WARN, bold=True)
        self._save = Button(
            tr("Save the table"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            name="powers_save",
        )
        self._discard = Button(tr("Discard"), name="powers_discard")
        self._marked = Label(
            tr("Marked: what the person shown is"), Role.CAPTION, Token.ACCENT_TEXT
        )
        head = column(
            row(
                Label(tr("What roles and duties may do"), Role.SECTION),
                STRETCH,
                self._marked,
            ),
            2,
            self._hint,
            self._lacking,
            self._error,
            row(self._count, STRETCH, self._discard, space.S2, self._save, margins=0),
            margins=(16, 10, 16, 8),
            spacing=space.S1,
        )
        super().__init__(
            column(head, Hairline(), self.grid, margins=1), name="team_powers"
        )
        self._adopt.clicked.connect(self.adopted)
        self._save.clicked.connect(self.saved)
        self._discard.clicked.connect(self.discarded)
        self.grid.toggled.connect(self.toggled)
        for keys, tell in (
            ("Ctrl+Return", self.saved),
            ("Ctrl+Enter", self.saved),
            ("Esc", self.discarded),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(tell)
        self.show_error("")

    def show_powers(self, shown: PowersShown) -> None:
        """Show the table."""
        self.grid.show_powers(shown)
        self._lacking.setVisible(shown.lacking)
        self._hint.setText(
            tr("Arrow keys and Space change it; nothing holds until it is saved.")
            if shown.changeable
            else tr("Owners may change this table.")
        )
        self._count.setText(
            trn("{count} change not saved", "{count} changes not saved", shown.changes)
        )
        for part in (self._count, self._save, self._discard):
            part.setVisible(shown.changes > 0)

    def show_error(self, text: str) -> None:
        """Say what is wrong; nothing takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
