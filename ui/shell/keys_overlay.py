"""The page of all keys, F1 or ?."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.words import tr
from ui.shell.hints import every_key, hint_widget
from ui.shell.overlay import Overlay
from ui.theme import Role, Token
from ui.widgets import STRETCH, IconButton, Label
from ui.widgets.layout import column, row

_COLUMNS = 2


class KeysOverlay(Overlay):
    """Every key and what it does, in two columns."""

    def __init__(self, over: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(10)
        hints = every_key()
        rows = -(-len(hints) // _COLUMNS)
        for place, hint in enumerate(hints):
            grid.addWidget(hint_widget(hint), place % rows, place // rows)
        note = Label(
            tr("Letters act while a list or a record has focus, never in a field."),
            Role.CAPTION,
            Token.TEXT_3,
            wrap=True,
        )
        self._close = IconButton("x", tr("Close"), name="keys_close")
        head = row(Label(tr("Keys"), Role.PAGE), STRETCH, self._close)
        super().__init__(
            over,
            width=680,
            top=72,
            name="keys",
            layout=column(head, 2, note, 14, grid, margins=(24, 20, 20, 24)),
        )
        self._close.clicked.connect(self.close_overlay)

    def open(self) -> None:
        """Show the page; Esc takes it away."""
        super().open()
        self._close.setFocus()
