"""The bar under a motion: where it stands, and what can be done with it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from app.words import tr
from ui.screens.revision.motions.presenter.acting import ICONS, TEXTS, Act, ActsShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Box,
    Button,
    ButtonKind,
    Hairline,
    Label,
    clear,
    column,
    row,
)

_KEYS: Final = {Act.AMEND: "E"}


class ActsBar(Box):
    """Buttons for what can be done; hidden where there is no motion.

    Signals:
        wanted: an `Act`.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="motion_acts")
        self._told = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._others = row(spacing=8)
        self._blocked = Label("", Role.CAPTION, Token.WARN, wrap=True)
        self._blocked.setObjectName("motion_blocked")
        self._main = Button(
            "",
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=space.BUTTON_MAIN,
            name="motion_main",
        )
        self._acts: ActsShown | None = None
        line = row(
            (column(STRETCH, self._told, self._blocked, STRETCH), 1),
            12,
            self._others,
            10,
            self._main,
            margins=(space.S6, 12, space.S6, 12),
        )
        self.setLayout(column(Hairline(), line))
        self._main.clicked.connect(self.act)

    def set_acts(self, acts: ActsShown | None) -> None:
        """Offer these."""
        self.setVisible(acts is not None)
        if acts is None or acts == self._acts:
            self._acts = acts
            return
        self._acts = acts
        self._told.setText(acts.told)
        self._main.setVisible(acts.main is not None)
        if acts.main is not None:
            self._main.set_label(tr(TEXTS[acts.main]))
        self._main.setEnabled(not acts.blocked)
        self._main.setAccessibleDescription(acts.blocked)
        self._main.updateGeometry()
        self._blocked.setText(acts.blocked)
        self._blocked.setVisible(bool(acts.blocked))
        clear(self._others)
        for act in acts.others:
            button = Button(
                tr(TEXTS[act]),
                icon=ICONS.get(act, ""),
                key=_KEYS.get(act, ""),
                name=f"motion_{act.value}",
            )
            button.clicked.connect(partial(self._on_wanted, act))
            self._others.addWidget(button)

    def act(self) -> None:
        """Do the main thing, if that can be done as it stands."""
        acts = self._acts
        if acts is not None and acts.main is not None and not acts.blocked:
            self.wanted.emit(acts.main.value)

    def offers(self, act: Act) -> bool:
        """Tell whether something can be done now."""
        return self._acts is not None and act in self._acts.others

    def _on_wanted(self, act: Act, *_checked: object) -> None:
        self.wanted.emit(act.value)
