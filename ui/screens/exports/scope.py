"""The left side: who will see the report, what it is for, what goes into it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QWidget

from app.words import tr
from ui.screens.exports.presenter.shown import ChoicesShown, MonthShown, TierShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    CheckRow,
    Choice,
    ChoiceCard,
    Label,
    MultilineField,
    ScrollColumn,
    Well,
    clear,
    column,
    row,
)

_PAUSE_MS: Final = 500
"""So long after the last key the purpose is kept as a draft."""


class _Tiers(QWidget):
    """The tiers as cards, of which one is chosen.

    Signals:
        chosen: the code of what a person chose.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._tiers: tuple[TierShown, ...] = ()
        self._box = column(spacing=space.S2)
        self.setLayout(self._box)

    def set_tiers(self, tiers: tuple[TierShown, ...], chosen: str) -> None:
        """Offer these; one is chosen without telling."""
        if tiers != self._tiers:
            self._tiers = tiers
            self._build()
        for place, tier in enumerate(tiers):
            if tier.key == chosen:
                self._group.button(place).setChecked(True)

    def focus(self) -> None:
        """Give the focus to the chosen card."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._box)
        for place, tier in enumerate(self._tiers):
            hint = f"{tier.readers}\n{tier.figures}"
            choice = Choice(key=tier.key, text=tier.name, hint=hint, icon=tier.icon)
            card = ChoiceCard(choice, name=f"tier_{tier.key}", disc=True)
            self._group.addButton(card, place)
            self._box.addWidget(card)
            card.show()  # Qt would do so later; what is hidden takes no focus

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._tiers[place].key)


class _Months(QWidget):
    """The months there are, each to be ticked.

    Signals:
        chosen: a month, and whether it is wanted.
    """

    chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, CheckRow] = {}
        self._said: list[tuple[str, str]] = []
        self._box = column()
        self.setLayout(self._box)

    def set_months(self, months: Sequence[MonthShown]) -> None:
        """Show these without telling."""
        said = [(month.key, month.hint) for month in months]
        if said != self._said:
            self._said = said
            self._build(months)
        for month in months:
            line = self._rows[month.key]
            line.setChecked(month.checked)
            line.setEnabled(month.able)

    def _teller(self, month: str) -> Callable[[bool], None]:
        def tell(wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
            self.chosen.emit(month, wanted)

        return tell

    def _build(self, months: Sequence[MonthShown]) -> None:
        focused = QApplication.focusWidget()
        held = next((key for key, r in self._rows.items() if r is focused), "")
        clear(self._box)
        self._rows = {}
        for month in months:
            line = CheckRow(month.key, hint=month.hint, name=f"month_{month.key}")
            line.clicked.connect(self._teller(month.key))
            self._box.addWidget(line)
            line.show()
            self._rows[month.key] = line
        if held in self._rows:
            self._rows[held].setFocus(Qt.FocusReason.OtherFocusReason)


class ScopePane(ScrollColumn):
    """What a person chooses and writes.

    Signals:
        tier_chosen: a tier's code.
        month_chosen: a month, and whether it is wanted.
        every_wanted: all months, or none.
        numbers_only_chosen: whether clauses stand without their titles.
        purpose_written: what the report is for, at each change.
        purpose_settled: nobody has typed for a moment.
        checks_wanted: show the checks, where there is no room beside this.
    """

    tier_chosen = Signal(str)
    month_chosen = Signal(str, bool)
    every_wanted = Signal()
    numbers_only_chosen = Signal(bool)
    purpose_written = Signal(str)
    purpose_settled = Signal()
    checks_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(24, 20, 20, 16), name="exports_scope")
        self._tiers = _Tiers()
        self._months = _Months()
        self._every = Button(
            "", ButtonKind.LINK, height=space.BUTTON_SMALL, name="exports_every"
        )
        self._numbers = CheckRow(
            tr("Clauses by number alone"), name="exports_numbers_only"
        )
        self.purpose = MultilineField(
            tr("What it is for"),
            hint=tr("required, entered in the ledger"),
            placeholder=tr("For example: monthly note to the community"),
            name="exports_purpose",
            lines=(2, 4),
        )
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space.S3)
        self._facts.setVerticalSpacing(6)
        self._facts.setContentsMargins(14, 10, 14, 10)
        self._facts.setColumnStretch(1, 1)
        self._lines: list[tuple[Label, Label]] = []
        self._well = Well(name="exports_facts")
        self._well.setLayout(self._facts)
        self._well.hide()
        self._onward = Button(
            tr("See the checks"), height=space.BUTTON_SMALL, name="exports_onward"
        )
        self._onward.hide()
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._connect()

    def set_choices(self, choices: ChoicesShown) -> None:
        """Show what can be chosen and what is, without telling."""
        self._tiers.set_tiers(choices.tiers, choices.tier)
        self._months.set_months(choices.months)
        self._every.set_label(choices.every)
        self._every.setVisible(bool(choices.every))
        self._numbers.setChecked(choices.numbers_only)

    def set_purpose(self, text: str) -> None:
        """Put these words into the purpose, without telling."""
        told = self.purpose.blockSignals(True)
        self.purpose.set_text(text)
        self.purpose.blockSignals(told)
        self._pause.stop()

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show what is in the report; nothing hides the box."""
        while len(self._lines) < len(facts):
            self._add_line()
        for (name, value), (label, figure) in zip(self._lines, facts, strict=False):
            name.setText(label)
            value.setText(figure)
        self._well.setVisible(bool(facts))

    def set_alone(self, *, alone: bool) -> None:
        """Offer the way to the checks where they do not stand beside this."""
        self._onward.setVisible(alone)

    def focus_tier(self) -> None:
        """Give the focus to the chosen tier."""
        self._tiers.focus()

    def _add_line(self) -> None:
        line = len(self._lines)
        name = Label("", Role.CAPTION, Token.TEXT_2)
        value = Label("", Role.CAPTION, tabular=True, wrap=True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._facts.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(value, line, 1)
        self._lines.append((name, value))

    def hideEvent(self, event: QHideEvent) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.purpose_settled.emit()
        super().hideEvent(event)

    def _build(self) -> None:
        for item in (
            row(Label(tr("Who will see it"), Role.SECTION), STRETCH, self._onward),
            space.S2,
            self._tiers,
            space.S5,
            Label(tr("This export"), Role.SECTION),
            space.S2,
            self.purpose,
            space.S3,
            row(
                Label(tr("Months"), Role.CAPTION, Token.TEXT_2),
                STRETCH,
                self._every,
            ),
            self._months,
            space.S2,
            self._numbers,
            space.S3,
            self._well,
        ):
            if isinstance(item, int):
                self.column.addSpacing(item)
            elif isinstance(item, QWidget):
                self.column.addWidget(item)
            else:
                self.column.addLayout(item)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._tiers.chosen.connect(self.tier_chosen)
        self._months.chosen.connect(self.month_chosen)
        self._every.clicked.connect(self.every_wanted)
        self._numbers.clicked.connect(self.numbers_only_chosen)
        self._onward.clicked.connect(self.checks_wanted)
        self.purpose.changed.connect(self._on_purpose)
        self._pause.timeout.connect(self.purpose_settled)

    def _on_purpose(self, text: str) -> None:
        self.purpose_written.emit(text)
        self._pause.start()
